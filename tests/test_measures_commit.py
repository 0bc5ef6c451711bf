"""Weekly commit, accuracy, linearity, stretch, unfulfilled orders: small cases by hand (S34, M30–M33)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import book, projects

from site_gen.config import Week
from site_gen.measures.accuracy import accuracy, commit_hits
from site_gen.measures.commits import commit_week
from site_gen.measures.concentration import concentration
from site_gen.measures.key_indicators import key_indicators
from site_gen.measures.linearity import linearity
from site_gen.measures.quarters import quarter_of
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.stretch import stretch
from site_gen.measures.submissions import submissions
from site_gen.measures.unfulfilled import unfulfilled

LI, WANG, ZHAO = (Scope("person", one) for one in ("li", "wang", "zhao"))
EAST, WEST = Scope("team", "east"), Scope("team", "west")
#: Wednesday of W47; W46 is 9–15 November.
TODAY = date(2026, 11, 18)


def commit(week: str, owner: str = "li", rows: str = "", **fields: object) -> dict[str, str]:
    """A commit file; `rows` are `project:amount[:upside]`, separated by blanks."""
    lines = []
    for row in rows.split():
        project, amount, *kind = row.split(":")
        lines.append(f"{{project: {project}, amount: {amount}, kind: {kind[0] if kind else 'commit'}}}")
    written = {
        "owner": owner,
        "week": week,
        **({"projects": f"[{', '.join(lines)}]"} if lines else {}),
        **fields,
    }
    return {f"commits/{week}-{owner}.md": "\n".join(f"{key}: {value}" for key, value in written.items())}


def order(project: str, amount: int, day: str, payments: str = "") -> dict[str, str]:
    text = f"project: {project}\namount: {amount}\nsigned_on: {day}"
    return {f"orders/{project}-{day}.md": text + (f"\npayments: [{payments}]" if payments else "")}


def target(owner: str, *months: str, year: int = 2026) -> dict[str, str]:
    """A target file; months are `11:100` or `11:100:120` with a stretch target."""
    rows = []
    for text in months:
        month, orders, *more = text.split(":")
        rows.append(f"{{month: {month}, orders: {orders}{f', stretch: {more[0]}' if more else ''}}}")
    return {f"targets/{year}-{owner}.md": f"owner: {owner}\nyear: {year}\nmonths: [{', '.join(rows)}]"}


def won(ident: str, amount: int, day: str, **more: str) -> dict[str, str]:
    """A project that was signed on a day."""
    files = projects(
        f"{ident} agreement {amount}", stage_history=f"@quotation:2026-09-01,agreement:{day}", **more
    )
    return {**files, **order(ident, amount, day)}


# ---- M30 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "committed", "state"),
    [
        (949, 1000, "miss"),
        (950, 1000, "kept"),  # 95.0 % exactly
        (1000, 1000, "kept"),
        (1100, 1000, "kept"),  # 110.0 % exactly
        (1101, 1000, "sandbag"),
        (0, 1000, "miss"),
        (500, 0, ""),  # over zero there is no ratio
    ],
)
def test_accuracy_is_kept_from_95_to_110_percent_inclusive(signed, committed, state):
    files = commit("2026-W46", commit=committed) | (won("a", signed, "2026-11-12") if signed else {})
    found = accuracy(book(files), LI)
    assert found.last.week == "2026-W46"
    assert (found.last.commit, found.last.actual.amount, found.last.state) == (committed, signed, state)
    assert found.last.ratio.percent == (Decimal(signed * 100) / committed if committed else None)
    assert found.misses == (("2026-W46",) if state == "miss" else ())
    assert found.sandbags == (("2026-W46",) if state == "sandbag" else ())


def test_a_week_nobody_committed_for_has_no_accuracy():
    found = accuracy(book(won("a", 10, "2026-11-12")), LI)
    assert (found.last.commit, found.last.actual.amount, found.last.ratio.value, found.last.state) == (
        None,
        10,
        None,
        "",
    )
    assert found.kept.value is None
    assert [one.week for one in found.weeks][::11] == ["2026-W35", "2026-W46"]


def test_a_running_week_is_not_judged():
    files = commit("2026-W47", commit=100) | won("a", 20, "2026-11-17")
    found = accuracy(book(files), LI, "2026-W48")
    assert (found.last.week, found.last.actual.amount, found.last.state) == ("2026-W47", 20, "running")
    assert found.weeks[-1].week == "2026-W46"


def test_what_is_handed_in_after_the_day_of_the_figures_has_not_been_said():
    files = commit("2026-W46", commit=100, submitted_on="2026-11-08")
    files |= {"commits/z.md": "owner: li\nweek: 2026-W46\ncommit: 70\nsubmitted_on: 2026-11-19"}
    assert commit_week(book(files), LI, "2026-W46").commit == 100
    # Of two commits of one week the one handed in last counts, once.
    assert commit_week(book(files, as_of=date(2026, 11, 19)), LI, "2026-W46").commit == 70
    early = {"commits/z.md": "owner: li\nweek: 2026-W48\ncommit: 70"}
    assert commit_week(book(early), LI, "2026-W48").commit == 70
    assert commit_week(book(early, as_of=date(2026, 11, 15)), LI, "2026-W48").commit is None


# ---- the projects committed -------------------------------------------------------------


def test_outcomes_of_the_projects_of_last_week():
    files = (
        won("full", 100, "2026-11-10")
        | won("less", 60, "2026-11-15")  # the Sunday still belongs to the week
        | won("later", 40, "2026-11-16")
        | won("early", 30, "2026-11-08")
        | projects(
            "slip quotation 50",
            "lost lost 70 stage_history=@quotation:2026-09-01,lost:2026-11-11 lost_date=2026-11-11 lost_from_stage=quotation",
            "gone lost 20 stage_history=@quotation:2026-09-01,lost:2026-11-17 lost_date=2026-11-17 lost_from_stage=quotation",
            "hope quotation 80",
        )
        | commit("2026-W46", rows="full:100 less:90 later:40 early:30 slip:50 lost:70 gone:20 hope:80:upside")
        | commit(
            "2026-W47", misses="[{project: less, reason: 客户减少一台}, {project: slip, reason: 用印晚了}]"
        )
    )
    found = commit_week(book(files), LI, "2026-W46")
    assert (found.commit, found.upside) == (400, 80)
    rows = {row.project: row for row in found.lines}
    assert {key: row.outcome for key, row in rows.items()} == {
        "full": "won", "less": "shrank", "later": "slipped", "early": "before", "slip": "slipped", "lost": "lost",
        "gone": "slipped", "hope": "slipped",
    }  # fmt: skip
    assert (rows["less"].signed, rows["less"].reason, rows["less"].owed) == (60, "客户减少一台", False)
    assert (rows["later"].later, rows["later"].later_day) == ("won", date(2026, 11, 16))
    assert (rows["gone"].later, rows["gone"].later_day) == ("lost", date(2026, 11, 17))
    assert found.owed == ("gone", "later", "lost")  # upside owes no reason
    assert found.actual.amount == 160
    hits = commit_hits(book(files), LI)
    assert (hits.committed, hits.won, hits.shrank, hits.slipped, hits.lost) == (6, 1, 1, 3, 1)
    assert (hits.rate.numerator, hits.rate.denominator) == (2, 6)
    assert (hits.amount_rate.numerator, hits.amount_rate.denominator) == (160, 370)


def test_the_amount_as_it_was_said_stays_and_so_does_a_typed_one():
    files = projects("a quotation 500") | commit("2026-W47", rows="a:100", commit=120, upside=30)
    found = commit_week(book(files), LI)
    assert (found.commit, found.upside, found.lines[0].amount) == (120, 30, 100)
    assert found.differing == ("2026-W47-li",)
    assert (found.said[0].listed_commit, found.said[0].listed_upside) == (100, 0)


def test_a_lost_project_that_was_committed_counts_in_no_forecast():
    lost = (
        "stage_history=@quotation:2026-09-01,lost:2026-11-17 lost_date=2026-11-17 lost_from_stage=quotation"
    )
    files = (
        projects("a quotation 60", f"b lost 40 {lost}", f"c lost 10 {lost}")
        | target("li", "10:0", "11:300:400", "12:300:400")
        | commit(
            "2026-W47",
            rows="a:60 b:40 c:10:upside",
            month_forecast=150,
            month_upside=25,
            quarter_forecast=350,
        )
    )
    team = book(files)
    found = commit_week(team, LI)
    assert (found.commit, found.to_come, found.upside, found.upside_to_come) == (100, 60, 10, 0)
    pace = linearity(team, LI).month
    assert (pace.commit, pace.upside) == (60, 0)
    month, quarter = stretch(team, LI).month, stretch(team, LI).quarter
    assert (month.said, month.gone, month.forecast, month.upside) == (150, 40, 110, 15)
    assert (quarter.said, quarter.forecast) == (350, 310)
    # Before it was lost it did count, and the commit is measured as it was said ever after.
    assert commit_week(book(files, as_of=date(2026, 11, 16)), LI).to_come == 100
    after = book(files, as_of=date(2026, 11, 25))
    assert accuracy(after, LI).last.commit == 100


def test_evidence_is_asked_from_ninety_percent():
    rows = (
        "projects: [{project: a, amount: 1, probability: p90, config_final: yes, end_user_contract: yes, si_contract: yes,"
        " discount_approved: yes, partner_ready: yes}, {project: b, amount: 1, probability: p90, config_final: yes},"
        " {project: c, amount: 1, probability: p80}, {project: d, amount: 1}, {project: e, amount: 1, kind: upside,"
        " probability: p80}]"
    )
    files = projects(*(f"{one} quotation 1" for one in "abcde")) | {
        "commits/x.md": f"owner: li\nweek: 2026-W47\n{rows}"
    }
    found = commit_week(book(files), LI)
    asked = {row.project: (row.asked, len(row.missing), row.below, row.unproven) for row in found.lines}
    assert asked == {
        "a": (True, 0, False, False),
        "b": (True, 4, False, True),
        "c": (False, 0, True, True),
        "d": (True, 5, False, True),
        "e": (False, 0, False, False),
    }
    assert found.unproven == ("b", "c", "d")


def test_managers_calls_stand_beside_the_number():
    calls = (
        "[{who: chen, on: 2026-11-16, commit: 80, upside: 5, reason: x}, {who: chen, on: 2026-11-17, commit: 70},"
        " {who: chen, on: 2026-11-30, commit: 1}]"
    )
    found = commit_week(book(commit("2026-W47", commit=100, manager_calls=calls)), EAST)
    assert (found.commit, found.called, found.called_commit, found.called_upside) == (100, 1, 70, None)


# ---- M31 --------------------------------------------------------------------------------


def test_linearity_counts_days_and_a_quarter_that_begins_in_mid_week_has_a_short_first_week():
    # The fourth quarter of 2026 begins on Thursday, 1 October; W41 is 5–11 October: 11 of 92 days.
    files = (
        target("li", "10:310", "11:300", "12:310")
        | won("a", 20, "2026-10-02")
        | won("b", 99, "2026-10-06")
        | projects("c quotation 90")
        | commit("2026-W41", rows="c:90 a:5:upside", commit=90)
    )
    found = linearity(book(files, as_of=date(2026, 10, 7)), LI)
    quarter = found.quarter
    assert (quarter.period, quarter.start, quarter.end) == ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1))
    assert (quarter.elapsed, quarter.days, quarter.target) == (11, 92, 920)
    assert quarter.planned == 110  # 920 × 11 / 92
    # What was signed in the running week is what the commit is about; it does not count twice.
    assert (quarter.signed.amount, quarter.commit) == (20, 90)
    assert quarter.ratio.percent == 100
    assert quarter.state == "linear"
    assert [point.elapsed for point in quarter.points][:3] == [4, 11, 18]
    assert len(quarter.points) == 14
    assert quarter.points[-1].elapsed == 92
    # The Monday of W40 lies in September: its call is about the quarter before.
    before = linearity(book(files, as_of=date(2026, 10, 2)), LI).quarter
    assert (before.period, before.elapsed, before.days) == ("2026-Q3", 92, 92)
    assert (found.month.elapsed, found.month.days) == (11, 31)


@pytest.mark.parametrize(
    ("committed", "state"), [(949, "behind"), (950, "linear"), (1000, "linear"), (1001, "ahead")]
)
def test_linearity_is_linear_from_95_to_100_percent_inclusive(committed, state):
    # W49 ends on 6 December: 6 of 31 days of a target of 5166.67 are just under 1000; take a whole number instead.
    files = target("li", "12:3100") | commit("2026-W51", commit=committed * 2)
    found = linearity(book(files, as_of=date(2026, 12, 14)), LI).month
    # W51 ends on 20 December: 3100 × 20 / 31 = 2000.
    assert (found.planned, found.state) == (2000, state)
    assert found.ratio.percent == Decimal(committed) / 10


def test_without_a_target_or_with_a_target_of_zero_there_is_no_ratio():
    for files in ({}, target("li", "11:0")):
        team = book(files | commit("2026-W47", commit=10, month_forecast=10))
        pace, month = linearity(team, LI).month, stretch(team, LI).month
        assert (pace.ratio.value, pace.with_upside.value, pace.state) == (None, None, "")
        assert (month.attained.value, month.with_upside.value, month.reached) == (None, None, False)


def test_projects_expected_after_the_period_do_not_count_in_it():
    # W49 begins on Monday, 30 November: the call is about November still.
    row = "{project: a, amount: 50, close: 2026-12-02}, {project: b, amount: 30, close: 2026-11-30}"
    files = projects("a quotation 50", "b quotation 30") | target("li", "11:100", "12:100")
    files |= {"commits/x.md": f"owner: li\nweek: 2026-W49\nprojects: [{row}]"}
    found = linearity(book(files, as_of=date(2026, 11, 30)), LI)
    assert (found.month.period, found.month.commit, found.quarter.commit) == ("2026-11", 30, 80)


def test_variation_of_weekly_amounts():
    assert linearity(book({}), LI).variation is None
    # 12 in one of twelve weeks: mean 1, variance (11² + 11 × 1²) / 12 = 11, coefficient √11.
    found = linearity(book(won("a", 12, "2026-11-12")), LI)
    assert (found.mean, found.variation) == (1, Decimal("331.6625"))
    assert sum(found.weekly) == 12


# ---- M32 --------------------------------------------------------------------------------


def test_stretch_is_signed_before_the_week_and_what_is_still_to_come():
    files = (
        target("li", "10:100:120", "11:200:250", "12:100")
        | won("a", 100, "2026-11-12")
        | won("b", 40, "2026-11-17")  # in the running week: part of the forecast made before it
        | won("c", 30, "2026-10-20")
        | commit("2026-W47", month_forecast=150, month_upside=20, quarter_forecast=250, quarter_upside=60)
    )
    found = stretch(book(files), LI)
    month, quarter = found.month, found.quarter
    assert (month.stretch, month.signed.amount, month.forecast, month.upside) == (250, 100, 150, 20)
    assert (month.attained.percent, month.with_upside.percent, month.reached, month.gap) == (
        100,
        108,
        True,
        0,
    )
    # December has no stretch target and counts with its order target: 120 + 250 + 100.
    assert (quarter.stretch, quarter.signed.amount) == (470, 130)
    assert (quarter.attained.numerator, quarter.with_upside.numerator, quarter.gap) == (380, 440, 90)
    assert not quarter.reached


def test_quarters_follow_the_fiscal_year():
    assert (quarter_of(TODAY, 1).id, quarter_of(TODAY, 1).start) == ("2026-Q4", date(2026, 10, 1))
    assert (quarter_of(TODAY, 4).id, quarter_of(TODAY, 4).start) == ("2026-Q3", date(2026, 10, 1))
    # A fiscal year from December on: November is the last month of the one begun in 2025.
    found = quarter_of(TODAY, 12)
    assert (found.id, found.start, found.end) == ("2025-Q4", date(2026, 9, 1), date(2026, 12, 1))
    assert quarter_of(date(2026, 1, 31), 2).id == "2025-Q4"
    team = book(target("li", "9:1:1", "10:2:2", "11:4:4", "12:8:8"), site="fiscal_month: 12\n")
    assert stretch(team, LI).quarter.stretch == 7


# ---- M33 --------------------------------------------------------------------------------


@pytest.mark.parametrize(("unpaid", "too_much"), [(49, False), (50, True), (0, False)])
def test_unfulfilled_orders_are_to_be_below_five_percent(unpaid, too_much):
    paid = f"{{amount: {1000 - unpaid}, due: 2026-10-20, paid_on: 2026-10-19}}"
    late = f", {{amount: {unpaid}, due: 2026-11-08}}" if unpaid else ""
    files = projects("a agreement 1000") | order("a", 1000, "2026-10-01", paid + late)
    found = unfulfilled(book(files), LI)
    assert (found.amount, found.unpaid, found.too_much) == (1000, unpaid, too_much)
    if unpaid:
        (row,) = found.orders
        assert (row.owner, row.unpaid, row.overdue, row.overdue_days) == ("li", unpaid, unpaid, 10)
    else:
        assert found.orders == ()


def test_without_orders_nothing_is_unfulfilled():
    found = unfulfilled(book({}), COMPANY)
    assert (found.share.value, found.too_much) == (None, False)


# ---- who owes -----------------------------------------------------------------------------


def test_missing_and_late_commits_by_name():
    away = "absences: [{first: 2026-11-16, last: 2026-11-20, reason: leave}]"
    files = (
        projects("a quotation 1", "b quotation 1 owner=wang", "c quotation 1 owner=zhao")
        | {"people/wang.md": f"name: 王芳\nrole: sales\nteam: east\n{away}"}
        | commit("2026-W46", submitted_on="2026-11-08")
        | commit("2026-W47", submitted_on="2026-11-16")
    )
    team = book(files)
    found = submissions(team, COMPANY)
    assert (found.due, found.is_due) == (date(2026, 11, 15), True)
    # Wang is on leave for the whole week; Chen owns nothing and sells nothing.
    assert (found.owing, found.handed_in, found.missing) == (("li", "zhao"), ("li",), ("zhao",))
    assert [(row.person, row.days) for row in found.late] == [("li", 1)]
    assert submissions(team, COMPANY, "2026-W46").late == ()
    assert submissions(team, COMPANY, "2026-W46").missing == ("wang", "zhao")
    # Nobody owes one for the weeks before the first.
    assert submissions(team, COMPANY, "2026-W45").owing == ()
    # On the Sunday itself nothing is missing yet.
    coming = submissions(book(files, as_of=date(2026, 11, 22)), COMPANY, "2026-W48")
    assert (coming.is_due, coming.missing) == (False, ("li", "wang", "zhao"))


@pytest.mark.parametrize(
    ("dates", "owes"),
    [
        ("joined: 2026-11-15", True),
        ("joined: 2026-11-16", False),
        ("left: 2026-11-15", False),
        ("left: 2026-11-16", True),
    ],
)
def test_joiners_and_leavers(dates, owes):
    files = projects("a quotation 1") | commit("2026-W40", commit=1)
    files |= {"people/li.md": f"name: 李伟\nrole: sales\nteam: east\n{dates}"}
    assert ("li" in submissions(book(files), COMPANY, "2026-W47").owing) is owes


def test_the_configuration_says_from_when_on_commits_are_owed():
    files = projects("a quotation 1")
    team = book(files, site="reports: {commit: 2026-11-15}\n")
    assert submissions(team, COMPANY, "2026-W47").owing == ("li",)
    assert submissions(team, COMPANY, "2026-W46").owing == ()
    assert submissions(book(files), COMPANY, "2026-W47").owing == ()


# ---- roll-up ------------------------------------------------------------------------------


def team_change() -> dict[str, str]:
    """Wang moves from the west to the east after Thursday, 12 November; Sun has no team."""
    former = "former_teams: [{team: west, until: 2026-11-12}]"
    return (
        {
            "people/wang.md": f"name: 王芳\nrole: sales\nteam: east\n{former}",
            "people/lone.md": "name: 孤\nrole: sales",
        }
        | won("a", 10, "2026-11-12", owner="wang")
        | won("b", 20, "2026-11-13", owner="wang")
        | won("c", 40, "2026-11-11", owner="li")
        | won("d", 80, "2026-11-10", owner="zhao")
        | won("e", 160, "2026-11-10", owner="lone")
        | commit("2026-W46", "wang", commit=30)
        | commit("2026-W46", "li", commit=50)
        | commit("2026-W46", "lone", commit=5)
        | commit("2026-W47", "wang", commit=7, month_forecast=9, month_upside=1)
        | commit("2026-W47", "zhao", commit=11, month_forecast=13)
        | target("wang", "11:100:110", "12:100")
        | target("li", "11:200")
        | target("lone", "11:400")
    )


def test_a_person_who_changes_teams_counts_where_he_was():
    team = book(team_change())
    # The week belongs to the team of its Monday, with commit and actual; Wang's W46 is the west's.
    assert (commit_week(team, WEST, "2026-W46").commit, commit_week(team, EAST, "2026-W46").commit) == (
        30,
        50,
    )
    assert commit_week(team, WEST, "2026-W46").actual.amount == 10 + 20 + 80
    assert commit_week(team, EAST, "2026-W47").commit == 7
    # In month and quarter a signing belongs to the team of its day, a month's target to that of its first day.
    east, west = linearity(team, EAST).month, linearity(team, WEST).month
    assert (east.signed.amount, west.signed.amount) == (60, 90)
    assert (east.target, west.target) == (200, 100)
    assert (stretch(team, WEST).month.stretch, stretch(team, WEST).quarter.stretch) == (110, 110)
    assert stretch(team, EAST).quarter.stretch == 300


@pytest.mark.parametrize("week", ["2026-W46", "2026-W47"])
def test_sums_equal_their_parts(week):
    team = book(team_change())
    people = [Scope("person", one) for one in team.people]
    parts = [EAST, WEST, Scope("person", "lone")]
    for scopes in (people, parts):
        weeks = [commit_week(team, scope, week) for scope in scopes]
        whole = commit_week(team, COMPANY, week)
        assert whole.commit == sum(one.commit or 0 for one in weeks)
        assert whole.upside == sum(one.upside or 0 for one in weeks)
        assert whole.to_come == sum(one.to_come for one in weeks)
        assert whole.actual.amount == sum(one.actual.amount for one in weeks)
        assert len(whole.lines) == sum(len(one.lines) for one in weeks)
        for name in ("month", "quarter"):
            pace = getattr(linearity(team, COMPANY, week), name)
            each = [getattr(linearity(team, scope, week), name) for scope in scopes]
            assert pace.signed.amount == sum(one.signed.amount for one in each)
            assert pace.target == sum(one.target or 0 for one in each)
            assert pace.commit == sum(one.commit for one in each)
            aimed = getattr(stretch(team, COMPANY, week), name)
            shares = [getattr(stretch(team, scope, week), name) for scope in scopes]
            assert aimed.stretch == sum(one.stretch or 0 for one in shares)
            assert aimed.forecast == sum(one.forecast for one in shares)
            assert aimed.upside == sum(one.upside for one in shares)
        owing = [one for scope in scopes for one in submissions(team, scope, week).owing]
        assert sorted(owing) == sorted(submissions(team, COMPANY, week).owing)
    assert unfulfilled(team, COMPANY).unpaid == sum(unfulfilled(team, scope).unpaid for scope in people)


def test_a_cut_of_projects_commits_nothing():
    found = commit_week(book(commit("2026-W47", commit=1)), Scope("vertical", "water"))
    assert (found.commit, found.said) == (None, ())
    assert linearity(book({}), Scope("vertical", "water")).weekly == ()


# ---- concentration ------------------------------------------------------------------------


def test_commit_with_and_without_the_largest_deal():
    files = (
        {"customers/sub.md": "name: 恒泰二厂\nvertical: chemical\nprovince: jiangsu\nowner: li\nparent: heng"}
        | projects(
            "a quotation 1", "b quotation 1 customer=sub", "c quotation 1 customer=hua", "d quotation 1"
        )
        | commit("2026-W47", rows="a:50 b:30 c:20 d:900:upside")
    )
    found = concentration(book(files), LI)
    assert (found.listed, found.deals, found.biggest, found.without_biggest) == (100, 3, "a", 50)
    assert (found.biggest_share.percent, found.top_share.percent) == (50, 100)
    assert [(row.customer, row.amount, row.projects) for row in found.customers] == [
        ("heng", 80, ("a", "b")),
        ("hua", 20, ("c",)),
    ]
    empty = concentration(book({}), LI)
    assert (empty.biggest, empty.biggest_share.value, empty.top_share.value) == ("", None, None)


def test_only_five_customers_are_summed_up():
    names = [f"c{n}" for n in range(6)]
    files = {
        f"customers/{n}.md": f"name: {n}号厂\nvertical: water\nprovince: zhejiang\nowner: li" for n in names
    }
    files |= projects(*(f"p{n} quotation 1 customer={n}" for n in names))
    files |= commit("2026-W47", rows=" ".join(f"p{n}:10" for n in names))
    found = concentration(book(files), LI)
    assert (len(found.customers), found.top_share.numerator, found.top_share.denominator) == (5, 50, 60)


def test_weeks_over_the_turn_of_the_year():
    assert Week.of(date(2027, 1, 1)).id == "2026-W53"
    files = commit("2026-W53", commit=10) | won("a", 10, "2027-01-03")
    found = accuracy(book(files, as_of=date(2027, 1, 4)), LI)
    assert (found.last.week, found.last.ratio.percent) == ("2026-W53", 100)


# ---- S34.10 -------------------------------------------------------------------------------


def test_the_key_indicators_of_a_week():
    files = (
        target("li", "10:0", "11:90:100", "12:0")
        | won("a", 90, "2026-11-12")
        | projects("b quotation 10", "c quotation 10")
        | commit("2026-W46", rows="a:90 b:10")
        | commit("2026-W47", rows="c:10", month_forecast=10, quarter_forecast=5)
    )
    found = key_indicators(book(files), LI)
    assert {row.key: (row.value, row.ok) for row in found.rows} == {
        "accuracy": (90, False),
        "stretch_month": (100, True),
        "stretch_quarter": (95, False),
        "prepared": (0, False),
        "surprises": (1, False),
        "orders": (100, False),
    }
    assert [row.records for row in found.rows[3:]] == [("c",), ("b",), ("a-2026-11-12",)]
    assert (found.good.numerator, found.good.denominator) == (1, 6)
    empty = key_indicators(book({}), LI)
    assert [(row.value, row.ok) for row in empty.rows] == [(None, None)] * 6
