"""Probability levels and phases, what is expected of them, their growth; coverage by probability (S33, M10)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import FIVE, SITE, book, projects
from test_measures_commit import order, target, won

from site_gen.book.probability import level_of
from site_gen.config import read_config
from site_gen.config.level import phase_of
from site_gen.measures.coverage import coverage
from site_gen.measures.phases import phases
from site_gen.measures.scope import COMPANY, Scope

LI = Scope("person", "li")


@pytest.mark.parametrize(
    ("percent", "phase"),
    [(0, "lead_in"), (25, "lead_in"), (50, "selling"), (80, "selling"), (90, "closing"), (100, "closing")],
)
def test_phases_of_the_axis(percent, phase):
    assert phase_of(percent) == phase


@pytest.mark.parametrize(
    ("row", "key", "own"),
    [
        ("a lead 1", "p0", False),
        ("a opportunity 1", "p50", False),
        ("a solution 1", "p60", False),
        ("a quotation 1", "p80", False),
        ("a agreement 1", "p90", False),
        ("a order 1", "p100", False),
        ("a payment 1", "p100", False),
        ("a lead 1 probability=p25", "p25", True),
        ("a quotation 1 probability=p60", "p60", True),
        # An old guess does not make what is signed doubtful; a higher one stands.
        ("a order 1 probability=p80", "p100", False),
        ("a agreement 1 probability=p100", "p100", True),
    ],
)
def test_own_probability_goes_before_that_of_the_stage(row, key, own):
    team = book(projects(row))
    found = level_of(team.config, team.projects["a"], team.projects["a"].stage)
    assert found is not None
    assert (found.key, found.own) == (key, own)


def test_lost_projects_have_no_level():
    team = book(projects("a lost 1 probability=p80"))
    assert level_of(team.config, team.projects["a"], "lost") is None
    assert phases(team, COMPANY).undefined.count == 0


def test_levels_and_phases_add_up():
    files = projects(
        "a lead 10",
        "b lead 20 probability=p25",
        "c opportunity 30",
        "d solution 40 probability=p70",
        "e quotation 50",
        "f quotation 60 probability=p90",
        "g lost 70",
    ) | won("h", 80, "2026-10-01") | won("i", 90, "2026-09-30")  # fmt: skip
    found = phases(book(files), COMPANY)
    assert {row.key: (row.projects.ids, row.own) for row in found.levels if row.projects.count} == {
        "p0": (("a",), ()),
        "p25": (("b",), ("b",)),
        "p50": (("c",), ()),
        "p70": (("d",), ("d",)),
        "p80": (("e",), ()),
        "p90": (("f", "h"), ("f",)),
    }
    assert len(found.levels) == 8
    lead_in, selling, closing = found.phases
    assert (lead_in.projects.amount, lead_in.weighted) == (30, 5)
    assert (selling.projects.amount, selling.weighted) == (120, 15 + 28 + 40)
    assert (closing.projects.amount, closing.weighted) == (140, 54 + 72)
    # Signed on 30 September is signed in the third quarter, on 1 October in the fourth.
    assert found.signed_before.ids == ("i",)
    assert found.quarter == "2026-Q4"
    total = (
        sum(row.projects.count for row in found.levels) + found.undefined.count + found.signed_before.count
    )
    assert total == 8


def test_quarters_follow_the_fiscal_year():
    files = (
        won("h", 80, "2026-10-31")
        | won("i", 90, "2026-11-01")
        | target("li", "10:5", "11:1", "12:2", "1:100")
    )
    found = phases(book(files, "fiscal_month: 2\n"), COMPANY)
    # November to January is the last quarter of a year that began in February.
    assert (found.quarter, found.signed_before.ids) == ("2026-Q4", ("h",))
    assert found.target == 3  # the January is of 2026


def test_a_stage_without_a_level_is_told():
    found = phases(book(projects("a talk 5", "b idea 6 probability=p25"), FIVE + ""), COMPANY)
    assert found.undefined.ids == ("a",)
    assert found.levels[1].projects.ids == ("b",)


def test_a_team_sets_the_levels_of_its_stages():
    site = FIVE.replace("counts_as: open}", "counts_as: open, probability: p70}")
    found = phases(book(projects("a talk 5"), site), COMPANY)
    assert found.undefined.count == 0
    assert next(row for row in found.levels if row.key == "p70").projects.ids == ("a",)
    _, problems = read_config(SITE + site.replace("p70", "p75"))
    assert [d.code for d in problems] == ["SG303"] * 3


def test_expectations_of_the_three_phases():
    files = (
        projects(
            *(f"n{n} lead 1 stage_history=@lead:2026-10-0{n + 1}" for n in range(1, 7)),
            *(f"m{n} lead 1 stage_history=@lead:2026-09-0{n + 1}" for n in range(1, 5)),
            "o lead 1 stage_history=@lead:2026-11-02",
            "s opportunity 150",
            "t solution 50",
            "c quotation 40 commit=yes expected_close=2026-12-31",
            "d quotation 40 commit=yes expected_close=2027-01-01",
            "e quotation 40 upside=yes expected_close=2026-12-01",
            "f quotation 40 commit=yes",
        )
        | won("w", 70, "2026-11-05")
        | target("li", "10:40", "11:30", "12:30")
    )
    found = phases(book(files), LI)
    # w was entered in September, too, as a quotation.
    assert (found.lead_ins.before, found.lead_ins.now, found.lead_ins_now) == (5, 6, 1)
    assert (found.lead_ins.change.percent, found.lead_ins.grade, found.lead_ins_month) == (
        20,
        "good",
        "2026-10",
    )
    # 150 + 50 + four quotations of 40, over 100.
    assert found.selling.percent == 360
    assert (found.signed.amount, found.committed.ids, found.commit.percent) == (70, ("c",), 110)


def test_no_target_and_a_target_of_zero():
    files = projects("s opportunity 150")
    assert phases(book(files), LI).selling.percent is None
    found = phases(book(files | target("li", "11:0")), LI)
    assert (found.target, found.selling.percent, found.commit.percent) == (0, None, None)


def test_phases_grow_from_quarter_to_quarter():
    files = projects(
        # At the end of June in selling, at the end of September too.
        "a solution 100 stage_history=@lead:2026-05-01,opportunity:2026-06-30,solution:2026-07-02",
        # Came in August, now closing.
        "b agreement 15 stage_history=@opportunity:2026-08-01,agreement:2026-11-01",
        # Lost in August.
        "c lost 40 stage_history=@lead:2026-06-01 lost_date=2026-08-01",
        # Nobody knows since when.
        "x opportunity 500",
    )
    found = phases(book(files), COMPANY)
    assert [quarter.quarter for quarter in found.quarters] == [
        "2025-Q4",
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    ]
    second, third, now = found.quarters[2:]
    assert (second.selling.amount, third.selling.amount, now.selling.amount) == (100, 115, 100)
    assert (second.lead_in.ids, third.lead_in.ids) == (("c",), ())
    assert (now.closing.ids, now.whole, now.day) == (("b",), False, date(2026, 11, 18))
    assert found.unknown == ("x",)
    selling = found.phases[1]
    assert (selling.growth.change.percent, selling.growth.grade) == (15, "good")
    assert (selling.count_growth.change.percent, selling.count_growth.grade) == (100, "good")
    assert (found.phases[0].growth.change.percent, found.phases[0].growth.grade) == (-100, "low")


def test_closing_holds_what_was_signed_in_the_quarter_only():
    files = projects("a agreement 10 stage_history=@quotation:2026-03-01,agreement:2026-05-01") | order(
        "a", 10, "2026-07-01"
    )
    quarters = phases(book(files), COMPANY).quarters
    # The order tells the day, not the stage history.
    assert [quarter.closing.count for quarter in quarters] == [0, 0, 0, 1, 0]


# ---- M10 -------------------------------------------------------------------------------------


def test_coverage_by_probability():
    files = (
        projects("a lead 100", "b opportunity 80", "c quotation 50 probability=p90", "d lost 1", "e lost 1")
        | won("w", 30, "2026-11-05")
        | target("li", "10:20", "11:20", "12:60")
    )
    found = coverage(book(files), LI)
    quarter = found.quarter
    assert (quarter.target, quarter.remaining, quarter.met) == (100, 70, False)
    assert (quarter.selling.ids, quarter.selling_gross.percent) == (("b",), 80)
    # 80 × 50 % + 50 × 90 %.
    assert (quarter.weighted, quarter.weighted_gross.percent) == (85, 85)
    assert quarter.weighted_net.value == (Decimal(85) / 70).quantize(Decimal("0.000001"))
    # One of three decided was won: three times the target is needed.
    assert found.needed.percent == 300
    # The month is met: 30 of 20.
    assert (found.month.remaining, found.month.met, found.month.net.percent) == (0, True, None)


def test_coverage_of_zero_and_of_nothing():
    zero = coverage(book(projects("a lead 100") | target("li", "11:0")), LI)
    assert (zero.month.gross.percent, zero.month.met, zero.needed.percent) == (None, False, None)
    assert coverage(book(projects("a lead 100")), LI).month.met is False


def test_coverage_of_the_fiscal_quarter():
    files = target("li", "9:1", "10:2", "11:4", "12:8") | target("li", "1:16", year=2027)
    assert coverage(book(files), LI).quarter.target == 14
    found = coverage(book(files, "fiscal_month: 3\n"), LI).quarter
    assert (found.period, found.start, found.target) == ("2026-Q3", date(2026, 9, 1), 7)
    assert coverage(book(files, "fiscal_month: 2\n"), LI).quarter.target == 4 + 8 + 16
