"""Plan against done (M29), counted by hand on a small team; today is Wednesday, 18 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from measure_books import book

from site_gen.measures.plan_done import plan_done
from site_gen.measures.scope import COMPANY, Scope

LI, WANG = Scope("person", "li"), Scope("person", "wang")


def visits(*rows: str) -> dict[str, str]:
    """Visit files from lines `id day status key=value …`; owner li, customer heng."""
    files = {}
    for row in rows:
        ident, day, status, *more = row.split()
        fields = {"customer": "heng", "owner": "li", "date": day, "status": status}
        fields |= dict(part.split("=", 1) for part in more)
        files[f"visits/{ident}.md"] = "\n".join(f"{key}: {value}" for key, value in fields.items())
    return files


@pytest.fixture(scope="module")
def team():
    return book(
        visits(
            "kept 2026-11-16 done",
            "forgotten 2026-11-16 planned",
            "ready 2026-11-17 prepared",
            "dropped 2026-11-17 cancelled",
            "surprise 2026-11-17 done unplanned=yes",
            "nothing 2026-11-17 cancelled unplanned=yes",
            "call 2026-11-17 done channel=phone",
            "today 2026-11-18 planned",
            "today-done 2026-11-18 done",
            "today-off 2026-11-18 cancelled",
            "friday 2026-11-20 planned",
            "hers 2026-11-16 done owner=wang",
            "hers-old 2026-11-13 planned owner=wang",
            "long-ago 2026-10-01 planned",
        )
    )


def test_m29_every_visit_has_one_fate(team):
    found = plan_done(team, LI, date(2026, 11, 16), date(2026, 11, 23)).whole
    assert found.made == ("kept", "today-done")
    assert found.missed == ("forgotten", "ready")
    assert found.cancelled == ("dropped", "today-off")
    assert found.ahead == ("friday", "today")
    assert found.unplanned == ("surprise",)
    # Two made of two made, two missed, two cancelled; what is still to come does not count.
    assert (found.rate.numerator, found.rate.denominator) == (2, 6)
    assert (found.planned, found.visits) == (8, 3)


def test_m29_by_day_week_and_person(team):
    found = plan_done(team, COMPANY)
    assert [(row.key, row.made, row.missed) for row in found.days] == [
        ("2026-11-13", (), ("hers-old",)),
        ("2026-11-16", ("hers", "kept"), ("forgotten",)),
        ("2026-11-17", (), ("ready",)),
        ("2026-11-18", ("today-done",), ()),
    ]
    assert [(row.key, row.rate.numerator, row.rate.denominator) for row in found.weeks] == [
        ("2026-W46", 0, 1),
        ("2026-W47", 3, 7),
    ]
    assert [(row.key, row.rate.numerator, row.rate.denominator) for row in found.people] == [
        ("li", 2, 6),
        ("wang", 1, 2),
    ]
    assert found.whole.rate.denominator == 8


def test_m29_a_period_without_a_plan_has_no_ratio(team):
    found = plan_done(team, WANG, date(2026, 11, 17), date(2026, 11, 18)).whole
    assert found.rate.percent is None
    assert found.planned == 0
