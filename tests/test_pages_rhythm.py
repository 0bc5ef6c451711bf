"""Selling efficiency, regional Monday reports and the alert board as pages (S27–S29)."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from measure_books import book, projects
from pages_helper import Pages, by_class, ids, text

from site_gen.config import Week
from site_gen.measures.progress import to_date
from site_gen.measures.region_week import region_week
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses
from site_gen.pages.efficiency import visit_day

#: Friday; the last whole week is W46, from 9 to 15 November.
TODAY = date(2026, 11, 20)
LI, EAST = Scope("person", "li"), Scope("team", "east")
WEEK = Week(2026, 46)


@cache
def made() -> Pages:
    """East signed and collected in W46, filed alerts, and wrote a report; West wrote none."""
    files = projects(
        "a agreement 60",
        "b agreement 20 owner=wang",
        "c agreement 40 customer=hua owner=zhao stage_history=@agreement:2026-11-03",
    )
    files |= {
        "orders/a.md": "project: a\ncontract_no: HT-1\namount: 60\nsigned_on: 2026-11-10\n"
        "payments: [{amount: 15, paid_on: 2026-11-12}, {amount: 45, due: 2026-11-18}]",
        "orders/b.md": "project: b\namount: 20\nsigned_on: 2026-11-02",
        "targets/li.md": "owner: li\nyear: 2026\n"
        "months: [{month: 11, orders: 210, collection: 21, new_customers: 1}]",
        "visits/v1.md": "customer: heng\nowner: li\ndate: 2026-11-11\nstatus: done\ndeal: yes\n"
        "follow_ups: [{who: li, what: x, when: 2026-12-01}]\nsubmitted_on: 2026-11-12\n---\n"
        "## Result\n\nSigned.\n\n## Competitor information\n\nThey cut prices.\n",
        "visits/v2.md": "customer: heng\nowner: li\ndate: 2026-11-12\nstatus: done\n---\n## Result\n\nNo.\n",
        "visits/v3.md": "customer: heng\nowner: li\ndate: 2026-11-17\nstatus: planned",
        "visits/v4.md": "customer: heng\nowner: li\ndate: 2026-11-20\nstatus: done",
        "daily/d.md": "owner: li\ndate: 2026-11-11\nattendance: present\nexpense: 400\nsubmitted_on: 2026-11-11",
        "weekly/w.md": "owner: li\nweek: 2026-W46\nsubmitted_on: 2026-11-16",
        "market/m.md": "date: 2026-11-13\nowner: li\ntype: competitor_promo\ncompetitor: Haichuan\n"
        "customer: heng\nseverity: high\n---\n## Description\n\nEight percent off.\n",
        "complaints/c.md": "date: 2026-11-09\ncustomer: heng\nowner: li\nresponsible: wang\n---\n"
        "## Content\n\nValve leaks.\n",
        "complaints/old.md": "date: 2026-10-01\ncustomer: heng\nowner: li\nresponsible: wang\nstatus: closed\n"
        "closed_on: 2026-10-04\n---\n## Content\n\nLate.\n\n## 处理措施\n\nDelivered by night.\n",
        "regional/r.md": "owner: chen\nteam: east\nweek: 2026-W46\nnext_orders: 30\nnext_visits: 5\n"
        "abnormal_customers: [{customer: heng, problem: Puts us off, handling: Chen calls}]\n"
        "submitted_on: 2026-11-16\n---\n## Competitor moves\n\nA new depot.\n\n## Next week\n\nPush line 3.\n",
        "regional/old.md": "owner: chen\nteam: west\nweek: 2026-W10",
        "reviews/i.md": "meeting: interview\ndate: 2026-11-06\nchair: chen\nattendees: [li]\n---\n"
        "## Summary\n\nThe market waits for prices.\n",
    }
    return Pages(book(files, "languages: [en, zh-Hans]\n", TODAY))


def shown(url: str) -> str:
    return text(made().tree(url).find("body/main"))


def rows(url: str, table: int) -> list[list[str]]:
    """The cells of a table of a page."""
    tree = made().tree(url)
    found = [t for t in tree.iter("table") if "data" in (t.get("class") or "")][table]
    return [[text(cell) for cell in row if cell.tag in {"th", "td"}] for row in found.iter("tr")]


def test_the_ten_items_stand_in_the_order_of_the_source():
    tree = made().tree(addresses.region_week(WEEK, "east"))
    heads = [text(h) for h in tree.iter("h2")]
    assert [head.split(" ?")[0] for head in heads[:10]] == [
        "1 Target attainment",
        "2 New customers",
        "3 Collection",
        "4 Effective visit rate",
        "5 Deal rate",
        "6 Average sales per person per week",
        "7 Competitor moves",
        "8 Abnormal customers",
        "9 Reports of the week handed in and handled",
        "10 Next week’s targets and plan",
    ]
    values = [text(value) for value in by_class(tree, "span", "item-value")]
    assert values == ["0", "15 CNY 10k", "50%", "50%", "30 CNY 10k"]


def test_item_nine_says_what_was_owed_and_what_became_of_it():
    url = addresses.region_week(WEEK, "east")
    item = next(one for one in made().tree(url).iter("section") if one.get("id") == "item-9")
    table = [[text(cell) for cell in row] for row in item.iter("tr")]
    assert table[0] == ["Name", "Weekly report", "Visit report", "Daily report"]
    li = next(row for row in table if row[0] == "李伟")
    assert li[1].startswith("Week 46, 2026 incomplete lacks")
    assert li[2].startswith("incomplete 1 and missing 1") or li[2].startswith("incomplete 1, missing 1")
    assert "missing 2" in li[3]
    wang = next(row for row in table if row[0] == "王芳")
    assert "missing" in wang[1]


def test_every_report_that_item_nine_counts_is_linked():
    visit = (
        "customer: heng\nowner: li\ndate: {day}\nstatus: done\ncontacts: [zhang]\npurpose_type: order\n"
        "follow_ups: [{{who: li, what: x, when: 2026-12-01}}]\nsubmitted_on: {day}\n---\n"
        "## Purpose\n\nSell.\n\n## Result\n\nSold.\n"
    )
    days = ("2026-11-10", "2026-11-11", "2026-11-12")
    files = {f"visits/v{day[-2:]}.md": visit.format(day=day) for day in days}
    files["visits/late.md"] = visit.format(day="2026-11-09").replace("submitted_on: 2026-11-09\n", "")
    url = addresses.region_week(WEEK, "east")
    tree = Pages(book(files, "languages: [en]\n", TODAY)).tree(url)
    item = next(one for one in tree.iter("section") if one.get("id") == "item-9")
    cell = next(cell for cell in item.iter("td") if "in time and complete 3" in text(cell).casefold())
    linked = {(a.get("href") or "").rpartition("/")[2] for a in cell.iter("a")}
    assert linked == {"v10.html", "v11.html", "v12.html", "late.html"}


def test_figures_of_a_region_s_week():
    found = region_week(made().book, "east", WEEK)
    # Hengtai signed b on the 2nd, so it is new in W45, not with a in W46.
    assert (found.new, found.day, found.report) == ((), date(2026, 11, 13), "r")
    assert (found.collected, found.sales.amount, found.sales.people) == (15, 60, ("li", "wang"))
    assert (found.effect.made, found.effect.effective, found.effect.deals) == (("v1", "v2"), ("v1",), ("v1",))
    # 210 over 21 working days, ten of them over.
    assert (found.progress.orders.expected, found.progress.orders.actual) == (100, 80)
    assert ([s.id for s in found.competitors], found.heard) == (["m"], ("v1",))
    assert [s.id for s in found.warnings] == ["c"]
    first = found.people[0]
    assert (first.person, first.effect.made) == ("li", ("v1", "v2"))
    states = [(one.type, one.about.day, one.state) for one in found.owed if one.person == "li"]
    # Daily reports are owed since the 11th, the first of them; v2 was reported by nobody, and its report is due.
    assert sorted(states) == [
        ("daily", 11, "incomplete"),
        ("daily", 12, "missing"),
        ("daily", 13, "missing"),
        ("visit", 11, "incomplete"),
        ("visit", 12, "missing"),
        ("weekly", 9, "incomplete"),
    ]
    after = found.following
    assert (after.week, after.orders, after.due_amount, after.visits, after.made) == (
        "2026-W47",
        50,
        45,
        ("v3", "v4"),
        ("v4",),
    )


def test_texts_stand_beside_the_figures():
    page = shown(addresses.region_week(WEEK, "east"))
    for said in ("A new depot.", "Puts us off", "Chen calls", "Push line 3.", "They cut prices.", "Haichuan"):
        assert said in page
    assert "Handed in on 16 Nov 2026." in page
    assert "Behind after 10 of 21 working days: Orders signed 80%" in page
    assert rows(addresses.region_week(WEEK, "east"), -1)[1:] == [
        ["Orders signed CNY 10k", "30", "50", "–", "0"],
        ["Collection CNY 10k", "–", "5", "due 45", "0"],
        ["Visits", "5", "–", "planned 2", "1"],
    ]


def test_without_a_record_figures_stand_and_the_command_is_named():
    page = shown(addresses.region_week(WEEK, "west"))
    assert "site-gen new region_report --set team=west --set week=2026-W46" in page
    assert page.count("Not written yet.") == 4
    assert "The texts are not written yet." in page


def test_there_is_a_report_of_twelve_weeks_and_of_every_record():
    urls = made().pages
    assert addresses.region_week(Week(2026, 35), "east") in urls
    assert addresses.region_week(Week(2026, 34), "east") not in urls
    assert addresses.region_week(Week(2026, 47), "east") not in urls
    assert "Week 10, 2026" in shown(addresses.REGIONS)
    own, week = (
        shown(addresses.record("region_report", "r")),
        shown(addresses.region_week(WEEK, "east")),
    )
    assert own[own.index("1 Target") :] == week[week.index("1 Target") :]


def test_teams_compared():
    last, trend = rows(addresses.REGIONS, 0), rows(addresses.REGIONS, -2)
    assert last[1] == ["East", "2", "60", "30", "80%", "15", "0", "2", "50% n=2", "50% n=2", "handed in 16 Nov 2026"]  # fmt: skip
    assert last[2] == ["West", "1", "0", "0", "–", "0", "0", "0", "– n=0", "– n=0", "texts not written"]
    assert trend[1] == ["East", "80", "3.3", "15", "1", "2", "50%", "50%"]
    assert trend[2] == ["West", "40", "3.3", "0", "1", "0", "–", "–"]


def test_efficiency_of_a_person():
    url = addresses.efficiency(LI)
    page = shown(url)
    # 15 of 21 days: 150 expected, 60 signed; 15 of 15 collected; b made Hengtai a customer of Wang's.
    assert "Behind after 15 of 21 working days: Orders signed 40%, New customers 0%" in page
    assert "Fri 20 Nov: 1 visit, 0 effective, 0 with a deal." in page
    assert "A visit costs at least 133 CNY this month." in page
    assert rows(url, -1)[1] == ["李伟", "3", "1", "1", "400", "2", "133", "400", "400", "60", "0.07%"]
    assert "The market waits for prices." in page
    tree = made().tree(url)
    links = {a.get("href") for a in tree.iter("a")}
    assert {link for link in links if link and link.startswith("#orders-")} == {"#orders-2026-11-10"}
    assert {"orders-2026-11-10", "collection-2026-11-12", "came"} <= ids(tree)


def test_efficiency_shows_the_last_day_that_a_person_worked():
    away = "name: 李伟\nrole: sales\nteam: east\nabsences: [{first: 2026-11-18, last: 2026-11-19, reason: leave}]"
    target = "owner: li\nyear: 2026\nmonths: [{month: 11, orders: 210}]"
    quiet = book({"people/li.md": away, "targets/li.md": target}, "languages: [en]\n", TODAY)
    assert visit_day(quiet, LI) == date(2026, 11, 17)
    assert visit_day(quiet, EAST) == date(2026, 11, 19)
    assert visit_day(made().book, LI) == TODAY


def test_efficiency_of_the_company_names_everybody():
    people = rows(addresses.EFFICIENCY, 5)
    assert [row[0] for row in people[1:]] == ["李伟", "王芳", "赵军"]
    assert people[1][1:3] == ["60 / 210", "40%"]
    assert people[2][1:3] == ["20 / –", "–"]


def test_curves_have_a_point_for_every_working_day():
    days = rows(addresses.EFFICIENCY, 0)
    assert days[0] == ["Day", "Actual", "Target"]
    assert (days[1], days[-1]) == (["Mon 2 Nov", "20", "10"], ["Mon 30 Nov", "–", "210"])
    assert len(to_date(made().book, COMPANY).orders.days) == 21


def test_the_board_says_what_threatens_sales_and_what_was_done():
    page = shown(addresses.ALERTS)
    assert "Open alerts: 2, of these 1 serious and 1 that nobody handles." in page
    assert "First: Competitor’s promotion 13 Nov 2026, open for 7 days." in page
    waiting, settled = rows(addresses.ALERTS, 0), rows(addresses.ALERTS, 1)
    assert [row[0] for row in waiting[1:]] == ["Competitor’s promotion", "Complaint"]
    assert waiting[1][3:7] == ["7", "恒泰, Haichuan", "nobody", "Open"]
    assert waiting[2][3:6] == ["11", "恒泰", "王芳"]
    assert settled[1][3] == "3"
    assert settled[1][-1] == "Delivered by night."


@pytest.mark.parametrize(
    ("kind", "ident", "said"),
    [
        ("market_report", "m", "Open for 7 days. Nobody handles it."),
        ("complaint", "c", "Open for 11 days. That is longer than a complaint may be open. Handled by 王芳."),
        ("complaint", "old", "Closed on 4 Oct 2026 after 3 days. Handled by 王芳."),
    ],
)
def test_the_page_of_an_alert(kind, ident, said):
    assert said in shown(addresses.record(kind, ident))


def test_the_story_of_an_alert_has_the_visits_in_between():
    page = shown(addresses.record("complaint", "c"))
    assert page.index("20 Nov 2026") < page.index("12 Nov 2026") < page.rindex("9 Nov 2026")
    assert "## Handling" in page


def test_alerts_stand_on_the_page_of_the_customer_and_among_the_signals():
    tree = made().tree(addresses.record("customer", "heng"))
    links = {a.get("href") for a in tree.iter("a")}
    assert {"../../market/r/m.html", "../../complaints/r/c.html", "../../complaints/r/old.html"} <= links
    home = shown(addresses.HOME)
    assert "Serious market alerts" in home
    assert "Complaints open too long" in home


def test_empty_states_are_said():
    empty = Pages(book({}, "languages: [en]\n", TODAY))
    assert "Nothing has been filed that threatens sales." in text(empty.tree(addresses.ALERTS))
    assert "There is no salesperson here." in text(empty.tree(addresses.EFFICIENCY))
    assert "Week 46, 2026" in text(empty.tree(addresses.REGIONS))


@pytest.mark.parametrize("url", [url for url in made().pages if url.startswith(("regions/", "market/"))])
def test_html_is_valid_in_chinese(url):
    assert made().tree(url, "zh-Hans") is not None
