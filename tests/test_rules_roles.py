"""Who decides is known, and the role table holds together: SG930 to SG937 (S14, S15)."""

from __future__ import annotations

import pytest
from rule_books import BASE, PROJECT, VISIT, problems_of, spots

KEY = {"customers/hengtai.md": BASE["customers/hengtai.md"] + "key_account: yes\n"}
FULL = (
    "  - {role: decision_maker, contact: zhang}\n  - {role: project_lead, contact: zhang}\n"
    "  - {role: technical, contact: zhang}\n  - {role: business, contact: zhang}\n  - {role: coach, contact: zhang}\n"
)


def project(roles: str = "", more: str = "", stage: str = "lead") -> dict[str, str]:
    text = PROJECT.replace("stage: lead", f"stage: {stage}") + more
    return {"projects/p.md": text + (f"roles:\n{roles}" if roles else "")}


def test_small_projects_are_not_asked_who_decides():
    for code in ("SG930", "SG931", "SG932"):
        assert not problems_of(project(), code)


@pytest.mark.parametrize("more", ["long_cycle: yes\n", "group_decision: yes\n", "large_amount: yes\n"])
def test_a_complex_sale_is_asked(more):
    assert len(problems_of(project(more=more), "SG930")) == 1


def test_a_key_account_is_asked_once_for_all_roles():
    (found,) = problems_of(KEY | project(), "SG930")
    assert "关键决策者" in found.message("zh-Hans")
    assert "教练" in found.message("zh-Hans")
    assert not problems_of(KEY | project(), "SG931")
    first = project("  - {role: project_lead, contact: zhang}\n")
    assert len(problems_of(KEY | first, "SG931")) == 1
    (found,) = problems_of(KEY | first, "SG930")
    assert "教练" not in found.message("zh-Hans")
    assert not problems_of(KEY | project(FULL), "SG930")
    assert not problems_of(KEY | project(FULL), "SG931")


@pytest.mark.parametrize("stage", ["agreement", "lost"])
def test_what_is_decided_is_asked_no_more(stage):
    assert not problems_of(KEY | project(stage=stage), "SG930")


@pytest.mark.parametrize(
    ("visit", "count"),
    [
        ("date: 2026-10-16\nstatus: done\ncontacts: [zhang]\n", 0),  # 35 days before the day of the figures
        ("date: 2026-10-15\nstatus: done\ncontacts: [zhang]\n", 1),
        ("date: 2026-11-16\nstatus: planned\ncontacts: [zhang]\n", 1),
        ("date: 2026-11-16\nstatus: done\nkey_people: [{contact: zhang}]\n", 0),
    ],
)
def test_somebody_is_in_touch_with_who_decides(visit, count):
    files = project("  - {role: decision_maker, contact: zhang}\n") | {"visits/v.md": VISIT + visit}
    assert spots(problems_of(files, "SG932")) == ["projects/p.md:9:37"] * count


def test_a_role_belongs_to_the_customer_or_says_why():
    stranger = "  - {role: technical, contact: chen}\n"
    assert spots(problems_of(project(stranger), "SG933")) == ["projects/p.md:9:32"]
    assert not problems_of(project("  - {role: technical, contact: chen, relations: 设计院}\n"), "SG933")
    group = {"customers/ruida.md": BASE["customers/ruida.md"] + "parent: hengtai\n"}
    assert not problems_of(project(stranger) | group, "SG933")
    sister = {
        "customers/jituan.md": BASE["customers/ruida.md"],
        "customers/ruida.md": BASE["customers/ruida.md"] + "parent: jituan\n",
        "customers/hengtai.md": BASE["customers/hengtai.md"] + "parent: jituan\n",
    }
    assert not problems_of(project(stranger) | sister, "SG933")


def test_nobody_influences_himself():
    row = "  - {role: technical, contact: zhang, influences: [zhang]}\n"
    assert spots(problems_of(project(row), "SG934")) == ["projects/p.md:9:52"]


def test_an_opponent_who_decides_is_told_from_the_solution_on():
    row = "  - {role: decision_maker, contact: zhang, stance: against}\n"
    assert not problems_of(project(row, stage="opportunity"), "SG935")
    assert spots(problems_of(project(row, stage="solution"), "SG935")) == ["projects/p.md:9:52"]
    other = {"contacts/zhang.md": BASE["contacts/zhang.md"] + "stance: against\n"}
    row = "  - {role: decision_maker, contact: zhang}\n"
    assert spots(problems_of(project(row, stage="quotation") | other, "SG935")) == ["projects/p.md:9:37"]


def test_influence_needs_a_person():
    row = "  - {role: technical, influenced_by: [zhang]}\n"
    assert len(problems_of(project(row), "SG936")) == 1


def test_notes_are_about_people_who_were_met():
    base = VISIT + "date: 2026-11-10\nkey_people: [{contact: zhang, trust: up}]\n"
    assert len(problems_of({"visits/v.md": base + "status: done\n"}, "SG937")) == 1
    assert not problems_of({"visits/v.md": base + "status: done\ncontacts: [zhang]\n"}, "SG937")
    assert not problems_of({"visits/v.md": base + "status: planned\n"}, "SG937")
