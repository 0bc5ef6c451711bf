"""Rules of monthly forecasts, of targets outside employment, of former teams (S35)."""

from __future__ import annotations

from datetime import date

import pytest
from forecast_files import forecast
from rule_books import PROJECT, problems_of, spots

MONTH = "2026-11"


def one(rows: str = "", **fields: object) -> dict[str, str]:
    return forecast(MONTH, "li-wei", rows, "f", **fields)


def changed(old: str, new: str) -> dict[str, str]:
    text = one()["forecasts/f.md"]
    assert old in text
    return {"forecasts/f.md": text.replace(old, new)}


def test_twelve_months_in_order():
    assert problems_of(one(), "SG686") == []
    (found,) = problems_of(changed("  - {month: 2027-10, forecast: 0}\n", ""), "SG686")
    assert "2027-10 is missing" in found.message("en")
    assert str(found.place) == "forecasts/f.md:6:3"
    (found,) = problems_of(changed("2027-02", "2027-03"), "SG686")
    assert (str(found.place), found.person) == ("forecasts/f.md:9:13", "li-wei")
    assert "from 2026-11 to 2027-10" in found.message("en")
    assert "2027-03 stands in row 4" in found.message("en")
    (found,) = problems_of(changed("month: 2026-11\n", "month: 2026-10\n"), "SG686")
    assert str(found.place) == "forecasts/f.md:6:13"
    (found,) = problems_of(
        changed("2027-10, forecast: 0}\n", "2027-10, forecast: 0}\n  - {month: 2027-11, forecast: 0}\n"),
        "SG686",
    )
    assert "2027-11 stands in row 13" in found.message("en")


def test_a_second_forecast_of_a_month():
    files = one() | forecast(MONTH, "li-wei", name="g") | forecast("2026-10", "li-wei", name="h")
    (found,) = problems_of(files, "SG687")
    assert str(found.place) == "forecasts/g.md:3:8"
    assert "forecasts/f.md" in found.message("en")


LEADS = {
    "projects/a.md": PROJECT + "amount: 30\nstage_history: [{stage: lead, date: 2026-10-05}]\n",
    "projects/b.md": PROJECT + "amount: 12.5\nstage_history: [{stage: lead, date: 2026-11-01}]\n",
}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("lead_ins", 1, ""),
        ("lead_ins", 2, "Lead-ins is written as 2, but the records tell 1."),
        ("prospects", 42.5, ""),
        ("prospects", 42, "Prospects (pipeline) is written as 42, but the records tell 42.5."),
    ],
)
def test_typed_figures_agree_with_what_is_counted(field, value, said):
    found = problems_of(LEADS | one(submitted_on="2026-11-02", **{field: value}), "SG688")
    assert [problem.message("en") for problem in found] == ([said] if said else [])


def test_only_the_newest_forecast_is_counted_again():
    files = LEADS | one() | forecast("2026-10", "li-wei", name="old", lead_ins=77)
    assert problems_of(files, "SG688") == []


def test_a_forecast_without_action():
    (found,) = problems_of(one(action_plan="[]"), "SG689") or problems_of(one(action_plan="[]"), "SG302")
    assert found.place.path == "forecasts/f.md"
    assert problems_of(one(), "SG689") == []


def test_no_more_commit_than_forecast():
    assert problems_of(one("10:10 5"), "SG690") == []
    (found,) = problems_of(one("10:10 5:5.5"), "SG690")
    assert str(found.place) == "forecasts/f.md:7:43"
    assert "For 2026-12 the commit of 5.5 is above the forecast of 5 " in found.message("en")


def target(*months: int) -> dict[str, str]:
    rows = ", ".join(f"{{month: {month}, orders: 5}}" for month in months)
    return {"targets/t.md": f"owner: li-wei\nyear: 2026\nmonths: [{rows}, {{month: 12, orders: 0}}]\n"}


def person(more: str) -> dict[str, str]:
    return {"people/li-wei.md": f"name: 李伟\nrole: sales\n{more}"}


def test_a_target_outside_employment():
    files = person("joined: 2026-03-31\nleft: 2026-06-01\n")
    assert problems_of(files | target(3, 6), "SG691") == []
    found = problems_of(files | target(1, 2, 3, 6, 7, 8), "SG691")
    assert spots(found) == ["targets/t.md:4:18", "targets/t.md:4:110"]
    assert "2026-01" in found[0].message("en")
    assert "joined on" in found[0].message("en")
    assert "2026-07" in found[1].message("en")
    assert "left on" in found[1].message("en")


SITE = "name: 测试团队\ndealer_head: zhao-zong\nteams: [{key: east, label: East}, {key: west, label: West}]\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("former_teams: [{team: east, until: 2026-03-31}, {team: west, until: 2026-06-30}]\n", ""),
        (
            "former_teams: [{team: east, until: 2026-06-30}, {team: west, until: 2026-06-30}]\n",
            "is not after",
        ),
        (
            "joined: 2026-04-01\nformer_teams: [{team: east, until: 2026-03-31}]\n",
            "before the day of joining",
        ),
        (
            "left: 2026-03-31\nformer_teams: [{team: east, until: 2026-03-31}]\n",
            "not before the day of leaving",
        ),
    ],
)
def test_former_teams_in_order(more, said):
    found = problems_of(person("team: east\n" + more), "SG692", SITE)
    assert [said in problem.message("en") for problem in found] == ([True] if said else [])
    assert all(problem.place.path == "people/li-wei.md" for problem in found)


def test_pipeline_of_a_day_is_that_of_the_history():
    """The rule may not look at the history itself, so both must say the same of any project."""
    from rule_books import book_of

    from site_gen.book.forecasts import pipeline_of
    from site_gen.history.stages import state_on

    more = {
        "projects/c.md": PROJECT.replace("stage: lead", "stage: lost")
        + "amount: 3\nlost_reason: price\nlost_date: 2026-11-03\n",
        "projects/d.md": PROJECT + "amount: 4\n",
        "projects/e.md": PROJECT.replace("stage: lead", "stage: agreement")
        + "amount: 5\nstage_history: [{stage: quotation, date: 2026-10-20}, {stage: agreement, date: 2026-11-04}]\n",
        "projects/f.md": PROJECT.replace("stage: lead", "stage: solution")
        + "amount: 6\nstage_history: [{stage: agreement, date: 2026-10-20}, {stage: solution, date: 2026-11-05}]\n",
    }
    team = book_of(LEADS | more)
    for number in range(1, 20):
        day = date(2026, 11, number)
        states = [state_on(team, project, day) for project in team.projects.values()]
        expected = sum(
            state.project.amount or 0 for state in states if state and state.stage in team.config.open_keys
        )
        assert pipeline_of(team, "li-wei", day) == expected
