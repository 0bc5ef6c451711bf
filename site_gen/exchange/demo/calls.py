"""Visits: weekly plan, POPSA brief and report, told in the order in which a project's story goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from site_gen.exchange.demo import beats
from site_gen.exchange.demo.accounts import Account, Desk
from site_gen.exchange.demo.beats import Beat
from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.deals import Deal
from site_gen.exchange.demo.names import unique
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.team import Member, Staff
from site_gen.exchange.demo.trades import RIVALS, TRADES
from site_gen.exchange.demo.world import World

_TIMES = (time(9), time(9, 30), time(10), time(10, 30), time(13, 30), time(14), time(15), time(16))
_NEXT_WEEK = 0.06


class Call(Struct, frozen=True):
    """What a visit is about before it is written down."""

    day: date
    rep: Member
    account: Account
    deal: Deal | None
    stage: str
    desk: Desk
    is_phone: bool
    mates: tuple[Member, ...]


class Sheet(Struct, frozen=True):
    """A visit being written: what it is about, the words for its places, its fields and sections."""

    call: Call
    beat: Beat
    words: dict[str, str]
    values: dict[str, object]
    sections: dict[str, str]

    def fill(self, text: str) -> str:
        """Return a text with its places filled."""
        return text.format_map(self.words)


def visit_papers(rng: Random, world: World, days: Days, count: int) -> Iterator[Paper]:
    """Yield `count` visit records, those of the next week planned."""
    staff = world.staff
    of_rep: dict[str, tuple[list[Deal], list[Account]]] = {rep.id: ([], []) for rep in staff.reps}
    for deal in world.deals:
        of_rep[deal.owner.id][0].append(deal)
    for account in world.accounts:
        of_rep[account.owner.id][1].append(account)
    busy = [rep for rep in staff.reps if of_rep[rep.id][1]]
    slots = sorted((_day(rng, days), number % len(busy)) for number in range(count)) if busy else []
    ids: set[str] = set()
    told: set[tuple[object, ...]] = set()
    for day, number in slots:
        rep = busy[number]
        call = _call(rng, rep, day, of_rep[rep.id], staff)
        ident = unique(f"{day.isoformat()}-{call.account.id}-{rep.id}", ids)
        paper = _write(rng, call, days, f"visits/{day.year}/{ident}.md")
        yield _apart(paper, told)


def _apart(paper: Paper, told: set[tuple[object, ...]]) -> Paper:
    """Return a visit that is not another one told again: where it would be, it takes place later that day."""
    values = paper.values
    what = tuple(
        str(values[name]) for name in ("owner", "date", "customer", "project", "channel", "contacts")
    )
    first = _TIMES.index(values["time"])
    for at in (*_TIMES[first:], *_TIMES[:first]):
        if (*what, at) not in told:
            told.add((*what, at))
            return paper if at == values["time"] else replace(paper, values={**values, "time": at})
    return paper


def _day(rng: Random, days: Days) -> date:
    if rng.random() < _NEXT_WEEK:
        monday = days.as_of + timedelta(days=7 - days.as_of.weekday())
        return days.at(days.position(monday) + rng.randrange(5))
    return days.at(rng.randrange(days.now + 1))


def _call(rng: Random, rep: Member, day: date, own: tuple[list[Deal], list[Account]], staff: Staff) -> Call:
    deal, stage = None, ""
    for _ in range(6):
        one = rng.choice(own[0]) if own[0] and rng.random() < 0.9 else None
        stage = one.stage_on(day) if one else ""
        dull = one is not None and one.importance == "normal" and rng.random() < 0.35
        closed = one is not None and stage == "payment" and (day - one.moves[-1][1]).days > 40
        if one and stage and not dull and not closed:
            deal = one
            break
    account = deal.account if deal else rng.choice(own[1])
    weighty = deal is not None and deal.importance in {"gf_care", "very_important"}
    is_phone = rng.random() < 0.12
    mates: tuple[Member, ...] = ()
    if not is_phone and rng.random() < (0.35 if weighty else 0.06):
        crew = [*staff.by_role["gf_engineer"], *staff.by_role["gf_sales"], staff.leaders[rep.team]]
        crew += [staff.one("sales_head")] if weighty else []
        mates = tuple(rng.sample(crew, 1 if rng.random() < 0.7 else min(2, len(crew))))
    return Call(day, rep, account, deal, stage if deal else "", rng.choice(account.desks), is_phone, mates)


def _beat(call: Call) -> Beat:
    if call.is_phone:
        return beats.CALLS[0]
    if call.deal is None:
        call.account.told += 1
        if call.account.told == 1:
            return beats.FIRST_CALL
        return beats.AGAIN[(call.account.told - 2) % len(beats.AGAIN)]
    story = beats.BEATS[call.stage]
    told = call.deal.told.get(call.stage, 0)
    call.deal.told[call.stage] = told + 1
    return story[told % len(story)]


def _words(rng: Random, call: Call, days: Days) -> dict[str, str]:
    trade = TRADES[call.account.vertical]
    coming = days.after(call.day, rng.randint(3, 12))
    rival = call.deal.rival[0] if call.deal else rng.choice(RIVALS)[0]
    return {
        "p": call.deal.name if call.deal else f"{call.account.short}的项目",
        "c": call.account.city + call.account.short,
        "who": call.desk.who,
        "desk": call.desk.department,
        "trade": {"water": "水处理", "chemical": "化工", "food": "食品"}.get(call.account.vertical, "制造"),
        "medium": call.deal.medium if call.deal else rng.choice(trade.media),
        "mat": call.deal.material if call.deal else rng.choice(trade.materials),
        "old": call.deal.before if call.deal else rng.choice(trade.before),
        "rival": rival,
        "amt": str(call.deal.amount if call.deal else 40),
        "n": str(rng.randint(2, 8)),
        "w": str(rng.randint(2, 6)),
        "d": f"{coming.month}月{coming.day}日",
        "rep": call.rep.name,
        "mate": call.mates[0].name if call.mates else call.rep.name,
    }


def _write(rng: Random, call: Call, days: Days, path: str) -> Paper:
    beat, words = _beat(call), _words(rng, call, days)
    values: dict[str, object] = {
        "customer": call.account.id,
        "project": call.deal.id if call.deal else "",
        "owner": call.rep.id,
        "date": call.day,
        "time": rng.choice(_TIMES),
        "status": _status(rng, call, days),
        "channel": "phone" if call.is_phone else "",
        "purpose_type": beat.kind,
        "department": call.desk.department,
        "contacts": _met(rng, call),
    }
    sections = {"purpose": beat.purpose.format_map(words)}
    sheet = Sheet(call, beat, words, values, sections)
    prepared = call.mates and rng.random() < 0.92
    if call.mates:
        roles = ("技术答疑", "商务支持", "拜会高层")
        values["companions"] = [{"who": m.id, "role": rng.choice(roles)} for m in call.mates]
    if prepared:
        _brief(rng, sheet)
    elif beat.aim and rng.random() < 0.4:
        values["objectives"] = [_objective(rng, beat.aim.format_map(words), values["status"])]
    if values["status"] == "prepared" and not prepared:
        values["status"] = "planned"
    if values["status"] == "done":
        values["unplanned"] = rng.random() < 0.06 or None
        _report(rng, sheet, days)
    elif values["status"] == "cancelled":
        sections["result"] = rng.choice(beats.CANCELLED).format_map(words)
    return Paper("visit", path, values, sections)


def _met(rng: Random, call: Call) -> list[str]:
    others = [d.id for d in call.account.desks if d is not call.desk]
    return [call.desk.id, *(rng.sample(others, 1) if others and rng.random() < 0.25 else [])]


def _status(rng: Random, call: Call, days: Days) -> str:
    if call.day > days.as_of:
        return "prepared" if call.mates and rng.random() < 0.6 else "planned"
    if call.day == days.as_of and rng.random() < 0.5:
        return "planned"
    luck = rng.random()
    return "cancelled" if luck < 0.035 else "planned" if luck < 0.04 else "done"


def _objective(rng: Random, text: str, status: object) -> dict[str, object]:
    smart = rng.choice(("SMART", "SMART", "SMRT", "SMAR"))
    return {"text": text, "smart": smart, "achieved": rng.random() < 0.72 if status == "done" else None}


def _brief(rng: Random, sheet: Sheet) -> None:
    """Write the POPSA brief (S6.1)."""
    call, values, sections = sheet.call, sheet.values, sheet.sections
    texts = [
        sheet.beat.aim or "确认下一步时间",
        *rng.sample(("见到一位没见过的评审人", "约定下次会面的日期"), rng.randint(0, 1)),
    ]
    values["objectives"] = [_objective(rng, sheet.fill(text), values["status"]) for text in texts]
    values["questions"] = rng.sample(beats.QUESTIONS, 2)
    values["anticipate"] = [
        {"question": q, "answer": sheet.fill(a), "answered_by": rng.choice((call.rep, *call.mates)).id}
        for q, a in rng.sample(beats.OBJECTIONS, rng.randint(1, 3))
    ]
    values["discussed_on"] = call.day - timedelta(days=rng.randint(0, 2))
    values["discussed_minutes"] = rng.choice((15, 20, 30, 30, 35, 40, 40, 45, 50, 60))
    sections["premise"] = sheet.fill(rng.choice(beats.PREMISES))
    sections["strategy"] = sheet.fill(rng.choice(beats.STRATEGIES))


def _report(rng: Random, sheet: Sheet, days: Days) -> None:
    """Write the visit report (S10.1)."""
    call, beat, values, sections = sheet.call, sheet.beat, sheet.values, sheet.sections
    values["follow_ups"] = [
        _task(rng, call, sheet.fill(text), days)
        for text in rng.sample(beat.tasks, min(len(beat.tasks), rng.choice((1, 1, 2))))
    ]
    late = rng.random() < 0.05
    handed = days.after(call.day, rng.randint(4, 7) if late else rng.randint(0, 3))
    if handed <= days.as_of and rng.random() > 0.02:
        values["submitted_on"] = handed
    sections["counterpart_view"] = sheet.fill(rng.choice(beat.views))
    sections["result"] = "" if rng.random() < 0.015 else sheet.fill(rng.choice(beat.results))
    sections["next_visit"] = sheet.fill(rng.choice(beat.then))
    for name, texts, share in (
        ("requirements", beats.REQUIREMENTS, 0.12),
        ("competitor_info", beats.INSIGHTS, 0.16),
        ("org_notes", beats.CHARTS, 0.1),
        ("complaint_note", beats.GRUMBLES, 0.06),
    ):
        if rng.random() < share:
            sections[name] = sheet.fill(rng.choice(texts))
    values["supplier_complaint"] = "complaint_note" in sections or None
    values["deal"] = (call.stage == "agreement" and rng.random() < 0.4) or None


def _task(rng: Random, call: Call, what: str, days: Days) -> dict[str, object]:
    due = days.after(call.day, rng.randint(2, 12))
    who = rng.choice((call.rep, call.rep, call.rep, *call.mates)).id
    done_on = (
        days.after(due, -rng.randint(0, 2)) if rng.random() < 0.9 else days.after(due, rng.randint(1, 4))
    )
    done_on = max(done_on, call.day)
    done = done_on <= days.as_of and rng.random() > 0.025
    return {"who": who, "what": what, "when": due, "done": done, "done_on": done_on if done else None}
