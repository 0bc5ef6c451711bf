"""Closeness and trust, the stage board and role gaps, counted by hand: M24, S13.2, S15.3."""

from __future__ import annotations

from datetime import date

import pytest
from measure_books import FIVE, book, projects

from site_gen.book import Book
from site_gen.book.key_accounts import key_stage
from site_gen.book.roles import influences
from site_gen.measures.relationships import relationship, relationships
from site_gen.measures.role_gaps import role_gaps
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.stage_board import stage_board

KEY = {"customers/heng.md": "name: 恒泰\nvertical: chemical\nprovince: jiangsu\nowner: li\nkey_account: yes"}


def visit(day: str, notes: str = "", more: str = "contacts: [zhang]", owner: str = "li") -> str:
    people = f"\nkey_people: [{notes}]" if notes else ""
    return f"customer: heng\nowner: {owner}\ndate: {day}\nstatus: done\n{more}{people}"


def note(who: str, closeness: str = "", trust: str = "") -> str:
    changes = {"closeness": closeness, "trust": trust}
    return "{contact: " + who + "".join(f", {k}: {v}" for k, v in changes.items() if v) + "}"


def team(more: dict[str, str] | None = None, as_of: date = date(2026, 11, 18)) -> Book:
    files = {
        "visits/a.md": visit("2026-09-01", note("zhang", "up")),
        "visits/b.md": visit("2026-09-08"),
        "visits/c.md": visit("2026-09-15", note("zhang", "up", "up")),
        "visits/d.md": visit("2026-11-02", note("zhang", "", "down") + ", " + note("xu", "down")),
        # Still to come, and made later than the day of the figures.
        "visits/e.md": "customer: heng\nowner: li\ndate: 2026-11-20\nstatus: planned\ncontacts: [zhang]",
        "visits/f.md": visit("2026-11-19", note("zhang", "down", "down"), owner="wang"),
    }
    return book({**files, **(more or {})}, as_of=as_of)


def test_m24_sums_run_over_the_visits_with_the_person():
    found = relationship(team(), "zhang")
    rows = [(m.number, m.visit, m.closeness_sum, m.trust_sum, m.noted) for m in found.meetings]
    # up; nothing noted; up, up; unchanged, down
    assert rows == [(1, "a", 1, 0, True), (2, "b", 1, 0, False), (3, "c", 2, 1, True), (4, "d", 2, 0, True)]
    assert (found.closeness, found.trust, found.noted) == (2, 0, 3)
    assert found.falling


def test_m24_who_is_noted_was_met_even_if_not_named_as_visited():
    found = relationship(team(), "xu")
    assert [(m.number, m.visit, m.closeness_sum) for m in found.meetings] == [(1, "d", -1)]


def test_m24_belongs_to_who_visits_but_counts_all_visits():
    later = team(as_of=date(2026, 11, 19))
    assert [p.contact for p in relationships(later, COMPANY).people] == ["xu", "zhang"]
    ours = relationships(later, Scope("person", "wang"))
    assert [(p.contact, len(p.meetings), p.closeness, p.trust) for p in ours.people] == [("zhang", 5, 1, -1)]
    assert ours.falling == ours.below == ("zhang",)
    assert relationships(team(), Scope("person", "wang")).people == ()


def test_m24_several_notes_about_one_person_are_one_change():
    twice = {"visits/a.md": visit("2026-09-01", note("zhang", "up") + ", " + note("zhang", "up"))}
    assert relationship(team(twice), "zhang").meetings[0].closeness == 1


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("lead", "potential"),
        ("opportunity", "intent"),
        ("solution", "solution"),
        ("quotation", "closing"),
        ("agreement", ""),
        ("payment", ""),
        ("lost", ""),
    ],
)
def test_s13_1_the_stage_follows_from_the_pipeline(stage, expected):
    assert key_stage(book({}).config, stage) == expected


def test_s13_1_a_team_with_stages_of_its_own_is_read_by_its_gates():
    config = book({}, FIVE).config
    found = [key_stage(config, key) for key in ("idea", "talk", "offer", "deal", "dead")]
    # Here talk is both gates, qualified and complete.
    assert found == ["potential", "solution", "closing", "", ""]


def test_s13_2_key_projects_by_stage_with_their_people():
    roles = (
        "\nroles:\n  - {role: coach, contact: zhang, stance: for}\n  - {role: decision_maker, contact: xu}\n"
        "  - {role: technical}\n"
    )
    own = projects("a lead 10", "b quotation 20", "c quotation 30", "d agreement 40", "e lead 5 customer=hua")
    own |= projects("f lead 7 customer=hua group_decision=yes owner=zhao")
    own["projects/b.md"] += roles
    board = stage_board(team({**KEY, **own}), COMPANY)
    assert [(s.stage, s.projects.count, s.projects.amount) for s in board.stages] == [
        ("potential", 2, 17),
        ("intent", 0, 0),
        ("solution", 0, 0),
        ("closing", 2, 50),
    ]
    # The largest first; signed ones are no longer on it, small ones of other customers never.
    first, second = board.stages[3].rows
    assert (first.project, second.project) == ("c", "b")
    assert board.stages[0].rows[1].grounds == ("group_decision",)
    assert second.missing == ("project_lead", "technical", "business")
    held = [(h.role, h.contact, h.stance, h.closeness, h.trust) for h in second.holders]
    assert held == [("decision_maker", "xu", "", -1, 0), ("coach", "zhang", "for", 2, 0)]
    # 2 roles of 4 projects with 5 each.
    assert (board.covered.numerator, board.covered.denominator) == (2, 20)
    assert [
        r.project for s in stage_board(team({**KEY, **own}), Scope("person", "zhao")).stages for r in s.rows
    ] == ["f"]


def gaps(roles: str, stage: str = "solution", more: dict[str, str] | None = None):
    own = projects(f"p {stage} 10", "small lead 1")
    own["projects/p.md"] += f"\nroles:\n{roles}"
    return role_gaps(team({**own, **(more or {})}), COMPANY)


def test_s15_3_what_is_missing_of_the_people():
    found = gaps("  - {role: decision_maker, contact: xu, stance: against}\n  - {role: coach}\n")
    (row,) = found.projects  # the small project has no role table and is not asked
    assert row.missing == ("project_lead", "technical", "business", "coach")
    assert row.without_coach
    assert row.deciding_against == row.against == ("xu",)
    # Met on 2 November, 16 days before.
    assert row.silent == ()
    assert found.without_coach == found.deciding_against == ("p",)
    assert (found.complete.numerator, found.complete.denominator) == (0, 1)


@pytest.mark.parametrize(("day", "silent"), [("2026-10-14", False), ("2026-10-13", True)])
def test_s15_3_a_decider_is_out_of_touch_after_the_days_of_a_stale_project(day, silent):
    # 14 October is 35 days before 18 November, the 13th 36.
    later = {"visits/d.md": visit(day, "", "contacts: [xu]")}
    (row,) = gaps("  - {role: decision_maker, contact: xu}\n", more=later).projects
    assert [(s.contact, s.last) for s in row.silent] == ([("xu", date.fromisoformat(day))] if silent else [])


def test_s15_3_an_opponent_decides_only_from_the_solution_on():
    roles = "  - {role: decision_maker, contact: xu, stance: against}\n"
    assert gaps(roles, "opportunity").deciding_against == ()
    # The stance may be the one written with the contact.
    known = {"contacts/xu.md": "name: 徐总\ncustomer: heng\nstance: against"}
    assert gaps("  - {role: decision_maker, contact: xu}\n", more=known).deciding_against == ("p",)


def test_s15_3_influence_is_the_same_from_both_ends():
    own = projects("p lead 1")
    own["projects/p.md"] += (
        "\nroles:\n  - {role: decision_maker, contact: xu, influenced_by: [zhang, he]}\n"
        "  - {role: coach, contact: zhang, influences: [xu, zhang]}\n  - {role: business, influences: [xu]}\n"
    )
    made = team(own)
    assert influences(made, made.projects["p"]) == (("he", "xu"), ("zhang", "xu"))
