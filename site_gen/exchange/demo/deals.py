"""Projects and how they moved through the stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from site_gen.exchange.demo.accounts import Account
from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.names import unique
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.team import Member, Staff
from site_gen.exchange.demo.trades import RIVALS, TRADES

STAGES = ("lead", "opportunity", "solution", "quotation", "agreement", "order", "payment")
_OPEN = STAGES[:4]
#: Working days spent in a stage, and the share lost from it.
_LASTS = {
    "lead": (8, 45),
    "opportunity": (10, 40),
    "solution": (12, 40),
    "quotation": (8, 35),
    "agreement": (4, 12),
    "order": (15, 40),
}
_LOST = {"lead": 0.2, "opportunity": 0.17, "solution": 0.17, "quotation": 0.32}
_RATES = {"lead": (0, 20, 20), "opportunity": (20, 40, 40), "solution": (40, 60), "quotation": (60, 60, 80)}
_AMOUNTS = (8, 12, 15, 18, 20, 24, 28, 30, 35, 38, 42, 48, 55, 60, 68, 75, 85, 96, 120, 150)
_BIG = (180, 210, 240, 280, 320, 420)
_REASONS = (
    "price",
    "price",
    "price",
    "delivery",
    "relationship",
    "competitor_specified",
    "cancelled",
    "cancelled",
)
_FIRST_STEPS = {
    "lead": "核实立项与预算",
    "opportunity": "收齐工况参数",
    "solution": "方案定稿并做焊接演示",
    "quotation": "第二轮商务谈判",
    "agreement": "催预付款后下单",
    "order": "跟踪生产与到货",
    "payment": "催收余款",
}


@dataclass(slots=True)
class Deal:
    """A project of the demo team; `medium`, `material` and `before` are what its pipes carry, are and were."""

    id: str
    name: str
    account: Account
    moves: list[tuple[str, date]]
    lost_on: date | None
    amount: int
    purchase: date
    bid: date
    rival: tuple[str, str]
    medium: str
    material: str
    before: str
    importance: str = "normal"
    gf_sales: str = ""
    told: dict[str, int] = field(default_factory=dict)

    @property
    def owner(self) -> Member:
        """The salesperson."""
        return self.account.owner

    @property
    def stage(self) -> str:
        """The stage today; the one it was lost from for a lost project."""
        return self.moves[-1][0]

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.lost_on is None and self.stage in _OPEN

    def stage_on(self, day: date) -> str:
        """Return the stage on `day`, empty before the project began and after it was lost."""
        if self.lost_on and day > self.lost_on:
            return ""
        return next((stage for stage, since in reversed(self.moves) if since <= day), "")


def make_deals(rng: Random, accounts: list[Account], staff: Staff, days: Days, count: int) -> list[Deal]:
    """Return `count` projects of all ages; a seventh of the customers has none."""
    ids: set[str] = set()
    numbers: dict[str, int] = {}
    buying = [a for n, a in enumerate(accounts) if n % 7 != 6] or accounts
    deals = []
    for _ in range(count):
        account = rng.choice(buying)
        start = max(rng.randrange(max(days.now - 2, 1)) for _ in range(2))
        moves, lost_on = _walk(rng, days, start)
        trade = TRADES[account.vertical]
        job, medium = rng.choice(trade.jobs)
        numbers[account.id] = numbers.get(account.id, 0) + 1
        wait = {"lead": 150, "opportunity": 110, "solution": 70, "quotation": 35}.get(moves[-1][0], 10)
        base = days.as_of if lost_on is None and moves[-1][0] in _OPEN else moves[-1][1]
        purchase = base + timedelta(days=rng.randint(wait // 3, wait * 3 // 2))
        deals.append(
            Deal(
                id=unique(f"{account.id}-p{numbers[account.id]}", ids),
                name=f"{account.short}{job}",
                account=account,
                moves=moves,
                lost_on=lost_on,
                amount=rng.choice(_BIG) if rng.random() < 0.05 else rng.choice(_AMOUNTS),
                purchase=purchase,
                bid=purchase - timedelta(days=rng.randint(10, 30)),
                rival=rng.choice(RIVALS),
                medium=medium,
                material=rng.choice(trade.materials),
                before=rng.choice(trade.before),
            )
        )
    _name_apart(deals)
    _weigh(rng, deals, staff)
    return deals


def _walk(rng: Random, days: Days, start: int) -> tuple[list[tuple[str, date]], date | None]:
    moves, at = [("lead", days.at(start))], start
    for stage, following in pairwise(STAGES):
        at += rng.randint(*_LASTS[stage])
        if at > days.now:
            return moves, None
        if rng.random() < _LOST.get(stage, 0):
            return moves, days.at(at)
        moves.append((following, days.at(at)))
    return moves, None


def _name_apart(deals: list[Deal]) -> None:
    seen: dict[str, int] = {}
    for deal in deals:
        seen[deal.name] = seen.get(deal.name, 0) + 1
        if seen[deal.name] > 1:
            deal.name += f"（{seen[deal.name]}期）"


def _weigh(rng: Random, deals: list[Deal], staff: Staff) -> None:
    """Give the importance levels out within about what their caps allow (S2.2)."""
    sellers = staff.by_role["gf_sales"]
    ranked = sorted(
        (d for d in deals if d.is_open and d.stage != "lead"),
        key=lambda d: (-STAGES.index(d.stage), -d.amount),
    )
    care = ranked[: min(5 * len(sellers), len(ranked) // 6)]
    for number, deal in enumerate(care):
        deal.importance, deal.gf_sales = "gf_care", sellers[number % len(sellers)].id
    rest = ranked[len(care) :]
    for deal in rest[: min(9, len(rest) // 5)]:
        deal.importance = "very_important"
    load: dict[str, int] = {}
    for deal in rest[min(9, len(rest) // 5) :]:
        room = 5 + (rng.random() < 0.05)
        if load.get(deal.owner.id, 0) < room and rng.random() < 0.8:
            deal.importance = "important"
            load[deal.owner.id] = load.get(deal.owner.id, 0) + 1
    for deal in deals:
        if not deal.is_open:
            deal.importance = rng.choice(("normal", "important", "important", "very_important"))
        if not deal.gf_sales and rng.random() < 0.4:
            deal.gf_sales = rng.choice(sellers).id


def deal_papers(rng: Random, deals: list[Deal], staff: Staff, days: Days) -> Iterator[Paper]:
    """Yield the project records."""
    for deal in deals:
        yield _paper(rng, deal, staff, days)


def _paper(rng: Random, deal: Deal, staff: Staff, days: Days) -> Paper:
    trade = TRADES[deal.account.vertical]
    rank = STAGES.index(deal.stage)
    lost = deal.lost_on is not None
    known, complete = rank >= 1, rank >= 2 and not (deal.is_open and rng.random() < 0.04)
    history = [{"stage": stage, "date": day} for stage, day in deal.moves]
    if deal.lost_on:
        history.append({"stage": "lost", "date": deal.lost_on})
    medium, material = deal.medium, deal.material
    stale = deal.is_open and rng.random() < 0.06
    confirmed = days.as_of.replace(day=1) - timedelta(days=rng.randint(3, 25))
    if not (stale or rng.random() < 0.04):
        confirmed = days.as_of.replace(day=rng.randint(1, days.as_of.day))
    values: dict[str, object] = {
        "customer": deal.account.id,
        "name": deal.name,
        "stage": "lost" if lost else deal.stage,
        "importance": deal.importance,
        "source": "gf" if rng.random() < 0.3 else "dealer",
        "win_rate": 0 if lost else rng.choice(_RATES.get(deal.stage, (100,))),
        "products": list(trade.products[: rng.randint(1, 3)]) if known else [],
        "bid_date": deal.bid if complete else None,
        "purchase_date": deal.purchase if known else None,
        "amount": deal.amount if known or rng.random() < 0.5 else None,
        "lost_reason": rng.choice(_REASONS) if lost else "",
        "owner": deal.owner.id,
        "gf_sales": deal.gf_sales,
        "stage_history": history,
        "lost_from_stage": deal.stage if lost else "",
        "lost_date": deal.lost_on,
        "lost_to": deal.rival[0] if lost and rank >= 2 else "",
        "importance_confirmed_on": confirmed if deal.is_open else None,
        "updated_on": days.after(days.as_of, -rng.randint(26, 45) if stale else -rng.randint(0, 12)),
    }
    if deal.is_open:
        values["next_step"] = _FIRST_STEPS[deal.stage]
        values["next_step_date"] = days.after(days.as_of, rng.randint(1, 15))
    if rank >= 2:
        values["competitors"] = [{"name": deal.rival[0], "info": deal.rival[1]}]
    if deal.importance in {"gf_care", "very_important"} and deal.is_open and rng.random() < 0.9:
        values["resource_plan"] = _resources(rng, deal, staff, days)
    sections = {"progress_note": _progress(deal, medium, material)}
    if deal.importance == "gf_care" and deal.is_open and rng.random() < 0.9:
        sections["project_plan"] = _plan(deal, material, days)
    if rank >= 2:
        sections["tech_specs"] = (
            f"介质{medium}，设计压力1.0MPa，管径DN25至DN{rng.choice((80, 100, 150, 200))}，材料{material}。"
        )
    return Paper("project", f"projects/{deal.id}.md", values, sections)


def _resources(rng: Random, deal: Deal, staff: Staff, days: Days) -> list[dict[str, object]]:
    engineer = rng.choice(staff.by_role["gf_engineer"]).id
    return [
        {
            "resource": "GF工程师现场选型与演示",
            "party": "gf",
            "who": engineer,
            "when": days.after(days.as_of, rng.randint(2, 20)),
        },
        {
            "resource": "焊机与样品",
            "party": "dealer",
            "who": deal.owner.id,
            "when": days.after(days.as_of, rng.randint(2, 20)),
        },
    ]


def _progress(deal: Deal, medium: str, material: str) -> str:
    day = f"{deal.moves[-1][1].month}月{deal.moves[-1][1].day}日"
    if deal.lost_on:
        return f"{day}起处于该阶段，{deal.lost_on.month}月{deal.lost_on.day}日确认丢单，对手是{deal.rival[0]}（{deal.rival[1]}）。"
    return f"{day}进入本阶段。{medium}管路拟用{material}，主要对手{deal.rival[0]}：{deal.rival[1]}。"


def _plan(deal: Deal, material: str, days: Days) -> str:
    first, second = days.after(days.as_of, 5), days.after(days.as_of, 12)
    return (
        f"1. {first.month}月{first.day}日前完成第二版方案，GF工程师复核{material}选型。\n"
        f"2. {second.month}月{second.day}日前请销售负责人拜会分管副总。\n"
        f"3. {deal.bid.month}月{deal.bid.day}日投标，投标前锁定主阀库存。"
    )
