"""Tiers, churn, care, relationship and competitors on record as pages (S20, S30–S32)."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from measure_books import book, projects
from pages_helper import Pages, by_class, ids, seen_by, text

from site_gen.pages import addresses, care, tiers
from site_gen.pages.competitor_names import slug_of

TODAY = date(2026, 11, 20)


def customer(ident: str, more: str = "") -> str:
    return f"name: {ident}\nvertical: chemical\nprovince: jiangsu\nowner: li\n{more}"


@cache
def made() -> Pages:
    files = {
        **{
            f"customers/c{n}.md": customer(
                f"c{n}", f"since: 2015-01-01\nannual_profit: {100 // n}\ngroups: [VIP, Old]"
            )
            for n in range(1, 6)
        },
        "customers/heng.md": customer(
            "Hengtai",
            "relationship_type: partner\nrelationship_stage: maturity\nannual_revenue: 7\npotential: high",
        ),
        **projects("p quotation 60", "q agreement 60 customer=c2"),
        "orders/q.md": "project: q\namount: 60\nsigned_on: 2026-01-10",
        "rivals/r.md": "name: Rival\naliases: [RV]\nupdated_on: 2026-11-01\n---\n## Strength\n\nCheap pipes.\n",
        "visits/v.md": "customer: heng\nowner: li\ndate: 2026-11-10\nstatus: done\nconsidering_competitor: yes\n---\n"
        "## Result\n\nOk.\n\n## 客户反应\n\nStill compares.\n\n## 竞争对手与客户关系\n\nRV dines with them.\n\n"
        "## 新的需求\n\nA second line.\n",
        "churn/c3-lost.md": "customer: c3\nlost_on: 2026-03-10\nreason: process\n"
        "remedies: [{who: li, what: Shorten approvals, when: 2026-11-01}]\n---\n## Root cause\n\nFour approvals.\n",
        "contacts/zhang.md": "name: 张工\ncustomer: heng\nbirthday: 1970-12-01",
    }
    files["projects/p.md"] += "\ncompetitors: [{name: RV}]"
    return Pages(book(files, "languages: [en, zh-Hans]\n", TODAY))


def shown(url: str) -> str:
    return text(made().tree(url).find("body/main"))


def cells(pages: Pages, url: str, ident: str) -> list[list[str]]:
    table = next(t for t in pages.tree(url).iter("table") if t.get("id") == ident)
    return [[text(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]


def test_the_tiers_page_says_what_a_brings_and_lists_the_ranking(monkeypatch):
    monkeypatch.setattr(tiers, "may_know_profit", lambda *_: True)
    pages = Pages(made().book)
    page = text(pages.tree(addresses.TIERS).find("body/main"))
    # 100, 50, 33, 25, 20 and Hengtai's 7: A are c1 and c2 with 150 of 235.
    assert "Tier A, 2 of 6 customers, brings 64% of the value" in page
    assert "Ranked by annual revenue, because their profit is not known: 1." in page
    rows = cells(pages, addresses.TIERS, "ranking-table")[1:]
    assert [row[:4] for row in rows][:2] == [["1", "c1", "A", "100"], ["2", "c2", "A", "50"]]
    assert [row[2] for row in rows] == ["A", "A", "B", "B", "B", "C"]
    assert rows[-1][4] == "annual revenue"
    assert "lost" in rows[2][1]
    assert "Whom to lift" in page
    assert ids(pages.tree(addresses.TIERS)) >= {"profile", "lift", "drop", "groups", "ranking", "unranked"}


def test_profits_are_not_told_to_those_who_may_not_see_them():
    assert "Profits are not shown to the readers of this site." in shown(addresses.TIERS)
    rows = cells(made(), addresses.TIERS, "ranking-table")[1:]
    assert {(row[3], row[5]) for row in rows} == {("–", "–")}


def test_the_churn_page_answers_the_three_questions():
    page = shown(addresses.CHURN)
    assert "Lost in twelve months: 1 of 5 active customers (20%)." in page
    assert "Mostly for “Our own procedures”: 1 of 1. The root cause is written for 1 of 1." in page
    assert "One each in Mar 2026." in page
    assert "Four approvals." in page
    assert "overdue by 19 d" in page
    # The loss has an anchor that links to the record lead to.
    assert "c3-lost" in ids(made().tree(addresses.CHURN))
    # c2 signed 60 in January and nothing since June.
    assert "c2" in text(
        next(s for s in made().tree(addresses.CHURN).iter("section") if s.get("id") == "falling")
    )


def test_remedies_stand_with_the_promises_of_who_does_them():
    assert "Shorten approvals" in shown(addresses.FOLLOW_UPS)
    assert "Shorten approvals" in shown(addresses.record("person", "li"))


def test_the_care_page_says_whom_to_contact_and_hides_what_is_personal():
    page = shown(addresses.CARE)
    # c1, c2, c4, c5 were never contacted, nor was Hua; c3 is lost; Hengtai was visited.
    assert "To contact now: 5 overdue, 0 due by 20 Dec 2026; silent: 5." in page
    assert "Next holiday for greetings: New Year, 1 Jan 2027." in page
    assert "Birthdays are personal and not shown" in page
    assert "1 Dec" not in page
    assert "A second line." in page
    people = ids(made().tree(addresses.CARE))
    assert {"person-li", "person-zhao"} <= people
    rep = shown(addresses.record("person", "li"))
    assert "All to contact: 4" in rep


def test_birthdays_ahead_are_shown_to_those_who_may_see_them(monkeypatch):
    monkeypatch.setattr(care, "may_know_birthdays", lambda *_: True)
    pages = Pages(made().book)
    page = text(pages.tree(addresses.CARE).find("body/main"))
    assert "Tue 1 Dec" in page
    assert "张工" in page


def test_the_customer_page_says_how_they_stand_to_us():
    page = shown(addresses.record("customer", "heng"))
    for words in ("Relationship typePartner", "Stage of the relationshipMaturity", "Still compares."):
        assert words in page
    assert "Considers a competitor’s productYes" in page
    url = addresses.competitor(slug_of("rival"))
    links = {a.get("href") for a in made().tree(addresses.record("customer", "heng")).iter("a")}
    assert f"../../{url}" in links
    lost = shown(addresses.record("customer", "c3"))
    assert "Lost on 10 Mar 2026: Our own procedures" in lost
    assert "Considers a competitor’s productYes" in shown(addresses.record("visit", "v"))


def test_the_list_of_customers_is_filtered_by_tier_and_group():
    tree = made().tree(addresses.CUSTOMERS)
    heads = [text(th) for th in tree.iter("th") if th.get("data-choose") is not None]
    assert "Tier ?" in heads
    assert "Groups" in heads
    row = next(r for r in tree.iter("tr") if "c1" in text(r))
    assert [td.get("data-words") for td in row if td.get("data-words")] == ["VIP|Old"]
    assert by_class(row, "span", "t-a")


def test_a_competitor_on_record_has_one_page_for_all_its_names():
    page = shown(addresses.competitor(slug_of("rival")))
    for words in (
        "also written RV",
        "Cheap pipes.",
        "Updated on 1 Nov 2026.",
        "Customers considering it: 1.",
    ):
        assert words in page
    assert addresses.competitor(slug_of("rv")) not in made().pages
    assert "rival-r" in ids(made().tree(addresses.COMPETITORS))


def test_every_record_has_its_anchor():
    """Also one that has not happened yet, and one of a competitor who is on record twice."""
    files = {
        "churn/soon.md": "customer: heng\nlost_on: 2026-12-01\nreason: price",
        "rivals/a.md": "name: Alpha",
        "rivals/b.md": "name: ALPHA",
    }
    pages = Pages(book(files, "languages: [en]\n", TODAY))
    assert "soon" in ids(pages.tree(addresses.CHURN))
    assert {"rival-a", "rival-b"} <= ids(pages.tree(addresses.COMPETITORS))


@pytest.mark.parametrize("url", [addresses.TIERS, addresses.CHURN, addresses.CARE])
def test_without_records_the_pages_say_so(url):
    pages = Pages(book({}, "languages: [en]\n", TODAY))
    assert by_class(pages.tree(url), "p", "empty")


def test_those_who_may_not_know_are_not_told_that_there_is_nothing():
    """A page on tiers, losses or contacts due would say “none” of what is only kept from a partner (S30–S32)."""
    pages = Pages(seen_by(made().book, "partner"))
    assert not {addresses.TIERS, addresses.CHURN, addresses.CARE} & set(pages.pages)
    heads = {text(cell) for cell in pages.tree(addresses.CUSTOMERS).iter("th")}
    assert "Salesperson" in heads
    assert not {"Groups", "Potential", "Contacts"} & heads
    asked = {text(term) for term in pages.tree(addresses.record("customer", "heng")).iter("dt")}
    assert "Orders of the last half-year" in asked
    assert (
        not {"Next contact due", "Considers a competitor’s product", "Competitors in open projects"} & asked
    )


def test_pages_that_are_not_there_are_not_linked():
    """Also for readers who get all parts of the site, but not these records."""
    files = {"customers/a.md": customer("A", "annual_revenue: 5")}
    whole = book(files, "languages: [en]\naudiences: [{key: board, without_kinds: [churn]}]\n", TODAY)
    pages = Pages(seen_by(whole, "board"))
    links = {a.get("href") for a in pages.tree(addresses.CUSTOMERS).iter("a")}
    assert not {"tiers.html", "churn.html", "care.html"} & links
