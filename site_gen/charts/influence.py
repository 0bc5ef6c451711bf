"""Who sways whom on the way to a decision: people as boxes, influence as arrows that run upwards (S15.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from site_gen.charts.canvas import SMALL, TEXT, Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.layers import Item, Layers, Size, layers
from site_gen.charts.measure import fit, wrap
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, listed, nothing, sentences
from site_gen.locale.text import N_

_EMPTY = N_("It is not written yet who influences whom.")
_LONE = N_("No influence is written of")
#: Width of a box on a wide and on a narrow picture; of the coloured edge; between two rows.
_WIDE, _NARROW, _EDGE, _GAP = 132.0, 96.0, 5.0, 34.0
_PAD, _NAME, _ROLE = 8.0, 15.0, 13.0
#: Keeps the lines of boxes at the side inside the picture.
_RIM = 1.0
#: The colour of a stance, which its shape and its word say too.
_INK = {"for": "good", "neutral": "accent", "against": "bad"}


class Influencer(Struct, frozen=True):
    """Somebody in the map: name, role and stance in words, the key of the stance, address of the person's page."""

    name: str
    role: str
    stance: str
    stance_word: str
    href: str = ""


class InfluenceInput(Struct, frozen=True):
    """What an influence map shows.

    Attributes:
        lang: language of the words.
        people: who is in it, those who decide first.
        edges: pairs of places in `people`: who influences, who is influenced.
        title: the finding; made from the map when empty.
    """

    lang: str
    people: tuple[Influencer, ...]
    edges: tuple[tuple[int, int], ...]
    title: str = ""


def influence(given: InfluenceInput) -> Chart:
    """Draw the map; those of whom no influence is known stand below it."""
    table = _table(given)
    if not given.edges:
        return nothing(said(_EMPTY, given.lang), table)
    title = given.title or _finding(given)
    return finish(lambda canvas: _draw(canvas, given), title, _alt(given), table)


def _finding(given: InfluenceInput) -> str:
    counts = Counter(source for source, _ in given.edges)
    most = min(counts, key=lambda node: (-counts[node], node))
    stances = Counter(person.stance for person in given.people)
    return said(
        N_(
            "Of {count} people {for_us} are for us and {against} against us; {name} influences the most, {swayed}."
        ),
        given.lang,
        count=len(given.people),
        for_us=stances["for"],
        against=stances["against"],
        name=given.people[most].name,
        swayed=counts[most],
    )


def _names(given: InfluenceInput, places: Sequence[int]) -> str:
    return listed(given.lang, tuple(given.people[place].name for place in places))


def _swayed(given: InfluenceInput, person: int) -> list[int]:
    return [target for source, target in given.edges if source == person]


def _swaying(given: InfluenceInput, person: int) -> list[int]:
    return [source for source, target in given.edges if target == person]


def _tip(given: InfluenceInput, place: int) -> str:
    person, lang = given.people[place], given.lang
    first = said(
        N_("{name}, {role}, {stance}."), lang, name=person.name, role=person.role, stance=person.stance_word
    )
    parts = [first]
    if out := _swayed(given, place):
        parts.append(said(N_("Influences: {names}."), lang, names=_names(given, out)))
    if into := _swaying(given, place):
        parts.append(said(N_("Influenced by: {names}."), lang, names=_names(given, into)))
    return sentences(lang, *parts)


def _alt(given: InfluenceInput) -> str:
    first = said(
        N_(
            "Each box is a person with role and stance; an arrow leads from who influences to who is influenced."
        ),
        given.lang,
    )
    return sentences(given.lang, first, *(_tip(given, place) for place in range(len(given.people))))


def _table(given: InfluenceInput) -> ChartTable:
    lang = given.lang
    head = (
        said(N_("Name"), lang),
        said(N_("Role in the decision"), lang),
        said(N_("Stance"), lang),
        said(N_("Can influence"), lang),
        said(N_("Influenced by"), lang),
    )
    rows = tuple(
        (
            person.name,
            person.role,
            person.stance_word,
            _names(given, _swayed(given, place)) or "–",
            _names(given, _swaying(given, place)) or "–",
        )
        for place, person in enumerate(given.people)
    )
    return ChartTable(head, rows, tuple(person.href for person in given.people))


class _Box(Struct, frozen=True):
    """The texts of a box in lines, and the place of its middle and top."""

    name: tuple[str, ...]
    role: tuple[str, ...]
    x: float = 0
    y: float = 0


def _draw(canvas: Canvas, given: InfluenceInput) -> None:
    width = _WIDE if canvas.wide else _NARROW
    room = width - _EDGE - 2 * _PAD
    texts = [_Box(wrap(p.name, TEXT, room, 2), wrap(p.role, SMALL, room, 2)) for p in given.people]
    names, roles = max(len(text.name) for text in texts), max(len(text.role) for text in texts)
    height = 2 * _PAD + _NAME * names + _ROLE * (roles + 1) - 2
    found = layers(len(given.people), given.edges, Size(canvas.width - 2 * _RIM, width))
    pitch = height + _GAP
    _lines(canvas, found, width, height)
    for number, row in enumerate(found.rows):
        for item in row:
            if not item.lane:
                left = _RIM + found.centre[number, item] - width / 2
                _box(canvas, given, item.node, texts[item.node], (left, 1 + number * pitch, width, height))
    top = 1 + len(found.rows) * pitch - _GAP
    if found.loose:
        top += 22
        canvas.words(0, top, said(_LONE, given.lang), size=SMALL, ink="muted")
        top += 8
        for loose in found.loose:
            for place, node in enumerate(loose):
                left = _RIM + place * (width + 10)
                _box(canvas, given, node, texts[node], (left, top, width, height))
            top += height + 10
        top -= 10
    canvas.height = top + 2


def _box(
    canvas: Canvas, given: InfluenceInput, node: int, text: _Box, frame: tuple[float, float, float, float]
) -> None:
    person = given.people[node]
    left, top, width, height = frame
    ink = _INK.get(person.stance, "muted")
    tip = _tip(given, node)
    with canvas.link(person.href, tip):
        canvas.target(left, top, width, height, tip)
        canvas.frame(left, top, width, height, ink)
        canvas.bar(left, top, _EDGE, height, ink)
        x, y = left + _EDGE + _PAD, top + _PAD + 10
        for line in text.name:
            canvas.words(x, y, line, bold=True)
            y += _NAME
        for line in text.role:
            canvas.words(x, y - 1, line, size=SMALL, ink="muted")
            y += _ROLE
        _mark(canvas, person.stance, x + 4, y - 5, ink)
        word = fit(person.stance_word, SMALL, left + width - x - 15)
        canvas.words(x + 13, y - 1, word, size=SMALL, ink=ink)


def _mark(canvas: Canvas, stance: str, x: float, y: float, ink: str) -> None:
    """Draw the shape of a stance: up for us, down against us, a disc between, a ring where it is not known."""
    if stance == "for":
        canvas.area(((x - 4, y + 3.5), (x + 4, y + 3.5), (x, y - 4)), ink)
    elif stance == "against":
        canvas.area(((x - 4, y - 3.5), (x + 4, y - 3.5), (x, y + 4)), ink)
    elif stance:
        canvas.dot(x, y, 3.5, ink)
    else:
        canvas.frame(x - 3.5, y - 3.5, 7, 7, ink)


def _lines(canvas: Canvas, found: Layers, width: float, height: float) -> None:
    """Draw the arrows: from the edge of a box to the edge of another, through the lanes between."""
    pitch = height + _GAP
    ports = _ports(found, width)
    for low, high, up, down in found.links:
        start = (ports[low, high], 1 + low[0] * pitch)
        end = (ports[high, low], 1 + high[0] * pitch + height)
        canvas.path((start, end), "muted", 1.2)
        if up:
            _head(canvas, start, end)
        if down:
            _head(canvas, end, start)
    for number, row in enumerate(found.rows):
        for item in row:
            if item.lane:
                x, y = _RIM + found.centre[number, item], 1 + number * pitch
                canvas.path(((x, y), (x, y + height)), "muted", 1.2)


def _ports(found: Layers, width: float) -> dict[tuple[tuple[int, Item], tuple[int, Item]], float]:
    """Return where on the edge of an item a line to another one begins: side by side in the order of their ends."""
    ends: dict[tuple[tuple[int, Item], bool], list[tuple[int, Item]]] = {}
    for low, high, _, _ in found.links:
        ends.setdefault((low, True), []).append(high)
        ends.setdefault((high, False), []).append(low)
    places = {}
    for (own, _), others in ends.items():
        others.sort(key=lambda other: (found.centre[other], other))
        room = 0.0 if own[1].lane else width * 0.7
        for place, other in enumerate(others):
            shift = room * ((place + 1) / (len(others) + 1) - 0.5)
            places[own, other] = round(_RIM + found.centre[own] + shift, 1)
    return places


def _head(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw the head of an arrow at its end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    back = (end[0] - 8 * ux, end[1] - 8 * uy)
    corners = (end, (back[0] - 4 * uy, back[1] + 4 * ux), (back[0] + 4 * uy, back[1] - 4 * ux))
    canvas.area(tuple((round(x, 1), round(y, 1)) for x, y in corners), "ink")
