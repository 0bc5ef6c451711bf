"""A small team with bids, orders and contract reviews, for the tests of measures and pages."""

from __future__ import annotations

from measure_books import projects

#: Day of the figures: Wednesday, 18 November 2026 (`measure_books.TODAY`).
PROJECTS = projects(
    "alpha agreement 100",
    "beta lost 80 lost_to=Rival",
    "gamma quotation 60",
    "delta quotation 50 owner=wang",
    "omega solution 40 owner=zhao customer=hua bid_date=2026-12-01",
    "sigma lead 30 bid_date=2026-11-18",
)


def bid(
    project: str, day: str, price: int, *lines: str, body: str = "## Analysis\nPrice and delivery."
) -> str:
    """Front matter and body of a bid."""
    return "\n".join((f"project: {project}", f"bid_date: {day}", f"our_price: {price}", *lines, "---", body))


BIDS = {
    # Won at 96 after 98 was quoted; the others offered 100 and 120: −4% against the lowest, who stands for the winner.
    "bids/a.md": bid(
        "alpha",
        "2026-10-12",
        98,
        "cost: 72",
        "submitted_on: 2026-10-12",
        "final_price: 96",
        "result: won",
        "result_submitted_on: 2026-10-20",
        "bidders: [{name: Rival, price: 100}, {name: Third, price: 120}]",
    ),
    # Lost at 88 to Rival, who was not the lowest: 80 and Third 77 → 88/77 − 1 = 1/7, 88/80 − 1 = 10%.
    "bids/b.md": bid(
        "beta",
        "2026-10-15",
        88,
        "submitted_on: 2026-10-16",
        "result: lost",
        "result_submitted_on: 2026-11-02",
        "expected_competitors: [{name: ＲＩＶＡＬ, expected_price: 82}]",
        "bidders: [{name: 'rival ', price: 80, won: yes}, {name: Third, price: 77}]",
    ),
    # Void, and so in no ratio.
    "bids/c.md": bid("gamma", "2026-10-20", 60, "submitted_on: 2026-10-19", "result: void"),
    # Again, with the result still owed, and nothing handed in.
    "bids/d.md": bid("gamma", "2026-11-10", 62),
    # To come, prepared; its project plans it for another day.
    "bids/e.md": bid(
        "delta",
        "2026-11-25",
        51,
        "submitted_on: 2026-11-17",
        "expected_competitors: [{name: Newcomer}]",
    ),
}
CONTRACTS = {
    "orders/o.md": "project: alpha\namount: 96\nsigned_on: 2026-11-05\ncontract_no: HT-1",
    "contracts/r.md": (
        "project: alpha\ncontract_no: ht-1\nreview_form: meeting\ndate: 2026-11-06\nreviewers: [chen]\n"
        "opinions: [{topic: Price, opinion: Fine}]\nresult: pass"
    ),
}
TEAM = {**PROJECTS, **BIDS, **CONTRACTS}
