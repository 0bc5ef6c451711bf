"""The menu from one scope's page to others stays a menu in a large company: it leads near, and all are a step away."""

from __future__ import annotations

import posixpath
from functools import partial

import pytest
from forecast_files import forecast
from measure_books import TODAY, book
from pages_helper import Pages, by_class

from site_gen.config import Week
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses
from site_gen.pages.scopes import ROOM

WEEK = Week.of(TODAY)
FAMILIES = {
    "pack": partial(addresses.pack, TODAY.isoformat()),
    "commit": partial(addresses.commit_week, WEEK),
    "plan": partial(addresses.call_plan, WEEK),
    "efficiency": addresses.efficiency,
    "months": addresses.twelve_months,
    "funnel": addresses.funnel,
}
ALWAYS_NEAR = {"plan"}


def company(size, teams=2):
    """Return the pages of a company of so many people in each of its teams."""
    names = [f"t{number}" for number in range(teams)]
    people = {
        f"people/{team}-p{number}.md": f"name: 员工{team}{number}\nrole: sales\nteam: {team}"
        for team in names
        for number in range(size)
    }
    targets = {
        f"targets/{name}.md": f"owner: {name}\nyear: 2026\nmonths: [{{month: 11, orders: 1}}]"
        for name in (path[len("people/") : -len(".md")] for path in people)
    }
    said = forecast("2026-11", "t0-p0", "1") | {"commits/a.md": "owner: t0-p0\nweek: 2026-W46\ncommit: 1"}
    site = "".join(f"  - {{key: {team}, label: Team {team}}}\n" for team in names)
    return Pages(book(people | targets | said, site))


@pytest.fixture(scope="module")
def large():
    return company(ROOM // 2 + 5)


@pytest.fixture(scope="module")
def small():
    return company(3)


def led_to(pages, url):
    """Return the addresses that the menu of a page leads to."""
    (menu,) = by_class(pages.tree(url), "div", "scope-list")
    folder = posixpath.dirname(url)
    ways = [(link.get("href") or "").partition("#")[0] for link in menu.iter("a")]
    return {posixpath.normpath(posixpath.join(folder, way)) if way else url for way in ways}


def people_of(pages, address):
    found = {one: address(Scope("person", one)) for one in pages.book.people}
    return {one: url for one, url in found.items() if url in pages.pages}


@pytest.mark.parametrize("family", FAMILIES)
def test_among_many_people_a_page_leads_to_its_own_team(large, family):
    address = FAMILIES[family]
    known = people_of(large, address)
    found = led_to(large, known["t0-p1"])
    assert found & {*known.values()} == {url for one, url in known.items() if one.startswith("t0-")}
    assert address(COMPANY) in found
    assert {*known.values()} <= led_to(large, address(COMPANY))


@pytest.mark.parametrize("family", FAMILIES)
def test_among_few_people_a_page_leads_to_all(small, family):
    address = FAMILIES[family]
    known = people_of(small, address)
    near = {url for one, url in known.items() if one.startswith("t0-") or family not in ALWAYS_NEAR}
    assert led_to(small, known["t0-p1"]) & {*known.values()} == near


@pytest.mark.parametrize("family", FAMILIES)
def test_among_many_teams_a_page_leads_to_its_own(family):
    pages = company(1, ROOM)
    address = FAMILIES[family]
    teams = {address(Scope("team", team.key)) for team in pages.book.config.teams}
    for url in (address(Scope("person", "t0-p0")), address(Scope("team", "t0"))):
        assert led_to(pages, url) & teams <= {address(Scope("team", "t0"))}
    assert teams <= led_to(pages, address(COMPANY))
