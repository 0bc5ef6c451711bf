"""Forecast of twelve months, growth, accuracy by lead time, who owes one: small cases by hand (S35, M32, M34)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from forecast_files import forecast
from measure_books import PEOPLE, book, projects
from test_measures_commit import target, won

from site_gen.book.forecasts import due
from site_gen.config import MonthOf, default_config
from site_gen.measures.forecast12 import forecast12
from site_gen.measures.forecasts_owed import forecasts_owed
from site_gen.measures.growth import growth
from site_gen.measures.growth_rate import by_month, by_quarter
from site_gen.measures.said_before import forecast_accuracy
from site_gen.measures.scope import COMPANY, Scope

LI, WANG, ZHAO = (Scope("person", one) for one in ("li", "wang", "zhao"))
EAST, WEST = Scope("team", "east"), Scope("team", "west")
LIMITS = default_config().thresholds


# ---- S35.2, M32 ---------------------------------------------------------------------------


def test_newest_forecasts_are_rolled_up_month_by_month():
    team = book(
        forecast("2026-10", rows="9 9 9")
        | forecast("2026-11", rows="10:4:30 20:5 30")
        | forecast("2026-11", "zhao", "1:1:2 2")
        | target("li", "11:10:12", "12:15")
        | target("zhao", "11:2")
    )
    found = forecast12(team, COMPANY)
    assert found.start == "2026-11"
    assert [one.month for one in found.months][::11] == ["2026-11", "2027-10"]
    first, second = found.months[:2]
    assert (first.forecast, first.commit, first.pipeline) == (11, 5, 32)
    assert (first.target, first.stretch) == (12, 14)
    assert (second.forecast, second.target, second.stretch) == (22, 15, 15)
    assert second.untargeted == ("zhao",)
    assert (found.forecast, found.commit, found.pipeline) == (63, 10, 32)
    # 11 + 22 of the two months with a target, over 14 + 15.
    assert (found.compared, found.stretch, found.gap) == (33, 29, 0)
    assert found.reached
    assert len(found.untargeted) == 10


def test_the_sums_equal_the_parts_in_every_month():
    team = book(
        forecast("2026-11", rows="10 20")
        | forecast("2026-10", "wang", "7 8 9")
        | forecast("2026-11", "zhao", "1 2")
        | forecast("2026-11", "chen", "5")
        | target("li", "11:10")
        | target("chen", "11:4")
        | target("zhao", "11:3:6")
    )
    company, parts = (
        forecast12(team, COMPANY),
        [forecast12(team, one) for one in (EAST, WEST, Scope("person", "chen"))],
    )
    for number in range(12):
        for name in ("forecast", "commit", "target", "stretch"):
            whole = getattr(company.months[number], name)
            each = [getattr(part.months[number], name) for part in parts]
            assert (whole or 0) == sum(one or 0 for one in each)
    east = forecast12(team, EAST)
    people = [forecast12(team, LI), forecast12(team, WANG)]
    assert east.forecast == sum(one.forecast for one in people) == 10 + 20 + 8 + 9
    assert company.older == ("2026-10-wang",)


@pytest.mark.parametrize(
    ("stretch", "percent", "reached"),
    [
        ("99", Decimal("101.010100"), True),
        ("100", 100, True),
        ("101", Decimal("99.009900"), False),
        ("0", None, False),
    ],
)
def test_m32_reaches_the_stretch_target_from_100_percent_on(stretch, percent, reached):
    found = forecast12(book(forecast("2026-11", rows="100") | target("li", f"11:0:{stretch}")), COMPANY)
    assert (found.attained.percent, found.reached) == (percent, reached)


def test_no_forecast_no_target():
    assert forecast12(book(target("li", "11:10")), COMPANY).start == ""
    found = forecast12(book(forecast("2026-11", rows="5")), COMPANY)
    assert (found.stretch, found.attained.percent, found.gap) == (None, None, None)
    assert len(found.untargeted) == 12


def test_what_is_not_handed_in_yet_or_of_somebody_gone_does_not_count():
    files = (
        forecast("2026-11", rows="5", submitted_on="2026-11-19")
        | forecast("2026-10", rows="1 2")
        | forecast("2026-12", rows="9")
        | forecast("2026-11", "wang", "50")
        | {"people/wang.md": PEOPLE["people/wang.md"] + "\nleft: 2026-11-17"}
    )
    found = forecast12(book(files), COMPANY)
    assert found.records == ("2026-10-li",)
    assert found.start == "2026-11"
    assert found.forecast == 2


def test_of_two_of_one_month_the_one_handed_in_last_counts():
    files = forecast("2026-11", rows="5", name="b", submitted_on="2026-11-02") | forecast(
        "2026-11", rows="6", name="a", submitted_on="2026-11-03"
    )
    assert forecast12(book(files), LI).records == ("a",)


# ---- M34 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "grade"),
    [
        (1000, 1100, "good"),
        (1000, 1099, "least"),
        (1000, 1050, "least"),
        (1000, 1049, "low"),
        (0, 5, ""),
        (10, 9, "low"),
    ],
)
def test_growth_of_a_month_is_judged(before, now, grade):
    found = by_month(before, now, LIMITS)
    assert found.grade == grade
    assert found.change.value == (None if before == 0 else Decimal(now - before) / before)


@pytest.mark.parametrize(("now", "grade"), [(115, "good"), (114, "low")])
def test_growth_of_a_quarter_is_judged(now, grade):
    assert by_quarter(100, now, LIMITS).grade == grade


def test_growth_is_of_people_who_handed_in_both_months():
    files = (
        forecast("2026-10", rows="0:10 0:10", lead_ins=4, prospects=100)
        | forecast("2026-11", rows="0:11 0:11", lead_ins=5, prospects=104)
        | forecast("2026-11", "zhao", "0:500", lead_ins=9, prospects=900)
    )
    found = growth(book(files), COMPANY)
    before, now = found.months
    assert (before.month, before.commit_growth) == ("2026-10", None)
    assert (now.lead_ins, now.pipeline, now.commit, now.compared) == (14, 1004, 522, ("li",))
    assert (now.lead_ins_growth.change.percent, now.lead_ins_growth.grade) == (25, "good")
    assert (now.pipeline_growth.change.percent, now.pipeline_growth.grade) == (4, "low")
    assert (now.commit_growth.change.percent, now.commit_growth.grade) == (10, "good")


def test_lead_ins_and_pipeline_are_counted_where_they_are_not_written():
    files = (
        projects(
            "a solution 30 stage_history=@lead:2026-10-05,solution:2026-11-10",
            "b lead 20 stage_history=@lead:2026-10-31",
            "c lead 40 stage_history=@lead:2026-11-01",
            "d lost 15 stage_history=@lead:2026-09-01 lost_date=2026-11-02",
            "e agreement 70 stage_history=@quotation:2026-08-01,agreement:2026-10-20",
        )
        | forecast("2026-11", rows="0", submitted_on="2026-11-02")
    )  # fmt: skip
    (only,) = growth(book(files), LI).months
    assert only.lead_ins == 2
    # On 2 November a, b and c were open; d was lost on that day.
    assert only.pipeline == 90


# ---- forecast against what happened ----------------------------------------------------------


def test_accuracy_and_bias_by_lead_time():
    files = (
        won("x", 80, "2026-09-10")
        | won("y", 100, "2026-10-10")
        | forecast("2026-08", rows="5 100 100")
        | forecast("2026-09", rows="60 120")
        | forecast("2026-10", rows="90 999")
    )
    found = forecast_accuracy(book(files), LI)
    said = {(one.month, one.lead): one for one in found.said}
    assert set(said) == {
        ("2026-08", 0),
        ("2026-09", 1),
        ("2026-10", 2),
        ("2026-09", 0),
        ("2026-10", 1),
        ("2026-10", 0),
    }
    # Of September, 100 was said a month ahead and 80 signed: 20 too much.
    one = said["2026-09", 1]
    assert (one.accuracy.percent, one.bias.percent) == (75, 25)
    # Nothing was signed in August: no ratio, whatever was said.
    assert said["2026-08", 0].accuracy.percent is None
    assert (said["2026-10", 0].accuracy.percent, said["2026-10", 0].bias.percent) == (90, -10)
    at = {lead.lead: lead for lead in found.leads}
    # In the month itself: 5, 60, 90 said; 0, 80, 100 signed; wrong by 5 + 20 + 10 = 35 of 180.
    assert (at[0].months, at[0].forecast, at[0].actual) == (3, 155, 180)
    assert at[0].accuracy.value == (Decimal(145) / 180).quantize(Decimal("0.000001"))
    assert at[0].bias.value == (Decimal(-25) / 180).quantize(Decimal("0.000001"))
    # A month ahead: 100 and 120 said, 80 and 100 signed.
    assert (at[1].months, at[1].accuracy.value) == (2, (Decimal(140) / 180).quantize(Decimal("0.000001")))
    assert (at[2].months, at[2].accuracy.percent, at[2].bias.percent) == (1, 100, 0)


def test_a_month_counts_from_its_last_day_on():
    files = won("y", 100, "2026-11-10") | forecast("2026-11", rows="90")
    assert forecast_accuracy(book(files, as_of=date(2026, 11, 29)), LI).said == ()
    (one,) = forecast_accuracy(book(files, as_of=date(2026, 11, 30)), LI).said
    assert one.accuracy.percent == 90


def test_a_lost_project_counts_in_nothing_signed():
    files = projects("l lost 500 stage_history=@agreement:2026-10-05 lost_date=2026-10-20") | forecast(
        "2026-10", rows="10"
    )
    (one,) = forecast_accuracy(book(files), LI).said
    assert (one.actual, one.accuracy.percent) == (0, None)


def test_what_was_said_counts_for_the_team_of_that_time():
    files = (
        {"people/li.md": PEOPLE["people/li.md"].replace("east", "west") + "\nformer_teams: [{team: east, until: 2026-09-15}]"}
        | won("x", 80, "2026-09-10")
        | won("y", 100, "2026-10-10")
        | forecast("2026-09", rows="80 50")
        | forecast("2026-10", rows="100")
    )  # fmt: skip
    team = book(files)
    assert [(one.month, one.lead) for one in forecast_accuracy(team, EAST).said] == [
        ("2026-10", 1),
        ("2026-09", 0),
    ]
    assert [(one.month, one.lead) for one in forecast_accuracy(team, WEST).said] == [("2026-10", 0)]


# ---- S35.1 -----------------------------------------------------------------------------------


def test_due_on_the_third_working_day():
    calendar = book({}, "calendar: {holidays: [2026-10-01, 2026-10-02, 2026-10-05]}\n").config.calendar
    assert due(calendar, MonthOf(2026, 11)) == date(2026, 11, 4)  # the first is a Sunday: 2, 3, 4
    assert due(calendar, MonthOf(2026, 12)) == date(2026, 12, 3)
    assert due(calendar, MonthOf(2026, 10)) == date(2026, 10, 8)  # 6, 7, 8


def test_who_owes_a_forecast_and_who_is_late():
    files = (
        target("li", "1:1")
        | target("wang", "1:1")
        | target("zhao", "1:1")
        | forecast("2026-10", rows="1", submitted_on="2026-10-05")
        | forecast("2026-11", rows="1", submitted_on="2026-11-04")
        | forecast("2026-11", "wang", "1", submitted_on="2026-11-05")
        | {"people/zhao.md": PEOPLE["people/zhao.md"] + "\njoined: 2026-11-04"}
    )
    now, before = forecasts_owed(book(files), COMPANY).months
    assert [(one.person, one.state) for one in now.owed] == [
        ("li", "on_time"),
        ("wang", "late"),
        ("zhao", "missing"),
    ]
    assert (now.missing, now.late, now.rate.value) == (("zhao",), ("wang",), Decimal("0.666667"))
    # Zhao had not joined in October.
    assert [(one.person, one.state) for one in before.owed] == [("li", "on_time"), ("wang", "missing")]
    early = forecasts_owed(book(files, as_of=date(2026, 11, 3)), COMPANY).months[0]
    assert [one.state for one in early.owed] == ["not_due"] * 3
    since = forecasts_owed(book(files, "reports: {forecast: 2026-11-01}\n"), COMPANY)
    assert [month.month for month in since.months] == ["2026-11"]


def test_a_forecast_without_a_day_is_there():
    found = forecasts_owed(book(target("li", "1:1") | forecast("2026-11")), LI).months[0]
    assert (found.owed[0].state, found.rate.percent) == ("undated", 100)


def test_cuts_of_projects_have_no_forecast():
    team = book(forecast("2026-11", rows="5"))
    cut = Scope("vertical", "chemical")
    assert forecasts_owed(team, cut).months == ()
    assert growth(team, cut).months == ()
    assert forecast_accuracy(team, cut).said == ()
    assert forecast12(team, cut).forecast == 0
