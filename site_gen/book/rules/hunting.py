"""Hunter plans agree with the targets and lead far enough; everybody with a target has one (S3)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from site_gen.book.book import Book
from site_gen.book.hunting import ceiling, needed_by_model, plan_of
from site_gen.book.rules.breach import breach, plain
from site_gen.diagnostics import Diagnostic
from site_gen.records import HunterPlan


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG666` and `SG667` for each plan that counts, `SG669` for others, `SG668` for targets without one."""
    sums = _order_targets(book)
    for plan in book.hunter_plans.values():
        first = plan_of(book, plan.owner, plan.year)
        if first is not None and first.id != plan.id:
            name = book.name_of(plan.owner)
            others = [first.place("year")]
            yield breach("SG669", plan, "year", others=others, name=name, year=plan.year, first=first.path)
        else:
            yield from _plan(book, plan, sums.get((plan.owner, plan.year)))
    yield from _without_plan(book)


def _order_targets(book: Book) -> dict[tuple[str, int], Decimal]:
    """Return the sum of the order targets of a year by person and year."""
    found: dict[tuple[str, int], Decimal] = {}
    for target in book.targets.values():
        key = (target.owner, target.year)
        found[key] = found.get(key, Decimal(0)) + sum((row.orders for row in target.months), Decimal(0))
    return found


def _plan(book: Book, plan: HunterPlan, months: Decimal | None) -> Iterator[Diagnostic]:
    if plan.target is not None and months is not None and plan.target != months:
        yield breach(
            "SG666",
            plan,
            "target",
            value=plain(plan.target),
            year=plan.year,
            sum=plain(months),
            unit=book.config.money.unit,
        )
    goal = months if plan.target is None else plan.target
    if not goal or not plan.average_deal:
        return
    wins = ceiling(goal, plan.average_deal)
    needed = needed_by_model(book.config, wins, book.config.pipeline[0].key)
    expected = sum(row.expected_leads for row in plan.lead_sources)
    if needed is not None and expected < needed:
        yield breach("SG667", plan, "lead_sources", expected=expected, needed=needed, wins=wins)


def _without_plan(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG668` for targets of this year and later ones, of people who have not left."""
    for target in book.targets.values():
        person = book.people.get(target.owner)
        if target.year < book.as_of.year or person is None or plan_of(book, person.id, target.year):
            continue
        if any(row.orders for row in target.months) and not (person.left and person.left <= book.as_of):
            yield breach("SG668", target, "year", name=person.name, year=target.year, person_id=person.id)
