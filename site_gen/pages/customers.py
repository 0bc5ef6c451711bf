"""The list of customers, and the page of each: who they are, people, projects, promises, story (S30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from site_gen.book import Book
from site_gen.book.churn import is_lost
from site_gen.book.requests import RequestState
from site_gen.book.roles import is_mapped
from site_gen.locale.text import N_
from site_gen.measures.alerts import alerts_of_customer
from site_gen.measures.requests import state_of
from site_gen.measures.stage_board import KeyProject, key_project
from site_gen.measures.tiers import tier_of
from site_gen.pages import addresses
from site_gen.pages.account_parts import account_sheets
from site_gen.pages.contacts import known
from site_gen.pages.customer_relation import relation
from site_gen.pages.customer_standing import Standing, standing, standings, states_of_customer
from site_gen.pages.customer_story import customer_agenda, customer_story
from site_gen.pages.facts import facts, gaps, prose
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.promises import open_of_customer, promises
from site_gen.pages.view import View
from site_gen.records import Customer, Request

_FACTS = (
    "vertical",
    "province",
    "city",
    "owner",
    "groups",
    "since",
    "key_account",
    "key_account_since",
    "relationship_type",
    "relationship_stage",
    "loyalty",
    "potential",
    "annual_revenue",
    "credit_limit",
    "annual_profit",
    "phone",
    "address",
    "website",
)
#: What we want to know of every customer (S30.1).
_EXPECTED = ("city", "owner", "loyalty", "potential", "phone", "address", "needs_habits", "products_in_use")
_PROSE = ("background", "needs_habits", "products_in_use")


def pages(book: Book) -> Iterator[Page]:
    """Yield the list and one page per customer."""
    yield Page(
        url=addresses.CUSTOMERS,
        template="customers.html",
        title=_customers,
        build=_build_list,
        section="customers",
    )
    yield from _each(book.customers)


def _page(customer: Customer) -> Page:
    return Page(
        url=addresses.record("customer", customer.id),
        template="customer.html",
        title=partial(_title, customer),
        build=partial(_build, customer),
        section="customers",
        crumbs=((addresses.CUSTOMERS, _customers),),
    )


_each = EachPage(_page)


def _customers(view: View) -> str:
    return view.tr(N_("Customers"))


def _title(customer: Customer, view: View) -> str:
    del view
    return customer.name


def _build_list(view: View) -> Mapping[str, Any]:
    rows = sorted(standings(view.book).values(), key=lambda s: (-s.open.amount, s.customer.id))
    words = view.words
    cold = [s for s in rows if s.open.count and _cold(view, s)]
    text = N_(
        "Customers: {count}; with open projects {active}, of these without contact for {days} days {cold}."
    )
    return {
        "rows": rows,
        "cold": {s.customer.id for s in cold},
        "tier": {s.customer.id: tier_of(view.book, s.customer.id) for s in rows},
        "lost": {s.customer.id for s in rows if is_lost(view.book, s.customer.id)},
        "finding": view.tr(
            text,
            count=words.num(len(rows)),
            active=words.num(sum(bool(s.open.count) for s in rows)),
            cold=words.num(len(cold)),
            days=words.num(view.book.config.thresholds.stale_days),
        )
        if rows
        else "",
    }


def _cold(view: View, now: Standing) -> bool:
    """Whether a customer had no contact for longer than a project may go without an update."""
    limit = view.book.config.thresholds.stale_days
    return now.last is None or (view.book.as_of - now.last).days > limit


def _build(customer: Customer, view: View) -> Mapping[str, Any]:
    book = view.book
    now = standing(book, customer.id)
    items = open_of_customer(book, customer.id)
    states = states_of_customer(book, customer.id)
    rank = book.config.rank
    contacts = known(book, customer.id)
    role_rows = _role_rows(book, customer.id)
    return {
        "customer": customer,
        "standing": now,
        "facts": facts(view, customer, _FACTS),
        "relation": relation(view, customer),
        "prose": prose(view, customer, _PROSE),
        "missing": gaps(view, customer, _EXPECTED),
        "contacts": contacts,
        "role_rows": role_rows,
        "no_decider": bool(contacts)
        and all(k.contact.decision_role != "decision_maker" for k in contacts)
        and all(h.role != "decision_maker" for row in role_rows for h in row.holders),
        "projects": sorted(states, key=lambda s: (_order(view, s.stage), -rank(s.stage), s.project.id)),
        "ours": promises(view, [i for i in items if i.ours]),
        "theirs": promises(view, [i for i in items if not i.ours]),
        "story": customer_story(view, customer),
        "agenda": customer_agenda(view, customer),
        "alerts": alerts_of_customer(book, customer.id),
        "requests": _requests(book, customer.id),
        "parents": _parents(book, customer),
        "children": book.customers_of_parent.get(customer.id, ()),
        "sheets": account_sheets(view, customer),
        "warnings": problems_of(book, customer),
        "finding": _finding(view, now),
    }


def _requests(book: Book, customer: str) -> list[tuple[Request, RequestState]]:
    """Return the requests made for a customer up to the day of the figures and where they stand, the newest first (S23.10)."""
    made = (one for one in book.requests_of_customer.get(customer, ()) if one.date <= book.as_of)
    newest = sorted(made, key=lambda one: (-one.date.toordinal(), one.id))
    return [(one, state_of(book, one.id)) for one in newest]


def _role_rows(book: Book, customer: str) -> list[KeyProject]:
    """Return the people of the open projects that have any or should, the largest project first."""
    states = [
        state
        for state in states_of_customer(book, customer)
        if state.stage in book.config.open_keys and is_mapped(book, state.project)
    ]
    states.sort(key=lambda state: (-(state.project.amount or 0), state.project.id))
    return [key_project(book, state) for state in states]


def _order(view: View, stage: str) -> int:
    """Open projects first, then won, then lost."""
    return ("open", "won", "lost").index(view.book.config.stage(stage).counts_as)


def _parents(book: Book, customer: Customer) -> list[Customer]:
    """Return the companies above a customer, the nearest first; a circle ends where it began."""
    found: list[Customer] = []
    above = book.customers.get(customer.parent)
    while above and above is not customer and above not in found:
        found.append(above)
        above = book.customers.get(above.parent)
    return found


def _finding(view: View, now: Standing) -> str:
    words = view.words
    parts = []
    if now.open.count:
        text = N_("Open projects: {count}, {amount} {unit}.")
        parts.append(
            view.tr(
                text,
                count=words.num(now.open.count),
                amount=words.money(now.open.amount),
                unit=words.money_unit(),
            )
        )
    else:
        parts.append(view.tr(N_("No open project.")))
    if now.last is None:
        parts.append(view.tr(N_("No visit or call is recorded.")))
    else:
        parts.append(view.tr(N_("Last contact on {date}."), date=words.date(now.last)))
    if now.overdue:
        parts.append(view.tr(N_("Overdue promises: {count}."), count=words.num(now.overdue)))
    return ("" if words.chinese else " ").join(parts)
