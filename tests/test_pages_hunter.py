"""Hunter pages: the six questions, the required funnel, months, sources and actions (S3)."""

from __future__ import annotations

import re

import pytest
from measure_books import book, projects
from pages_helper import Pages, by_class, ids, text

from site_gen.pages import addresses

PLAN = """owner: li
year: 2026
average_deal: 100
lead_sources: [{source: referral, expected_leads: 60, note: 每季回访}, {source: event, expected_leads: 20}]
action_plan:
  - {who: li, what: 整理名单, when: 2026-09-30, done: yes, done_on: 2026-09-28}
  - {who: li, what: 请人介绍, when: 2026-11-10}
  - {who: chen, what: 陪同拜访, when: 2026-12-05}
---
## 潜在客户信息来源

化工园区名单
"""
FILES = {
    **projects(
        "old payment 100 stage_history=@lead:2025-02-01,payment:2025-03-01",
        "won payment 100 stage_history=@lead:2026-01-05,agreement:2026-02-01,payment:2026-03-01",
        "a lead 5 lead_channel=referral stage_history=@lead:2026-02-01",
        "b solution 5 stage_history=@lead:2026-03-01,solution:2026-04-01",
        "c lead 5 owner=wang stage_history=@lead:2026-03-01",
    ),
    "targets/2026-li.md": "owner: li\nyear: 2026\nmonths: [{month: 1, orders: 300}, {month: 12, orders: 700}]",
    "targets/2026-wang.md": "owner: wang\nyear: 2026\nmonths: [{month: 12, orders: 150}]",
    "plans/2026-li.md": PLAN,
    "plans/2025-li.md": "owner: li\nyear: 2025\nlead_sources: [{source: phone, expected_leads: 9}]\n"
    "action_plan: [{who: li, what: 打电话, when: 2025-12-01, done: yes}]",
}


@pytest.fixture(scope="module")
def made() -> Pages:
    return Pages(book(FILES, "languages: [en, zh-Hans]"))


def test_the_six_questions_are_answered_with_the_person_s_figures(made):
    tree = made.tree(addresses.hunter("li"))
    items = [text(li) for (six,) in [by_class(tree, "ol", "six")] for li in six.iter("li")]
    groups = [text(span) for span in by_class(tree, "span", "six-group")]
    assert groups == ["Research", "Planning", "Selling skill", *["Sales management"] * 3]
    assert "leads expected in the year: 80. Leads entered in 2026 so far: 3." in items[0]
    assert "Most came through Referral: 1. Without a channel: 2." in items[0]
    assert "1,000 CNY 10k at 100 a deal is 10 deals: leads by the model 100, by own rates 20." in items[1]
    assert "On the list of 2026: 3." in items[1]
    assert "Of 3 on the list of the year, 2 came to “Qualified opportunity” and 1 were signed." in items[2]
    assert "Of 2 open ones 0.4 can be signed" in items[2]  # 0.1 + 0.25 by the model
    assert (
        "50% of own leads were signed (2 of 4); in the model 10%. The own rate rests on few cases."
        in items[3]
    )
    assert (
        "Still to be signed: 900 CNY 10k, deals needed: 9; leads by the model 90, by own rates 18."
        in items[4]
    )
    assert "Open: 2; missing: 88." in items[4]
    assert "Actions: 3, of these done 1, overdue 1. Next, by 5 Dec 2026: 陪同拜访" in items[5]


def test_the_page_shows_need_months_sources_actions_and_where_they_come_from(made):
    tree = made.tree(addresses.hunter("li"))
    assert {"questions", "funnel", "year", "months", "sources", "actions", "basis", "plan"} <= ids(tree)
    shown = text(tree)
    assert "That takes 90 leads; open projects: 2, missing: 88." in shown
    assert "80 leads are expected, 100 are needed for the year by the model: 20 too few." in shown
    assert "化工园区名单" in shown
    assert "overdue by 8 d" in shown
    hrefs = {a.get("href") for a in tree.iter("a")}
    assert {"../../people/r/li.html", "../r/2026-li.html", "../r/2025-li.html"} <= hrefs
    assert "../../people/targets.html#2026-li" in hrefs
    assert "../../projects/r/won.html" in hrefs
    assert by_class(tree, "div", "chart")


def test_a_plan_of_a_past_year_looks_back(made):
    shown = text(made.tree(addresses.record("hunter_plan", "2025-li")))
    assert "No order target is written for this period." in shown
    assert "打电话" in shown


def test_without_a_plan_the_command_that_begins_one_is_shown(made):
    tree = made.tree(addresses.hunter("wang"))
    codes = [text(code) for code in tree.iter("code")]
    assert "site-gen new hunter_plan --set owner=wang --set year=2026" in codes
    assert "No hunter plan is written for 2026." in text(tree)
    assert "No action plan is written yet." in text(tree)
    assert "of the team, because nothing of the own was signed yet" in text(tree)


def test_the_list_sums_up_everybody(made):
    tree = made.tree(addresses.HUNTER)
    rows = {text(tr[0]): [text(td) for td in list(tr)[1:]] for tr in tree.iter("tr") if len(tr) == 10}
    assert rows["李伟"][:7] == ["1,000", "100", "9", "90", "18", "2", "88"]
    assert rows["王芳"][:8] == ["150", "0", "2", "20", "5", "1", "19", "4"]
    assert rows["Sum"][:7] == ["1,150", "100", "11", "110", "23", "3", "107"]
    assert "2 of 2 salespeople have fewer leads than they need; missing in all: 107." in text(tree)
    assert "Without a hunter plan for 2026: 1 of 2." in text(tree)


def test_pages_of_the_person_lead_there(made):
    for url in (addresses.record("person", "li"), "pipeline/person/li/index.html"):
        assert any(
            (a.get("href") or "").endswith("plans/person/li.html") for a in made.tree(url).iter("a")
        ), url


def test_a_met_target_and_an_empty_team_are_said_in_words():
    won = projects("w payment 100 stage_history=@lead:2026-01-05,agreement:2026-02-01,payment:2026-03-01")
    met = Pages(book({**won, "targets/t.md": "owner: li\nyear: 2026\nmonths: [{month: 1, orders: 90}]"}))
    shown = text(met.tree(addresses.hunter("li")))
    assert "The target of 2026 is reached: 100 of 90" in shown
    assert "None: the target is reached." in shown
    assert "Nobody sells yet." in text(Pages(book({})).tree(addresses.HUNTER))


@pytest.mark.parametrize("name", ["hunting", "cadences", "reviews"])
def test_the_handbook_says_how(made, name):
    english, chinese = (text(made.tree(addresses.method(name), lang)) for lang in ("en", "zh-Hans"))
    assert not re.search(r"[a-z]{4,} [a-z]{4,} [a-z]{4,}", chinese.partition("site-gen")[0])
    wanted = {
        "hunting": (
            "nothing signed yet, 100 CNY 10k a deal: 10 deals",
            "Where do I get enough lead information?",
        ),
        "cadences": ("within 3 working days of the visit", "at least 30 minutes", "5 to 10 minutes each"),
        "reviews": (
            "what happened, what is next, who helps whom",
            "The pack must answer: was the month reached",
        ),
    }[name]
    for words in wanted:
        assert words in english


def test_a_plan_without_targets_leads_to_no_funnel():
    made = Pages(book({"plans/2026-li.md": PLAN.replace("average_deal: 100\n", "")}, "languages: [en]"))
    tree = made.tree(addresses.hunter("li"))
    inside = {a.get("href", "") for a in tree.iter("a") if a.get("href", "").startswith("#")}
    assert inside <= {f"#{key}" for key in ids(tree)}
    assert "#funnel" not in "".join(a.get("href", "") for a in made.tree(addresses.HUNTER).iter("a"))
