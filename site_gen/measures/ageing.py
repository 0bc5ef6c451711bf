"""How long projects stand in their stage, and how long stages take (M35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stays import Stay, stays
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import Project


class Age(Struct, frozen=True):
    """One project and its days in its stage so far."""

    project: str
    since: date
    days: int


class StageAge(Struct, frozen=True):
    """The ages of the projects in one stage.

    Attributes:
        stage: stage key.
        projects: those whose entry day is known, the oldest first.
        unknown: ids of those whose entry day is not known.
        median: median of the days; `None` when none is known.
        longest: most days; `None` when none is known.
    """

    stage: str
    projects: tuple[Age, ...]
    unknown: tuple[str, ...]
    median: Decimal | None
    longest: int | None


class Ageing(Struct, frozen=True):
    """Days in stage of the projects that stand there now.

    Attributes:
        stages: one per pipeline stage but the last (where a project is finished), in order.
    """

    stages: tuple[StageAge, ...]


class StageSpeed(Struct, frozen=True):
    """How long a stage took.

    Attributes:
        stage: stage key.
        projects: ids of projects that left it, each once.
        stays: number of stays that ended.
        median: median days of these stays; `None` when there is none.
        longest: most days.
        slow: 90th percentile of the days, nearest rank: nine of ten stays took no longer.
    """

    stage: str
    projects: tuple[str, ...]
    stays: int
    median: Decimal | None
    longest: int | None
    slow: int | None


class Speed(Struct, frozen=True):
    """Sales speed (M35).

    Attributes:
        stages: one per pipeline stage but the last, in order.
        cycle: median days from the first known day to the first won stage; `None` when none was won.
        cycle_slow: 90th percentile of the same days, nearest rank.
        cycle_of: ids of the won projects it is the median of.
        unknown: ids of projects without stage history.
    """

    stages: tuple[StageSpeed, ...]
    cycle: Decimal | None
    cycle_slow: int | None
    cycle_of: tuple[str, ...]
    unknown: tuple[str, ...]


def median(numbers: Sequence[int]) -> Decimal | None:
    """Return the middle number, or half-way between the two middle ones; `None` of nothing."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Decimal(ordered[half])
    return Decimal(ordered[half - 1] + ordered[half]) / 2


def percentile(numbers: Sequence[int], share: int = 90) -> int | None:
    """Return the smallest number that at least `share` percent of all do not exceed (nearest rank); `None` of nothing."""
    if not numbers:
        return None
    rank = -(-len(numbers) * share // 100)
    return sorted(numbers)[max(rank, 1) - 1]


@measure(
    "AGE",
    "ageing",
    N_("Days in stage"),
    N_(
        "For the projects that stand in a stage now: calendar days from the day they entered it, from their "
        "stage history, to the day of the figures; with median and longest. Projects whose entry day is not "
        "known are listed apart."
    ),
    unit="days",
    source="S36.8",
)
def ageing(book: Book, scope: Scope) -> Ageing:
    """List the days in stage of the projects that are under way."""
    rows = []
    states = scope.states(book)
    for stage in book.config.pipeline[:-1]:
        here = [s for s in states if s.stage == stage.key]
        known = [Age(s.project.id, s.since, (book.as_of - s.since).days) for s in here if s.since]
        known.sort(key=lambda age: (-age.days, age.project))
        unknown = tuple(sorted(s.project.id for s in here if s.since is None))
        days = [age.days for age in known]
        rows.append(StageAge(stage.key, tuple(known), unknown, median(days), max(days, default=None)))
    return Ageing(tuple(rows))


@per_book
def _known_stays(book: Book) -> dict[str, tuple[Project, tuple[Stay, ...]]]:
    """The stays found so far with the record they are of, by project; whoever asks has the project already."""
    del book
    return {}


def stays_of(book: Book, project: Project) -> tuple[Stay, ...]:
    """Return the known stays of a project up to the day of the figures, oldest first."""
    kept = _known_stays(book)
    found = kept.get(project.id)
    if found is None or found[0] is not project:
        # The record may be another one than in the Book before, from which these are taken over.
        found = kept[project.id] = (project, stays(book, project, book.as_of))
    return found[1]


@measure(
    "M35",
    "speed",
    N_("Sales speed"),
    N_(
        "Median and 90th percentile of the calendar days that finished stays in a stage took, from the stage history; "
        "and of the days from a project’s first known day to “{signed}”. The percentile is that of the nearest rank: "
        "the fewest days that at least nine of ten stays did not exceed. Stays that go on are not counted."
    ),
    unit="days",
    source="S36.8",
)
def speed(book: Book, scope: Scope) -> Speed:
    """Compute median and 90th percentile of the days per stage and of the whole cycle (M35)."""
    ended: dict[str, list[tuple[str, int]]] = {}
    cycles: list[tuple[str, int]] = []
    unknown = []
    won = book.config.won_keys
    for state in scope.states(book):
        ident = state.project.id
        known = stays_of(book, state.project)
        if not known:
            unknown.append(ident)
            continue
        for stay in known:
            if stay.end and stay.days is not None:
                ended.setdefault(stay.stage, []).append((ident, stay.days))
        signed = next((stay.start for stay in known if stay.stage in won), None)
        if signed and state.stage in won and known[0].stage not in won:
            cycles.append((ident, (signed - known[0].start).days))
    rows = []
    for stage in book.config.pipeline[:-1]:
        found = ended.get(stage.key, [])
        days = [count for _, count in found]
        ids = tuple(sorted({ident for ident, _ in found}))
        longest, slow = max(days, default=None), percentile(days)
        rows.append(StageSpeed(stage.key, ids, len(days), median(days), longest, slow))
    took = [count for _, count in cycles]
    return Speed(
        tuple(rows),
        median(took),
        percentile(took),
        tuple(sorted(ident for ident, _ in cycles)),
        tuple(sorted(unknown)),
    )
