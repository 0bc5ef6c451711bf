"""A staff review is a manager's, and classes C and D say why (S36.5)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.records import StaffReview


def checkers(book: Book) -> Checkers:
    """`SG693` for a review of oneself, `SG694` for class C or D without a comment; the reviewer should act."""

    def check(review: StaffReview) -> Iterator[Diagnostic]:
        if review.reviewer == review.person:
            name = book.name_of(review.person)
            yield breach("SG693", review, "reviewer", person=review.reviewer, name=name)
        if review.grade in {"C", "D"} and not review.comment.strip():
            heading = label_of(review, "comment")
            grade = review.grade
            yield breach("SG694", review, "grade", person=review.reviewer, grade=grade, heading=heading)

    return {"staff_review": check}
