"""Rules of surveys, assessments, roadmaps and developments (S16–S21)."""

from __future__ import annotations

import pytest
from account_books import ITEMS
from rule_books import BASE, PROJECT, SITE, book_of, problems_of, record, spots

QUOTED = PROJECT.replace("lead", "quotation") + "long_cycle: yes\n"
HEAD = "project: p\ndate: 2026-11-01\nassessor: li-wei\nitems:\n"
ROWS = "".join(f"  - {{item: {item}, rating: +}}\n" for item in ITEMS)
SURVEY = "sales_manager: li-wei\ncustomer: hengtai\nsurvey_method: meeting\ndate: 2026-11-02\n"
DEVELOPMENT = "customer: hengtai\nmanager: li-wei\n"
ORDER = "project: p\namount: 100\nsigned_on: 2026-05-05\n"


def of_assessment(code: str, rows: str = ROWS, head: str = HEAD, project: str = QUOTED, **more: str):
    files = {"projects/p.md": project, "assessments/a.md": head + rows}
    return problems_of(files, code, **more)


def of_route(code: str, steps: str, stage: str = "lead"):
    files = {"projects/p.md": PROJECT.replace("lead", stage) + f"route:\n{steps}"}
    return problems_of(files, code)


def of_development(code: str, text: str, stage: str = ""):
    files = {"developments/d.md": DEVELOPMENT + text}
    if stage:
        files["projects/p.md"] = PROJECT.replace("lead", stage)
    return problems_of(files, code)


def test_complete_records_break_no_rule():
    files = {
        "projects/p.md": QUOTED
        + "route:\n  - {contact: zhang, goal: Meet, our_person: li-wei, by_date: 2026-12-01}\n"
        "pairings:\n  - {our_person: li-wei, contact: zhang}\n",
        "assessments/a.md": HEAD + ROWS,
        "surveys/s.md": SURVEY + "project: p\nproject_owner: zhang\ninterviewees:\n  - {contact: zhang}\n",
        "developments/d.md": DEVELOPMENT + "project: p\nchance: yes\ngate_on: 2026-11-01\ninsider: zhang\n",
        "accounts/a.md": "customer: hengtai\ndate: 2026-11-01\nassessor: li-wei\nitems:\n"
        + "".join(
            f"  - {{item: {key}, rating: unknown}}\n"
            for key in ("org_chart", "market_growth", "solution_fit")
        ),
    }
    made = book_of(files)
    kinds = {"opportunity_assessment", "survey", "development", "account_assessment"}
    assert [d.code for d in made.diagnostics if d.record and d.record[0] in kinds] == []
    assert not [d for d in made.diagnostics if "SG945" <= d.code <= "SG959"]


def test_an_item_rated_twice():
    (found,) = of_assessment("SG945", ROWS + "  - {item: budget, rating: unknown}\n")
    assert (str(found.place), found.person) == ("assessments/a.md:16:12", "li-wei")
    assert "“Budget” is rated twice" in found.message("en")
    assert of_assessment("SG945") == []


def test_items_left_out_are_named():
    (found,) = of_assessment("SG946", "".join(ROWS.splitlines(keepends=True)[:8]))
    assert found.place.line == 6
    assert "Our risk, Strategic value for market expansion" in found.message("en")
    account = "customer: hengtai\ndate: 2026-11-01\nitems:\n  - {item: org_chart, rating: +}\n"
    (other,) = problems_of({"accounts/a.md": account}, "SG946")
    assert other.person == "li-wei"
    assert "组织结构图" not in other.message("zh-Hans")
    assert "市场增长定位" in other.message("zh-Hans")


def test_a_negative_rating_says_why():
    poor = ROWS.replace("budget, rating: +", "budget, rating: -")
    assert spots(of_assessment("SG947", poor)) == ["assessments/a.md:9:28"]
    assert of_assessment("SG947", poor.replace("rating: -}", "rating: -, comment: None yet}")) == []


@pytest.mark.parametrize(("day", "count"), [("2026-10-16", 0), ("2026-10-15", 1), ("2026-11-25", 0)])
def test_an_assessment_of_a_key_project_grows_old(day, count):
    head = HEAD.replace("2026-11-01", day)
    assert len(of_assessment("SG948", head=head)) == count
    assert of_assessment("SG948", head=head, project=PROJECT) == []
    lost = PROJECT.replace("lead", "lost") + "long_cycle: yes\n"
    assert of_assessment("SG948", head=head, project=lost) == []


def test_the_team_s_own_days_and_only_the_last_assessment():
    site = SITE + "thresholds: {stale_days: 18}\n"
    assert spots(of_assessment("SG948", site=site)) == ["assessments/a.md:3:7"]
    files = {
        "projects/p.md": QUOTED,
        "assessments/a.md": HEAD + ROWS,
        "assessments/b.md": HEAD.replace("11-01", "11-10") + ROWS,
    }
    assert problems_of(files, "SG948", site) == []


@pytest.mark.parametrize(("stage", "count"), [("solution", 0), ("quotation", 1), ("agreement", 0)])
def test_nobody_bids_for_what_is_not_real(stage, count):
    unreal = ROWS.replace("rating: +", "rating: unknown")
    project = PROJECT.replace("lead", stage)
    found = of_assessment("SG949", unreal, project=project)
    assert spots(found) == ["projects/p.md:4:8"] * count
    assert [str(place) for one in found for place in one.others] == ["assessments/a.md:6:3"] * count
    assert of_assessment("SG949", project=project) == []


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("surveys/s.md", SURVEY + "interviewees:\n  - {contact: chen}\n", "surveys/s.md:7:15"),
        ("surveys/s.md", SURVEY + "project_owner: chen\n", "surveys/s.md:6:16"),
        ("surveys/s.md", SURVEY + "project: r\n", "surveys/s.md:6:10"),
        ("developments/d.md", DEVELOPMENT + "insider: chen\n", "developments/d.md:4:10"),
        ("developments/d.md", DEVELOPMENT + "project: r\n", "developments/d.md:4:10"),
        (
            "projects/p.md",
            PROJECT + "pairings:\n  - {our_person: li-wei, contact: chen}\n",
            "projects/p.md:9:35",
        ),
        ("projects/p.md", PROJECT + "route:\n  - {contact: chen, goal: G}\n", "projects/p.md:9:15"),
    ],
)
def test_what_is_named_belongs_to_the_customer(path, text, place):
    files = {"projects/r.md": PROJECT.replace("hengtai", "ruida"), path: text}
    assert spots(problems_of(files, "SG404")) == [place]


def test_what_is_dated_after_the_day_of_the_figures():
    late = HEAD.replace("2026-11-01", "2026-11-21")
    assert spots(of_assessment("SG620", head=late)) == ["assessments/a.md:3:7"]
    assert of_assessment("SG620", head=HEAD.replace("2026-11-01", "2026-11-20")) == []
    survey = SURVEY.replace("2026-11-02", "2026-12-01")
    assert spots(problems_of({"surveys/s.md": survey}, "SG620")) == ["surveys/s.md:5:7"]
    step = "  - {contact: zhang, goal: G, our_person: li-wei, done_on: 2026-11-21}\n"
    assert len(of_route("SG620", step)) == 1
    assert len(of_development("SG620", "chance: yes\ngate_on: 2026-11-21\n")) == 1


def test_a_route_in_the_order_of_its_days():
    first = "  - {contact: zhang, goal: A, our_person: li-wei, by_date: 2026-12-10}\n"
    second = "  - {contact: zhang, goal: B, our_person: li-wei}\n"
    third = "  - {contact: zhang, goal: C, our_person: li-wei, by_date: 2026-12-09}\n"
    assert spots(of_route("SG950", first + second + third)) == ["projects/p.md:11:60"]
    assert of_route("SG950", first + first) == []


def test_an_overdue_step_is_the_matter_of_who_goes():
    step = "  - {contact: zhang, goal: Meet, our_person: zhao-zong, by_date: 2026-11-19}\n"
    (found,) = of_route("SG951", step)
    assert (str(found.place), found.person) == ("projects/p.md:9:66", "zhao-zong")
    for other in (step.replace("11-19", "11-20"), step.replace("}", ", done_on: 2026-11-20}")):
        assert of_route("SG951", other) == []
    assert of_route("SG951", step, "lost") == []


def test_somebody_of_us_goes():
    step = "  - {contact: zhang, goal: Meet, by_date: 2026-11-19}\n"
    (found,) = of_route("SG952", step)
    assert (str(found.place), found.person) == ("projects/p.md:9:28", "li-wei")
    assert of_route("SG952", step.replace("}", ", done_on: 2026-11-01}")) == []


@pytest.mark.parametrize(("typed", "count"), [(67, 0), (66, 1), (200, 0), (201, 1)])
def test_typed_revenue_is_near_what_was_signed(typed, count):
    customer = BASE["customers/hengtai.md"] + f"annual_revenue: {typed}\nkey_account: yes\n"
    files = {
        "customers/hengtai.md": customer,
        "projects/p.md": PROJECT.replace("lead", "payment"),
        "orders/o.md": ORDER,
    }
    found = problems_of(files, "SG953")
    assert [one.person for one in found] == ["li-wei"] * count
    assert (
        problems_of(files | {"customers/hengtai.md": customer.replace("key_account: yes\n", "")}, "SG953")
        == []
    )
    assert problems_of({"customers/hengtai.md": customer}, "SG953") == []


def test_a_no_ends_the_work():
    (found,) = of_development("SG954", "project: p\nchance: no\ngate_on: 2026-11-01\n", "solution")
    assert (str(found.place), found.person) == ("developments/d.md:5:9", "li-wei")
    assert of_development("SG954", "project: p\nchance: no\n", "lost") == []
    assert of_development("SG954", "project: p\nchance: yes\n", "solution") == []


def test_the_stage_of_the_project_is_the_master():
    assert spots(of_development("SG955", "project: p\nstage: close\n", "lead")) == ["developments/d.md:5:8"]
    assert of_development("SG955", "project: p\nstage: valuation\n", "opportunity") == []
    assert of_development("SG955", "stage: close\n") == []


def test_the_first_stage_ends_with_a_decision_of_a_day():
    assert spots(of_development("SG956", "project: p\n", "opportunity")) == ["developments/d.md:4:10"]
    assert spots(of_development("SG956", "stage: close\n")) == ["developments/d.md:4:8"]
    assert of_development("SG956", "project: p\n", "lead") == []
    assert of_development("SG956", "project: p\n", "payment") == []
    assert spots(of_development("SG957", "chance: no\n")) == ["developments/d.md:4:9"]
    assert record("") == "---\n---\n"
