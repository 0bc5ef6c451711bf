"""What was planned against what was done, visit by visit: the first process control (M29, S26.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.checks import ids
from site_gen.measures.period import bounds, is_done, visits_on
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import Visit


class Kept(Struct, frozen=True):
    """The visits of one day, week or person, each id in one list.

    Attributes:
        key: `2026-11-18`, `2026-W47`, id of a person, or empty for the whole.
        made: planned and made.
        missed: planned for a day that is past, with neither result nor cancellation.
        cancelled: planned and cancelled, up to the day of the figures.
        ahead: planned and still to come, the day of the figures included.
        unplanned: made without having been planned.
        rate: made over made, missed and cancelled.
    """

    key: str
    made: tuple[str, ...]
    missed: tuple[str, ...]
    cancelled: tuple[str, ...]
    ahead: tuple[str, ...]
    unplanned: tuple[str, ...]
    rate: Ratio

    @property
    def planned(self) -> int:
        """How many visits were planned, those still to come included."""
        return len(self.made) + len(self.missed) + len(self.cancelled) + len(self.ahead)

    @property
    def visits(self) -> int:
        """How many visits were made, planned or not."""
        return len(self.made) + len(self.unplanned)


class PlanDone(Struct, frozen=True):
    """Plan against done of a scope (M29).

    Attributes:
        start: first day of the period.
        end: day after its last.
        whole: all visits of the period.
        people: those of each salesperson who has any, by id.
        days: those of each day that has any, oldest first.
        weeks: those of each ISO week that has any, oldest first.
    """

    start: date
    end: date
    whole: Kept
    people: tuple[Kept, ...]
    days: tuple[Kept, ...]
    weeks: tuple[Kept, ...]


@measure(
    "M29",
    "plan-against-done",
    N_("Plan against done"),
    N_(
        "Over the period (where none is named: the four weeks up to the day of the figures). Visits planned and "
        "made, divided by visits planned whose day is past or that are made or cancelled already. Planned and not "
        "visited are told apart: without a result, and cancelled. What is planned for the day of the figures or "
        "later and not yet made does not count either way. Visits made that are marked unplanned stand beside; "
        "one of them that came to nothing counts nowhere. Phone calls do not count."
    ),
    unit="percent",
    source="S26.2",
)
def plan_done(book: Book, scope: Scope, start: date | None = None, end: date | None = None) -> PlanDone:
    """Compare the visits planned over `[start, end)` with those made; by default four weeks (M29)."""
    first, last = bounds(book, scope, start, end)
    visits = [v for v in visits_on(scope.visits(book), first, last) if v.channel == "visit"]
    fates = [(visit, fate(book, visit)) for visit in visits]
    weeks = {day: Week.of(day).id for day in {visit.date for visit in visits}}
    return PlanDone(
        start=first,
        end=last,
        whole=_kept("", fates),
        people=_groups(fates, lambda visit: visit.owner),
        days=_groups(fates, lambda visit: visit.date.isoformat()),
        weeks=_groups(fates, lambda visit: weeks[visit.date]),
    )


def _groups(fates: Iterable[tuple[Visit, str]], key_of: Callable[[Visit], str]) -> tuple[Kept, ...]:
    groups: dict[str, list[tuple[Visit, str]]] = {}
    for visit, became in fates:
        groups.setdefault(key_of(visit), []).append((visit, became))
    return tuple(_kept(key, groups[key]) for key in sorted(groups))


def _kept(key: str, fates: Iterable[tuple[Visit, str]]) -> Kept:
    found: dict[str, list[Visit]] = {}
    for visit, became in fates:
        found.setdefault(became, []).append(visit)
    made, missed, cancelled = (ids(found.get(name, ())) for name in ("made", "missed", "cancelled"))
    return Kept(
        key=key,
        made=made,
        missed=missed,
        cancelled=cancelled,
        ahead=ids(found.get("ahead", ())),
        unplanned=ids(found.get("unplanned", ())),
        rate=Ratio.of(len(made), len(made) + len(missed) + len(cancelled)),
    )


def fate(book: Book, visit: Visit) -> str:
    """Return what became of a visit: a list of `Kept`; empty for one that was neither planned nor made."""
    if visit.unplanned:
        return "unplanned" if is_done(book, visit) else ""
    if is_done(book, visit):
        return "made"
    if visit.status == "cancelled":
        return "cancelled"
    return "missed" if visit.date < book.as_of else "ahead"
