"""Opportunity assessments: is it real, is it worth winning (M25, S17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.key_projects import is_key
from site_gen.book.per_book import per_book
from site_gen.book.ratings import REAL, WORTH, Ratings, ratings
from site_gen.history.stages import state_on
from site_gen.locale.text import N_
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import OpportunityAssessment, Project

#: What is to be done with an opportunity.
VERDICTS = ("pursue", "qualify", "decline")


class OpportunityScore(Struct, frozen=True):
    """One assessment of a project.

    Attributes:
        assessment: id.
        project: id of its project.
        date: day of the assessment.
        real_items: how items 1–5 are rated.
        worth_items: how items 6–10 are rated.
        real: score of items 1–5, −5 to +5.
        worth: score of items 6–10, −5 to +5.
        verdict: `pursue`, `qualify` (or drop) or `decline`.
        open: whether the project is open on the day of the figures.
        days: days from the assessment to the day of the figures.
        stale: whether it is older than `stale_days` and the project is open.
    """

    assessment: str
    project: str
    date: date
    real_items: Ratings
    worth_items: Ratings
    real: int
    worth: int
    verdict: str
    open: bool
    days: int
    stale: bool

    @property
    def unknown(self) -> tuple[str, ...]:
        """Keys of the items to be asked about: those rated as unknown, and those not rated, in the order of the form."""
        asked = {*self.real_items.open, *self.worth_items.open}
        return tuple(item for item in (*REAL, *WORTH) if item in asked)

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the items not rated."""
        return (*self.real_items.missing, *self.worth_items.missing)


class OpportunityScores(Struct, frozen=True):
    """The assessments of a scope's projects (M25).

    Attributes:
        scores: the last assessment of each project, the best first: real and worth added, then real.
        pursue: ids of open projects to pursue.
        qualify: ids of open projects to qualify or drop.
        decline: ids of open projects to decline.
        stale: ids of open projects whose last assessment is older than `stale_days`.
        unassessed: ids of open projects of key accounts, and of complex sales, without an assessment.
    """

    scores: tuple[OpportunityScore, ...]
    pursue: tuple[str, ...]
    qualify: tuple[str, ...]
    decline: tuple[str, ...]
    stale: tuple[str, ...]
    unassessed: tuple[str, ...]


def verdict(real: int, worth: int) -> str:
    """Return what two scores say: above 0 an opportunity is real, and worth winning."""
    if real <= 0:
        return "qualify"
    return "pursue" if worth > 0 else "decline"


def score_of(book: Book, assessment: OpportunityAssessment) -> OpportunityScore:
    """Return the scores of one assessment."""
    real, worth = ratings(assessment.items, REAL), ratings(assessment.items, WORTH)
    project = book.projects[assessment.project]
    days = (book.as_of - assessment.date).days
    going = is_open(book, project)
    return OpportunityScore(
        assessment=assessment.id,
        project=project.id,
        date=assessment.date,
        real_items=real,
        worth_items=worth,
        real=real.score,
        worth=worth.score,
        verdict=verdict(real.score, worth.score),
        open=going,
        days=days,
        stale=going and days > book.config.thresholds.stale_days,
    )


@per_book
def assessed(book: Book, project: str) -> tuple[OpportunityScore, ...]:
    """Return the assessments of one project up to `book.as_of`, oldest first."""
    found = book.opportunity_assessments_of_project.get(project, ())
    return tuple(score_of(book, one) for one in found if one.date <= book.as_of)


def is_open(book: Book, project: Project) -> bool:
    """Whether a project is open at `book.as_of`."""
    state = state_on(book, project, book.as_of)
    return state is not None and book.config.stage(state.stage).counts_as == "open"


@measure(
    "M25",
    "opportunity-scores",
    N_("Opportunity scores"),
    N_(
        "Two sums over the ten items of an assessment: real is items 1–5, worth is items 6–10; + counts 1, ? counts "
        "0, − counts −1, so each lies between −5 and +5. An item that is not rated counts as unknown and is named; of an "
        "item rated twice the last rating counts. Above 0 an opportunity is real, and worth winning. Real and worth "
        "winning: pursue. Not real: qualify or drop. Real but not worth winning: decline. Of each project the last "
        "assessment up to the day of the figures counts; the three lists hold open projects. After {stale_days} days an "
        "assessment of an open project is old. An assessment belongs to the scope of its project."
    ),
    unit="count",
    source="M25, S17.2",
)
def opportunity_scores(book: Book, scope: Scope) -> OpportunityScores:
    """Compute real and worth of every assessed project of a scope (M25)."""
    found = list(_latest(book, scope))
    found.sort(key=lambda s: (-(s.real + s.worth), -s.real, s.project))
    lists = {one: tuple(s.project for s in found if s.open and s.verdict == one) for one in VERDICTS}
    return OpportunityScores(
        scores=tuple(found),
        **lists,
        stale=tuple(s.project for s in found if s.stale),
        unassessed=tuple(
            state.project.id
            for state in scope.open_states(book)
            if is_key(book, state.project) and not assessed(book, state.project.id)
        ),
    )


def _latest(book: Book, scope: Scope) -> Iterator[OpportunityScore]:
    for project in scope.projects(book):
        found = assessed(book, project.id)
        if found:
            yield found[-1]
