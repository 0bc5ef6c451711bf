"""The list of contacts, and the page of each: role, stance, how to reach them, when we met (S14, S30.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.pages import addresses
from site_gen.pages.audience import withheld
from site_gen.pages.dossier import dossier
from site_gen.pages.event import AHEAD, visit_event
from site_gen.pages.facts import facts, gaps, prose
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.promises import items_of_visits, promises
from site_gen.pages.view import View
from site_gen.records import Contact

_FACTS = (
    "customer",
    "department",
    "position",
    "phone",
    "email",
    "wechat",
    "decision_role",
    "stance",
)
#: What we want to know of every contact (S14.1, S15.1).
_EXPECTED = ("department", "position", "phone", "email", "decision_role", "stance")


class Known(Struct, frozen=True):
    """A contact and how well we know them: visits and calls made, and the last of them."""

    contact: Contact
    met: int
    last: date | None


def pages(book: Book) -> Iterator[Page]:
    """Yield the list and one page per contact."""
    yield Page(
        url=addresses.CONTACTS,
        template="contacts.html",
        title=_contacts,
        build=_build_list,
        section="contacts",
    )
    yield from _each(book.contacts)


def _page(contact: Contact) -> Page:
    return Page(
        url=addresses.record("contact", contact.id),
        template="contact.html",
        title=partial(_title, contact),
        build=partial(_build, contact),
        section="contacts",
        crumbs=(
            (addresses.CONTACTS, _contacts),
            (addresses.record("customer", contact.customer), partial(_customer, contact)),
        ),
    )


_each = EachPage(_page)


def know(book: Book, contact: Contact) -> Known:
    """Return how well we know a contact."""
    days = [
        v.date
        for v in book.visits_of_contact.get(contact.id, ())
        if v.status == "done" and v.date <= book.as_of
    ]
    return Known(contact, len(days), max(days, default=None))


def known(book: Book, customer: str) -> list[Known]:
    """Return a customer's contacts: those with a role in the decision first, then by how often we met."""
    roles = book.config.vocabularies["decision_role"]
    found = [know(book, c) for c in book.contacts_of_customer.get(customer, ())]
    return sorted(found, key=lambda k: (roles.rank(k.contact.decision_role), -k.met, k.contact.id))


def _contacts(view: View) -> str:
    return view.tr(N_("Contacts"))


def _title(contact: Contact, view: View) -> str:
    del view
    return contact.name


def _customer(contact: Contact, view: View) -> str:
    found = view.book.customers.get(contact.customer)
    return found.name if found else contact.customer


def _build_list(view: View) -> Mapping[str, Any]:
    book, words = view.book, view.words
    rows = [know(book, c) for c in book.contacts.values()]
    rows.sort(key=lambda k: (k.contact.customer, k.contact.id))
    never = sum(k.last is None for k in rows)
    open_ = sum(not k.contact.stance for k in rows)
    text = N_("Contacts: {count}; never met {never}, stance not known {open}.")
    return {
        "rows": rows,
        "finding": view.tr(text, count=words.num(len(rows)), never=words.num(never), open=words.num(open_))
        if rows
        else "",
    }


def _build(contact: Contact, view: View) -> Mapping[str, Any]:
    book = view.book
    visits = book.visits_of_contact.get(contact.id, ())
    done = [v for v in visits if v.status == "done" and v.date <= book.as_of]
    ahead = [v for v in visits if v.status in AHEAD]
    promised = items_of_visits(book, book.visits_of_promiser.get(contact.id, ()))
    agreed = items_of_visits(book, (v for v in done if v.customer == contact.customer))
    hidden = [view.tr(spec.label) for spec in withheld(book, "contact") if getattr(contact, spec.name)]
    return {
        "contact": contact,
        "known": know(book, contact),
        "facts": facts(view, contact, _FACTS),
        "missing": gaps(view, contact, _EXPECTED),
        "prose": prose(view, contact, ("about",)),
        "dossier": dossier(view, contact),
        "hidden": view.words.join(hidden) if hidden else "",
        "theirs": promises(view, [i for i in promised if i.who == contact.id and not i.done]),
        "ours": promises(view, [i for i in agreed if i.ours and not i.done]),
        "story": tuple(visit_event(view, v, project=True) for v in reversed(done)),
        "agenda": tuple(visit_event(view, v, project=True) for v in ahead),
        "colleagues": [k for k in known(book, contact.customer) if k.contact is not contact],
        "warnings": problems_of(book, contact),
        "finding": _finding(view, contact),
    }


def _finding(view: View, contact: Contact) -> str:
    words = view.words
    found = know(view.book, contact)
    if found.last is None:
        return view.tr(N_("Never met so far."))
    text = N_("Times met: {count}; last on {date}.")
    return view.tr(text, count=words.num(found.met), date=words.date(found.last))
