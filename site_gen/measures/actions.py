"""Actions agreed in meetings, carried over until they are done (S7.4)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from site_gen.book import Book
from site_gen.measures.registry import per_book
from site_gen.measures.scope import Scope
from site_gen.records import Review
from site_gen.records.rows import Action

#: Meetings of a chair with one person each: the next one is the next with the same people.
PERSONAL = frozenset({"daily", "one_on_one", "interview"})
#: From so many later meetings on an action that is still open stands out.
OFTEN = 4

_DATE = attrgetter("date")


@dataclass(frozen=True, slots=True)
class CarriedAction:
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
        done: whether it was done by the day of the figures.
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
    return tuple(_action(book, record, position, row) for position, row in enumerate(record.actions))


@per_book
def open_actions(book: Book, scope: Scope) -> tuple[CarriedAction, ...]:
    """Return the actions of all meetings so far that are not done, by due day.

    The company has all of them, a team those of its meetings and those of its people, a person their own.
    """
    found = [action for review in _held(book) for action in carried(book, review.id) if not action.done]
    mine = (action for action in found if _belongs(book, scope, action))
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


#: Kind of meeting, team, and who is talked to in a talk with one person.
_Circle = tuple[str, str, frozenset[str]]


def _circle(review: Review) -> _Circle:
    """Return the circle that meets again."""
    if review.meeting in PERSONAL:
        return review.meeting, "", frozenset(review.attendees) - {review.chair}
    return review.meeting, review.team, frozenset()


@per_book
def _circles(book: Book) -> dict[_Circle, list[Review]]:
    found: dict[_Circle, list[Review]] = {}
    for review in _held(book):
        found.setdefault(_circle(review), []).append(review)
    return found


def _action(book: Book, review: Review, position: int, row: Action) -> CarriedAction:
    done = (row.done or row.done_on is not None) and (row.done_on is None or row.done_on <= book.as_of)
    until = row.done_on if done else book.as_of
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
        overdue_days=0 if done else max((book.as_of - row.when).days, 0),
    )


def _later(book: Book, review: Review, *, done: bool, until: date | None) -> Iterable[Review]:
    """Return the meetings of the circle after `review` at which an action was open; one done that day is not."""
    if until is None:
        return ()
    meetings = _circles(book).get(_circle(review), [])
    after = meetings[bisect_right(meetings, review.date, key=_DATE) :]
    return (one for one in after if not done or one.date < until)
