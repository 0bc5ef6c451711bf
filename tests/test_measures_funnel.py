"""Funnel, conversion, weight, second currency and losses: M1–M8."""

from __future__ import annotations

from decimal import Decimal

import pytest
from measure_books import FIVE, book, projects

from site_gen.measures.ageing import median
from site_gen.measures.conversion import conversion, gaps
from site_gen.measures.funnel import funnel, reached, second_currency, weighted
from site_gen.measures.loss import loss_rate, loss_reasons
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.values import Ratio


@pytest.fixture(scope="module")
def team():
    """Nine projects: L 2, O1 1, S 1, Q 1, A 1, O2 0, P 1, lost 2 (one from Q, one from nowhere known)."""
    return book(
        projects(
            "a1 lead -",
            "a2 lead 10",
            "b1 opportunity 50",
            "c1 solution 100.5 win_rate=60",
            "d1 quotation 200 win_rate=80 owner=zhao customer=hua",
            "e1 agreement 300 owner=zhao customer=hua",
            "p1 payment 400",
            "x1 lost 60 lost_from_stage=quotation lost_reason=delivery",
            "x2 lost 20",
        )
    )


def test_m2_counts_every_stage_in_order_lost_last(team):
    found = funnel(team, COMPANY)
    assert [(s.stage, s.projects.count, s.projects.amount) for s in found.stages] == [
        ("lead", 2, Decimal(10)),
        ("opportunity", 1, Decimal(50)),
        ("solution", 1, Decimal("100.5")),
        ("quotation", 1, Decimal(200)),
        ("agreement", 1, Decimal(300)),
        ("order", 0, Decimal(0)),
        ("payment", 1, Decimal(400)),
        ("lost", 2, Decimal(80)),
    ]
    assert (found.total.count, found.total.amount) == (9, Decimal("1140.5"))
    assert (found.open.count, found.open.amount) == (5, Decimal("360.5"))
    assert found.won.ids == ("e1", "p1")
    assert found.lost.ids == ("x1", "x2")
    assert found.open.without_amount == ("a1",)
    assert [s.model for s in found.stages] == [100, 60, 40, 20, 10, 10, 10, 0]


def test_m3_a_lost_project_counts_up_to_the_stage_it_was_lost_from(team):
    assert [s.projects.count for s in reached(team, COMPANY).stages] == [9, 6, 5, 4, 2, 1, 1]
    assert reached(team, COMPANY).stages[3].projects.ids == ("d1", "e1", "p1", "x1")
    assert reached(team, COMPANY).stages[3].projects.amount == Decimal(960)


def test_m3_uses_the_history_of_a_lost_project_without_stage():
    made = book(
        projects(
            "x lost 5 stage_history=@lead:2026-01-05,solution:2026-02-01", "y lost 5 lost_from_stage=order"
        )
    )
    assert [s.projects.ids for s in reached(made, COMPANY).stages] == [
        ("x", "y"),
        ("x", "y"),
        ("x", "y"),
        ("y",),
        ("y",),
        ("y",),
        (),
    ]


def test_m4_steps_by_count_and_amount_and_overall(team):
    found = conversion(team, COMPANY)
    assert [(int(s.by_count.numerator), int(s.by_count.denominator)) for s in found.steps] == [
        (6, 9),
        (5, 6),
        (4, 5),
        (2, 4),
        (1, 2),
        (1, 1),
    ]
    quoted = found.steps[3]
    assert (quoted.from_stage, quoted.to_stage) == ("quotation", "agreement")
    assert quoted.by_amount == Ratio(Decimal(700), Decimal(960))
    assert quoted.by_amount.percent == Decimal("72.9167")
    assert quoted.entered.ids == ("d1", "e1", "p1", "x1")
    assert quoted.moved.ids == ("e1", "p1")
    assert (found.to_signed.by_count.percent, found.to_last.by_count.percent) == (
        Decimal("22.2222"),
        Decimal("11.1111"),
    )
    assert [s.model.percent for s in found.steps] == [
        Decimal(60),
        Decimal("66.6667"),
        Decimal(50),
        Decimal(50),
        Decimal(100),
        Decimal(100),
    ]
    assert found.to_last.model.percent == Decimal(10)
    assert [s.few for s in found.steps] == [False, False, False, True, True, True]


def test_m4_the_model_funnel_converts_like_itself():
    """One project per 10 of the model: 10 leads … 1 payment; every step equals the model's."""
    rows = []
    for stage, count in (("lead", 4), ("opportunity", 2), ("solution", 2), ("quotation", 1), ("payment", 1)):
        rows += [f"{stage}{n} {stage} 10" for n in range(count)]
    found = gaps(book(projects(*rows)), COMPANY)
    assert [int(gap.step.entered.count) for gap in found.steps] == [10, 6, 4, 2, 1, 1]
    assert [gap.points for gap in found.steps] == [0, 0, 0, 0, 0, 0]
    assert found.to_last.points == 0


def test_m6_exactly_ten_points_below_is_not_flagged():
    """5 of 10 against 60 % is 10 points below: at the limit. 4 of 10 is 20 points below."""
    level = projects(*[f"a{n} lead 1" for n in range(5)], *[f"b{n} opportunity 1" for n in range(5)])
    first = gaps(book(level), COMPANY).steps[0]
    assert (first.points, first.flagged) == (Decimal(-10), False)
    low = projects(*[f"a{n} lead 1" for n in range(6)], *[f"b{n} opportunity 1" for n in range(4)])
    first = gaps(book(low), COMPANY).steps[0]
    assert (first.points, first.flagged) == (Decimal(-20), True)


def test_m5_rounds_half_a_cent_up():
    """33.33 at the model's 50 % is 16.665."""
    assert weighted(book(projects("a quotation 33.33")), COMPANY).amount == Decimal("16.67")


def test_m5_weighs_by_win_rate_and_by_the_model_where_there_is_none(team):
    """10 × 10/100 = 1; 50 × 10/60 = 8.33; 100.5 × 60 % = 60.3; 200 × 80 % = 160."""
    found = weighted(team, COMPANY)
    assert [row.weighted for row in found.stages] == [
        Decimal("1.00"),
        Decimal("8.33"),
        Decimal("60.3"),
        Decimal(160),
    ]
    assert found.amount == Decimal("229.63")
    assert found.implied == ("a1", "a2", "b1")
    assert found.open.amount == Decimal("360.5")


@pytest.mark.parametrize(("amount", "second"), [(200, 317), (50, 79), (300, 476), (400, 635), (0, 0)])
def test_m1_the_check_values_of_the_source(amount, second):
    found = second_currency(book(projects(f"a lead {amount}")), COMPANY)
    assert found.projects == (("a", second),)
    assert found.total is not None
    assert found.total.second == second


def test_m1_sums_before_it_converts():
    """200 + 50 = 250 is 396.8 → 397, while 317 + 79 = 396."""
    found = second_currency(book(projects("a lead 200", "b lead 50", "x lost 99")), COMPANY)
    assert next(row.second for row in found.stages) == 397
    assert found.total is not None
    assert found.total.projects.ids == ("a", "b")


def test_m1_is_empty_for_a_team_with_one_currency():
    made = book(projects("a lead 200"), 'money: {currency: USD, unit: USD, factor: 1, second_currency: ""}')
    found = second_currency(made, COMPANY)
    assert (found.currency, found.stages, found.total, found.projects) == ("", (), None, ())


def test_m7_loss_rate_and_late_loss(team):
    """2 lost, 2 won: 50 %. Reached quotation: d1 e1 p1 x1; x1 lost: 25 %. Model 90 % and 50 %."""
    found = loss_rate(team, COMPANY)
    assert (found.by_count.percent, found.late_rate.percent, found.win_rate.percent) == (50, 25, 50)
    assert found.by_amount == Ratio(Decimal(80), Decimal(780))
    assert (found.model.percent, found.late_model.percent) == (90, 50)
    assert (found.late.ids, found.quoted.ids) == (("x1",), ("d1", "e1", "p1", "x1"))
    assert (found.flagged, found.late_flagged, found.few, found.late_few) == (False, False, True, True)


def test_m7_flags_from_the_margin_on():
    """3 of 5 quoted lost is 60 %: the model's 50 % and 10 points. All 5 decided lost is 100 %."""
    rows = [f"x{n} lost 1 lost_from_stage=quotation" for n in range(3)]
    found = loss_rate(book(projects(*rows, "d1 quotation 1", "d2 quotation 1")), COMPANY)
    assert (found.late_rate.percent, found.late_flagged) == (60, True)
    assert (found.by_count.percent, found.flagged) == (100, True)
    found = loss_rate(book(projects(*rows, *[f"d{n} quotation 1" for n in range(3)])), COMPANY)
    assert (found.late_rate.percent, found.late_flagged) == (50, False)


def test_m8_pareto_by_count_then_amount_and_in_four_cuts():
    made = book(
        projects(
            "x1 lost 10 lost_reason=price lost_from_stage=quotation",
            "x2 lost 30 lost_reason=price lost_from_stage=lead owner=zhao",
            "x3 lost 50 lost_reason=delivery lost_from_stage=quotation customer=hua",
            "x4 lost 10 lost_reason=service lost_from_stage=solution",
            "a lead 5",
        )
    )
    found = loss_reasons(made, COMPANY)
    assert [(r.reason, r.projects.count, r.projects.amount) for r in found.reasons] == [
        ("price", 2, Decimal(40)),
        ("delivery", 1, Decimal(50)),
        ("service", 1, Decimal(10)),
    ]
    assert [r.by_count.percent for r in found.reasons] == [50, 25, 25]
    assert [r.by_amount.percent for r in found.reasons] == [40, 50, 10]
    assert [r.cumulative_count.percent for r in found.reasons] == [50, 75, 100]
    assert [r.cumulative_amount.percent for r in found.reasons] == [40, 90, 100]
    assert [(g.key, g.lost.ids) for g in found.by_stage] == [
        ("lead", ("x2",)),
        ("solution", ("x4",)),
        ("quotation", ("x1", "x3")),
    ]
    assert [(g.key, g.lost.count) for g in found.by_person] == [("li", 3), ("zhao", 1)]
    assert [(g.key, g.lost.count) for g in found.by_vertical] == [("chemical", 3), ("water", 1)]
    assert [(g.key, g.lost.count) for g in found.by_province] == [("jiangsu", 3), ("zhejiang", 1)]


def test_every_scope_of_one_dimension_adds_up_to_the_company(team):
    for kind, keys in {
        "team": ("east", "west"),
        "person": ("li", "zhao"),
        "vertical": ("chemical", "water"),
        "province": ("jiangsu", "zhejiang"),
    }.items():
        parts = [funnel(team, Scope(kind, key)) for key in keys]
        assert sorted(i for p in parts for i in p.total.ids) == sorted(funnel(team, COMPANY).total.ids)
        assert sum(p.open.amount for p in parts) == Decimal("360.5")


def test_a_team_with_five_stages_changes_only_its_configuration():
    made = book(
        projects(
            "i idea 10",
            "t talk 20",
            "o offer 30",
            "d deal 40",
            "c cash 50",
            "x dead 60 lost_from_stage=offer",
        ),
        FIVE,
    )
    assert [(s.stage, s.projects.count) for s in funnel(made, COMPANY).stages] == [
        ("idea", 1),
        ("talk", 1),
        ("offer", 1),
        ("deal", 1),
        ("cash", 1),
        ("dead", 1),
    ]
    assert [s.projects.count for s in reached(made, COMPANY).stages] == [6, 5, 4, 2, 1]
    found = conversion(made, COMPANY)
    assert (found.to_signed.to_stage, found.to_last.to_stage) == ("deal", "cash")
    assert (found.to_signed.by_count.percent, found.to_signed.model.percent) == (Decimal("33.3333"), 8)
    losses = loss_rate(made, COMPANY)
    assert (losses.late.ids, losses.quoted.ids) == (("x",), ("c", "d", "o", "x"))
    assert (losses.model.percent, losses.late_model.percent) == (92, 60)


def test_a_ratio_over_nothing_has_no_value():
    made = book({})
    assert all(s.by_count.value is None for s in conversion(made, COMPANY).steps)
    assert loss_rate(made, COMPANY).by_count.percent is None
    assert Ratio.of(1, 0).value is None
    assert not Ratio.of(1, 0).at_least(Decimal(0))


def test_the_median_of_even_and_odd_numbers():
    assert (median([3, 1, 2]), median([4, 1, 2, 3]), median([])) == (2, Decimal("2.5"), None)
