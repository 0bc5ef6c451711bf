"""Hunter plans beside targets and model (S3)."""

from __future__ import annotations

from datetime import date

from rule_books import problems_of, spots

TARGET = "owner: li-wei\nyear: 2026\nmonths:\n  - {month: 1, orders: 300.5}\n  - {month: 12, orders: 99.5}\n"


def plan(more: str = "", leads: int = 100, year: int = 2026, when: str = "2026-12-01", done: str = "") -> str:
    return (
        f"owner: li-wei\nyear: {year}\n{more}lead_sources:\n  - {{source: referral, expected_leads: {leads}}}\n"
        f"action_plan:\n  - {{who: li-wei, what: 老客户回访, when: {when}{done}}}\n"
    )


def test_a_target_that_differs_from_the_sum_of_the_months():
    files = {"targets/t.md": TARGET, "plans/p.md": plan("target: 450\n")}
    (found,) = problems_of(files, "SG666")
    assert str(found.place) == "plans/p.md:4:9"
    assert found.person == "li-wei"
    assert "450 differs" in found.message("en")
    assert "2026: 400 " in found.message("en")
    assert problems_of({"targets/t.md": TARGET, "plans/p.md": plan("target: 400\n")}, "SG666") == []
    assert problems_of({"plans/p.md": plan("target: 450\n")}, "SG666") == []
    assert (
        problems_of({"targets/t.md": TARGET, "plans/p.md": plan("target: 450\n", year=2027)}, "SG666") == []
    )


def test_expected_leads_below_what_the_model_needs():
    """Target 400 at 90 a deal: 5 deals, 50 leads."""
    files = {"targets/t.md": TARGET, "plans/p.md": plan("average_deal: 90\n", leads=49)}
    (found,) = problems_of(files, "SG667")
    assert str(found.place) == "plans/p.md:6:3"
    assert found.message("en") == "The plan expects 49 leads; by the model 50 are needed for 5 deals."
    assert problems_of(files | {"plans/p.md": plan("average_deal: 90\n", leads=50)}, "SG667") == []
    assert problems_of(files | {"plans/p.md": plan(leads=1)}, "SG667") == []


def test_a_target_without_a_plan():
    (found,) = problems_of({"targets/t.md": TARGET}, "SG668")
    assert (str(found.place), found.person) == ("targets/t.md:3:7", "li-wei")
    assert "site-gen new hunter_plan --set owner=li-wei --set year=2026" in found.hint("en")
    assert problems_of({"targets/t.md": TARGET, "plans/p.md": plan()}, "SG668") == []
    other_year = {"targets/t.md": TARGET, "plans/p.md": plan(year=2025)}
    assert spots(problems_of(other_year, "SG668")) == ["targets/t.md:3:7"]
    assert problems_of({"targets/t.md": TARGET}, "SG668", as_of=date(2027, 1, 1)) == []
    gone = {"targets/t.md": TARGET, "people/li-wei.md": "name: 李伟\nrole: sales\nleft: 2026-11-20\n"}
    assert problems_of(gone, "SG668") == []


def test_a_second_plan_of_a_year():
    files = {"plans/a.md": plan(), "plans/b.md": plan("target: 450\n"), "plans/c.md": plan(year=2027)}
    (found,) = problems_of(files | {"targets/t.md": TARGET}, "SG669")
    assert str(found.place) == "plans/b.md:3:7"
    assert "plans/a.md counts" in found.message("en")
    assert problems_of(files | {"targets/t.md": TARGET}, "SG666") == []


def test_an_action_of_a_plan_that_is_overdue():
    assert spots(problems_of({"plans/p.md": plan(when="2026-11-19")}, "SG613")) == ["plans/p.md:7:38"]
    assert problems_of({"plans/p.md": plan(when="2026-11-20")}, "SG613") == []
    assert problems_of({"plans/p.md": plan(when="2026-11-19", done=", done: yes")}, "SG613") == []
