"""The sample team read as plain YAML, for counts that share no code with the program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import yaml
from conftest import SAMPLE

Raw = dict[str, Any]
#: The pinned day of the sample's figures, and the stages as its configuration has them.
TODAY = date(2026, 11, 20)
OPEN = ("lead", "opportunity", "solution", "quotation")
WON = ("agreement", "order", "payment")
DAY = timedelta(1)


@cache
def raw(folder: str) -> dict[str, Raw]:
    """Front matter of the files of a folder by id; the headings with text below them as `headings`."""
    found = {}
    for path in sorted((SAMPLE / folder).rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        sections = [part.partition("\n") for part in body.split("\n## ")]
        headings = {title.removeprefix("## ").strip() for title, _, text in sections if text.strip()}
        found[path.stem] = yaml.load(front, yaml.CSafeLoader) | {"id": path.stem, "headings": headings}
    return found


@cache
def site() -> Raw:
    """The configuration of the sample."""
    loaded: Raw = yaml.load((SAMPLE / "site.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return loaded


def of(folder: str, **wanted: Any) -> list[Raw]:
    """The records of a folder with the values wanted."""
    return [one for one in raw(folder).values() if all(one.get(k) == v for k, v in wanted.items())]


def number(value: Any) -> Decimal:
    """A number as it is written; nothing is zero."""
    return Decimal(str(value or 0))


@cache
def sellers() -> tuple[str, ...]:
    """Who owns a project, a visit or a target."""
    owners = {one["owner"] for folder in ("projects", "visits", "targets") for one in raw(folder).values()}
    return tuple(sorted(owners))


def works(person: str, day: date) -> bool:
    """Whether a person works on a day: the team's calendar without the days before, after and away."""
    rules, one = site()["calendar"], raw("people")[person]
    if day not in rules["makeup"] and (day.weekday() > 4 or day in rules["holidays"]):
        return False
    there = one.get("joined", day) <= day <= one.get("left", day)
    return there and not any(a["first"] <= day <= a.get("last", a["first"]) for a in one.get("absences", ()))


def workday_after(person: str, day: date, count: int) -> date:
    """The `count`-th working day of a person after a day."""
    while count:
        day += DAY
        count -= works(person, day)
    return day


def monday(week: str) -> date:
    """The Monday of a week such as `2026-W47`."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def shifted(month: str, by: int) -> str:
    """The id of a month some months later."""
    year, index = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + by, 12)
    return f"{year}-{index + 1:02}"


def first(month: str) -> date:
    """The first day of a month."""
    return date.fromisoformat(f"{month}-01")


def team_on(person: str, day: date) -> str:
    """The team a person was in on a day."""
    one = raw("people")[person]
    for time in sorted(one.get("former_teams", ()), key=lambda row: row["until"]):
        if day <= time["until"]:
            return str(time["team"])
    return str(one.get("team", ""))


def people_on(kind: str, ident: str, day: date) -> list[str]:
    """Whose figures the company, a team or a person sums up on a day."""
    if kind == "person":
        return [ident]
    return [one for one in raw("people") if kind == "company" or team_on(one, day) == ident]


def stage_on(project: Raw, day: date) -> str:
    """The stage of a project at the end of a day; empty before it was entered."""
    moves = [(row["date"], row["stage"]) for row in project.get("stage_history", ())]
    if project["stage"] == "lost" and project.get("lost_date") and "lost" not in dict(moves).values():
        moves.append((project["lost_date"], "lost"))
    moves.sort(key=lambda move: move[0])
    past = [stage for on, stage in moves if on <= day]
    if len(past) == len(moves):
        return str(project["stage"])
    return past[-1] if past else ""


@cache
def deals() -> list[tuple[date, Decimal, str, str]]:
    """What was signed: day, amount, owner and customer; by the orders, else by the stage."""
    found = []
    for project in raw("projects").values():
        if stage_on(project, TODAY) not in WON:
            continue
        orders = of("orders", project=project["id"])
        entered = [row["date"] for row in project["stage_history"] if row["stage"] in WON]
        rows = [(o["signed_on"], o["amount"]) for o in orders] or [(min(entered), project.get("amount"))]
        found += [(day, number(amount), project["owner"], project["customer"]) for day, amount in rows]
    return found


def signed(kind: str, ident: str, start: date, end: date) -> Decimal:
    """The amount signed in `[start, end)`, for a team by who was in it on the day."""
    return total(
        amount
        for day, amount, owner, _ in deals()
        if start <= day < end and owner in people_on(kind, ident, day)
    )


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of some amounts."""
    return sum(amounts, Decimal(0))
