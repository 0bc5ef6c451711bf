"""What is known about a key person: the sheet per visit, the dossier, the trend, the news each visit brought (S14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.book.roles import seats
from site_gen.charts import Chart, RelationshipInput, RelationshipPoint, draw
from site_gen.locale.text import N_, Msg
from site_gen.measures.relationships import Meeting, Relationship, notes_about, relationship
from site_gen.pages import addresses
from site_gen.pages.facts import Gap, facts, gaps, prose, shown_fields
from site_gen.pages.personality import Advice, advice
from site_gen.pages.view import View
from site_gen.records import Contact, Visit

#: The fields of the forms in their order: the sheet, the dossier of those who decide, the facts before a visit.
_SHEET = (
    "sex", "birth_year", "birthplace", "interests", "birthday", "lunar_birthday", "education", "introduced_by",
    "personality", "temperament", "mindset", "eloquence", "coach_potential",
)  # fmt: skip
_DOSSIER = ("native_place", "hobbies", "tenure", "authority", "working_style")
_BEFORE = ("home_address", "wechat")
_GROUPS: tuple[tuple[Msg, tuple[str, ...]], ...] = (
    (N_("Sheet of the key person"), _SHEET),
    (N_("Dossier"), _DOSSIER),
    # How to reach the person by WeChat stands with the phone number.
    (N_("Facts before a visit"), tuple(name for name in _BEFORE if name != "wechat")),
)
_PROSE = ("family", "background", "social_relations", "others_view", "recent_business")
_EXPECTED = (*_SHEET, *_DOSSIER, *_BEFORE, *_PROSE)
_HEADINGS: tuple[tuple[str, Msg], ...] = (
    ("policy_info", N_("Policy information")),
    ("people_info", N_("People information")),
    ("needs_info", N_("Business needs")),
    ("activity_info", N_("Activity information")),
)


class Sheet(NamedTuple):
    """The sheet of one visit: the meeting, who made it, and how many of the four kinds of news it brought."""

    meeting: Meeting
    owner: str
    news: int


class News(NamedTuple):
    """What a visit brought under one of the four headings."""

    day: date
    visit: str
    number: int
    text: str


class Seat(NamedTuple):
    """A role the person holds in a project: its key, the stance there, the focus of concern."""

    project: str
    role: str
    stance: str
    focus: str


class PersonSheet(NamedTuple):
    """The sheet of a key person on one visit.

    Attributes:
        contact: id of the person.
        number: the number of the visit with this person; `None` for one that was not made yet.
        closeness: key of the change of closeness, empty for none.
        trust: key of the change of trust.
        news: what the visit brought, by heading; only what is written.
    """

    contact: str
    number: int | None
    closeness: str
    trust: str
    news: tuple[tuple[str, str], ...]


class Dossier(Struct, frozen=True):
    """What a contact page says beyond the basic facts.

    Attributes:
        groups: known facts by heading, in the order of the forms.
        prose: known texts with their headings.
        trend: closeness and trust over the visits.
        chart: the same drawn; `None` when nothing is noted.
        sheets: one per visit, the last one first.
        news: what visits brought by the four headings, the last one first; headings without news are left out.
        seats: roles in projects.
        advice: how to deal with this type of person; `None` when the type is not known.
        unknown: fields of the forms that are still empty; only asked of key persons.
        known: how many of these fields are filled.
        asked: of how many.
    """

    groups: tuple[tuple[str, tuple[tuple[str, Any, str], ...]], ...]
    prose: tuple[tuple[str, Markup], ...]
    trend: Relationship
    chart: Chart | None
    sheets: tuple[Sheet, ...]
    news: tuple[tuple[str, tuple[News, ...]], ...]
    seats: tuple[Seat, ...]
    advice: Advice | None
    unknown: tuple[Gap, ...]
    known: int
    asked: int


def is_key_person(book: Book, contact: Contact) -> bool:
    """Whether somebody holds a role in a project, or a visit notes something about this person."""
    return contact.id in book.projects_of_role_holder or contact.id in book.visits_of_key_person


def dossier(view: View, contact: Contact) -> Dossier:
    """Collect what is known about a person; what the readers of the site may not see is not in it."""
    found = relationship(view.book, contact.id)
    key = is_key_person(view.book, contact)
    asked = shown_fields(view, "contact", _EXPECTED) if key else ()
    unknown = tuple(gaps(view, contact, asked))
    return Dossier(
        groups=tuple(
            (view.tr(title), rows) for title, names in _GROUPS if (rows := _facts(view, contact, names))
        ),
        prose=tuple(prose(view, contact, _PROSE)),
        trend=found,
        chart=_chart(view, contact, found) if found.noted else None,
        sheets=tuple(_sheet(view.book, contact, meeting) for meeting in reversed(found.meetings))
        if found.noted
        else (),
        news=_news(view, contact, found),
        seats=tuple(_seats(view.book, contact)),
        advice=advice(view, contact.personality),
        unknown=unknown,
        known=len(asked) - len(unknown),
        asked=len(asked),
    )


def sheets_of(view: View, visit: Visit) -> tuple[PersonSheet, ...]:
    """Return the sheets that a visit holds (S14.1)."""
    return tuple(
        PersonSheet(
            note.contact,
            next(
                (m.number for m in relationship(view.book, note.contact).meetings if m.visit == visit.id),
                None,
            ),
            note.closeness,
            note.trust,
            tuple((view.tr(title), text) for name, title in _HEADINGS if (text := str(getattr(note, name)))),
        )
        for note in visit.key_people
        if note.contact in view.book.contacts
    )


def _facts(view: View, contact: Contact, names: tuple[str, ...]) -> tuple[tuple[str, Any, str], ...]:
    """Return the facts that are known; the year of birth with the age that follows from it."""
    rows = []
    shown = shown_fields(view, "contact", names)
    for name, (label, value, css) in zip(shown, facts(view, contact, names), strict=True):
        if name == "birth_year" and contact.birth_year is not None:
            text = N_("{year}, aged about {age}")
            age = view.book.as_of.year - contact.birth_year
            rows.append((label, view.tr(text, year=str(contact.birth_year), age=age), css))
        elif value not in ("", None):
            rows.append((label, value, css))
    return tuple(rows)


def _chart(view: View, contact: Contact, found: Relationship) -> Chart:
    points = tuple(
        RelationshipPoint(
            meeting.number,
            view.words.date(meeting.day),
            meeting.closeness_sum,
            meeting.trust_sum,
            view.href(addresses.record("visit", meeting.visit)),
        )
        for meeting in found.meetings
    )
    return draw(RelationshipInput(view.lang, contact.name, points))


def _sheet(book: Book, contact: Contact, meeting: Meeting) -> Sheet:
    visit = book.visits[meeting.visit]
    notes = notes_about(visit, contact.id)
    news = sum(any(getattr(note, name) for note in notes) for name, _ in _HEADINGS)
    return Sheet(meeting, visit.owner, news)


def _news(view: View, contact: Contact, found: Relationship) -> tuple[tuple[str, tuple[News, ...]], ...]:
    rows = []
    noted = [
        (meeting, note)
        for meeting in reversed(found.meetings)
        if meeting.noted
        for note in notes_about(view.book.visits[meeting.visit], contact.id)
    ]
    for name, heading in _HEADINGS:
        told = tuple(
            News(meeting.day, meeting.visit, meeting.number, text)
            for meeting, note in noted
            if (text := str(getattr(note, name)))
        )
        if told:
            rows.append((view.tr(heading), told))
    return tuple(rows)


def _seats(book: Book, contact: Contact) -> Iterator[Seat]:
    for project in book.projects_of_role_holder.get(contact.id, ()):
        for seat in seats(book, project):
            if seat.contact == contact.id:
                yield Seat(project.id, seat.role, seat.stance, project.roles[seat.position].focus)
