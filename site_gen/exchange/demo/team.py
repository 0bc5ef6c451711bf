"""The people of the demo team: salespeople in teams, their leaders, support, and the manufacturer's people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from site_gen.exchange.demo.names import person_name, unique
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.places import CITIES

_NUMBERS = "一二三四五六七八九十"
_REPS_PER_TEAM = 5


@dataclass(slots=True)
class Member:
    """Someone of the team; `provinces` is where a salesperson sells."""

    id: str
    name: str
    surname: str
    role: str
    side: str = "dealer"
    team: str = ""
    manager: str = ""
    provinces: tuple[str, ...] = ()


@dataclass(slots=True)
class Staff:
    """Everybody, by what they do."""

    teams: list[tuple[str, str, str]] = field(default_factory=list)
    reps: list[Member] = field(default_factory=list)
    leaders: dict[str, Member] = field(default_factory=dict)
    others: list[Member] = field(default_factory=list)
    by_role: dict[str, list[Member]] = field(default_factory=dict)
    by_id: dict[str, Member] = field(default_factory=dict)

    def one(self, role: str) -> Member:
        """Return the first person with a role."""
        return self.by_role[role][0]

    def add(self, member: Member) -> Member:
        """Take a person in."""
        self.by_role.setdefault(member.role, []).append(member)
        self.by_id[member.id] = member
        return member


def make_staff(rng: Random, reps: int) -> Staff:
    """Return a staff with `reps` salespeople in teams of about five, at least two teams from two reps on."""
    staff, taken = Staff(), set[str]()

    def hire(role: str, side: str = "dealer", team: str = "", manager: str = "") -> Member:
        name, surname, ident = person_name(rng)
        while ident in taken or any(m.name == name for m in staff.by_id.values()):
            name, surname, ident = person_name(rng)
            if len(taken) > 2000:
                break
        return staff.add(Member(unique(ident, taken), name, surname, role, side, team, manager))

    boss = hire("general_manager")
    head = hire("sales_head", manager=boss.id)
    count = min(reps, max(2, -(-reps // _REPS_PER_TEAM)))
    for number in range(count):
        key = f"team-{number + 1}"
        leader = hire("sales_manager", team=key, manager=head.id)
        label = f"销售{_NUMBERS[number] if number < len(_NUMBERS) else number + 1}队"
        staff.teams.append((key, label, leader.id))
        staff.leaders[key] = leader
    provinces = list(CITIES)[: max(6, min(len(CITIES), reps * 2))]
    for number in range(reps):
        key = staff.teams[number * count // reps][0]
        rep = hire("sales", team=key, manager=staff.leaders[key].id)
        rep.provinces = tuple(dict.fromkeys((provinces[number % len(provinces)], rng.choice(provinces))))
        staff.reps.append(rep)
    for _ in range(max(1, count // 3)):
        hire("support", manager=head.id)
    chief = hire("gf_manager", "gf")
    for _ in range(max(2, count)):
        hire("gf_sales", "gf", manager=chief.id)
    for _ in range(max(1, count // 2)):
        hire("gf_engineer", "gf", manager=chief.id)
    return staff


def staff_papers(rng: Random, staff: Staff, as_of: date) -> Iterator[Paper]:
    """Yield the person records."""
    for member in staff.by_id.values():
        joined = date(as_of.year - rng.randint(1, 11), rng.randint(1, 12), rng.randint(1, 28))
        region = "、".join(CITIES[p][0] for p in member.provinces)
        values = {
            "name": member.name,
            "role": member.role,
            "side": member.side,
            "team": member.team,
            "manager": member.manager,
            "phone": phone(rng),
            "email": f"{member.id}@{'gf' if member.side == 'gf' else 'dealer'}.example",
            "region": region,
            "joined": joined,
        }
        yield Paper("person", f"people/{member.id}.md", values)


def phone(rng: Random) -> str:
    """Return a mobile number from a range that is not given out."""
    return f"1{rng.choice('35789')}{rng.randint(0, 9)}0000{rng.randint(0, 9999):04d}"
