"""Closeness and trust of one person over the visits: two lines of running sums (M24)."""

from __future__ import annotations

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import text_width
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, nothing, sentences
from site_gen.locale.text import N_

_EMPTY = N_("No visit notes a change of closeness or trust yet.")
_CLOSENESS, _TRUST = N_("Closeness"), N_("Trust")
_TOP, _HEIGHT, _DOT = 16.0, 92.0, 3.2


class RelationshipPoint(Struct, frozen=True):
    """A visit: its number, its day in words, the two sums after it, its address."""

    number: int
    day: str
    closeness: int
    trust: int
    href: str = ""


class RelationshipInput(Struct, frozen=True):
    """What the trend shows: the person's name and the visits in order."""

    lang: str
    name: str
    points: tuple[RelationshipPoint, ...]
    title: str = ""


def relationship(given: RelationshipInput) -> Chart:
    """Draw both sums over the numbers of the visits, from nothing before the first one."""
    table = _table(given)
    if not any(point.closeness or point.trust for point in given.points):
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table, one_size=True)


def _signed(value: int) -> str:
    return figures.count(value) if value <= 0 else f"+{figures.count(value)}"


def _finding(given: RelationshipInput) -> str:
    last = given.points[-1]
    return said(
        N_("After visit {number}: closeness {closeness}, trust {trust}."),
        given.lang,
        number=last.number,
        closeness=_signed(last.closeness),
        trust=_signed(last.trust),
    )


def _alt(given: RelationshipInput) -> str:
    first = said(
        N_("Running sums of closeness and trust of {name} over the numbers of the visits."),
        given.lang,
        name=given.name,
    )
    return sentences(given.lang, first, _finding(given))


def _tip(given: RelationshipInput, point: RelationshipPoint) -> str:
    return said(
        N_("Visit {number}, {day}: closeness {closeness}, trust {trust}"),
        given.lang,
        number=point.number,
        day=point.day,
        closeness=_signed(point.closeness),
        trust=_signed(point.trust),
    )


def _table(given: RelationshipInput) -> ChartTable:
    lang = given.lang
    head = (
        said(N_("Visit number"), lang),
        said(N_("Date"), lang),
        said(_CLOSENESS, lang),
        said(_TRUST, lang),
    )
    rows = tuple(
        (str(point.number), point.day, _signed(point.closeness), _signed(point.trust))
        for point in given.points
    )
    return ChartTable(head, rows, tuple(point.href for point in given.points))


def _draw(canvas: Canvas, given: RelationshipInput) -> None:
    lang, points = given.lang, given.points
    values = [0, *(value for point in points for value in (point.closeness, point.trust))]
    low, high = min(values), max(values)
    span = max(high - low, 1)
    names = said(_CLOSENESS, lang), said(_TRUST, lang)
    last = points[-1]
    ends = [
        f"{name} {_signed(value)}" for name, value in zip(names, (last.closeness, last.trust), strict=True)
    ]
    left = max(text_width(_signed(value), SMALL) for value in (low, high)) + 14
    # Bold words are wider than plain ones.
    right = canvas.width - 1.15 * max(text_width(end, SMALL) for end in ends) - 12
    step = (right - left) / max(len(points), 1)

    def y(value: int) -> float:
        return round(_TOP + _HEIGHT * (high - value) / span, 1)

    for value in sorted({low, 0, high}):
        canvas.words(left - 8, y(value) + 4, _signed(value), size=SMALL, ink="muted", anchor="right")
        canvas.across(y(value), "muted" if value == 0 else "hairline", left, right)
    closeness = [(left, y(0)), *((left + step * n, y(p.closeness)) for n, p in enumerate(points, 1))]
    trust = [(left, y(0)), *((left + step * n, y(p.trust)) for n, p in enumerate(points, 1))]
    canvas.path(tuple(closeness), "accent", 2)
    canvas.path(tuple(trust), "warn", 2)
    every = max(1, -(-len(points) * 18 // int(right - left)))
    for number, point in enumerate(points, 1):
        x = left + step * number
        tip = _tip(given, point)
        with canvas.link(point.href, tip):
            canvas.target(x - step / 2, _TOP - 8, step, _HEIGHT + 34, tip)
            canvas.dot(x, y(point.closeness), _DOT, "accent")
            # A square, so that the two lines are told apart without their colours.
            canvas.bar(x - _DOT, y(point.trust) - _DOT, 2 * _DOT, 2 * _DOT, "warn")
            if (len(points) - number) % every == 0:
                canvas.words(
                    x, _TOP + _HEIGHT + 20, str(point.number), size=SMALL, ink="muted", anchor="center"
                )
    places = [y(last.closeness) + 4, y(last.trust) + 4]
    if abs(places[0] - places[1]) < 14:
        upper = 0 if places[0] <= places[1] else 1
        middle = sum(places) / 2
        places[upper], places[1 - upper] = middle - 7, middle + 7
    for end, place, ink in zip(ends, places, ("accent", "warn"), strict=True):
        canvas.words(right + 8, place, end, size=SMALL, ink=ink, bold=True)
    canvas.words(0, _TOP + _HEIGHT + 36, said(N_("Visit number"), lang), size=SMALL, ink="muted")
    canvas.height = _TOP + _HEIGHT + 42
