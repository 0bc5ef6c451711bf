"""What salespeople promise: the weekly commits and the monthly forecast (S34.2, S35.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from msgspec import Struct

from site_gen.config.calendar import MonthOf, Week
from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.deals import Deal
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.team import Member
from site_gen.exchange.demo.world import World

_WEEKS = 8
_MISSING, _LATE = 0.04, 0.05
#: How often a signing of the week was committed, and how often a project that was not signed in it was.
_FORESEEN, _OVERRATED, _HOPED = 0.8, 0.06, 0.1
_SHARE = {"lead": 10, "opportunity": 20, "solution": 40, "quotation": 60}
_CHECKS = ("config_final", "end_user_contract", "si_contract", "discount_approved", "partner_ready")
_SMALL = (6, 8, 10, 12, 15)
_NOTES = ("客户已排会签", "合同在业主法务", "价格已谈定，等盖章", "采购口头答应本周定")
_HOPES = ("还差分管领导签字", "看客户周会结果", "对手还在降价")
_REASONS = ("客户会签推迟", "业主要求再比一轮价", "付款条件没有谈拢", "供货日期没有确认")
_STEPS = ("到客户现场确认签约日期", "请主管一起见决策人", "把到货日期书面给客户", "合同当天取回")
_PLANS = ("报价后的项目逐个约回访", "补足两个月后的潜在客户", "和主管过一遍本月要签的项目")
_LIKELY = (
    "本月靠报价阶段的项目，付款条件谈定的先签。",
    "大项目放在后面几个月，近两个月以小单为主。",
    "报价后的项目对手降价多，只按六成算。",
)


def commit_papers(rng: Random, world: World, days: Days, orders: Iterable[Paper]) -> Iterator[Paper]:
    """Yield the weekly commits of the last weeks up to this one; a few are missing or late."""
    signed = {str(order.values["project"]): order for order in orders}
    now = Week.of(days.as_of)
    for rep in world.staff.reps:
        own = [deal for deal in world.deals if deal.owner.id == rep.id]
        missed: list[Promise] = []
        for back in range(_WEEKS - 1, -1, -1):
            week = now.shift(-back)
            promises = list(_promises(rng, own, signed, week, is_running=not back))
            luck, late = rng.random(), rng.random()
            values = {
                "owner": rep.id,
                "week": week.id,
                "projects": [_row(rng, promise) for promise in promises],
                "commit": None if promises else 0,
                **_periods(own, week, promises),
                "misses": [{"project": one.deal.id, "reason": rng.choice(_REASONS)} for one in missed],
                "plan": _plan(rng, rep, promises, week),
                "submitted_on": week.start - timedelta(days=0 if late < _LATE else 1),
            }
            if luck >= _MISSING:
                yield Paper("weekly_commit", f"commits/{week.id[:4]}/{week.id}-{rep.id}.md", values)
                missed = [one for one in promises if one.kind == "commit" and not one.is_kept]


class Promise(Struct, frozen=True):
    """A project in the commit of a week."""

    deal: Deal
    amount: object
    kind: str
    close: date
    is_kept: bool


def _promises(
    rng: Random, own: list[Deal], signed: dict[str, Paper], week: Week, *, is_running: bool
) -> Iterator[Promise]:
    """What was signed in the week was mostly foreseen; some other quoted projects are promised or hoped for."""
    for deal in own:
        luck, close = rng.random(), week.start + timedelta(days=rng.randint(1, 4))
        order = signed.get(deal.id)
        day = order.values["signed_on"] if order else None
        if order and isinstance(day, date) and week.start <= day < week.end:
            kind = "commit" if luck < _FORESEEN else "upside"
            yield Promise(deal, order.values["amount"], kind, day, is_kept=True)
        elif deal.stage_on(week.start - timedelta(days=1)) == "quotation":
            # What is promised for the running week would have to bear the mark itself.
            if luck < _OVERRATED and not is_running:
                yield Promise(deal, deal.amount, "commit", close, is_kept=False)
            elif luck > 1 - _HOPED:
                yield Promise(deal, deal.amount, "upside", close, is_kept=False)


def _row(rng: Random, promise: Promise) -> dict[str, object]:
    firm = promise.kind == "commit"
    ticks = sorted(rng.sample(_CHECKS, rng.randint(2, 4) if firm else 1), key=_CHECKS.index)
    return {
        "project": promise.deal.id,
        "amount": promise.amount,
        "kind": promise.kind,
        "close": promise.close,
        "probability": "p90" if firm else "p70",
        **dict.fromkeys(ticks, True),
        "note": rng.choice(_NOTES if firm else _HOPES),
    }


def _periods(own: list[Deal], week: Week, promises: list[Promise]) -> dict[str, object]:
    """What is still to be signed in the month and the quarter in which the week begins."""
    month = MonthOf.of(week.start)
    quarter = MonthOf(month.year, month.month + (-month.month) % 3)
    before, named = week.start - timedelta(days=1), {one.deal.id for one in promises}
    found: dict[str, object] = {}
    for name, end in (("month", month.end), ("quarter", quarter.end)):
        for field, kind, stage in (("forecast", "commit", "quotation"), ("upside", "upside", "solution")):
            later = (
                deal.amount
                for deal in own
                if deal.id not in named and deal.stage_on(before) == stage and week.end <= deal.purchase < end
            )
            found[f"{name}_{field}"] = sum(later) + sum(
                int(str(one.amount)) for one in promises if one.kind == kind and one.close < end
            )
    return found


def _plan(rng: Random, rep: Member, promises: list[Promise], week: Week) -> list[dict[str, object]]:
    if not promises:
        return []
    due = week.start + timedelta(days=rng.randint(1, 4))
    return [{"who": rep.id, "what": rng.choice(_STEPS), "when": due, "done": True, "done_on": due}]


def forecast_papers(rng: Random, world: World, days: Days) -> Iterator[Paper]:
    """Yield everybody's forecast of this month, handed in on its first working day."""
    month = MonthOf.of(days.as_of)
    handed = next(iter(days.calendar.workdays(month.start, days.as_of)), days.as_of)
    for rep in world.staff.reps:
        own = [deal for deal in world.deals if deal.owner.id == rep.id]
        values = {
            "owner": rep.id,
            "month": month.id,
            "months": [_month(rng, own, month, ahead, handed) for ahead in range(12)],
            "action_plan": [
                {
                    "who": rep.id,
                    "what": what,
                    "when": days.after(days.as_of, rng.randint(3, 8)),
                    "done": False,
                }
                for what in rng.sample(_PLANS, 2)
            ],
            "submitted_on": handed,
        }
        sections = {"likelihood_notes": rng.choice(_LIKELY)}
        yield Paper("monthly_forecast", f"forecasts/{month.year}/{month.id}-{rep.id}.md", values, sections)


def _month(rng: Random, own: list[Deal], first: MonthOf, ahead: int, handed: date) -> dict[str, object]:
    """A month: its open projects at the rate of their stage, and small jobs that nobody knows yet."""
    month = first.shift(ahead)
    due = [
        (deal.amount, deal.stage_on(handed))
        for deal in own
        if month.start <= deal.purchase < month.end and deal.stage_on(handed) in _SHARE
    ]
    return {
        "month": month.id,
        "forecast": sum(amount * _SHARE[stage] // 100 for amount, stage in due) + rng.choice(_SMALL),
        "commit": sum(amount for amount, stage in due if stage == "quotation") if ahead < 2 else 0,
        "pipeline": sum(amount for amount, _ in due),
    }
