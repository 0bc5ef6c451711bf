"""Records by the facts of projects that a pipeline is cut by: vertical, province, product, source, importance, month.

Focus is one more cut of projects: `focus:A/li-wei` has those of level A that Li Wei answers for (S2.1).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from site_gen.book.changes import changes_of
from site_gen.book.focus import responsible
from site_gen.book.index import in_order, regrouped
from site_gen.book.trace import WITHHELD, aside, note, note_all, withheld_in
from site_gen.config import MonthOf
from site_gen.records import Project, Record, Visit

if TYPE_CHECKING:
    from site_gen.book.book import Book

R = TypeVar("R", bound=Record)


#: Records by id of a cut, and the keys of what their audience may not see that was asked for.
_Groups = tuple[dict[str, tuple[R, ...]], tuple[str, ...]]


class Cuts(Generic[R]):
    """Records by `kind:id`, such as `vertical:water`; those of a kind are found when one is first asked for.

    Args:
        book: the Book.
        source: name of this mapping among what is read from a Book.
        of: the kind of record, and the other kinds whose facts say where one belongs.
        ids_of: finds the ids of a kind of cut that a record belongs to, each once.
        fact_of: gives for a kind of cut what to take from a record; with an equal one, records belong to the same ids.
    """

    def __init__(
        self,
        book: Book,
        source: str,
        of: tuple[str, ...],
        ids_of: Callable[[Book, str, R], Iterable[str]],
        fact_of: Callable[[str], Callable[[R], Hashable]],
    ) -> None:
        self._book = book
        self._source = source
        self._of = of
        self._ids_of = ids_of
        self._fact_of = fact_of
        self._kinds: dict[str, _Groups[R]] = {}

    def get(self, key: str, default: tuple[R, ...] = ()) -> tuple[R, ...]:
        """Return the records of a cut, in their order."""
        note(self._source, key)
        kind, _, ident = key.partition(":")
        if kind not in self._kinds:
            with aside() as reads:
                found = self._patched(kind)
                if found is None:
                    found = self._grouped(kind)
            self._kinds[kind] = found, withheld_in(reads)
        found, gone = self._kinds[kind]
        if gone:
            note_all((WITHHELD, one) for one in gone)
        return found.get(ident, default)

    def _grouped(self, kind: str) -> dict[str, tuple[R, ...]]:
        found: dict[str, list[R]] = {}
        groups: dict[Hashable, list[list[R]]] = {}
        fact_of = self._fact_of(kind)
        for record in in_order(self._book, self._of[0]):
            fact = fact_of(record)
            mine = groups.get(fact)
            if mine is None:
                ids = self._ids_of(self._book, kind, record)
                mine = groups[fact] = [found.setdefault(ident, []) for ident in ids]
            for group in mine:
                group.append(record)
        return {ident: tuple(records) for ident, records in found.items()}

    def _patched(self, kind: str) -> dict[str, tuple[R, ...]] | None:
        """Return the groups of the Book before with what differs since; `None` when they are of no use."""
        book, before = self._book, self._book.before
        cuts: Cuts[R] | None = vars(before).get(self._source) if before is not None else None
        own, *others = self._of
        changes = changes_of(book, own)
        if (
            before is None
            or cuts is None
            or changes is None
            or any(book.twin_of(one) is None for one in others)
        ):
            return None
        groups, gone = cuts._kinds.get(kind, ({}, ("",)))  # noqa: SLF001 - another Book's
        if gone:
            return None
        ids = partial(self._ids_of, before, kind), partial(self._ids_of, book, kind)
        return regrouped(groups, own, changes, *ids)


def cuts_of_project(book: Book, kind: str, project: Project) -> Iterable[str]:
    """Return the ids of the cuts of a kind that a project belongs to; a month by its planned purchase date."""
    match kind:
        case "product":
            return dict.fromkeys(project.products)
        case "month":
            found = MonthOf.of(project.purchase_date).id if project.purchase_date else ""
        case "vertical":
            found = book.vertical(project)
        case "province":
            found = book.province(project)
        case "focus":
            person = responsible(book, project)
            found = "" if person is None else f"{project.importance}/{person}"
        case _:
            found = getattr(project, kind)
    return (found,) if found else ()


def fact_of_project(kind: str) -> Callable[[Project], Hashable]:
    """Return what says which cuts of a kind a project belongs to."""
    match kind:
        case "product":
            return attrgetter("products")
        case "month":
            return attrgetter("purchase_date")
        case "vertical" | "province":
            return attrgetter(kind, "customer")
        case "focus":
            return attrgetter("id")
        case _:
            return attrgetter(kind)


def fact_of_visit(kind: str) -> Callable[[Visit], Hashable]:
    """Return what says which cuts of a kind a visit belongs to."""
    return attrgetter("date") if kind == "month" else attrgetter("project", "customer")


def cuts_of_visit(book: Book, kind: str, visit: Visit) -> Iterable[str]:
    """Return the ids of the cuts of a kind that a visit belongs to: by its project, else its customer."""
    if kind == "month":
        return (MonthOf.of(visit.date).id,)
    project = book.projects.get(visit.project) if visit.project else None
    if project:
        return cuts_of_project(book, kind, project)
    customer = book.customers.get(visit.customer)
    found = getattr(customer, kind) if customer and kind in {"vertical", "province"} else ""
    return (found,) if found else ()
