"""What was read from a Book while something was made, so that it can be kept until one of those things changes.

Whoever looks up a record, a group of records or all of them is noted here by the Book's own mappings; nobody
has to say what a page depends on, and nobody can forget it. One thread makes things at a time.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, ValuesView
from contextlib import contextmanager, suppress
from functools import wraps
from importlib import import_module
from typing import Any, Generic, TypeAlias, TypeVar

from site_gen.records.texts import making as _open

T = TypeVar("T")

#: Name of a source and a key in it, such as `("visit", "v-17")` or `("visits_of_owner", "li-wei")`.
Read = tuple[str, str]
#: The key that stands for everything in a source.
ALL = "*"

#: The source whose keys are `kind.field` of what is left out for an audience and somebody asked for (see `book.withheld`).
WITHHELD = "withheld"

#: The source whose keys are `kind/id` of records with their problems.
PROBLEMS = "problems"

#: One object for equal reads.
_same: dict[Read, Read] = {}


class Step:
    """What went into a value that is kept: what was read for it, and the steps of the kept values it is made of.

    Whoever uses the value reads one step, not all that is below it. Two steps are equal when they are the same one.

    Attributes:
        reads: what was read, and the steps.
        gone: keys of `WITHHELD` that were read here or below.
    """

    __slots__ = ("gone", "reads")

    def __init__(self, reads: set[Read | Step]) -> None:
        # Kept in great numbers: a tuple is a third of a set, and equal reads are one object.
        self.reads = tuple(
            [one if isinstance(one, Step) else _same.setdefault(one, one) for one in pruned(reads)]
        )
        self.gone: frozenset[str] = frozenset(withheld_in(self.reads)) or _NOTHING


_NOTHING: frozenset[str] = frozenset()
#: What is noted while something is made.
Noting: TypeAlias = Read | Step


def note(source: str, key: str) -> None:
    """Say that something was read."""
    if _open:
        _open[-1].add((source, key))


def note_step(step: Step) -> None:
    """Say that a value was used that was made before."""
    if _open:
        _open[-1].add(step)


def note_all(reads: Iterable[Noting]) -> None:
    """Say that all of this was read."""
    if _open:
        _open[-1].update(reads)


def traced(make: Callable[[], T]) -> tuple[T, Step]:
    """Return what `make` makes, and what went into it; that counts as read by what is being made around it, too."""
    reads: set[Noting] = set()
    _open.append(reads)
    try:
        made = make()
    finally:
        _open.pop()
    step = _step(reads)
    if _open:
        _open[-1].add(step)
    return made, step


def _step(reads: set[Noting]) -> Step:
    if len(reads) == 1:
        (only,) = reads
        if type(only) is Step:
            return only
    return Step(reads)


def flat(reads: Iterable[Noting]) -> set[Read]:
    """Return all that was read, in steps and below them too."""
    found: set[Read] = set()
    seen: set[Step] = set()
    rest = list(reads)
    while rest:
        one = rest.pop()
        if isinstance(one, Step):
            if one not in seen:
                seen.add(one)
                rest.extend(one.reads)
        else:
            found.add(one)
    return found


@contextmanager
def tracing() -> Iterator[set[Noting]]:
    """Collect what the block reads; it counts as read by the block around it too."""
    reads: set[Noting] = set()
    _open.append(reads)
    try:
        yield reads
    finally:
        _open.pop()
        note_all(reads)


@contextmanager
def unseen() -> Iterator[None]:
    """Let what the block reads count for nobody, as something else is noted for it; what it misses counts."""
    with aside() as reads:
        yield
    note_all((WITHHELD, key) for key in withheld_in(reads))


@contextmanager
def aside() -> Iterator[set[Noting]]:
    """Let what the block reads count for nobody: for look-ups made once, whose readers are noted where they are used."""
    reads: set[Noting] = set()
    _open.append(reads)
    try:
        yield reads
    finally:
        _open.pop()


def withheld_in(reads: Iterable[Noting]) -> tuple[str, ...]:
    """Return the keys of what was asked for and is left out for the audience of a Book, sorted."""
    found: set[str] = set()
    for one in reads:
        if type(one) is Step:
            if one.gone:
                found |= one.gone
        elif one[0] == WITHHELD:  # type: ignore[index]  # a read
            found.add(one[1])  # type: ignore[index]  # a read
    return tuple(sorted(found)) if found else ()


def pruned(reads: set[Noting]) -> Iterable[Noting]:
    """Leave out the single keys of sources of which everything was read."""
    whole = {one[0] for one in reads if type(one) is tuple and one[1] == ALL}
    if not whole:
        return reads
    return [one for one in reads if type(one) is Step or one[1] == ALL or one[0] not in whole]  # type: ignore[index]  # a read


class Noted(dict[str, T], Generic[T]):
    """A mapping that notes what is read from it: one key, also when it is not there, or all of them."""

    __slots__ = ("source",)

    def __init__(self, source: str, items: Iterable[tuple[str, T]]) -> None:
        super().__init__(items)
        self.source = source

    def __getitem__(self, key: str) -> T:
        if _open:
            _open[-1].add((self.source, key))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None, /) -> Any:
        """Return the value of a key, or `default`."""
        if _open:
            _open[-1].add((self.source, key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        note(self.source, str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        note(self.source, ALL)
        return super().__iter__()

    def __len__(self) -> int:
        note(self.source, ALL)
        return super().__len__()

    def keys(self) -> KeysView[str]:  # type: ignore[override]  # the views are those of a dict
        """Return all keys."""
        note(self.source, ALL)
        return super().keys()

    def values(self) -> ValuesView[T]:  # type: ignore[override]  # the views are those of a dict
        """Return all values."""
        note(self.source, ALL)
        return super().values()

    def items(self) -> ItemsView[str, T]:  # type: ignore[override]  # the views are those of a dict
        """Return all keys with their values."""
        note(self.source, ALL)
        return super().items()


class Gone(Noted[T]):
    """A mapping in which something is missing that its Book’s audience may not see; whoever reads it asked for that.

    Args:
        source: see `Noted`.
        items: what is there.
        gone: keys of `WITHHELD`.
    """

    __slots__ = ("gone",)

    def __init__(self, source: str, items: Iterable[tuple[str, T]], gone: Iterable[str]) -> None:
        super().__init__(source, items)
        self.gone = tuple((WITHHELD, key) for key in gone)

    def __getitem__(self, key: str) -> T:
        note_all(self.gone)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None, /) -> Any:
        """Return the value of a key, or `default`."""
        note_all(self.gone)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        note_all(self.gone)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        note_all(self.gone)
        return super().__iter__()

    def __len__(self) -> int:
        note_all(self.gone)
        return super().__len__()

    def keys(self) -> KeysView[str]:  # type: ignore[override]  # the views are those of a dict
        """Return all keys."""
        note_all(self.gone)
        return super().keys()

    def values(self) -> ValuesView[T]:  # type: ignore[override]  # the views are those of a dict
        """Return all values."""
        note_all(self.gone)
        return super().values()

    def items(self) -> ItemsView[str, T]:  # type: ignore[override]  # the views are those of a dict
        """Return all keys with their values."""
        note_all(self.gone)
        return super().items()


#: Functions of a Book whose result counts as what was read, not what they look at; by name.
VALUES: dict[str, Callable[[Any], object]] = {}
#: Where their modules are.
_HOMES = ("site_gen.book.", "site_gen.measures.", "site_gen.pages.")


def value_of(name: str) -> Callable[[Any], object]:
    """Return a function of `VALUES` by its name, loading its module when nobody has done so yet.

    Raises:
        KeyError: there is no such function; names are kept between builds, in a file that may come from anywhere.
    """
    if name not in VALUES and name.startswith(_HOMES):
        with suppress(ImportError):
            import_module(name.rpartition(".")[0])
    return VALUES[name]


def as_value(function: Callable[[Any], T]) -> Callable[[Any], T]:
    """Let those who call a function of a Book depend on its result only, which is kept as long as the Book.

    A page that needs to know how many records there are does not change with each of them. The result must be
    told apart by its `repr`.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def noted(book: Any) -> T:
        note("value", name)
        known: dict[object, tuple[T, tuple[Read, ...]]] = book.results[noted]
        found = known.get(name)
        if found is None:
            with aside() as reads:
                value = function(book)
            found = known[name] = value, tuple((WITHHELD, key) for key in withheld_in(reads))
        note_all(found[1])
        return found[0]

    VALUES[name] = noted
    return noted
