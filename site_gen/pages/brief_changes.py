"""What has changed since the last visit, for the brief of the next one (S6, S14.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from site_gen.locale.text import N_
from site_gen.pages.view import View
from site_gen.records import Project, Visit


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
    return tuple(text for _, text in shown)


def _of_project(view: View, project: Project) -> Iterator[tuple[date, str]]:
    words = view.words
    for move in project.stage_history:
        stage = words.label("stage", move.stage)
        text = N_("{date} {project} moved to {stage}")
        yield (
            move.date,
            view.tr(text, date=words.date(move.date), project=project.title, stage=stage),
        )
    for order in view.book.orders_of_project.get(project.id, ()):
        if order.signed_on and order.amount is not None:
            text = N_("{date} order signed, {amount}")
            yield (
                order.signed_on,
                view.tr(text, date=words.date(order.signed_on), amount=_money(view, order.amount)),
            )
        for payment in order.payments:
            if payment.paid_on:
                text = N_("{date} {amount} received")
                yield (
                    payment.paid_on,
                    view.tr(text, date=words.date(payment.paid_on), amount=_money(view, payment.amount)),
                )


def _of_customer(view: View, customer: str) -> Iterator[tuple[date, str]]:
    words = view.words
    for complaint in view.book.complaints_of_customer.get(customer, ()):
        text = view.tr(N_("{date} complaint recorded"), date=words.date(complaint.date))
        yield complaint.date, text
    for report in view.book.market_reports_of_customer.get(customer, ()):
        subject = words.label("market_subject", report.type)
        text = view.tr(N_("{date} market alert: {subject}"), date=words.date(report.date), subject=subject)
        yield report.date, text


def _money(view: View, amount: Decimal) -> str:
    return f"{view.words.money(amount)}{view.words.gap}{view.words.money_unit()}"
