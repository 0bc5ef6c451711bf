"""What passes a gate: bids before and after quoting, contracts before they are signed (S11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.deals import STAGES, Deal
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.team import Staff
from site_gen.exchange.demo.trades import RIVALS

_STRATEGIES = (
    "技术分有把握，价格守在第二低，付款条件可以让。",
    "对手价格低，报价把焊接指导和备件单列，不跟降。",
    "工期是客户最在意的，首批到货日写进承诺，总价最多让两个点。",
)
_WON = ("技术分第一，价格略高仍然中标，工期承诺起了作用。", "口径统一以后差价缩小，客户看重售后。")
_LOST = ("{rival}以更低的总价中标，我们在商务分上追不回来。", "{rival}有现货，按货期折算后我们落到第二。")
_OPINIONS = (
    ("付款", "三成预付、六成到货、一成质保，可以接受"),
    ("货期", "主阀货期已向GF确认，罚则上限百分之五"),
    ("质保", "质保从验收起算一年"),
    ("违约", "违约条款对等，同意"),
)


def bid_papers(rng: Random, deals: list[Deal], projects: list[Paper], days: Days) -> Iterator[Paper]:
    """Yield a bid for each project that was quoted and has a planned bid date."""
    planned = {paper.path: paper.values.get("bid_date") for paper in projects}
    for number, deal in enumerate(deals, 1):
        moves = dict(deal.moves)
        if "quotation" in moves and planned[f"projects/{deal.id}.md"]:
            yield _bid(rng, deal, (moves["quotation"], _decided(deal, moves)), number, days)


def _decided(deal: Deal, moves: Mapping[str, date]) -> date | None:
    """Return when the outcome was known; `None` for a project that is still open."""
    return moves.get("agreement") or deal.lost_on


def _bid(rng: Random, deal: Deal, about: tuple[date, date | None], number: int, days: Days) -> Paper:
    quoted, decided = about
    day = max(deal.bid, quoted)
    if decided and not quoted <= deal.bid < decided:
        day = max(quoted, days.after(decided, -rng.randint(2, 6)))
    has_won = decided is not None and STAGES.index(deal.stage) >= STAGES.index("agreement")
    ours = deal.amount * rng.choice((100, 103, 106)) // 100 if has_won else deal.amount
    other = rng.choice([rival for rival, _ in RIVALS if rival != deal.rival[0]])
    handed = days.after(day, 2 if rng.random() < 0.05 else -rng.randint(1, 4))
    theirs = deal.amount * rng.randint(86, 104) // 100
    result = "" if decided is None else "won" if has_won else "lost"
    values: dict[str, object] = {
        "project": deal.id,
        "bid_no": f"TB{day.year}-{number:04d}",
        "bid_date": day,
        "our_price": ours,
        "cost": deal.amount * rng.randint(74, 84) // 100,
        "expected_competitors": [{"name": deal.rival[0], "expected_price": deal.amount * 93 // 100}],
        "submitted_on": handed if handed <= days.as_of else None,
        "result": result,
    }
    sections = {"strategy": rng.choice(_STRATEGIES)}
    if decided:
        told = days.after(decided, rng.randint(0, 5))
        rest = {"name": other, "price": deal.amount * rng.randint(96, 118) // 100, "rank": 3}
        values["final_price"] = deal.amount if ours != deal.amount else None
        values["bidders"] = [
            {"name": deal.rival[0], "price": theirs, "rank": 2 if has_won else 1, "won": not has_won},
            rest,
        ]
        values["result_submitted_on"] = told if told <= days.as_of else None
        sections["analysis"] = rng.choice(_WON if has_won else _LOST).format(rival=deal.rival[0])
    return Paper("bid", f"bids/{day.isoformat()}-{deal.id}.md", values, sections)


def contract_papers(
    rng: Random, deals: list[Deal], staff: Staff, orders: list[Paper], days: Days
) -> Iterator[Paper]:
    """Yield a review for each order; one in twenty came after the contract was signed."""
    owner = {deal.id: deal.owner for deal in deals}
    for order in orders:
        project, signed = str(order.values["project"]), order.values["signed_on"]
        if not isinstance(signed, date):
            continue
        day = days.after(signed, 1 if rng.random() < 0.05 else -rng.randint(1, 4))
        day = min(day, days.as_of)
        values = {
            "project": project,
            "contract_no": order.values["contract_no"],
            "review_form": rng.choice(("written", "written", "meeting")),
            "date": day,
            "reviewers": [staff.leaders[owner[project].team].id, staff.one("sales_head").id],
            "opinions": [{"topic": topic, "opinion": text} for topic, text in rng.sample(_OPINIONS, 2)],
            "result": "conditional" if rng.random() < 0.1 else "pass",
            "submitted_on": days.after(day, -1),
        }
        yield Paper("contract_review", f"contracts/{day.isoformat()}-{project}.md", values)
