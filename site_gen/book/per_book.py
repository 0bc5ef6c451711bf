"""Results of functions of a Book, kept as long as the Book and taken over by the next one where nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from site_gen.book.book import Book
from site_gen.book.heritage import unchanged
from site_gen.book.trace import Step, traced
from site_gen.records.texts import making

P = ParamSpec("P")
R = TypeVar("R")
#: Stands between the arguments of a call and its named ones.
_NAMED = object()


def per_book(function: Callable[Concatenate[Book, P], R]) -> Callable[Concatenate[Book, P], R]:
    """Keep the results of a pure function of a Book and hashable arguments as long as the Book lives.

    A result is taken over from the Book before when nothing it was made of has changed; so it must not hold a Book.
    """

    def inherited(book: Book, key: Any) -> tuple[R, Step] | None:
        found: tuple[R, Step] | None = book.before.results[function].get(key) if book.before else None
        return found if found is not None and unchanged(book, found[1]) else None

    def remembered(book: Book, /, *args: P.args, **kwargs: P.kwargs) -> R:
        known: dict[Any, tuple[R, Step]] = book.results[function]
        key = (*args, _NAMED, *kwargs.items()) if kwargs else args
        found = known.get(key)
        if found is None:
            found = inherited(book, key)
            if found is None:
                found = known[key] = traced(partial(function, book, *args, **kwargs))
                return found[0]
            known[key] = found
        # Not through a function of `trace`: this is the most called place of a build.
        if making:
            making[-1].add(found[1])
        return found[0]

    update_wrapper(remembered, function)
    return remembered
