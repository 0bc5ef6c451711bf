"""Customer care: whom to contact now, birthdays and holidays ahead, what revisits brought (S32)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from site_gen.book import Book
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.birthdays import Birthday, birthdays_ahead, knows_birthdays
from site_gen.measures.care import REVISIT, Care, CareState, care
from site_gen.measures.festivals import Holiday, holidays_from
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.audience import may_show
from site_gen.pages.facts import phone, prose
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import FORMS, Visit

#: Holidays are looked ahead this far, so that there is always one to prepare.
_HOLIDAY_DAYS = 120
#: How many of the newest revisits are shown.
_REVISITS = 20


class Owner(NamedTuple):
    """A salesperson and the customers they look after, the most urgent first; an empty id for nobody."""

    person: str
    states: tuple[CareState, ...]
    due: int


class Revisit(NamedTuple):
    """What a revisit brought: the visit and its answers by field."""

    visit: Visit
    answers: Mapping[str, Markup]


class Greeted(NamedTuple):
    """A customer to greet on a holiday: how, and whom."""

    state: CareState
    how: str
    contacts: tuple[tuple[Markup, Markup], ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page, unless its readers may not know the key accounts: every interval hangs on these."""
    if not may_show(book, FORMS["customer"].specs["key_account"]):
        return
    yield Page(
        url=addresses.CARE,
        template="care.html",
        title=lambda view: view.tr(N_("Customer care")),
        build=_build,
        section="care",
        crumbs=((addresses.CUSTOMERS, lambda view: view.tr(N_("Customers"))),),
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    found = care(book, COMPANY)
    owners = _owners(found)
    holidays = holidays_from(book.as_of, _HOLIDAY_DAYS)
    return {
        "found": found,
        "owners": [owner._replace(states=_urgent(owner)) for owner in owners if owner.due],
        "silent": [one for one in found.states if one.silent],
        "holidays": holidays,
        "greeting": next((holiday for holiday in holidays if holiday.greeting), None),
        "greeted": [(owner.person, [_greeted(view, one) for one in owner.states]) for owner in owners],
        "birthdays": _birthdays(view),
        "hidden": not may_know_birthdays(book),
        "known": may_know_birthdays(book) and knows_birthdays(book),
        "revisits": [_revisit(view, book.visits[ident]) for ident in found.revisits[:_REVISITS]],
        "columns": [(name, view.tr(FORMS["visit"].specs[name].label)) for name in REVISIT],
        "finding": _finding(view, found, holidays),
        "data_url": view.asset(data.address(COMPANY)),
    }


def may_know_birthdays(book: Book) -> bool:
    """Whether birthdays may be shown to the readers of the site."""
    return may_show(book, FORMS["contact"].specs["birthday"])


def _birthdays(view: View) -> tuple[Birthday, ...]:
    if not may_know_birthdays(view.book):
        return ()
    return birthdays_ahead(view.book, view.book.config.thresholds.care_ahead)


def _owners(found: Care) -> list[Owner]:
    """Return everybody with customers: who has most to contact first, customers of nobody last."""
    by_owner: dict[str, list[CareState]] = {}
    for one in found.states:
        by_owner.setdefault(one.owner, []).append(one)
    owners = [
        Owner(person, tuple(states), sum(one.state != "later" for one in states))
        for person, states in by_owner.items()
    ]
    return sorted(owners, key=lambda owner: (not owner.person, -owner.due, owner.person))


def _urgent(owner: Owner) -> tuple[CareState, ...]:
    return tuple(one for one in owner.states if one.state != "later")


def _greeted(view: View, one: CareState) -> Greeted:
    contacts = view.book.contacts_of_customer.get(one.customer, ())
    shown = tuple((view.link("contact", c.id), phone(c.phone)) for c in contacts)
    return Greeted(one, view.tr(_manner(one)), shown)


def _manner(one: CareState) -> Msg:
    """Return how a customer is greeted: the more valuable, the more personal (S32.1)."""
    if one.key_account or one.tier == "A":
        return NC_("greeting", "in person, small gift")
    return NC_("greeting", "by phone") if one.tier == "B" else NC_("greeting", "by message or e-mail")


def _revisit(view: View, visit: Visit) -> Revisit:
    labels = {view.tr(FORMS["visit"].specs[name].label): name for name in REVISIT}
    return Revisit(visit, {labels[label]: html for label, html in prose(view, visit, REVISIT)})


def _finding(view: View, found: Care, holidays: tuple[Holiday, ...]) -> str:
    words = view.words
    if not found.states:
        return view.tr(N_("No customer is recorded yet."))
    text = N_("To contact now: {overdue} overdue, {due} due by {date}; silent: {silent}.")
    parts = [
        view.tr(
            text,
            overdue=words.num(len(found.overdue)),
            due=words.num(len(found.due)),
            date=words.date(found.until),
            silent=words.num(len(found.silent)),
        )
    ]
    coming = next((holiday for holiday in holidays if holiday.greeting), None)
    if coming:
        text = N_("Next holiday for greetings: {name}, {date}.")
        parts.append(view.tr(text, name=view.tr(coming.name), date=words.date(coming.day)))
    return words.gap.join(parts)
