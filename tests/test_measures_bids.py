"""Bids: win rate and price gap (M15), the three gates (S11.4), what is ahead and what is owed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from bid_books import BIDS, CONTRACTS, PROJECTS, TEAM, bid
from measure_books import TODAY, book

from site_gen.measures.bids import bid_price, bid_win_rate, decided_between, margin
from site_gen.measures.export import payload, to_json
from site_gen.measures.gates import bid_gates, bids_ahead, gate_breaches, results_owed
from site_gen.measures.registry import MEASURES
from site_gen.measures.scope import COMPANY, Scope, all_scopes


@pytest.fixture(scope="module")
def team():
    return book(TEAM)


def price_of(*lines: str, price: int = 100, site: str = ""):
    """The prices of one decided bid of its own."""
    made = book(PROJECTS | {"bids/x.md": bid("gamma", "2026-11-02", price, *lines)}, site)
    return bid_price(made, "x")


def test_m15_won_over_decided_by_number_and_by_our_price(team):
    found = bid_win_rate(team, COMPANY)
    assert (found.won, found.lost, found.void) == (("a",), ("b",), ("c",))
    assert found.undecided == ("e", "d")
    assert found.by_count.percent == 50
    # 96 (the final price) of 96 + 88; the projects' amounts of 100 and 80 are not used.
    assert (found.won_amount, found.lost_amount) == (96, 88)
    assert found.by_amount.percent == Decimal("52.1739")
    assert found.few


def test_m15_gaps_to_the_lowest_and_to_the_winner(team):
    rows = {row.bid: row for row in bid_win_rate(team, COMPANY).bids}
    assert (rows["a"].lowest, rows["a"].lowest_bidders, rows["a"].winner) == (100, ("Rival",), "")
    assert (rows["a"].gap.percent, rows["a"].gap_to_winner.percent) == (-4, -4)
    assert (rows["b"].lowest, rows["b"].lowest_bidders) == (77, ("Third",))
    assert (rows["b"].winner, rows["b"].winner_price) == ("rival", 80)
    assert rows["b"].gap.percent == Decimal("14.2857")
    assert rows["b"].gap_to_winner.percent == 10
    # Our places: 96 before 100 and 120; 88 behind 77 and 80.
    assert (rows["a"].place, rows["b"].place, rows["c"].place) == (1, 3, None)
    # From 10% on a bid is dear: 14.3% is, the void one has no other price.
    assert [row.bid for row in rows.values() if row.dear] == ["b"]


def test_m15_means_over_decided_bids_with_their_number(team):
    found = bid_win_rate(team, COMPANY)
    # (−4 + 14.2857) / 2 and (−4 + 10) / 2.
    assert (found.gap.percent, found.gap.denominator) == (Decimal("5.1429"), 2)
    assert (found.gap_to_winner.percent, found.gap_to_winner.denominator) == (3, 2)


def test_m15_of_a_scope_and_of_a_period(team):
    west = bid_win_rate(team, Scope("team", "west"))
    assert (west.bids, west.by_count.percent, west.gap.percent) == ((), None, None)
    wang = bid_win_rate(team, Scope("person", "wang"))
    assert (wang.undecided, wang.by_count.percent) == (("e",), None)
    # A result counts on the day it was handed in: a on 20 October, b on 2 November.
    november = bid_win_rate(team, COMPANY, date(2026, 11, 1), date(2026, 12, 1))
    assert ([row.bid for row in november.bids], november.by_count.percent) == (["b"], 0)
    october = decided_between(team, COMPANY, date(2026, 10, 1), date(2026, 11, 2))
    assert [(row.bid, row.gap.percent) for row in october] == [("a", -4)]
    # The void bid has no day of its own; it counts on the day of the bid.
    assert bid_win_rate(team, COMPANY, date(2026, 10, 1), date(2026, 11, 1)).void == ("c",)


def test_m15_without_any_decided_bid_has_no_value():
    only = {path: BIDS[path] for path in ("bids/c.md", "bids/d.md")}
    found = bid_win_rate(book(PROJECTS | only), COMPANY)
    assert (found.by_count.percent, found.by_amount.percent) == (None, None)
    assert (found.gap.percent, found.gap.denominator) == (None, 0)
    assert (found.void, found.undecided) == (("c",), ("d",))


def test_m15_we_won_and_nobody_else_bid():
    row = price_of("result: won")
    assert (row.lowest, row.place, row.winner, row.winner_price) == (None, None, "", None)
    assert (row.gap.percent, row.gap_to_winner.percent, row.dear) == (None, None, False)


def test_m15_equal_lowest_prices_are_told_together():
    row = price_of(
        "result: lost",
        "bidders: [{name: A, price: 90}, {name: B, price: 90, won: yes}, {name: C, price: 95}]",
    )
    assert (row.lowest, row.lowest_bidders) == (90, ("A", "B"))
    assert row.gap.percent == row.gap_to_winner.percent == Decimal("11.1111")
    # Equal prices share a place.
    level = price_of("result: lost", "bidders: [{name: A, price: 100, won: yes}, {name: B, price: 100}]")
    assert (level.place, level.gap.percent) == (1, 0)


def test_m15_missing_prices_are_left_out_not_guessed():
    row = price_of("result: lost", "bidders: [{name: A, won: yes}, {name: B, price: 125}]")
    assert (row.lowest, row.gap.percent) == (125, -20)
    assert (row.winner, row.winner_price, row.gap_to_winner.percent) == ("A", None, None)
    unknown = price_of("result: lost", "bidders: [{name: A, won: yes}]")
    assert (unknown.lowest, unknown.gap.percent, unknown.place) == (None, None, None)
    nobody = price_of("result: lost", "bidders: [{name: A, price: 95}]")
    assert (nobody.winner, nobody.winner_price, nobody.gap_to_winner.percent) == ("", None, None)


def test_m15_dear_from_the_team_s_threshold_on():
    bidder = "bidders: [{name: A, price: 100, won: yes}]"
    assert price_of("result: lost", bidder, price=110).dear
    assert not price_of("result: lost", bidder, price=109).dear
    assert price_of("result: lost", bidder, price=105, site="thresholds: {price_gap: 5}\n").dear


def test_m15_a_result_of_tomorrow_is_not_known_today():
    files = PROJECTS | {
        "bids/late.md": bid("gamma", "2026-11-10", 60, "result: won", "result_submitted_on: 2026-11-19"),
        "bids/far.md": bid("delta", "2026-11-19", 50, "result: won"),
    }
    assert bid_win_rate(book(files), COMPANY).undecided == ("far", "late")
    assert bid_win_rate(book(files, as_of=date(2026, 11, 19)), COMPANY).won == ("far", "late")


def test_margin_is_ours_less_cost_over_ours_and_in_no_measure(team):
    # (96 − 72) / 96.
    assert margin(team.bids["a"]).percent == 25
    assert margin(team.bids["b"]).percent is None
    for scope in all_scopes(team):
        for ident in MEASURES:
            text = repr(payload(team, scope, MEASURES[ident]))
            assert "margin" not in text
            assert "'cost'" not in text
    assert 72 not in _numbers(to_json(bid_win_rate(team, COMPANY)))


def _numbers(value: object) -> set[object]:
    if isinstance(value, dict):
        return set().union(*map(_numbers, value.values()))
    if isinstance(value, list):
        return set().union(*map(_numbers, value)) if value else set()
    return {value}


def test_s11_4_the_three_gates_of_each_bid(team):
    gates = {
        row.bid: (row.information.state, row.review.state, row.result.state)
        for row in bid_gates(team, COMPANY).bids
    }
    assert gates == {
        # Handed in on the day of the bid, which is in time; its contract was reviewed a day too late.
        "a": ("done", "late", "done"),
        "b": ("late", "none", "done"),
        "c": ("done", "none", "done"),
        "d": ("missing", "none", "missing"),
        "e": ("done", "none", "due"),
    }


def test_s11_4_shares_are_over_the_gates_that_were_due(team):
    found = bid_gates(team, COMPANY)
    assert (found.prepared.numerator, found.prepared.denominator) == (3, 5)
    assert (found.reviewed.numerator, found.reviewed.denominator) == (0, 1)
    # e is to come.
    assert (found.analysed.numerator, found.analysed.denominator) == (3, 4)


def test_s11_4_breaches_with_who_should_act(team):
    rows = [(b.person, b.gate, b.state, b.kind, b.record, b.day) for b in gate_breaches(team, COMPANY)]
    assert rows == [
        ("li", "review", "late", "order", "o", date(2026, 11, 5)),
        ("li", "information", "late", "bid", "b", date(2026, 10, 15)),
        ("li", "information", "missing", "bid", "d", date(2026, 11, 10)),
        ("li", "result", "missing", "bid", "d", date(2026, 11, 10)),
    ]
    assert gate_breaches(team, Scope("person", "wang")) == ()


@pytest.mark.parametrize(
    ("reviewed", "result", "signed", "expected"),
    [
        ("2026-11-05", "pass", "2026-11-05", "done"),
        ("2026-11-06", "pass", "2026-11-05", "late"),
        ("2026-11-04", "conditional", "2026-11-05", "done"),
        ("2026-11-04", "reject", "2026-11-05", "rejected"),
        # Not signed yet.
        ("2026-11-04", "pass", "", "done"),
        ("2026-11-04", "reject", "", "held"),
        # Not signed by today.
        ("2026-11-04", "reject", "2026-11-19", "held"),
    ],
)
def test_s11_4_a_contract_and_its_review(reviewed, result, signed, expected):
    review = (
        f"project: gamma\nreview_form: written\ndate: {reviewed}\nreviewers: [chen]\n"
        f"opinions: [{{topic: Terms, opinion: '-'}}]\nresult: {result}"
    )
    files = PROJECTS | {"contracts/r.md": review + (f"\nsign_date: {signed}" if signed else "")}
    (typed,) = bid_gates(book(files), COMPANY).contracts
    assert typed.gate.state == expected
    if signed:
        # The signing day may stand in the order instead.
        order = f"project: gamma\namount: 60\nsigned_on: {signed}"
        (found,) = bid_gates(
            book(PROJECTS | {"contracts/r.md": review, "orders/o.md": order}), COMPANY
        ).contracts
        assert found.gate.state == expected


def test_s11_4_the_last_review_up_to_signing_counts():
    first = CONTRACTS["contracts/r.md"].replace("2026-11-06", "2026-11-01").replace("pass", "reject")
    second = CONTRACTS["contracts/r.md"].replace("2026-11-06", "2026-11-04")
    files = PROJECTS | {
        "orders/o.md": CONTRACTS["orders/o.md"],
        "contracts/a.md": first,
        "contracts/b.md": second,
    }
    (found,) = bid_gates(book(files), COMPANY).contracts
    assert (found.review, found.gate.state, found.gate.day) == ("b", "done", date(2026, 11, 4))


def test_s11_4_reviews_belong_to_the_contract_with_their_number():
    orders = {
        "orders/o.md": CONTRACTS["orders/o.md"],
        "orders/p.md": "project: alpha\namount: 5\nsigned_on: 2026-11-10\ncontract_no: HT-2",
    }
    found = bid_gates(book(PROJECTS | CONTRACTS | orders), COMPANY).contracts
    assert [(s.order, s.review, s.gate.state) for s in found] == [("o", "r", "late"), ("p", "", "missing")]


def test_s11_4_no_review_is_asked_for_before_the_team_s_first_one():
    old = {"orders/old.md": "project: gamma\namount: 60\nsigned_on: 2026-05-05"}
    found = bid_gates(book(PROJECTS | old), COMPANY)
    assert ([s.gate.state for s in found.contracts], found.reviewed.percent) == (["none"], None)
    later = bid_gates(book(PROJECTS | CONTRACTS | old), COMPANY)
    assert {s.order: s.gate.state for s in later.contracts} == {"o": "late", "old": "none"}


def test_a_result_without_bidders_or_analysis_is_incomplete():
    for lines, body, expected in (
        (("result: lost", "bidders: [{name: A, won: yes}]"), "## Analysis\nPrice.", "done"),
        (("result: lost",), "## Analysis\nPrice.", "incomplete"),
        (("result: lost", "bidders: [{name: A, won: yes}]"), "", "incomplete"),
        (("result: won",), "## Analysis\nTrust.", "done"),
        (("result: void",), "", "done"),
    ):
        made = book(PROJECTS | {"bids/x.md": bid("gamma", "2026-11-02", 60, *lines, body=body)})
        assert bid_gates(made, COMPANY).bids[0].result.state == expected


def test_bids_ahead_with_and_without_a_record(team):
    rows = [(row.bid_date, row.project, row.bid, row.prepared) for row in bids_ahead(team, COMPANY)]
    assert rows == [
        (TODAY, "sigma", "", False),
        (date(2026, 11, 25), "delta", "e", True),
        (date(2026, 12, 1), "omega", "", False),
    ]
    assert [row.project for row in bids_ahead(team, COMPANY, weeks=1)] == ["sigma"]
    # The day four weeks on is not in them.
    assert bids_ahead(book(PROJECTS, as_of=date(2026, 11, 3)), Scope("person", "zhao")) == ()


def test_results_owed_from_the_day_after_the_bid(team):
    assert [(row.bid, row.days) for row in results_owed(team, COMPANY)] == [("d", 8)]
    assert results_owed(book(TEAM, as_of=date(2026, 11, 10)), COMPANY) == ()
    assert [row.days for row in results_owed(book(TEAM, as_of=date(2026, 11, 11)), COMPANY)] == [1]


def test_price_gaps_a_second_way(team):
    row = bid_price(team, "b")
    assert Fraction(row.gap.numerator) / Fraction(row.gap.denominator) == Fraction(88, 77) - 1
