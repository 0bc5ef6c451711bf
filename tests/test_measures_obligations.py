"""What is owed, when it is due and how it came, on nasty calendars; every day was counted by hand."""

from __future__ import annotations

from datetime import date

import measure_books
import pytest
from owed_books import daily, made, owed, said, weekly

from site_gen.config import Week
from site_gen.measures.obligations import debtors, is_away, lapses, owed_about, owed_in
from site_gen.measures.scope import COMPANY, Scope

#: The National Day week of 2026 is free from Thu 1 to Wed 7 October, Sat 10 October is worked instead.
NATIONAL = "calendar: {holidays: [2026-10-01, 2026-10-02, 2026-10-05, 2026-10-06, 2026-10-07], makeup: [2026-10-10]}\n"
SPRING = """
calendar:
  holidays: [2026-02-16, 2026-02-17, 2026-02-18, 2026-02-19, 2026-02-20, 2026-02-23]
  makeup: [2026-02-14, 2026-02-28]
"""


@pytest.mark.parametrize(
    ("on", "as_of", "state"),
    [
        ("2026-11-16", date(2026, 11, 18), "on_time"),  # on the due day itself
        ("2026-11-13", date(2026, 11, 18), "on_time"),  # on the Friday before
        ("2026-11-17", date(2026, 11, 18), "late"),
        ("2026-11-17", date(2026, 11, 17), "late"),
        ("2026-11-17", date(2026, 11, 16), "not_due"),  # what comes tomorrow has not come
        ("", date(2026, 11, 15), "not_due"),
        ("", date(2026, 11, 16), "not_due"),  # today is the due day
        ("", date(2026, 11, 17), "missing"),
    ],
)
def test_a_weekly_report_is_due_the_monday_after(on, as_of, state):
    found = owed(made(weekly("2026-W46", on), as_of=as_of), "weekly")
    assert said(found)[0] == ("2026-W46", "2026-11-16", state)


def test_a_day_without_text_makes_a_week_incomplete_unless_a_daily_report_tells_it():
    files = weekly("2026-W46", "2026-11-16", days="125") | daily("2026-11-11") | daily("2026-11-12", on="")
    (found, *_) = owed(made(files), "weekly")
    # Wednesday is told by its daily report; that of Thursday was not handed in.
    assert (found.state, found.missing, found.required) == ("incomplete", ("2026-11-12",), 5)
    late = owed(made(weekly("2026-W46", "2026-11-17", days="1234")), "weekly")[0]
    assert (late.state, late.missing) == ("late_incomplete", ("2026-11-13",))


def test_a_holiday_moves_the_due_day_to_the_next_working_day():
    site = "calendar: {holidays: [2026-11-16]}\n"
    assert said(owed(made(weekly("2026-W46", "2026-11-17"), site), "weekly"))[0][1:] == (
        "2026-11-17",
        "on_time",
    )


def test_a_made_up_saturday_is_a_day_of_its_week():
    # W07 of 2026: Mon 9 to Fri 13 and Sat 14 February; the Monday after is a holiday, and so on up to Mon 23.
    found = owed(made(weekly("2026-W07", "2026-02-24"), SPRING, as_of=date(2026, 3, 3)), "weekly")
    assert said(found) == [
        ("2026-W07", "2026-02-24", "incomplete"),  # Saturday is not told
        # W08 is free from Monday to Friday: nothing is owed.
        ("2026-W09", "2026-03-02", "missing"),
        ("2026-W10", "2026-03-09", "not_due"),
    ]
    assert found[0].missing == ("2026-02-14",)
    assert found[1].due == date(2026, 3, 2)


def test_a_week_without_a_working_day_owes_nothing():
    book = made(weekly("2026-W39", "2026-09-28"), NATIONAL, as_of=date(2026, 10, 14))
    # W40: Mon 28 to Wed 30 September are worked, the Monday after is free up to Wed 7: due Thu 8.
    # W41: Thu 8, Fri 9 and Sat 10 are worked.
    assert [one[:2] for one in said(owed(book, "weekly"))] == [
        ("2026-W39", "2026-09-28"),
        ("2026-W40", "2026-10-08"),
        ("2026-W41", "2026-10-12"),
        ("2026-W42", "2026-10-19"),
    ]
    golden = NATIONAL.replace("makeup: [2026-10-10]", "makeup: []").replace(
        "2026-10-07]", "2026-10-07, 2026-10-08, 2026-10-09]"
    )
    book = made(weekly("2026-W39", "2026-09-28"), golden, as_of=date(2026, 10, 14))
    assert [one[:2] for one in said(owed(book, "weekly"))] == [
        ("2026-W39", "2026-09-28"),
        ("2026-W40", "2026-10-12"),
        ("2026-W42", "2026-10-19"),
    ]
    assert is_away(book, "li", Week(2026, 41))


def test_the_last_week_of_a_year_is_due_in_the_next():
    # W53 of 2026 runs from 28 December to 3 January; 1 January is free.
    site = "calendar: {holidays: [2027-01-01]}\n"
    found = owed(made(weekly("2026-W53", "2027-01-04", days="1234"), site, as_of=date(2027, 1, 5)), "weekly")
    assert said(found)[0] == ("2026-W53", "2027-01-04", "on_time")
    assert found[0].required == 4
    assert said(found)[1][0] == "2027-W01"


def test_leave_over_the_due_day_moves_it_and_leave_over_a_week_frees_it():
    away = "absences: [{first: 2026-11-16, last: 2026-11-17, reason: leave}]"
    found = owed(made(weekly("2026-W46", "2026-11-18"), person=away), "weekly")
    assert said(found)[0] == ("2026-W46", "2026-11-18", "on_time")
    away = "absences: [{first: 2026-11-09, last: 2026-11-13, reason: sick}]"
    book = made(weekly("2026-W45", "2026-11-09"), person=away)
    # The report on W45 waits for the return on the 16th.
    assert said(owed(book, "weekly")) == [
        ("2026-W45", "2026-11-16", "on_time"),
        ("2026-W47", "2026-11-23", "not_due"),
    ]
    assert is_away(book, "li", Week(2026, 46))
    assert not is_away(book, "li", Week(2026, 47))


def test_who_joins_or_leaves_in_a_week_owes_its_own_days():
    files = weekly("2026-W44", "2026-11-02", who="wang") | weekly("2026-W46", "2026-11-16", days="45")
    joiner = owed(made(files, person="joined: 2026-11-12"), "weekly")
    assert said(joiner) == [("2026-W46", "2026-11-16", "on_time"), ("2026-W47", "2026-11-23", "not_due")]
    leaver = owed(made(files, person="left: 2026-11-11"), "weekly")
    # Gone before the report on W46 is due.
    assert [one.period for one in leaver] == ["2026-W44", "2026-W45"]
    monday = owed(made(files, person="left: 2026-11-16"), "weekly")
    assert [one.period for one in monday] == ["2026-W44", "2026-W45", "2026-W46"]


def test_reports_are_owed_from_the_first_one_of_the_team_or_from_the_day_it_says():
    assert owed(made({}), "weekly") == owed(made({}), "daily") == owed(made({}), "regional") == []
    files = weekly("2026-W45", "2026-11-09", who="wang")
    assert [one.period for one in owed(made(files), "weekly")] == ["2026-W45", "2026-W46", "2026-W47"]
    assert owed(made(files), "opportunities") == []
    # From the week of that day on.
    late = made(files, "reports: {weekly: 2026-11-11}\n")
    assert [one.period for one in owed(late, "weekly")] == ["2026-W46", "2026-W47"]
    assert [one.period for one in owed(late, "opportunities")] == ["2026-W46", "2026-W47"]


def test_opportunities_have_the_due_day_of_the_report_and_a_day_of_their_own():
    files = weekly("2026-W45", "2026-11-09", opportunities="2026-11-10") | weekly("2026-W46", "2026-11-16")
    assert said(owed(made(files), "opportunities")) == [
        ("2026-W45", "2026-11-09", "late"),
        ("2026-W46", "2026-11-16", "missing"),
        ("2026-W47", "2026-11-23", "not_due"),
    ]


def test_of_two_reports_the_first_handed_in_counts():
    twice = weekly("2026-W46", "2026-11-18", days="1")
    twice["weekly/again.md"] = weekly("2026-W46", "2026-11-16")["weekly/2026-W46-li.md"]
    assert next((one.state, one.record) for one in owed(made(twice), "weekly")) == ("on_time", "again")


def test_a_draft_is_not_handed_in():
    (found, *_) = owed(made(weekly("2026-W46", days="1")), "weekly")
    assert (found.state, found.record, found.missing, found.required) == ("missing", "2026-W46-li", (), 0)


VISIT = "customer: heng\nowner: li\nstatus: done\n"
FULL = "contacts: [zhang]\nfollow_ups: [{who: li, what: 报价, when: 2026-12-01}]\n---\n## 拜访目的\n一\n## 拜访结果\n二"


def test_visit_reports_are_owed_for_visits_made():
    book = made(
        {
            "visits/full.md": f"{VISIT}date: 2026-11-10\nsubmitted_on: 2026-11-13\n{FULL}",
            "visits/late.md": f"{VISIT}date: 2026-11-10\nsubmitted_on: 2026-11-16\n{FULL}",
            "visits/bare.md": f"{VISIT}date: 2026-11-11\nsubmitted_on: 2026-11-17",
            "visits/none.md": f"{VISIT}date: 2026-11-12\n{FULL}",
            "visits/open.md": f"{VISIT}date: 2026-11-16\n{FULL}",
            "visits/call.md": f"{VISIT}date: 2026-11-10\nchannel: phone",
            "visits/off.md": VISIT.replace("done", "cancelled") + "date: 2026-11-10",
        }
    )
    found = owed(book, "visit")
    assert said(found) == [
        ("full", "2026-11-13", "on_time"),
        ("late", "2026-11-13", "late"),
        ("bare", "2026-11-16", "late_incomplete"),
        ("none", "2026-11-17", "missing"),
        ("open", "2026-11-19", "not_due"),
    ]
    assert found[2].missing == ("contacts", "purpose", "result", "follow_ups")
    asked = made({"visits/none.md": f"{VISIT}date: 2026-11-12"}, "reports: {visit: 2026-11-13}\n")
    assert owed(asked, "visit") == []


def test_a_daily_report_is_due_on_its_day():
    away = "absences: [{first: 2026-11-12, reason: leave}]"
    files = {
        **daily("2026-11-09"),
        **daily("2026-11-10", on="2026-11-11"),
        **daily("2026-11-11", more="expense: 0\n"),  # no learning, no talk, no visit
        **daily("2026-11-13", attendance="sick"),
        **daily("2026-11-16", attendance="training", more="expense: 0\n---\n## 心得\n学到了阀门选型。"),
    }
    found = owed(made(files, person=away), "daily")
    assert said(found) == [
        ("2026-11-09", "2026-11-09", "on_time"),
        ("2026-11-10", "2026-11-10", "late"),
        ("2026-11-11", "2026-11-11", "incomplete"),
        ("2026-11-13", "2026-11-13", "on_time"),
        ("2026-11-16", "2026-11-16", "on_time"),
        ("2026-11-17", "2026-11-17", "missing"),
        ("2026-11-18", "2026-11-18", "not_due"),
    ]
    assert found[2].missing == ("learning", "talks")
    assert [one.required for one in found] == [4, 4, 4, 1, 3, 0, 0]
    # A visit made that day is a talk.
    visited = made(files | {"visits/v.md": f"{VISIT}date: 2026-11-11\nsubmitted_on: 2026-11-12"})
    assert owed(visited, "daily")[2].missing == ("learning",)


REGION = "owner: wang\nteam: east\nweek: 2026-W46\nsubmitted_on: 2026-11-16\n"
REGIONAL = "reports: {regional: 2026-11-09}\n"


def test_a_regional_report_is_owed_by_who_leads_the_team(monkeypatch):
    led = measure_books.SITE.replace("{key: east, label: East}", "{key: east, label: East, leader: chen}")
    monkeypatch.setattr(measure_books, "SITE", led)
    full = REGION + "---\n## 竞争者动态\n对手降价。\n## 下周目标与计划\n签下恒泰。"
    book = made({"regional/r.md": full}, REGIONAL)
    assert said(owed(book, "regional", "chen")) == [
        ("2026-W46", "2026-11-16", "on_time"),
        ("2026-W47", "2026-11-23", "not_due"),
    ]
    assert owed(book, "regional", "chen")[0].team == "east"
    bare = made({"regional/r.md": REGION + "---\n## 竞争者动态\n对手降价。"}, REGIONAL)
    assert owed(bare, "regional", "chen")[0].missing == ("next_week",)
    assert owed(bare, "weekly", "chen") == []
    assert debtors(book, COMPANY) == ("chen", "li")
    assert debtors(book, Scope("team", "east")) == ("chen", "li")
    assert debtors(book, Scope("team", "west")) == ()
    assert debtors(book, Scope("person", "chen")) == ("chen",)


def test_what_is_owed_in_a_period_goes_by_the_due_day_and_about_a_week_by_the_week():
    files = weekly("2026-W45", "2026-11-09") | weekly("2026-W46", "2026-11-17")
    files["visits/v.md"] = f"{VISIT}date: 2026-11-13\n{FULL}"
    book = made(files)
    week = Week(2026, 46)
    assert [one.period for one in owed_in(book, COMPANY, week.start, week.end)] == ["2026-W45"]
    assert [one.period for one in owed_about(book, COMPANY, week.start, week.end)] == ["2026-W46", "v"]
    following = Week(2026, 47)
    assert [one.state for one in lapses(book, Scope("person", "li"), following.start, following.end)] == [
        "late"
    ]
