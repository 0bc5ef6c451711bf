"""The prices of one bid, the lowest first: ours, the others', and what was expected of them (S11)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import text_width, wrap
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, footnote, listed, nothing, sentences, with_unit
from site_gen.locale.text import N_, NC_

_EMPTY = N_("No price of another bidder is known.")
_PITCH, _BAR = 30.0, 16.0
_EXPECTED, _GAP = NC_("chart", "Expected"), NC_("chart", "Against ours")
_WINNER = NC_("price", "won")


class BidderPrice(Struct, frozen=True):
    """One bidder.

    Attributes:
        label: its name.
        price: its price, in the team's unit; `None` when it is not known.
        expected: the price we expected of it; `None` for none.
        ours: whether it is us.
        won: whether it won.
        href: address of what is known about it.
    """

    label: str
    price: Decimal | None
    expected: Decimal | None = None
    ours: bool = False
    won: bool = False
    href: str = ""


class PricesInput(Struct, frozen=True):
    """What the chart of a bid shows: all bidders, us included."""

    lang: str
    unit: str
    bidders: tuple[BidderPrice, ...]
    title: str = ""


def prices(given: PricesInput) -> Chart:
    """Draw a bar per bidder, the lowest price first; those without any price are in the table only."""
    ranked = sorted(given.bidders, key=_by_price)
    table = _table(given, ranked)
    drawn = [row for row in ranked if (row.price or row.expected or 0) > 0]
    if not any(not row.ours for row in drawn) or _ours(given) is None:
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given, drawn), title, _alt(given, drawn), table)


def _by_price(row: BidderPrice) -> tuple[bool, Decimal, bool, str]:
    price = row.expected if row.price is None else row.price
    return price is None, price or Decimal(0), not row.ours, row.label


def _ours(given: PricesInput) -> Decimal | None:
    return next((row.price for row in given.bidders if row.ours and row.price), None)


def _others(given: PricesInput) -> list[BidderPrice]:
    real = [row for row in given.bidders if not row.ours and row.price]
    return real or [row for row in given.bidders if not row.ours and row.expected]


def _against(given: PricesInput, price: Decimal | None) -> str:
    """Return a price against ours, as a signed share of ours."""
    ours = _ours(given)
    if ours is None or price is None:
        return figures.NOTHING
    text = figures.points(figures.ratio(price - ours, ours) or Decimal(0))
    return f"{text}%"


def _finding(given: PricesInput) -> str:
    ours = _ours(given) or Decimal(0)
    others = _others(given)
    lowest = min(row.price or row.expected or Decimal(0) for row in others)
    share = figures.percent(figures.ratio(abs(ours - lowest), lowest))
    real = any(row.price for row in others)
    if ours == lowest:
        text = N_("Our price equals the lowest of the others.")
        return said(text if real else N_("Our price equals the lowest one expected."), given.lang)
    if ours < lowest:
        text = N_("Our price was {share} below the lowest of the others.")
        expected = N_("Our price is {share} below the lowest one expected.")
    else:
        text = N_("Our price was {share} above the lowest of the others.")
        expected = N_("Our price is {share} above the lowest one expected.")
    return said(text if real else expected, given.lang, share=share)


def _tip(given: PricesInput, row: BidderPrice) -> str:
    args = {
        "name": _name(given, row),
        "price": _money(row.price),
        "expected": _money(row.expected),
        "unit": given.unit,
    }
    if row.expected is None:
        return said(N_("{name}: {price} {unit}"), given.lang, **args)
    if row.price is None:
        return said(N_("{name}: expected {expected} {unit}"), given.lang, **args)
    return said(N_("{name}: {price} {unit}, expected {expected} {unit}"), given.lang, **args)


def _name(given: PricesInput, row: BidderPrice) -> str:
    if not row.won:
        return row.label
    return said(N_("{name} ({word})"), given.lang, name=row.label, word=said(_WINNER, given.lang))


def _money(amount: Decimal | None) -> str:
    return figures.NOTHING if amount is None else figures.exact(amount)


def _alt(given: PricesInput, drawn: list[BidderPrice]) -> str:
    first = said(
        N_("Prices of the bidders as bars, the lowest first; expected prices as a line."), given.lang
    )
    items = listed(given.lang, tuple(_tip(given, row) for row in drawn))
    return sentences(given.lang, first, said(N_("{list}."), given.lang, list=items))


def _table(given: PricesInput, ranked: list[BidderPrice]) -> ChartTable:
    lang = given.lang
    head = (
        said(N_("Bidder"), lang),
        with_unit(N_("Price"), given.unit, lang),
        with_unit(_EXPECTED, given.unit, lang),
        said(_GAP, lang),
    )
    rows = tuple(
        (
            _name(given, row),
            _money(row.price),
            _money(row.expected),
            _against(given, row.expected if row.price is None else row.price),
        )
        for row in ranked
    )
    return ChartTable(head, rows, tuple(row.href for row in ranked))


def _draw(canvas: Canvas, given: PricesInput, drawn: list[BidderPrice]) -> None:
    lang = given.lang
    names = [wrap(_name(given, row), TEXT, 190 if canvas.wide else 104, 2) for row in drawn]
    left = max(text_width(line, TEXT) for lines in names for line in lines) + 12
    shown = [_written(row) for row in drawn]
    gaps = [_against(given, row.expected if row.price is None else row.price) for row in drawn]
    value_width = max(text_width(text, TEXT) for text in shown)
    gap_width = max(text_width(said(_GAP, lang), SMALL), *(text_width(text, TEXT) for text in gaps))
    most = max(max(row.price or 0, row.expected or 0) for row in drawn)
    full = canvas.width - gap_width - 14 - value_width - 8 - left
    scale = full / float(most)
    canvas.words(left, 12, given.unit, size=SMALL, ink="muted")
    canvas.words(canvas.width, 12, said(_GAP, lang), size=SMALL, ink="muted", anchor="right")
    canvas.across(19.5)
    top, expected = 22.0, False
    for row, name, text, gap in zip(drawn, names, shown, gaps, strict=True):
        base = top + _PITCH / 2 + 0.36 * TEXT
        tip = _tip(given, row)
        with canvas.link(row.href, tip):
            canvas.target(0, top, canvas.width, _PITCH, tip)
            for number, line in enumerate(name):
                canvas.words(0, base + (number - (len(name) - 1) / 2) * (TEXT + 0.5), line, bold=row.won)
            y = top + (_PITCH - _BAR) / 2
            ink = "accent" if row.ours else "good" if row.won else "stage-2"
            length = least(float(row.price or 0) * scale)
            canvas.bar(left, y, length, _BAR, ink, tip)
            reach = max(length, float(row.expected or 0) * scale)
            canvas.words(left + reach + 8, base, text, bold=row.won, ink="ink" if row.price else "muted")
            canvas.words(canvas.width, base, gap, anchor="right", ink="muted")
        if row.expected:
            expected = True
            x = left + float(row.expected) * scale
            canvas.path(((x, y - 3), (x, y + _BAR + 3)), "ink", 1.5)
        top += _PITCH
    note = said(N_("The line across is the price we expected."), lang)
    canvas.height = (footnote(canvas, note, top + 2) if expected else top) + 4


def _written(row: BidderPrice) -> str:
    value = row.expected if row.price is None else row.price
    return figures.amount(value or Decimal(0))
