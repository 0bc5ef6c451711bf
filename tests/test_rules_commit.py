"""Weekly commits: sums, probability, decided and foreign projects, reasons, flags (S33.7, S34)."""

from __future__ import annotations

from datetime import date

import pytest
from rule_books import PROJECT, problems_of, spots

#: Friday of W47; W48 begins on Monday, 23 November.
HEAD = "owner: li-wei\nweek: 2026-W48\n"


def project(stage: str = "quotation", more: str = "commit: yes\n") -> str:
    return PROJECT.replace("stage: lead", f"stage: {stage}") + more


def commit(rows: str, head: str = HEAD, more: str = "") -> str:
    return f"{head}projects: [{rows}]\n{more}"


LINE = "{project: p, amount: 10, probability: p90}"


def test_a_sound_commit_has_no_problem():
    files = {
        "projects/p.md": project(),
        "commits/c.md": commit(LINE, more="commit: 10\nsubmitted_on: 2026-11-20\n"),
    }
    for code in range(671, 681):
        assert problems_of(files, f"SG{code}") == []


@pytest.mark.parametrize("kind", ["upside", "commit"])
def test_a_project_stands_once_in_a_commit(kind: str):
    rows = f"{LINE}, {{project: p, amount: 5, kind: {kind}}}"
    (found,) = problems_of({"projects/p.md": project(), "commits/c.md": commit(rows)}, "SG671")
    assert str(found.place) == "commits/c.md:4:66"
    assert (found.person, found.severity) == ("li-wei", "warning")


@pytest.mark.parametrize(
    ("line", "more", "low"),
    [
        ("probability: p90", "", False),
        ("probability: p80", "", True),
        ("probability: p80, kind: upside", "", False),
        ("", "", False),  # nothing is known: the checklist asks
        ("probability: p90", "milestones: [met_customer]\n", True),
        ("", "milestones: [negotiated]\n", False),
    ],
)
def test_a_project_is_committed_from_ninety_percent(line: str, more: str, low: bool):  # noqa: FBT001 - a case
    rows = f"{{project: p, amount: 10{', ' + line if line else ''}}}"
    files = {"projects/p.md": project(more="commit: yes\n" + more), "commits/c.md": commit(rows)}
    assert bool(problems_of(files, "SG672")) is low


def test_milestones_of_today_do_not_judge_a_week_that_is_over():
    files = {
        "projects/p.md": project(more="milestones: [met_customer]\n"),
        "commits/c.md": commit(LINE, "owner: li-wei\nweek: 2026-W46\n"),
    }
    assert problems_of(files, "SG672") == []


@pytest.mark.parametrize(
    ("stage", "more", "day"),
    [
        ("lost", "lost_reason: price\nlost_date: 2026-11-22\n", date(2026, 11, 22)),
        ("lost", "lost_reason: price\nlost_date: 2026-11-23\n", None),
        ("order", "stage_history: [{stage: agreement, date: 2026-11-20}, {stage: order, date: 2026-11-24}]\n", date(2026, 11, 20)),
        ("agreement", "stage_history: [{stage: quotation, date: 2026-10-01}, {stage: agreement, date: 2026-11-24}]\n", None),
        ("agreement", "", None),
    ],
)  # fmt: skip
def test_what_is_decided_is_not_committed(stage: str, more: str, day: date | None):
    files = {"projects/p.md": project(stage, more), "commits/c.md": commit(LINE)}
    found = problems_of(files, "SG673", as_of=date(2026, 11, 25))
    assert [dict(one.args)["date"] for one in found] == ([day] if day else [])


def test_an_amount_written_is_the_sum_of_its_projects():
    files = {"projects/p.md": project(), "commits/c.md": commit(LINE, more="commit: 12\nupside: 0\n")}
    (found,) = problems_of(files, "SG674")
    assert (str(found.place), dict(found.args)["value"], dict(found.args)["sum"]) == (
        "commits/c.md:5:9",
        "12",
        "10",
    )
    files = {"commits/c.md": HEAD + "upside: 3\n"}
    assert len(problems_of(files, "SG674")) == 1


def test_a_second_commit_of_one_person_and_week():
    other = {"people/wu.md": "name: 吴\nrole: sales\n", "commits/w.md": HEAD.replace("li-wei", "wu")}
    files = {"commits/a.md": HEAD, "commits/b.md": HEAD, **other}
    (found,) = problems_of(files, "SG675")
    assert (str(found.place), [str(one) for one in found.others]) == (
        "commits/b.md:3:7",
        ["commits/a.md:3:7"],
    )


def test_projects_of_others():
    files = {
        "people/wu.md": "name: 吴\nrole: sales\n",
        "projects/p.md": project().replace("owner: li-wei", "owner: wu"),
        "commits/c.md": commit(LINE),
    }
    assert spots(problems_of(files, "SG676")) == ["commits/c.md:4:22"]
    over = files | {"commits/c.md": commit(LINE, "owner: li-wei\nweek: 2026-W46\n")}
    assert problems_of(over, "SG676") == []


def test_a_miss_has_its_reason_in_the_next_commit():
    last = "owner: li-wei\nweek: 2026-W46\n"
    files = {"projects/p.md": project(), "commits/a.md": commit(LINE, last), "commits/b.md": HEAD}
    (found,) = problems_of(files, "SG677")
    assert (str(found.place), found.record) == ("commits/b.md:3:7", ("weekly_commit", "b"))
    given = files | {"commits/b.md": HEAD + "misses: [{project: p, reason: 用印晚了}]\n"}
    assert problems_of(given, "SG677") == []
    assert problems_of(files | {"projects/p.md": project("agreement")}, "SG677") == []
    # As long as there is no next commit, or the week runs, nothing is asked.
    assert problems_of(files | {"commits/b.md": "owner: zhao-zong\nweek: 2026-W48\n"}, "SG677") == []
    running = files | {"commits/a.md": commit(LINE, "owner: li-wei\nweek: 2026-W47\n")}
    assert problems_of(running, "SG677") == []
    assert len(problems_of(running, "SG677", as_of=date(2026, 11, 23))) == 1
    # After some weeks nobody asks any more.
    assert problems_of(files, "SG677", as_of=date(2027, 1, 11)) == []


@pytest.mark.parametrize(("day", "late"), [("2026-11-15", False), ("2026-11-16", True)])
def test_a_commit_is_due_on_the_sunday_before_its_week(day: str, late: bool):  # noqa: FBT001 - a case
    text = f"owner: li-wei\nweek: 2026-W47\nsubmitted_on: {day}\n"
    assert bool(problems_of({"commits/c.md": text}, "SG678")) is late
    # When the week is over the list of late commits stays, the problem goes.
    assert problems_of({"commits/c.md": text}, "SG678", as_of=date(2026, 11, 23)) == []


def test_a_project_marked_as_commit_is_in_the_commit():
    files = {"projects/p.md": project(), "projects/q.md": project(), "commits/c.md": commit(LINE)}
    assert spots(problems_of(files, "SG679")) == ["projects/q.md:8:9"]
    later = files | {"projects/q.md": project(more="commit: yes\nexpected_close: 2026-11-30\n")}
    assert problems_of(later, "SG679") == []
    # Nobody is asked before the commit is handed in; the commit of this week is looked at until then.
    assert problems_of({"projects/q.md": project()}, "SG679") == []
    this = files | {"commits/c.md": commit(LINE, "owner: li-wei\nweek: 2026-W47\n")}
    assert len(problems_of(this, "SG679")) == 1


def test_a_committed_project_is_marked_as_commit():
    files = {"projects/p.md": project(more=""), "commits/c.md": commit(LINE)}
    assert spots(problems_of(files, "SG680")) == ["commits/c.md:4:22"]
    upside = commit("{project: p, amount: 10, kind: upside}")
    assert problems_of(files | {"commits/c.md": upside}, "SG680") == []
