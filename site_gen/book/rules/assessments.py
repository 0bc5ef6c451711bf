"""Surveys and assessments: rated once, completely and with reasons, and not ahead of time (S16, S17.1, S19.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from site_gen.book.book import Book
from site_gen.book.ratings import REAL, WORTH
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import AccountAssessment, OpportunityAssessment, Survey
from site_gen.records.account_rows import AccountRating, ItemRating


def checkers(book: Book) -> Checkers:
    """`SG945`–`SG947`, and `SG620` for what is dated after the as-of date."""

    def opportunity(found: OpportunityAssessment) -> Iterator[Diagnostic]:
        project = book.projects.get(found.project)
        person = found.assessor or (project.owner if project else "")
        yield from _future(book, found, found.date, person)
        yield from _rated(book, found, "opportunity_item", (*REAL, *WORTH), person)

    def account(found: AccountAssessment) -> Iterator[Diagnostic]:
        customer = book.customers.get(found.customer)
        person = found.assessor or (customer.owner if customer else "")
        yield from _future(book, found, found.date, person)
        items = book.config.vocabularies["account_item"].keys
        yield from _rated(book, found, "account_item", items, person)

    def survey(found: Survey) -> Iterator[Diagnostic]:
        yield from _future(book, found, found.date, found.sales_manager)

    return {"opportunity_assessment": opportunity, "account_assessment": account, "survey": survey}


def _future(
    book: Book, record: Survey | OpportunityAssessment | AccountAssessment, day: date, person: str
) -> Iterator[Diagnostic]:
    if day > book.as_of:
        yield breach("SG620", record, "date", person=person, what=record.label, date=day, as_of=book.as_of)


def _rated(
    book: Book,
    record: OpportunityAssessment | AccountAssessment,
    vocabulary: str,
    items: Sequence[str],
    person: str,
) -> Iterator[Diagnostic]:
    labels = {entry.key: entry.label for entry in book.config.vocabularies[vocabulary]}
    there: set[str] = set()
    rows: tuple[ItemRating | AccountRating, ...] = record.items
    for position, row in enumerate(rows):
        if row.item in there:
            spot = f"items[{position}].item"
            yield breach("SG945", record, spot, person=person, item=labels.get(row.item, row.item))
        there.add(row.item)
        if row.rating == "poor" and not row.comment.strip():
            spot = f"items[{position}].rating"
            yield breach("SG947", record, spot, person=person, item=labels.get(row.item, row.item))
    missing = tuple(labels[key] for key in items if key not in there)
    if missing:
        yield breach("SG946", record, "items", person=person, items=missing, count=len(missing))
