"""The whole demo team as files: the same size, day and seed always give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from msgspec import Struct

from site_gen.exchange.demo.accounts import account_papers, make_accounts
from site_gen.exchange.demo.alerts import alert_papers
from site_gen.exchange.demo.calls import visit_papers
from site_gen.exchange.demo.days import Days
from site_gen.exchange.demo.deals import deal_papers, make_deals
from site_gen.exchange.demo.gates import bid_papers, contract_papers
from site_gen.exchange.demo.office import order_papers, review_papers, target_papers
from site_gen.exchange.demo.paper import Paper
from site_gen.exchange.demo.promises import commit_papers, forecast_papers
from site_gen.exchange.demo.rhythm import plan_papers, week_papers
from site_gen.exchange.demo.team import Staff, make_staff, staff_papers
from site_gen.exchange.demo.world import World

_BUSY_WEEK = 8
_LONGEST_WEEKS = 156


class Size(Struct, frozen=True):
    """How big the team is, the day it is looked at, and the seed.

    Attributes:
        reps: salespeople.
        customers: customers, each with one to four contacts.
        projects: projects of all stages and ages.
        visits: visits and calls, about one in sixteen of them planned for the next week.
        as_of: the last day of the story.
        seed: another seed gives another team.
    """

    as_of: date
    reps: int = 6
    customers: int = 25
    projects: int = 60
    visits: int = 200
    seed: int = 1


def demo_files(size: Size) -> Iterator[tuple[str, str]]:
    """Yield path (relative to the records folder) and text of every file of the team."""

    def rng(part: str) -> Random:
        return Random(f"{size.seed}/{part}")  # noqa: S311 - a reproducible story, no secret

    weeks = min(max(12, -(-size.visits // (_BUSY_WEEK * max(size.reps, 1)))), _LONGEST_WEEKS)
    days, visit_days = Days(size.as_of, max(42, weeks + 26)), Days(size.as_of, weeks)
    staff = make_staff(rng("staff"), size.reps)
    accounts = make_accounts(rng("accounts"), staff.reps, size.customers)
    deals = make_deals(rng("deals"), accounts, staff, days, size.projects) if accounts else []
    world = World(staff, accounts, deals)
    yield "site.yaml", _site(staff, size, days)
    visits = list(visit_papers(rng("visits"), world, visit_days, size.visits))
    projects = list(deal_papers(rng("projects"), deals, staff, days))
    orders = list(order_papers(rng("orders"), deals, days))
    parts: tuple[Iterator[Paper], ...] = (
        staff_papers(rng("people"), staff, size.as_of),
        account_papers(rng("customers"), accounts, size.as_of),
        iter(projects),
        iter(visits),
        target_papers(deals, staff, days),
        iter(orders),
        review_papers(rng("reviews"), world, days, visits) if deals else iter(()),
        plan_papers(rng("plans"), world, days),
        week_papers(rng("weeks"), world, days, visits),
        bid_papers(rng("bids"), deals, projects, days),
        contract_papers(rng("contracts"), deals, staff, orders, days),
        alert_papers(rng("alerts"), world, days),
        commit_papers(rng("commits"), world, days, orders),
        forecast_papers(rng("forecasts"), world, days),
    )
    for part in parts:
        for paper in part:
            yield paper.path, paper.text()


def write_demo(folder: Path, size: Size) -> int:
    """Write the team below `folder/records` and return how many records it has.

    Raises:
        FileExistsError: the folder has something in it already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    root, made, count = folder / "records", set[Path](), 0
    for path, text in demo_files(size):
        file = root / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_bytes(text.encode())
        count += 1
    return count - 1


def _site(staff: Staff, size: Size, days: Days) -> str:
    head, chief, seller = staff.one("sales_head"), staff.one("gf_manager"), staff.one("gf_sales")
    lines = [
        "# 由 site-gen demo 生成的虚构团队。",
        "name: {zh-Hans: 演示管道, zh-Hant: 演示管道, en: Demo Piping}",
        "languages: [zh-Hans, zh-Hant, en]",
        f"as_of: {size.as_of.isoformat()}",
        "header:",
        "  dealer_name: 演示管道设备有限公司",
        "  sub_bu: 工业系统",
        f"  sub_bu_sales_manager: {seller.name}",
        f"  sub_bu_regional_manager: {chief.name}",
        f"  sub_bu_national_manager: {chief.name}",
        f"  gf_sales: {seller.name}",
        f"dealer_head: {head.id}",
        "teams:",
        *(f"  - {{key: {key}, label: {label}, leader: {leader}}}" for key, label, leader in staff.teams),
        "calendar:",
        f"  holidays: [{', '.join(day.isoformat() for day in days.holidays)}]",
    ]
    return "\n".join(lines) + "\n"
