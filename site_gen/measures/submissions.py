"""Who owes a weekly commit, and who has not handed it in (S34.1)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.commits import due, first_week
from site_gen.book.duty import workdays
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.commits import commit_week
from site_gen.measures.crew import crew
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope, seller
from site_gen.measures.values import Ratio
from site_gen.records import Person


class Late(Struct, frozen=True):
    """A commit that was handed in after its Sunday.

    Attributes:
        person: id of the salesperson.
        commit: id of the record.
        on: the day it was handed in.
        days: days after the Sunday.
    """

    person: str
    commit: str
    on: date
    days: int


class Submissions(Struct, frozen=True):
    """The commits owed for a week (S34.1).

    Attributes:
        week: id of the week.
        due: the Sunday before it.
        is_due: whether that day has passed.
        owing: ids of the people who owe a commit for it.
        handed_in: ids of those of them who handed it in.
        missing: ids of those who have not.
        late: commits handed in after the Sunday.
        rate: handed in over owed.
    """

    week: str
    due: date
    is_due: bool
    owing: tuple[str, ...]
    handed_in: tuple[str, ...]
    missing: tuple[str, ...]
    late: tuple[Late, ...]
    rate: Ratio


@measure(
    "S34.1",
    "submissions",
    N_("Commits handed in"),
    N_(
        "Everybody who sells owes a commit each week, by the Sunday before it: whoever is with the team on that Sunday, "
        "does not leave before the week, and works at least one day of it. It is owed from the day set in the "
        "team’s configuration, else from the first week for which anybody handed one in. Handed in after that Sunday "
        "is late; not handed in when it has passed is missing."
    ),
    unit="count",
    source="S34.1",
)
def submissions(book: Book, scope: Scope, week: str = "") -> Submissions:
    """Say who owes and who has handed in; default the week of the day of the figures."""
    found = Week.named(week) if week else Week.of(book.as_of)
    said = {one.person: one for one in commit_week(book, scope, found.id).said}
    owing = tuple(one for one in crew(book, scope, found.start) if owes(book, one, found))
    last = due(found)
    return Submissions(
        week=found.id,
        due=last,
        is_due=last < book.as_of,
        owing=owing,
        handed_in=tuple(one for one in owing if one in said),
        missing=tuple(one for one in owing if one not in said),
        late=tuple(
            Late(one.person, one.commit_id, one.submitted_on, (one.submitted_on - last).days)
            for one in said.values()
            if one.late and one.submitted_on
        ),
        rate=Ratio.of(sum(1 for one in owing if one in said), len(owing)),
    )


@per_book
def owes(book: Book, person: str, week: Week) -> bool:
    """Whether a person owes a commit for a week."""
    since = book.config.reports.commit
    begun = due(week) >= since if since else "" < first_week(book) <= week.id
    found = seller(book, person)
    return begun and found is not None and _works(book, found, week)


def _works(book: Book, person: Person, week: Week) -> bool:
    """Whether a person is with the team on the Sunday, stays into the week and is not away all of it."""
    joined = person.joined is None or person.joined <= due(week)
    stays = person.left is None or person.left >= week.start
    return joined and stays and bool(workdays(book, person.id, week.start, week.end))
