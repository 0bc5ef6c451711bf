"""What cannot wait: market status reports and complaints (S28)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from site_gen.exchange.demo.accounts import Account
from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.names import unique
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.places import CITIES
from site_gen.exchange.demo.trades import RIVALS
from site_gen.exchange.demo.world import World

#: One of each kind for so many salespeople.
_REPS_PER_ALERT = 7
_LEVELS = ("high", "medium", "medium", "low")
_STATES = ("open", "doing", "closed", "closed")
_MARKET = (
    ("competitor_promo", "{rival}对{name}降价两成，并答应四周到货。", "报价阶段的项目可能被压价。"),
    (
        "competitor_product",
        "{rival}推出国产管配进口阀的成套方案，{name}已拿到样册。",
        "不认品牌的采购容易接受。",
    ),
    ("personnel_change", "{name}的设备负责人调往集团，接任者还没有见过。", "在谈项目的支持者少了一位。"),
    ("consumer_opinion", "{name}的工人反映手柄蝶阀开关费力。", "暂不影响订单，评标时会减分。"),
    ("dealer_complaint", "二级经销商抱怨{rival}给总包的返点过高，{name}的单子接不住。", "渠道可能转做对手。"),
)
_COMPLAINTS = (
    ("valves", "隔膜阀备件等了五周才到。", "备件随项目排产，没有走现货。", "改走现货渠道，本地放周转件。"),
    ("pipes", "到货少两只法兰，装箱单与实物不符。", "分箱时漏装。", "当天补发，以后按箱复核。"),
    ("valves", "手柄蝶阀开关费力，要求更换。", "选型时没有核操作力矩。", "加装蜗轮箱，先换两只试用。"),
    ("pipes", "卸货等了一小时，没有叉车。", "到货通知没有写卸货设备。", "通知模板加卸货一栏，提前确认。"),
)


def alert_papers(rng: Random, world: World, days: Days) -> Iterator[Paper]:
    """Yield a few market status reports and complaints of the last weeks."""
    if not world.accounts:
        return
    count = -(-len(world.staff.reps) // _REPS_PER_ALERT)
    taken: set[str] = set()
    for _ in range(count):
        yield _market(rng, world, days, taken)
    for _ in range(count):
        yield _complaint(rng, world, days, taken)


def _state(rng: Random, day: date, days: Days) -> tuple[str, date | None]:
    """Return the status and, for what is closed, the day it was."""
    status, closed = rng.choice(_STATES), days.after(day, rng.randint(1, 15))
    if status == "closed" and closed > days.as_of:
        status = "doing"
    return status, closed if status == "closed" else None


def _where(rng: Random, world: World, days: Days) -> tuple[Account, date]:
    return rng.choice(world.accounts), days.after(days.as_of, -rng.randint(1, 60))


def _market(rng: Random, world: World, days: Days, taken: set[str]) -> Paper:
    account, day = _where(rng, world, days)
    subject, what, impact = rng.choice(_MARKET)
    rival = rng.choice(RIVALS)[0]
    status, closed = _state(rng, day, days)
    values = {
        "date": day,
        "owner": account.owner.id,
        "region": CITIES[account.province][0],
        "type": subject,
        "customer": account.id,
        "competitor": rival if "{rival}" in what else "",
        "severity": rng.choice(_LEVELS),
        "handled_by": "" if status == "open" else world.staff.leaders[account.owner.team].id,
        "status": status,
        "closed_on": closed,
    }
    sections = {
        "description": what.format(rival=rival, name=account.short),
        "impact": impact,
        "proposal": "本周内由主管陪同拜访一次，确认影响范围。",
    }
    ident = unique(f"{day.isoformat()}-{subject.replace('_', '-')}-{account.owner.id}", taken)
    return Paper("market_report", f"market/{ident}.md", values, sections)


def _complaint(rng: Random, world: World, days: Days, taken: set[str]) -> Paper:
    account, day = _where(rng, world, days)
    product, content, cause, handling = rng.choice(_COMPLAINTS)
    status, closed = _state(rng, day, days)
    values = {
        "date": day,
        "customer": account.id,
        "owner": account.owner.id,
        "product": product,
        "severity": rng.choice(_LEVELS),
        "responsible": rng.choice((account.owner, world.staff.one("support"))).id,
        "status": status,
        "closed_on": closed,
    }
    sections = {"content": content, "cause": cause, "handling": "" if status == "open" else handling}
    return Paper(
        "complaint", f"complaints/{unique(f'{day.isoformat()}-{account.id}', taken)}.md", values, sections
    )
