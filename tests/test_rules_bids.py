"""Rules of bids and contracts (S11), and what an opportunity says of the equipment (S9.2)."""

from __future__ import annotations

import pytest
from rule_books import PROJECT, book_of, problems_of, record, spots

QUOTED = PROJECT.replace("lead", "quotation") + "amount: 100\n"
BID = "project: p\nbid_date: 2026-11-10\nour_price: 100\nsubmitted_on: 2026-11-09\n"
ANALYSIS = "## Analysis\nPrice.\n"
LOST = "result: lost\nbidders:\n  - {name: A, price: 90, won: yes}\n  - {name: B, price: 95}\n"
REVIEW = (
    "project: p\nreview_form: written\ndate: 2026-11-03\nreviewers: [zhao-zong]\n"
    "opinions: [{topic: 价格, opinion: 可以}]\nresult: pass\n"
)
ORDER = "project: p\namount: 100\nsigned_on: 2026-11-05\n"


def found(code: str, bid: str, body: str = ANALYSIS, project: str = QUOTED):
    return problems_of({"projects/p.md": project, "bids/b.md": record(bid, body)}, code)


def of_contract(code: str, **files: str):
    return problems_of({"projects/p.md": QUOTED} | {f"{k}s/{k}.md": v for k, v in files.items()}, code)


def test_a_complete_bid_breaks_no_rule():
    for text in (BID + LOST, BID + "result: won\n", BID + "result: void\n"):
        made = book_of({"projects/p.md": QUOTED, "bids/b.md": record(text, ANALYSIS)})
        assert [d.code for d in made.diagnostics if d.record == ("bid", "b")] == []


def test_information_is_due_by_the_day_of_the_bid():
    on_the_day = BID.replace("11-09", "11-10")
    assert found("SG636", on_the_day) == []
    (late,) = found("SG636", BID.replace("11-09", "11-11"))
    assert (str(late.place), late.person) == ("bids/b.md:5:15", "li-wei")
    assert "handed in on 2026-11-11" in late.message("en")
    (missing,) = found("SG636", BID.replace("submitted_on: 2026-11-09\n", ""))
    assert (str(missing.place), "not handed in" in missing.message("en")) == ("bids/b.md:3:11", True)
    # Nothing is owed on the day itself, which is the day of the figures here.
    assert found("SG636", "project: p\nbid_date: 2026-11-20\nour_price: 100\n") == []


def test_a_price_below_cost_is_told_at_the_cost():
    assert spots(found("SG637", BID + "cost: 100.5\n")) == ["bids/b.md:6:7"]
    assert found("SG637", BID + "cost: 100\n") == []
    assert spots(found("SG637", BID + "cost: 99\nfinal_price: 98\n")) == ["bids/b.md:6:7"]


def test_a_price_far_from_the_amount():
    for price, count in ((150, 0), (151, 1), (50, 0), (49, 1)):
        assert len(found("SG644", BID.replace("our_price: 100", f"our_price: {price}"))) == count
    (wrong,) = found("SG644", BID.replace("our_price: 100", "our_price: 1000000"))
    assert (str(wrong.place), wrong.message("zh-Hans").count("1000000")) == ("bids/b.md:4:12", 1)


def test_a_result_is_owed_from_the_day_after_the_bid_and_told_once():
    assert spots(found("SG641", BID)) == ["bids/b.md:3:11"]
    assert spots(found("SG641", BID.replace("11-10", "01-10"))) == ["bids/b.md:3:11"]
    assert found("SG641", BID.replace("11-10", "11-20")) == []
    assert found("SG641", BID + "result: void\n", "") == []


def test_a_result_says_who_bid_and_why():
    (nothing,) = found("SG639", BID + "result: lost\n", "")
    assert str(nothing.place) == "bids/b.md:6:9"
    assert "Bidders, Analysis of the result is missing" in nothing.message("en")
    (no_analysis,) = found("SG639", BID + "result: won\n", "")
    assert "Bidders" not in no_analysis.message("en")


def test_a_rank_belongs_to_one_bidder():
    rows = (
        "result: lost\nbidders:\n  - {name: A, rank: 1, won: yes}\n  - {name: B}\n  - {name: C, rank: %s}\n"
    )
    (twice,) = found("SG634", BID + rows % 1 + "  - {name: D}\n")
    assert (str(twice.place), twice.person) == ("bids/b.md:10:21", "li-wei")
    assert "Rank 1 stands twice among the bidders: at A and at C" in twice.message("en")
    assert found("SG634", BID + rows % 2) == []


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        ("result: won\nbidders: [{name: A, won: yes}]\n", ["bids/b.md:7:26"], "we won, yet A"),
        (
            "result: lost\nbidders: [{name: A, won: yes}, {name: B, won: yes}]\n",
            ["bids/b.md:7:47"],
            "2 winners",
        ),
        ("result: lost\nbidders: [{name: A}, {name: B}]\n", ["bids/b.md:6:9"], "no bidder"),
    ],
)
def test_the_winner_agrees_with_the_result(text, places, words):
    problems = found("SG640", BID + text)
    assert spots(problems) == places
    assert words in problems[0].message("en")


def test_a_result_before_or_after_its_time():
    (future,) = found("SG620", BID.replace("11-10", "11-21") + "result: won\n")
    assert (str(future.place), future.person) == ("bids/b.md:3:11", "li-wei")
    early = found("SG616", BID + "result: won\nresult_submitted_on: 2026-11-09\n")
    assert spots(early) == ["bids/b.md:7:22"]


def test_the_last_bid_and_the_project_end_alike():
    gone = (
        PROJECT.replace("lead", "lost")
        + "lost_reason: price\nlost_date: 2026-11-15\nlost_from_stage: quotation\n"
    )
    signed = PROJECT.replace("lead", "agreement") + "amount: 100\n"
    assert spots(found("SG643", BID + "result: won\n", project=gone)) == ["bids/b.md:6:9"]
    assert spots(found("SG643", BID + LOST, project=signed)) == ["bids/b.md:6:9"]
    assert found("SG643", BID + LOST, project=gone) == []
    assert found("SG643", BID + "result: void\n", project=gone) == []
    # A second bid won after the first was lost.
    files = {
        "projects/p.md": signed,
        "bids/b.md": record(BID + LOST, ANALYSIS),
        "bids/c.md": record(BID.replace("11-10", "11-12") + "result: won\n", ANALYSIS),
    }
    assert problems_of(files, "SG643") == []


def test_contracts_are_reviewed_before_they_are_signed():
    assert of_contract("SG642", order=ORDER, contract=REVIEW) == []
    (late,) = of_contract("SG642", order=ORDER, contract=REVIEW.replace("11-03", "11-06"))
    assert (str(late.place), late.person) == ("orders/order.md:4:12", "li-wei")
    assert "reviewed only on 2026-11-06" in late.message("en")
    (rejected,) = of_contract("SG642", order=ORDER, contract=REVIEW.replace("pass", "reject"))
    assert "had rejected it" in rejected.message("en")
    (typed,) = of_contract("SG642", contract=REVIEW.replace("pass", "reject") + "sign_date: 2026-11-05\n")
    assert str(typed.place) == "contracts/contract.md:8:12"


def test_a_contract_without_a_review_once_the_team_reviews():
    other = QUOTED.replace("三期阀门", "四期")
    files = {
        "projects/p.md": QUOTED,
        "projects/q.md": other,
        "orders/o.md": ORDER.replace("project: p", "project: q"),
    }
    assert problems_of(files, "SG642") == []
    (missing,) = problems_of(files | {"contracts/r.md": REVIEW}, "SG642")
    assert (str(missing.place), "there is no review" in missing.message("en")) == ("orders/o.md:4:12", True)


def test_a_signing_date_typed_twice_is_compared():
    (found,) = of_contract("SG645", order=ORDER, contract=REVIEW + "sign_date: 2026-11-06\n")
    assert str(found.place) == "contracts/contract.md:8:12"
    assert [str(place) for place in found.others] == ["orders/order.md:4:12"]
    assert of_contract("SG645", order=ORDER, contract=REVIEW + "sign_date: 2026-11-05\n") == []


def test_equipment_and_specification_from_the_solution_on():
    solution = PROJECT.replace("lead", "solution")
    (both,) = problems_of({"projects/p.md": solution}, "SG638")
    assert (str(both.place), both.person) == ("projects/p.md:4:8", "li-wei")
    assert "Equipment needed, Technical specification" in both.message("en")
    whole = record(solution + "equipment: [阀门]\n", "## 技术参数\nDN50\n")
    assert problems_of({"projects/p.md": whole}, "SG638") == []
    for stage in ("opportunity", "agreement", "lost"):
        assert problems_of({"projects/p.md": PROJECT.replace("lead", stage)}, "SG638") == []
