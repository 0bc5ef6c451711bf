"""Whose focus a project is, by its importance (S2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_gen.records import Project

if TYPE_CHECKING:
    from site_gen.book.book import Book


def focus_of(book: Book, importance: str) -> str:
    """Return whose focus a level is: `gf_sales`, `dealer_head`, `owner`, or empty for nobody's."""
    levels = book.config.vocabularies["importance"]
    return str(levels.entry(importance).fact("focus", "")) if importance in levels else ""


def is_above_rep(book: Book, importance: str) -> bool:
    """Whether a level is the focus of somebody beyond the rep: the manufacturer's sales or the sales head."""
    return focus_of(book, importance) in {"gf_sales", "dealer_head"}


def responsible(book: Book, project: Project) -> str | None:
    """Return whose focus a project is; empty when nobody is named, `None` when it is nobody's."""
    match focus_of(book, project.importance):
        case "gf_sales":
            return project.gf_sales
        case "dealer_head":
            return book.config.dealer_head
        case "owner":
            return project.owner
        case _:
            return None
