"""Pages of speed, win and loss, cohorts and indicators; the staff matrix and who may see it (S36)."""

from __future__ import annotations

import json
import re

import pytest
from measure_books import book, projects
from pages_helper import Pages, by_class, for_managers, ids, text
from test_measures_win_loss import DEALS, GROUP, ORDER

from site_gen.book.redaction import book_for
from site_gen.diagnostics import Diagnostic
from site_gen.diagnostics.diagnostic import Place
from site_gen.measures.registry import MEASURES
from site_gen.pages import addresses, data, search, staff
from site_gen.pages.audience import may_show_kind, may_tell
from site_gen.pages.problems import by_person, told

LANGUAGES = "languages: [en, zh-Hans]\n"
OURS = (addresses.SPEED, addresses.WIN_LOSS, addresses.COHORTS, addresses.INDICATORS)
#: Stands nowhere but in staff reviews, which have problems, too: li reviews himself, class C has no comment.
CANARY = "kanarienvogel"
SECRET = {
    f"staff/{CANARY}-1.md": (
        f"person: li\ndate: 2026-09-01\ngrade: D\nreviewer: li\n---\n"
        f"## 评语\n\n不合群 {CANARY}\n\n## {CANARY} heading\n\nmore"
    ),
    f"staff/{CANARY}-2.md": "person: wang\ndate: 2026-09-02\ngrade: C\nreviewer: chen",
}


@pytest.fixture(scope="module")
def site() -> Pages:
    return Pages(book(projects(*DEALS) | {"orders/w1.md": ORDER}, LANGUAGES))


def rows(site: Pages, url: str, table: str) -> list[list[str]]:
    found = next(e for e in site.tree(url).iter("table") if e.get("id") == table)
    return [[text(cell) for cell in row] for row in found.find("tbody").iter("tr")]


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("url", OURS)
def test_every_page_is_valid_and_its_links_lead_to_anchors(site, url, lang):
    tree = site.tree(url, lang)
    assert text(by_class(tree, "p", "finding")[0])
    inner = {a.get("href", "")[1:] for a in tree.iter("a") if a.get("href", "").startswith("#")}
    assert inner <= ids(tree)


@pytest.mark.parametrize("url", OURS)
def test_every_page_says_so_when_there_is_nothing(url):
    tree = Pages(book({})).tree(url)
    assert text(by_class(tree, "p", "finding")[0])


def test_speed_shows_the_four_factors_and_the_result(site):
    page = text(site.tree(addresses.SPEED))
    assert "From the first day to signing a deal takes 90.5 days (median of 2)." in page
    assert "The pipeline turns into 46.4 CNY 10k per 30 days." in page
    strip = [text(e) for e in by_class(site.tree(addresses.SPEED), "span", "value")]
    assert strip[:6] == ["4", "50%", "70", "90.5", "1.5", "200%"]


def test_speed_lists_deals_with_too_little_time(site):
    found = rows(site, addresses.SPEED, "tight-deals")
    assert [(row[0], row[3], row[5], row[6], row[7]) for row in found] == [
        ("o3", "–", "−1", "90", "91"),
        ("o2", "8", "19", "20", "1"),
    ]


def test_speed_shows_concentration_with_and_without_the_largest_deal():
    files = projects("a quotation 60", "b lead 20 customer=son", "c lead 20 customer=hua")
    page = text(Pages(book(files | {k: v for k, v in GROUP.items() if "son" in k})).tree(addresses.SPEED))
    assert "Largest deal: 60 CNY 10k, 60% of the sum." in page
    assert "HHI 6,800." in page


def test_win_loss_says_both_rates_and_lists_the_deals(site):
    page = text(site.tree(addresses.WIN_LOSS))
    assert "2 of 4 deals decided in twelve months were won (50%); by amount 36%." in page
    assert "With the 1 open deal whose day has passed it is 40%." in page
    found = rows(site, addresses.WIN_LOSS, "decided-deals")
    assert [(row[0], row[2], row[4], row[8]) for row in found] == [
        ("l2", "lost", "50", "10"),
        ("l1", "lost", "200", "90"),
        ("w2", "won", "50", "120"),
        ("w1", "won", "90", "61"),
    ]
    assert found[1][7] == "Rival"


def test_cohorts_cannot_be_mistaken_for_the_funnel(site):
    page = text(site.tree(addresses.COHORTS))
    assert "Cohorts: signed of those entered" in page
    assert "Snapshot: conversion of the funnel today" in page
    assert "which is something else: it mixes deals of all months." in page


def test_indicators_show_limit_value_state_and_eight_weeks(site):
    tree = site.tree(addresses.INDICATORS)
    row = next(e for e in tree.iter("tr") if e.get("id") == "cycle")
    cells = [text(cell) for cell in row]
    # The cycle of M35 goes by the stage history: 60 and 120 days.
    assert cells[1:4] == ["–", "90 days", "no limit set"]
    assert len(cells) == 4 + 8


# ---- the staff matrix is for managers ------------------------------------------------------


@pytest.fixture(scope="module")
def secret() -> Pages:
    return Pages(book(projects("a lead 1", "b lead 1 owner=wang") | SECRET, LANGUAGES))


def test_only_managers_may_know_of_staff_reviews():
    plain = book({})
    seen = {one.key: may_show_kind(book_for(plain, one), "staff_review") for one in plain.config.audiences}
    assert seen == {"team": False, "rep": False, "manager": True, "partner": False}
    assert may_show_kind(plain, "project")
    assert may_show_kind(plain, "bid")


def test_s36_5_the_team_gets_no_page_of_the_matrix(secret):
    assert addresses.STAFF not in secret.pages
    assert [page.url for page in staff.pages(for_managers(secret.book))] == [addresses.STAFF]
    assert list(staff.pages(secret.book)) == list(staff.pages(for_managers(book({})))) == []


def test_s36_5_nothing_of_a_staff_review_leaks_into_a_build_for_the_team(secret):
    for url in secret.pages:
        for lang in ("en", "zh-Hans"):
            html = secret.html(url, lang)
            assert CANARY not in html, url
            assert "staff.html" not in html, url
    for lang in ("en", "zh-Hans"):
        for content in search.files(secret.book, lang).values():
            assert CANARY.encode() not in content
    for content in data.files(secret.book).values():
        assert CANARY.encode() not in content
        assert b"staff_review" not in content
    assert all(CANARY not in json.dumps([m.id, m.key]) for m in MEASURES.values())


def test_s36_5_problems_of_staff_reviews_are_not_told_to_the_team(secret):
    hidden = [d for d in secret.book.diagnostics if CANARY in d.place.path]
    assert hidden
    assert not [d for d in told(secret.book) if CANARY in str(d)]
    assert sum(by_person(secret.book).values()) == len(told(secret.book))
    record = secret.book.staff_reviews[f"{CANARY}-1"]
    managers = for_managers(secret.book)
    assert all(may_tell(managers, d, record) for d in hidden)
    assert set(hidden) <= set(managers.diagnostics)
    # A file that cannot be read has no record, only a path.
    broken = Diagnostic("SG201", Place(f"records/staff/{CANARY}-3.md", 1, 1))
    assert not may_tell(secret.book, broken, None)
    assert may_tell(managers, broken, None)
    assert may_tell(secret.book, Diagnostic("SG201", Place("records/projects/x.md", 1, 1)), None)


def test_a_link_to_a_staff_review_leads_nowhere_for_the_team():
    note = f"customer: heng\nowner: li\ndate: 2026-11-10\nstatus: done\n---\n## Result\n[see](../staff/{CANARY}-1.md)"
    site = Pages(book(SECRET | {"visits/v.md": note}))
    assert "staff.html" not in site.html(addresses.record("visit", "v"))


def test_s36_5_managers_see_the_matrix_with_an_anchor_for_each_review(secret):
    manager = Pages(for_managers(secret.book))
    page = manager.pages[addresses.STAFF]
    tree = manager.tree(page.url)
    assert {f"{CANARY}-1", f"{CANARY}-2"} <= ids(tree)
    words = text(tree)
    assert "A 0, B 0, C 1, D 1. Attention goes to B before C." in words
    assert "More people in D than in A: a sign of a company in trouble." in words
    assert f"不合群 {CANARY}" in words
    (quadrant,) = by_class(tree, "td", "grade-D")
    assert re.search("李伟", text(quadrant))
    assert manager.tree(page.url, "zh-Hans") is not None
