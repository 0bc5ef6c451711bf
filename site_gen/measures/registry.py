"""Every measure by id, with its title and definition said once for pages, `stats` and docs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.missed import missed
from site_gen.book.per_book import per_book
from site_gen.book.trace import tracing
from site_gen.config import Config
from site_gen.forms.vocabulary import nearest
from site_gen.locale.text import Msg, tr

if TYPE_CHECKING:
    from site_gen.measures.scope import Scope

P = ParamSpec("P")
R = TypeVar("R")


class Measure(Struct, frozen=True):
    """A registered measure.

    Attributes:
        id: id in the domain specification (`M4`, `S1.18`), or a word where that has none.
        key: name in addresses, data files and on the command line (`conversion`).
        title: what people call it.
        definition: how it is computed, with the reading of ambiguous points and the thresholds.
        unit: `count`, `money`, `percent`, `days` or `mixed`.
        source: ids in the domain specification it answers.
        compute: the function; called with a Book and a scope it takes its default period.
        spares: fields (`kind.field`) or kinds that it can do without: its figures stay true when an audience may not see them.
    """

    id: str
    key: str
    title: Msg
    definition: Msg
    unit: str
    source: str
    compute: Callable[..., Any]
    spares: tuple[str, ...] = ()

    def known(self, book: Book, scope: Scope, **period: Any) -> tuple[Any, tuple[str, ...]]:
        """Return the figures, and what they rest on that the audience of the Book may not see (see `book.missed`).

        Figures made of what is not there would be false; there are none when something is missed.
        """
        if book.audience is None:
            return self.compute(book, scope, **period), ()
        with tracing() as reads:
            found = self.compute(book, scope, **period)
        gone = tuple(one for one in missed(reads) if one not in self.spares)
        return (None if gone else found), gone

    def define(self, config: Config, lang: str) -> str:
        """Return the definition in `lang` with the team's own thresholds and stage names filled in."""
        return tr(self.definition, lang, **facts(config))


#: Measures by id, in the order of the domain specification.
MEASURES: dict[str, Measure] = {}


def facts(config: Config) -> Mapping[str, object]:
    """Return what definitions may name: thresholds, gates as stage labels, money."""
    limits = {name: getattr(config.thresholds, name) for name in config.thresholds.__struct_fields__}
    gates = {name: config.stage(getattr(config.gates, name)).label for name in config.gates.__struct_fields__}
    money = {
        "unit": config.money.unit,
        "second_unit": config.money.second_unit,
        "rate": config.money.rate,
        "factor": config.money.factor,
        "second_factor": config.money.second_factor,
    }
    ends = {"first": config.pipeline[0].label, "last": config.pipeline[-1].label}
    return {**limits, **gates, **money, **ends, "gf": config.gf_name}


def measure(
    ident: str, key: str, title: Msg, definition: Msg, *, unit: str, source: str, spares: tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Book, Scope, P], R]], Callable[Concatenate[Book, Scope, P], R]]:
    """Register a measure and keep its results per Book; see `Measure` for the arguments."""

    def register(
        function: Callable[Concatenate[Book, Scope, P], R],
    ) -> Callable[Concatenate[Book, Scope, P], R]:
        remembered = per_book(function)
        MEASURES[ident] = Measure(ident, key, title, definition, unit, source, remembered, spares)
        for known in sorted(MEASURES, key=_order):
            MEASURES[known] = MEASURES.pop(known)
        return remembered

    return register


def find(word: str) -> Measure | None:
    """Return the measure with this id or key, whatever the case."""
    folded = word.strip().casefold()
    return next((m for m in MEASURES.values() if folded in (m.id.casefold(), m.key)), None)


def suggest(word: str) -> str | None:
    """Return the id or key most like `word`."""
    return nearest(word, [name for m in MEASURES.values() for name in (m.id, m.key)])


def _order(ident: str) -> tuple[int, list[int], str]:
    """Metrics M1… first, then systems S1.18…, then the words."""
    letter, rest = ident[0], ident[1:]
    numbers = [int(n) for n in rest.split(".")] if rest.replace(".", "").isdigit() else []
    return ("MS".index(letter) if numbers else 2, numbers, ident)
