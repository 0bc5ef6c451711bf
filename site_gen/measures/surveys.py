"""Surveys at customers: how much of the form is filled, and what may be replaced (S16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.locale.text import N_
from site_gen.measures.regions import customers_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio
from site_gen.records import FORMS, Survey

#: The fields of the form in its order, by section (S16.1–S16.6); a table counts as one field.
SECTIONS: dict[str, tuple[str, ...]] = {
    "header": ("sales_manager", "customer", "survey_method", "date"),
    "interviewees": ("interviewees",),
    "systems": ("network", "infrastructure_sufficient", "servers", "databases_middleware"),
    "software": ("software",),
    "project": (
        "project",
        "project_owner",
        "budget",
        "policy_documents",
        "planned_modules",
        "covered_units",
        "integration",
        "migrate",
        "data_migration",
        "architecture",
        "special_requirements",
    ),
    "processes": ("processes", "department_functions", "focus_issues"),
}
FIELDS = tuple(name for names in SECTIONS.values() for name in names)


class SurveyState(Struct, frozen=True):
    """One survey.

    Attributes:
        survey: id.
        customer: customer id.
        date: day of the survey.
        number: which survey at this customer it is, from 1.
        missing: names of the fields that are not filled, in the order of the form.
        filled: filled fields over all fields of the form.
    """

    survey: str
    customer: str
    date: date
    number: int
    missing: tuple[str, ...]
    filled: Ratio


class Replaceable(Struct, frozen=True):
    """Software in use that the customer wants replaced, as the last survey that names it says.

    Attributes:
        survey: id of that survey.
        customer: customer id.
        name: name and version.
        vendor: who supplied it; empty when not known.
        row: its position in the survey's table.
    """

    survey: str
    customer: str
    name: str
    vendor: str
    row: int


class SurveyCompleteness(Struct, frozen=True):
    """The surveys of a scope's customers (S16.7).

    Attributes:
        surveys: all surveys, newest first.
        latest: ids of the last survey of each customer, by customer.
        filled: filled fields over all fields of these last surveys.
        replaceable: the software to be replaced, by vendor, name and customer.
    """

    surveys: tuple[SurveyState, ...]
    latest: tuple[str, ...]
    filled: Ratio
    replaceable: tuple[Replaceable, ...]


@per_book
def surveys_at(book: Book, customer: str) -> tuple[SurveyState, ...]:
    """Return the surveys at one customer up to `book.as_of`, oldest first."""
    found = [one for one in book.surveys_of_customer.get(customer, ()) if one.date <= book.as_of]
    return tuple(survey_state(one, number) for number, one in enumerate(found, 1))


def survey_state(survey: Survey, number: int) -> SurveyState:
    """Return how much of one survey is filled."""
    missing = tuple(name for name in FIELDS if not _is_filled(survey, name))
    filled = Ratio.of(len(FIELDS) - len(missing), len(FIELDS))
    return SurveyState(survey.id, survey.customer, survey.date, number, missing, filled)


def _is_filled(survey: Survey, name: str) -> bool:
    if FORMS[survey.kind].specs[name].type.prose:
        return survey.says(name)
    return getattr(survey, name) not in (None, "", ())


@per_book
def replaceable_at(book: Book, customer: str) -> tuple[Replaceable, ...]:
    """Return the software at one customer to be replaced; the last survey that names a product decides."""
    last: dict[tuple[str, str], Replaceable | None] = {}
    for state in surveys_at(book, customer):
        for row, used in enumerate(book.surveys[state.survey].software):
            key = (used.name_version.casefold(), used.vendor.casefold())
            found = Replaceable(state.survey, customer, used.name_version, used.vendor, row)
            last[key] = found if used.replace else None
    return tuple(one for one in last.values() if one is not None)


@measure(
    "S16.7",
    "survey-completeness",
    N_("Completeness of customer surveys"),
    N_(
        "Filled fields of the survey form divided by all of its 24 fields; a table counts as one field, filled when it has "
        "a row; yes or no is filled by either answer. Processes and functions may be left empty where documents exist, yet "
        "count like the others. The total is over the last survey of each customer up to the day of the figures. The "
        "number of a survey is its place among those at the same customer. Software counts as replaceable when the last "
        "survey that names it says so. A survey belongs to the scope of its customer."
    ),
    unit="percent",
    source="S16.7",
)
def survey_completeness(book: Book, scope: Scope) -> SurveyCompleteness:
    """Compute how complete the surveys at a scope's customers are (S16.7)."""
    customers = [customer.id for customer in customers_of(book, scope) or ()]
    each = [found for one in customers if (found := surveys_at(book, one))]
    states = sorted((s for found in each for s in found), key=lambda s: (-s.date.toordinal(), s.survey))
    last = [found[-1] for found in each]
    return SurveyCompleteness(
        tuple(states),
        tuple(state.survey for state in last),
        Ratio(
            sum((state.filled.numerator for state in last), Decimal(0)),
            sum((state.filled.denominator for state in last), Decimal(0)),
        ),
        tuple(
            sorted(_replaceable(book, customers), key=lambda r: (not r.vendor, r.vendor, r.name, r.customer))
        ),
    )


def _replaceable(book: Book, customers: list[str]) -> Iterator[Replaceable]:
    for one in customers:
        yield from replaceable_at(book, one)
