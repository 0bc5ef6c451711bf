"""One monthly forecast: twelve months in order, an action, no more commit than forecast; teams in order (S35)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.book.book import Book
from site_gen.book.forecasts import MONTHS
from site_gen.book.rules.breach import Checkers, breach, plain
from site_gen.config import MonthOf
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_, Text, filled
from site_gen.records import MonthlyForecast, Person, Target


def checkers(book: Book) -> Checkers:
    """`SG686`, `SG689` and `SG690` of a forecast, `SG691` of a target, `SG692` of a person."""
    return {
        "monthly_forecast": partial(_forecast, book),
        "target": partial(_target, book),
        "person": partial(_person, book),
    }


def _forecast(book: Book, forecast: MonthlyForecast) -> Iterator[Diagnostic]:
    first = MonthOf.named(forecast.month)
    wanted = [first.shift(number).id for number in range(MONTHS)]
    for position, row in enumerate(forecast.months):
        if position >= MONTHS or row.month != wanted[position]:
            wrong = filled(N_("{month} stands in row {row}"), month=row.month, row=position + 1)
            field = f"months[{position}].month"
            yield breach("SG686", forecast, field, first=wanted[0], last=wanted[-1], wrong=wrong)
            break
    else:
        if len(forecast.months) < MONTHS:
            wrong = filled(N_("{month} is missing"), month=wanted[len(forecast.months)])
            yield breach("SG686", forecast, "months", first=wanted[0], last=wanted[-1], wrong=wrong)
    if not any(action.what.strip() for action in forecast.action_plan):
        yield breach("SG689", forecast, "action_plan", month=forecast.month)
    for position, row in enumerate(forecast.months):
        if row.commit is not None and row.commit > row.forecast:
            yield breach(
                "SG690",
                forecast,
                f"months[{position}].commit",
                month=row.month,
                commit=plain(row.commit),
                forecast=plain(row.forecast),
                unit=book.config.money.unit,
            )


def _target(book: Book, target: Target) -> Iterator[Diagnostic]:
    """Yield a breach at the first month before joining and at the first after leaving."""
    person = book.people.get(target.owner)
    if person is None:
        return
    told: set[str] = set()
    for position, row in enumerate(target.months):
        month = MonthOf(target.year, row.month)
        if not any((row.orders, row.stretch, row.collection, row.new_customers)):
            continue
        if person.joined is not None and month.end <= person.joined:
            key, field = "joined", "joined"
            state: Text = filled(N_("joined on {day}"), day=person.joined)
        elif person.left is not None and person.left < month.start:
            key, field = "left", "left"
            state = filled(N_("left on {day}"), day=person.left)
        else:
            continue
        if key not in told:
            told.add(key)
            others = (person.place(field),)
            path = f"months[{position}].month"
            yield breach("SG691", target, path, others=others, name=person.name, month=month.id, state=state)


def _person(book: Book, person: Person) -> Iterator[Diagnostic]:
    del book
    before = None
    for position, time in enumerate(person.former_teams):
        wrong: Text | None = None
        if before is not None and time.until <= before:
            wrong = filled(N_("{day} is not after {before}"), day=time.until, before=before)
        elif person.joined is not None and time.until < person.joined:
            wrong = filled(
                N_("{day} is before the day of joining, {joined}"), day=time.until, joined=person.joined
            )
        elif person.left is not None and time.until >= person.left:
            wrong = filled(
                N_("{day} is not before the day of leaving, {left}"), day=time.until, left=person.left
            )
        if wrong is not None:
            yield breach("SG692", person, f"former_teams[{position}].until", person=person.id, wrong=wrong)
            return
        before = time.until
