"""The staff matrix, for managers only: culture and performance of everybody (S36.5, S36.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.staff import ATTENTION, QUADRANTS, StaffMatrix, staff_matrix
from site_gen.pages import addresses
from site_gen.pages.audience import may_show_kind
from site_gen.pages.page import Page
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the page if its readers may see reviews of staff and there is one."""
    if may_show_kind(book, "staff_review") and book.staff_reviews:
        yield Page(
            url=addresses.STAFF,
            template="staff.html",
            title=lambda view: view.tr(N_("Staff matrix")),
            build=_build,
            section="people",
            crumbs=((addresses.PEOPLE, lambda view: view.tr(N_("Our people"))),),
        )


def _build(view: View) -> Mapping[str, Any]:
    book, found = view.book, staff_matrix(view.book)
    return {
        "matrix": found,
        "quadrants": QUADRANTS,
        "attention": ATTENTION,
        "reviews": [book.staff_reviews[ident] for ident in found.reviews],
        "meaning": _meaning(view),
        "finding": _finding(view, found),
    }


def _meaning(view: View) -> dict[str, str]:
    """Return what each class is called."""
    return {key: view.words.label("staff_grade", key) for key in ATTENTION}


def _finding(view: View, found: StaffMatrix) -> str:
    words = view.words
    if not found.standings:
        return view.tr(N_("Nobody who is with the team has a class yet."))
    counts = {key: words.num(len(found.of(key))) for key in ("A", "B", "C", "D")}
    parts = [view.tr(N_("A {A}, B {B}, C {C}, D {D}. Attention goes to B before C."), **counts)]
    if found.many_d:
        parts.append(view.tr(N_("More people in D than in A: a sign of a company in trouble.")))
    if found.without:
        text = N_("Without a class: {names}.")
        parts.append(view.tr(text, names=words.join([view.book.name_of(one) for one in found.without])))
    return words.gap.join(parts)
