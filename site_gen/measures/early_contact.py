"""Early contact: did we meet the customer before the project was approved or the tender published (S22.5)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.history.stages import moves_of
from site_gen.locale.text import N_
from site_gen.measures.period import is_done
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio


class FirstContact(Struct, frozen=True):
    """One project whose approval or tender is dated.

    Attributes:
        project: id.
        public_on: the earlier of the two days.
        tender: whether that is the day of the tender.
        first: day of the first contact; `None` when none is recorded.
        visit: id of the first done visit, when it is the first contact; else the project was entered earlier.
        days: days by which the contact precedes, negative when it came later; `None` without a contact.
        early: whether the contact precedes the day.
    """

    project: str
    public_on: date
    tender: bool
    first: date | None
    visit: str
    days: int | None
    early: bool


class EarlyContact(Struct, frozen=True):
    """How often we were there first (S22.5).

    Attributes:
        contacts: the projects, the latest contact first.
        early: ids of projects contacted before the day.
        late: ids of those contacted on the day, later or never.
        share: early over all.
        undated: ids of projects without the day of approval and of the tender; they are in no ratio.
    """

    contacts: tuple[FirstContact, ...]
    early: tuple[str, ...]
    late: tuple[str, ...]
    share: Ratio
    undated: tuple[str, ...]


@per_book
def first_contact(book: Book, ident: str) -> FirstContact | None:
    """Return when a project was first contacted; `None` when neither approval nor tender has a day that counts.

    A day to come counts once there is a contact, which then precedes it.
    """
    project = book.projects[ident]
    days = [day for day in (project.approved_on, project.tender_on) if day is not None]
    if not days:
        return None
    public = min(days)
    visit = next((v for v in book.visits_of_project.get(ident, ()) if is_done(book, v)), None)
    entered = next((move.day for move in moves_of(book, project) if move.day <= book.as_of), None)
    known = [day for day in (visit.date if visit else None, entered) if day is not None]
    first = min(known, default=None)
    if first is None and public > book.as_of:
        return None
    return FirstContact(
        project=ident,
        public_on=public,
        tender=project.approved_on is None or public < project.approved_on,
        first=first,
        visit=visit.id if visit and visit.date == first else "",
        days=None if first is None else (public - first).days,
        early=first is not None and first < public,
    )


@measure(
    "S22.5",
    "early-contact",
    N_("Early contact"),
    N_(
        "Projects whose first contact lies before the day the customer approved the project or published the tender, "
        "whichever is earlier, divided by all projects with such a day. The first contact is the first visit or call done "
        "for the project, or its first entry in the stage history when that is earlier. A contact on the very day is not "
        "early; a project without any contact is not early once the day has come. Projects without a day are listed "
        "apart. A project belongs to the scope as in the funnel."
    ),
    unit="percent",
    source="S22.5",
)
def early_contact(book: Book, scope: Scope) -> EarlyContact:
    """Compute the share of projects that were contacted early (S22.5)."""
    projects = tuple(scope.projects(book))
    found = [one for p in projects if (one := first_contact(book, p.id)) is not None]
    found.sort(key=lambda one: (one.days is not None, one.days or 0, one.project))
    early = tuple(sorted(one.project for one in found if one.early))
    return EarlyContact(
        tuple(found),
        early,
        tuple(sorted(one.project for one in found if not one.early)),
        Ratio.of(len(early), len(found)),
        tuple(p.id for p in projects if p.approved_on is None and p.tender_on is None),
    )
