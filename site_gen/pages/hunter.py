"""Hunter plans: everybody's need of leads at a glance, and each salesperson's way from target to leads (S3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.hunting import plan_of
from site_gen.charts import Chart, RequiredInput, RequiredRow, draw
from site_gen.locale.text import N_
from site_gen.measures.funnel import implied_win_rate
from site_gen.measures.hunter import hunter
from site_gen.measures.hunter_group import hunters
from site_gen.measures.hunter_parts import Hunter, HunterRow, HunterStage
from site_gen.measures.scope import COMPANY, Scope, seller
from site_gen.measures.values import Ratio
from site_gen.pages import addresses, data
from site_gen.pages.hunter_finding import group_finding, person_finding
from site_gen.pages.hunter_questions import questions
from site_gen.pages.page import Page
from site_gen.pages.problems import problems_of
from site_gen.pages.targets import month_of
from site_gen.pages.view import View
from site_gen.records import HunterPlan, Person


class StageLine(Struct, frozen=True):
    """An open stage as the page shows it: its figures and the model's chance to be signed from it (S3.5)."""

    row: HunterStage
    model: Ratio


class TeamRows(Struct, frozen=True):
    """The people of a team, with the team's sums; nobody's team has no sums."""

    key: str
    name: str
    total: Hunter | None
    people: tuple[HunterRow, ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the list, a page per salesperson for this year, and one per hunter plan."""
    crumbs = ((addresses.HUNTER, _title),)
    yield Page(addresses.HUNTER, "hunters.html", _title, _build_list, "hunter", paper="landscape")
    for person in hunters(book, COMPANY, book.as_of.year):
        yield Page(
            url=addresses.hunter(person.id),
            template="hunter.html",
            title=partial(_named, person, book.as_of.year),
            build=partial(_build, person.id, book.as_of.year, None),
            section="hunter",
            crumbs=crumbs,
        )
    for plan in book.hunter_plans.values():
        yield Page(
            url=addresses.record("hunter_plan", plan.id),
            template="hunter.html",
            title=partial(_named, book.people[plan.owner], plan.year),
            build=partial(_build, plan.owner, plan.year, plan),
            section="hunter",
            crumbs=crumbs,
        )


def _title(view: View) -> str:
    return view.tr(N_("Hunter plans"))


def _named(person: Person, year: int, view: View) -> str:
    return view.tr(N_("Hunter plan {year}: {name}"), year=year, name=person.name)


def _build_list(view: View) -> Mapping[str, Any]:
    book = view.book
    found = hunter(book, COMPANY)
    return {
        "found": found,
        "finding": group_finding(view, found),
        "groups": _groups(view, found),
        "chart": required_chart(view, COMPANY, found),
        "lines": stage_lines(book, found),
        "month_of": month_of,
        "plans": sorted(book.hunter_plans.values(), key=lambda plan: (-plan.year, plan.owner, plan.id)),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _groups(view: View, found: Hunter) -> list[TeamRows]:
    book = view.book
    groups = []
    for team in book.config.teams:
        rows = tuple(row for row in found.people if book.team_of(row.person) == team.key)
        if rows:
            total = hunter(book, Scope("team", team.key))
            groups.append(TeamRows(team.key, view.tr(team.label), total, rows))
    keys = {team.key for team in book.config.teams}
    rest = tuple(row for row in found.people if book.team_of(row.person) not in keys)
    if rest:
        groups.append(TeamRows("", view.tr(N_("Without a team")), None, rest))
    return groups


def stage_lines(book: Book, found: Hunter) -> list[StageLine]:
    """Return the rows of the stages with the model's chances."""
    return [StageLine(row, implied_win_rate(book, row.stage)) for row in found.stages]


def required_chart(view: View, scope: Scope, found: Hunter) -> Chart | None:
    """Return the picture of the open stages; `None` where nothing can be asked of them."""
    open_keys = view.book.config.open_keys
    rows = [row for row in found.stages if row.stage in open_keys]
    if not rows or found.met or found.over or any(row.by_model is None for row in rows):
        return None
    made = tuple(
        RequiredRow(
            view.words.stage(row.stage),
            view.book.config.rank(row.stage),
            row.by_model or 0,
            row.by_own,
            row.existing.count,
            view.href(addresses.projects_of(scope, f"stage-{row.stage}")),
        )
        for row in rows
    )
    return draw(RequiredInput(view.lang, made))


def _build(owner: str, year: int, plan: HunterPlan | None, view: View) -> Mapping[str, Any]:
    book, scope = view.book, Scope("person", owner)
    found = hunter(book, scope) if year == book.as_of.year else hunter(book, scope, year)
    shown = plan or plan_of(book, owner, year)
    return {
        "owner": owner,
        "year": year,
        "scope": scope,
        "found": found,
        "plan": shown,
        "finding": person_finding(view, found),
        "questions": questions(view, found, shown),
        "chart": required_chart(view, scope, found),
        "lines": stage_lines(book, found),
        "month_of": month_of,
        "others": [
            one for one in book.hunter_plans_of_owner.get(owner, ()) if shown is None or one.id != shown.id
        ],
        "person_url": _there(view, addresses.record("person", owner)),
        "funnel_url": _there(view, addresses.funnel(scope)),
        "now_url": _there(view, addresses.hunter(owner)) if plan else "",
        "open_url": _there(view, addresses.projects_of(scope)),
        "warnings": problems_of(book, shown) if shown else (),
        "data_url": view.asset(data.address(scope)) if _has_data(book, owner) else "",
    }


def _there(view: View, url: str) -> str:
    """Return the href of a page; empty when there is none."""
    return view.href(url) if url in view.site.urls else ""


def _has_data(book: Book, owner: str) -> bool:
    return seller(book, owner) is not None
