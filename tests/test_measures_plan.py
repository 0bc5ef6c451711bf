"""Focus, coverage, attainment, required funnel, big deals: M9–M12, M18."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import FIVE, TODAY, book, projects

from site_gen.measures.attainment import attainment
from site_gen.measures.coverage import coverage
from site_gen.measures.deals import biggest_deals, dependence
from site_gen.measures.focus import focus
from site_gen.measures.required import required
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.wins import wins_of


def target(owner: str, year: int, **months: int) -> dict[str, str]:
    rows = ", ".join(f"{{month: {int(m[1:])}, orders: {a}}}" for m, a in months.items())
    return {f"targets/{year}-{owner}.md": f"owner: {owner}\nyear: {year}\nmonths: [{rows}]"}


# M9


def test_m9_counts_each_level_for_the_person_whose_focus_it_is():
    rows = [f"g{n} solution 1 importance=gf_care gf_sales=sun" for n in range(11)]
    rows += ["v1 lead 1 importance=very_important owner=li", "v2 lead 1 importance=very_important owner=zhao"]
    rows += [f"i{n} lead 1 importance=important owner=li" for n in range(6)]
    rows += ["i9 lead 1 importance=important owner=zhao", "n lead 1", "x lost 1 importance=important"]
    rows += ["w payment 1 importance=important", "u solution 1 importance=gf_care"]
    found = focus(book(projects(*rows)), COMPANY)
    assert [(r.level, r.person, r.load.count, r.cap, r.over) for r in found.loads] == [
        ("gf_care", "sun", 11, 10, True),
        ("gf_care", "", 1, 10, False),
        ("very_important", "chen", 2, 10, False),
        ("important", "li", 6, 5, True),
        ("important", "zhao", 1, 5, False),
    ]
    assert found.loads[0].share.percent == 110
    assert (found.unassigned.ids, found.normal.ids) == (("u",), ("n",))


def test_m9_a_team_sees_the_whole_load_of_the_people_it_shares():
    rows = [
        "a solution 1 importance=very_important owner=li",
        "b solution 1 importance=very_important owner=zhao",
    ]
    found = focus(book(projects(*rows)), Scope("team", "east"))
    assert [(r.person, r.in_scope.ids, r.load.ids) for r in found.loads] == [("chen", ("a",), ("a", "b"))]
    own = focus(book(projects(*rows)), Scope("person", "chen"))
    assert [(r.person, r.in_scope.ids, r.load.ids) for r in own.loads] == [("chen", (), ("a", "b"))]


def test_m9_says_what_a_focus_project_still_needs():
    base = "solution 1 importance=gf_care gf_sales=sun"
    rows = [
        f"a {base} importance_confirmed_on=2026-11-02",
        f"b {base} importance_confirmed_on=2026-10-30",
        f"c {base}",
    ]
    files = projects(*rows)
    files["projects/a.md"] += "\nresource_plan: [{resource: 工程师}]\n---\n## Project plan\n先试用。\n"
    row = focus(book(files), COMPANY).loads[0]
    assert row.unconfirmed == ("b", "c")
    assert row.without_plan == ("b", "c")
    assert row.without_resources == ("b", "c")


# M10, M18


@pytest.fixture(scope="module")
def year():
    """Li: target 100 a month of 2026; open 300 + 150 + 50; won 120 in January and 90 in November."""
    months = {f"m{n}": 100 for n in range(1, 13)}
    files = projects(
        "a solution 300 purchase_date=2026-12-10",
        "b lead 150",
        "c quotation 50 purchase_date=2026-11-05",
        "w1 order 120 stage_history=@lead:2025-11-01,agreement:2026-01-20,order:2026-02-01",
        "w2 agreement 100 stage_history=@agreement:2026-03-01",
        "w3 payment 10",
        "z quotation 500 owner=zhao customer=hua purchase_date=2027-02-01",
    )
    files["orders/w2.md"] = "project: w2\namount: 90\nsigned_on: 2026-11-03"
    return book(files | target("li", 2026, **months))


def test_wins_come_from_orders_else_from_the_stage_history(year):
    found = wins_of(year, COMPANY)
    assert [(w.project, w.order, w.day, w.amount) for w in found.wins] == [
        ("w1", "", date(2026, 1, 20), Decimal(120)),
        ("w2", "w2", date(2026, 11, 3), Decimal(90)),
        ("w3", "", None, Decimal(10)),
    ]
    assert (found.count, found.amount) == (3, Decimal(220))


def test_m10_gross_net_and_planned(year):
    """Open 500 over 1,200: 41.67 %; remaining 1,200 − 210 = 990."""
    found = coverage(year, Scope("person", "li"))
    assert (found.year.period, found.year.target, found.year.open.ids) == ("2026", 1200, ("a", "b", "c"))
    assert (found.year.gross.percent, found.year.short) == (Decimal("41.6667"), True)
    assert (found.year.won.amount, found.year.remaining) == (210, 990)
    assert found.year.net.percent == Decimal("50.5051")
    assert found.year.planned.ids == ("a", "c")
    quarter, month = found.quarter, found.month
    assert (quarter.period, quarter.start, quarter.end) == ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1))
    assert (quarter.target, quarter.won.ids, quarter.remaining) == (300, ("w2",), 210)
    assert (quarter.gross.percent, quarter.planned_net.percent) == (Decimal("166.6667"), Decimal("166.6667"))
    assert (month.period, month.target, month.planned.ids) == ("2026-11", 100, ("c",))
    assert (month.remaining, month.planned_net.percent, month.short) == (10, 500, False)


@pytest.mark.parametrize(("amount", "short"), [("149.99", True), ("150", True), ("150.01", False)])
def test_m10_s35_5_exactly_the_minimum_is_not_enough(amount, short):
    files = projects(f"a solution {amount}") | target("li", 2026, m11=100)
    assert coverage(book(files), COMPANY).year.short is short


def test_m10_says_why_a_cut_has_no_target(year):
    found = coverage(year, Scope("vertical", "chemical")).year
    assert (found.target, found.gross.value, found.short) == (None, None, False)
    assert found.reason is not None
    assert "salesperson" in found.reason.id
    without = coverage(year, Scope("person", "zhao")).year
    assert without.reason is not None
    assert (without.open.ids, without.target) == (("z",), None)


def test_m10_of_a_purchase_month_is_against_that_month(year):
    found = coverage(year, Scope("month", "2026-12"))
    assert (found.year.period, found.year.target, found.year.open.ids) == ("2026-12", 100, ("a",))
    assert found.month.gross.percent == 300


def test_m10_of_a_purchase_month_subtracts_everything_signed_in_it(year):
    """The 90 signed in November belong to a project without purchase date: 100 − 90 = 10 remain."""
    found = coverage(year, Scope("month", "2026-11")).month
    assert (found.target, found.won.ids, found.remaining) == (100, ("w2",), 10)
    assert (found.open.ids, found.net.percent) == (("c",), 500)


def test_m18_of_a_purchase_month_has_no_target_of_the_year(year):
    found = attainment(year, Scope("month", "2026-11"))
    assert (found.target, found.attained.value, found.to_date.value) == (None, None, None)
    assert {m.target for m in found.months} == {None}
    assert found.reason is not None


def test_m18_months_and_cumulative(year):
    found = attainment(year, COMPANY)
    january, november = found.months[0], found.months[10]
    assert (january.month, january.won.ids, january.attained.percent) == ("2026-01", ("w1",), 120)
    assert (november.won.amount, november.attained.percent) == (90, 90)
    assert (november.target_so_far, november.won_so_far) == (1100, 210)
    assert november.attained_so_far.percent == Decimal("19.0909")
    assert found.to_date == november.attained_so_far
    assert (found.target, found.attained.percent, found.undated.ids) == (1200, Decimal("17.5"), ("w3",))
    assert [m.future for m in found.months] == [False] * 11 + [True]


def test_m18_of_a_past_year_and_of_one_without_targets(year):
    past = attainment(year, COMPANY, 2025)
    assert (past.target, past.won.count, past.attained.value) == (None, 0, None)
    assert past.reason is not None
    assert attainment(year, Scope("product", "valves")).reason is not None


def test_an_order_signed_later_does_not_count_yet():
    """On 1 April only the first contract is signed; before it, the project counts from its history."""
    files = projects("a agreement 100 stage_history=@agreement:2026-03-01")
    files["orders/a1.md"] = "project: a\namount: 60\nsigned_on: 2026-03-10"
    files["orders/a2.md"] = "project: a\namount: 45\nsigned_on: 2026-11-03"
    for day, wins in {
        date(2026, 3, 5): [("", date(2026, 3, 1), 100)],
        date(2026, 4, 1): [("a1", date(2026, 3, 10), 60)],
        date(2026, 11, 3): [("a1", date(2026, 3, 10), 60), ("a2", date(2026, 11, 3), 45)],
    }.items():
        found = wins_of(book(files, as_of=day), COMPANY)
        assert [(w.order, w.day, w.amount) for w in found.wins] == wins


def test_a_project_won_again_counts_from_the_last_time():
    history = "@agreement:2026-01-10,quotation:2026-02-01,agreement:2026-05-04,order:2026-06-01"
    made = book(projects(f"a order 10 stage_history={history}"))
    assert wins_of(made, COMPANY).wins[0].day == date(2026, 5, 4)


# M12


def test_m12_the_example_of_the_specification():
    """Target 950, nothing won this year, average deal 100: 10 wins, L 100, O 60, S 40, Q 20."""
    files = projects("old payment 100 stage_history=@payment:2025-03-01", "l lead 5", "q quotation 5")
    found = required(book(files | target("li", 2026, m1=950)), COMPANY)
    assert (found.target, found.remaining, found.average, found.wins) == (950, 950, 100, 10)
    assert [(r.stage, r.by_model) for r in found.stages] == [
        ("lead", 100),
        ("opportunity", 60),
        ("solution", 40),
        ("quotation", 20),
    ]
    assert [(r.existing.count, r.gap) for r in found.stages] == [(2, 98), (1, 59), (1, 39), (1, 19)]
    assert [(r.own_rate.percent, r.by_own) for r in found.stages] == [
        (Decimal("33.3333"), 30),
        (50, 20),
        (50, 20),
        (50, 20),
    ]
    assert found.average_of == ("old",)


def test_m12_borrows_the_company_average_and_says_so():
    files = projects("w payment 80 owner=zhao customer=hua", "l lead 5")
    found = required(book(files | target("li", 2026, m1=100)), Scope("person", "li"))
    assert (found.average, found.average_from_company, found.wins) == (80, True, 2)
    assert [r.by_own for r in found.stages] == [None, None, None, None]


def test_m12_without_target_or_deal_gives_a_reason():
    assert required(book(projects("w payment 80")), COMPANY).reason is not None
    found = required(book(projects("l lead 5") | target("li", 2026, m1=100)), COMPANY)
    assert (found.wins, found.stages) == (None, ())
    assert found.reason is not None


def test_m12_of_a_purchase_month_plans_for_that_month():
    """December: target 300, nothing signed, average deal 100: 3 wins, 30 leads, 1 of them there."""
    files = projects(
        "w payment 100 stage_history=@payment:2026-03-01 purchase_date=2026-03-01",
        "l lead 5 purchase_date=2026-12-05",
        "m lead 5 purchase_date=2027-01-05",
    )
    made = book(files | target("li", 2026, m3=50, m12=300))
    found = required(made, Scope("month", "2026-12"))
    assert (found.year, found.target, found.won.count, found.wins) == (2026, 300, 0, 3)
    assert (found.stages[0].by_model, found.stages[0].existing.ids) == (30, ("l",))
    assert required(made, Scope("month", "2026-03")).wins == 0
    assert required(made, Scope("month", "2027-01")).reason is not None


def test_m12_with_five_stages():
    """Model 50/20/10/4: for 3 wins 38 (37.5), 15, 8 (7.5)."""
    files = projects("w cash 40", "i idea 10") | target("li", 2026, m1=100)
    found = required(book(files, FIVE), COMPANY)
    assert (found.wins, [r.by_model for r in found.stages]) == (3, [38, 15, 8])


# M11 and the biggest deals


def test_m11_only_late_stages_within_three_months():
    made = book(
        projects(
            "a quotation 60 purchase_date=2026-11-18",
            "b solution 40 purchase_date=2027-02-17",
            "far solution 500 purchase_date=2027-02-18",
            "early opportunity 500 purchase_date=2026-12-01",
            "late solution 70 purchase_date=2026-11-17",
            "none solution 80",
            "won agreement 90 purchase_date=2026-12-01",
        )
    )
    found = dependence(made, COMPANY)
    assert (found.start, found.end) == (TODAY, date(2027, 2, 18))
    assert (found.near.ids, found.biggest, found.share.percent, found.flagged) == (("a", "b"), "a", 60, True)
    assert (found.overdue.ids, found.undated.ids) == (("late",), ("none",))


def test_m11_half_is_not_above_half():
    made = book(projects(*[f"{n} quotation 50 purchase_date=2026-12-01" for n in "ab"]))
    assert (dependence(made, COMPANY).share.percent, dependence(made, COMPANY).flagged) == (50, False)
    assert dependence(book({}), COMPANY).share.value is None


def test_m11_ends_on_the_last_day_of_a_shorter_month():
    made = book({}, as_of=date(2026, 11, 30))
    assert dependence(made, COMPANY).end == date(2027, 2, 28)


def test_biggest_deals_are_open_and_sorted():
    made = book(projects("a lead 200", "b solution 300", "c quotation -", "w payment 900", "d lead 200"))
    found = biggest_deals(made, COMPANY)
    assert [(d.project, d.big) for d in found.deals] == [("b", True), ("a", True), ("d", True)]
    assert (found.deals[0].share.percent, found.big.ids) == (Decimal("42.8571"), ("a", "b", "d"))
