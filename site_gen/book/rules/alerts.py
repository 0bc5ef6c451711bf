"""Alerts say whom they concern, who handles them and how they were settled (S28)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.book.alerts import COMPLAINT_DAYS, Alert, days_open, is_open, is_serious, is_slow
from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import Complaint, MarketReport

#: What a report on a subject must name.
_ABOUT = {
    "dealer_complaint": "customer",
    "personnel_change": "customer",
    "competitor_promo": "competitor",
    "competitor_product": "competitor",
}


def checkers(book: Book) -> Checkers:
    """`SG656` to `SG662` for market status reports and complaints filed by the day of the figures."""
    return {"market_report": partial(_market_report, book), "complaint": partial(_complaint, book)}


def _market_report(book: Book, report: MarketReport) -> Iterator[Diagnostic]:
    yield from _closing(book, report, report.handled_by or report.owner)
    needed = _ABOUT.get(report.type)
    if needed and not getattr(report, needed):
        subject = book.config.vocabularies["market_subject"].entry(report.type).label
        yield breach("SG660", report, "type", subject=subject, label=label_of(report, needed), key=needed)
    filed = report.date <= book.as_of
    if filed and is_serious(book, report) and not report.handled_by and is_open(report, book.as_of):
        severity = book.config.vocabularies["level"].entry(report.severity).label
        yield breach("SG658", report, "severity", severity=severity)


def _complaint(book: Book, complaint: Complaint) -> Iterator[Diagnostic]:
    yield from _closing(book, complaint, complaint.responsible)
    if is_slow(complaint, book.as_of):
        days = days_open(complaint, book.as_of)
        yield breach(
            "SG659", complaint, "date", person=complaint.responsible, days=days, limit=COMPLAINT_DAYS
        )


def _closing(book: Book, alert: Alert, who: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with how an alert was closed."""
    if alert.status == "closed":
        if not alert.closed_on:
            yield breach("SG656", alert, "status", person=who)
        if not alert.handling.strip():
            yield breach("SG662", alert, "status", person=who, label=label_of(alert, "handling"))
    elif alert.closed_on:
        status = book.config.vocabularies["handling"].entry(alert.status).label
        yield breach("SG661", alert, "closed_on", person=who, closed=alert.closed_on, status=status)
    if alert.closed_on and alert.closed_on < alert.date:
        yield breach("SG657", alert, "closed_on", person=who, closed=alert.closed_on, filed=alert.date)
