"""Points, fines (M16), punctuality and quality (M17) against figures worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import projects
from owed_books import daily, made, weekly

from site_gen.config import MonthOf
from site_gen.measures.obligations import owed_in
from site_gen.measures.points import points, score
from site_gen.measures.punctuality import punctuality, qualities, quality
from site_gen.measures.scope import COMPANY, Scope

NOVEMBER, LI = MonthOf(2026, 11), Scope("person", "li")
VISIT = "customer: heng\nowner: li\nstatus: done\n"
FULL = "contacts: [zhang]\nfollow_ups: [{who: li, what: 报价, when: 2026-12-01}]\n---\n## 拜访目的\n一\n## 拜访结果\n二"


def test_m16_the_worked_example_of_the_domain():
    # Two reports missing, one of them a weekly report, and one late: 100 - 10 - 3 = 87 points, fine 50.
    files = {
        **weekly("2026-W44", "2026-11-02"),
        **weekly("2026-W46", "2026-11-17"),
        "visits/v.md": f"{VISIT}date: 2026-11-10\n{FULL}",
    }
    found = score(made(files), "li", NOVEMBER)
    assert [one.period for one in found.missing] == ["2026-W45", "v"]
    assert [one.period for one in found.flawed] == ["2026-W46"]
    assert [one.period for one in found.occurrences] == ["2026-W45", "v", "2026-W46"]
    assert (found.due, found.taken, found.points, found.fine) == (4, 13, 87, Decimal(50))


def test_m16_late_and_incomplete_is_one_occurrence_and_points_do_not_fall_below_zero():
    found = score(made(weekly("2026-W46", "2026-11-17", days="1")), "li", NOVEMBER)
    assert (found.taken, found.points, found.fine) == (3, 97, 0)
    visits = {f"visits/v{n}.md": f"{VISIT}date: 2026-11-02" for n in range(21)}
    found = score(made(visits), "li", NOVEMBER)
    assert (found.taken, found.points, found.fine) == (105, 0, 0)


def test_m16_the_team_s_own_numbers():
    site = "thresholds: {points_base: 50, points_missing: 7, points_late: 2, fine_missing: 20.5}\n"
    files = weekly("2026-W44", "2026-11-03") | weekly("2026-W46", "2026-11-16")
    found = score(made(files, site), "li", NOVEMBER)
    assert (found.taken, found.points, found.fine) == (9, 41, Decimal("20.5"))


def test_m16_a_report_counts_in_the_month_of_its_due_day():
    # W44 ends on 1 November and is due on the 2nd; so November, with Mondays on 2, 9, 16, 23 and 30, has five.
    book = made(weekly("2026-W39", "2026-09-28"), as_of=date(2026, 12, 31))
    assert [one.period for one in score(book, "li", NOVEMBER).missing] == [
        "2026-W44",
        "2026-W45",
        "2026-W46",
        "2026-W47",
        "2026-W48",
    ]
    found = points(book, COMPANY, date(2026, 9, 1), date(2026, 12, 1))
    assert [(one.month, one.points, int(one.fine)) for one in found.scores] == [
        ("2026-09", 100, 0),
        ("2026-10", 80, 200),  # due on 5, 12, 19 and 26 October
        ("2026-11", 75, 250),
    ]
    assert (found.start, found.end, found.missing, found.taken, found.fine) == (
        date(2026, 9, 1),
        date(2026, 12, 1),
        9,
        45,
        450,
    )


def test_m16_daily_reports_and_what_may_still_come_take_nothing():
    found = points(made(daily("2026-11-16", on="2026-11-18") | weekly("2026-W47")), COMPANY)
    assert (found.start, found.end, found.scores) == (date(2026, 11, 1), date(2026, 12, 1), ())
    month = points(made(weekly("2026-W44", "2026-11-03")), Scope("month", "2026-11"))
    assert [one.month for one in month.scores] == ["2026-11"]


def test_m16_a_report_that_comes_after_all_is_late_and_no_longer_missing():
    files = weekly("2026-W46", "2026-11-20")
    assert score(made(files, as_of=date(2026, 11, 19)), "li", NOVEMBER).points == 95
    assert score(made(files, as_of=date(2026, 11, 20)), "li", NOVEMBER).points == 97


def test_m17_punctuality_and_quality_by_type():
    files = {
        **weekly("2026-W44", "2026-11-02", opportunities="2026-11-02"),
        **weekly("2026-W45", "2026-11-10", days="1234", opportunities="2026-11-09"),
        "visits/full.md": f"{VISIT}date: 2026-11-10\nsubmitted_on: 2026-11-13\n{FULL}",
        "visits/bare.md": f"{VISIT}date: 2026-11-10\nsubmitted_on: 2026-11-11\ncontacts: [zhang]",
        "visits/none.md": f"{VISIT}date: 2026-11-10\n{FULL}",
        # Stage and name are always there; purchase date and vertical (the customer's) besides, and nothing more.
        **projects("a lead 10 purchase_date=2027-01-01", "b lead 10", "c won 10".replace("won", "lost")),
    }
    found = punctuality(made(files), LI, date(2026, 11, 1), date(2026, 12, 1))
    rows = {row.type: row for row in found.rows}
    assert list(rows) == ["weekly", "opportunities", "visit"]
    week = rows["weekly"]
    # W44 in time and complete, W45 late and without its Friday, W46 missing; W47 is not due yet.
    assert (week.due, week.good, week.late, week.incomplete, week.late_incomplete, week.missing) == (
        3,
        1,
        0,
        0,
        1,
        1,
    )
    assert (week.on_time.numerator, week.complete) == (1, week.complete.of(9, 10))
    visit = rows["visit"]
    assert (visit.due, visit.on_time.numerator, visit.missing) == (3, 2, 1)
    # Eight fields of two reports, three of the bare one empty.
    assert visit.complete == visit.complete.of(5, 8)
    assert visit.records == ("bare", "full")
    table = rows["opportunities"]
    # Seven columns of two open projects: name, stage, vertical of both, the purchase date of one.
    assert (table.due, table.on_time.numerator, table.complete) == (3, 2, table.complete.of(7, 14))
    assert found.whole.due == 9
    assert found.whole.complete == found.whole.complete.of(9 + 5 + 7, 10 + 8 + 14)


@pytest.mark.parametrize("scope", [COMPANY, Scope("team", "east-1"), Scope("vertical", "chemical")])
def test_m17_sums_of_rows_are_those_of_all_that_is_owed(sample_book, scope):
    found = punctuality(sample_book, scope)
    assert found.rows
    owed = owed_in(sample_book, scope, found.start, found.end)
    assert found.types == qualities(sample_book, owed)
    assert found.whole == quality(sample_book, owed)


def test_m17_over_nothing_is_no_ratio():
    found = punctuality(made({}), COMPANY)
    assert (found.rows, found.whole.on_time.value, found.whole.complete.percent) == ((), None, None)


@pytest.mark.parametrize("scope", [COMPANY, Scope("team", "east"), LI])
def test_scopes_of_one_person_agree(scope):
    book = made(weekly("2026-W44", "2026-11-02"))
    assert points(book, scope).scores == (score(book, "li", NOVEMBER),)
