"""Findings of a diagnosis as pages show them: evidence in words, names linked."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from site_gen.measures.answers import Diagnosis, Finding
from site_gen.pages.view import View
from site_gen.render.say import say_html


class FindingRow(Struct, frozen=True):
    """A diagnostic question as pages show it."""

    finding: Finding
    question: str
    evidence: tuple[Markup, ...]
    review: Markup | str


def finding_rows(view: View, diagnosis: Diagnosis) -> list[FindingRow]:
    """Return the findings of a diagnosis with their evidence in words, in the order of the questions."""
    return [
        FindingRow(
            finding,
            view.words.label("diagnosis", finding.question),
            tuple(say_html(s, view.words, view.book, view.link) for s in finding.evidence),
            _review(view, finding),
        )
        for finding in diagnosis.findings
    ]


def _review(view: View, finding: Finding) -> Markup | str:
    given = finding.answer
    return view.link("review", given.review, view.words.date(given.day)) if given else ""
