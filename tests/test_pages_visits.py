"""Call plans, visit reports, briefs and follow-up lists say what the record files say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from measure_books import book as small_book
from visit_pages import Shown, by_id, having, items, raw, words

from site_gen.config import Week
from site_gen.measures.scope import Scope
from site_gen.pages import addresses
from site_gen.pages.brief_fit import LIMITS, SIZES, Brief, fit, lines
from site_gen.pages.sheet_fit import sheet_size
from site_gen.pages.visit_state import report_state

#: S5.2, in the order of the source; the day is the block above the rows.
COLUMNS = [
    "客户名称",
    "项目名称",
    "客户状态",
    "重要程度",
    "拜访部门",
    "拜访对象",
    "电话号码",
    "电子邮箱",
    "拜访目的",
    "对方观点",
    "拜访结果",
    "跟进事项（人/事/时间）",
    "下一步拜访计划",
]
WEEK = Week(2026, 46)


@pytest.fixture(scope="module")
def shown(sample_book) -> Shown:
    return Shown(sample_book)


def _visits_of(week: Week, owner: str = "") -> list[dict]:
    low, high = week.start.isoformat(), week.end.isoformat()
    return [
        v
        for v in raw("visits").values()
        if low <= v["date"] < high and owner in {"", v["owner"]} and v.get("channel", "visit") == "visit"
    ]


def _owners() -> list[str]:
    return sorted({v["owner"] for v in raw("visits").values()})


def test_the_plan_has_the_source_s_columns_in_its_order(shown):
    tree = shown.tree(addresses.call_plan(WEEK, Scope("person", _owners()[0])))
    table = having(tree, "call-plan", "table")[0]
    heads = table.findall("./thead/tr")
    assert [words(cell) for cell in heads[1]] == COLUMNS
    assert [words(cell) for cell in heads[0]] == ["计划", "结果"]
    assert [int(cell.get("colspan", "1")) for cell in heads[0]] == [9, 4]


def _grid(tree) -> dict[tuple[str, str], list[str]]:
    """The entries of a team's week by person and day."""
    table = having(tree, "week-grid", "table")[0]
    days = [head.get("id").removeprefix("day-") for head in table.findall("./thead/tr/th")[1:]]
    found = {}
    for row in (r for r in table.iter("tr") if r.find("th[@scope='row']") is not None):
        for day, cell in zip(days, row.findall("td"), strict=True):
            found[words(row.find("th")), day] = [words(entry) for entry in cell.iter("li")]
    return found


@pytest.mark.parametrize("scope", [Scope(), Scope("team", "east-1")])
def test_the_week_of_a_team_shows_who_is_where_on_which_day(shown, scope):
    people, customers, projects = raw("people"), raw("customers"), raw("projects")
    low, high = WEEK.start.isoformat(), WEEK.end.isoformat()
    expected: dict[tuple[str, str], list[dict]] = {}
    for visit in raw("visits").values():
        if low <= visit["date"] < high and scope.id in {"", people[visit["owner"]].get("team")}:
            expected.setdefault((people[visit["owner"]]["name"], visit["date"]), []).append(visit)
    grid = _grid(shown.tree(addresses.call_plan(WEEK, scope)))
    assert expected
    assert {key for key, entries in grid.items() if entries} == set(expected)
    label = shown.book.config.label
    for key, visits in expected.items():
        assert len(grid[key]) == len(visits)
        for visit in visits:
            customer = customers[visit["customer"]]
            name = customer.get("short_name") or customer["name"]
            (entry,) = [e for e in grid[key] if name in e and e.startswith((visit.get("time", name), name))]
            assert ("电话" in entry) == (visit.get("channel") == "phone")
            if visit.get("project"):
                assert label("importance", projects[visit["project"]]["importance"], "zh-Hans") in entry
            for companion in visit.get("companions") or ():
                assert people[companion["who"]]["name"] in entry


def test_the_week_of_a_team_leads_to_each_person_s_plan_and_to_each_report(shown):
    url = addresses.call_plan(WEEK, Scope())
    tree = shown.tree(url)
    table = having(tree, "week-grid", "table")[0]
    plans = {a.get("href") for head in table.findall(".//th[@scope='row']") for a in head.iter("a")}
    assert plans == {f"person-{owner}.html" for owner in _owners()}
    visits = [a.get("href") for entry in table.iter("li") for a in entry.findall("a")]
    reports = [href for href in visits if href.startswith("../../r/")]
    assert len(reports) == len(set(reports)) == sum(len(entries) for entries in _grid(tree).values())


def test_the_checks_by_person_add_up_to_those_of_the_team(shown):
    tree = shown.tree(addresses.call_plan(WEEK, Scope()))
    rows = [[words(c) for c in r] for r in by_id(tree, "scores").findall("./tbody/tr")]
    subs = [words(having(f, "sub")[0]) for f in having(having(tree, "five")[0], "figure")]
    assert sum(int(row[1]) for row in rows if row[1] != "–") == len(
        [v for v in _visits_of(WEEK) if v["status"] != "cancelled"]
    )
    focus = [tuple(map(int, row[4].split("/"))) for row in rows if row[4] != "–"]
    assert re.findall(r"\d+", subs[1])[:2] == [str(sum(part)) for part in zip(*focus, strict=True)]
    kept = [tuple(map(int, row[6].split("/"))) for row in rows if row[6] != "–"]
    due, in_time, overdue = map(int, re.findall(r"\d+", subs[3])[:3])
    assert (in_time, due) == tuple(sum(part) for part in zip(*kept, strict=True))
    assert sum(int(row[7]) for row in rows if row[7] != "–") == overdue
    for link in by_id(tree, "scores").findall("./tbody/tr/td/a"):
        target, _, anchor = link.get("href").partition("#")
        if anchor.startswith("check-"):
            plan = shown.tree(f"visits/plan/{WEEK.id}/{target}")
            assert by_id(plan, anchor) is not None


def test_days_without_a_visit_are_flagged_in_the_week_of_a_team():
    shown = _week_of_li(
        a=VISIT.format(status="done", date="2026-11-16"),
        b=VISIT.format(status="cancelled", date="2026-11-18"),
        c=VISIT.format(status="done", date="2026-11-22") + "\nchannel: phone",
    )
    tree = shown.tree(addresses.call_plan(Week(2026, 47), Scope()))
    table = having(tree, "week-grid", "table")[0]
    days = [head.get("id") for head in table.findall("./thead/tr/th")[1:]]
    row = next(r for r in table.iter("tr") if words(r[0]) == "李伟")
    flags = dict(zip(days, map(words, row[1:]), strict=True))
    assert "没有" not in flags["day-2026-11-16"]
    assert flags["day-2026-11-17"] == "–"  # a holiday
    assert flags["day-2026-11-18"].endswith("当天没有拜访")
    assert flags["day-2026-11-20"] == "没有安排拜访"
    assert "电话" in flags["day-2026-11-22"]  # a call on a Sunday is not lost


@pytest.mark.parametrize("owner", _owners())
def test_a_plan_shows_every_visit_of_the_week_once(shown, owner):
    tree = shown.tree(addresses.call_plan(WEEK, Scope("person", owner)))
    rows = [
        r for r in having(tree, "call-plan", "table")[0].iter("tr") if r.find("th[@scope='row']") is not None
    ]
    visits = _visits_of(WEEK, owner)
    assert Counter(r.get("class").split()[0] for r in rows) == Counter(v["status"] for v in visits)
    customers = raw("customers")
    names = [words(having(row, "name")[0]) for row in rows]
    expected = [
        customers[v["customer"]].get("short_name") or customers[v["customer"]]["name"] for v in visits
    ]
    assert sorted(names) == sorted(expected)


@pytest.mark.parametrize("owner", ["", *_owners()])
def test_the_finding_of_a_plan_counts_planned_done_unplanned_cancelled(shown, owner):
    scope = Scope("person", owner) if owner else Scope()
    text = words(having(shown.tree(addresses.call_plan(WEEK, scope)), "finding")[0])
    visits = _visits_of(WEEK, owner)
    unplanned = [v for v in visits if v.get("unplanned") in {"yes", "true"}]
    planned = [v for v in visits if v not in unplanned]
    numbers = [
        len(planned),
        sum(v["status"] == "done" for v in planned),
        sum(v["status"] == "done" for v in unplanned),
        sum(v["status"] == "cancelled" for v in planned),
    ]
    assert [int(n) for n in re.findall(r"\d+", text)[:4]] == numbers


def test_the_five_checks_of_a_plan_equal_a_count_over_the_files(shown):
    owner = "li-wei"
    tree = shown.tree(addresses.call_plan(WEEK, Scope("person", owner)))
    figures = having(having(tree, "five")[0], "figure")
    assert [words(f.find("dt")).split(" ")[0] for f in figures] == [
        "拜访充实",
        "拜访对的客户",
        "达到预期",
        "及时跟进",
        "多维度联系",
    ]
    visits = [v for v in _visits_of(WEEK, owner) if v["status"] != "cancelled"]
    value = words(having(figures[0], "value")[0])
    assert float(value) == round(len(visits) / 5, 1)
    levels = [raw("projects").get(v.get("project", ""), {}).get("importance", "") for v in visits]
    focus = sum(level in {"gf_care", "very_important", "important"} for level in levels)
    assert words(having(figures[1], "value")[0]) == f"{round(100 * focus / len(visits))}%"
    overdue = [
        row
        for _, visit, row in items()
        if visit["owner"] == owner
        and row["who"] in raw("people")
        and row.get("done") not in {"yes", "true"}
        and row["when"] < "2026-11-20"
    ]
    assert words(having(figures[3], "sub")[0]).endswith(f"累计逾期{len(overdue)}项")


def test_every_figure_of_the_checks_leads_to_its_records_and_its_definition(shown):
    tree = shown.tree(addresses.call_plan(WEEK, Scope()))
    for figure in having(having(tree, "five")[0], "figure"):
        links = [a.get("href") for a in figure.iter("a")]
        anchor = next(href for href in links if href.startswith("#check-"))
        assert by_id(tree, anchor[1:]) is not None
        assert any(href.endswith("method/definitions.html#M13") for href in links)


def test_the_week_matrix_counts_done_planned_and_unplanned(shown):
    tree = shown.tree(addresses.VISITS)
    rows = by_id(tree, "matrix").findall("./tbody/tr")
    seen = {row.find("th").get("data-value"): words(row.findall("td")[0]) for row in rows}
    for ident, cell in seen.items():
        week = Week(int(ident[:4]), int(ident[-2:]))
        visits = _visits_of(week)
        extra = [v for v in visits if v.get("unplanned") in {"yes", "true"}]
        planned = [v for v in visits if v not in extra]
        made = sum(v["status"] == "done" for v in planned)
        late = sum(v["status"] == "done" for v in extra)
        text = str(len(planned)) if week > Week(2026, 47) else f"{made}/{len(planned)}"
        assert cell == text + (f" +{late}" if late else ""), ident
    assert sum(len(_visits_of(Week(int(i[:4]), int(i[-2:])))) for i in seen) == sum(
        v.get("channel", "visit") == "visit" for v in raw("visits").values()
    )


VISIT = "customer: heng\nowner: li\nstatus: {status}\ndate: {date}"
CALENDAR = "\ncalendar: {holidays: [2026-11-17], makeup: [2026-11-21]}\n"


def _week_of_li(**visits: str):
    files = {f"visits/{name}.md": text for name, text in visits.items()}
    return Shown(small_book(files, CALENDAR))


def test_days_without_a_visit_are_flagged_but_not_holidays():
    shown = _week_of_li(
        a=VISIT.format(status="done", date="2026-11-16"),
        b=VISIT.format(status="cancelled", date="2026-11-18"),
        c=VISIT.format(status="planned", date="2026-11-19"),
        d=VISIT.format(status="done", date="2026-11-18") + "\nchannel: phone",
    )
    tree = shown.tree(addresses.call_plan(Week(2026, 47), Scope("person", "li")))
    groups = {g.get("id"): words(g) for g in having(tree, "group", "tr")}
    assert groups == {
        "day-2026-11-16": "11/16 周一",
        "day-2026-11-17": "11/17 周二 节假日",
        "day-2026-11-18": "11/18 周三 今天 当天没有拜访",
        "day-2026-11-19": "11/19 周四",
        "day-2026-11-20": "11/20 周五 没有安排拜访",
        "day-2026-11-21": "11/21 周六 调休上班 没有安排拜访",
    }
    calls = having(tree, "call-list", "table")
    assert len(calls[0].findall("./tbody/tr")) == 1


def test_an_unplanned_visit_and_a_forgotten_one_are_marked():
    shown = _week_of_li(
        a=VISIT.format(status="done", date="2026-11-16") + "\nunplanned: yes",
        b=VISIT.format(status="planned", date="2026-11-16"),
    )
    tree = shown.tree(addresses.call_plan(Week(2026, 47), Scope("person", "li")))
    states = [words(e) for e in having(tree, "state")]
    assert any("计划外" in s for s in states)
    assert any("未填结果" in s for s in states)
    assert "已过期但既无结果也未取消的拜访：1次" in words(having(tree, "finding")[0])


def test_a_long_text_is_marked_on_screen_and_whole_on_paper():
    text = "从头到尾一字不漏。" * 40
    shown = _week_of_li(a=VISIT.format(status="done", date="2026-11-16") + f"\n---\n## 拜访结果\n{text}")
    tree = shown.tree(addresses.call_plan(Week(2026, 47), Scope("person", "li")))
    clip = having(tree, "clip")[0]
    assert words(clip).endswith("… 全文")
    assert words(having(tree, "whole")[0]) == text


@pytest.mark.parametrize(
    ("date_", "submitted", "key", "days"),
    [
        ("2026-11-12", "2026-11-18", "on_time", 0),  # Fri 13, Mon 16, (Tue 17 holiday), Wed 18
        ("2026-11-11", "2026-11-18", "late", 2),  # due Mon 16
        ("2026-11-11", "", "missing", 2),
        ("2026-11-16", "", "open", 0),  # Wed 18, Thu 19, Fri 20
    ],
)
def test_a_report_is_due_after_three_working_days(date_, submitted, key, days):
    front = VISIT.format(status="done", date=date_) + (f"\nsubmitted_on: {submitted}" if submitted else "")
    book = small_book({"visits/a.md": front}, CALENDAR)
    state = report_state(book, book.visits["a"])
    assert (state.key, state.days) == (key, days)


def test_a_visit_page_names_what_its_report_lacks():
    front = VISIT.format(status="done", date="2026-11-16") + "\n---\n## 拜访目的\n了解需求"
    tree = _week_of_li(a=front).tree(addresses.record("visit", "a"))
    heading = by_id(tree, "missing")
    column = next(e for e in tree.iter() if heading in list(e))
    after = list(column)[list(column).index(heading) + 1 :]
    gaps = [words(e.find("code")) for e in after if "gap" in (e.get("class") or "").split()]
    assert gaps[:4] == ["contacts: …", "## 拜访结果", "follow_ups: …", "submitted_on: …"]


def test_the_follow_up_list_counts_open_and_overdue_items(shown):
    tree = shown.tree(addresses.FOLLOW_UPS)
    figures = [words(v) for v in having(tree, "value")]
    open_ = [
        row
        for _, _, row in items()
        if row.get("done") not in {"yes", "true"} or row.get("done_on", "") > "2026-11-20"
    ]
    overdue = [row for row in open_ if row["when"] < "2026-11-20"]
    assert figures[:2] == [str(len(open_)), str(len(overdue))]
    ours = [row for row in open_ if row["who"] in raw("people")]
    table = by_id(tree, "ours-table")
    assert sum(r.find("th[@scope='row']") is not None for r in table.iter("tr")) == len(ours)


def test_done_items_are_listed_when_late_or_recent_and_all_are_counted():
    rows = (
        "{who: li, what: 早先按时, when: 2026-09-10, done: yes, done_on: 2026-09-09}",
        "{who: li, what: 早先迟了, when: 2026-09-10, done: yes, done_on: 2026-09-20}",
        "{who: li, what: 最近按时, when: 2026-11-12, done: yes, done_on: 2026-11-11}",
    )
    items = "".join(f"\n  - {row}" for row in rows)
    shown = _week_of_li(a=VISIT.format(status="done", date="2026-09-01") + f"\nfollow_ups:{items}")
    tree = shown.tree(addresses.FOLLOW_UPS)
    row = next(r for r in tree.iter("tr") if r.find("td/details") is not None)
    assert [words(c) for c in row.findall("td")[:2]] == ["3", "1"]
    assert [words(e).split(" ")[0] for e in row.iter("li")] == ["最近按时", "早先迟了"]


def test_briefs_list_next_week_s_joint_visits(shown):
    tree = shown.tree(addresses.BRIEFS)
    joint = [
        v
        for v in raw("visits").values()
        if "2026-11-23" <= v["date"] < "2026-11-30"
        and v.get("companions")
        and v["status"] in {"planned", "prepared"}
    ]
    assert joint
    rows = by_id(tree, "joint-visits").findall("./tbody/tr")
    assert len(rows) == len(joint)
    without = [v for v in joint if not v.get("objectives") and "## 策略" not in v["body"]]
    assert sum("未准备" in words(r) for r in rows) == len(without)


def test_a_brief_shows_the_five_letters_and_the_last_three_visits(shown):
    ident = max(
        (i for i, v in raw("visits").items() if v.get("companions") and v.get("anticipate")),
        key=lambda i: raw("visits")[i]["date"],
    )
    visit = raw("visits")[ident]
    tree = shown.tree(addresses.brief(ident))
    assert [words(e) for e in having(tree, "initial")] == ["P", "O", "P", "S", "A"]
    rows = having(tree, "answers", "table")[0].findall("./tbody/tr")
    assert [words(r.find("th")) for r in rows] == [a["question"] for a in visit["anticipate"]]
    before = sorted(
        (v["date"], i)
        for i, v in raw("visits").items()
        if (v["customer"] == visit["customer"] or (v.get("project") or "") == visit.get("project"))
        and v["status"] == "done"
        and (v["date"], i) < (visit["date"], ident)
    )
    side = having(tree, "side")[0]
    dates = [words(e.find("b")) for e in side.findall("p") if e.find("b/a") is not None]
    expected = [f"{int(d[:4])}/{int(d[5:7])}/{int(d[8:])}" for d, _ in reversed(before[-3:])]
    assert dates == expected


def _brief(text: str) -> Brief:
    return Brief(5, ((text,), ("",), (text,), (text, "x"), ("",)), (((text, 0.6),),), ("a", "b"), ())


def test_a_brief_takes_the_largest_type_that_fits_and_cuts_only_at_the_smallest():
    assert fit(_brief("短")) == fit(_brief("短短"))
    assert (fit(_brief("短")).size, fit(_brief("短")).limit) == (SIZES[0], 0)
    sizes = [fit(_brief("字" * n)).size for n in (50, 300, 500, 900)]
    assert sizes == sorted(sizes, reverse=True)
    huge = fit(_brief("字" * 3000))
    assert huge.size == SIZES[-1]
    assert huge.limit in LIMITS
    assert huge.cut("字" * 3000) == "字" * huge.limit
    assert huge.cut("短") == ""


def test_lines_count_han_as_full_and_latin_as_half_width():
    assert lines("字" * 20, 21) == 1
    assert lines("字" * 21, 21) == 2
    assert lines("a" * 20, 21) == 1
    assert lines("一\n二\n\n三", 21) == 3


def test_a_full_week_takes_smaller_type_than_a_quiet_one():
    quiet = sheet_size([[("字" * 40, 30.0)]] * 4, 5)
    full = sheet_size([[("字" * 160, 30.0)]] * 15, 5)
    assert quiet > full


def test_names_from_records_are_escaped():
    files = {
        "customers/evil.md": "name: <b>恒</b>&“泰”\nvertical: water\nprovince: jiangsu\nowner: li",
        "visits/a.md": "customer: evil\nowner: li\ndate: 2026-11-16\nstatus: done\n---\n## 拜访结果\n<script>x</script>",
    }
    shown = Shown(small_book(files))
    for url in (
        addresses.record("customer", "evil"),
        addresses.record("visit", "a"),
        addresses.call_plan(Week(2026, 47), Scope("person", "li")),
        addresses.CUSTOMERS,
    ):
        text = shown.text(url)
        assert "<b>恒" not in text
        assert "<script>x" not in text
        assert "&lt;" in text


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_pages_are_valid_in_every_language(shown, lang):
    some = [u for u in sorted(shown.pages) if u.startswith("visits/") and not u.startswith("visits/r/")]
    visits = [u for u in sorted(shown.pages) if u.startswith("visits/r/")]
    for url in [*some[:: max(1, len(some) // 12)], addresses.BRIEFS, addresses.FOLLOW_UPS, *visits[::20]]:
        tree = shown.tree(url, lang)
        assert tree.get("lang") == lang
        assert words(tree.find(".//h1"))


def test_a_team_without_visits_gets_words_instead_of_empty_tables():
    shown = Shown(small_book({}))
    assert "还没有拜访记录" in shown.text(addresses.VISITS)
    assert "没有未完成的事项" in shown.text(addresses.FOLLOW_UPS)
    assert "没有安排陪同拜访" in shown.text(addresses.BRIEFS)
    shown.tree(addresses.call_plan(Week.of(date(2026, 11, 18)), Scope()))
