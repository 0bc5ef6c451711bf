"""The minutes of a meeting: the record to begin with, the command that writes it, the last ones (S7.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.actions import PERSONAL, CarriedAction, meetings_of, open_actions_on
from site_gen.measures.scope import Scope
from site_gen.measures.signing import supervisor_of
from site_gen.pages.pack_days import Period
from site_gen.pages.pack_visits import members
from site_gen.pages.view import View
from site_gen.records import FORMS, Review

_DAY = timedelta(days=1)


class Minutes(Struct, frozen=True):
    """How the minutes of a meeting begin.

    Attributes:
        command: writes a new record with what is known.
        text: the record as text, to be filled in by hand.
        last: link to the last minutes of the circle; empty for none.
        last_day: their day.
        actions: how many open actions the text names.
    """

    command: str
    text: str
    last: Markup | str
    last_day: date | None
    actions: int


def minutes(view: View, period: Period, scope: Scope, visits: Iterable[str] = ()) -> Minutes:
    """Return how the minutes begin; `visits` are the ids of the joint visits of the coming week."""
    book = view.book
    held = [one for one in meetings_of(book, scope, period.kind) if one.date <= period.evening]
    last = held[0] if held else None
    fields = _fields(view, period, scope, last)
    actions = open_actions_on(book, scope, period.evening)
    return Minutes(
        " ".join(["site-gen new review", *(f"--set {name}={value}" for name, value in fields)]),
        "\n".join(_lines(view, period, fields, actions, tuple(visits))),
        view.link("review", last.id) if last else "",
        last.date if last else None,
        len(actions),
    )


def _fields(view: View, period: Period, scope: Scope, last: Review | None) -> list[tuple[str, str]]:
    book = view.book
    team = scope.id if scope.kind == "team" else book.team_of(scope.id) if scope.kind == "person" else ""
    chair = _chair(book, scope)
    there = dict.fromkeys([chair, *_attendees(view, scope, last)])
    found = [
        ("meeting", period.kind),
        ("date", meeting_day(book, period).isoformat()),
        ("team", team),
        ("chair", chair),
        ("attendees", ",".join(one for one in there if one)),
    ]
    return [(name, value) for name, value in found if value]


def meeting_day(book: Book, period: Period) -> date:
    """Return the day of a meeting: the last working day of the week, the first of the month, the day itself."""
    calendar = book.config.calendar
    if period.kind == "weekly":
        return max(calendar.workdays(period.start, period.end), default=period.end - _DAY)
    if period.kind == "monthly":
        return min(calendar.workdays(period.next_start, period.next_end), default=period.next_start)
    return period.next_start


def _chair(book: Book, scope: Scope) -> str:
    leaders = {team.key: team.leader for team in book.config.teams}
    if scope.kind == "team":
        return leaders.get(scope.id) or book.config.dealer_head
    return supervisor_of(book, scope.id) if scope.kind == "person" else book.config.dealer_head


def _attendees(view: View, scope: Scope, last: Review | None) -> Iterator[str]:
    """Yield who attends: the people of the scope, and who came last time from elsewhere and is still there."""
    book = view.book
    yield from (person.id for person in members(view, scope))
    if last and last.meeting not in PERSONAL:
        people = (book.people[one] for one in last.attendees if one in book.people)
        yield from (one.id for one in people if one.left is None or one.left > book.as_of)


def _lines(
    view: View,
    period: Period,
    fields: list[tuple[str, str]],
    actions: tuple[CarriedAction, ...],
    visits: tuple[str, ...],
) -> Iterator[str]:
    """Yield the lines of the record; what is open stands in comments, for it is ticked where it was agreed."""
    yield "---"
    for name, value in fields:
        yield f"{name}: [{value.replace(',', ', ')}]" if name == "attendees" else f"{name}: {value}"
    if visits:
        yield f"accompany_visits: [{', '.join(visits)}]"
    if actions:
        yield "# " + view.tr(N_("Still open; write “done: yes” into the file named at the end of the line:"))
    for one in actions:
        path = view.book.reviews[one.review].path
        yield f"# [ ] {one.when.isoformat()} {one.who} {' '.join(one.what.split())} ({path})"
    yield "# " + view.tr(N_("New actions; remove the # in front:"))
    yield "# actions:"
    yield f"#   - {{who: {dict(fields).get('chair', '')}, what: , when: {period.next_start.isoformat()}, done: no}}"
    if period.kind == "monthly":
        yield "# priorities: []"
    if period.kind in {"weekly", "monthly"}:
        yield "# gf_resources:"
        yield f"#   - {{resource: , customer: , date: {period.next_start.isoformat()}}}"
    yield "---"
    yield f"## {view.tr(FORMS['review'].specs['summary'].label)}"
    yield ""
