"""How records are shown among the results of the search: a title and a few facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from site_gen.book import Book
from site_gen.pages.names import customer_name, project_name, record_name
from site_gen.records import (
    Bid,
    Complaint,
    Contact,
    ContractReview,
    Customer,
    MarketReport,
    Order,
    Person,
    Project,
    Record,
    Request,
    Review,
    Target,
    Visit,
)
from site_gen.render.words import Words

_Shown = tuple[str, tuple[str, ...]]


def described(book: Book, words: Words, record: Record) -> _Shown:
    """Return title and parts of the subtitle of a record."""
    describe = _WAYS.get(record.kind)
    return describe(book, words, record) if describe else (record_name(record, book, words), ())


def _customer(book: Book, words: Words, record: Customer) -> _Shown:
    owner = book.name_of(record.owner) if record.owner else ""
    where = (words.label("province", record.province), record.city)
    return record.name, (words.label("vertical", record.vertical), *where, owner)


def _project(book: Book, words: Words, record: Project) -> _Shown:
    amount = "" if record.amount is None else f"{words.money(record.amount)}{words.gap}{words.money_unit()}"
    owner = book.name_of(record.owner)
    return record.name, (customer_name(book, record.customer), words.stage(record.stage), amount, owner)


def _contact(book: Book, words: Words, record: Contact) -> _Shown:
    del words
    return record.name, (customer_name(book, record.customer), record.department, record.position)


def _person(book: Book, words: Words, record: Person) -> _Shown:
    del book
    return record.name, (words.label("role", record.role), words.label("team", record.team), record.region)


def _order(book: Book, words: Words, record: Order) -> _Shown:
    facts = (record.contract_no, words.money(record.amount) + words.gap + words.money_unit())
    return project_name(book, record.project), (*facts, words.date(record.signed_on))


def _review(book: Book, words: Words, record: Review) -> _Shown:
    return record_name(record, book, words), (words.label("team", record.team), book.name_of(record.chair))


def _target(book: Book, words: Words, record: Target) -> _Shown:
    del words
    return book.name_of(record.owner), (str(record.year),)


def _visit(book: Book, words: Words, record: Visit) -> _Shown:
    project = project_name(book, record.project) if record.project else ""
    status = words.label("visit_status", record.status)
    title = f"{customer_name(book, record.customer)} {words.date(record.date)}"
    return title, (words.label("channel", record.channel), status, book.name_of(record.owner), project)


def _bid(book: Book, words: Words, record: Bid) -> _Shown:
    amount = f"{words.money(record.our_price)}{words.gap}{words.money_unit()}"
    facts = (record.bid_no, amount, words.label("bid_result", record.result))
    return record_name(record, book, words), facts


def _contract_review(book: Book, words: Words, record: ContractReview) -> _Shown:
    facts = (project_name(book, record.project), words.label("review_result", record.result))
    return record_name(record, book, words), facts


def _complaint(book: Book, words: Words, record: Complaint) -> _Shown:
    return record_name(record, book, words), (words.label("handling", record.status),)


def _request(book: Book, words: Words, record: Request) -> _Shown:
    amount = "" if record.amount is None else f"{words.money(record.amount)}{words.gap}{words.money_unit()}"
    return record_name(record, book, words), (amount, book.name_of(record.owner))


def _market_report(book: Book, words: Words, record: MarketReport) -> _Shown:
    facts = (words.label("level", record.severity), words.label("handling", record.status))
    return record_name(record, book, words), (record.competitor, *facts)


_WAYS: dict[str, Callable[[Book, Words, Any], _Shown]] = {
    "customer": _customer,
    "project": _project,
    "contact": _contact,
    "person": _person,
    "order": _order,
    "review": _review,
    "target": _target,
    "visit": _visit,
    "bid": _bid,
    "contract_review": _contract_review,
    "complaint": _complaint,
    "request": _request,
    "market_report": _market_report,
}
