"""Actions agreed in meetings, carried over until they are done (S7.4)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.trace import as_value
from site_gen.measures.scope import Scope
from site_gen.records import Review
from site_gen.records.rows import Action

#: Meetings of a chair with one person each: the next one is the next with the same people.
PERSONAL = frozenset({"daily", "one_on_one", "interview"})
#: From so many later meetings on an action that is still open stands out.
OFTEN = 4

_DAY_OF = attrgetter("day")


class CarriedAction(Struct, frozen=True):
    """An action of a meeting, and how long it has been open.

    Attributes:
        review: id of the meeting in which it was agreed.
        position: 0-based position among its actions.
        meeting: kind of that meeting.
        team: its team, empty for the whole company.
        day: its day.
        who: id of the person who acts.
        what: the text.
        when: due day.
        done: whether it was done by the day asked about, as a rule that of the figures.
        done_on: the day it was done, when written.
        later: ids of the later meetings of the same circle at which it was still open, the oldest first.
        weeks: whole weeks it has been open, or was until it was done; `None` when the day it was done is not known.
        overdue_days: days past due of an open action; 0 when it is done or not yet due.
    """

    review: str
    position: int
    meeting: str
    team: str
    day: date
    who: str
    what: str
    when: date
    done: bool
    done_on: date | None
    later: tuple[str, ...]
    weeks: int | None
    overdue_days: int

    @property
    def often(self) -> bool:
        """Whether it has been carried over so often that somebody should ask why."""
        return not self.done and len(self.later) >= OFTEN


@per_book
def carried(book: Book, review: str) -> tuple[CarriedAction, ...]:
    """Return the actions of one meeting in the order of its record."""
    record = book.reviews[review]
    rows = enumerate(record.actions)
    return tuple(_action(book, record, position, row, book.as_of) for position, row in rows)


@per_book
def open_actions(book: Book, scope: Scope) -> tuple[CarriedAction, ...]:
    """Return the actions of all meetings so far that are not done, by due day.

    The company has all of them, a team those of its meetings and those of its people, a person their own.
    """
    found = (action for review in _held(book) for action in carried(book, review.id))
    return _waiting(book, scope, found)


@per_book
def open_actions_on(book: Book, scope: Scope, day: date) -> tuple[CarriedAction, ...]:
    """Return the actions that were open in the evening of `day`, as they stood then; of today as `open_actions`.

    What is done without a day counts as done already, for nobody knows how long it was open.
    """
    if day >= book.as_of:
        return open_actions(book, scope)
    return _waiting(book, scope, _stood_on(book, day))


@per_book
def _stood_on(book: Book, day: date) -> tuple[CarriedAction, ...]:
    """Return the actions of all meetings up to `day` as they stood in the evening of it."""
    held = (review for review in _held(book) if review.date <= day)
    return tuple(
        _action(book, review, position, row, day)
        for review in held
        for position, row in enumerate(review.actions)
    )


def _waiting(book: Book, scope: Scope, actions: Iterable[CarriedAction]) -> tuple[CarriedAction, ...]:
    mine = (action for action in actions if not action.done and _belongs(book, scope, action))
    return tuple(sorted(mine, key=lambda one: (one.when, one.who, one.review, one.position)))


def _belongs(book: Book, scope: Scope, action: CarriedAction) -> bool:
    match scope.kind:
        case "person":
            return action.who == scope.id
        case "team":
            return scope.id in {action.team, book.team_of(action.who)}
        case _:
            return True


def meetings_of(book: Book, scope: Scope, kind: str) -> tuple[Review, ...]:
    """Return the meetings of a kind that a scope held by the day of the figures, the newest first.

    A team's are its own and those of the whole company; a person's are the talks with them alone, else their team's.
    """
    found = [review for review in _held(book) if review.meeting == kind]
    if scope.kind == "person" and kind in PERSONAL:
        found = [review for review in found if scope.id in review.attendees and scope.id != review.chair]
    elif scope.kind in {"team", "person"}:
        team = scope.id if scope.kind == "team" else book.team_of(scope.id)
        found = [review for review in found if review.team in {"", team}]
    return tuple(reversed(found))


@per_book
def _held(book: Book) -> tuple[Review, ...]:
    """Return the meetings up to the day of the figures, the oldest first."""
    found = (review for review in book.reviews.values() if review.date <= book.as_of)
    return tuple(sorted(found, key=lambda review: (review.date, review.id)))


class _Meeting(NamedTuple):
    """When a circle met: kind of meeting, team and, in a talk with one person, who is talked to; day and id."""

    circle: tuple[str, str, tuple[str, ...]]
    day: date
    id: str


def _circle(review: Review) -> tuple[str, str, tuple[str, ...]]:
    """Return the circle that meets again."""
    if review.meeting in PERSONAL:
        return review.meeting, "", tuple(sorted(set(review.attendees) - {review.chair}))
    return review.meeting, review.team, ()


@as_value
def _meetings(book: Book) -> tuple[_Meeting, ...]:
    """Return who met when, the oldest first: all that the actions of one meeting need to know of the others."""
    return _all_meetings(book)


@per_book
def _all_meetings(book: Book) -> tuple[_Meeting, ...]:
    return tuple(_Meeting(_circle(review), review.date, review.id) for review in _held(book))


@per_book
def _circles(book: Book) -> dict[tuple[str, str, tuple[str, ...]], list[_Meeting]]:
    found: dict[tuple[str, str, tuple[str, ...]], list[_Meeting]] = {}
    for meeting in _meetings(book):
        found.setdefault(meeting.circle, []).append(meeting)
    return found


def _action(book: Book, review: Review, position: int, row: Action, day: date) -> CarriedAction:
    """Return an action as it stood in the evening of `day`."""
    done = (row.done or row.done_on is not None) and (row.done_on is None or row.done_on <= day)
    until = row.done_on if done else day
    return CarriedAction(
        review=review.id,
        position=position,
        meeting=review.meeting,
        team=review.team,
        day=review.date,
        who=row.who,
        what=row.what,
        when=row.when,
        done=done,
        done_on=row.done_on if done else None,
        later=tuple(one.id for one in _later(book, review, done=done, until=until)),
        weeks=max((until - review.date).days, 0) // 7 if until else None,
        overdue_days=0 if done else max((day - row.when).days, 0),
    )


def _later(book: Book, review: Review, *, done: bool, until: date | None) -> Iterable[_Meeting]:
    """Return the meetings of the circle after `review` at which an action was open; one done that day is not."""
    if until is None:
        return ()
    meetings = _circles(book).get(_circle(review), [])
    after = meetings[bisect_right(meetings, review.date, key=_DAY_OF) :]
    return (one for one in after if (one.day < until if done else one.day <= until))
