"""The visit report of a visit: when it is due, whether it came in time, what it lacks (S10)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_gen.book import Book
from site_gen.book.reports import REQUIRED, handed_in, report_due
from site_gen.locale.text import N_, Msg
from site_gen.records import Visit

#: What the page of a report asks for.
EXPECTED = (*REQUIRED, "submitted_on")
#: What a report may add (S10.1), in the order of the form.
OPTIONAL = (
    "requirements",
    "opinions",
    "competitor_info",
    "supplier_complaint",
    "current_equipment",
    "investment_size",
    "org_notes",
)


class ReportState(NamedTuple):
    """Where the report of a visit stands at `as_of`.

    Attributes:
        due: the last day to submit it; `None` when none is owed (`book.reports.report_due`).
        key: `none` (no report is expected), `open`, `missing`, `on_time`, `late`, `no_result`.
        tone: how the theme shows it.
        text: one sentence with the places `due`, `submitted`, `days`.
        days: days late; 0 when in time.
    """

    due: date | None
    key: str
    tone: str
    text: Msg
    days: int = 0


def report_state(book: Book, visit: Visit) -> ReportState:
    """Return where a visit's report stands at `book.as_of`."""
    due = report_due(book, visit)
    if visit.status == "cancelled":
        return ReportState(due, "none", "off", N_("The visit was cancelled; no report is expected."))
    if visit.channel == "phone":
        return ReportState(due, "none", "off", N_("A call needs no visit report."))
    if visit.status != "done" and visit.date < book.as_of:
        return ReportState(
            due, "no_result", "bad", N_("The day of the visit is past and no result is written.")
        )
    if due is None:
        return ReportState(due, "none", "off", N_("No report is owed for this visit."))
    if visit.status != "done":
        return ReportState(due, "none", "open", N_("Not visited yet; the report is then due on {due}."))
    day = handed_in(book, visit)
    if day is not None:
        late = (day - due).days
        if late > 0:
            return ReportState(
                due,
                "late",
                "warn",
                N_("Submitted late on {submitted}; it was due on {due} (days late: {days})."),
                late,
            )
        return ReportState(
            due, "on_time", "good", N_("Submitted on {submitted}, in time; it was due on {due}.")
        )
    late = (book.as_of - due).days
    if late > 0:
        return ReportState(
            due, "missing", "bad", N_("Not submitted; it was due on {due} (days late: {days})."), late
        )
    return ReportState(due, "open", "open", N_("Not submitted yet; due on {due}."))
