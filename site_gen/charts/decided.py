"""Won and lost deals side by side, with the overdue ones that nobody has decided: one bar per row, one scale."""

from __future__ import annotations

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import text_width, wrap
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, listed, nothing, sentences
from site_gen.locale.text import N_, NC_, Msg

_EMPTY = N_("No deal was decided in this period.")
_PARTS: tuple[tuple[str, str, Msg], ...] = (
    ("won", "good", NC_("deals", "Won")),
    ("lost", "lost", NC_("deals", "Lost")),
    ("overdue", "warn", NC_("deals", "Open and overdue")),
)
_RATE, _HONEST = NC_("deals", "Win rate"), NC_("deals", "Honest")


class DecidedRow(Struct, frozen=True):
    """Deals of one kind: how many were won, lost, and are open although their day has passed."""

    label: str
    won: int
    lost: int
    overdue: int
    href: str = ""

    @property
    def all(self) -> int:
        """How many deals there are."""
        return self.won + self.lost + self.overdue


class DecidedInput(Struct, frozen=True):
    """What the chart of decided deals shows; the first row is the whole."""

    lang: str
    rows: tuple[DecidedRow, ...]
    title: str = ""


def decided(given: DecidedInput) -> Chart:
    """Draw one bar per row."""
    table = _table(given)
    if not any(row.won + row.lost for row in given.rows):
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _rates(row: DecidedRow) -> tuple[str, str]:
    return (
        figures.percent(figures.ratio(row.won, row.won + row.lost)),
        figures.percent(figures.ratio(row.won, row.all)),
    )


def _finding(given: DecidedInput) -> str:
    whole = given.rows[0]
    plain, honest = _rates(whole)
    return said(
        N_("{rate} of {count} decided deals were won; with overdue ones {honest}."),
        given.lang,
        rate=plain,
        count=figures.count(whole.won + whole.lost),
        honest=honest,
    )


def _tip(given: DecidedInput, row: DecidedRow) -> str:
    plain, honest = _rates(row)
    return said(
        N_("{name}: {won} won, {lost} lost, {overdue} open and overdue; win rate {rate}, honest {honest}"),
        given.lang,
        name=row.label,
        won=figures.count(row.won),
        lost=figures.count(row.lost),
        overdue=figures.count(row.overdue),
        rate=plain,
        honest=honest,
    )


def _alt(given: DecidedInput) -> str:
    first = said(N_("Won, lost and overdue deals as bars on one scale that begins at zero."), given.lang)
    items = listed(given.lang, tuple(_tip(given, row) for row in given.rows))
    return sentences(given.lang, first, said(N_("{list}."), given.lang, list=items))


def _table(given: DecidedInput) -> ChartTable:
    lang = given.lang
    head = (
        said(NC_("deals", "Deals"), lang),
        *(said(name, lang) for _, _, name in _PARTS),
        said(_RATE, lang),
        said(_HONEST, lang),
    )
    rows = tuple(
        (row.label, *(figures.count(n) for n in (row.won, row.lost, row.overdue)), *_rates(row))
        for row in given.rows
    )
    return ChartTable(head, rows, tuple(row.href for row in given.rows))


def _draw(canvas: Canvas, given: DecidedInput) -> None:
    lang, pitch, bar = given.lang, 26.0, 15.0
    names = [wrap(row.label, TEXT, 150 if canvas.wide else 84, 2) for row in given.rows]
    left = max(text_width(line, TEXT) for lines in names for line in lines) + 10
    heads = [said(_RATE, lang), said(_HONEST, lang)]
    widths = [max(text_width(head, SMALL), text_width("100%", TEXT)) for head in heads]
    honest_at = canvas.width
    rate_at = honest_at - widths[1] - 12
    room = rate_at - widths[0] - 14 - text_width("000", TEXT) - left
    top = _legend(canvas, lang)
    canvas.words(rate_at, top + 11, heads[0], size=SMALL, ink="muted", anchor="right")
    canvas.words(honest_at, top + 11, heads[1], size=SMALL, ink="muted", anchor="right")
    canvas.across(top + 17.5)
    top += 21
    scale = room / max(row.all for row in given.rows)
    for row, name in zip(given.rows, names, strict=True):
        base, tip = top + pitch / 2 + 0.36 * TEXT, _tip(given, row)
        with canvas.link(row.href, tip):
            canvas.target(0, top, canvas.width, pitch, tip)
            for number, line in enumerate(name):
                canvas.words(0, base + (number - (len(name) - 1) / 2) * (TEXT + 0.5), line)
            x = left
            for field, ink, _ in _PARTS:
                count = getattr(row, field)
                if count:
                    length = least(count * scale)
                    canvas.bar(x, top + (pitch - bar) / 2, max(length - 1, 1), bar, ink, tip)
                    x += length
            canvas.words(x + 5, base, figures.count(row.all))
            plain, honest = _rates(row)
            canvas.words(rate_at, base, plain, anchor="right")
            canvas.words(honest_at, base, honest, ink="muted", anchor="right")
        top += pitch
        if row is given.rows[0]:
            canvas.across(top + 0.5)
            top += 2
    canvas.height = top + 4


def _legend(canvas: Canvas, lang: str) -> float:
    """Name the colours in one line, or one below the other where they do not fit; return where it ends."""
    x, top = 0.0, 0.0
    for _, ink, text in _PARTS:
        name = said(text, lang)
        width = 15 + text_width(name, SMALL)
        if x and x + width > canvas.width:
            x, top = 0.0, top + 16
        canvas.bar(x, top + 3, 10, 10, ink)
        canvas.words(x + 15, top + 12, name, size=SMALL)
        x += width + 16
    return top + 20
