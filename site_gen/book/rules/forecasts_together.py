"""Monthly forecasts of a person beside each other and beside what can be counted (S35.2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from site_gen.book.book import Book
from site_gen.book.forecasts import asked_day, forecasts_of, lead_ins_of, pipeline_of
from site_gen.book.rules.breach import breach, label_of, plain
from site_gen.config import MonthOf
from site_gen.diagnostics import Diagnostic
from site_gen.records import MonthlyForecast

_SHOWN = Decimal("0.1")


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG687` for a second forecast of a month, `SG688` where the newest one differs from what is counted."""
    for person, forecasts in book.monthly_forecasts_of_owner.items():
        yield from _second(book, forecasts)
        newest = forecasts_of(book, person)[-1:]
        for forecast in newest:
            yield from _counted(book, forecast)


def _second(book: Book, forecasts: tuple[MonthlyForecast, ...]) -> Iterator[Diagnostic]:
    seen: dict[str, MonthlyForecast] = {}
    for one in forecasts:
        first = seen.setdefault(one.month, one)
        if first is not one:
            name = book.name_of(one.owner)
            others = [first.place("month")]
            yield breach("SG687", one, "month", others=others, name=name, month=one.month, path=first.path)


def _counted(book: Book, forecast: MonthlyForecast) -> Iterator[Diagnostic]:
    month = MonthOf.named(forecast.month)
    counted = {
        "lead_ins": Decimal(lead_ins_of(book, forecast.owner, month.shift(-1))),
        "prospects": pipeline_of(book, forecast.owner, asked_day(forecast)),
    }
    for field, known in counted.items():
        written: Decimal | int | None = getattr(forecast, field)
        if written is not None and _shown(Decimal(written)) != _shown(known):
            label = label_of(forecast, field)
            value, found = plain(_shown(Decimal(written))), plain(_shown(known))
            yield breach("SG688", forecast, field, label=label, value=value, counted=found)


def _shown(value: Decimal) -> Decimal:
    """Return a figure as pages show it."""
    return value.quantize(_SHOWN, ROUND_HALF_UP)
