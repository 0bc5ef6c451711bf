"""What the office keeps: targets, orders and the minutes of reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.deals import Deal
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.team import Staff
from site_gen.exchange.demo.world import World

#: Share of the year's target in each month, in thousandths; February is the Spring Festival.
_SEASON = (60, 40, 80, 85, 90, 95, 80, 80, 95, 85, 100, 110)
_WEEKS = 6
_SUMMARIES = (
    "本周共{visits}次拜访，其中重点项目{focus}次。{name}推进最快，已谈到交货期；两个项目停在方案阶段超过一个月，原因都是工况参数没有收齐。",
    "本周拜访{visits}次。问题集中在两点：报价后没有及时回访；新客户名单补充不够。下周每人至少新增两个潜在客户。",
    "拜访{visits}次，计划完成情况良好。{name}需要GF工程师支持，已排进下周。逾期的跟进事项逐条过了一遍，责任人已确认。",
)
_TASKS = (
    "更新{name}的项目进展和采购时间",
    "约{name}的分管副总，准备访前简报",
    "补录两个新客户的基本资料",
    "清理超过一个月未更新的项目",
    "向GF申请{name}的项目价格",
)
_ANSWERS = (
    ("DQ2", "确定机会阶段的项目太少，老客户二期挖掘不够。", "每人每周两个新客户，月底前补足二十个潜在客户。"),
    ("DQ3", "方案到报价卡在工况参数，客户侧没有明确责任人。", "统一用参数表，首次技术交流当场填完。"),
    ("DQ5", "价格和交货期是主因，三成丢单在报价之后。", "报价前先确认评审规则；主阀备安全库存。"),
    ("DQ6", "近三个月的金额集中在一个大项目。", "拆分风险：同时推进两个中等项目，大项目每周过一次。"),
    ("DQ8", "本省只有两家客户在跟，覆盖面窄。", "和GF一起办一次区域技术交流会。"),
)


def target_papers(deals: list[Deal], staff: Staff, days: Days) -> Iterator[Paper]:
    """Yield the targets of this year, about what each funnel could carry."""
    year = days.as_of.year
    for rep in staff.reps:
        amount = sum(d.amount for d in deals if d.owner is rep and not d.lost_on)
        annual = max(120, round(amount * 0.75, -1))
        months: list[dict[str, object]] = []
        for month, share in enumerate(_SEASON, 1):
            orders = annual * share // 1000
            months.append(
                {
                    "month": month,
                    "orders": orders,
                    "stretch": orders * 115 // 100,
                    "collection": orders * 9 // 10,
                    "new_customers": 2 if month != 2 else 1,
                }
            )
        values = {"owner": rep.id, "year": year, "months": months}
        yield Paper("target", f"targets/{year}-{rep.id}.md", values)


def order_papers(rng: Random, deals: list[Deal], days: Days) -> Iterator[Paper]:
    """Yield the orders of won projects with deliveries and payments up to today."""
    number = 0
    for deal in deals:
        dates = dict(deal.moves)
        signed = dates.get("agreement")
        if not signed or deal.lost_on:
            continue
        number += 1
        ordered, paying = dates.get("order"), dates.get("payment")
        first, second = days.after(signed, 20), days.after(signed, 34)
        deposit = deal.amount * 3 // 10
        rest = deal.amount - deposit - deal.amount // 10
        values = {
            "project": deal.id,
            "contract_no": f"HT{signed.year}-{number:03d}",
            "amount": deal.amount,
            "signed_on": signed,
            "ordered_on": ordered,
            "deliveries": [
                {
                    "what": "管材管件",
                    "due": first,
                    "delivered_on": _past(rng, days, first) if ordered else None,
                },
                {
                    "what": "阀门",
                    "due": second,
                    "delivered_on": _past(rng, days, second) if ordered else None,
                },
            ],
            "payments": [
                {"amount": deposit, "due": days.after(signed, 7), "paid_on": ordered},
                {
                    "amount": rest,
                    "due": days.after(second, 20),
                    "paid_on": _past(rng, days, days.after(second, 20)) if paying else None,
                },
                {"amount": deal.amount - deposit - rest, "due": signed + timedelta(days=365)},
            ],
        }
        yield Paper("order", f"orders/{deal.id}.md", values)


def _past(rng: Random, days: Days, due: date) -> date | None:
    day = days.after(due, rng.choice((-2, -1, 0, 0, 0, 3, 6)))
    return day if day <= days.as_of else None


def review_papers(rng: Random, world: World, days: Days, visits: list[Paper]) -> Iterator[Paper]:
    """Yield weekly minutes of every team and monthly minutes of the company."""
    monday = days.as_of - timedelta(days=days.as_of.weekday())
    for back in range(_WEEKS):
        start = monday - timedelta(weeks=back)
        meeting = days.at(days.position(start + timedelta(days=4)))
        if start <= meeting <= days.as_of:
            for key, _, leader in world.staff.teams:
                yield _weekly(rng, world, days, visits, (key, leader, start, meeting))
    first = days.as_of.replace(day=1)
    for _ in range(3):
        meeting = days.at(days.position(first - timedelta(days=1)) + 1)
        if meeting <= days.as_of:
            yield _monthly(rng, world, days, meeting)
        first = (first - timedelta(days=1)).replace(day=1)


def _weekly(
    rng: Random, world: World, days: Days, visits: list[Paper], about: tuple[str, str, date, date]
) -> Paper:
    team, leader, start, meeting = about
    staff, deals = world.staff, world.deals
    reps = [rep.id for rep in staff.reps if rep.team == team]
    end = start + timedelta(days=7)
    mine = [v for v in visits if v.values["owner"] in reps]
    week = [v for v in mine if start <= v.values["date"] < end]  # type: ignore[operator]  # visit papers hold dates
    last = end + timedelta(days=7)
    coming = [v for v in mine if isinstance(day := v.values["date"], date) and end <= day < last]
    keen = [d for d in deals if d.owner.id in reps and d.is_open] or deals
    names = [rng.choice(keen).name for _ in range(3)]
    joint = [v.path.rsplit("/", 1)[-1].removesuffix(".md") for v in coming if v.values.get("companions")]
    weighty = {d.id for d in deals if d.importance in {"gf_care", "very_important"}}
    focus = sum(v.values["project"] in weighty for v in week)
    words = {"visits": len(week), "focus": focus, "name": names[0]}
    actions = (
        [_action(rng, rng.choice(reps), names[1], meeting, days) for _ in range(rng.randint(2, 3))]
        if reps
        else []
    )
    values = {
        "meeting": "weekly",
        "date": meeting,
        "team": team,
        "chair": leader,
        "attendees": [leader, *reps, staff.one("support").id],
        "duration_min": rng.choice((180, 190, 200, 210, 240)),
        "actions": actions,
        "accompany_visits": joint[:3],
    }
    path = f"reviews/{meeting.year}/{meeting.isoformat()}-weekly-{team}.md"
    return Paper("review", path, values, {"summary": rng.choice(_SUMMARIES).format_map(words)})


def _monthly(rng: Random, world: World, days: Days, meeting: date) -> Paper:
    staff, deals = world.staff, world.deals
    head, boss, chief = (staff.one(role).id for role in ("sales_head", "general_manager", "gf_manager"))
    leaders = [leader for _, _, leader in staff.teams]
    care = [d for d in deals if d.importance == "gf_care"] or deals
    picks = [rng.choice(care) for _ in range(2)]
    values = {
        "meeting": "monthly",
        "date": meeting,
        "chair": head,
        "attendees": [head, boss, chief, *leaders],
        "duration_min": 180,
        "actions": [_action(rng, who, picks[0].name, meeting, days) for who in leaders],
        "gf_resources": [
            {
                "resource": "GF工程师现场支持一天",
                "customer": d.account.id,
                "date": days.after(meeting, rng.randint(5, 15)),
            }
            for d in picks
        ],
        "priorities": [f"{picks[0].name}本月拿下技术评审", "每人新增五个潜在客户", "清理逾期跟进事项"],
        "diagnosis": [
            {"question": q, "scope": "company", "cause": c, "solution": s}
            for q, c, s in sorted(rng.sample(_ANSWERS, 3))
        ],
    }
    summary = "上月订单完成尚可，回款滞后。管道偏薄，报价阶段的金额集中在少数项目；本月重点补确定机会阶段的项目，并逐个落实资源配置计划。"
    path = f"reviews/{meeting.year}/{meeting.isoformat()}-monthly.md"
    return Paper("review", path, values, {"summary": summary})


def _action(rng: Random, who: str, name: str, meeting: date, days: Days) -> dict[str, object]:
    due = days.after(meeting, rng.randint(3, 8))
    done = due <= days.as_of and rng.random() > 0.08
    return {
        "who": who,
        "what": rng.choice(_TASKS).format(name=name),
        "when": due,
        "done": done,
        "done_on": due if done else None,
    }
