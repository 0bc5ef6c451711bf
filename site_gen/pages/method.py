"""The team's handbook: how the work is done here, with the team's own numbers filled in (S1–S36)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.book.alerts import COMPLAINT_DAYS
from site_gen.book.forecasts import DUE_WORKDAYS
from site_gen.locale.text import N_, Msg
from site_gen.measures.registry import MEASURES
from site_gen.pages import addresses
from site_gen.pages.cadences import cadences
from site_gen.pages.hunter_example import example
from site_gen.pages.hunter_questions import SIX
from site_gen.pages.leaders import routing
from site_gen.pages.owed_words import currency
from site_gen.pages.page import Page
from site_gen.pages.phase_words import phase_words
from site_gen.pages.view import View
from site_gen.render.figures.forecast import PHASE_NAMES

#: Chapter to its title, in reading order; each has a template `method/<chapter>.html`.
CHAPTERS: dict[str, Msg] = {
    "stages": N_("Stages of the pipeline"),
    "importance": N_("Importance and focus lists"),
    "hunting": N_("Hunter planning"),
    "call-plan": N_("Weekly call plan"),
    "popsa": N_("Preparing a visit: POPSA"),
    "reports": N_("Visit reports"),
    "daily-report": N_("Daily plan and report"),
    "weekly-report": N_("Weekly report"),
    "discipline": N_("Reports, deadlines and points"),
    "opportunities": N_("Opportunities and registration"),
    "bids": N_("Bids and contracts"),
    "reviews": N_("Review rhythm"),
    "forecast": N_("Forecast and commit"),
    "efficiency": N_("Selling efficiency"),
    "regions": N_("Regional Monday report"),
    "key-accounts": N_("Winning key accounts"),
    "deciders": N_("Who decides: roles and types of people"),
    "assessment": N_("Is it real, is it worth winning"),
    "relations": N_("Keeping relations and customers"),
    "department": N_("The key-account department"),
    "alerts": N_("Market alerts and complaints"),
    "cadences": N_("Who does what when"),
    "diagnosis": N_("Reading the funnel"),
    "records": N_("Writing records"),
}
#: Lists of values that chapters explain entry by entry.
_LISTS = (
    "key_account_stage",
    "development_stage",
    "doctrine_step",
    "decision_role",
    "personality",
    "opportunity_item",
    "account_item",
    "relationship_type",
    "relationship_stage",
    "churn_reason",
)
_TITLE = N_("Method")
_DEFINITIONS = N_("Definitions of the figures")


def pages(book: Book) -> Iterable[Page]:
    """Yield the handbook's pages."""
    yield _page(addresses.METHOD, "method/index.html", _TITLE, _index, ())
    crumbs = ((addresses.METHOD, _titled(_TITLE)),)
    for name, title in CHAPTERS.items():
        yield _page(addresses.method(name), f"method/{name}.html", title, _chapter, crumbs)
    yield _page(addresses.DEFINITIONS, "method/definitions.html", _DEFINITIONS, _definitions, crumbs)
    del book


def _titled(text: Msg) -> Callable[[View], str]:
    return lambda view: view.tr(text)


def _page(
    url: str,
    template: str,
    title: Msg,
    build: Callable[[View], Mapping[str, Any]],
    crumbs: tuple[tuple[str, Callable[[View], str]], ...],
) -> Page:
    return Page(url, template, _titled(title), build, "method", crumbs)


def _index(view: View) -> Mapping[str, Any]:
    chapters = [(view.href(addresses.method(name)), view.tr(title)) for name, title in CHAPTERS.items()]
    chapters.append((view.href(addresses.DEFINITIONS), view.tr(_DEFINITIONS)))
    return {"chapters": chapters}


def _chapter(view: View) -> Mapping[str, Any]:
    config = view.book.config
    return {
        "limits": config.thresholds,
        "levels_of_probability": _probabilities(view),
        "phase_words": phase_words(view),
        "forecast_days": DUE_WORKDAYS,
        "levels": tuple(config.vocabularies["importance"]),
        "questions": tuple(config.vocabularies["diagnosis"]),
        "purposes": tuple(config.vocabularies["purpose_type"]),
        "gates": config.gates,
        "currency": currency(view),
        "routing": routing(view.book),
        "subjects": tuple(config.vocabularies["market_subject"]),
        "complaint_days": COMPLAINT_DAYS,
        "first_model": max((stage.model for stage in config.pipeline), default=0),
        "cadences": cadences(view),
        "six": SIX,
        "channels": tuple(config.vocabularies["lead_channel"]),
        "example": example(view.book),
        **{name: tuple(config.vocabularies[name]) for name in _LISTS},
    }


def _probabilities(view: View) -> list[tuple[str, str, list[str], list[str]]]:
    """Return each level with its phase, its milestones and the stages that lead to it, in words (S33.1)."""
    config, words = view.book.config, view.words
    milestones = tuple(config.vocabularies["milestone"])
    return [
        (
            words.label("probability", level.key),
            view.tr(PHASE_NAMES[level.phase]),
            [
                words.label("milestone", one.key)
                for one in milestones
                if int(str(one.fact("percent", 0))) == level.percent
            ],
            [words.stage(stage.key) for stage in config.pipeline if stage.probability == level.key],
        )
        for level in config.levels
    ]


def _definitions(view: View) -> Mapping[str, Any]:
    del view
    return {"measures": tuple(MEASURES.values())}
