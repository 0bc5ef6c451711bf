"""What has changed since the last visit, for the brief of the next one (S6, S14.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from site_gen.locale.text import N_, Msg
from site_gen.pages.view import View
from site_gen.records import Project, Visit

#: The day of a change, and the sentence that says it with what stands in its places besides that day.
_Change = tuple[date, Msg, dict[str, str]]


def changes(view: View, visit: Visit, since: date) -> tuple[str, ...]:
    """Return what happened with the project of a visit, or with all of its customer, in sentences, newest first.

    Args:
        view: the page's view.
        visit: the visit that the brief is for.
        since: the day of the visit before; what happened on it was known then.
    """
    book = view.book
    until = min(visit.date, book.as_of)
    projects = (
        (book.projects[visit.project],)
        if visit.project
        else tuple(book.projects_of_customer.get(visit.customer, ()))
    )
    found = [row for project in projects for row in _of_project(view, project)]
    found += _of_customer(view, visit.customer)
    shown = sorted((row for row in found if since < row[0] <= until), key=lambda row: row[0], reverse=True)
    # Most of what happened was known on the last visit, and is not put into words.
    return tuple(view.tr(text, date=view.words.date(day), **args) for day, text, args in shown)


def _of_project(view: View, project: Project) -> Iterator[_Change]:
    for move in project.stage_history:
        text = N_("{date} {project} moved to {stage}")
        yield move.date, text, {"project": project.title, "stage": view.words.label("stage", move.stage)}
    for order in view.book.orders_of_project.get(project.id, ()):
        if order.signed_on and order.amount is not None:
            text = N_("{date} order signed, {amount}")
            yield order.signed_on, text, {"amount": _money(view, order.amount)}
        for payment in order.payments:
            if payment.paid_on:
                text = N_("{date} {amount} received")
                yield payment.paid_on, text, {"amount": _money(view, payment.amount)}


def _of_customer(view: View, customer: str) -> Iterator[_Change]:
    for complaint in view.book.complaints_of_customer.get(customer, ()):
        yield complaint.date, N_("{date} complaint recorded"), {}
    for report in view.book.market_reports_of_customer.get(customer, ()):
        text = N_("{date} market alert: {subject}")
        yield report.date, text, {"subject": view.words.label("market_subject", report.type)}


def _money(view: View, amount: Decimal) -> str:
    return f"{view.words.money(amount)}{view.words.gap}{view.words.money_unit()}"
