"""What the sheets of key accounts say of a project and of a customer, for their pages (S16–S22)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from site_gen.book.key_projects import complex_marks, is_key
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.developments import DevelopmentState, development_state
from site_gen.measures.early_contact import FirstContact, first_contact
from site_gen.measures.opportunities import is_open
from site_gen.measures.portfolio import account_of
from site_gen.measures.surveys import Replaceable, SurveyState, replaceable_at, surveys_at
from site_gen.pages.developments import stage_name
from site_gen.pages.facts import facts
from site_gen.pages.opportunity_card import OpportunityCard, opportunity_card
from site_gen.pages.routes import Pairings, Route, pairings_of, route_of
from site_gen.pages.view import View
from site_gen.records import FORMS, Customer, Project
from site_gen.render.figures.accounts import SEGMENTS, VERDICTS

_ACCESS = (
    "doctrine_step",
    "network",
    "info_channel",
    "fund_source",
    "fund_status",
    "approved_on",
    "tender_on",
)


class ProjectSheets(Struct, frozen=True):
    """What a project page shows of the sheets.

    Attributes:
        card: the last opportunity assessment; `None` when there is none.
        wanted: whether one is missing: the project is open and one of those the sheets are for.
        verdicts: what verdicts are called.
        facts: label and value of money, access and marks, without empty ones.
        route: the way to the people.
        pairings: who looks after whom.
        developments: those of this project.
        stage: gives the name of a stage of a development.
    """

    card: OpportunityCard | None
    wanted: bool
    verdicts: Mapping[str, Msg]
    facts: tuple[tuple[str, Any], ...]
    route: Route
    pairings: Pairings
    developments: tuple[DevelopmentState, ...]
    stage: Callable[[str], str]


class AccountSheets(Struct, frozen=True):
    """What a customer page shows of the sheets.

    Attributes:
        surveys: surveys up to the day of the figures, oldest first.
        replaceable: software to be replaced.
        account: whether the account is assessed.
        developments: developments of the customer.
        facts: label and value of what there is.
    """

    surveys: tuple[SurveyState, ...]
    replaceable: tuple[Replaceable, ...]
    account: bool
    developments: tuple[DevelopmentState, ...]
    facts: tuple[tuple[str, Any], ...]


def project_sheets(view: View, project: Project) -> ProjectSheets:
    """Return what the sheets say of a project."""
    book = view.book
    found = book.developments_of_customer.get(project.customer, ())
    return ProjectSheets(
        card=opportunity_card(view, project.id),
        wanted=is_key(book, project) and is_open(book, project),
        verdicts=VERDICTS,
        facts=tuple(_project_facts(view, project)),
        route=route_of(book, project),
        pairings=pairings_of(book, project),
        developments=tuple(development_state(book, d.id) for d in found if d.project == project.id),
        stage=partial(stage_name, view),
    )


def _project_facts(view: View, project: Project) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    specs = FORMS["project"].specs
    marks = [view.tr(specs[name].label) for name in complex_marks(project)]
    if marks:
        rows.append((view.tr(N_("Complex sale")), view.words.join(marks)))
    rows += [(label, value) for label, value, _ in facts(view, project, _ACCESS) if value]
    contact = first_contact(view.book, project.id)
    if contact:
        rows.append((view.tr(N_("First contact")), _contact(view, contact)))
    return rows


def _contact(view: View, contact: FirstContact) -> Markup:
    words = view.words
    day = words.date(contact.first)
    shown = view.link("visit", contact.visit, day) if contact.visit else day
    if contact.days is None:
        return Markup("{}").format(view.tr(N_("no contact yet")))
    if contact.early:
        text = view.tr(N_("{count} days before"), count=words.num(contact.days))
    elif contact.days:
        text = view.tr(N_("{count} days after"), count=words.num(-contact.days))
    else:
        text = view.tr(N_("on the very day"))
    return Markup('{} <span class="muted small">{}</span>').format(shown, text)


def account_sheets(view: View, customer: Customer) -> AccountSheets:
    """Return what the sheets say of a customer."""
    book, words = view.book, view.words
    surveys = surveys_at(book, customer.id)
    developments = tuple(
        development_state(book, one.id) for one in book.developments_of_customer.get(customer.id, ())
    )
    rows: list[tuple[str, Any]] = []
    if surveys:
        last = surveys[-1]
        text = view.tr(
            N_("number {number}, {share} filled"),
            number=words.num(last.number),
            share=words.percent(last.filled.percent),
        )
        link = view.link("survey", last.survey, words.date(last.date))
        rows.append((view.tr(N_("Last survey")), Markup("{} {}").format(link, text)))
    account = account_of(book, customer.id)
    if account:
        link = view.link("account_assessment", account.score.assessment, view.tr(SEGMENTS[account.segment]))
        text = view.tr(NC_("account", "potential {score}"), score=words.signed(account.score.potential))
        rows.append((view.tr(N_("Segment")), Markup("{} {}").format(link, text)))
    for state in developments:
        link = view.link("development", state.development, stage_name(view, state.stage))
        rows.append((view.tr(N_("Account development")), link))
    return AccountSheets(
        surveys, replaceable_at(book, customer.id), account is not None, developments, tuple(rows)
    )
