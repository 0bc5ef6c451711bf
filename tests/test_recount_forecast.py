"""Targets, commits, forecasts, their growth and key-account indicators, counted from the files with plain Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from recount import (
    DAY,
    OPEN,
    TODAY,
    Raw,
    first,
    monday,
    number,
    of,
    people_on,
    raw,
    shifted,
    signed,
    stage_on,
    total,
)

from site_gen.measures.accuracy import accuracy
from site_gen.measures.attainment import attainment
from site_gen.measures.forecast12 import forecast12
from site_gen.measures.growth import growth
from site_gen.measures.growth_rate import Growth
from site_gen.measures.key_account_kpis import key_account_kpis
from site_gen.measures.scope import COMPANY, Scope

PEOPLE = ("chen-siyuan", "li-wei", "sun-liping", "wang-ting", "wu-hao", "zhou-kai")
SCOPES = (
    COMPANY,
    Scope("team", "east-1"),
    Scope("team", "east-2"),
    *(Scope("person", one) for one in PEOPLE),
)


@pytest.fixture(params=SCOPES, ids=str, scope="module")
def scope(request) -> Scope:
    found: Scope = request.param
    return found


def crew(scope: Scope, day: date) -> list[str]:
    return people_on(scope.kind, scope.id, day)


def targets(people: list[str], month: str) -> list[Raw]:
    """The rows of the targets of some people for a month."""
    found = [t for who in people for t in of("targets", owner=who, year=int(month[:4]))]
    return [row for target in found for row in target["months"] if row["month"] == int(month[5:])]


def aims(rows: list[Raw]) -> tuple[Decimal | None, Decimal | None]:
    """Order and stretch target; without a stretch target the order target counts."""
    if not rows:
        return None, None
    return total(number(r["orders"]) for r in rows), total(
        number(r.get("stretch", r["orders"])) for r in rows
    )


def forecasts(people: list[str], month: str) -> dict[str, Raw]:
    return {
        who: one
        for who in people
        for one in of("forecasts", owner=who, month=month)
        if one["submitted_on"] <= TODAY
    }


def test_targets_and_signed_of_each_month(sample_book, scope):
    found = attainment(sample_book, scope)
    for row in found.months:
        start, end = first(row.month), first(shifted(row.month, 1))
        assert (row.target, row.stretch) == aims(targets(crew(scope, start), row.month)), row.month
        assert row.won.amount == signed(scope.kind, scope.id, start, end), row.month
    assert found.target == total(row.target or Decimal(0) for row in found.months)
    assert found.won.amount == total(row.won.amount for row in found.months)


def test_people_make_their_team_and_teams_the_company(sample_book):
    def months(one: Scope) -> list[tuple[Decimal, Decimal]]:
        return [(row.target or Decimal(0), row.won.amount) for row in attainment(sample_book, one).months]

    def added(scopes: tuple[Scope, ...]) -> list[tuple[Decimal, ...]]:
        return [tuple(map(total, zip(*rows, strict=True))) for rows in zip(*map(months, scopes), strict=True)]

    assert months(COMPANY) == added(SCOPES[1:3]) == added(SCOPES[3:])


def test_commit_and_signed_of_each_week(sample_book, scope):
    for row in accuracy(sample_book, scope).weeks:
        start = monday(row.week)
        people = crew(scope, start)
        said = [one for who in people for one in of("commits", owner=who, week=row.week)]
        listed = [
            one.get(
                "commit", total(number(p["amount"]) for p in one.get("projects", ()) if p["kind"] == "commit")
            )
            for one in said
        ]
        assert row.commit == (total(map(number, listed)) if said else None), row.week
        assert row.actual.amount == total(signed("person", who, start, start + 7 * DAY) for who in people)


def test_twelve_months_forecast(sample_book, scope):
    found = forecast12(sample_book, scope)
    people = crew(scope, TODAY)
    newest = [max(of("forecasts", owner=who), key=lambda one: one["month"], default=None) for who in people]
    for number_, row in enumerate(found.months):
        assert row.month == shifted("2026-11", number_)
        said = [r for one in newest if one for r in one["months"] if r["month"] == row.month]
        for name in ("forecast", "commit", "pipeline"):
            assert (getattr(row, name) or 0) == total(number(r.get(name)) for r in said), (row.month, name)
        assert (row.target, row.stretch) == aims(targets(crew(scope, first(row.month)), row.month))
    aimed = [row for row in found.months if row.stretch is not None]
    assert found.compared == total(row.forecast or Decimal(0) for row in aimed)
    assert found.stretch == total(row.stretch or Decimal(0) for row in aimed)


def lead_ins(forecast: Raw) -> Decimal:
    """What is written, else how many projects were entered in the month before."""
    month = shifted(forecast["month"], -1)
    moves = [
        min(r["date"] for r in p["stage_history"])
        for p in of("projects", owner=forecast["owner"])
        if p.get("stage_history")
    ]
    return number(forecast.get("lead_ins", sum(f"{day:%Y-%m}" == month for day in moves)))


def pipeline(forecast: Raw) -> Decimal:
    """What is written, else the amount that was open on the day the forecast was handed in."""
    mine = [
        p for p in of("projects", owner=forecast["owner"]) if stage_on(p, forecast["submitted_on"]) in OPEN
    ]
    return (
        number(forecast["prospects"])
        if "prospects" in forecast
        else total(number(p.get("amount")) for p in mine)
    )


def commit(forecast: Raw) -> Decimal:
    return total(number(row.get("commit")) for row in forecast["months"])


@pytest.mark.parametrize(
    ("name", "value"), [("lead_ins", lead_ins), ("pipeline", pipeline), ("commit", commit)]
)
def test_growth_from_month_to_month(sample_book, scope, name: str, value: Callable[[Raw], Decimal]):
    found = growth(sample_book, scope)
    assert found.months
    for row in found.months:
        now = forecasts(crew(scope, first(row.month)), row.month)
        before = forecasts(list(now), shifted(row.month, -1))
        assert getattr(row, name) == total(map(value, now.values())), row.month
        assert set(row.compared) == set(before)
        grown: Growth | None = getattr(row, f"{name}_growth")
        assert (grown is None) == (not before)
        if grown:
            was, is_ = total(map(value, before.values())), total(value(now[who]) for who in before)
            assert (grown.before, grown.now) == (was, is_)
            share = (is_ - was) / was if was else None
            good = (
                "" if share is None else "good" if share * 10 >= 1 else "least" if share * 20 >= 1 else "low"
            )
            assert grown.grade == good


def test_key_account_indicators_of_each_quarter(sample_book):
    found = key_account_kpis(sample_book, COMPANY)
    owners = {c["owner"] for c in raw("customers").values() if c.get("key_account")}
    assert {one.person for one in found.specialists} == owners
    for one in found.specialists:
        accounts = of("customers", owner=one.person, key_account=True)
        since = {c["id"]: c["key_account_since"] for c in accounts}
        for quarter in one.quarters:
            start, end = quarter.start, min(quarter.end, TODAY + DAY)
            lost = [c for c in raw("churn").values() if c["customer"] in since]
            away = {
                c["customer"] for c in lost if c["lost_on"] < start and c.get("returned_on", start) >= start
            }
            there = {ident for ident, day in since.items() if day < start} - away
            gone = {c["customer"] for c in lost if c["customer"] in there and start <= c["lost_on"] < end}
            months = [shifted(f"{start:%Y-%m}", n) for n in range(3)]
            rows = [row for month in months for row in targets([one.person], month)]
            assert quarter.signed == signed("person", one.person, start, end)
            assert quarter.target == aims(rows)[0]
            assert (set(quarter.at_start), {loss.customer for loss in quarter.lost}) == (there, gone)
            assert set(quarter.new) == {ident for ident, day in since.items() if start <= day < end}
            planned = [row["key_accounts"] for row in rows if "key_accounts" in row]
            assert quarter.planned == (sum(planned) if planned else None)
