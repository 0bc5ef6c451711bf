"""Actions of the monthly action plans with their state (S35.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from site_gen.config import MonthOf
from site_gen.pages.view import View
from site_gen.records import MonthlyForecast


class Planned(Struct, frozen=True):
    """An action as it stands at the day of the figures, with the forecast it was agreed in."""

    who: str
    what: str
    when: date
    done: bool
    done_on: date | None
    source: Markup


def actions(view: View, forecasts: Iterable[MonthlyForecast]) -> list[Planned]:
    """Return the actions of some forecasts, what is open first, then by due day."""
    day = view.book.as_of
    found = []
    for forecast in forecasts:
        title = f"{view.book.name_of(forecast.owner)} {view.words.month(MonthOf.named(forecast.month))}"
        source = view.link("monthly_forecast", forecast.id, title)
        for row in forecast.action_plan:
            done = row.done_on <= day if row.done_on else row.done
            found.append(Planned(row.who, row.what, row.when, done, row.done_on if done else None, source))
    return sorted(found, key=lambda one: (one.done, one.when, one.who, one.what))
