"""Regions by week: teams compared, and the supervisor's Monday report in its ten items (S29)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.charts import Chart, Slot, TrendInput, TrendRow, draw
from site_gen.config import Team, Week
from site_gen.locale.text import N_
from site_gen.measures.collection import unpaid
from site_gen.measures.obligations import NAMES, TYPES, Owed
from site_gen.measures.region_week import RegionWeek, region_week, report_of
from site_gen.measures.sales_per_person import WEEKS, SalesPerPerson, report_weeks, sales_per_person
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.owed_words import Row, about, rows, sums
from site_gen.pages.page import Page
from site_gen.pages.problems import problems_of
from site_gen.pages.targets_to_date import pace_sentence
from site_gen.pages.view import View
from site_gen.records import RegionReport

_DAY = timedelta(days=1)


class TeamLine(Struct, frozen=True):
    """A team in the comparison: the last whole week, and the twelve up to it."""

    team: str
    name: str
    href: str
    last: RegionWeek
    sales: SalesPerPerson
    amount: Decimal
    collected: Decimal
    new: int
    made: int
    effective: int
    deals: int


class OwedCell(NamedTuple):
    """The reports of one type that somebody owes about a week.

    Attributes:
        said: how many are in which state; empty when there is only one.
        rows: those to look at, or the only one.
        rest: links to the others.
    """

    said: str
    rows: list[Row]
    rest: list[Markup]


class OwedLine(NamedTuple):
    """What one person owes about a week, by type of report."""

    person: str
    cells: list[OwedCell]


def pages(book: Book) -> Iterator[Page]:
    """Yield the comparison, a page per team and week, and one per record."""
    yield Page(addresses.REGIONS, "regions.html", _regions, _index, "regions", paper="landscape")
    crumbs = ((addresses.REGIONS, _regions),)
    for week in report_weeks(book) if book.config.teams else ():
        for team in book.config.teams:
            yield Page(
                url=addresses.region_week(week, team.key),
                template="region_report.html",
                title=partial(_title, team.key, week),
                build=partial(_report, team.key, week),
                section="regions",
                crumbs=crumbs,
            )
    for record in book.region_reports.values():
        yield Page(
            url=addresses.record("region_report", record.id),
            template="region_report.html",
            title=partial(_title, record.team, Week.named(record.week)),
            build=partial(_of_record, record),
            section="regions",
            crumbs=crumbs,
        )


def _regions(view: View) -> str:
    return view.tr(N_("Regions by week"))


def _title(team: str, week: Week, view: View) -> str:
    text = N_("Regional report {team}, {week}")
    return view.tr(text, team=view.words.label("team", team), week=view.words.week(week))


def _of_record(record: RegionReport, view: View) -> Mapping[str, Any]:
    return _context(view, record.team, Week.named(record.week), record)


def _report(team: str, week: Week, view: View) -> Mapping[str, Any]:
    found = report_of(view.book, team, week.id)
    return _context(view, team, week, view.book.region_reports[found] if found else None)


def _context(view: View, team: str, week: Week, record: RegionReport | None) -> Mapping[str, Any]:
    """Return what the ten items show, with the texts of `record` or without."""
    book, scope = view.book, Scope("team", team)
    found = region_week(book, team, week)
    types = [key for key in TYPES if any(one.type == key for one in found.owed)]
    plan = addresses.call_plan(week.shift(1), scope)
    handed = bool(record and record.submitted_on and record.submitted_on <= book.as_of)
    return {
        "items": found,
        "record": record,
        "handed": handed,
        "owed_types": [view.tr(NAMES[key]) for key in types],
        "owed": _owed(view, found, types),
        "team_key": team,
        "leader": next((one.leader for one in book.config.teams if one.key == team), ""),
        "this_week": week,
        "last_day": week.end - _DAY,
        "next_week": week.shift(1),
        "plan_href": view.href(plan) if plan in view.site.urls else "",
        "overdue": [row for row in unpaid(book, scope) if row.due < min(week.end, book.as_of)],
        "earlier": _earlier(found),
        "week_count": WEEKS,
        "command": f"site-gen new region_report --set team={team} --set week={week.id}",
        "links": _links(view, team, week, record),
        "warnings": problems_of(book, record) if record else (),
        "finding": _finding(view, found, record, handed=handed),
    }


def _owed(view: View, items: RegionWeek, types: list[str]) -> list[OwedLine]:
    """Return item 9: the state of each report of the week, of many of one type the numbers and the lapses."""
    people = dict.fromkeys([*(one.person for one in items.people), *(one.person for one in items.owed)])
    return [
        OwedLine(
            person,
            [
                _owed_cell(view, [one for one in items.owed if (one.person, one.type) == (person, key)])
                for key in types
            ],
        )
        for person in people
    ]


def _owed_cell(view: View, owed: list[Owed]) -> OwedCell:
    if len(owed) == 1:
        return OwedCell("", rows(view, owed), [])
    lapsed = rows(view, (one for one in owed if one.lapsed))
    rest = [about(view, one) for one in owed if not one.lapsed]
    return OwedCell(sums(view, (one.state for one in owed)), lapsed, rest)


def _earlier(items: RegionWeek) -> dict[str, list[str]]:
    """Return, by quantity, the ids of what came in since the first of the month besides the week’s own."""
    own = {
        "orders": set(items.sales.projects),
        "collection": {row.order for row in items.receipts},
        "new_customers": {row.customer for row in items.new},
    }
    return {one.quantity: [i for i in one.ids if i not in own[one.quantity]] for one in items.progress}


def _links(view: View, team: str, week: Week, record: RegionReport | None) -> list[tuple[str, str]]:
    """Return title and href of the reports of the weeks beside and of the other teams; only those there are."""
    words = view.words
    wanted = [
        (words.week(other), addresses.region_week(other, team)) for other in (week.shift(-1), week.shift(1))
    ]
    wanted += [
        (view.tr(other.label), addresses.region_week(week, other.key))
        for other in view.book.config.teams
        if other.key != team
    ]
    if record:
        wanted.append((view.tr(N_("Page of the record")), addresses.record("region_report", record.id)))
    return [(title, view.href(url)) for title, url in wanted if url in view.site.urls and url != view.url]


def _finding(view: View, items: RegionWeek, record: RegionReport | None, *, handed: bool) -> str:
    words, tr = view.words, view.tr
    figures = N_(
        "{signed} {unit} signed, {collected} {unit} collected; effective visits {rate}, deals {deals}."
    )
    parts = [
        tr(
            figures,
            signed=words.money(items.sales.amount),
            collected=words.money(items.collected),
            unit=words.money_unit(),
            rate=words.percent(items.effect.effective_rate.percent),
            deals=words.percent(items.effect.deal_rate.percent),
        ),
        pace_sentence(view, items.progress),
    ]
    if record is None:
        parts.append(tr(N_("The texts are not written yet.")))
    elif handed:
        parts.append(tr(N_("Handed in on {date}."), date=words.date(record.submitted_on)))
    else:
        parts.append(tr(N_("Not handed in yet.")))
    return words.gap.join(parts)


def _index(view: View) -> Mapping[str, Any]:
    book = view.book
    lines = [_line(view, team) for team in book.config.teams]
    weeks = report_weeks(book)
    return {
        "lines": lines,
        "weeks": [
            (week, [_cell(view, week, team) for team in book.config.teams]) for week in reversed(weeks)
        ],
        "last_week": weeks[-1],
        "others": [r.id for r in book.region_reports.values() if Week.named(r.week) not in weeks],
        "chart": _chart(view, lines, weeks) if lines else None,
        "finding": _comparison(view, lines, weeks[-1]),
    }


def _cell(view: View, week: Week, team: Team) -> tuple[str, RegionReport | None]:
    found = report_of(view.book, team.key, week.id)
    record = view.book.region_reports[found] if found else None
    return view.href(addresses.region_week(week, team.key)), record


def _line(view: View, team: Team) -> TeamLine:
    book = view.book
    weeks = [region_week(book, team.key, week) for week in report_weeks(book)]
    return TeamLine(
        team=team.key,
        name=view.tr(team.label),
        href=view.href(addresses.region_week(report_weeks(book)[-1], team.key)),
        last=weeks[-1],
        sales=sales_per_person(book, Scope("team", team.key)),
        amount=sum((week.sales.amount for week in weeks), Decimal(0)),
        collected=sum((week.collected for week in weeks), Decimal(0)),
        new=sum(len(week.new) for week in weeks),
        made=sum(len(week.effect.made) for week in weeks),
        effective=sum(len(week.effect.effective) for week in weeks),
        deals=sum(len(week.effect.deals) for week in weeks),
    )


def _chart(view: View, lines: list[TeamLine], weeks: tuple[Week, ...]) -> Chart:
    words = view.words
    rows = tuple(
        TrendRow(
            line.name,
            tuple(week.average.value for week in line.sales.weeks),
            line.sales.average.value,
            tuple(view.href(addresses.region_week(week, line.team)) for week in weeks),
        )
        for line in lines
    )
    slots = tuple(Slot(str(week.number), words.week(week), str(week.year)) for week in weeks)
    best = max(lines, key=lambda line: line.sales.average.value or Decimal(0))
    title = view.tr(
        N_("In {weeks} weeks {team} sold most per person: {amount} {unit} a week."),
        weeks=len(weeks),
        team=best.name,
        amount=words.money(best.sales.average.value),
        unit=words.money_unit(),
    )
    name = view.tr(N_("Average sales per person per week"))
    return draw(TrendInput(view.lang, name, words.money_unit(), slots, rows, title))


def _comparison(view: View, lines: list[TeamLine], week: Week) -> str:
    words, tr = view.words, view.tr
    if not lines:
        return ""
    written = sum(1 for line in lines if line.last.report)
    item = N_("{team} {amount}")
    sold = [
        tr(item, team=line.name, amount=words.money(line.last.sales.average.value))
        for line in sorted(lines, key=lambda one: -(one.last.sales.average.value or 0))
    ]
    text = N_("{week}, sales per person ({unit}): {teams}. Reports written: {written} of {count}.")
    return tr(
        text,
        week=words.week(week),
        unit=words.money_unit(),
        teams=words.join(sold),
        written=written,
        count=len(lines),
    )
