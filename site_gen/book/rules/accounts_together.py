"""Key accounts as several records tell of them: old and unheeded assessments, revenue, work after a “no” (S17–S21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from site_gen.book.book import Book
from site_gen.book.key_projects import is_key
from site_gen.book.ratings import REAL, ratings
from site_gen.book.rules.breach import breach, plain
from site_gen.book.takings import signed_between, year_before
from site_gen.diagnostics import Diagnostic
from site_gen.records import Customer, Development, OpportunityAssessment, Project

_DAY = timedelta(days=1)
#: The typed revenue may lie this share of itself above or below what was signed, as a divisor: half.
_FAR = 2


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG948`, `SG949`, `SG953` and `SG954`."""
    for project in book.projects.values():
        if book.config.stage(project.stage).counts_as == "open":
            found = [
                one
                for one in book.opportunity_assessments_of_project.get(project.id, ())
                if one.date <= book.as_of
            ]
            if found:
                yield from _assessed(book, project, found[-1])
    for customer in book.customers.values():
        yield from _revenue(book, customer)
    for development in book.developments.values():
        yield from _after_no(book, development)


def _assessed(book: Book, project: Project, last: OpportunityAssessment) -> Iterator[Diagnostic]:
    days, limit = (book.as_of - last.date).days, book.config.thresholds.stale_days
    if days > limit and is_key(book, project):
        yield breach(
            "SG948", last, "date", person=project.owner, project=project.title, days=days, limit=limit
        )
    real = ratings(last.items, REAL).score
    if real <= 0 and book.config.rank(project.stage) >= book.config.gate_rank("quoted"):
        yield breach(
            "SG949",
            project,
            "stage",
            stage=book.config.stage(project.stage).label,
            date=last.date,
            real=real,
            others=(last.place("items"),),
        )


def _revenue(book: Book, customer: Customer) -> Iterator[Diagnostic]:
    typed = customer.annual_revenue
    if typed is None or not (customer.key_account or customer.id in book.account_assessments_of_customer):
        return
    projects = book.projects_of_customer.get(customer.id, ())
    signed = signed_between(book, projects, year_before(book.as_of), book.as_of + _DAY)
    if signed and abs(typed - signed) * _FAR > typed:
        yield breach(
            "SG953",
            customer,
            "annual_revenue",
            typed=plain(typed),
            signed=plain(signed),
            unit=book.config.money.unit,
        )


def _after_no(book: Book, found: Development) -> Iterator[Diagnostic]:
    if found.chance is not False:
        return
    project = book.projects.get(found.project)
    if project and book.config.stage(project.stage).counts_as == "open":
        yield breach(
            "SG954",
            found,
            "chance",
            person=found.manager,
            project=project.title,
            others=(project.place("stage"),),
        )
