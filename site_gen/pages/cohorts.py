"""Cohorts: what became of the deals that entered in each month, beside the funnel of today (S4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.cohorts import Cohorts, cohorts
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.commit_weeks import CRUMBS
from site_gen.pages.page import Page
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.COHORTS,
        template="cohorts.html",
        title=lambda view: view.tr(N_("Cohorts of deals")),
        build=_build,
        section="forecast",
        crumbs=CRUMBS,
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    first, qualified = book.config.pipeline[0].key, book.config.gates.qualified
    found = [cohorts(book, COMPANY), *([cohorts(book, COMPANY, qualified)] if qualified != first else [])]
    return {
        "tables": found,
        "first": first,
        "month_name": lambda ident: view.words.month(MonthOf.named(ident)),
        "finding": _finding(view, found[0]),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _finding(view: View, found: Cohorts) -> str:
    words, whole = view.words, found.whole
    if not whole.entered:
        return view.tr(N_("No deal has a known day of entry yet."))
    text = N_(
        "Of {count} deals entered, {signed} are signed, {lost} lost, {open} still open. The funnel of today says "
        "{snapshot}, which is something else: it mixes deals of all months."
    )
    return view.tr(
        text,
        count=words.num(len(whole.entered)),
        signed=words.percent(whole.signed_share.percent),
        lost=words.percent(whole.lost_share.percent),
        open=words.percent(whole.open_share.percent),
        snapshot=words.percent(found.snapshot.percent),
    )
