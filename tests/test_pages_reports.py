"""The pages of daily and weekly reports show plan, done, ratios and signatures as counted by hand."""

from __future__ import annotations

import pytest
from measure_books import book
from test_measures_work_figures import CALENDAR, MONEY, REPORTS, TARGETS
from visit_pages import Shown, by_id, having, words

from site_gen.book.trace import ALL, flat, tracing
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses
from site_gen.pages.edition import render_page
from site_gen.pages.view import View
from site_gen.records import FORMS

#: Monday 12 October 2026: one visit kept, one forgotten, one cancelled, one made without a plan, and a call.
VISITS = {
    "visits/kept.md": "customer: heng\nowner: li\ndate: 2026-10-12\ntime: '09:30'\nstatus: done\ndeal: yes\n"
    "purpose_type: collection\nsubmitted_on: 2026-10-12\nsupplier_complaint: yes\n---\n"
    "## 拜访结果\n\n定了阀门\n\n## 下一步拜访计划\n\n送样\n\n## 竞争对手的信息\n\n对手降价\n",
    "visits/forgotten.md": "customer: hua\nowner: li\ndate: 2026-10-12\nstatus: planned",
    "visits/dropped.md": "customer: hua\nowner: li\ndate: 2026-10-12\nstatus: cancelled",
    "visits/surprise.md": "customer: hua\nowner: li\ndate: 2026-10-12\nstatus: done\nunplanned: yes",
    "visits/call.md": "customer: hua\nowner: li\ndate: 2026-10-12\nstatus: done\nchannel: phone\n---\n## 拜访结果\n\n约了周五\n",
    "visits/next.md": "customer: heng\nowner: li\ndate: 2026-10-20\ntime: '14:00'\nstatus: planned\npurpose_type: service",
    "visits/today.md": "customer: heng\nowner: li\ndate: 2026-11-18\nstatus: planned\npurpose_type: order",
    "signatures/next.md": "owner: li\nplan: week\ndate: 2026-10-19\nsigned_by: chen\nsigned_on: 2026-10-16\n---\n"
    "## 批示意见\n\n先去恒泰\n",
    "weekly/typed.md": "owner: li\nweek: 2026-W43\nsubmitted_on: 2026-10-26\nordered: 7\n---\n## 竞争对手的信息\n\n无\n",
    "weekly/now.md": "owner: li\nweek: 2026-W46\nsubmitted_on: 2026-11-16\n---\n"
    "## 客户反映的意见\n\n恒泰嫌交期长\n\n## 客户的最新动态\n\n换了厂长\n",
    "weekly/late.md": "owner: wang\nweek: 2026-W46\nsubmitted_on: 2026-11-23\n---\n## 客户的最新动态\n\n没人看见\n",
}
DAY, WEEK = addresses.record("daily_report", "a"), addresses.record("weekly_report", "a")


@pytest.fixture(scope="module")
def shown():
    days = {key: text for key, text in REPORTS.items() if key != "weekly/b.md"}
    return Shown(book({**TARGETS, **MONEY, **days, **VISITS}, CALENDAR))


def _rows(table) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in table.findall("./tbody/tr")]


def test_the_day_tells_plan_and_done_of_each_visit(shown):
    tree = shown.tree(DAY, "en")
    rows = _rows(having(tree, "plan-done", "table")[0])
    assert len(rows) == 4  # the call stands among the talks
    kept = next(row for row in rows if "定了阀门" in row[4])
    assert kept[0].startswith("恒泰")
    assert kept[1:4] == ["09:30", "Jiangsu", "Collection"]
    assert kept[5:] == ["Yes", "Yes", "handed in"]
    said = words(having(tree, "finding", "p")[0])
    assert "Planned 3, made as planned 1, not visited 2, without a plan 1." in said
    assert "Effective 1 of 2, deals 1." in said
    assert "orders 1,000% of the target so far, collection 200%" in said
    departures = [words(one) for one in having(tree, "wide-names", "dl")[0]]
    assert all(text.endswith("华新") for text in departures)


def test_the_day_shows_talks_money_and_the_signature(shown):
    tree = shown.tree(DAY, "en")
    text = words(tree.find(".//main"))
    assert "约了周五" in text
    assert "谈了阀门" in text
    assert _rows(having(tree, "money", "table")[0]) == [
        ["Collected", "4", "1", "400%", "4", "2", "200%"],
        ["Ordered", "30", "2", "1,500%", "40", "4", "1,000%"],
    ]
    assert "signed by 陈刚 on 13 Oct 2026" in words(by_id(tree, "sign-off"))
    unsigned = words(by_id(shown.tree(addresses.record("daily_report", "c"), "en"), "sign-off"))
    assert "for 陈刚 to sign" in unsigned


def test_reports_of_a_person_lead_to_each_other_and_to_week_and_visits(shown):
    html = shown.text(addresses.record("daily_report", "b"), "en")
    assert 'href="a.html"' in html
    assert 'href="c.html"' in html
    assert "../../weekly/r/a.html" in html
    visit = shown.text(addresses.record("visit", "kept"), "en")
    assert "reports/daily/r/a.html" in visit
    assert "reports/weekly/r/a.html" in visit


def test_the_week_has_next_week_s_plan_countersigned_and_the_work_of_each_day(shown):
    tree = shown.tree(WEEK, "en")
    (plan,) = _rows(having(tree, "day-plan", "table")[0])
    assert plan == ["恒泰", "Tue 20 Oct", "14:00", "Jiangsu", "Service", "Planned"]
    assert "signed by 陈刚 on 16 Oct 2026" in words(having(tree, "countersign", "p")[0])
    assert "先去恒泰" in words(tree.find(".//main"))
    days = _rows(having(tree, "week-days", "table")[0])
    assert [row[0] for row in days] == ["Mon 12 Oct", "Tue 13 Oct", "Wed 14 Oct", "Thu 15 Oct", "Fri 16 Oct"]
    assert days[0][2:] == ["3", "1", "1", "signed"]
    assert days[2][1] == "Leave"
    assert days[3][1] == "Nothing is written for this day."
    assert _rows(having(tree, "money", "table")[0])[1][1:4] == ["30", "10", "300%"]


def test_the_week_says_which_visits_have_a_report_and_where_help_is_needed(shown):
    tree = shown.tree(WEEK, "en")
    results = {row[0]: row[-1] for row in _rows(having(tree, "results", "table")[0])}
    assert results == {"恒泰": "handed in", "华新 unplanned": "missing"}
    text = words(tree.find(".//main"))
    assert "Without a visit report: Mon 12 Oct 华新." in text
    assert "Serious complaint about a supplier" in text


def test_a_typed_figure_stands_beside_the_counted_one(shown):
    tree = shown.tree(addresses.record("weekly_report", "typed"), "en")
    assert "Ordered: Actual: 7 CNY 10k typed in the report, 0 CNY 10k counted." in words(tree.find(".//main"))
    assert _rows(having(tree, "money", "table")[0])[1][1] == "0"


def test_the_overview_tells_states_and_holds_every_signature(shown):
    tree = shown.tree(addresses.REPORTS, "en")
    assert "handed in: 1 of 2" in words(having(tree, "finding", "p")[0])
    assert "Not handed in: 王芳." in words(having(tree, "finding", "p")[0])
    rows = {row[0].split(",")[0]: row[1:] for row in _rows(by_id(tree, "matrix"))}
    assert rows["Week 47"] == ["0 / 2", *["not handed in yet"] * 2]
    assert rows["Week 46"] == ["1 / 2", "handed in, to sign", "not handed in"]
    assert rows["Week 42"][1] == "handed in, to sign"
    for ident in shown.book.signatures:
        by_id(tree, ident)
    assert words(by_id(tree, "to-sign-chen")).startswith("陈刚")


def test_the_plan_of_the_day_has_the_columns_of_the_source(shown):
    tree = shown.tree(addresses.DAY_PLAN)
    table = having(tree, "day-plan", "table")[0]
    heads = [words(head) for head in table.findall("./thead/tr/th")]
    assert heads == ["客户名称", "时间", "区域", *heads[3:]]
    assert [row[0] for row in _rows(table)] == ["恒泰"]
    assert "王芳" in words(tree.find(".//main"))


def test_days_of_leave_are_not_missing_days():
    """Wang is away from Monday 9 to Thursday 19 November, the day after the figures; Li works."""
    away = "name: 王芳\nrole: sales\nteam: east\nabsences: [{first: 2026-11-09, last: 2026-11-19}]"
    some = {
        "people/wang.md": away,
        "weekly/w.md": "owner: wang\nweek: 2026-W45\nsubmitted_on: 2026-11-09",
        "weekly/v.md": "owner: wang\nweek: 2026-W47\nsubmitted_on: 2026-11-18",
        "visits/x.md": "customer: heng\nowner: li\ndate: 2026-11-18\nstatus: planned",
    }
    leave = Shown(book({**TARGETS, **some}))
    overview = leave.tree(addresses.REPORTS, "en")
    assert "handed in: 0 of 1" in words(having(overview, "finding", "p")[0])
    assert "Not handed in: 李伟." in words(having(overview, "finding", "p")[0])
    rows = {row[0].split(",")[0]: row[1:] for row in _rows(by_id(overview, "matrix"))}
    assert rows["Week 46"] == ["0 / 1", "no report", "away all week"]
    plan = words(leave.tree(addresses.DAY_PLAN, "en").find(".//main"))
    # Today Wang is away and Li has a plan; tomorrow Wang is still away and Li has none.
    assert plan.count("Away: 王芳") == 2
    assert plan.count("Without a plan: 李伟") == 1
    assert "Without a plan: 王芳" not in plan
    week = leave.tree(addresses.record("weekly_report", "v"), "en")
    days = [row[1] for row in _rows(having(week, "week-days", "table")[0])]
    assert days == ["away"] * 4 + ["–"]
    assert "Nothing is written for this day." not in words(week.find(".//main"))
    daily = words(leave.tree(addresses.pack("2026-11-18", COMPANY), "en").find(".//main"))
    assert "Without a visit that day" not in daily
    weekly = words(leave.tree(addresses.pack("2026-W46", COMPANY), "en").find(".//main"))
    assert "王芳 · 0 visits · no visit on Fri 20 Nov ·" in weekly


def test_the_call_plan_shows_who_signed_the_week_and_the_day(shown):
    text = words(shown.tree("visits/plan/2026-W42/person-li.html", "en").find(".//main"))
    assert "signed by 陈刚 on 11 Oct 2026" in text
    assert "signed by 陈刚 on 12 Oct 2026" in text


def test_the_digest_gathers_what_was_handed_in_and_names_the_customer(shown):
    tree = shown.tree(addresses.DIGEST, "en")
    text = words(tree.find(".//main"))
    assert "没人看见" not in text  # handed in after the day of the figures
    assert "对手降价" not in text  # more than four weeks ago
    opinions = next(row for row in tree.iter("tr") if "恒泰嫌交期长" in words(row))
    assert words(opinions[0]) == "恒泰"
    assert words(opinions[1]) == "13 Nov 2026"
    news = next(row for row in tree.iter("tr") if "换了厂长" in words(row))
    assert words(news[0]) == "–"


@pytest.mark.parametrize("url", [DAY, WEEK])
def test_a_report_reads_what_belongs_to_its_person(shown, url):
    fresh = Shown(shown.book)
    View(fresh.site, "en", url)
    with tracing() as reads:
        render_page(fresh.environment, fresh.site, fresh.pages[url], "en")
    assert not [source for source, key in flat(reads) if key == ALL and source in FORMS]


def test_empty_states_are_said_in_words():
    bare = Shown(book({}))
    for url, said in (
        (addresses.REPORTS, "No report has been written yet."),
        (addresses.DIGEST, "Nothing was written about this."),
    ):
        assert said in words(bare.tree(url, "en").find(".//main"))
