"""Reports are handed in once, complete, in time, by who owes them, and signed by somebody else."""

from __future__ import annotations

from datetime import date

import pytest
from rule_books import SITE, book_of, problems_of, spots

LI, WEEK = "owner: li-wei\n", "owner: li-wei\nweek: 2026-W46\n"
DAYS = "days:\n" + "".join(
    f"  - {{date: 2026-11-{day}, text: 跟进}}\n" for day in ("09", "10", "11", "12", "13")
)
TEAMS = SITE + "teams: [{key: east, label: {zh-Hans: 华东}, leader: zhao-zong}]\n"


def test_a_weekly_report_names_the_days_it_leaves_out():
    text = WEEK + "submitted_on: 2026-11-16\n" + "days:\n  - {date: 2026-11-09, text: 跟进}\n"
    told = f"{LI}date: 2026-11-11\nattendance: present\nsubmitted_on: 2026-11-11\n"
    (found,) = problems_of({"weekly/w.md": text, "daily/d.md": told}, "SG626")
    assert str(found.place) == "weekly/w.md:6:3"
    assert dict(found.args)["days"] == (date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 13))
    assert found.message("en") == (
        "The weekly report does not say what was done on 2026-11-10, 2026-11-12, 2026-11-13."
    )
    bare = problems_of({"weekly/w.md": WEEK + "submitted_on: 2026-11-16\n"}, "SG626")
    assert spots(bare) == ["weekly/w.md:3:7"]
    # A draft may be incomplete, and so may one that is handed in tomorrow.
    assert problems_of({"weekly/w.md": WEEK}, "SG626") == []
    assert problems_of({"weekly/w.md": WEEK + "submitted_on: 2026-11-21\n"}, "SG626") == []
    assert problems_of({"weekly/w.md": WEEK + DAYS + "submitted_on: 2026-11-16\n"}, "SG626") == []


@pytest.mark.parametrize(
    ("submitted", "spot"),
    [
        ("submitted_on: 2026-11-16\n", []),
        ("submitted_on: 2026-11-17\n", ["weekly/w.md:4:15"]),
        ("", ["weekly/w.md:3:7"]),
    ],
)
def test_a_weekly_report_that_is_late(submitted, spot):
    assert spots(problems_of({"weekly/w.md": WEEK + submitted}, "SG627")) == spot
    assert (
        problems_of({"weekly/w.md": WEEK + submitted}, "SG627", site=SITE + "reports: {weekly: 2026-11-16}\n")
        == []
    )


def test_a_report_waits_for_who_is_away():
    away = "name: 李伟\nrole: sales\nabsences: [{first: 2026-11-16, last: 2026-11-18, reason: sick}]\n"
    files = {"people/li-wei.md": away, "weekly/w.md": WEEK + "submitted_on: 2026-11-19\n"}
    assert problems_of(files, "SG627") == []


def test_a_regional_report_that_is_late():
    text = "owner: zhao-zong\nteam: east\nweek: 2026-W46\nsubmitted_on: 2026-11-18\n"
    (found,) = problems_of({"regional/r.md": text}, "SG627", site=TEAMS)
    assert str(found.place) == "regional/r.md:5:15"
    assert "due 2026-11-16" in found.message("en")


def test_opportunities_go_with_the_weekly_report_once_the_team_submits_them():
    one = WEEK + "submitted_on: 2026-11-16\n"
    other = one.replace("li-wei", "zhao-zong") + "opportunities_on: 2026-11-16\n"
    assert problems_of({"weekly/w.md": one}, "SG628") == []
    assert spots(problems_of({"weekly/w.md": one, "weekly/z.md": other}, "SG628")) == ["weekly/w.md:4:15"]


@pytest.mark.parametrize(
    "path_and_front",
    [
        ("weekly/w.md", WEEK),
        ("daily/w.md", f"{LI}date: 2026-11-13\nattendance: present\n"),
        ("signatures/w.md", f"{LI}plan: week\ndate: 2026-11-13\n"),
    ],
)
def test_signatures_come_after_and_from_somebody_else(path_and_front):
    path, front = path_and_front
    early = front + "submitted_on: 2026-11-16\nsigned_by: li-wei\nsigned_on: 2026-11-13\n"
    (before,) = problems_of({path: early}, "SG629")
    (own,) = problems_of({path: early}, "SG633")
    line = early.count("\n") + 1
    assert (str(before.place), str(own.place)) == (f"{path}:{line}:12", f"{path}:{line - 1}:12")
    fine = front + "submitted_on: 2026-11-16\nsigned_by: zhao-zong\nsigned_on: 2026-11-16\n"
    assert problems_of({path: fine}, "SG629") == problems_of({path: fine}, "SG633") == []


def test_a_second_report_for_the_same_week_or_day_or_team():
    day = f"{LI}date: 2026-11-13\nattendance: present\n"
    region = "owner: zhao-zong\nteam: east\nweek: 2026-W46\n"
    files = {
        "weekly/a.md": WEEK,
        "weekly/b.md": WEEK,
        "weekly/c.md": WEEK.replace("W46", "W45"),
        "weekly/d.md": WEEK.replace("li-wei", "zhao-zong"),
        "daily/a.md": day,
        "daily/b.md": day,
        "regional/a.md": region,
        "regional/b.md": region.replace("zhao-zong", "li-wei"),
    }
    found = problems_of(files, "SG630", site=TEAMS)
    assert spots(found) == ["daily/b.md:3:7", "regional/b.md:4:7", "weekly/b.md:3:7"]
    assert [str(other) for other in found[2].others] == ["weekly/a.md:3:7"]
    assert "华东" in found[1].message("zh-Hans")


def test_a_report_on_what_has_not_begun():
    files = {
        "weekly/next.md": WEEK.replace("W46", "W48"),
        "weekly/this.md": WEEK.replace("W46", "W47"),
        "daily/next.md": f"{LI}date: 2026-11-21\nattendance: present\n",
        "daily/today.md": f"{LI}date: 2026-11-20\nattendance: present\n",
    }
    assert spots(problems_of(files, "SG631")) == ["daily/next.md:3:7", "weekly/next.md:3:7"]
    assert problems_of({"weekly/next.md": files["weekly/next.md"]}, "SG627") == []


def test_a_regional_report_of_who_does_not_lead():
    text = "owner: li-wei\nteam: east\nweek: 2026-W46\nsubmitted_on: 2026-11-16\n"
    (found,) = problems_of({"regional/r.md": text}, "SG632", site=TEAMS)
    assert str(found.place) == "regional/r.md:2:8"
    nobody = SITE + "teams: [{key: east, label: {zh-Hans: 华东}}]\n"
    assert problems_of({"regional/r.md": text}, "SG632", site=nobody) == []


def test_rules_hold_their_ground_when_people_are_missing():
    files = {"weekly/w.md": WEEK.replace("li-wei", "nobody") + "submitted_on: 2026-11-16\n"}
    assert [d.code for d in book_of(files).diagnostics] == ["SG401", "SG626"]
