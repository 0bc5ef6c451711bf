"""Scopes: which projects, visits and people a figure is about (§3 of the domain, S4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import attrgetter

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.cuts import cuts_of_project, fact_of_project
from site_gen.book.index import visit_order
from site_gen.book.per_book import per_book
from site_gen.book.trace import as_value, unseen
from site_gen.config import MonthOf
from site_gen.forms.vocabulary import nearest
from site_gen.history.stages import State, state_on
from site_gen.locale.text import LANGUAGES, N_, Msg, tr
from site_gen.measures.members import members
from site_gen.records import Person, Project, Visit

#: Scope kinds in the order they are offered, with their labels.
KINDS: dict[str, Msg] = {
    "company": N_("Company"),
    "team": N_("Team"),
    "person": N_("Salesperson"),
    "vertical": N_("Vertical market"),
    "province": N_("Province"),
    "product": N_("Product category"),
    "source": N_("Lead source"),
    "importance": N_("Importance"),
    "month": N_("Purchase month"),
}
#: Those that are facts of a project (see `book.cuts`).
_CUTS = ("vertical", "province", "product", "source", "importance", "month")


class Scope(Struct, frozen=True, order=True):
    """A filter by one dimension; `company` filters nothing and has an empty id.

    A project belongs to a `month` by its planned purchase date, to a `product` when it lists the
    category, to a `team` through its owner.
    """

    kind: str = "company"
    id: str = ""

    def __str__(self) -> str:
        """Return `kind:id` as the command line takes it."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

    def label(self, book: Book, lang: str) -> str:
        """Return the scope's name in `lang`."""
        if self.kind == "company":
            return tr(book.config.name, lang)
        if self.kind == "person":
            return book.name_of(self.id)
        if self.kind == "month":
            return self.id
        return book.config.label(self.kind, self.id, lang)

    def has_project(self, book: Book, project: Project) -> bool:
        """Whether a project belongs to the scope."""
        match self.kind:
            case "company":
                return True
            case "team":
                return book.team_of(project.owner) == self.id
            case "person":
                return project.owner == self.id
            case "vertical":
                return book.vertical(project) == self.id
            case "province":
                return book.province(project) == self.id
            case "product":
                return self.id in project.products
            case "month":
                day = project.purchase_date
                return day is not None and MonthOf.of(day).id == self.id
            case _:
                return bool(getattr(project, self.kind) == self.id)

    def has_visit(self, book: Book, visit: Visit) -> bool:
        """Whether a visit belongs to the scope: by its rep, its project, else its customer."""
        if self.kind == "company":
            return True
        if self.kind == "person":
            return visit.owner == self.id
        if self.kind == "team":
            return book.team_of(visit.owner) == self.id
        if self.kind == "month":
            return MonthOf.of(visit.date).id == self.id
        project = book.projects.get(visit.project)
        if project:
            return self.has_project(book, project)
        customer = book.customers.get(visit.customer)
        return bool(customer) and getattr(customer, self.kind, None) == self.id

    def projects(self, book: Book) -> Iterable[Project]:
        """Return the scope's projects, by id; those not yet entered at `book.as_of` too."""
        match self.kind:
            case "company":
                return book.projects.values()
            case "person":
                return book.projects_of_owner.get(self.id, ())
            case "team":
                found = [p for one in members(book, self.id) for p in book.projects_of_owner.get(one, ())]
                return sorted(found, key=attrgetter("id"))
            case _:
                return book.projects_of_cut.get(str(self))

    def states(self, book: Book) -> tuple[State, ...]:
        """Return the states at `book.as_of` of the scope's projects, by id."""
        return states_now(book) if self.kind == "company" else _states(book, self)

    def open_states(self, book: Book) -> tuple[State, ...]:
        """Return those of `states` that are in an open stage."""
        return _open_states(book, self)

    def visits(self, book: Book) -> tuple[Visit, ...]:
        """Return the scope's visits and calls, oldest first."""
        match self.kind:
            case "company":
                return book.visits_by_date
            case "person":
                return book.visits_of_owner.get(self.id, ())
            case "team":
                return _visits_of_team(book, self.id)
            case _:
                return book.visits_of_cut.get(str(self))

    def people(self, book: Book) -> tuple[Person, ...]:
        """Return the sellers the scope's targets belong to; everybody for scopes that are not people."""
        if self.kind in {"person", "team"}:
            return _sellers(book).get((self.kind, self.id), ())
        return book.sellers


COMPANY = Scope()


@per_book
def states_now(book: Book) -> tuple[State, ...]:
    """Return the state of every project at `book.as_of`, by id, computed once per Book."""
    # From those of each person, who are looked at anyway; after an edit, only one person's are new.
    people = (Scope("person", one).states(book) for one in book.projects_of_owner)
    found = {state.project.id: state for states in people for state in states}
    return tuple(found[ident] for ident in book.projects if ident in found)


@per_book
def _states(book: Book, scope: Scope) -> tuple[State, ...]:
    """Look at the scope's own projects only, so that a page about it depends on no others."""
    if scope.kind == "team":
        found = [state for one in members(book, scope.id) for state in Scope("person", one).states(book)]
        return tuple(sorted(found, key=lambda state: state.project.id))
    projects = scope.projects(book)
    if scope.kind == "person":
        states = [state_on(book, project, book.as_of) for project in projects]
    else:
        with unseen():
            known = _known(book)
        states = [known.get(project.id) for project in projects]
    return tuple(state for state in states if state)


@per_book
def _open_states(book: Book, scope: Scope) -> tuple[State, ...]:
    open_keys = book.config.open_keys
    return tuple([state for state in scope.states(book) if state.stage in open_keys])


@per_book
def _known(book: Book) -> dict[str, State]:
    return {state.project.id: state for state in states_now(book)}


@per_book
def _visits_of_team(book: Book, team: str) -> tuple[Visit, ...]:
    found = [visit for one in members(book, team) for visit in book.visits_of_owner.get(one, ())]
    return tuple(sorted(found, key=visit_order))


def seller(book: Book, person: str) -> Person | None:
    """Return a person by id, `None` for who sells nothing (see `Book.sellers`)."""
    return next(iter(_sellers(book).get(("person", person), ())), None)


@per_book
def _sellers(book: Book) -> dict[tuple[str, str], tuple[Person, ...]]:
    """Return the sellers of each team, and each of them alone, by kind and id of the scope."""
    teams: dict[str, list[Person]] = {}
    for person in book.sellers:
        teams.setdefault(person.team, []).append(person)
    found = {("person", person.id): (person,) for person in book.sellers}
    return found | {("team", team): tuple(some) for team, some in teams.items()}


@as_value
def all_scopes(book: Book) -> tuple[Scope, ...]:
    """Return every scope that has a project or belongs to a seller or team, in the order of `KINDS`."""
    return _all_scopes(book)


@per_book
def _all_scopes(book: Book) -> tuple[Scope, ...]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    found["company"].add("")
    found["team"].update(team.key for team in book.config.teams)
    found["person"].update(person.id for person in book.sellers)
    for owner in book.projects_of_owner:
        for kind, ident in _cuts_of_owner(book, owner):
            found[kind].add(ident)
    return tuple(
        Scope(kind, ident) for kind in KINDS for ident in sorted(found[kind]) if ident or kind == "company"
    )


@per_book
def _cuts_of_owner(book: Book, owner: str) -> frozenset[tuple[str, str]]:
    """Return kind and id of the cuts that one person's projects are in, so that those of others are found once."""
    found: set[tuple[str, str]] = set()
    projects = book.projects_of_owner.get(owner, ())
    for kind in _CUTS:
        # With an equal fact, projects belong to the same cuts.
        one_of_each = dict(zip(map(fact_of_project(kind), projects), projects, strict=True))
        for project in one_of_each.values():
            found.update((kind, ident) for ident in cuts_of_project(book, kind, project))
    return frozenset(found)


def states_by(book: Book, scope: Scope, kind: str) -> dict[str, tuple[State, ...]]:
    """Return a scope's states by `vertical` or `province`, sorted; those without one stand under an empty id."""
    fact_of = {"vertical": book.vertical, "province": book.province}[kind]
    states, found = scope.states(book), dict[str, list[State] | tuple[State, ...]]()
    if scope.kind == "company":
        # From those of each cut: after an edit, the others are as they were.
        found |= {one.id: one.states(book) for one in all_scopes(book) if one.kind == kind}
        known = {state.project.id for group in found.values() for state in group}
        states = tuple([state for state in states if state.project.id not in known])
    rest: dict[str, list[State]] = {}
    for state in states:
        rest.setdefault(fact_of(state.project), []).append(state)
    return {key: tuple(group) for key, group in sorted((found | rest).items()) if group}


@cache
def parse_scope(text: str) -> Scope | None:
    """Return the scope written as `kind:id`, or `None` when it is not one."""
    kind, _, ident = text.partition(":")
    if kind not in KINDS or bool(ident) == (kind == "company"):
        return None
    return Scope(kind, ident)


def find_scope(book: Book, text: str) -> Scope | None:
    """Return the scope a person means by `kind:id`, where the id may be a label or a name too.

    A scope without any record is found as long as its person or list value exists.
    """
    kind, _, word = text.strip().partition(":")
    if kind == "month":
        known = {str(scope) for scope in all_scopes(book)}
        return parse_scope(text) if f"month:{word}" in known else None
    if kind == "person":
        by_name = {person.name: ident for ident, person in book.people.items()}
        word = word if word in book.people else by_name.get(word, "")
    elif kind in book.config.vocabularies and kind in KINDS:
        word = book.config.vocabularies[kind].lookup(word) or ""
    found = parse_scope(f"{kind}:{word}" if word else kind)
    return found if found and (word or kind == "company") else None


def nearest_scope(book: Book, text: str) -> str | None:
    """Return the scope most like what was written, by id or by name in any language, to suggest it."""
    kind, _, word = text.strip().partition(":")
    words: dict[str, str] = {}
    for scope in all_scopes(book):
        if kind not in KINDS or scope.kind == kind:
            labels = (scope.label(book, lang) for lang in LANGUAGES) if scope.id else ()
            for name in (scope.id, *labels):
                words.setdefault(name if kind in KINDS else f"{scope.kind}:{name}".rstrip(":"), str(scope))
    near = nearest(word if kind in KINDS else text, list(words), 50)
    return words[near] if near else None
