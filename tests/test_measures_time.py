"""Movement, supply, ageing, speed: M27, S1.18, M35."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from measure_books import FIVE, TODAY, book, projects

from site_gen.history.stages import snapshot
from site_gen.history.stays import stays
from site_gen.measures.ageing import ageing, speed
from site_gen.measures.funnel import funnel
from site_gen.measures.movement import movement, previous_monday
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.supply import split, supply


def test_the_previous_monday_is_before_today_even_on_a_monday():
    assert previous_monday(date(2026, 11, 18)) == date(2026, 11, 16)
    assert previous_monday(date(2026, 11, 16)) == date(2026, 11, 9)
    assert previous_monday(date(2026, 11, 22)) == date(2026, 11, 16)


def test_m27_new_forward_back_won_lost_reopened():
    made = book(
        projects(
            "new lead 1 stage_history=@lead:2026-11-16",
            "newwon agreement 9 stage_history=@agreement:2026-11-17",
            "forward solution 2 stage_history=@lead:2026-10-01,solution:2026-11-17",
            "back opportunity 3 stage_history=@solution:2026-10-01,opportunity:2026-11-18",
            "won agreement 4 stage_history=@quotation:2026-10-01,agreement:2026-11-16",
            "lost lost 5 stage_history=@lead:2026-10-01 lost_date=2026-11-17",
            "again solution 6 stage_history=@lead:2026-08-01,lost:2026-09-01,solution:2026-11-18",
            "later order 7 stage_history=@agreement:2026-10-01,order:2026-11-17",
            "sunday solution 8 stage_history=@lead:2026-10-01,solution:2026-11-15",
            "future quotation 9 stage_history=@lead:2026-10-01,quotation:2026-11-19",
            "never quotation 10",
        )
    )
    found = movement(made, COMPANY)
    assert (found.start, found.end) == (date(2026, 11, 16), date(2026, 11, 19))
    assert found.new.projects.ids == ("new", "newwon")
    assert found.forward.projects.ids == ("forward", "later")
    assert found.back.projects.ids == ("back",)
    assert (found.won.projects.ids, found.won.projects.amount) == (("newwon", "won"), Decimal(13))
    assert found.lost.projects.ids == ("lost",)
    assert found.reopened.projects.ids == ("again",)
    change = found.won.changes[1]
    assert (change.from_stage, change.to_stage, change.since) == (
        "quotation",
        "agreement",
        date(2026, 11, 16),
    )
    assert found.new.changes[0].from_stage == ""
    assert movement(made, Scope("team", "west")).new.changes == ()


def test_a_loss_without_other_history_was_in_the_stage_it_was_lost_from():
    """Before the day of the loss it was open in that stage, and it is not new in the week of the loss."""
    files = projects(
        "a lost 5 lost_from_stage=quotation lost_date=2026-11-17",
        "b lost 6 lost_date=2026-11-17",
    )
    found = movement(book(files), COMPANY)
    assert (found.new.changes, found.lost.projects.ids) == ((), ("a", "b"))
    assert [change.from_stage for change in found.lost.changes] == ["quotation", "lead"]
    before = funnel(book(files, as_of=date(2026, 11, 16)), COMPANY)
    assert (before.open.ids, before.lost.ids) == (("a", "b"), ())
    assert {row.stage: row.projects.ids for row in before.stages if row.projects.ids} == {
        "lead": ("b",),
        "quotation": ("a",),
    }


def test_lost_from_lost_reaches_no_stage_by_itself():
    files = projects(
        "a lost 5 lost_from_stage=lost",
        "b lost 5 lost_from_stage=lost stage_history=@lead:2026-01-05,solution:2026-02-02,lost:2026-10-01",
    )
    states = {s.project.id: s.reached for s in snapshot(book(files), TODAY)}
    assert states == {"a": 1, "b": 3}


def test_m27_of_a_named_period():
    made = book(projects("a solution 1 stage_history=@lead:2026-10-01,solution:2026-10-20"))
    october = movement(made, COMPANY, date(2026, 10, 1), date(2026, 11, 1))
    assert (october.new.projects.ids, october.forward.projects.ids) == (("a",), ())
    late = movement(made, COMPANY, date(2026, 10, 2), date(2026, 11, 1))
    assert (late.new.projects.ids, late.forward.projects.ids) == ((), ("a",))


def test_m27_with_five_stages():
    made = book(projects("a deal 1 stage_history=@offer:2026-10-01,deal:2026-11-17"), FIVE)
    assert movement(made, COMPANY).won.projects.ids == ("a",)


def test_an_amount_is_split_to_the_cent():
    assert split(Decimal(100), 3) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))
    assert sum(split(Decimal("0.05"), 4)) == Decimal("0.05")


def test_s1_18_splits_projects_with_several_products_and_counts_each_once():
    made = book(
        projects(
            "a solution 100 products=[pipes,valves] purchase_date=2026-12-10 bid_date=2026-11-30 win_rate=60",
            "b agreement 50 products=[valves] purchase_date=2026-12-20",
            "c lead 30 purchase_date=2027-02-01",
            "late solution 7 products=[pipes] purchase_date=2026-11-01",
            "none solution 9 products=[pipes]",
            "ordered order 99 products=[pipes] purchase_date=2026-12-01",
            "x lost 99 products=[pipes] purchase_date=2026-12-01",
        )
    )
    found = supply(made, COMPANY).by_purchase
    assert found.months == ("2026-11", "2026-12", "2027-01", "2027-02")
    assert [(r.product, [c.amount for c in r.cells]) for r in found.rows] == [
        ("pipes", [7, 50, 0, 0]),
        ("valves", [0, 100, 0, 0]),
        ("", [0, 0, 0, 30]),
    ]
    assert [c.amount for c in found.totals] == [7, 150, 0, 30]
    assert (found.total.amount, found.total.ids) == (187, ("a", "b", "c", "late"))
    assert (found.overdue, found.undated.ids) == (("late",), ("none",))
    assert found.rows[1].cells[1].ids == ("a", "b")
    assert found.rows[0].cells[1].weighted == 30
    bids = supply(made, COMPANY).by_bid
    assert (bids.months, bids.total.ids, bids.undated.count) == (("2026-11",), ("a",), 4)


def test_s1_18_of_a_product_shows_only_its_share():
    made = book(projects("a solution 100 products=[pipes,valves] purchase_date=2026-12-10"))
    found = supply(made, Scope("product", "valves")).by_purchase
    assert [(r.product, r.total.amount) for r in found.rows] == [("valves", 50)]
    assert found.total.amount == 50


def test_days_in_stage():
    made = book(
        projects(
            "a solution 1 stage_history=@lead:2026-01-01,solution:2026-11-08",
            "b solution 1 stage_history=@solution:2026-10-19",
            "c solution 1",
            "d solution 1 stage_history=@solution:2026-11-18",
            "p payment 1 stage_history=@payment:2026-01-01",
        )
    )
    rows = {row.stage: row for row in ageing(made, COMPANY).stages}
    assert [(a.project, a.days) for a in rows["solution"].projects] == [("b", 30), ("a", 10), ("d", 0)]
    assert (rows["solution"].median, rows["solution"].longest) == (10, 30)
    assert rows["solution"].unknown == ("c",)
    assert (rows["lead"].median, "payment" in rows) == (None, False)


def test_a_stage_entered_twice_in_a_row_began_with_the_first_entry():
    files = projects("a solution 1 stage_history=@lead:2026-09-01,solution:2026-11-03,solution:2026-11-13")
    made = book(files)
    assert ageing(made, COMPANY).stages[2].projects[0].days == 15
    assert stays(made, made.projects["a"], TODAY)[1].start == date(2026, 11, 3)


def test_m35_median_days_per_stage_and_cycle():
    """Lead took 10 and 20 days, quotation 5; from first day to signing 15 and 20 days."""
    made = book(
        projects(
            "a agreement 1 stage_history=@lead:2026-01-01,quotation:2026-01-11,agreement:2026-01-16",
            "b order 1 stage_history=@lead:2026-02-01,agreement:2026-02-21,order:2026-03-01",
            "c lead 1 stage_history=@lead:2026-11-01",
            "d lead 1",
        )
    )
    found = speed(made, COMPANY)
    assert [(r.stage, r.stays, r.median) for r in found.stages if r.stays] == [
        ("lead", 2, 15),
        ("quotation", 1, 5),
        ("agreement", 1, 8),
    ]
    assert (found.cycle, found.cycle_of, found.unknown) == (Decimal("17.5"), ("a", "b"), ("d",))


def test_stays_of_one_project_for_its_stage_track():
    made = book(projects("a solution 1 stage_history=@lead:2026-10-01,lead:2026-10-05,solution:2026-11-08"))
    found = stays(made, made.projects["a"], TODAY)
    assert [(s.stage, s.start, s.end, s.days) for s in found] == [
        ("lead", date(2026, 10, 1), date(2026, 11, 8), 38),
        ("solution", date(2026, 11, 8), None, 10),
    ]
    assert stays(made, made.projects["a"], date(2026, 10, 6))[-1].days == 5


def test_a_stage_left_without_a_date_has_no_days():
    made = book(projects("a solution 1 stage_history=@lead:2026-10-01"))
    assert [(s.stage, s.end, s.days) for s in stays(made, made.projects["a"], TODAY)] == [
        ("lead", None, None)
    ]
    assert ageing(made, COMPANY).stages[2].unknown == ("a",)
