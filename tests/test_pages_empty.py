"""Teams that have written little yet: every link within a page leads to a place that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
