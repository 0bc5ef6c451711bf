"""The full picture of customers: all surveys with what is filled, software to replace, and the page of each (S16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from site_gen.book import Book
from site_gen.book.competitors import key_of
from site_gen.locale.text import N_, Msg
from site_gen.measures.scope import COMPANY
from site_gen.measures.surveys import (
    SurveyCompleteness,
    SurveyState,
    survey_completeness,
    survey_state,
    surveys_at,
)
from site_gen.pages import addresses, data
from site_gen.pages.competitor_names import competitor_link, slug_of
from site_gen.pages.facts import facts, prose
from site_gen.pages.names import record_name
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import FORMS, Survey

#: Sections of the form in its order: heading, facts, texts (S16.1–S16.6); tables stand in the template.
_SECTIONS: tuple[tuple[str, Msg, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "systems",
        N_("Existing systems"),
        ("infrastructure_sufficient",),
        ("network", "servers", "databases_middleware"),
    ),
    (
        "project",
        N_("This project"),
        ("project", "project_owner", "budget", "policy_documents", "planned_modules", "migrate"),
        ("covered_units", "integration", "data_migration", "architecture", "special_requirements"),
    ),
    ("processes", N_("Processes and functions"), (), ("processes", "department_functions", "focus_issues")),
)


def pages(book: Book) -> Iterator[Page]:
    """Yield the list, and one page per survey."""
    yield Page(
        url=addresses.SURVEYS,
        template="surveys.html",
        title=_list_title,
        build=_build_list,
        section="surveys",
    )
    yield from _each(book.surveys)


def _page(survey: Survey) -> Page:
    return Page(
        url=addresses.record("survey", survey.id),
        template="survey.html",
        title=partial(_title, survey),
        build=partial(_build, survey),
        section="surveys",
        crumbs=((addresses.SURVEYS, _list_title),),
    )


_each = EachPage(_page)


def _list_title(view: View) -> str:
    return view.tr(N_("Customer surveys"))


def _title(survey: Survey, view: View) -> str:
    return view.tr(N_("Customer survey: {name}"), name=record_name(survey, view.book, view.words))


def labels(view: View, names: tuple[str, ...]) -> list[str]:
    """Return what fields of the form are called."""
    return [view.tr(FORMS["survey"].specs[name].label) for name in names]


def vendor_link(view: View, name: str) -> Markup:
    """Return a vendor's name, linked where more is known about it as a competitor."""
    there = addresses.competitor(slug_of(key_of(name))) in view.site.urls
    return competitor_link(view, name) if there else escape(name)


def _build_list(view: View) -> Mapping[str, Any]:
    found = survey_completeness(view.book, COMPANY)
    return {
        "found": found,
        "latest": set(found.latest),
        "labels": partial(labels, view),
        "vendor": partial(vendor_link, view),
        "finding": _list_finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _list_finding(view: View, found: SurveyCompleteness) -> str:
    words = view.words
    if not found.surveys:
        return view.tr(N_("No customer has been surveyed yet."))
    text = N_("{count} customers surveyed; {share} of the fields of their last surveys are filled.")
    parts = [view.tr(text, count=words.num(len(found.latest)), share=words.percent(found.filled.percent))]
    if found.replaceable:
        parts.append(view.tr(N_("Systems to be replaced: {count}."), count=words.num(len(found.replaceable))))
    return words.gap.join(parts)


def _state(book: Book, survey: Survey) -> SurveyState:
    """Return the state of a survey; one dated after the day of the figures follows those before it."""
    known = surveys_at(book, survey.customer)
    found = next((state for state in known if state.survey == survey.id), None)
    return found or survey_state(survey, len(known) + 1)


def _build(survey: Survey, view: View) -> Mapping[str, Any]:
    book = view.book
    state = _state(book, survey)
    return {
        "survey": survey,
        "state": state,
        "customer": book.customers[survey.customer],
        "sections": [
            (key, view.tr(title), facts(view, survey, names), prose(view, survey, texts))
            for key, title, names, texts in _SECTIONS
        ],
        "missing": labels(view, state.missing),
        "contacts": book.contacts,
        "vendor": partial(vendor_link, view),
        "others": [other for other in surveys_at(book, survey.customer) if other.survey != survey.id],
        "warnings": problems_of(book, survey),
        "finding": _finding(view, survey, state),
    }


def _finding(view: View, survey: Survey, state: SurveyState) -> str:
    """Say how much is filled, who supports us, and what may be replaced."""
    words = view.words
    text = N_("Survey number {number}: {filled} of {all} fields filled ({share}).")
    parts = [
        view.tr(
            text,
            number=words.num(state.number),
            filled=words.num(state.filled.numerator),
            all=words.num(state.filled.denominator),
            share=words.percent(state.filled.percent),
        )
    ]
    for_us = [view.book.name_of(row.contact) for row in survey.interviewees if row.support == "high"]
    if for_us:
        parts.append(view.tr(N_("They support us strongly: {names}."), names=words.join(for_us)))
    replace = [row.name_version for row in survey.software if row.replace]
    if replace:
        parts.append(view.tr(N_("To be replaced: {names}."), names=words.join(replace)))
    if survey.infrastructure_sufficient is False:
        parts.append(view.tr(N_("Their systems do not suffice for this project.")))
    return words.gap.join(parts)
