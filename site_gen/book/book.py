"""The Book: every record of a team as of one day, with the look-ups that measures and pages need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar
from unicodedata import normalize
from urllib.parse import unquote

from site_gen.config import Config
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.records import FOLDERS, Contact, Customer, Order, Person, Project, Record, Review, Target, Visit

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Book:
    """All records, read-only, by id in sorted order.

    References between records have been checked: when there is no error among the diagnostics,
    every id in a reference field is a key of the right mapping.

    Attributes:
        config: the team's configuration.
        as_of: the day every figure is computed for.
        diagnostics: all problems of all files, sorted by place.
        files: how many record files were read.
    """

    config: Config
    as_of: date
    people: Mapping[str, Person]
    customers: Mapping[str, Customer]
    contacts: Mapping[str, Contact]
    projects: Mapping[str, Project]
    visits: Mapping[str, Visit]
    targets: Mapping[str, Target]
    orders: Mapping[str, Order]
    reviews: Mapping[str, Review]
    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind (`person`, `customer`, … as in `FORMS`)."""
        plural = {"person": "people"}.get(kind, kind + "s")
        found: Mapping[str, Record] = getattr(self, plural)
        return found

    def get(self, kind: str, ident: str) -> Record | None:
        """Return one record, or `None`."""
        return self.of_kind(kind).get(ident)

    def name_of(self, ident: str) -> str:
        """Return the name of a person or contact; the id itself when there is none."""
        found = self.people.get(ident) or self.contacts.get(ident)
        return found.name if found else ident

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that stop a build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @cached_property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The broken rules of the method."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    @cached_property
    def contacts_of_customer(self) -> Mapping[str, tuple[Contact, ...]]:
        """Contacts by customer id."""
        return _group(self.contacts.values(), "customer")

    @cached_property
    def projects_of_customer(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by customer id."""
        return _group(self.projects.values(), "customer")

    @cached_property
    def projects_of_owner(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by salesperson id."""
        return _group(self.projects.values(), "owner")

    @cached_property
    def visits_of_customer(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by customer id, oldest first."""
        return _group(self.visits_by_date, "customer")

    @cached_property
    def visits_of_project(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by project id, oldest first."""
        return _group((v for v in self.visits_by_date if v.project), "project")

    @cached_property
    def visits_of_owner(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by salesperson id, oldest first."""
        return _group(self.visits_by_date, "owner")

    @cached_property
    def visits_of_contact(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by contact id, oldest first."""
        found: dict[str, list[Visit]] = {}
        for visit in self.visits_by_date:
            for contact in visit.contacts:
                found.setdefault(contact, []).append(visit)
        return {key: tuple(values) for key, values in found.items()}

    @cached_property
    def visits_by_date(self) -> tuple[Visit, ...]:
        """All visits, by date, time and id."""
        return tuple(sorted(self.visits.values(), key=lambda v: (v.date, str(v.time or ""), v.id)))

    @cached_property
    def orders_of_project(self) -> Mapping[str, tuple[Order, ...]]:
        """Orders by project id."""
        return _group(self.orders.values(), "project")

    @cached_property
    def sellers(self) -> tuple[Person, ...]:
        """People of the dealer who own a project, a visit or a target, by id."""
        owners = {p.owner for p in self.projects.values()} | {v.owner for v in self.visits.values()}
        owners |= {t.owner for t in self.targets.values()}
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


def _group(records: Iterable[R], attribute: str) -> Mapping[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(getattr(record, attribute), []).append(record)
    return {key: tuple(values) for key, values in found.items()}
