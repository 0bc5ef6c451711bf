"""Teams that have written little yet: every link within a page leads to a place that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from measure_books import book
from pages_helper import Pages, ids, text

from site_gen.book import read_book
from site_gen.pages import addresses


def unanchored(pages: Pages) -> list[tuple[str, str]]:
    """Return page and link of every anchor that is not on its own page."""
    lost = []
    for url in pages.pages:
        tree = pages.tree(url)
        there = ids(tree)
        hrefs = {a.get("href", "") for a in tree.iter("a")}
        lost += [(url, href) for href in hrefs if href.startswith("#") and href[1:] not in there]
    return lost


def lost_elsewhere(pages: Pages, *urls: str) -> list[tuple[str, str]]:
    """Return page and link of every anchor on some pages that is not on the page it leads to."""
    lost = []
    for url in urls:
        for link in {a.get("href", "") for a in pages.tree(url).iter("a")}:
            page, _, anchor = urljoin(url, link).partition("#")
            if anchor and page in pages.pages and anchor not in ids(pages.tree(page)):
                lost.append((url, link))
    return lost


def test_a_new_team_without_records(tmp_path: Path):
    (tmp_path / "site.yaml").write_text("name: Team\nlanguages: [en]\n", encoding="utf-8")
    empty, problems = read_book(tmp_path, None, date(2026, 11, 20))
    assert not problems
    pages = Pages(empty)
    assert unanchored(pages) == []
    assert "No project belongs to this selection yet" in text(pages.tree(addresses.PIPELINE))


@pytest.mark.parametrize(
    "project",
    [
        {},
        {
            "projects/p.md": "customer: heng\nname: A\nstage: lead\nimportance: important\nsource: dealer\nowner: li"
        },
    ],
)
def test_a_team_of_people_and_customers(project: dict[str, str]):
    assert unanchored(Pages(book(project, "languages: [en]"))) == []


def test_who_has_a_target_and_no_project_yet():
    """The comparison names the questions that fire for them, and each leads to its answer (S4.5)."""
    target = "owner: zhao\nyear: 2026\nmonths:\n  - {month: 11, orders: 20}"
    pages = Pages(book({"targets/2026-zhao.md": target}, "languages: [en]"))
    hrefs = {a.get("href", "") for a in pages.tree(addresses.COMPARE).iter("a")}
    assert "person/zhao/index.html#DQ2" in hrefs
    assert lost_elsewhere(pages, addresses.HOME, addresses.COMPARE) == []
