"""Whom a brief is about: role, stance and trend of those to be met, who is against us, whom nobody has met (S6, S15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from site_gen.book.roles import AGAINST, Seat, is_mapped, last_met, seats
from site_gen.history.stages import state_on
from site_gen.locale.text import N_
from site_gen.measures.relationships import relationship
from site_gen.measures.role_gaps import gaps_of
from site_gen.pages.brief_fit import width
from site_gen.pages.personality import advice
from site_gen.pages.role_rows import gap_sentences
from site_gen.pages.view import View
from site_gen.records import Contact, Project, Visit

#: Widest line below a name, in ems of the largest type; longest sentence and most names in the side column.
_LINE, _SENTENCE, _NAMES = 44.0, 60, 4
#: For how many people there is room to say what they care about.
_FULL = 3


class Who(NamedTuple):
    """What stands below the name of somebody to be met.

    Attributes:
        stance: key of the stance, empty when it is not known.
        line: role, trend and type in words, without the stance.
        hints: what the person cares about and how to deal with the type, one or two lines.
    """

    stance: str
    line: str
    hints: tuple[str, ...]


class Known(NamedTuple):
    """What a brief says of the people.

    Attributes:
        met: by id of those to be met; without those of whom nothing is known.
        notes: what is open, who is against us, whom nobody has met; one sentence each, cut to a few lines.
    """

    met: dict[str, Who]
    notes: tuple[str, ...]

    @property
    def lines(self) -> int:
        """How many lines stand below the names."""
        return sum(bool(who.line or who.stance) + len(who.hints) for who in self.met.values())


def known_people(view: View, visit: Visit) -> Known:
    """Return what a brief says of the people of its project and customer."""
    project = view.book.projects.get(visit.project) if visit.project else None
    found = seats(view.book, project) if project else ()
    met = {}
    against = {seat.contact for seat in found if seat.stance == AGAINST}
    idents = dict.fromkeys(visit.contacts)
    # Who is against us is prepared first.
    full = sorted(idents, key=lambda ident: ident not in against)[:_FULL]
    for ident in idents:
        contact = view.book.contacts.get(ident)
        if contact:
            who = _who(view, contact, project, found, full=ident in full)
            if any(who):
                met[ident] = who
    return Known(met, tuple(_cut(text, _SENTENCE) for text in _notes(view, visit, project, found)))


def _who(
    view: View, contact: Contact, project: Project | None, found: tuple[Seat, ...], *, full: bool
) -> Who:
    words = view.words
    own = [seat for seat in found if seat.contact == contact.id]
    roles = dict.fromkeys(seat.role for seat in own) or dict.fromkeys(filter(None, (contact.decision_role,)))
    parts = [words.label("decision_role", role) for role in roles]
    trend = relationship(view.book, contact.id)
    if trend.noted:
        text = N_("closeness {closeness}, trust {trust}")
        closeness, trust = words.signed(trend.closeness), words.signed(trend.trust)
        parts.append(view.tr(text, closeness=closeness, trust=trust))
    kind = advice(view, contact.personality)
    if kind:
        parts.append(kind.label)
    focus = next((row.focus for seat in own if project and (row := project.roles[seat.position]).focus), "")
    hints = [view.tr(N_("Cares about: {focus}."), focus=_cut(focus.rstrip("。."), 30))] if focus else []
    if kind:
        hints.append(kind.short)
    stance = next((seat.stance for seat in own if seat.stance), contact.stance)
    together = ("" if words.chinese else " ").join(hints)
    if width(together) <= _LINE:
        hints = [together] if together else []
    return Who(stance, _one_line(words.separator.join(parts)), tuple(map(_one_line, hints)) if full else ())


def _notes(view: View, visit: Visit, project: Project | None, found: tuple[Seat, ...]) -> Iterable[str]:
    book = view.book
    state = state_on(book, project, book.as_of) if project else None
    told: set[str] = set()
    deciding: set[str] = set()
    if project and state and state.stage in book.config.open_keys and is_mapped(book, project):
        gaps = gaps_of(book, state)
        told = {one.contact for one in gaps.silent}
        deciding = set(gaps.deciding_against)
        yield from gap_sentences(view, gaps)
    against = dict.fromkeys(
        seat.contact
        for seat in found
        if seat.contact and seat.stance == AGAINST and seat.contact not in deciding
    )
    if against:
        yield view.tr(N_("Against us: {names}."), names=_names(view, against))
    own = dict.fromkeys(seat.contact for seat in found if seat.contact)
    everybody = [*own, *(c.id for c in book.contacts_of_customer.get(visit.customer, ()) if c.id not in own)]
    strangers = [ident for ident in everybody if ident not in told and last_met(book, ident) is None]
    if strangers:
        yield view.tr(N_("Never met: {names}."), names=_names(view, strangers))


def _names(view: View, idents: Iterable[str]) -> str:
    """Return the names of contacts, the last of many counted: `张工、徐总 +3`."""
    names = [view.book.contacts[ident].name for ident in idents if ident in view.book.contacts]
    shown = view.words.join(names[:_NAMES])
    return f"{shown} +{len(names) - _NAMES}" if len(names) > _NAMES else shown


def _cut(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[:most].rstrip() + "…"


def _one_line(text: str) -> str:
    if width(text) <= _LINE:
        return text
    kept = text
    while kept and width(kept) > _LINE - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
