"""The hunter plans of a team or the company: the sums over their people (S3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import State
from site_gen.locale.text import Msg
from site_gen.measures.hunter_parts import Hunter, HunterMonth, HunterRow, HunterStage
from site_gen.measures.hunter_person import channels, hunter_person, less, origins, own_rates
from site_gen.measures.leads import entered_on, listed, year_bounds
from site_gen.measures.scope import Scope
from site_gen.measures.targets import NO_TARGET
from site_gen.measures.values import Tally, tally
from site_gen.measures.wins import won
from site_gen.records import Person

#: One salesperson's figures, counted once for all scopes they belong to.
of_person = per_book(hunter_person)


def hunters(book: Book, scope: Scope, year: int) -> tuple[Person, ...]:
    """Return who plans a year: salespeople of the scope and who else wrote a plan, without those that have left."""
    found = {person.id: person for person in scope.people(book)}
    for owner, plans in book.hunter_plans_of_owner.items():
        person = book.people.get(owner)
        if person and any(plan.year == year for plan in plans):
            found.setdefault(owner, person)
    return tuple(
        person
        for _, person in sorted(found.items())
        if not (person.left and person.left <= book.as_of)
        and (scope.kind == "company" or person.team == scope.id)
    )


def hunter_group(book: Book, scope: Scope, year: int) -> Hunter:
    """Add up what the people of a scope need; those without target or average deal are in no sum of needs."""
    people = hunters(book, scope, year)
    found = [of_person(book, Scope("person", person.id), year) for person in people]
    planned = [one for one in found if one.wins is not None]
    fresh = _fresh(book, people, year)
    plans = [book.hunter_plans[ident] for one in found for ident in one.plans]
    rates_from, _ = own_rates(book, scope)
    return Hunter(
        year=year,
        plans=tuple(plan.id for plan in plans),
        target=_money(one.target for one in found),
        target_from="people" if any(one.target is not None for one in found) else "",
        targets=tuple(sorted({ident for one in found for ident in one.targets})),
        won=won(win for one in found for win in one.won.wins),
        remaining=_money(one.remaining for one in found),
        average=None,
        average_from="",
        average_of=(),
        year_wins=_sum(one.year_wins for one in planned),
        wins=_sum(one.wins for one in planned),
        met=bool(planned) and all(one.met for one in planned),
        over=year < book.as_of.year,
        rates_from=rates_from,
        stages=_stages(book, scope, planned),
        months=_months(found),
        leads=tally(fresh),
        undated=merged(one.undated for one in found),
        channels=channels(book, fresh, plans),
        origins=origins(book, fresh),
        expected=_sum(one.expected for one in found),
        people=tuple(_row(person, one) for person, one in zip(people, found, strict=True)),
        reason=None if planned else _reason(found),
    )


def _fresh(book: Book, people: Iterable[Person], year: int) -> list[State]:
    """Return the leads that `people` entered in a year, by id."""
    start, end = year_bounds(year)
    states = [state for person in people for state in listed(book, Scope("person", person.id), year)]
    found = [s for s in states if (day := entered_on(book, s.project)) is not None and start <= day < end]
    return sorted(found, key=lambda state: state.project.id)


def _stages(book: Book, scope: Scope, planned: list[Hunter]) -> tuple[HunterStage, ...]:
    if not planned:
        return ()
    _, rates = own_rates(book, scope)
    rows = []
    for number, stage in enumerate(book.config.pipeline):
        parts = [one.stages[number] for one in planned]
        existing, passed = merged(p.existing for p in parts), merged(p.listed for p in parts)
        by_model, by_own = _all(p.by_model for p in parts), _all(p.by_own for p in parts)
        year_by_model = _all(p.year_by_model for p in parts)
        rate = rates[stage.key]
        rows.append(
            HunterStage(
                stage=stage.key,
                by_model=by_model,
                by_own=by_own,
                own_rate=rate,
                few=rate.denominator < book.config.thresholds.small_sample,
                existing=existing,
                gap=less(by_model, existing.count),
                own_gap=less(by_own, existing.count),
                year_by_model=year_by_model,
                year_by_own=_all(p.year_by_own for p in parts),
                listed=passed,
                year_gap=less(year_by_model, passed.count),
            )
        )
    return tuple(rows)


def _months(found: list[Hunter]) -> tuple[HunterMonth, ...]:
    return tuple(
        HunterMonth(
            month=parts[0].month,
            target=_money(p.target for p in parts),
            planned=_sum(p.planned for p in parts),
            entered=merged(p.entered for p in parts),
            gap=_sum(p.gap for p in parts),
            to_find=_sum(p.to_find for p in parts),
        )
        for parts in zip(*(one.months for one in found), strict=True)
    )


def _row(person: Person, one: Hunter) -> HunterRow:
    first = one.first
    return HunterRow(
        person=person.id,
        plan=one.plans[0] if one.plans else "",
        target=one.target,
        won=one.won.amount,
        wins=one.wins,
        leads=first.by_model if first else None,
        own_leads=first.by_own if first else None,
        existing=first.existing.count if first else 0,
        gap=first.gap if first else None,
        own_gap=first.own_gap if first else None,
    )


def _reason(found: list[Hunter]) -> Msg:
    return next((one.reason for one in found if one.reason), NO_TARGET)


def merged(tallies: Iterable[Tally]) -> Tally:
    """Return tallies of different people's projects as one."""
    parts = list(tallies)
    return Tally(
        tuple(sorted(ident for part in parts for ident in part.ids)),
        sum((part.amount for part in parts), Decimal(0)),
        tuple(sorted(ident for part in parts for ident in part.without_amount)),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    """Add up what is known; `None` when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _all(values: Iterable[int | None]) -> int | None:
    """Add up values; `None` when one is not known."""
    found = list(values)
    return None if any(value is None for value in found) else sum(value or 0 for value in found)


def _money(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
