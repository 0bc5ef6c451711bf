"""Who handed in what, on time and complete: the matrix of person, week and report type, with its lists (S12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from site_gen.book import Book
from site_gen.book.reports import asked
from site_gen.config import Week
from site_gen.locale.text import N_, NC_, sentence_space
from site_gen.measures.obligations import NAMES, STATES, TYPES, Owed, debtors, is_away, owed_about, owed_by
from site_gen.measures.punctuality import Quality, quality
from site_gen.measures.scope import COMPANY
from site_gen.measures.values import Ratio
from site_gen.pages import addresses, compliance_ledger, compliance_week
from site_gen.pages.owed_words import TONES, href, lacks, sums
from site_gen.pages.page import Page
from site_gen.pages.view import View

#: Weeks in the matrix, the current one included; as many statistics are kept.
WEEKS = 12
_TITLE = N_("Compliance")
_AWAY = NC_("report", "away all week")
_NONE = NC_("report", "nothing owed")
#: States, the worst first: the mark of a cell with several reports is that of the worst.
_WORST = ("missing", "late_incomplete", "late", "incomplete", "on_time", "not_due")


class Cell(NamedTuple):
    """What became of the reports of one type, person and week.

    Attributes:
        state: the worst state among them; `away` or `none` where nothing is owed.
        share: `3/4` came in time and complete; empty for a single one.
        words: the same in words.
        href: leads to the worst one; empty for nothing.
    """

    state: str
    share: str
    words: str
    href: str


class Line(NamedTuple):
    """The weeks of one type of report of one person."""

    type: str
    cells: list[Cell]
    quality: Quality


class Rep(NamedTuple):
    """The lines of one person."""

    person: str
    lines: list[Line]


class Group(NamedTuple):
    """The people of one team; the label is empty where there are no teams."""

    label: str
    reps: list[Rep]


def pages(book: Book) -> Iterator[Page]:
    """Yield the matrix, the statistics of the last weeks and the ledger."""
    yield Page(addresses.COMPLIANCE, "compliance.html", title, _build, "compliance", paper="landscape")
    crumbs = ((addresses.COMPLIANCE, title),)
    last = Week.of(book.as_of).shift(-1)
    for back in range(WEEKS):
        week = last.shift(-back)
        yield Page(
            compliance_week.address(book, week),
            "compliance_week.html",
            partial(compliance_week.title, week),
            partial(compliance_week.build, week, WEEKS),
            "compliance",
            crumbs,
            "landscape",
        )
    yield Page(
        addresses.LEDGER,
        "compliance_ledger.html",
        compliance_ledger.title,
        compliance_ledger.build,
        "compliance",
        crumbs,
    )


def title(view: View) -> str:
    """Return the title of the matrix."""
    return view.tr(_TITLE)


def weeks(book: Book) -> list[Week]:
    """Return the weeks of the matrix, the current one last."""
    now = Week.of(book.as_of)
    return [now.shift(back) for back in range(1 - WEEKS, 1)]


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    shown = weeks(book)
    owed = owed_about(book, COMPANY, shown[0].start, shown[-1].end)
    return {
        "finding": _finding(view, owed),
        "weeks": shown,
        "mondays": [_short(view, week.start) for week in shown],
        "now": shown[-1],
        "groups": _groups(view, shown),
        "names": NAMES,
        "whole": quality(book, owed),
        "legend": [*((key, view.tr(text)) for key, text in STATES.items()), ("away", view.tr(_AWAY))],
        "tones": TONES,
        "begin": _not_begun(view),
        "links": _links(view),
    }


def _short(view: View, day: date) -> str:
    """Return a day without its year, which stands in the name of the week."""
    return view.words.date(day).removeprefix(f"{day.year}/").removesuffix(f" {day.year}")


def _links(view: View) -> list[tuple[str, str]]:
    """Return title and href of the pages of discipline."""
    wanted = (
        (view.tr(N_("Wednesday statistics")), addresses.STATISTICS),
        (view.tr(N_("Points and fines")), addresses.LEDGER),
        (view.tr(N_("The rules of reporting")), addresses.method("discipline")),
    )
    return [(text, view.href(url)) for text, url in wanted if url in view.site.urls]


def _finding(view: View, owed: tuple[Owed, ...]) -> str:
    """Say how much came as it should, and who has most that did not."""
    words, found = view.words, quality(view.book, owed)
    if not found.due:
        return view.tr(N_("No report was due in the last {weeks} weeks."), weeks=WEEKS)
    text = N_(
        "Of {due} reports due in the last {weeks} weeks {good} came in time and complete ({percent}); "
        "missing {missing}, late {late}, incomplete {incomplete}, late and incomplete {both}."
    )
    said = view.tr(
        text,
        due=words.num(found.due),
        weeks=WEEKS,
        good=words.num(found.good),
        percent=words.percent(Ratio.of(found.good, found.due).percent),
        missing=words.num(found.missing),
        late=words.num(found.late),
        incomplete=words.num(found.incomplete),
        both=words.num(found.late_incomplete),
    )
    lapsed: dict[str, int] = {}
    for one in owed:
        if one.lapsed:
            lapsed[one.person] = lapsed.get(one.person, 0) + 1
    if not lapsed:
        return said
    who = min(lapsed, key=lambda person: (-lapsed[person], person))
    most = N_("Most of them: {name} ({count}).")
    tail = view.tr(most, name=view.book.name_of(who), count=words.num(lapsed[who]))
    return said + sentence_space(view.lang) + tail


def _groups(view: View, shown: list[Week]) -> list[Group]:
    """Return everybody who owes something in these weeks, by team, those without one last."""
    book = view.book
    reps = [rep for person in debtors(book, COMPANY) if (rep := _rep(view, person, shown)).lines]
    groups = [
        Group(view.tr(team.label), [rep for rep in reps if book.team_of(rep.person) == team.key])
        for team in book.config.teams
    ]
    keys = {team.key for team in book.config.teams}
    rest = [rep for rep in reps if book.team_of(rep.person) not in keys]
    groups.append(Group(view.tr(N_("without a team")) if keys else "", rest))
    return [group for group in groups if group.reps]


def _rep(view: View, person: str, shown: list[Week]) -> Rep:
    book = view.book
    mine = [one for one in owed_by(book, person) if shown[0].start <= one.about < shown[-1].end]
    lines = []
    for kind in TYPES:
        owed = [one for one in mine if one.type == kind]
        if owed:
            found = quality(book, owed, person, kind)
            by_week: dict[Week, list[Owed]] = {}
            for one in owed:
                by_week.setdefault(Week.of(one.about), []).append(one)
            cells = [_cell(view, person, week, by_week.get(week, [])) for week in shown]
            lines.append(Line(kind, cells, found))
    return Rep(person, lines)


def _cell(view: View, person: str, week: Week, here: list[Owed]) -> Cell:
    """Return the cell of a week, from what is owed about it."""
    if not here:
        away = is_away(view.book, person, week)
        return Cell("away" if away else "none", "", view.tr(_AWAY if away else _NONE), "")
    worst = min(here, key=lambda one: (_WORST.index(one.state), one.due, one.period))
    due = [one for one in here if one.counts]
    good = sum(one.state == "on_time" for one in due)
    share = f"{view.words.num(good)}/{view.words.num(len(due))}" if len(here) > 1 and due else ""
    said = sums(view, (one.state for one in here)) if len(here) > 1 else _words(view, worst)
    return Cell(worst.state, share, said, href(view, worst))


def _words(view: View, one: Owed) -> str:
    """Say what became of a single report: its state, the days, what it lacks."""
    words, state = view.words, view.tr(STATES[one.state])
    if one.handed_in is None:
        said = view.tr(N_("{state}, due {due}"), state=state, due=words.day(one.due))
    else:
        text = N_("{state}, due {due}, handed in {day}")
        said = view.tr(text, state=state, due=words.day(one.due), day=words.day(one.handed_in))
    gaps = lacks(view, one)
    return view.tr(N_("{said}; it lacks {fields}"), said=said, fields=gaps) if gaps else said


def _not_begun(view: View) -> list[str]:
    """Name the types of report nobody is asked for yet."""
    since = asked(view.book)._asdict()
    return [view.tr(NAMES[kind]) for kind, day in since.items() if day is None]
