"""What salespeople write themselves: the plan of the year and the weekly reports (S3.4, S8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.deals import Deal
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.team import Member
from site_gen.exchange.demo.world import World

_WEEKS = 8
_MISSING, _LATE, _GAP, _UNSIGNED = 0.04, 0.06, 0.05, 0.06
_SOURCES = (
    ("referral", "老客户二期逐家问", (10, 20)),
    ("self", "园区和设计院逐家跑", (15, 30)),
    ("event", "展会和技术交流会", (5, 12)),
    ("phone", "厂家转来的询价电话", (4, 10)),
    ("email", "网站询价邮件", (3, 8)),
)
_STEPS = (
    "老客户明年的技改计划逐家问一遍",
    "和GF一起办一次设计院技术交流会",
    "每周新增两个潜在客户并录入系统",
    "园区新批项目名单每月核一次",
    "丢单客户半年后回访一次",
)
_OFFICE = (
    "在公司整理{name}的方案资料，核对管件清单",
    "给{name}做报价测算，和主管过毛利",
    "电话跟进{name}的立项和付款条件",
    "补写拜访报告，更新{name}的项目进展",
    "和GF工程师核对{name}的材料选型",
)
_NO_DEAL = "在公司整理客户资料，打电话约下周的拜访"
_SUMMARIES = (
    "本周拜访{visits}次，{name}推进最快；报价后的回访不够及时，下周先补。",
    "拜访{visits}次，计划完成大半。{name}还缺工况参数，已约客户当面填。",
    "本周共{visits}次拜访，{name}进入商务阶段；新客户名单还要补。",
)
_COMMENTS = ("回访要当周完成。", "下周把重点项目的决策人见到。", "新客户数量不够，周会上报名单。")


def plan_papers(rng: Random, world: World, days: Days) -> Iterator[Paper]:
    """Yield the hunter plan of this year of every salesperson."""
    year = days.as_of.year
    for rep in world.staff.reps:
        steps = zip(rng.sample(_STEPS, 3), (-rng.randint(15, 40), -rng.randint(2, 10), 20), strict=True)
        values = {
            "owner": rep.id,
            "year": year,
            "lead_sources": [
                {"source": key, "expected_leads": rng.randint(*span), "note": note}
                for key, note, span in sorted(rng.sample(_SOURCES, 3))
            ],
            "action_plan": [_step(rng, rep, what, days.after(days.as_of, at), days) for what, at in steps],
        }
        yield Paper("hunter_plan", f"plans/{year}-{rep.id}.md", values)


def _step(rng: Random, rep: Member, what: str, due: date, days: Days) -> dict[str, object]:
    done = due <= days.as_of and rng.random() < 0.85
    return {"who": rep.id, "what": what, "when": due, "done": done, "done_on": due if done else None}


def week_papers(rng: Random, world: World, days: Days, visits: list[Paper]) -> Iterator[Paper]:
    """Yield the weekly reports of the last weeks; a few are missing, late, incomplete or unsigned."""
    names = {account.id: account.city + account.short for account in world.accounts}
    made: dict[tuple[str, date], list[Paper]] = {}
    for visit in visits:
        owner, day = visit.values["owner"], visit.values["date"]
        if visit.values["status"] == "done" and isinstance(day, date):
            made.setdefault((str(owner), day), []).append(visit)
    own: dict[str, list[Deal]] = {}
    for deal in world.deals:
        own.setdefault(deal.owner.id, []).append(deal)
    monday = days.as_of - timedelta(days=days.as_of.weekday())
    for back in range(_WEEKS, 0, -1):
        start = monday - timedelta(weeks=back)
        working = days.calendar.workdays(start, start + timedelta(days=6))
        for rep in world.staff.reps:
            told = {day: made.get((rep.id, day), []) for day in working}
            texts = {day: _day(rng, told[day], own.get(rep.id, []), names) for day in working}
            count = sum(map(len, told.values()))
            paper = _week(rng, world, days, (rep, start, texts, count), own.get(rep.id, []))
            if paper:
                yield paper


def _day(rng: Random, visits: list[Paper], deals: list[Deal], names: dict[str, str]) -> str:
    if visits:
        parts = (f"{_going(v)}{names[str(v.values['customer'])]}，{_result(v)}" for v in visits)
        return "；".join(parts)
    return rng.choice(_OFFICE).format(name=rng.choice(deals).name) if deals else _NO_DEAL


def _going(visit: Paper) -> str:
    return "电话联系" if visit.values.get("channel") == "phone" else "拜访"


def _result(visit: Paper) -> str:
    text = visit.sections.get("result") or visit.sections["purpose"]
    return text.split("。")[0]


def _week(
    rng: Random,
    world: World,
    days: Days,
    about: tuple[Member, date, dict[date, str], int],
    deals: list[Deal],
) -> Paper | None:
    rep, start, texts, count = about
    luck, late, gap, unsigned = (rng.random() for _ in range(4))
    due = days.at(days.position(start + timedelta(days=6)) + 1)
    handed = days.after(due, rng.randint(1, 3)) if late < _LATE else days.after(due, -rng.randint(0, 1))
    if luck < _MISSING or handed > days.as_of or not texts:
        return None
    if gap < _GAP and len(texts) > 1:
        texts.pop(rng.choice(sorted(texts)))
    signed = days.after(handed, rng.randint(1, 2))
    is_signed = unsigned >= _UNSIGNED and signed <= days.as_of
    week = f"{start.isocalendar().year}-W{start.isocalendar().week:02d}"
    values = {
        "owner": rep.id,
        "week": week,
        "days": [{"date": day, "text": text} for day, text in texts.items()],
        "opportunities_on": handed,
        "submitted_on": handed,
        "signed_by": world.staff.leaders[rep.team].id if is_signed else "",
        "signed_on": signed if is_signed else None,
    }
    words = {"visits": count, "name": rng.choice(deals).name if deals else "新客户开发"}
    sections = {
        "summary": rng.choice(_SUMMARIES).format_map(words),
        "comments": rng.choice(_COMMENTS) if is_signed and rng.random() < 0.5 else "",
    }
    return Paper("weekly_report", f"weekly/{week[:4]}/{week}-{rep.id}.md", values, sections)
