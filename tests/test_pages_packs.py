"""Packs: every figure equals a count over the raw files, made here with plain Python."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import yaml
from conftest import SAMPLE

from site_gen.config import Calendar
from site_gen.measures.scope import COMPANY, Scope
from site_gen.pages import addresses
from site_gen.pages.edition import render_page
from site_gen.pages.pack_days import day_period, periods, scopes
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
def show(sample_book):
    """Render one page of the sample and return its text without tags."""
    pages = {page.url: page for page in plan(sample_book)}
    site = Site(sample_book, "", Addresses(pages))
    environment = make_environment()

    def _show(url: str, lang: str = "zh-Hans") -> str:
        html = render_page(environment, site, pages[url], lang).decode()
        main = re.search(r"<main.*</main>", html, re.DOTALL)
        assert main
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0]))

    return _show


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
