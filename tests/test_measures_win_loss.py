"""Decided deals, win rates, velocity, time left, cohorts, concentration of customers: each by hand (S36.8, M35)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import FIVE, book, projects

from site_gen.measures.ageing import percentile, speed
from site_gen.measures.cohorts import cohorts
from site_gen.measures.customer_share import customer_share
from site_gen.measures.decisions import decisions, last_year
from site_gen.measures.remaining import remaining
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.velocity import velocity
from site_gen.measures.win_loss import win_loss

#: Two won (60 and 120 days), two lost, three open, one decided long ago, one lost on no known day.
DEALS = (
    "w1 agreement 100 stage_history=@lead:2026-05-01,quotation:2026-06-10,agreement:2026-06-30 products=[pipes,valves]",
    "w2 order 50 owner=zhao customer=hua source=gf stage_history=@lead:2026-05-01,solution:2026-06-01,agreement:2026-08-29,order:2026-09-10",
    "l1 lost 200 stage_history=@lead:2026-06-01,quotation:2026-07-01 lost_date=2026-08-30 lost_to=Rival products=[pipes]",
    "l2 lost 50 stage_history=@lead:2026-09-01 lost_date=2026-09-11",
    "old lost 70 lost_date=2025-11-18",
    "o1 quotation 80 stage_history=@lead:2026-09-01,quotation:2026-11-01 expected_close=2026-12-08",
    "o2 quotation 40 stage_history=@lead:2026-09-01,quotation:2026-11-10 expected_close=2026-12-07",
    "o3 lead 30 purchase_date=2026-11-17",
    "o4 lead -",
)
ORDER = "project: w1\nsigned_on: 2026-07-01\namount: 90"


@pytest.fixture(scope="module")
def team():
    return book(projects(*DEALS) | {"orders/w1.md": ORDER})


def test_the_last_twelve_months_are_half_open_and_end_with_today(team):
    assert last_year(team) == (date(2025, 11, 19), date(2026, 11, 19))
    assert last_year(book({}, as_of=date(2028, 2, 28))) == (date(2027, 3, 1), date(2028, 2, 29))


def test_decided_deals_with_day_amount_reason_competitor_and_days(team):
    found = {one.project: one for one in decisions(team, COMPANY)}
    assert list(found) == ["l2", "l1", "w2", "w1", "old"]
    one = found["w1"]
    # The order tells day and amount: signed on 1 July for 90, 61 days after 1 May.
    assert (one.won, one.day, one.amount, one.days, one.rivals) == (True, date(2026, 7, 1), 90, 61, ())
    one = found["l1"]
    assert (one.won, one.day, one.amount, one.reason) == (False, date(2026, 8, 30), 200, "price")
    assert (one.lost_from, one.rivals, one.days, one.moved) == ("quotation", ("rival",), 90, None)
    assert found["old"].days is None


def test_win_rate_by_number_and_amount_with_the_honest_variant(team):
    found = win_loss(team, COMPANY)
    # Decided within twelve months: w1 90, w2 50, l1 200, l2 50; the day before the first is outside.
    assert (found.whole.won, found.whole.lost) == (("w1", "w2"), ("l1", "l2"))
    assert (found.whole.by_count.percent, found.whole.by_count.denominator) == (50, 4)
    assert (found.whole.by_amount.numerator, found.whole.by_amount.denominator) == (140, 390)
    # Only o3 is overdue: 2 of 5 deals, 140 of 420.
    assert (found.overdue.ids, found.overdue.amount) == (("o3",), 30)
    assert (found.honest_count.percent, found.honest_amount.numerator) == (40, 140)
    assert found.honest_amount.denominator == 420
    assert found.whole.few


def test_win_rate_in_cuts_counts_a_deal_with_each_product(team):
    found = win_loss(team, COMPANY)
    rows = {one.key: (one.won, one.lost) for one in found.by_product}
    assert rows == {"pipes": (("w1",), ("l1",)), "valves": (("w1",), ()), "": (("w2",), ("l2",))}
    assert found.by_product[-1].key == ""
    assert [(one.key, one.lost) for one in found.by_competitor] == [("rival", ("l1",)), ("", ("l2",))]
    assert {one.key: one.by_count.percent for one in found.by_person} == {
        "li": Decimal("33.3333"),
        "zhao": 100,
    }
    assert {one.key for one in found.by_vertical} == {"chemical", "water"}
    assert {one.key: len(one.won) for one in found.by_source} == {"dealer": 1, "gf": 1}


def test_win_rate_from_a_stage_is_of_decided_deals_that_ever_reached_it(team):
    found = {one.stage: one for one in win_loss(team, COMPANY).stages}
    # l2 was lost as a lead; l1 reached the quotation; won deals have reached every stage before.
    assert found["lead"].rate.by_count.percent == 50
    assert (found["quotation"].rate.won, found["quotation"].rate.lost) == (("w1", "w2"), ("l1",))
    assert (found["lead"].lost_here, found["quotation"].lost_here) == (("l2",), ("l1",))
    assert (found["solution"].lost_here, found["lead"].lost_share.percent) == ((), 50)
    assert "agreement" not in found


def test_a_deal_that_went_back_before_it_was_lost_had_reached_the_stage():
    made = book(
        projects(
            "a lost 5 stage_history=@lead:2026-08-01,quotation:2026-09-01,opportunity:2026-10-01 lost_date=2026-10-09"
        )
    )
    found = {one.stage: one for one in win_loss(made, COMPANY).stages}
    assert found["quotation"].rate.lost == ("a",)
    assert (found["quotation"].lost_here, found["opportunity"].lost_here) == ((), ("a",))


def test_a_period_of_its_own_and_a_scope_without_deals(team):
    found = win_loss(team, COMPANY, date(2025, 1, 1), date(2026, 1, 1))
    assert (found.whole.lost, found.whole.by_count.percent) == (("old",), 0)
    empty = win_loss(team, Scope("person", "wang"))
    assert (empty.whole.by_count.percent, empty.honest_count.percent, empty.decided) == (None, None, ())


def test_deals_decided_on_an_unknown_day_are_named_and_count_nowhere():
    found = win_loss(book(projects("a agreement 5")), COMPANY)
    assert (found.decided, found.undated, found.whole.by_count.percent) == ((), ("a",), None)


def test_velocity_multiplies_its_four_factors(team):
    found = velocity(team, COMPANY)
    # 4 open × 2/4 × (90 + 50)/2 / median of 61 and 120 days = 140 / 90.5 a day.
    assert (found.open.count, found.rate.by_count.percent, found.deal.value) == (4, 50, 70)
    assert (found.cycle, found.cycle_of) == (Decimal("90.5"), ("w1", "w2"))
    assert found.per_day.value == Decimal("1.546961")
    assert found.per_month.value == Decimal("46.408840")
    assert (found.needed.percent, found.few) == (200, True)


def test_velocity_has_no_value_without_a_factor(team):
    found = velocity(team, Scope("person", "wang"))
    assert (found.per_day.value, found.needed.percent, found.cycle) == (None, None, None)
    lost_only = velocity(book(projects("a lost 5", "b lead 3")), COMPANY)
    assert (lost_only.rate.by_count.percent, lost_only.per_day.value, lost_only.needed.percent) == (
        0,
        None,
        None,
    )


def test_open_deals_with_fewer_days_left_than_usual_are_tight(team):
    found = remaining(team, COMPANY)
    usual = {one.stage: (one.median, one.slow, one.projects) for one in found.usual}
    # The stage history tells the signing: w1 30 June, w2 29 August.
    assert usual["quotation"] == (20, 20, ("w1",))
    assert usual["lead"] == (90, 120, ("w1", "w2"))
    assert usual["opportunity"] == (None, None, ())
    # o1 has exactly 20 days left, o2 19; o3 is a day overdue.
    rows = [(one.project, one.left, one.usual, one.short) for one in found.tight]
    assert rows == [("o3", -1, 90, 91), ("o2", 19, 20, 1)]
    assert (found.enough, found.undated, found.unknown) == (("o1",), ("o4",), ())
    assert (found.amount.ids, found.amount.amount) == (("o2", "o3"), 70)


def test_m35_the_90th_percentile_is_of_the_nearest_rank():
    assert percentile([]) is None
    assert percentile([7]) == 7
    assert percentile(list(range(1, 11))) == 9
    assert percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) == 10
    assert percentile([30, 10, 20]) == 30


def test_m35_says_the_percentile_of_stages_and_cycle(team):
    found = speed(team, COMPANY)
    # Lead: w1 40, w2 31, l1 30, l2 10, o1 61, o2 70 days.
    lead = found.stages[0]
    assert (lead.stays, lead.median, lead.slow, lead.longest) == (6, Decimal("35.5"), 70, 70)
    assert (found.cycle, found.cycle_slow) == (90, 120)


COHORT = (
    "a agreement 1 stage_history=@lead:2026-09-03,agreement:2026-09-20",
    "b agreement 1 stage_history=@lead:2026-09-10,solution:2026-10-02,agreement:2026-11-05",
    "c lost 1 stage_history=@lead:2026-09-30 lost_date=2026-10-05",
    "d lead 1 stage_history=@lead:2026-09-30",
    "e solution 1 stage_history=@solution:2026-11-01",
    "f agreement 1 stage_history=@lead:2025-11-30,agreement:2026-02-01",
    "g lead 1",
)


def test_cohorts_follow_the_deals_of_a_month():
    found = cohorts(book(projects(*COHORT)), COMPANY)
    rows = {one.month: one for one in found.months}
    assert (next(iter(rows)), list(rows)[-1], len(rows)) == ("2025-12", "2026-11", 12)
    september = rows["2026-09"]
    assert (september.entered, september.signed) == (("a", "b", "c", "d"), ("a", "b"))
    shares = (september.signed_share, september.lost_share, september.open_share)
    assert [one.percent for one in shares] == [50, 25, 25]
    assert [one.percent for one in september.by_month] == [25, 25, 50]
    assert (rows["2026-10"].entered, rows["2026-10"].by_month[0].percent) == ((), None)
    assert (found.before.entered, found.before.by_month) == (("f",), ())
    assert (found.whole.signed, found.unknown) == (("a", "b", "f"), ("g",))
    assert found.whole.signed_share.denominator == 6
    # The funnel of today counts g, too: 3 of 7.
    assert (found.snapshot.numerator, found.snapshot.denominator) == (3, 7)


def test_a_cohort_of_a_later_stage_counts_deals_that_passed_over_it():
    found = cohorts(book(projects(*COHORT)), COMPANY, "solution")
    rows = {one.month: one.entered for one in found.months if one.entered}
    assert rows == {"2026-02": ("f",), "2026-09": ("a",), "2026-10": ("b",), "2026-11": ("e",)}
    assert found.unknown == ()
    assert (found.snapshot.numerator, found.snapshot.denominator) == (3, 4)


def test_cohorts_with_five_stages():
    made = book(projects("a deal 1 stage_history=@idea:2026-10-01,deal:2026-11-17"), FIVE)
    assert cohorts(made, COMPANY).months[-2].signed_share.percent == 100


GROUP = {
    "customers/son.md": "name: 恒泰二厂\nvertical: chemical\nprovince: jiangsu\nowner: li\nparent: heng",
    "orders/x.md": "project: x\nsigned_on: 2026-03-01\namount: 30",
    "orders/y.md": "project: x\nsigned_on: 2026-04-01\namount: 10",
}


def test_concentration_by_group_with_and_without_the_largest_deal():
    files = projects(
        "a quotation 60",
        "b lead 20 customer=son",
        "c lead 20 customer=hua owner=zhao",
        "d lead -",
        "x agreement 99 stage_history=@lead:2026-01-05,agreement:2026-03-01",
        "z agreement 10 customer=hua stage_history=@lead:2025-01-05,agreement:2025-12-31",
    )
    found = customer_share(book(files | GROUP), COMPANY)
    assert (found.open.amount, found.open.deals, found.open.count) == (100, 3, 2)
    assert [(one.customer, one.amount, one.projects) for one in found.open.customers] == [
        ("heng", 80, ("a", "b")),
        ("hua", 20, ("c",)),
    ]
    assert (found.open.biggest, found.open.biggest_share.percent) == ("a", 60)
    assert (found.open.without_biggest, found.open.top_share_without.percent) == (40, 100)
    assert found.open.hhi == 80 * 80 + 20 * 20
    # Both orders of x are one deal of this year; z was signed the year before.
    assert (found.won.amount, found.won.deals, found.won.biggest) == (40, 1, "x")
    assert (found.won.without_biggest, found.won.top_share_without.percent) == (0, None)
    assert customer_share(book({}), COMPANY).open.hhi is None


def test_concentration_sums_the_five_largest():
    customers = {
        f"customers/k{n}.md": f"name: K{n}\nvertical: water\nprovince: jiangsu\nowner: li" for n in range(6)
    }
    rows = (f"p{n} lead {10 + n} customer=k{n}" for n in range(6))
    found = customer_share(book(customers | projects(*rows)), COMPANY).open
    # 15 + 14 + 13 + 12 + 11 of 75; without the largest all five others.
    assert (found.top_share.numerator, found.top_share.denominator, len(found.customers)) == (65, 75, 5)
    assert found.top_share_without.percent == 100


def commit(week: str, close: str) -> dict[str, str]:
    text = f"owner: li\nweek: {week}\nsubmitted_on: 2026-10-01\nprojects: [{{project: a, amount: 5, close: {close}}}]"
    return {f"commits/{week}-li.md": text}


def test_how_often_the_expected_day_moved_comes_from_the_weekly_commits():
    files = projects("a lost 5 lost_date=2026-11-10")
    one = commit("2026-W41", "2026-10-09")
    assert decisions(book(files | one), COMPANY)[0].moved is None
    more = (
        one
        | commit("2026-W42", "2026-10-16")
        | commit("2026-W43", "2026-10-16")
        | commit("2026-W44", "2026-10-30")
    )
    assert decisions(book(files | more), COMPANY)[0].moved == 2
