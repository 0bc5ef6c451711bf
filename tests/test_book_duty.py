"""The calendar of one person, on nasty calendars; every expected day was counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from measure_books import book

from site_gen.book.duty import add_workdays, first_workday, last_workday, workdays, works_on
from site_gen.book.reports import handed_in, report_due

#: Spring Festival 2026: free from Mon 16 to Mon 23 February, Sat 14 and Sat 28 worked instead.
SPRING = """
calendar:
  holidays: [2026-01-01, 2026-01-02, 2026-02-16, 2026-02-17, 2026-02-18, 2026-02-19, 2026-02-20, 2026-02-23]
  makeup: [2026-01-04, 2026-02-14, 2026-02-28]
"""
LI = "people/li.md"
FRONT = "name: 李伟\nrole: sales\nteam: east\n"


def _with(more: str = "", site: str = SPRING):
    return book({LI: FRONT + more}, site)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 13), True),  # Friday
        (date(2026, 2, 14), True),  # Saturday made up
        (date(2026, 2, 15), False),  # Sunday
        (date(2026, 2, 16), False),  # holiday
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # Saturday made up
    ],
)
def test_holidays_and_makeup_weekends(day, works):
    assert works_on(_with(), "li", day) is works


def test_three_working_days_across_the_spring_festival():
    # Thu 12 February: Fri 13, Sat 14 (made up), Tue 24.
    assert add_workdays(_with(), "li", date(2026, 2, 12), 3) == date(2026, 2, 24)
    # Fri 27 February: Sat 28 (made up), Mon 2, Tue 3 March.
    assert add_workdays(_with(), "li", date(2026, 2, 27), 3) == date(2026, 3, 3)


def test_three_working_days_across_the_end_of_the_year():
    # Wed 30 December 2025: Wed 31, (Thu 1 and Fri 2 free, Sat 3), Sun 4 made up, Mon 5.
    assert add_workdays(_with(), "li", date(2025, 12, 30), 3) == date(2026, 1, 5)
    assert add_workdays(_with(), "li", date(2025, 12, 30), 0) == date(2025, 12, 30)


def test_days_away_are_not_worked_whatever_the_reason():
    away = "absences:\n  - {first: 2026-11-18, last: 2026-11-20, reason: leave}\n  - {first: 2026-11-24}\n"
    made = _with(away.replace("{first: 2026-11-24}", "{first: 2026-11-24, reason: training}"))
    days = workdays(made, "li", date(2026, 11, 16), date(2026, 11, 28))
    assert [day.day for day in days] == [16, 17, 23, 25, 26, 27]
    # Others work.
    assert works_on(made, "wang", date(2026, 11, 18))


def test_joining_and_leaving_days_are_worked():
    made = _with("joined: 2026-11-11\nleft: 2026-11-18\n")
    days = workdays(made, "li", date(2026, 11, 1), date(2026, 12, 1))
    assert [day.day for day in days] == [11, 12, 13, 16, 17, 18]
    assert add_workdays(made, "li", date(2026, 11, 16), 2) == date(2026, 11, 18)
    assert add_workdays(made, "li", date(2026, 11, 16), 3) is None
    assert first_workday(made, "li", date(2026, 11, 1)) == date(2026, 11, 11)
    assert first_workday(made, "li", date(2026, 11, 18)) == date(2026, 11, 18)
    assert first_workday(made, "li", date(2026, 11, 19)) is None


def test_who_is_away_for_years_is_not_waited_for():
    made = _with("absences: [{first: 2026-01-01, last: 2099-12-31, reason: other}]\n")
    assert add_workdays(made, "li", date(2026, 11, 16), 1) is None
    assert add_workdays(made, "li", date(2025, 12, 30), 1) == date(2025, 12, 31)


def test_a_visit_report_waits_for_its_writer():
    visit = "customer: heng\nowner: li\ndate: 2026-11-12\nstatus: done\nsubmitted_on: 2026-11-23\n"
    # Thu 12: Fri 13, (16 to 20 on leave), Mon 23, Tue 24.
    leave = "absences: [{first: 2026-11-16, last: 2026-11-20, reason: leave}]\n"
    made = book({LI: FRONT + leave, "visits/v.md": visit})
    assert report_due(made, made.visits["v"]) == date(2026, 11, 24)
    # Today is the 18th: what is handed in on the 23rd has not happened.
    assert handed_in(made, made.visits["v"]) is None
    left = book({LI: FRONT + "left: 2026-11-13\n", "visits/v.md": visit})
    assert report_due(left, left.visits["v"]) is None
    before = book({"visits/v.md": visit}, "reports: {visit: 2026-11-13}\n")
    assert report_due(before, before.visits["v"]) is None


def test_the_last_day_somebody_worked():
    away = _with("absences:\n  - {first: 2026-11-18, last: 2026-11-19, reason: leave}\n")
    assert last_workday(away, "li", date(2026, 11, 20)) == date(2026, 11, 17)
    assert last_workday(away, "wang", date(2026, 11, 20)) == date(2026, 11, 19)
    assert last_workday(away, "wang", date(2026, 11, 23)) == date(2026, 11, 20)
    # Before the made-up Saturday 28 and the festival: Sunday 15 February is free, Saturday 14 was worked.
    assert last_workday(away, "li", date(2026, 2, 24)) == date(2026, 2, 14)
    assert last_workday(_with("joined: 2026-11-20\n"), "li", date(2026, 11, 20)) is None
