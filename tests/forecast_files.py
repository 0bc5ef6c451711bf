"""Forecast and target files for the tests of the monthly forecast."""

from __future__ import annotations

from site_gen.config import MonthOf


def forecast(
    month: str, owner: str = "li", rows: str = "", name: str = "", **fields: object
) -> dict[str, str]:
    """A forecast file; `rows` are `forecast[:commit[:pipeline]]` of the months from its own on, by blanks.

    What is not given of the twelve months is zero.
    """
    given = rows.split()
    lines = []
    for number in range(12):
        parts = given[number].split(":") if number < len(given) else ["0"]
        named = zip(("forecast", "commit", "pipeline"), parts, strict=False)
        cells = ", ".join(f"{key}: {value}" for key, value in named)
        lines.append(f"  - {{month: {MonthOf.named(month).shift(number).id}, {cells}}}")
    written = {
        "owner": owner,
        "month": month,
        "action_plan": f"[{{who: {owner}, what: 拜访, when: {month}-25}}]",
        **fields,
    }
    head = "\n".join(f"{key}: {value}" for key, value in written.items() if value is not None)
    return {f"forecasts/{name or f'{month}-{owner}'}.md": f"{head}\nmonths:\n" + "\n".join(lines) + "\n"}
