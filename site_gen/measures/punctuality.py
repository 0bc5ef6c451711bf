"""Report quality and punctuality by type of report and person (M17, S29.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.obligations import TYPES, Owed, debtors, due_between, owed_by
from site_gen.measures.period import bounds
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import Project

#: What each row of the opportunity table must say (S9.1).
OPPORTUNITY = ("name", "stage", "progress_note", "vertical", "equipment", "purchase_date", "design_institute")


class Quality(Struct, frozen=True):
    """How punctual and complete the reports of one type are.

    Attributes:
        person: id of who owes them; empty for all of the scope together.
        type: type of report (see `obligations.TYPES`); empty for all types together.
        due: how many came or should have.
        on_time: handed in by the due day over due.
        complete: required fields that are filled over required fields, of what was handed in; of opportunities, of
            the person's open projects today.
        good: how many came in time and complete.
        late: how many came late and complete.
        incomplete: how many came in time and incomplete.
        late_incomplete: how many came late and incomplete.
        missing: how many did not come.
        records: ids of the records handed in.
    """

    person: str
    type: str
    due: int
    on_time: Ratio
    complete: Ratio
    good: int
    late: int
    incomplete: int
    late_incomplete: int
    missing: int
    records: tuple[str, ...]


class Punctuality(Struct, frozen=True):
    """Report quality and punctuality of a scope (M17).

    Attributes:
        start: first due day of the period.
        end: day after its last.
        rows: by person and type; only types of which something was due.
        types: the same by type, all people together.
        whole: everything together.
    """

    start: date
    end: date
    rows: tuple[Quality, ...]
    types: tuple[Quality, ...]
    whole: Quality


def quality(book: Book, owed: Sequence[Owed], person: str = "", kind: str = "") -> Quality:
    """Sum what came of `owed`, which is of one person or of several, of one type or of several."""
    due = [one for one in owed if one.counts]
    states = [one.state for one in due]
    required = sum(one.required for one in due)
    filled = required - sum(len(one.missing) for one in due)
    for who in sorted({one.person for one in due if one.type == "opportunities"}):
        known, asked = opportunity_content(book, who)
        filled, required = filled + known, required + asked
    return Quality(
        person=person,
        type=kind,
        due=len(due),
        on_time=Ratio.of(
            sum(one.handed_in is not None and one.handed_in <= one.due for one in due), len(due)
        ),
        complete=Ratio.of(filled, required),
        good=states.count("on_time"),
        late=states.count("late"),
        incomplete=states.count("incomplete"),
        late_incomplete=states.count("late_incomplete"),
        missing=states.count("missing"),
        records=tuple(sorted({one.record for one in due if one.handed_in})),
    )


def qualities(book: Book, owed: Sequence[Owed], person: str = "") -> tuple[Quality, ...]:
    """Return one `Quality` per type of which something was due, in the order of the types."""
    by_type: dict[str, list[Owed]] = {kind: [] for kind in TYPES}
    for one in owed:
        by_type[one.type].append(one)
    found = (quality(book, mine, person, kind) for kind, mine in by_type.items() if mine)
    return tuple(one for one in found if one.due)


def total(rows: Sequence[Quality], kind: str = "") -> Quality:
    """Add up rows of different people and types; what was handed in as two types is one record."""
    return Quality(
        person="",
        type=kind,
        due=sum(row.due for row in rows),
        on_time=_added([row.on_time for row in rows]),
        complete=_added([row.complete for row in rows]),
        good=sum(row.good for row in rows),
        late=sum(row.late for row in rows),
        incomplete=sum(row.incomplete for row in rows),
        late_incomplete=sum(row.late_incomplete for row in rows),
        missing=sum(row.missing for row in rows),
        records=tuple(sorted({ident for row in rows for ident in row.records})),
    )


def _added(shares: Sequence[Ratio]) -> Ratio:
    return Ratio(
        sum((share.numerator for share in shares), Decimal(0)),
        sum((share.denominator for share in shares), Decimal(0)),
    )


@per_book
def opportunity_content(book: Book, person: str) -> tuple[int, int]:
    """Return the required fields of a person's open projects that are filled, and all of them (S9.1)."""
    states = Scope("person", person).states(book)
    projects = [state.project for state in states if state.stage in book.config.open_keys]
    filled = sum(_has(book, project, name) for project in projects for name in OPPORTUNITY)
    return filled, len(projects) * len(OPPORTUNITY)


def _has(book: Book, project: Project, name: str) -> bool:
    return bool(book.vertical(project)) if name == "vertical" else project.has(name)


@measure(
    "M17",
    "punctuality",
    N_("Report quality and punctuality"),
    N_(
        "By type of report and person, for what was due in the period (where none is named: the four weeks up to the "
        "day of the figures). Punctuality: reports handed in by their due day divided by reports due; what may still "
        "come in time is not due yet. Quality: required fields that are filled divided by required fields, of what was "
        "handed in: of a weekly report the main work of each working day (a daily report that was handed in tells it, "
        "too); of a visit report persons visited, purpose, result and follow-up items; of a daily report attendance, "
        "and for a day at work learning, expenses and a talk or visit; of a regional report competitor moves and next "
        "week’s plan. Of opportunities: the required columns of the person’s open projects as they are today. Due "
        "days follow the team’s calendar and the person’s own: nothing is owed for days before joining, after leaving "
        "or away."
    ),
    unit="percent",
    source="S12.4 S29.2 S8.3 S10.3",
)
def punctuality(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> Punctuality:
    """Compute report quality and punctuality over `[start, end)` (M17)."""
    first, last = bounds(book, scope, start, end)
    return _of_people(book, debtors(book, scope), first, last)


@per_book
def _of_people(book: Book, people: tuple[str, ...], start: date, end: date) -> Punctuality:
    """Return the figures of those who owe something; they are the same people in all cuts of the pipeline."""
    rows = tuple(row for person in people for row in _of_person(book, person, start, end))
    by_type = ((kind, [row for row in rows if row.type == kind]) for kind in TYPES)
    return Punctuality(
        start=start,
        end=end,
        rows=rows,
        types=tuple(total(mine, kind) for kind, mine in by_type if mine),
        whole=total(rows),
    )


@per_book
def _of_person(book: Book, person: str, start: date, end: date) -> tuple[Quality, ...]:
    return qualities(book, due_between(owed_by(book, person), start, end), person)
