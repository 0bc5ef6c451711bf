"""The people who decide on a project, as pages show them: table, map, gaps, and what the stage asks for (S13, S15)."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct

from site_gen.book.key_accounts import grounds, key_stage
from site_gen.book.roles import Seat, influences, is_mapped, last_met, seats
from site_gen.charts import Chart, InfluenceInput, Influencer, draw
from site_gen.history.stages import State
from site_gen.locale.text import N_, NC_, Text
from site_gen.measures.relationships import Relationship, relationship
from site_gen.measures.role_gaps import ProjectGaps, gaps_of
from site_gen.pages import addresses
from site_gen.pages.facts import joined
from site_gen.pages.view import View
from site_gen.records import Project
from site_gen.records.account_rows import RoleSeat

_GROUNDS: dict[str, Text] = {
    "key_account": N_("Key account"),
    "long_cycle": N_("Long cycle"),
    "group_decision": N_("A group decides"),
    "large_amount": N_("Large amount"),
}


class RoleRow(NamedTuple):
    """A line of the role table.

    Attributes:
        role: key of the role.
        contact: id of the person; empty when nobody is known.
        position: the person's position at the customer.
        stance: key of the stance, empty when it is not known.
        trend: closeness and trust, `None` when nobody is known.
        last: day of the last visit or call, in words.
        focus: focus of concern.
        influenced_by: links to who sways the person.
        influences: links to whom the person sways.
        relations: relations with others.
        likes: personal likes; empty where they may not be shown.
        perhaps: where nobody is known, links to the customer's people whose own record names this role.
    """

    role: str
    contact: str = ""
    position: str = ""
    stance: str = ""
    trend: Relationship | None = None
    last: str = ""
    focus: str = ""
    influenced_by: Markup = Markup()
    influences: Markup = Markup()
    relations: str = ""
    likes: str = ""
    perhaps: Markup = Markup()


class People(Struct, frozen=True):
    """What a project page says of the people who decide.

    Attributes:
        key_stage: key of the key-account stage; empty when the project is decided or none.
        guidance: what this stage is, asks for and ends with.
        grounds: why it is a key-account project, in words; empty when it is none.
        rows: the role table; every role has at least one line.
        gaps: what is open, one sentence each.
        map: the influence map; `None` when nobody is known.
    """

    key_stage: str
    guidance: str
    grounds: str
    rows: tuple[RoleRow, ...]
    gaps: tuple[str, ...]
    map: Chart | None


def people(view: View, state: State) -> People | None:
    """Return the people of a project; `None` for one that nobody asks about."""
    book, project = view.book, state.project
    if not is_mapped(book, project):
        return None
    found = seats(book, project)
    why = grounds(book, project)
    key = key_stage(book.config, state.stage) if why else ""
    return People(
        key_stage=key,
        guidance=guidance(view, key),
        grounds=grounds_in_words(view, why),
        rows=_rows(view, project, found),
        gaps=gap_sentences(view, gaps_of(book, state)) if state.stage in book.config.open_keys else (),
        map=_map(view, project, found),
    )


def guidance(view: View, key: str) -> str:
    """Return what a key-account stage is, what to do at it and what ends it (S13.1)."""
    if not key:
        return ""
    text = view.book.config.vocabularies["key_account_stage"].entry(key).fact("description")
    return view.tr(text) if text else ""  # type: ignore[arg-type]  # a Label, by the form


def grounds_in_words(view: View, why: tuple[str, ...]) -> str:
    """Return why a project is a key-account project."""
    return view.words.join([view.tr(_GROUNDS[name]) for name in why])


def gap_sentences(view: View, gaps: ProjectGaps) -> tuple[str, ...]:
    """Return what is open about the people of a project, the gravest first."""
    words = view.words

    def names(ident: str) -> str:
        return view.book.contacts[ident].name

    found = []
    if gaps.deciding_against:
        who = words.join([names(ident) for ident in gaps.deciding_against])
        found.append(view.tr(N_("Decides and is against us: {names}."), names=who))
    never = [names(one.contact) for one in gaps.silent if one.last is None]
    if never:
        found.append(view.tr(N_("Decides and was never met: {name}."), name=words.join(never)))
    for one in gaps.silent:
        if one.last is not None:
            text = N_("Decides and was not met since {date}: {name}.")
            found.append(view.tr(text, date=words.date(one.last), name=names(one.contact)))
    others = [words.label("decision_role", role) for role in gaps.missing if role != "coach"]
    if others:
        found.append(view.tr(N_("Nobody is known as: {roles}."), roles=words.join(others)))
    if gaps.without_coach:
        found.append(view.tr(N_("There is no coach.")))
    return tuple(found)


def _rows(view: View, project: Project, found: tuple[Seat, ...]) -> tuple[RoleRow, ...]:
    pairs = influences(view.book, project)
    rows = []
    for role in view.book.config.vocabularies["decision_role"].keys:
        held = [_row(view, project.roles[seat.position], seat, pairs) for seat in found if seat.role == role]
        known = [row for row in held if row.contact]
        rows += known or [(held or [RoleRow(role)])[0]._replace(perhaps=_perhaps(view, project, role))]
    return tuple(rows)


def _perhaps(view: View, project: Project, role: str) -> Markup:
    contacts = view.book.contacts_of_customer.get(project.customer, ())
    return _links(view, [contact.id for contact in contacts if contact.decision_role == role])


def _row(view: View, row: RoleSeat, seat: Seat, pairs: tuple[tuple[str, str], ...]) -> RoleRow:
    book = view.book
    contact = book.contacts.get(seat.contact)
    if contact is None:
        return RoleRow(seat.role, focus=row.focus, relations=row.relations, likes=row.likes)
    last = last_met(book, contact.id)
    return RoleRow(
        role=seat.role,
        contact=contact.id,
        position=contact.position,
        stance=seat.stance,
        trend=relationship(book, contact.id),
        last=view.words.date(last) if last else view.tr(NC_("contact", "never met")),
        focus=row.focus,
        influenced_by=_links(view, [one for one, other in pairs if other == contact.id]),
        influences=_links(view, [other for one, other in pairs if one == contact.id]),
        relations=row.relations,
        likes=row.likes,
    )


def _links(view: View, idents: list[str]) -> Markup:
    return joined(view, [view.link("contact", ident) for ident in idents])


def _map(view: View, project: Project, found: tuple[Seat, ...]) -> Chart | None:
    """Draw who influences whom: people with a role in the order of the form, then the others named."""
    book, words = view.book, view.words
    pairs = influences(book, project)
    held: dict[str, list[Seat]] = {}
    for seat in found:
        if seat.contact:
            held.setdefault(seat.contact, []).append(seat)
    order = [*held, *(ident for ident in sorted({i for pair in pairs for i in pair}) if ident not in held)]
    if len(order) < 2:
        return None
    place = {ident: number for number, ident in enumerate(order)}
    drawn = []
    for ident in order:
        own = held.get(ident, [])
        stance = next((s.stance for s in own if s.stance), book.contacts[ident].stance)
        roles = dict.fromkeys(words.label("decision_role", s.role) for s in own)
        drawn.append(
            Influencer(
                name=book.contacts[ident].name,
                role=words.join(list(roles)) if roles else view.tr(N_("no role here")),
                stance=stance,
                stance_word=words.label("stance", stance) if stance else view.tr(N_("Stance not known")),
                href=view.href(addresses.record("contact", ident)),
            )
        )
    edges = tuple(sorted((place[one], place[other]) for one, other in pairs))
    return draw(InfluenceInput(view.lang, tuple(drawn), edges))
