"""Review meetings: the list of minutes and the page of each (S7.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.actions import carried
from site_gen.measures.scope import parse_scope
from site_gen.pages import addresses
from site_gen.pages.names import record_name
from site_gen.pages.pack_actions import action_rows
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import Review

_TITLE = N_("Reviews")


def pages(book: Book) -> Iterable[Page]:
    """Yield the list and one page per review."""
    yield Page(addresses.REVIEWS, "reviews.html", lambda view: view.tr(_TITLE), _list, "reviews")
    crumbs = ((addresses.REVIEWS, lambda view: view.tr(_TITLE)),)
    for review in book.reviews.values():
        url = addresses.record("review", review.id)
        yield Page(url, "review.html", _named(review), _of(review), "reviews", crumbs)


def title_of(view: View, review: Review) -> str:
    """Return what a review is called: its kind and day."""
    return record_name(review, view.book, view.words)


def _named(review: Review) -> Callable[[View], str]:
    return lambda view: title_of(view, review)


def _list(view: View) -> Mapping[str, Any]:
    found = sorted(view.book.reviews.values(), key=lambda r: (r.date, r.id), reverse=True)
    rows = [
        (review, title_of(view, review), sum(1 for one in carried(view.book, review.id) if not one.done))
        for review in found
    ]
    return {"reviews": rows, "open_actions": sum(count for _, _, count in rows)}


def _of(review: Review) -> Callable[[View], Mapping[str, Any]]:
    def context(view: View) -> Mapping[str, Any]:
        answers = [(answer, scope_link(view, answer.scope)) for answer in review.diagnosis]
        return {
            "review": review,
            "answers": answers,
            "actions": action_rows(view, carried(view.book, review.id)),
            "overdue": sum(1 for one in carried(view.book, review.id) if one.overdue_days),
        }

    return context


def scope_link(view: View, text: str) -> Markup | str:
    """Return a link to the funnel of the scope written as `kind:id`, by its name."""
    scope = parse_scope(text or "company")
    if scope is None:
        return text
    url = addresses.funnel(scope)
    if url not in view.site.urls:
        return scope.label(view.book, view.lang)
    return Markup('<a href="{}">{}</a>').format(view.href(url), scope.label(view.book, view.lang))
