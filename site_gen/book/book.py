"""The Book: every record of a team as of one day, with the look-ups that measures and pages need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any, Protocol
from unicodedata import normalize
from urllib.parse import unquote

from site_gen.book.index import plural
from site_gen.book.lookups import Lookups
from site_gen.book.trace import ALL, PROBLEMS, Noted, aside, note
from site_gen.config import Config
from site_gen.config.audience import Audience
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.reading.record import Read
from site_gen.records import (
    FOLDERS,
    FORMS,
    Person,
    Project,
    Record,
)


class Finder(Protocol):
    """Finds the problems of a Book."""

    def __call__(self, book: Book, record: tuple[str, str] | None = None, /) -> tuple[Diagnostic, ...]:
        """Return the problems, sorted by place: all, or those of one record, by its kind and id."""


def _nothing(_book: Book, _record: tuple[str, str] | None = None) -> tuple[Diagnostic, ...]:
    return ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Book(Lookups):
    """All records, read-only, by id in sorted order.

    References between records have been checked: when there is no error among the diagnostics,
    every id in a reference field is a key of the right mapping.

    Attributes:
        config: the team's configuration.
        as_of: the day every figure is computed for.
        file_count: how many record files were read; `files` for whoever shows it.
        known: what was read of each file, by kind and id.
        config_digest: 16 bytes that stand for the bytes of `site.yaml`.
        is_sound: whether pages can be made: all files are records and all references lead to one.
        find_problems: finds the problems of the Book.
        audience: who it was made for, with what they may not see left out (see `book.redaction`); `None` when it is whole.
        before: an earlier Book of the same configuration and day, whose results are taken over where nothing that
            they were made of has changed (see `book.heritage`); `None` when there is none or it is no longer needed.
        whole: the whole Book that this one was made of for an audience.
        own: what is kept for this Book only, since it holds the Book itself.
        results: what functions made of the Book, by function and arguments (see `book.per_book`).
    """

    config: Config
    as_of: date
    file_count: int = 0
    known: Mapping[str, Mapping[str, Read]] = field(default_factory=dict, repr=False)
    config_digest: bytes = b""
    is_sound: bool = True
    find_problems: Finder = field(default=_nothing, repr=False)
    audience: Audience | None = None
    before: Book | None = field(default=None, repr=False, init=False)
    whole: Book | None = field(default=None, repr=False, init=False)
    own: dict[object, Any] = field(default_factory=dict, repr=False, init=False)
    results: defaultdict[object, dict[Any, Any]] = field(
        default_factory=partial(defaultdict, dict), repr=False, init=False
    )

    @property
    def files(self) -> int:
        """How many record files were read."""
        note("book", "files")
        return self.file_count

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems of all files, sorted by place; found when they are first asked for."""
        note("book", "diagnostics")
        return self._diagnostics

    @cached_property
    def _diagnostics(self) -> tuple[Diagnostic, ...]:
        with aside():
            return self.find_problems(self)

    @cached_property
    def problems_by_record(self) -> Mapping[tuple[str, str], tuple[Diagnostic, ...]]:
        """The problems of each record that has any, by kind and id; looking here is not noted as a read."""
        found: dict[tuple[str, str], list[Diagnostic]] = {}
        for problem in self._diagnostics:
            if problem.record:
                found.setdefault(problem.record, []).append(problem)
        return {key: tuple(problems) for key, problems in found.items()}

    def problems_of(self, kind: str, ident: str) -> tuple[Diagnostic, ...]:
        """Return the problems of one record, sorted by place."""
        note(PROBLEMS, f"{kind}/{ident}")
        if "_diagnostics" in vars(self):
            return self.problems_by_record.get((kind, ident), ())
        # A page that is asked for alone need not wait for the problems of all others.
        known: dict[tuple[str, str], tuple[Diagnostic, ...]] = self.results[PROBLEMS]
        if (kind, ident) not in known:
            with aside():
                known[kind, ident] = self.find_problems(self, (kind, ident))
        return known[kind, ident]

    def __post_init__(self) -> None:
        """Let the mappings note what is read from them."""
        for kind in FORMS:
            name = plural(kind)
            records = getattr(self, name)
            if not isinstance(records, Noted):
                object.__setattr__(self, name, Noted(kind, records.items()))

    def twin_of(self, kind: str) -> Book | None:
        """Return the earlier Book when it has the very same records of a kind."""
        before = self.before
        same = before is not None and kind in self.known and before.known.get(kind) is self.known[kind]
        return before if same else None

    def whole_of(self, kind: str) -> Book | None:
        """Return the whole Book when this one has all of its records of a kind, unchanged."""
        whole = self.whole
        return whole if whole is not None and whole.of_kind(kind) is self.of_kind(kind) else None

    def share(self, whole: Book) -> None:
        """Take look-ups of records that are the same from the whole Book, before any was asked for."""
        object.__setattr__(self, "whole", whole)

    def follow(self, before: Book | None) -> None:
        """Take results over from another Book from now on; `None` lets go of it, and what was taken over stays."""
        object.__setattr__(self, "before", before)

    def expect(self, problems: Finder) -> None:
        """Find the problems in another way that gives the same, before they were asked for."""
        object.__setattr__(self, "find_problems", problems)

    def settle(self) -> None:
        """Find the problems now: processes begun as copies of this one have them then."""
        _ = self.problems_by_record

    def digest(self, kind: str, ident: str) -> bytes:
        """Return what stands for the content of a record's file; empty when there is no such record."""
        read = self.known.get(kind, {}).get(ident)
        return read.digest if read else b""

    def facts(self, kind: str, ident: str) -> bytes:
        """Return what stands for a record without the words of its texts (see `records.texts`)."""
        read = self.known.get(kind, {}).get(ident)
        return read.facts if read else b""

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind (`person`, `customer`, … as in `FORMS`)."""
        found: Mapping[str, Record] = getattr(self, plural(kind))
        return found

    def get(self, kind: str, ident: str) -> Record | None:
        """Return one record, or `None`."""
        return self.of_kind(kind).get(ident)

    def name_of(self, ident: str) -> str:
        """Return the name of a person or contact; the id itself when there is none."""
        found = self.people.get(ident) or self.contacts.get(ident)
        return found.name if found else ident

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that stop a build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The broken rules of the method."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    @property
    def sellers(self) -> tuple[Person, ...]:
        """People of the dealer who own a project, a visit or a target, by id."""
        note("sellers", ALL)
        return self._sellers

    @cached_property
    def _sellers(self) -> tuple[Person, ...]:
        with aside():
            return self._find_sellers()

    def _find_sellers(self) -> tuple[Person, ...]:
        owners = {*self.projects_of_owner, *self.visits_of_owner, *self.targets_of_owner}
        return tuple(person for key, person in self.people.items() if key in owners)

    def vertical(self, project: Project) -> str:
        """Return a project's vertical market; the customer's when it has none of its own (S1.4)."""
        return project.vertical or self._customer_fact(project, "vertical")

    def province(self, project: Project) -> str:
        """Return a project's province; the customer's when it has none of its own (S1.4)."""
        return project.province or self._customer_fact(project, "province")

    def city(self, project: Project) -> str:
        """Return a project's city; the customer's when it has none of its own (S1.4)."""
        return project.city or self._customer_fact(project, "city")

    def _customer_fact(self, project: Project, name: str) -> str:
        customer = self.customers.get(project.customer)
        return str(getattr(customer, name)) if customer else ""

    def team_of(self, person: str) -> str:
        """Return the team key of a person, empty for none."""
        found = self.people.get(person)
        return found.team if found else ""

    def team_on(self, person: str, day: date) -> str:
        """Return the key of the team a person was in on `day`, empty for none."""
        found = self.people.get(person)
        return found.team_on(day) if found else ""


def linked_record(href: str, exists: Callable[[str, str], bool]) -> tuple[str, str] | None:
    """Return kind and id of the record that a link in a record's text leads to, or `None`.

    Args:
        href: path of a record's file as written, such as `../projects/hengtai-line3.md`.
        exists: whether there is a record of a kind with an id.
    """
    path = PurePosixPath(unquote(href.partition("#")[0]))
    if path.suffix != ".md":
        return None
    kinds = [FOLDERS[part] for part in path.parts if part in FOLDERS] or list(FOLDERS.values())
    ident = normalize("NFC", path.stem)
    return next(((kind, ident) for kind in kinds if exists(kind, ident)), None)
