"""Ratings of a quarter: when they are written, and by whom (S24.4, S24.5)."""

from __future__ import annotations

import pytest
from rule_books import problems_of, spots

RATING = "person: li-wei\nquarter: {quarter}\nskill: 80\nrated_by: {who}\n"


def rating(quarter: str = "2026-Q4", who: str = "zhao-zong") -> dict[str, str]:
    return {"kpi/r.md": RATING.format(quarter=quarter, who=who)}


def test_nobody_rates_themselves():
    assert problems_of(rating(), "SG976") == []
    assert spots(problems_of(rating(who="li-wei"), "SG976")) == ["kpi/r.md:5:11"]


@pytest.mark.parametrize("quarter", ["2026-Q4", "2026q4", "2026年第4季度", "2026年4季"])
def test_quarters_as_people_write_them(quarter):
    assert problems_of(rating(quarter), "SG975") == []


@pytest.mark.parametrize("quarter", ["2026-Q5", "Q4", "2026-10", "2026"])
def test_what_is_no_quarter(quarter):
    assert spots(problems_of(rating(quarter), "SG975")) == ["kpi/r.md:3:10"]
