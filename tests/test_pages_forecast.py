"""Pages of the forecast: phases, twelve months of each scope, the record, the handbook (S33, S35, S36)."""

from __future__ import annotations

import pytest
from forecast_files import forecast
from measure_books import book, projects
from pages_helper import Pages, by_class, ids, text
from test_measures_commit import target, won

from site_gen.pages import addresses

LANGUAGES = "languages: [en, zh-Hans]\n"
FILES = (
    projects(
        "a lead 10 stage_history=@lead:2026-10-05",
        "b opportunity 120 stage_history=@lead:2026-09-05,opportunity:2026-10-05",
        "c quotation 60 probability=p70 commit=yes expected_close=2026-12-10 owner=zhao customer=hua",
        "d lost 5",
    )
    | won("w", 80, "2026-10-10")
    | target("li", "10:100", "11:50:60", "12:50")
    | target("zhao", "11:20")
    | forecast("2026-10", rows="90:80 50:40", submitted_on="2026-10-08", lead_ins=2, prospects=100)
    | forecast(
        "2026-11",
        rows="55:45:90 70:44",
        submitted_on="2026-11-03",
        lead_ins=3,
        prospects=130,
        action_plan="[{who: li, what: 拜访设备部, when: 2026-11-10}, {who: chen, what: 约总经理, when: 2026-11-20, done: yes, done_on: 2026-11-12}]",
        manager_calls="[{who: chen, on: 2026-11-05, commit: 40, reason: 先打折}]",
    )
    | forecast("2026-11", "chen", "7")
)


@pytest.fixture(scope="module")
def site() -> Pages:
    return Pages(book(FILES, LANGUAGES))


def cells(site: Pages, url: str, caption: str) -> list[list[str]]:
    """The rows of the table with a caption."""
    for table in site.tree(url).iter("table"):
        found = table.find("caption")
        if found is not None and text(found) == caption:
            return [
                [text(cell) for cell in row]
                for part in table
                if part.tag in {"tbody", "tfoot"}
                for row in part.iter("tr")
            ]
    raise AssertionError(caption)


def finding(site: Pages, url: str) -> str:
    return text(by_class(site.tree(url), "p", "finding")[0])


def test_every_page_is_valid_in_both_languages(site):
    urls = [
        url
        for url in site.pages
        if url.startswith(
            ("forecast/months", "forecast/month/", "forecast/phases", "method/forecast", "method/def")
        )
    ]
    assert len(urls) == 1 + 2 + 2 + 3 + 1 + 1 + 1
    for url in urls:
        for lang in ("en", "zh-Hans"):
            site.tree(url, lang)


def test_months_show_forecast_against_target_and_stretch(site):
    rows = cells(site, addresses.TWELVE_MONTHS, "Twelve months against the stretch target")
    assert rows[0] == ["Nov 2026", "62", "45", "90", "70", "80", "78%", "–", "no target of 陈刚"]
    assert rows[1][:7] == ["Dec 2026", "70", "44", "0", "50", "50", "140%"]
    assert rows[2][-1] == "no target"
    # 62 + 70 of the two months with a target over 80 + 50.
    assert rows[-1][:7] == ["Sum", "132", "89", "90", "120", "130", "102%"]


def test_parts_add_up_with_people_without_a_team_apart(site):
    rows = cells(site, addresses.TWELVE_MONTHS, "By team and person")
    assert [row[:2] for row in rows] == [
        ["李伟", "125"],
        ["East", "125"],
        ["赵军", "0"],
        ["West", "0"],
        ["陈刚", "7"],
        ["People without a team", "7"],
        ["Sum", "132"],
    ]
    assert rows[0][-2:] == ["Nov 2026", "in time"]
    assert rows[2][-1] == "missing"


def test_parts_hold_whoever_has_a_target_of_the_months():
    """Wang has just joined, so no forecast is owed yet, but the sum of the stretch targets holds hers."""
    joined = {"people/wang.md": "name: 王芳\nrole: sales\nteam: east\njoined: 2026-11-09"}
    team = book(
        joined | target("li", "11:50:60") | target("wang", "11:7", "12:10") | forecast("2026-11", rows="55"),
        LANGUAGES,
    )
    rows = cells(Pages(team), addresses.TWELVE_MONTHS, "By team and person")
    assert [(row[0], row[3]) for row in rows if row[3] != "–"] == [
        ("李伟", "60"),
        ("王芳", "17"),
        ("East", "77"),
        ("Sum", "77"),
    ]


def test_growth_coverage_and_accuracy(site):
    url = "forecast/months-person-li.html"
    growth = cells(site, url, "Growth from month to month")
    # Lead-ins 2 → 3, pipeline 100 → 130, commit 120 → 89.
    assert growth[0] == ["Nov 2026", "3", "+50% good", "130", "+30% good", "89", "−26% too low", "1 / 1"]
    quarter = cells(site, url, "Pipeline over target")[1]
    # Target 200, signed 80; open 10 + 120, in selling 120, weighted 60.
    assert quarter == ["Quarter 4, 2026", "200", "80", "120", "65%", "108%", "60%", "100%", "30%", "50%"]
    lead = cells(site, url, "Accuracy by lead time")
    # October: 90 said, 80 signed.
    assert lead == [["0, in the month itself", "1", "90", "80", "88%", "+13%"]]


def test_key_questions_are_answered(site):
    rows = cells(site, "forecast/months-person-li.html", "Key questions")
    assert [row[-1] for row in rows] == ["good", "good", "not good", "not good", "not good"]
    assert rows[0][1] == "Yes, 114%: 125 of 110 CNY 10k. Months without a target, left out: 10."
    assert rows[2][1] == "Pipeline +30%, commit −25.8%."
    assert rows[4][1] == "Actions agreed: 2, done 1, overdue 1."


def test_a_met_target_is_said_to_be_met():
    files = won("w", 80, "2026-11-10") | target("li", "11:80") | forecast("2026-11", rows="5")
    site = Pages(book(files, LANGUAGES))
    rows = cells(site, "forecast/months-person-li.html", "Key questions")
    assert rows[3][1:] == ["The target of the quarter is met: nothing remains to be covered.", "good"]
    assert cells(site, addresses.TWELVE_MONTHS, "Pipeline over target")[0][3:6] == ["met", "0%", "met"]


def test_submission_list_names_who_is_missing(site):
    rows = cells(site, addresses.TWELVE_MONTHS, "Nov 2026")
    assert [row[:2] for row in rows] == [["李伟", "in time"], ["赵军", "missing"]]
    assert "Forecast missing: 赵军" in finding(site, addresses.TWELVE_MONTHS)


def test_action_plan_with_its_state(site):
    tree = site.tree("forecast/months-person-li.html")
    items = [text(item) for item in by_class(tree, "ul", "follow-ups")[0]]
    assert len(items) == 2
    assert "拜访设备部" in items[0]
    assert "overdue by 8 d" in items[0]
    assert "done on 12 Nov 2026" in items[1]


def test_the_record_shows_what_was_said_and_what_came(site):
    url = addresses.record("monthly_forecast", "2026-10-li")
    rows = cells(site, url, "As it was said, and as it came")
    assert rows[0][:6] == ["Oct 2026", "90", "80", "–", "100", "100"]
    assert rows[0][6].startswith("80")
    assert finding(site, url).startswith(
        "140 CNY 10k were forecast for twelve months, 120 CNY 10k of them committed."
    )
    page = text(site.tree(addresses.record("monthly_forecast", "2026-11-li")))
    assert "先打折" in page
    assert "0 so far" in page


def test_without_any_forecast_one_page_says_so():
    site = Pages(book(target("li", "11:5"), LANGUAGES))
    assert [url for url in site.pages if url.startswith("forecast/months")] == [addresses.TWELVE_MONTHS]
    assert "No forecast has been handed in yet." in finding(site, addresses.TWELVE_MONTHS)


def test_phases_show_levels_totals_and_indicators(site):
    rows = cells(site, addresses.PHASES, "Projects by probability")
    named = {row[0]: row for row in rows}
    assert named["0%"][1:4] == ["Lead-in", "1", "10"]
    assert named["70%"][1:6] == ["Selling", "1", "60", "1", "0"]
    assert named["Selling"][1:4] == ["weighted 102", "2", "180"]
    assert named["Closing"][2:4] == ["1", "80"]
    assert finding(site, addresses.PHASES).startswith("Projects in the selling phase: 2, with 180 CNY 10k.")
    assert "That is 82% of the quarter’s target; more than 150% is required." in finding(
        site, addresses.PHASES
    )
    assert {"level-p50", "growth", "lead-ins", "commit"} <= ids(site.tree(addresses.PHASES))


def test_phases_say_content_expectation_and_reports(site):
    rows = cells(site, addresses.PHASES, "What each phase is about")
    assert rows[0][:4] == [
        "Lead-in",
        "output, qualification, classification, tracking",
        "lead-ins, output, action",
        "10%: leads grow from month to month",
    ]
    assert rows[2][3:] == ["110%: commit over target", "Weekly commit, Month and quarter, Unfulfilled orders"]


def test_phases_by_team_and_person(site):
    rows = {row[0]: row for row in cells(site, addresses.PHASES, "By team and person")}
    assert rows["East"][1:4] == ["1 / 10", "1 / 120", "1 / 80"]
    assert rows["赵军"][5:8] == ["20", "300%", "300%"]


def test_phases_of_a_team_without_projects():
    site = Pages(book({}, LANGUAGES))
    assert finding(site, addresses.PHASES) == "No open project stands at a level of probability."


def test_projects_at_no_probability_are_named():
    site = Pages(
        book(
            projects("a lead 1"),
            LANGUAGES + "vocabularies: {probability: [{key: p50, label: 50%, percent: 50}]}\n",
        )
    )
    tree = site.tree(addresses.PHASES)
    assert "undefined" in ids(tree)


def test_the_handbook_shows_the_teams_own_limits():
    site = Pages(
        book({}, LANGUAGES + "thresholds: {growth_good: 12, growth_quarter: 17, commit_share: 120}\n")
    )
    page = text(site.tree(addresses.method("forecast")))
    assert "12%: leads grow from month to month" in page
    assert "120%: commit over target" in page
    assert "grows by 17% from quarter to quarter" in page
    assert "by the 3. working day of the month" in page
    for words in (
        "Output is directly proportional",
        "Never a surprise",
        "B before C",
        "production is prepared",
    ):
        assert words in page
