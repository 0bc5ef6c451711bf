"""Opportunity assessments: real × worth of all, and the page of each (S17, M25)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.ratings import REAL, WORTH
from site_gen.charts import Axis, Chart, QuadrantsInput, Spot, draw
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.opportunities import (
    OpportunityScore,
    OpportunityScores,
    assessed,
    opportunity_scores,
    score_of,
)
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.facts import prose
from site_gen.pages.names import customer_name, record_name
from site_gen.pages.opportunity_card import guidance, questions
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import OpportunityAssessment
from site_gen.render.figures.accounts import REAL as REAL_WORD
from site_gen.render.figures.accounts import VERDICTS
from site_gen.render.figures.accounts import WORTH as WORTH_WORD

#: Which field of the picture a verdict is; not real and not worth winning is the lower left.
_END = Decimal(5)
_SPLIT = Decimal("0.5")
_HALVES: tuple[tuple[str, Msg, tuple[str, ...]], ...] = (
    ("real", N_("Is it real?"), REAL),
    ("worth", N_("Is it worth winning?"), WORTH),
)


class ItemRow(Struct, frozen=True):
    """An item of an assessment: what it is called, how to find out, its rating (empty for none), the comment."""

    key: str
    label: str
    guidance: str
    rating: str
    comment: str


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of all, and one per assessment."""
    yield Page(
        url=addresses.OPPORTUNITIES,
        template="assessments.html",
        title=_list_title,
        build=_build_list,
        section="assessments",
    )
    yield from _each(book.opportunity_assessments)


def _page(assessment: OpportunityAssessment) -> Page:
    return Page(
        url=addresses.record("opportunity_assessment", assessment.id),
        template="assessment.html",
        title=partial(_title, assessment),
        build=partial(_build, assessment),
        section="assessments",
        crumbs=((addresses.OPPORTUNITIES, _list_title),),
    )


_each = EachPage(_page)


def _list_title(view: View) -> str:
    return view.tr(N_("Opportunity assessments"))


def _title(assessment: OpportunityAssessment, view: View) -> str:
    name = record_name(assessment, view.book, view.words)
    return view.tr(N_("Opportunity assessment: {name}"), name=name)


def _build_list(view: View) -> Mapping[str, Any]:
    found = opportunity_scores(view.book, COMPANY)
    going = [score for score in found.scores if score.open]
    return {
        "found": found,
        "rows": [*going, *(score for score in found.scores if not score.open)],
        "numbers": {score.project: number for number, score in enumerate(going, 1)},
        "chart": _chart(view, going) if going else None,
        "verdicts": VERDICTS,
        "questions": partial(questions, view),
        "finding": _finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _finding(view: View, found: OpportunityScores) -> str:
    words = view.words
    going = sum(score.open for score in found.scores)
    if not going:
        return view.tr(N_("No open opportunity has been assessed yet."))
    parts = [
        view.tr(
            N_(
                "Of {count} open opportunities assessed {pursue} are to be pursued, {qualify} to be qualified or dropped, {decline} to be declined."
            ),
            count=words.num(going),
            **{one: words.num(len(getattr(found, one))) for one in VERDICTS},
        )
    ]
    if found.stale:
        text = N_("Assessments older than {days} days: {count}.")
        days = view.book.config.thresholds.stale_days
        parts.append(view.tr(text, count=words.num(len(found.stale)), days=words.num(days)))
    return words.gap.join(parts)


def _chart(view: View, scores: list[OpportunityScore]) -> Chart:
    spots = tuple(
        Spot(
            _spot_name(view, score),
            Decimal(score.real),
            Decimal(score.worth),
            (0 if score.worth > 0 else 2) + (score.real > 0),
            view.href(addresses.record("opportunity_assessment", score.assessment)),
        )
        for score in scores
    )
    names = {key: view.tr(word) for key, word in VERDICTS.items()}
    pursue = sum(spot.field == 1 for spot in spots)
    text = N_("{count} of {all} open opportunities are real and worth winning.")
    return draw(
        QuadrantsInput(
            view.lang,
            Axis(view.tr(REAL_WORD), -_END, _END, _SPLIT, "> 0"),
            Axis(view.tr(WORTH_WORD), -_END, _END, _SPLIT, "> 0"),
            (names["qualify"], names["pursue"], names["qualify"], names["decline"]),
            spots,
            view.tr(text, count=view.words.num(pursue), all=view.words.num(len(spots))),
            view.tr(N_("No open opportunity has been assessed yet.")),
            view.tr(NC_("column", "Project")),
        )
    )


def _spot_name(view: View, score: OpportunityScore) -> str:
    project = view.book.projects[score.project]
    return f"{customer_name(view.book, project.customer)} {project.name}"


def _build(assessment: OpportunityAssessment, view: View) -> Mapping[str, Any]:
    book = view.book
    score = score_of(book, assessment)
    return {
        "assessment": assessment,
        "project": book.projects[assessment.project],
        "score": score,
        "halves": [(key, view.tr(title), _items(view, assessment, keys)) for key, title, keys in _HALVES],
        "questions": questions(view, score),
        "history": tuple(reversed(assessed(book, assessment.project))),
        "verdicts": VERDICTS,
        "conclusion": prose(view, assessment, ("conclusion",)),
        "warnings": problems_of(book, assessment),
        "finding": _verdict(view, score),
    }


def _items(view: View, assessment: OpportunityAssessment, keys: tuple[str, ...]) -> tuple[ItemRow, ...]:
    rows = {row.item: row for row in assessment.items}
    return tuple(
        ItemRow(
            key,
            view.words.label("opportunity_item", key),
            guidance(view, "opportunity_item", key),
            rows[key].rating if key in rows else "",
            rows[key].comment if key in rows else "",
        )
        for key in keys
    )


def _verdict(view: View, score: OpportunityScore) -> str:
    """Say both scores, what they mean, and what is not known yet."""
    words = view.words
    texts = {
        "pursue": N_("Real {real}, worth {worth}: pursue."),
        "qualify": N_("Real {real}, worth {worth}: not real enough; qualify or drop."),
        "decline": N_("Real {real}, worth {worth}: real, but not worth winning; decline."),
    }
    parts = [view.tr(texts[score.verdict], real=words.signed(score.real), worth=words.signed(score.worth))]
    if score.unknown:
        parts.append(view.tr(N_("Still unknown: {count} of ten items."), count=words.num(len(score.unknown))))
    return words.gap.join(parts)
