"""The plan of the site: the pages of every family, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import chain

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.pages.audience import limits_pages, may_have
from site_gen.pages.page import Page

#: Modules of `pages/`, each with `pages(book) -> Iterable[Page]`. A new report is a line here.
FAMILIES = (
    "home",
    "packs",
    "pipeline",
    "compare",
    "focus",
    "supply",
    "project_list",
    "lost",
    "projects",
    "customers",
    "tiers",
    "churn",
    "care",
    "contacts",
    "key_accounts",
    "visits",
    "call_plans",
    "briefs",
    "follow_ups",
    "reports",
    "daily_reports",
    "weekly_reports",
    "day_plan",
    "digest",
    "people",
    "targets",
    "hunter",
    "orders",
    "order_steps",
    "requests",
    "compliance",
    "bids",
    "bid",
    "contract_reviews",
    "competitors",
    "registration",
    "speed",
    "win_loss",
    "cohorts",
    "indicators",
    "staff",
    "commit",
    "commit_history",
    "commit_periods",
    "unfulfilled",
    "phases",
    "months",
    "month_forecast",
    "reviews",
    "assessments",
    "roadmaps",
    "portfolio",
    "developments",
    "surveys",
    "efficiency",
    "regions",
    "alerts",
    "kpi",
    "quality",
    "flows",
    "method",
)


def plan(book: Book) -> tuple[Page, ...]:
    """Return every page of the site for `book` that its audience gets."""
    return tuple(chain.from_iterable(_family(book, name) for name in FAMILIES))


@per_book
def _family(book: Book, name: str) -> tuple[Page, ...]:
    """Return the pages of a family that the audience gets; those of the Book before as long as they would be the same."""
    family: Callable[[Book], Iterable[Page]] = import_module(f"site_gen.pages.{name}").pages
    pages = tuple(family(book))
    return tuple(page for page in pages if may_have(book, page.url)) if limits_pages(book) else pages
