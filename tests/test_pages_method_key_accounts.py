"""The chapters of the handbook on key accounts (S13, S15, S17, S20–S22, S24, S30–S32)."""

from __future__ import annotations

import pytest
from measure_books import book
from pages_helper import Pages, ids, text

from site_gen.pages import addresses

CHAPTERS = ("key-accounts", "deciders", "assessment", "relations", "department")


@pytest.fixture(scope="module")
def site() -> Pages:
    return Pages(book({}, "languages: [en, zh-Hans]\n"))


def said(site: Pages, chapter: str, lang: str = "en") -> str:
    return text(site.tree(addresses.method(chapter), lang).find(".//main"))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_is_valid_and_in_the_table_of_contents(site: Pages, chapter: str) -> None:
    assert len(said(site, chapter, "zh-Hans")) > 300
    assert f"{chapter}.html" in site.html(addresses.METHOD)


def test_stages_steps_and_marks_of_a_complex_sale(site: Pages) -> None:
    tree = site.tree(addresses.method("key-accounts"))
    vocabularies = site.book.config.vocabularies
    assert {f"stage-{key}" for key in vocabularies["key_account_stage"].keys} <= ids(tree)
    found = text(tree.find(".//main"))
    for key in vocabularies["doctrine_step"].keys:
        assert f"doctrine_step: {key}" in found
    assert all(f"{flag}: yes" in found for flag in ("long_cycle", "group_decision", "large_amount"))
    assert {"development", "planned", "early", "trilogy"} <= ids(tree)


def test_every_role_and_type_is_explained(site: Pages) -> None:
    tree = site.tree(addresses.method("deciders"))
    vocabularies = site.book.config.vocabularies
    assert {f"role-{key}" for key in vocabularies["decision_role"].keys} <= ids(tree)
    assert {f"type-{key}" for key in vocabularies["personality"].keys} <= ids(tree)
    assert "Cannot say yes, can say no." in text(tree)


def test_the_ten_items_stand_in_two_halves(site: Pages) -> None:
    tree = site.tree(addresses.method("assessment"))
    halves = list(tree.iter("tbody"))
    assert [len(list(half.iter("tr"))) for half in halves] == [6, 6]


def test_rules_exercise_and_what_the_source_leaves_open(site: Pages) -> None:
    tree = site.tree(addresses.method("relations"))
    assert {"rules", "timing", "case", "groups", "lost", "manner"} <= ids(tree)
    assert "nothing below it" in text(tree)
    # The solution of the sample team is linked where there is one.
    assert "The sample team works" not in text(tree)


def test_the_department_says_what_is_asked_and_what_is_not_covered(site: Pages) -> None:
    found = said(site, "department")
    assert "Five years or more of customer management" in found
    assert "Office supplies" in found
    assert "kpi_warning" in found
    limited = Pages(book({}, "languages: [en]\nthresholds: {kpi_warning: 60}\n"))
    assert "Below 60 points there is an oral warning." in said(limited, "department")
