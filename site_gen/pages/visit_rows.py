"""A visit as a row of the weekly call plan, in the column order of the source (S5.2)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from site_gen.measures.checks import stage_at_visit
from site_gen.measures.followups import FollowUpItem
from site_gen.pages.facts import email, joined, phone
from site_gen.pages.promises import of_visit
from site_gen.pages.view import View
from site_gen.records import Contact, Visit
from site_gen.records.rows import FollowUp

#: A text longer than this is shortened on screen; the sheet of paper has all of it.
LONG = 90


class Prose(NamedTuple):
    """A text of a row.

    Attributes:
        full: its HTML.
        short: its beginning as plain text when it is long, else empty.
    """

    full: Markup
    short: str = ""


class Row(NamedTuple):
    """The cells of one visit; `stage` and `importance` are keys and empty without a project.

    Attributes:
        visit: the record.
        overdue: whether the day is past and neither result nor cancellation is written.
        brief: whether there is anything of a POPSA brief.
    """

    visit: Visit
    customer: Markup
    project: Markup
    stage: str
    importance: str
    department: str
    contacts: Markup
    phones: Markup
    emails: Markup
    purpose: Prose
    counterpart_view: Prose
    result: Prose
    follow_ups: tuple[FollowUpItem | FollowUp, ...]
    next_visit: Prose
    overdue: bool
    brief: bool


def make_row(view: View, visit: Visit) -> Row:
    """Return the row of a visit or call."""
    book = view.book
    contacts = [book.contacts[c] for c in visit.contacts if c in book.contacts]
    project = book.projects.get(visit.project) if visit.project else None
    return Row(
        visit=visit,
        customer=view.link("customer", visit.customer, book.customers[visit.customer].short_name),
        project=view.link("project", visit.project) if project else Markup(),
        stage=stage_at_visit(book, visit.id) or (project.stage if project else ""),
        importance=project.importance if project else "",
        department=visit.department or _departments(view, contacts),
        contacts=joined(view, [view.link("contact", c.id) for c in contacts]),
        phones=_phones(tuple(c.phone for c in contacts if c.phone)),
        emails=_emails(tuple(c.email for c in contacts if c.email)),
        purpose=_prose(view, visit.purpose, _purpose_type(view, visit)),
        counterpart_view=_prose(view, visit.counterpart_view),
        result=_prose(view, visit.result),
        follow_ups=of_visit(book, visit),
        next_visit=_prose(view, visit.next_visit),
        overdue=is_forgotten(view, visit),
        brief=visit.has_brief,
    )


def is_forgotten(view: View, visit: Visit) -> bool:
    """Whether the day of a visit is past and neither result nor cancellation is written."""
    return visit.date < view.book.as_of and visit.status in {"planned", "prepared"}


def _departments(view: View, contacts: list[Contact]) -> str:
    return view.words.join(sorted({c.department for c in contacts if c.department}))


def _purpose_type(view: View, visit: Visit) -> str:
    return view.words.label("purpose_type", visit.purpose_type) if visit.purpose_type else ""


def _prose(view: View, text: str, instead: str = "") -> Prose:
    if not text.strip():
        return Prose(escape(instead))
    full = view.md(text, 4)
    if len(text) <= LONG:
        return Prose(full)
    plain = full.striptags()
    if len(plain) <= LONG:
        return Prose(full)
    return Prose(full, plain[:LONG].rstrip())


@lru_cache(1 << 12)
def _phones(numbers: tuple[str, ...]) -> Markup:
    return Markup("<br>").join(phone(number) for number in numbers)


@lru_cache(1 << 12)
def _emails(addresses: tuple[str, ...]) -> Markup:
    return Markup("<br>").join(email(address) for address in addresses)
