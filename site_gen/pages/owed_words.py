"""What is owed in words: what a report is about, what became of it, what it lacks, where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

from site_gen.book import Book
from site_gen.config import Week
from site_gen.locale.text import N_, NC_
from site_gen.measures.obligations import STATES, Owed
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.view import View
from site_gen.records import FORMS

#: Kind of the records of each type of report.
KINDS = {
    "weekly": "weekly_report",
    "opportunities": "weekly_report",
    "visit": "visit",
    "daily": "daily_report",
    "regional": "region_report",
}
#: How the theme shows a state.
TONES = {
    "on_time": "good",
    "late": "warn",
    "incomplete": "warn",
    "late_incomplete": "warn",
    "missing": "bad",
    "not_due": "open",
    "away": "off",
    "none": "off",
}


class Row(NamedTuple):
    """One report owed, as lists show it.

    Attributes:
        owed: what is owed.
        about: the week, day or visit it is about, with a link where there is a page.
        state: name of its state.
        tone: how the theme shows the state.
        lacks: what is missing in it, or empty.
        days: days late; of one that is missing up to the day of the figures.
    """

    owed: Owed
    about: Markup
    state: str
    tone: str
    lacks: str
    days: int


def row(view: View, one: Owed) -> Row:
    """Return a report owed as lists show it."""
    return Row(
        one,
        about(view, one),
        view.tr(STATES[one.state]),
        TONES[one.state],
        lacks(view, one),
        days_late(view.book, one),
    )


def rows(view: View, owed: Iterable[Owed]) -> list[Row]:
    """Return reports owed as lists show them."""
    return [row(view, one) for one in owed]


def days_late(book: Book, one: Owed) -> int:
    """Return how many days after the due day a report came, or it has been missing so far; 0 when in time."""
    return max(((one.handed_in or book.as_of) - one.due).days, 0) if one.counts else 0


def href(view: View, one: Owed) -> str:
    """Return where a report stands: its record's page, else the person's call plan of the week; empty for neither."""
    if one.record:
        url = addresses.record(KINDS[one.type], one.record)
        if url in view.site.urls:
            return view.href(url)
    url = addresses.call_plan(Week.of(one.about), Scope("person", one.person))
    return view.href(url) if url in view.site.urls else ""


def about(view: View, one: Owed) -> Markup:
    """Return what a report is about: the visit, the day or the week."""
    if one.type == "visit":
        return view.link("visit", one.record)
    text = view.words.day(one.about) if one.type == "daily" else view.words.week(Week.of(one.about))
    if one.team:
        text = f"{view.words.label('team', one.team)} {text}"
    target = href(view, one)
    return Markup('<a href="{}">{}</a>').format(target, text) if target else escape(text)


def lacks(view: View, one: Owed) -> str:
    """Return the fields a report lacks, of a weekly report the days; empty when it lacks nothing."""
    if one.type == "weekly":
        return view.words.join([view.words.day(date.fromisoformat(day)) for day in one.missing])
    specs = FORMS[KINDS[one.type]].specs
    return view.words.join([view.tr(specs[name].label) for name in one.missing])


def sums(view: View, states: Iterable[str]) -> str:
    """Return how many are in each state: `in time and complete 3, missing 1`."""
    found = list(states)
    return view.words.join(
        [
            view.tr(N_("{state} {count}"), state=view.tr(name), count=view.words.num(found.count(key)))
            for key, name in STATES.items()
            if key in found
        ]
    )


def currency(view: View) -> str:
    """Return what fines are counted in: whole units of the team's currency."""
    code = view.book.config.money.currency
    return view.tr(NC_("currency", "CNY")) if code == "CNY" else code
