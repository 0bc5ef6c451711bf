"""What a diagnosis finds, and the answer people gave to it in a review (S4.3, S4.5)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.measures.scope import Scope, parse_scope
from site_gen.measures.values import Sentence

#: What came out of a question: a pattern shows, none shows, there is too little to tell, or it only informs.
FIRES, CLEAR, UNKNOWN, INFORMS = "fires", "clear", "unknown", "informs"


class GivenAnswer(Struct, frozen=True):
    """The latest answer to a question in a review (S7.4).

    Attributes:
        review: id of the review record.
        day: day of the review.
        cause: the cause as written.
        solution: the solution as written.
    """

    review: str
    day: date
    cause: str
    solution: str


class Finding(Struct, frozen=True):
    """One diagnostic question and what the figures say.

    Attributes:
        question: `DQ1` … `DQ10`, a key of the list `diagnosis` (its label is the question's wording).
        status: `fires`, `clear`, `unknown` or `informs`.
        urgency: 0–100, how far beyond its threshold the pattern is; 0 unless it fires.
        evidence: sentences with the numbers, the most telling first; never empty.
        projects: ids of the projects concerned, the most telling first.
        customers: ids of the customers concerned.
        visits: ids of the visits concerned.
        answer: the latest answer given for this question and scope, if any.
    """

    question: str
    status: str
    urgency: int = 0
    evidence: tuple[Sentence, ...] = ()
    projects: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()
    answer: GivenAnswer | None = None

    @property
    def fires(self) -> bool:
        """Whether the pattern shows."""
        return self.status == FIRES


class Diagnosis(Struct, frozen=True):
    """All ten questions in order (S4.3)."""

    findings: tuple[Finding, ...]

    @property
    def firing(self) -> tuple[Finding, ...]:
        """The findings that fire, the most urgent first."""
        return tuple(sorted((f for f in self.findings if f.fires), key=lambda f: -f.urgency))


@per_book
def _answers(book: Book) -> dict[tuple[str, Scope], GivenAnswer]:
    """The latest answers up to the day of the figures, by question and scope."""
    found: dict[tuple[str, Scope], GivenAnswer] = {}
    for review in sorted(book.reviews.values(), key=lambda r: (r.date, r.id)):
        if review.date > book.as_of:
            continue
        default = Scope("team", review.team) if review.team else Scope()
        for row in review.diagnosis:
            scope = parse_scope(row.scope) if row.scope else default
            if scope:
                found[(row.question, scope)] = GivenAnswer(review.id, review.date, row.cause, row.solution)
    return found


def with_answer(book: Book, scope: Scope, finding: Finding) -> Finding:
    """Add the latest answer given for the finding's question in `scope`.

    A row without a scope answers for the review's team, or for the company when it has no team.
    """
    return replace(finding, answer=_answers(book).get((finding.question, scope)))
