"""Projects: completeness, losses, win rates, dates, history, probability (S1, S33.7)."""

from __future__ import annotations

from rule_books import PROJECT, problems_of, spots

COMPLETE = (
    PROJECT.replace("lead", "solution")
    + "win_rate: 60\nproducts: [valves]\nbid_date: 2026-12-01\npurchase_date: 2027-01-15\namount: 120\n"
)
LOST = PROJECT.replace("lead", "lost")
WHOLE_LOSS = LOST + "lost_reason: price\nlost_date: 2026-11-01\nlost_from_stage: quotation\n"


def missing(fields: str) -> set[str]:
    return {str(dict(d.args)["key"]) for d in problems_of({"projects/p.md": fields}, "SG604")}


def test_a_lead_may_be_nearly_empty():
    assert missing(PROJECT) == set()


def test_from_the_first_gate_on_product_date_and_amount_are_known():
    assert missing(PROJECT.replace("lead", "opportunity")) == {"products", "purchase_date", "amount"}


def test_from_solution_on_every_column_is_known():
    expected = {"products", "purchase_date", "amount", "bid_date", "win_rate"}
    assert missing(PROJECT.replace("lead", "solution")) == expected
    assert missing(PROJECT.replace("lead", "payment")) == expected
    assert missing(COMPLETE) == set()


def test_city_comes_from_the_customer_or_is_missing():
    assert missing(COMPLETE.replace("hengtai", "ruida")) == {"city"}
    assert missing(COMPLETE.replace("hengtai", "ruida") + "city: 杭州\n") == set()


def test_a_lost_project_need_not_be_complete():
    assert missing(WHOLE_LOSS) == set()


def test_an_amount_that_cannot_be_read_is_not_called_missing_too():
    assert missing(COMPLETE.replace("120", "很多")) == set()


def test_a_loss_needs_reason_date_and_stage():
    files = {"projects/p.md": LOST, "projects/q.md": WHOLE_LOSS}
    (reason,) = problems_of(files, "SG605")
    assert (str(reason.place), reason.severity, reason.person) == ("projects/p.md:4:8", "error", "li-wei")
    assert "Price" in reason.hint("en")
    assert "价格" in reason.hint("zh-Hans")
    keys = [dict(d.args)["key"] for d in problems_of(files, "SG622")]
    assert sorted(map(str, keys)) == ["lost_date", "lost_from_stage"]


def test_an_open_project_with_facts_of_a_loss():
    (found,) = problems_of({"projects/p.md": PROJECT + "lost_reason: price\n"}, "SG623")
    assert str(found.place) == "projects/p.md:8:14"


def test_win_rate_agrees_with_the_stage():
    files = {
        "projects/lost.md": WHOLE_LOSS + "win_rate: 20\n",
        "projects/lost-right.md": WHOLE_LOSS + "win_rate: 0\n",
        "projects/signed.md": COMPLETE.replace("solution", "agreement"),
        "projects/ordered.md": COMPLETE.replace("solution", "order"),
        "projects/paid.md": COMPLETE.replace("solution", "payment").replace("60", "100"),
    }
    found = problems_of(files, "SG606")
    assert [d.record[1] for d in found] == ["lost", "ordered"]
    assert "100%, not 60%" in found[1].message("en")


def test_bid_after_purchase():
    later = COMPLETE.replace("2026-12-01", "2027-02-01")
    assert spots(problems_of({"projects/p.md": later}, "SG607")) == ["projects/p.md:10:11"]
    assert problems_of({"projects/p.md": later.replace("2027-02-01", "2027-01-15")}, "SG607") == []


def test_history_ends_at_the_stage():
    history = (
        "stage_history:\n  - {stage: lead, date: 2026-09-01}\n  - {stage: opportunity, date: 2026-10-01}\n"
    )
    files = {
        "projects/right.md": COMPLETE.replace("solution", "opportunity") + history,
        "projects/wrong.md": COMPLETE + history,
        "projects/lost.md": WHOLE_LOSS + history,
    }
    (found,) = problems_of(files, "SG615")
    assert str(found.place) == "projects/wrong.md:15:13"
    assert "Qualified opportunity" in found.message("en")


def test_the_order_of_history_rows_does_not_matter():
    rows = "stage_history:\n  - {stage: solution, date: 2026-10-01}\n  - {stage: lead, date: 2026-09-01}\n"
    assert problems_of({"projects/p.md": COMPLETE + rows}, "SG615") == []


def test_a_loss_before_the_last_move_and_moves_in_the_future():
    rows = "stage_history:\n  - {stage: lead, date: 2026-09-01}\n  - {stage: opportunity, date: 2026-11-10}\n"
    (early,) = problems_of({"projects/p.md": WHOLE_LOSS + rows}, "SG616")
    assert "2026-11-01 is earlier than" in early.message("en")
    future = PROJECT + "stage_history:\n  - {stage: lead, date: 2026-11-21}\n"
    (found,) = problems_of({"projects/p.md": future}, "SG620")
    assert found.message("zh-Hans") == "“阶段历史”的日期2026-11-21晚于截止日期2026-11-20。"


def test_probability_follows_milestones():
    files = {
        "projects/hope.md": PROJECT + "probability: 60%\nmilestones: [met_customer]\n",
        "projects/none.md": PROJECT + "probability: p25\n",
        "projects/fair.md": PROJECT + "probability: 50%\nmilestones: [met_customer, funding]\n",
        "projects/zero.md": PROJECT + "probability: 0%\n",
    }
    found = problems_of(files, "SG618")
    assert [d.record[1] for d in found] == ["hope", "none"]
    assert found[0].message("en") == "The probability 60% is above the highest milestone reached (25%)."


def test_commit_and_upside_exclude_each_other():
    files = {
        "projects/p.md": PROJECT + "commit: yes\nupside: yes\n",
        "projects/q.md": PROJECT + "commit: yes\n",
    }
    (found,) = problems_of(files, "SG619")
    assert (found.record, found.severity) == (("project", "p"), "error")


def test_an_order_delivered_before_it_was_signed():
    order = (
        "project: p\namount: 10\nsigned_on: 2026-11-10\nordered_on: 2026-11-09\n"
        "deliveries:\n  - {what: 阀门, delivered_on: 2026-11-08}\n"
    )
    files = {"projects/p.md": COMPLETE, "orders/o.md": order}
    assert spots(problems_of(files, "SG616")) == ["orders/o.md:5:13", "orders/o.md:7:30"]
