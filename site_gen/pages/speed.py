"""Sales speed: velocity with its factors, days per stage, deals with too little time, concentration (S36.8, M35)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.ageing import speed
from site_gen.measures.coverage import coverage
from site_gen.measures.customer_share import customer_share
from site_gen.measures.remaining import Remaining, remaining
from site_gen.measures.scope import COMPANY
from site_gen.measures.velocity import Velocity, velocity
from site_gen.pages import addresses, data
from site_gen.pages.commit_weeks import CRUMBS
from site_gen.pages.page import Page
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.SPEED,
        template="speed.html",
        title=lambda view: view.tr(N_("Sales speed")),
        build=_build,
        section="forecast",
        crumbs=CRUMBS,
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    pace, left = velocity(book, COMPANY), remaining(book, COMPANY)
    usual = {one.stage: one for one in left.usual}
    found = speed(book, COMPANY)
    return {
        "velocity": pace,
        "speed": found,
        "stages": [(row, usual.get(row.stage)) for row in found.stages],
        "remaining": left,
        "concentration": customer_share(book, COMPANY),
        "coverage": coverage(book, COMPANY).year,
        "finding": _finding(view, pace, left),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _finding(view: View, pace: Velocity, left: Remaining) -> str:
    words, parts = view.words, []
    if pace.cycle is None:
        parts.append(view.tr(N_("No deal with a known beginning was won in the last twelve months.")))
    else:
        text = N_("From the first day to signing a deal takes {days} days (median of {count}).")
        parts.append(view.tr(text, days=words.num(pace.cycle, 1), count=words.num(len(pace.cycle_of))))
    if pace.per_month.value is not None:
        text = N_("The pipeline turns into {amount} {unit} per 30 days.")
        parts.append(view.tr(text, amount=words.money(pace.per_month.value), unit=words.money_unit()))
    if left.tight:
        text = N_("Open deals with less time left than usual: {count}, {amount} {unit}.")
        amount = words.money(left.amount.amount)
        parts.append(view.tr(text, count=words.num(len(left.tight)), amount=amount, unit=words.money_unit()))
    return words.gap.join(parts)
