"""The staff matrix: who stands in which class, by culture and performance (S36.5, S36.6).

For managers only: it is no registered measure, so neither `stats` nor the data files know of it.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.duty import is_member
from site_gen.book.per_book import per_book
from site_gen.measures.values import Ratio

#: The classes in the order they deserve attention: B before C, for C harms in the long run (S36.6).
ATTENTION = ("B", "C", "D", "A")
#: The classes by culture (high, low) and performance (low, high), as the matrix is drawn.
QUADRANTS = (("B", "A"), ("D", "C"))


class Standing(Struct, frozen=True):
    """The class of one person.

    Attributes:
        person: person id.
        review: id of the newest review.
        date: its day.
        grade: the class, `A` to `D`.
        before: the class of the review before; empty for none.
    """

    person: str
    review: str
    date: date
    grade: str
    before: str


class StaffMatrix(Struct, frozen=True):
    """The classes of everybody who is with the team.

    Attributes:
        standings: by attention (B, C, D, A), then by person.
        without: ids of sellers without a review.
        d_share: those in class D over all that have a class.
        many_d: whether more people stand in class D than in class A.
        reviews: ids of all reviews by the day of the figures, newest first, also of people who left.
    """

    standings: tuple[Standing, ...]
    without: tuple[str, ...]
    d_share: Ratio
    many_d: bool
    reviews: tuple[str, ...]

    def of(self, grade: str) -> tuple[Standing, ...]:
        """Return those in a class."""
        return tuple(one for one in self.standings if one.grade == grade)


@per_book
def staff_matrix(book: Book) -> StaffMatrix:
    """Put everybody into the class of his newest review up to the day of the figures."""
    told = [one for one in book.staff_reviews.values() if one.date <= book.as_of]
    told.sort(key=lambda one: (one.date, one.id), reverse=True)
    found: dict[str, Standing] = {}
    for review in reversed(told):
        before = found.get(review.person)
        found[review.person] = Standing(
            review.person, review.id, review.date, review.grade, before.grade if before else ""
        )
    here = [one for one in found.values() if is_member(book.people[one.person], book.as_of)]
    grades = [one.grade for one in here]
    return StaffMatrix(
        standings=tuple(sorted(here, key=lambda one: (ATTENTION.index(one.grade), one.person))),
        without=tuple(one.id for one in book.sellers if one.id not in found and is_member(one, book.as_of)),
        d_share=Ratio.of(grades.count("D"), len(grades)),
        many_d=grades.count("D") > grades.count("A"),
        reviews=tuple(one.id for one in told),
    )
