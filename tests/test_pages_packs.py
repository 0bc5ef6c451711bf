"""Packs: every figure equals a count over the raw files, made here with plain Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from html import unescape
from typing import Any

import pytest
import yaml
from conftest import SAMPLE
from measure_books import book
from pages_helper import Pages, text
from test_measures_commit import target, won

from site_gen.config import Calendar
from site_gen.exchange.new import problems_of
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses
from site_gen.pages.edition import render_page
from site_gen.pages.pack_agenda import AGENDAS
from site_gen.pages.pack_days import day_period, periods, scopes, talked_to
from site_gen.pages.plan import plan
from site_gen.pages.view import Addresses, Site
from site_gen.render.environment import make_environment

TODAY = date(2026, 11, 20)


@cache
def raw(folder: str) -> dict[str, dict[str, Any]]:
    """Front matter of the sample's files as plain strings, by id."""
    found = {}
    for path in sorted((SAMPLE / folder).rglob("*.md")):
        text = path.read_text(encoding="utf-8").split("---\n", 2)[1]
        found[path.stem] = yaml.load(text, yaml.BaseLoader)
    return found


@pytest.fixture(scope="module")
def html(sample_book) -> Callable[..., str]:
    """Render one page of the sample and return its main part."""
    pages = {page.url: page for page in plan(sample_book)}
    site = Site(sample_book, "", Addresses(pages))
    environment = make_environment()

    def _html(url: str, lang: str = "zh-Hans") -> str:
        main = re.search(
            r"<main.*</main>", render_page(environment, site, pages[url], lang).decode(), re.DOTALL
        )
        assert main
        return main[0]

    return _html


@pytest.fixture(scope="module")
def show(html) -> Callable[..., str]:
    """Render one page of the sample and return its text without tags."""
    return lambda url, lang="zh-Hans": words(html(url, lang))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def item(html: str, number: int) -> str:
    """The part of a pack that is item `number`."""
    found = re.search(
        rf'<section class="pack-item" id="item-{number}">.*?</section>\s*(?=<section|<p)', html, re.DOTALL
    )
    assert found
    return found[0]


def rows(html: str) -> list[list[str]]:
    """The cells of the table rows in a part of a page."""
    lines = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL)] for line in lines]


def visits_of(owner: str | None, start: date, end: date) -> list[dict[str, Any]]:
    return [
        v
        for v in raw("visits").values()
        if (owner is None or v["owner"] == owner) and start.isoformat() <= v["date"] < end.isoformat()
    ]


def test_there_is_a_pack_of_each_period_and_scope(sample_book):
    urls = {page.url for page in plan(sample_book)}
    ids = [period.id for period in periods(sample_book)]
    assert ids == [
        "2026-11-20", "2026-11-19", "2026-11-18", "2026-W47", "2026-W46", "2026-W45", "2026-11", "2026-10", "2026-09",
    ]  # fmt: skip
    for period in ids:
        for scope in scopes(sample_book):
            assert addresses.pack(period, scope) in urls
    assert {s.kind for s in scopes(sample_book)} == {"company", "team", "person"}


def test_monday_looks_back_to_friday_and_past_holidays():
    calendar = Calendar(
        holidays=frozenset({date(2026, 10, d) for d in range(1, 9)}), makeup=frozenset({date(2026, 10, 10)})
    )
    assert day_period(calendar, date(2026, 11, 23)).start == date(2026, 11, 20)
    assert day_period(calendar, date(2026, 10, 9)).start == date(2026, 9, 30)
    assert day_period(calendar, date(2026, 10, 12)).start == date(2026, 10, 10)


def test_the_daily_pack_tells_yesterday_today_and_what_is_overdue(show, sample_book):
    text = show(addresses.pack("2026-11-20", COMPANY))
    made = [v for v in visits_of(None, TODAY - timedelta(days=1), TODAY) if v["status"] == "done"]
    coming = [v for v in visits_of(None, TODAY, TODAY + timedelta(days=1)) if v["status"] != "cancelled"]
    people = raw("people")
    overdue = [
        row
        for v in raw("visits").values()
        if v["date"] <= TODAY.isoformat()
        for row in v.get("follow_ups") or ()
        if row["when"] < TODAY.isoformat() and row.get("done", "no") != "yes" and row["who"] in people
    ]
    finding = f"11/19 周四完成{len(made)}次拜访，11/20 周五计划{len(coming)}次；逾期承诺{len(overdue)}项。"
    assert finding in text
    for row in overdue:
        assert row["what"] in text


def test_the_weekly_pack_counts_what_the_files_say(show):
    monday = date(2026, 11, 16)
    text = show(addresses.pack("2026-W47", COMPANY))
    projects = raw("projects").values()

    def entered(stage: str) -> int:
        return sum(
            1
            for p in projects
            for m in p.get("stage_history") or ()
            if m["stage"] == stage and m["date"] >= monday.isoformat()
        )

    lost = sum(1 for p in projects if p["stage"] == "lost" and p.get("lost_date", "") >= monday.isoformat())
    week = [
        v for v in visits_of(None, monday, monday + timedelta(days=7)) if v.get("channel", "visit") == "visit"
    ]
    made = [v for v in week if v["status"] == "done" and v["date"] <= TODAY.isoformat()]
    following = [
        v
        for v in visits_of(None, monday + timedelta(days=7), monday + timedelta(days=14))
        if v["status"] != "cancelled"
    ]
    joint = [v for v in following if v.get("companions") and v.get("channel", "visit") == "visit"]
    assert (
        f"本周赢单{entered('agreement')}个、流失{lost}个，完成拜访{len(made)}次；"
        f"下周计划拜访{len(following)}次，其中陪同拜访{len(joint)}次。"
    ) in text


def test_the_monthly_pack_counts_what_the_files_say(show):
    text = show(addresses.pack("2026-11", COMPANY))
    signed = sum(
        (
            Decimal(o["amount"])
            for o in raw("orders").values()
            if o.get("signed_on", "").startswith("2026-11")
        ),
        Decimal(0),
    )
    without_order = [
        p
        for ident, p in raw("projects").items()
        if p["stage"] in {"agreement", "order", "payment"}
        and not any(o["project"] == ident for o in raw("orders").values())
    ]
    for project in without_order:
        entered = [
            m["date"] for m in project["stage_history"] if m["stage"] in {"agreement", "order", "payment"}
        ]
        if entered and min(entered).startswith("2026-11"):
            signed += Decimal(project["amount"])
    target = sum(
        Decimal(m["orders"])
        for t in raw("targets").values()
        if t["year"] == "2026"
        for m in t["months"]
        if m["month"] == "11"
    )
    assert f"2026年11月签单{signed:,f}万元，目标{target:,f}万元" in text
    lost = [p for p in raw("projects").values() if p.get("lost_date", "").startswith("2026-11")]
    for project in lost:
        assert project["name"] in text


def test_a_persons_pack_holds_only_that_persons_visits(show, sample_book):
    person = sample_book.sellers[0]
    text = show(addresses.pack("2026-W47", Scope("person", person.id)))
    for other in sample_book.sellers[1:]:
        assert f"{other.name} ·" not in text


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("period", ["2026-11-20", "2026-W47", "2026-11"])
def test_packs_speak_one_language(show, lang, period):
    text = show(addresses.pack(period, COMPANY), lang)
    if lang == "en":
        assert "Decision" in text
        assert "决定" not in text
    else:
        assert not re.search(r"\b(Decision|minutes|Results|Nothing|Projects|Question)\b", text)


def test_home_counts_visits_and_not_calls(show):
    monday = date(2026, 11, 16)
    week = [
        v
        for v in visits_of(None, monday, monday + timedelta(days=7))
        if v["status"] != "cancelled" and v.get("channel", "visit") == "visit"
    ]
    done = [v for v in week if v["status"] == "done" and v["date"] <= TODAY.isoformat()]
    assert re.search(rf"本周拜访 \? {len(done)} / {len(week)} ", show("index.html"))


@pytest.mark.parametrize(
    ("kind", "minutes"), [("daily", 10), ("weekly", 210), ("monthly", 180), ("one_on_one", 30)]
)
def test_the_minutes_of_an_agenda_add_up_to_the_meeting(kind, minutes):
    assert sum(one.minutes for one in AGENDAS[kind]) == minutes
    assert [one.number for one in AGENDAS[kind]] == [*range(1, len(AGENDAS[kind]) + 1)]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (addresses.pack("2026-W47", COMPANY), "weekly"),
        (addresses.pack("2026-11", COMPANY), "monthly"),
        (addresses.one_on_one("zhou-kai"), "one_on_one"),
    ],
)
def test_a_pack_goes_through_its_agenda_and_asks_for_a_decision_on_each_item(html, url, kind):
    page = html(url)
    found = re.findall(r'<section class="pack-item" id="item-(\d+)">', page)
    assert found == [str(one.number) for one in AGENDAS[kind]]
    assert page.count('class="decision"') == page.count('class="question"') == len(found)
    assert words(page).count("分钟") >= 2 * len(found) + 1  # in the agenda, at each item, and in all


def test_the_daily_pack_goes_through_its_items_with_each_person(html, sample_book):
    page = html(addresses.pack("2026-11-20", COMPANY))
    people = [scope.id for scope in talked_to(sample_book)]
    for person in people:
        assert re.findall(rf'id="{person}-(\d)"', page) == ["1", "2", "3", "4"]
    assert "每人10分钟" in words(page)


def test_the_numbers_of_a_daily_pack_are_unique_so_that_people_can_say_them(html, sample_book):
    def numbers(scope: Scope) -> list[str]:
        page = html(addresses.pack("2026-11-20", scope))
        assert "<!--place-->" not in page
        return re.findall(r'<span class="item-number">([^<]+)</span>', page)

    people = [scope.id for scope in talked_to(sample_book)]
    assert len(people) > 2
    wanted = [f"{n}.{item}" for n in range(1, len(people) + 1) for item in ("", 1, 2, 3, 4)]
    assert numbers(COMPANY) == wanted
    assert numbers(Scope("person", people[1])) == ["1", "2", "3", "4"]
    said = "2.3指第二个人的第3项。"
    assert said in words(html(addresses.pack("2026-11-20", COMPANY)))
    assert said not in words(html(addresses.pack("2026-11-20", Scope("person", people[1]))))


def open_by_hand(who: str = "") -> list[tuple[str, str, str]]:
    """Day, person and text of the actions that no meeting's record calls done by the day of the figures."""
    today = TODAY.isoformat()
    return [
        (row["when"], row["who"], row["what"])
        for review in raw("reviews").values()
        if review["date"] <= today
        for row in review.get("actions") or ()
        if (row.get("done", "no") != "yes" or row.get("done_on", today) > today)
        and (not who or row["who"] == who)
    ]


@pytest.mark.parametrize(("period", "number"), [("2026-W47", 7), ("2026-11", 10)])
def test_actions_of_all_meetings_are_carried_over_until_they_are_done(html, period, number):
    part = item(html(addresses.pack(period, COMPANY)), number)
    table = [line for line in rows(part) if len(line) == 5][1:]
    assert sorted(line[0] for line in table) == sorted(what for _, _, what in open_by_hand())
    # 皖江资源配置计划 of 16 October: every weekly meeting of the team since.
    weekly = [
        r["date"]
        for r in raw("reviews").values()
        if r["meeting"] == "weekly" and r.get("team") == "east-2" and "2026-10-16" < r["date"] <= "2026-11-20"
    ]
    assert any(line[0] == "皖江资源配置计划" and f"其后{len(weekly)}次会议，5周" in line[4] for line in table)


@pytest.mark.parametrize(
    ("period", "number", "day"), [("2026-W46", 7, "2026-11-15"), ("2026-10", 10, "2026-10-31")]
)
def test_a_pack_of_an_earlier_period_shows_what_was_open_then(html, period, number, day):
    main = html(addresses.pack(period, COMPANY))
    table = [line for line in rows(item(main, number)) if len(line) == 5][1:]
    by_hand = [
        row["what"]
        for review in raw("reviews").values()
        if review["date"] <= day
        for row in review.get("actions") or ()
        if row.get("done", "no") != "yes" or row.get("done_on", "") > day
    ]
    assert sorted(line[0] for line in table) == sorted(by_hand)
    assert by_hand
    said = "stand as in the evening of"
    assert words(html(addresses.pack(period, COMPANY), "en")).count(said) == 1
    assert said not in words(html(addresses.pack("2026-W47", COMPANY), "en"))


def test_a_meetings_page_says_what_became_of_its_actions(html):
    table = rows(html(addresses.record("review", "2026-10-16-weekly-east-2")))
    assert [
        "图纸来源逐项登记",
        "周凯",
        "10/23 周五",
        "2026/10/27完成",
        "其后1次会议，1周",
        "周会 2026/10/23",
    ] in table


@pytest.mark.parametrize("person", ["zhou-kai", "wu-hao"])
def test_missing_daily_reports_stand_by_name_in_the_weekly_pack(html, person):
    part = item(html(addresses.pack("2026-W47", Scope("person", person))), 5)
    written = {
        d["date"]: d
        for d in raw("daily").values()
        if d["owner"] == person and d.get("submitted_on", "9") <= "2026-11-20"
    }
    monday = date(2026, 11, 16)
    away = [(a["first"], a.get("last", a["first"])) for a in raw("people")[person].get("absences") or ()]
    days = [monday + timedelta(days=n) for n in range(4)]
    for day in days:
        off = any(first <= day.isoformat() <= last for first, last in away)
        missing = day.isoformat() not in written and not off
        cell = f"每日销售报告 {day.month}/{day.day} 周{'一二三四'[day.weekday()]} 未交"
        assert (cell in words(part)) == missing, day


def test_the_month_to_date_is_what_orders_and_payments_say(html):
    table = rows(item(html(addresses.pack("2026-W47", COMPANY)), 1))
    projects, orders = raw("projects"), raw("orders")
    people = {p["name"]: ident for ident, p in raw("people").items()}
    lines = {line[0]: line for line in table if line[0] in people}
    assert len(lines) > 2
    for name, line in lines.items():
        mine = [o for o in orders.values() if projects[o["project"]]["owner"] == people[name]]
        paid = sum(
            (
                Decimal(p["amount"])
                for o in mine
                for p in o.get("payments") or ()
                if "2026-11-01" <= p.get("paid_on", "") <= "2026-11-20"
            ),
            Decimal(0),
        )
        signed = sum(
            (Decimal(o["amount"]) for o in mine if "2026-11-01" <= o.get("signed_on", "") <= "2026-11-20"),
            Decimal(0),
        )
        assert line[4] == f"{paid:,f}"
        assert Decimal(line[2].replace(",", "")) >= signed  # won projects without an order count besides


@pytest.mark.parametrize("person", ["sun-liping", "li-wei"])
def test_a_persons_month_stands_beside_the_target_of_the_month(html, person):
    line = rows(item(html(addresses.one_on_one(person)), 1))[1]
    target = sum(
        Decimal(m["orders"])
        for t in raw("targets").values()
        if t["owner"] == person and t["year"] == "2026"
        for m in t["months"]
        if m["month"] == "11"
    )
    assert line[0].startswith("签定订货")
    assert line[2] == f"{target:,f}"


def test_bids_ahead_are_those_of_four_weeks(html):
    part = item(html(addresses.pack("2026-W47", COMPANY)), 4)
    last = (TODAY + timedelta(weeks=4)).isoformat()
    coming = [b for b in raw("bids").values() if b["bid_date"] >= TODAY.isoformat()]
    ahead = {b["project"] for b in coming if b["bid_date"] < last}
    recorded = {b["project"] for b in coming}
    won = {"agreement", "order", "payment", "lost"}
    ahead |= {
        ident
        for ident, p in raw("projects").items()
        if TODAY.isoformat() <= p.get("bid_date", "") < last
        and p["stage"] not in won
        and ident not in recorded
    }
    listed = part[part.index("即将投标") :]
    assert set(re.findall(r"projects/r/([^\"]+)\.html", listed)) == ahead


@pytest.mark.parametrize(
    "url",
    [
        addresses.pack("2026-W47", Scope("team", "east-1")),
        addresses.pack("2026-11", COMPANY),
        addresses.pack("2026-11-20", Scope("person", "zhou-kai")),
        addresses.one_on_one("zhou-kai"),
    ],
)
@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_the_minutes_to_copy_are_a_record_that_lacks_only_its_summary(html, sample_book, url, lang):
    text = unescape(re.findall(r"<pre[^>]*><code>(---.*?)</code>", html(url, lang), re.DOTALL)[0])
    front = yaml.safe_load(text.split("---\n")[1])
    assert {"meeting", "date", "chair", "attendees"} <= front.keys()
    found = problems_of(SAMPLE, sample_book, "reviews/2026/x.md", text + "\n好。\n")
    assert [d.code for d in found if d.severity.name == "ERROR"] == []
    who = "" if "company" in url or "team" in url else "zhou-kai"
    if who:
        assert text.count("# [ ] ") == len(open_by_hand(who))


def test_a_talk_has_a_pack_for_everybody_who_is_still_there(sample_book):
    urls = {page.url for page in plan(sample_book)}
    for person in sample_book.sellers:
        assert addresses.one_on_one(person.id) in urls


def test_a_talk_shows_the_last_one_and_the_week_in_three_numbers(html):
    page = html(addresses.one_on_one("zhou-kai"))
    assert "上次面谈：2026/10/9" in words(page)
    week = [
        v
        for v in visits_of("zhou-kai", date(2026, 11, 9), date(2026, 11, 16))
        if v["status"] == "done" and v.get("channel", "visit") == "visit"
    ]
    visits = next(line for line in rows(item(page, 3)) if line[0] == "完成拜访")
    assert visits[-2] == str(len(week))


# ---- people who have left since -------------------------------------------------------------


@pytest.fixture(scope="module")
def left() -> Pages:
    """Wang left on Thursday, 12 November, after a deal of 12 and a visit that week; as of Saturday, 21 November."""
    visit = (
        "customer: heng\nowner: wang\ndate: 2026-11-10\nstatus: done\npurpose_type: order\ncontacts: [zhang]"
    )
    files = {
        "people/wang.md": "name: 王芳\nrole: sales\nteam: east\nleft: 2026-11-12",
        "visits/2026-11-10-heng-wang.md": f"{visit}\nsubmitted_on: 2026-11-11\n"
        "follow_ups: [{who: wang, what: 报价, when: 2026-11-16}]",
    }
    deals = won("a", 12, "2026-11-11", owner="wang") | won("b", 5, "2026-11-10")
    aims = target("li", "11:20") | target("wang", "11:30")
    return Pages(book(files | deals | aims, "languages: [en]", date(2026, 11, 21)))


def rows_of(pages: Pages, url: str, caption: str) -> dict[str, list[str]]:
    """The cells of the table with a caption, by the first of each row."""
    tables = pages.tree(url).iter("table")
    (table,) = (t for t in tables if t.find("caption") is not None and text(t.find("caption")) == caption)
    rows = [[text(cell) for cell in row] for row in table.iter("tr")]
    return {row[0]: row[1:] for row in rows}


def test_who_has_left_since_stands_in_the_results_and_visits_of_then(left):
    # The month to date is the third figure of a weekly pack, the second of its people, and the first of a monthly one.
    for pack, whole, each in (("2026-W46", 2, 1), ("2026-11", 0, 0)):
        url = f"packs/{pack}/team-east.html"
        goals = rows_of(left, url, "Orders, collection and new customers against target")
        people = rows_of(left, url, "Results by person")
        assert goals["Orders signed CNY 10k"][whole] == "17"
        assert [people[who][each] for who in ("李伟", "王芳")] == ["5", "12"]
    made = rows_of(left, "packs/2026-W46/team-east.html", "Visits by person")
    assert made["王芳"][0:2] == ["1", "1"]
    assert "王芳" not in rows_of(left, "packs/2026-W47/team-east.html", "Visits by person")


def test_promises_of_who_has_left_are_overdue_all_the_same(left):
    """The same number on the home page and in the packs of the day for the company, the team and the person."""
    figures = [text(e) for e in left.tree(addresses.HOME).iter("div") if e.get("class") == "figure bad"]
    assert any("Follow-up items overdue ? 1" in one for one in figures)
    for scope in ("company", "team-east", "person-wang"):
        assert "Promises overdue: 1." in text(left.tree(f"packs/2026-11-23/{scope}.html")), scope


def test_a_target_of_zero_has_no_share():
    pages = Pages(book(won("a", 12, "2026-11-11") | target("li", "11:0"), "languages: [en]"))
    assert "Nov 2026: signed 12 CNY 10k; the target is 0." in text(pages.tree("packs/2026-11/person-li.html"))


def test_on_a_day_off_the_daily_pack_is_that_of_the_next_working_day(left):
    assert "Next working day" in text(left.tree(addresses.HOME))
