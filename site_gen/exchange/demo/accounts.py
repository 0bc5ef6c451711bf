"""Customers and the people there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from site_gen.exchange.demo.names import person_name, split_word, unique
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.places import CITIES
from site_gen.exchange.demo.team import Member, phone
from site_gen.exchange.demo.trades import DESKS, FIRST, SECOND, TRADES, WEIGHTS

_SIZES = (
    "厂区约三百人，两条产线",
    "集团子公司，员工八百余人",
    "去年刚投产的新厂",
    "本地老厂，设备使用超过十年",
    "园区龙头企业",
)
_HABITS = (
    "采购必须三家比价，技术意见占七成；报价要分项。",
    "喜欢先做小批量，再签年度框架。",
    "停产检修只在春节和国庆，供货要提前两个月锁定。",
    "合同审批要走集团系统，最快十天。",
    "很看重现场服务，报修后当天要有人到。",
)


@dataclass(slots=True)
class Desk:
    """A contact at a customer; `who` is how the notes call the person."""

    id: str
    name: str
    who: str
    department: str
    position: str
    decision_role: str


@dataclass(slots=True)
class Account:
    """A customer of the demo team; `told` counts the visits that are about no project."""

    id: str
    name: str
    short: str
    vertical: str
    province: str
    city: str
    owner: Member
    desks: list[Desk] = field(default_factory=list)
    told: int = 0


def make_accounts(rng: Random, reps: list[Member], count: int) -> list[Account]:
    """Return `count` customers spread over the salespeople's provinces."""
    verticals, weights = list(WEIGHTS), list(WEIGHTS.values())
    ids, names, used = set[str](), set[str](), set[tuple[str, str, str]]()
    accounts = []
    for number in range(count):
        owner = reps[number % len(reps)]
        for attempt in range(60):
            province = rng.choice(owner.provinces)
            city = rng.choice(CITIES[province])
            vertical = rng.choices(verticals, weights)[0]
            ending = rng.choice(TRADES[vertical].endings)
            (one, first), (two, second) = split_word(rng.choice(FIRST)), split_word(rng.choice(SECOND))
            name, marks = f"{city}{one}{two}{ending}", {(city, ending, one), (city, ending, two)}
            if one != two and f"{first}{second}" not in ids and not marks & used:
                break
            if attempt > 30 and one != two and name not in names:
                break
        used |= marks
        names.add(name)
        ident = unique(first + second, ids)
        accounts.append(Account(ident, name, one + two, vertical, province, city, owner))
    for account in accounts:
        _staff_desks(rng, account)
    return accounts


def _staff_desks(rng: Random, account: Account) -> None:
    taken: set[str] = set()
    size = rng.choice((1, 2, 2, 2, 3, 3, 4))
    chosen = [*DESKS[:2], *rng.sample(DESKS[2:], 3)][:size]
    for department, position, honour, role in chosen:
        name, surname, ident = person_name(rng)
        if any(desk.name == name for desk in account.desks):
            # Of two with one name the later gets another, by luck of its own: nobody else changes with it.
            name, surname, ident = person_name(Random(f"{account.id}/{department}"))  # noqa: S311 - no secret
        if f"{account.id}-{ident.split('-')[0]}" not in taken:
            ident = ident.split("-")[0]
        ident = unique(f"{account.id}-{ident}", taken)
        account.desks.append(Desk(ident, name, surname + honour, department, position, role))


def account_papers(rng: Random, accounts: list[Account], as_of: date) -> Iterator[Paper]:
    """Yield the customer and contact records."""
    for account in accounts:
        trade = TRADES[account.vertical]
        level = rng.choice(("high", "medium", "medium", "low"))
        since = date(as_of.year - rng.randint(0, 8), rng.randint(1, as_of.month), rng.randint(1, 20))
        medium = rng.choice(trade.media)
        values = {
            "name": account.name,
            "short_name": account.city + account.short,
            "vertical": account.vertical,
            "province": account.province,
            "city": account.city,
            "owner": account.owner.id,
            "since": since if rng.random() < 0.7 else None,
            "annual_revenue": rng.choice((None, 15, 30, 48, 60, 85, 120, 200)),
            "loyalty": level,
            "potential": rng.choice(("high", "medium", "low")),
            "phone": f"0{rng.randint(510, 999)}-5550{rng.randint(100, 999)}",
        }
        sections = {
            "background": f"{rng.choice(_SIZES)}，主要介质是{medium}。",
            "needs_habits": rng.choice(_HABITS),
            "products_in_use": f"{medium}管路以{rng.choice(trade.before)}为主，部分阀门由我们供货。",
        }
        yield Paper("customer", f"customers/{account.id}.md", values, sections)
        for desk in account.desks:
            yield Paper("contact", f"contacts/{desk.id}.md", _contact(rng, account, desk))


def _contact(rng: Random, account: Account, desk: Desk) -> dict[str, object]:
    return {
        "name": desk.name,
        "customer": account.id,
        "department": desk.department,
        "position": desk.position,
        "phone": phone(rng),
        "email": f"{desk.id.rsplit('-', 1)[-1]}@{account.id}.example" if rng.random() < 0.5 else "",
        "decision_role": desk.decision_role,
        "stance": rng.choice(("for", "neutral", "neutral", "against", "")),
    }
