"""What records are called on pages; visits and meetings by what and when, never by the file's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from site_gen.book import Book
from site_gen.config import MonthOf, Week
from site_gen.locale.text import N_
from site_gen.records import Record, Visit
from site_gen.render.words import Words


def customer_name(book: Book, ident: str) -> str:
    """Return the short name of a customer, else the full one, else its id."""
    found = book.customers.get(ident)
    return (found.short_name or found.name) if found else ident


def project_name(book: Book, ident: str) -> str:
    """Return the name of a project, else its id."""
    found = book.projects.get(ident)
    return found.name if found else ident


def record_name(record: Record, book: Book, words: Words) -> str:
    """Return what a record is called in the words' language."""
    name = _NAMES.get(record.kind)
    return name(record, book, words) if name else record.title


def _visit(record: Visit, book: Book, words: Words) -> str:
    call = N_("Call to {customer}, {date}")
    text = call if record.channel == "phone" else N_("Visit to {customer}, {date}")
    return words.tr(text, customer=customer_name(book, record.customer), date=words.date(record.date))


def _week(ident: str, words: Words) -> str:
    return words.week(Week.named(ident))


_NAMES: dict[str, Callable[[Any, Book, Words], str]] = {
    "visit": _visit,
    "review": lambda r, _, words: f"{words.label('meeting', r.meeting)} {words.date(r.date)}",
    "order": lambda r, _book, _words: r.contract_no or r.id,
    "hunter_plan": lambda r, book, _: f"{book.name_of(r.owner)} {r.year}",
    "signature": lambda r, _, words: f"{words.label('plan_span', r.plan)} {words.date(r.date)}",
    "daily_report": lambda r, book, words: f"{book.name_of(r.owner)} {words.date(r.date)}",
    "weekly_report": lambda r, book, words: f"{book.name_of(r.owner)} {_week(r.week, words)}",
    "region_report": lambda r, _, words: f"{words.label('team', r.team)} {_week(r.week, words)}",
    "bid": lambda r, book, words: f"{project_name(book, r.project)} {words.date(r.bid_date)}",
    "contract_review": lambda r, book, words: (
        r.contract_no or f"{project_name(book, r.project)} {words.date(r.date)}"
    ),
    "market_report": lambda r, _, words: f"{words.label('market_subject', r.type)} {words.date(r.date)}",
    "weekly_commit": lambda r, book, words: f"{book.name_of(r.owner)} {_week(r.week, words)}",
    "monthly_forecast": lambda r, book, words: (
        f"{book.name_of(r.owner)} {words.month(MonthOf.named(r.month))}"
    ),
    "kpi_rating": lambda r, book, words: f"{book.name_of(r.person)} {words.quarter(r.quarter)}",
    "staff_review": lambda r, book, words: f"{book.name_of(r.person)} {words.date(r.date)}",
    "survey": lambda r, book, words: f"{customer_name(book, r.customer)} {words.date(r.date)}",
    "opportunity_assessment": lambda r, book, words: f"{project_name(book, r.project)} {words.date(r.date)}",
    "account_assessment": lambda r, book, words: f"{customer_name(book, r.customer)} {words.date(r.date)}",
    "churn": lambda r, book, words: f"{customer_name(book, r.customer)} {words.date(r.lost_on)}",
    "development": lambda r, book, _: (
        project_name(book, r.project) if r.project else customer_name(book, r.customer)
    ),
    "request": lambda r, book, words: (
        f"{words.label('request_type', r.type)} {customer_name(book, r.customer)} {words.date(r.date)}"
    ),
    "complaint": lambda r, book, words: f"{customer_name(book, r.customer)} {words.date(r.date)}",
}
