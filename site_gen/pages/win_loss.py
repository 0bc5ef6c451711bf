"""Win and loss: rates with their cases, in cuts and from each stage, and the decided deals (S1.15, S4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct

from site_gen.book import Book
from site_gen.charts import Chart, DecidedInput, DecidedRow, draw
from site_gen.locale.text import N_, NC_
from site_gen.measures.competitors import rival
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.win_loss import Rate, WinLoss, win_loss
from site_gen.pages import addresses, data
from site_gen.pages.competitor_names import competitor_url
from site_gen.pages.funnel_charts import reason_name
from site_gen.pages.page import Page
from site_gen.pages.view import View

#: Verticals that have a bar of their own.
_BARS = 9


class Cut(Struct, frozen=True):
    """The rates of one cut: its key, its title, and each rate with what it is called."""

    key: str
    title: str
    rows: tuple[tuple[Rate, Markup], ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.WIN_LOSS,
        template="win_loss.html",
        title=lambda view: view.tr(N_("Win and loss")),
        build=_build,
        section="win-loss",
        paper="landscape",
    )


def _build(view: View) -> Mapping[str, Any]:
    found = win_loss(view.book, COMPANY)
    return {
        "found": found,
        "chart": _chart(view, found),
        "cuts": _cuts(view, found),
        "rival": partial(_rival, view),
        "reason": partial(reason_name, view),
        "finding": _finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _finding(view: View, found: WinLoss) -> str:
    words, whole = view.words, found.whole
    if not found.decided:
        return view.tr(N_("No deal was decided in the last twelve months."))
    parts = [
        view.tr(
            N_("{won} of {count} deals decided in twelve months were won ({share}); by amount {amount}."),
            won=words.num(len(whole.won)),
            count=words.num(len(found.decided)),
            share=words.percent(whole.by_count.percent),
            amount=words.percent(whole.by_amount.percent),
        )
    ]
    if found.overdue.count:
        text = N_("With the {count} open deals whose day has passed it is {share}.")
        share = words.percent(found.honest_count.percent)
        parts.append(view.tr(text, count=words.num(found.overdue.count), share=share))
    return words.gap.join(parts)


def _chart(view: View, found: WinLoss) -> Chart:
    """Draw all deals, then those of the largest verticals."""
    book = view.book
    overdue = Counter(book.vertical(book.projects[ident]) for ident in found.overdue.ids)
    whole = DecidedRow(
        view.tr(NC_("deals", "All")),
        len(found.whole.won),
        len(found.whole.lost),
        found.overdue.count,
        "#decided" if found.decided else "",
    )
    rows = [
        DecidedRow(
            view.words.label("vertical", one.key) if one.key else view.tr(N_("not known")),
            len(one.won),
            len(one.lost),
            overdue[one.key],
            f"#vertical-{one.key or 'none'}",
        )
        for one in found.by_vertical[:_BARS]
    ]
    return draw(DecidedInput(view.lang, (whole, *rows)))


def _cuts(view: View, found: WinLoss) -> tuple[Cut, ...]:
    parts = (
        ("vertical", N_("Vertical market"), found.by_vertical),
        ("competitor", NC_("page", "Competitors"), found.by_competitor),
        ("source", N_("Lead source"), found.by_source),
        ("product", N_("Product category"), found.by_product),
        ("person", N_("Salesperson"), found.by_person),
    )
    return tuple(
        Cut(key, view.tr(title), tuple((one, _name(view, key, one.key)) for one in rows))
        for key, title, rows in parts
    )


def _name(view: View, kind: str, key: str) -> Markup:
    """Return what a row of a cut is called, linked to the pipeline of that scope where there is one."""
    if not key:
        return escape(view.tr(NC_("competitor", "None named") if kind == "competitor" else N_("not known")))
    if kind == "competitor":
        return _rival(view, key)
    name = view.book.name_of(key) if kind == "person" else view.words.label(kind, key)
    url = addresses.funnel(Scope(kind, key))
    return _linked(name, view.href(url)) if url in view.site.urls else escape(name)


def _rival(view: View, key: str) -> Markup:
    name = rival(view.book, key).name
    return _linked(name, competitor_url(view, name))


def _linked(name: str, href: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, name)
