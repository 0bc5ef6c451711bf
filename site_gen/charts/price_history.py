"""A competitor's prices against ours, bid by bid, in percent of ours (S11, S20.4)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import fit, text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, footnote, listed, nothing, sentences, with_unit
from site_gen.locale.text import N_, NC_

_EMPTY = N_("There is no bid yet in which both prices are known.")
_PITCH, _DOT = 26.0, 5.0
_SHARE = NC_("chart", "Of our price")
_ALL = Fraction(1)


class PricePoint(Struct, frozen=True):
    """One bid in which both prices are known.

    Attributes:
        day: day of the bid, in words.
        label: what the bid was for.
        theirs: the competitor's price, in the team's unit.
        ours: our price.
        outcome: `ours` when we won, `theirs` when it did, else empty.
        href: address of the bid.
    """

    day: str
    label: str
    theirs: Decimal
    ours: Decimal
    outcome: str = ""
    href: str = ""


class PriceHistoryInput(Struct, frozen=True):
    """What the history of a competitor's prices shows, the earliest bid first."""

    lang: str
    unit: str
    points: tuple[PricePoint, ...]
    title: str = ""


def price_history(given: PriceHistoryInput) -> Chart:
    """Draw a row per bid: how far its price lies from ours, which is the line at 100%."""
    points = [point for point in given.points if point.ours > 0 and point.theirs > 0]
    table = _table(given, points)
    if not points:
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given, points)
    return finish(lambda canvas: _draw(canvas, given, points), title, _alt(given, points), table)


def _share(point: PricePoint) -> Fraction:
    return Fraction(point.theirs) / Fraction(point.ours)


def _finding(given: PriceHistoryInput, points: list[PricePoint]) -> str:
    return said(
        N_("In {count} bids its price was {mean} of ours on average; it was below ours in {below}."),
        given.lang,
        count=len(points),
        mean=figures.percent(sum(map(_share, points), Fraction(0)) / len(points)),
        below=sum(_share(point) < _ALL for point in points),
    )


def _tip(given: PriceHistoryInput, point: PricePoint) -> str:
    return said(
        N_("{day}, {name}: {theirs} against our {ours} {unit}, {share}"),
        given.lang,
        day=point.day,
        name=point.label,
        theirs=figures.exact(point.theirs),
        ours=figures.exact(point.ours),
        unit=given.unit,
        share=figures.percent(_share(point)),
    )


def _alt(given: PriceHistoryInput, points: list[PricePoint]) -> str:
    first = said(N_("Its price in percent of ours, one row per bid, the earliest first."), given.lang)
    items = listed(given.lang, tuple(_tip(given, point) for point in points))
    return sentences(given.lang, first, said(N_("{list}."), given.lang, list=items))


def _table(given: PriceHistoryInput, points: list[PricePoint]) -> ChartTable:
    lang = given.lang
    head = (
        said(N_("Bid date"), lang),
        said(N_("Project"), lang),
        with_unit(N_("Their price"), given.unit, lang),
        with_unit(N_("Our price"), given.unit, lang),
        said(_SHARE, lang),
    )
    rows = tuple(
        (
            point.day,
            point.label,
            figures.exact(point.theirs),
            figures.exact(point.ours),
            figures.percent(_share(point)),
        )
        for point in points
    )
    return ChartTable(head, rows, tuple(point.href for point in points))


def _draw(canvas: Canvas, given: PriceHistoryInput, points: list[PricePoint]) -> None:
    lang = given.lang
    day_width = max(text_width(point.day, TEXT) for point in points)
    room = 170.0 if canvas.wide else 0.0
    left = day_width + 12 + (room + 12 if room else 0) + _DOT
    shares = [figures.percent(_share(point)) for point in points]
    head = said(_SHARE, lang)
    side = max(text_width(head, SMALL), *(text_width(text, TEXT) for text in shares)) + 14
    right = canvas.width - side - _DOT
    low = min(_ALL, *map(_share, points)) if len(points) > 1 else min(_ALL, _share(points[0]))
    high = max(_ALL, *map(_share, points)) if len(points) > 1 else max(_ALL, _share(points[0]))
    span = float(high - low) or 1.0

    def across(share: Fraction) -> float:
        return left + (right - left) * float(share - low) / span

    ours = across(_ALL)
    word = said(NC_("price", "ours"), lang)
    half = text_width(word, SMALL) / 2
    canvas.words(
        min(max(ours, left + half), right - half), 12, word, size=SMALL, ink="muted", anchor="center"
    )
    canvas.words(canvas.width, 12, head, size=SMALL, ink="muted", anchor="right")
    canvas.across(19.5)
    bottom = 22.0 + _PITCH * len(points)
    canvas.path(((ours, 20.0), (ours, bottom)), "ink")
    top = 22.0
    for point, share in zip(points, shares, strict=True):
        middle = top + _PITCH / 2
        base = middle + 0.36 * TEXT
        tip = _tip(given, point)
        x = across(_share(point))
        with canvas.link(point.href, tip):
            canvas.target(0, top, canvas.width, _PITCH, tip)
            canvas.words(0, base, point.day)
            if room:
                canvas.words(day_width + 12, base, fit(point.label, TEXT, room), ink="muted")
            canvas.path(((ours, middle), (x, middle)), "muted", 1.5)
            ink = {"ours": "good", "theirs": "bad"}.get(point.outcome, "muted")
            canvas.dot(x, middle, _DOT, ink, tip)
            canvas.words(canvas.width, base, share, anchor="right", bold=point.outcome == "theirs")
        top += _PITCH
    note = said(
        N_("Left of the line its price was below ours. Green: we won; red and bold: it won; grey: neither."),
        lang,
    )
    canvas.height = footnote(canvas, note, top + 2) + 4
