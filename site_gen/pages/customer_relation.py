"""How a customer stands to us: tier, relationship, the last after-talk answers, next contact, losses (S20, S30–S32)."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup
from msgspec import Struct

from site_gen.book.competitors import key_of
from site_gen.history.stages import state_on
from site_gen.measures.after_talk import AfterTalk, after_talk
from site_gen.measures.care import REVISIT, CareState, care_state, is_revisit
from site_gen.measures.churn import Remedy, remedies_of
from site_gen.measures.order_trend import OrderTrend, order_trend
from site_gen.measures.tiers import tier_of
from site_gen.pages.competitor_names import competitor_link
from site_gen.pages.facts import joined, prose
from site_gen.pages.view import View
from site_gen.records import Churn, Customer


class Answer(Struct, frozen=True):
    """What a visit says: the question, the text, and a link to the visit."""

    label: str
    text: Markup
    source: Markup


class Lost(Struct, frozen=True):
    """A loss of the customer with its remedies; `back` is the day it was won back by the day of the figures."""

    record: Churn
    back: date | None
    remedies: tuple[Remedy, ...]


class Relation(Struct, frozen=True):
    """How a customer stands to us on the day of the figures.

    Attributes:
        tier: `A`, `B`, `C` or empty.
        care: when it is to be contacted again.
        trend: its orders of the last two half-years.
        talk: the newest answers after talks.
        asked: link to the visit that says whether it considers a competitor; empty for none.
        answers: the newest answers in words, after talks and on revisits.
        rivals: links to the competitors in its open projects.
        losses: the times it was lost, the newest first.
    """

    tier: str
    care: CareState
    trend: OrderTrend
    talk: AfterTalk
    asked: Markup
    answers: tuple[Answer, ...]
    rivals: Markup
    losses: tuple[Lost, ...]


def relation(view: View, customer: Customer) -> Relation:
    """Return how a customer stands to us."""
    book, ident = view.book, customer.id
    talk = after_talk(book, ident)
    losses = [one for one in book.churns_of_customer.get(ident, ()) if one.lost_on <= book.as_of]
    return Relation(
        tier=tier_of(book, ident),
        care=care_state(book, ident),
        trend=order_trend(book, ident),
        talk=talk,
        asked=_source(view, talk.asked) if talk.asked else Markup(),
        answers=(*_answers(view, talk.answers), *_revisit(view, ident)),
        rivals=_rivals(view, ident),
        losses=tuple(_lost(view, one) for one in reversed(losses)),
    )


def _lost(view: View, record: Churn) -> Lost:
    back = record.returned_on
    come = back if back is not None and back <= view.book.as_of else None
    return Lost(record, come, remedies_of(view.book, record))


def _answers(view: View, answers: tuple[tuple[str, str], ...]) -> list[Answer]:
    found = []
    for name, visit in answers:
        ((label, text),) = prose(view, view.book.visits[visit], (name,))
        found.append(Answer(label, text, _source(view, visit)))
    return found


def _revisit(view: View, customer: str) -> list[Answer]:
    """Return what the last revisit brought (S32.2)."""
    visits = reversed(view.book.visits_of_customer.get(customer, ()))
    last = next((visit for visit in visits if is_revisit(view.book, visit)), None)
    if last is None:
        return []
    return [Answer(label, text, _source(view, last.id)) for label, text in prose(view, last, REVISIT)]


def _source(view: View, visit: str) -> Markup:
    return view.link("visit", visit, view.words.date(view.book.visits[visit].date))


def _rivals(view: View, customer: str) -> Markup:
    book, names = view.book, {}
    for project in book.projects_of_customer.get(customer, ()):
        state = state_on(book, project, book.as_of)
        if state and state.stage in book.config.open_keys:
            names.update({key_of(row.name): row.name for row in project.competitors})
    return joined(view, [competitor_link(view, names[key]) for key in sorted(names)])
