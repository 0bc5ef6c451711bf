"""Key accounts counted by hand: surveys, opportunity and account scores, roadmaps, early contact, developments."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from account_books import ACCOUNTS, CUSTOMERS, SAMPLE, TEAM, WORK, account, assessment
from measure_books import FIVE, book, projects

from site_gen.book.key_projects import complex_marks, is_key
from site_gen.book.takings import year_before
from site_gen.measures.developments import POINTS, development_state, developments
from site_gen.measures.early_contact import early_contact, first_contact
from site_gen.measures.export import payload
from site_gen.measures.opportunities import assessed, opportunity_scores, verdict
from site_gen.measures.portfolio import account_scores, portfolio, revenue_of
from site_gen.measures.registry import MEASURES
from site_gen.measures.roadmaps import initial_row, ordered, roadmaps
from site_gen.measures.scope import COMPANY, Scope, all_scopes
from site_gen.measures.surveys import FIELDS, survey_completeness, surveys_at
from site_gen.records import FORMS


@pytest.fixture(scope="module")
def team():
    return book(TEAM)


def test_m25_real_and_worth_of_the_last_assessment(team):
    found = opportunity_scores(team, COMPANY)
    rows = {score.project: score for score in found.scores}
    # plain was assessed a day after the day of the figures.
    assert list(rows) == ["plant", "pumps", "old"]
    # Four + and one −; two + and one −, one ? and one left out.
    assert (rows["plant"].real, rows["plant"].worth, rows["plant"].verdict) == (3, 1, "pursue")
    assert (rows["pumps"].real, rows["pumps"].worth, rows["pumps"].verdict) == (-1, 3, "qualify")
    assert (rows["old"].real, rows["old"].worth, rows["old"].verdict) == (5, -5, "decline")
    # The lists hold open projects.
    assert (found.pursue, found.qualify, found.decline) == (("plant",), ("pumps",), ())


def test_m25_items_left_out_are_unknown_and_named(team):
    score = opportunity_scores(team, COMPANY).scores[0]
    assert score.worth_items.good == ("short_revenue", "future_revenue")
    assert score.worth_items.poor == ("profit",)
    assert (score.worth_items.unknown, score.missing) == (("risk",), ("strategic",))
    assert score.unknown == ("risk", "strategic")


@pytest.mark.parametrize(
    ("real", "worth", "word"),
    [
        (1, 1, "pursue"), (5, 5, "pursue"), (0, 5, "qualify"), (-5, -5, "qualify"),
        (0, 0, "qualify"), (1, 0, "decline"), (5, -1, "decline"),
    ],
)  # fmt: skip
def test_s17_2_quadrants(real, worth, word):
    assert verdict(real, worth) == word


def test_m25_over_time_and_how_old_it_is(team):
    history = assessed(team, "plant")
    # Five ? before: 0; two + and one − : 1.
    assert [(s.date, s.real, s.worth, s.verdict) for s in history] == [
        (date(2026, 9, 1), 0, 1, "qualify"),
        (date(2026, 11, 1), 3, 1, "pursue"),
    ]
    found = opportunity_scores(team, COMPANY)
    # 17 days, 48 days; a lost project's is not old.
    assert [(s.days, s.stale) for s in found.scores] == [(17, False), (48, True), (302, False)]
    assert found.stale == ("pumps",)
    exactly = book(TEAM, as_of=date(2026, 11, 5))
    assert not opportunity_scores(exactly, COMPANY).stale


def test_m25_of_an_item_rated_twice_the_last_counts():
    twice = assessment("plant", "2026-11-01", "+" * 10) + "\n  - {item: budget, rating: poor}"
    made = book({**CUSTOMERS, **WORK, "assessments/x.md": twice})
    assert assessed(made, "plant")[-1].real == 3


def test_m25_lists_key_projects_nobody_assessed():
    made = book({**CUSTOMERS, **WORK})
    assert opportunity_scores(made, COMPANY).unassessed == ("plant", "pumps")
    assert opportunity_scores(made, Scope("person", "li")).unassessed == ("pumps",)
    assert [is_key(made, made.projects[p]) for p in ("plant", "pumps", "plain")] == [True, True, False]
    assert complex_marks(made.projects["pumps"]) == ("long_cycle", "large_amount")


def test_m25_belongs_to_the_scope_of_the_project(team):
    assert [s.project for s in opportunity_scores(team, Scope("person", "wang")).scores] == ["plant"]
    assert [s.project for s in opportunity_scores(team, Scope("vertical", "chemical")).scores] == [
        "pumps",
        "old",
    ]


def test_s18_2_the_sample_of_the_source_sorts_c_d_b_a():
    found = roadmaps(book(SAMPLE), COMPANY)
    assert [row.project for row in found.rows] == ["c", "d", "b", "a"]
    # 1 + 1.5 + 8 + 5 hundred million are 155,000 万元; in place are a and d.
    assert (found.amount, found.funded) == (155000, 60000)
    assert [row.project for row in ordered(found.rows, "purchase")] == ["a", "d", "c", "b"]
    # Decision maker and supporter, decision maker, supporter (the larger first).
    assert [row.project for row in ordered(found.rows, "network")] == ["a", "d", "c", "b"]
    # Nobody has a route: by deal value.
    assert [row.project for row in ordered(found.rows, "route")] == ["c", "d", "b", "a"]


def test_s18_the_table_holds_open_projects_of_key_accounts_and_complex_sales(team):
    found = roadmaps(team, COMPANY)
    assert [row.project for row in found.rows] == ["plant", "pumps"]
    assert (found.without_network, found.without_route) == (("pumps",), ("pumps",))
    assert [row.project for row in ordered(found.rows, "route")] == ["plant", "pumps"]


def test_s18_3_steps_done_and_overdue_without_any_cost(team):
    row = initial_row(team, "plant")
    assert (row.done, row.overdue, row.next_date) == (1, 1, date(2026, 11, 10))
    assert [(s.our_person, s.done_on, s.overdue) for s in row.steps] == [
        ("wang", date(2026, 10, 9), False),
        ("wang", None, True),
        ("chen", None, False),
    ]
    assert (row.pairings, roadmaps(team, COMPANY).overdue) == (2, ("plant",))
    assert "2500" not in json.dumps(payload(team, COMPANY, MEASURES["S18.2"]))
    # On the day itself nothing is overdue yet, and what is done later is not done.
    earlier = book(TEAM, as_of=date(2026, 10, 8))
    assert [(s.done_on, s.overdue) for s in initial_row(earlier, "plant").steps] == [(None, False)] * 3


def test_m26_potential_is_plus_less_minus(team):
    assert [s.potential for s in account_scores(team, "ruida")] == [-2, 1]
    (heng,) = account_scores(team, "heng")
    assert (heng.potential, heng.high_potential, heng.items.missing) == (0, False, ("solution_fit",))


def test_m26_segments_against_the_mean_of_the_assessed_accounts(team):
    found = portfolio(team, COMPANY)
    # Ruida has 120 typed, Hengtai signed 200 on 5 May, Huaxin nothing: 320 / 3.
    assert [(a.score.customer, a.revenue, a.typed) for a in found.accounts] == [
        ("heng", 200, False), ("ruida", 120, True), ("hua", 0, False),
    ]  # fmt: skip
    assert (found.benchmark, found.agreed) == (Decimal("106.666667"), False)
    assert (found.core, found.maintain, found.develop, found.minimal) == (("ruida",), ("heng",), ("hua",), ())
    assert found.accounts[0].projects == ("won",)


def test_m26_against_a_benchmark_the_team_has_agreed():
    made = book(TEAM, "thresholds: {account_benchmark: 120}\n")
    found = portfolio(made, COMPANY)
    assert (found.benchmark, found.agreed, found.mean.value) == (120, True, Decimal("106.666667"))
    # Reaching the benchmark is high.
    assert found.core == ("ruida",)
    over = portfolio(book(TEAM, "thresholds: {account_benchmark: 120.5}\n"), COMPANY)
    assert (over.core, over.develop, over.maintain) == ((), ("ruida", "hua"), ("heng",))


def test_m26_of_a_scope_keeps_the_benchmark_of_the_company(team):
    found = portfolio(team, Scope("person", "wang"))
    assert (found.benchmark, found.core) == (Decimal("106.666667"), ("ruida",))
    assert portfolio(team, Scope("product", "valve")).accounts == ()
    alone = book({**CUSTOMERS, **WORK})
    nothing = portfolio(alone, COMPANY)
    assert (nothing.benchmark, nothing.accounts, nothing.unassessed) == (None, (), ("ruida",))


def test_m26_revenue_of_twelve_months():
    assert year_before(date(2026, 11, 18)) == date(2025, 11, 19)
    assert year_before(date(2028, 2, 28)) == date(2027, 2, 28)
    made = projects(
        "in payment 10 stage_history=@lead:2025-01-10,payment:2025-11-19",
        "out payment 20 stage_history=@lead:2025-01-10,payment:2025-11-18",
        "when payment 40",
    )
    found = revenue_of(book({**made, "accounts/x.md": account("heng", "2026-01-01", "+++")}), "heng")
    assert (found.typed, found.signed, found.projects) == (None, 10, ("in",))


def test_s16_7_filled_fields_over_all_fields(team):
    first, second = surveys_at(team, "ruida")
    # The first: sales manager, customer, method, date, software. The third is later than the day of the figures.
    assert (first.number, first.filled.numerator, first.filled.denominator) == (1, 5, 24)
    # The second: 5 besides project, interviewees, sufficient, owner, budget, migrate, network, processes.
    assert (second.number, second.filled.numerator) == (2, 13)
    assert second.missing == (
        "servers", "databases_middleware", "policy_documents", "planned_modules", "covered_units", "integration",
        "data_migration", "architecture", "special_requirements", "department_functions", "focus_issues",
    )  # fmt: skip
    found = survey_completeness(team, COMPANY)
    assert (found.latest, found.filled.percent) == (("ruida-2",), Decimal("54.1667"))
    assert [s.survey for s in found.surveys] == ["ruida-2", "ruida-1"]
    assert survey_completeness(team, Scope("person", "li")).filled.percent is None
    assert set(FIELDS) == set(FORMS["survey"].specs)


def test_s16_4_the_last_survey_that_names_a_product_decides(team):
    found = survey_completeness(team, COMPANY).replaceable
    assert [(one.name, one.vendor, one.survey) for one in found] == [
        ("HR 1", "人云", "ruida-1"),
        ("Depot 2", "仓友", "ruida-2"),
    ]


def test_s22_5_first_contact_before_approval_or_tender(team):
    found = early_contact(team, COMPANY)
    rows = {one.project: one for one in found.contacts}
    # A visit on 20 May, 134 days before the approval; entered nine days after the tender; on the very day.
    assert (rows["plant"].first, rows["plant"].visit, rows["plant"].days) == (date(2026, 5, 20), "first", 134)
    assert (rows["pumps"].days, rows["pumps"].tender) == (-9, True)
    assert (rows["old"].public_on, rows["old"].days) == (date(2026, 1, 15), 0)
    assert (found.early, found.late) == (("plant",), ("old", "pumps"))
    assert (found.share.percent, found.undated) == (Decimal("33.3333"), ("plain", "won"))


def test_s22_5_days_to_come_and_projects_without_contact():
    made = book(
        projects(
            "ahead lead 1 tender_on=2026-12-01",
            "known lead 1 tender_on=2026-12-01 stage_history=@lead:2026-11-01",
            "never lead 1 approved_on=2026-11-01",
        )
    )
    found = early_contact(made, COMPANY)
    assert first_contact(made, "ahead") is None
    assert (found.early, found.late, found.share.percent) == (("known",), ("never",), 50)
    assert early_contact(book({}), COMPANY).share.percent is None


def test_s21_stage_gate_and_what_is_missing(team):
    plant = development_state(team, "plant")
    # O2: the need is not clear yet, so the second stage is not done.
    assert (plant.stage, plant.derived, plant.gate) == ("samples_info", True, "go")
    assert plant.missing == ("need_clear",)
    assert plant.behind == (
        "supplier_change_reason", "supplier_change_urgency", "operation", "profile", "business_plan",
    )  # fmt: skip
    assert [p.state for p in plant.points if p.key == "need_clear"] == ["no"]
    # Five of ten, five of six.
    assert plant.done == 10
    assert sum(map(len, POINTS.values())) == len(plant.points) == 24


def test_s21_5_no_terminates_and_open_work_is_listed(team):
    pumps = development_state(team, "pumps")
    assert (pumps.stage, pumps.gate, pumps.terminated, pumps.running) == ("close", "stop", True, False)
    assert pumps.goes_on == ("pumps", "pumps")
    found = developments(team, COMPANY)
    assert [s.development for s in found.developments] == ["plant", "hua", "won", "pumps"]
    assert (found.running, found.undecided) == (("plant", "hua"), ("hua",))
    assert (found.terminated, found.closed, found.lost, found.goes_on) == (
        ("pumps",),
        ("won",),
        (),
        ("pumps",),
    )


@pytest.mark.parametrize(
    ("stage", "typed", "expected"),
    [
        ("lead", "", "target"), ("lead", "close", "target"), ("opportunity", "", "samples_info"),
        ("opportunity", "valuation", "valuation"), ("opportunity", "close", "samples_info"),
        ("solution", "", "relationship"), ("quotation", "", "close"), ("agreement", "", "closed"),
        ("order", "", "closed"), ("payment", "", "closed"), ("lost", "", "lost"),
    ],
)  # fmt: skip
def test_s21_2_the_stage_follows_from_the_project(stage, typed, expected):
    files = projects(f"p {stage} 10")
    named = f"\nstage: {typed}" if typed else ""
    made = book({**files, "developments/d.md": f"customer: heng\nproject: p\nmanager: li{named}"})
    assert development_state(made, "d").stage == expected


def test_s21_2_once_informed_the_valuation_begins_and_without_a_project_the_record_says():
    known = (
        "customer: heng\nproject: p\nmanager: li\nsamples: [A]\nsamples_delivered_on: 2026-11-01\ninsider: zhang\n"
        "info_sufficient: yes\nneed_clear: yes\ndecision_maker: xu"
    )
    files = {
        **projects("p opportunity 10"),
        "developments/d.md": known,
        "developments/own.md": "customer: heng\nmanager: li\nstage: relationship\nchance: yes\ngate_on: 2026-12-01",
        "developments/new.md": "customer: heng\nmanager: li",
    }
    made = book(files)
    assert development_state(made, "d").stage == "valuation"
    own = development_state(made, "own")
    # A decision of a day to come is none yet.
    assert (own.stage, own.derived, own.gate) == ("relationship", False, "open")
    assert own.missing == ("decision_maker_good", "influence_penetrates")
    assert development_state(made, "new").stage == "target"


def test_s21_2_of_a_team_with_five_stages():
    made = book(
        {
            **projects("p talk 10", "q offer 10", "w deal 10"),
            **{f"developments/{p}.md": f"customer: heng\nproject: {p}\nmanager: li" for p in "pqw"},
        },
        FIVE,
    )
    assert [development_state(made, p).stage for p in "pqw"] == ["relationship", "close", "closed"]


@pytest.mark.parametrize("ident", ["M25", "M26", "S16.7", "S18.2", "S21.5", "S22.5"])
def test_every_scope_can_be_asked_and_written_as_data(team, ident):
    for scope in all_scopes(team):
        assert json.dumps(payload(team, scope, MEASURES[ident]))


def test_nothing_personal_or_for_managers_is_part_of_a_measure(team):
    text = json.dumps([payload(team, COMPANY, MEASURES[one]) for one in ("S18.2", "S21.5")])
    assert "2500" not in text
    assert "60000" not in text


def test_accounts_of_a_team_follow_who_looks_after_the_customer(team):
    assert portfolio(team, Scope("team", "west")).develop == ("hua",)
    assert len(ACCOUNTS) == 4
