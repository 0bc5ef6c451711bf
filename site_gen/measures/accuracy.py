"""Commit accuracy: what was signed against what was committed, in money and in deals (S34.4, M30)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Config, Week
from site_gen.locale.text import N_
from site_gen.measures.commit_lines import Line
from site_gen.measures.commits import CommitWeek, commit_week
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import NO_RATIO, Ratio
from site_gen.measures.wins import Won

#: Weeks that are looked back on.
WEEKS = 12


class WeekAccuracy(Struct, frozen=True):
    """One week.

    Attributes:
        week: its id.
        commit: what was committed, money units; `None` when nobody handed a commit in.
        actual: what was signed in it.
        ratio: actual over commit; over a commit of zero it has no value.
        state: `miss` below the range, `kept` within, `sandbag` above, `running` while the week is not over, empty
            when there is no ratio.
    """

    week: str
    commit: Decimal | None
    actual: Won
    ratio: Ratio
    state: str


class Accuracy(Struct, frozen=True):
    """Commit accuracy of the last week and of twelve weeks (M30).

    Attributes:
        last: the week before the one asked for.
        weeks: the twelve weeks up to that one which are over, the oldest first.
        kept: weeks within the range over weeks with a ratio.
        misses: ids of the weeks below the range.
        sandbags: ids of the weeks above it.
    """

    last: WeekAccuracy
    weeks: tuple[WeekAccuracy, ...]
    kept: Ratio
    misses: tuple[str, ...]
    sandbags: tuple[str, ...]


class Hits(Struct, frozen=True):
    """What became of the projects committed in twelve weeks.

    Attributes:
        committed: how many were committed in weeks that are over, each week anew.
        won: of these, signed for the amount or more in their week.
        shrank: signed for less.
        slipped: not signed, open at the end of the week.
        lost: lost.
        rate: won and shrank over committed.
        amount_rate: amount signed, at most that committed for each, over the amount committed.
        missed: ids of the projects that slipped, shrank or were lost.
    """

    committed: int
    won: int
    shrank: int
    slipped: int
    lost: int
    rate: Ratio
    amount_rate: Ratio
    missed: tuple[str, ...]


@measure(
    "M30",
    "commit-accuracy",
    N_("Commit accuracy"),
    N_(
        "Amount signed last week divided by the commit of last week. From {accuracy_low}% to {accuracy_high}%, both "
        "included, the commit is kept; below it is missed, above the commit was too low (sandbagging). The commit "
        "is the one said before the week and stays, whatever became of its projects; upside is not in it. A commit "
        "of zero, or none, has no accuracy (–). The last twelve weeks that are over stand beside it."
    ),
    unit="percent",
    source="S34.4",
)
def accuracy(book: Book, scope: Scope, week: str = "") -> Accuracy:
    """Compare the weeks before the one with an id (M30); default the week of the day of the figures."""
    asked = Week.named(week) if week else Week.of(book.as_of)
    found = tuple(_week(book, one) for one in _past(book, scope, asked))
    counted = [one for one in found if one.state]
    return Accuracy(
        last=_week(book, commit_week(book, scope, asked.shift(-1).id)),
        weeks=found,
        kept=Ratio.of(sum(1 for one in counted if one.state == "kept"), len(counted)),
        misses=tuple(one.week for one in found if one.state == "miss"),
        sandbags=tuple(one.week for one in found if one.state == "sandbag"),
    )


@measure(
    "HITS",
    "commit-hits",
    N_("Commit hit rate"),
    N_(
        "Projects that were signed in the week they were committed for, divided by all projects committed in the "
        "last twelve weeks that are over; a project committed in several weeks counts in each. One signed for less "
        "is a hit that shrank. Projects that had been signed before their week are left out."
    ),
    unit="percent",
    source="S34.4",
)
def commit_hits(book: Book, scope: Scope, week: str = "") -> Hits:
    """Count what became of committed projects in the weeks before the one with an id."""
    asked = Week.named(week) if week else Week.of(book.as_of)
    rows = [row for one in _past(book, scope, asked) for row in one.lines if _decided(row)]
    counts = {
        key: sum(1 for row in rows if row.outcome == key) for key in ("won", "shrank", "slipped", "lost")
    }
    committed = sum((row.amount for row in rows), Decimal(0))
    signed = sum((min(row.signed, row.amount) for row in rows), Decimal(0))
    return Hits(
        committed=len(rows),
        **counts,
        rate=Ratio.of(counts["won"] + counts["shrank"], len(rows)),
        amount_rate=Ratio(signed, committed),
        missed=tuple(sorted({row.project for row in rows if row.outcome != "won"})),
    )


def accuracy_state(config: Config, ratio: Ratio) -> str:
    """Return where a ratio lies: `miss`, `kept`, `sandbag`, or empty when it has no value."""
    if ratio.value is None:
        return ""
    if ratio.below(config.thresholds.accuracy_low):
        return "miss"
    return "sandbag" if ratio.above(config.thresholds.accuracy_high) else "kept"


def _past(book: Book, scope: Scope, week: Week) -> list[CommitWeek]:
    """Return the twelve weeks before one that are over, the oldest first."""
    end = min(week, Week.of(book.as_of))
    return [commit_week(book, scope, end.shift(-n).id) for n in range(WEEKS, 0, -1)]


def _week(book: Book, found: CommitWeek) -> WeekAccuracy:
    ratio = NO_RATIO if found.commit is None else Ratio(found.actual.amount, found.commit)
    over = Week.named(found.week).end <= book.as_of
    state = accuracy_state(book.config, ratio) if over else "running"
    return WeekAccuracy(found.week, found.commit, found.actual, ratio, state)


def _decided(row: Line) -> bool:
    return row.kind == "commit" and row.outcome in {"won", "shrank", "slipped", "lost"}
