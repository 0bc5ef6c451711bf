"""Records by the facts of projects that a pipeline is cut by: vertical, province, product, source, importance, month.

Focus is one more cut of projects: `focus:A/li-wei` has those of level A that Li Wei answers for (S2.1).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from site_gen.book.focus import responsible
from site_gen.book.trace import note, unseen
from site_gen.config import MonthOf
from site_gen.records import Project, Record, Visit

if TYPE_CHECKING:
    from site_gen.book.book import Book

R = TypeVar("R", bound=Record)


class Cuts(Generic[R]):
    """Records by `kind:id`, such as `vertical:water`; those of a kind are found when one is first asked for."""

    def __init__(
        self,
        source: str,
        records: Iterable[R],
        ids_of: Callable[[str, R], Iterable[str]],
        fact_of: Callable[[str], Callable[[R], Hashable]],
    ) -> None:
        """Keep what is needed to find them.

        Args:
            source: name of this mapping among what is read from a Book.
            records: all records, in their order.
            ids_of: finds the ids of a kind that a record belongs to, each once.
            fact_of: gives for a kind what to take from a record; with an equal one, records belong to the same ids.
        """
        self._source = source
        self._records = records
        self._ids_of = ids_of
        self._fact_of = fact_of
        self._kinds: dict[str, Mapping[str, tuple[R, ...]]] = {}

    def get(self, key: str, default: tuple[R, ...] = ()) -> tuple[R, ...]:
        """Return the records of a cut, in their order."""
        note(self._source, key)
        kind, _, ident = key.partition(":")
        if kind not in self._kinds:
            with unseen():
                self._kinds[kind] = self._group(kind)
        return self._kinds[kind].get(ident, default)

    def _group(self, kind: str) -> Mapping[str, tuple[R, ...]]:
        found: dict[str, list[R]] = {}
        groups: dict[Hashable, list[list[R]]] = {}
        fact_of = self._fact_of(kind)
        for record in self._records:
            fact = fact_of(record)
            mine = groups.get(fact)
            if mine is None:
                mine = groups[fact] = [found.setdefault(ident, []) for ident in self._ids_of(kind, record)]
            for group in mine:
                group.append(record)
        return {ident: tuple(records) for ident, records in found.items()}


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
    """Return what says which cuts of a kind a project belongs to: the project itself."""
    del kind
    return attrgetter("id")


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
