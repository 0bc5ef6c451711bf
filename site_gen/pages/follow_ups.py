"""Everything promised on visits that is still open, by person and due day; what is done, in numbers (S5.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_
from site_gen.measures.churn import open_remedies
from site_gen.measures.followups import FollowUpItem, follow_ups
from site_gen.measures.period import DEFAULT_WEEKS
from site_gen.measures.scope import COMPANY
from site_gen.measures.values import Ratio
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.promises import by_who
from site_gen.pages.view import View


class Account(Struct, frozen=True):
    """The promises of one person or contact.

    Attributes:
        who: id.
        ours: whether it is one of our people.
        open: open items, the longest overdue first.
        overdue: how many of them are overdue.
        done: done items.
        listed: the done items that were late or fell due in these weeks, the newest first.
        late: how many of the done items were late.
        in_time: items done in time over items due so far.
    """

    who: str
    ours: bool
    open: tuple[FollowUpItem, ...]
    overdue: int
    done: tuple[FollowUpItem, ...]
    listed: tuple[FollowUpItem, ...]
    late: int
    in_time: Ratio


def pages(book: Book) -> Iterator[Page]:
    """Yield the list."""
    del book
    yield Page(
        url=addresses.FOLLOW_UPS,
        template="follow_ups.html",
        title=lambda view: view.tr(N_("Follow-up items")),
        build=_build,
        section="visits",
        crumbs=((addresses.VISITS, lambda view: view.tr(N_("Visits"))),),
    )


def accounts(book: Book) -> tuple[Account, ...]:
    """Return the promises by who made them: most overdue first, then most open, then by id."""
    found = [_account(book, who, items) for who, items in by_who(book).items()]
    return tuple(sorted(found, key=lambda a: (-a.overdue, -len(a.open), a.who)))


def since(book: Book) -> date:
    """Return the first day of the weeks whose done items are listed one by one."""
    return Week.of(book.as_of).shift(1 - DEFAULT_WEEKS).start


def _account(book: Book, who: str, items: tuple[FollowUpItem, ...]) -> Account:
    done = tuple(item for item in items if item.done)
    due = [item for item in items if item.when <= book.as_of]
    return Account(
        who,
        who in book.people,
        tuple(item for item in items if not item.done),
        sum(item.overdue_days > 0 for item in items),
        done,
        tuple(item for item in reversed(done) if not item.in_time or item.when >= since(book)),
        sum(not item.in_time for item in done),
        Ratio.of(sum(item.in_time for item in due), len(due)),
    )


def _build(view: View) -> Mapping[str, Any]:
    everyone = accounts(view.book)
    found = follow_ups(view.book, COMPANY)
    return {
        "ours": [a for a in everyone if a.ours and a.open],
        "theirs": [a for a in everyone if not a.ours and a.open],
        "since": since(view.book),
        "done": [a for a in everyone if a.done],
        "measure": found,
        "remedies": open_remedies(view.book, COMPANY),
        "finding": _finding(view),
    }


def _finding(view: View) -> str:
    words = view.words
    found = follow_ups(view.book, COMPANY)
    ours = [item for item in found.overdue if item.ours]
    if not found.open:
        return view.tr(N_("Nothing is open."))
    if not ours:
        return view.tr(N_("Open: {open}; none of ours is overdue."), open=words.num(len(found.open)))
    worst = ours[0]
    return view.tr(
        N_("Open: {open}; ours overdue: {overdue}. Waiting longest, since {date}: {what} ({who})."),
        open=words.num(len(found.open)),
        overdue=words.num(len(ours)),
        date=words.date(worst.when),
        what=worst.what,
        who=view.book.name_of(worst.who),
    )
