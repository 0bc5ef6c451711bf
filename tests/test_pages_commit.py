"""Pages of the weekly commit: the Monday page, history, month and quarter, unfulfilled orders, records (S34)."""

from __future__ import annotations

from datetime import date

import pytest
from measure_books import book, projects
from pages_helper import Pages, by_class, ids, text
from test_measures_commit import commit, order, target, won

from site_gen.book.commits import planned
from site_gen.book.trace import ALL, flat, tracing

MONDAY = "forecast/week/2026-W47/{}.html"


def files() -> dict[str, str]:
    """Two weeks of two people: one miss, one deal for less, a third person who never hands in."""
    checks = "config_final: yes, end_user_contract: yes, si_contract: yes, discount_approved: yes, partner_ready: yes"
    rows = (
        f"[{{project: c, amount: 30, probability: p90, {checks}, note: 周四用印}}, "
        "{project: d, amount: 10, probability: p90}, {project: e, amount: 7, kind: upside}]"
    )
    return (
        won("a", 90, "2026-11-12")
        | projects(
            "b quotation 10", "c quotation 30", "d quotation 10", "e quotation 7", "f quotation 1 owner=wang"
        )
        | projects("z quotation 5 owner=zhao")
        | order("z", 50, "2026-10-01", "{amount: 50, due: 2026-10-20}")
        | target("li", "10:10", "11:120:150", "12:100")
        | commit("2026-W46", rows="a:100 b:10", plan="[{who: li, what: 报折扣, when: 2026-11-13}]")
        | {
            "commits/2026-W47-li.md": (
                f"owner: li\nweek: 2026-W47\nsubmitted_on: 2026-11-16\nprojects: {rows}\nmonth_forecast: 40\n"
                "month_upside: 20\nquarter_forecast: 90\nmisses: [{project: b, reason: 客户换人}]\n"
                "key_projects: [{project: c, text: 法务已过}]\nplan: [{who: li, what: 催款, when: 2026-11-30}]\n"
                "manager_calls: [{who: chen, on: 2026-11-16, commit: 25, reason: 先打折}]\n---\n"
                "## 其它市场活动\n\n办一场交流会\n"
            )
        }
        | commit("2026-W47", "zhao", rows="z:5")
    )


@pytest.fixture(scope="module")
def site() -> Pages:
    return Pages(book(files()))


def section(site: Pages, number: int, scope: str = "company", lang: str = "en") -> str:
    """The text of one item of a Monday page, its cells and paragraphs apart."""
    tree = site.tree(MONDAY.format(scope), lang)
    (found,) = (e for e in tree.iter("section") if e.get("id") == f"item-{number}")
    for part in found.iter():
        if part.tag in {"th", "td", "h2", "h3", "p", "div", "li"}:
            part.tail = " "
    return text(found)


def test_there_is_a_monday_page_of_each_week_and_scope(site):
    found = sorted(
        url.removeprefix("forecast/week/") for url in site.pages if url.startswith("forecast/week/")
    )
    scopes = ["company", "person-li", "person-wang", "person-zhao", "team-east", "team-west"]
    weeks = ["2026-W46", "2026-W47", "2026-W48"]
    assert found == [f"{week}/{scope}.html" for week in weeks for scope in scopes]


def test_ten_items_each_with_a_question_and_a_line_for_the_decision(site):
    tree = site.tree(MONDAY.format("team-east"))
    items = by_class(tree, "section", "pack-item")
    assert [e.get("id") for e in items] == [f"item-{n}" for n in range(1, 11)]
    for item in items:
        assert by_class(item, "p", "question")
        assert by_class(item, "p", "decision")


def test_the_finding_says_commit_accuracy_and_who_is_missing(site):
    (found,) = by_class(site.tree(MONDAY.format("company")), "p", "finding")
    assert text(found) == (
        "Commit 45 CNY 10k, upside 7 CNY 10k besides. Last week 82% of the commit was signed: commit missed. "
        "Not in order: Forecast accuracy, Stretch target of the month reached, Stretch target of the quarter "
        "reached, Prepared action, No surprise, Orderly order management. Missing: 王芳."
    )


def test_who_is_missing_and_who_is_late(site):
    shown = section(site, 1)
    assert "2 of 3 commits are in, due on Sun 15 Nov 2026." in shown
    assert "Missing 王芳" in shown
    assert "Late 李伟 Mon 16 Nov" in shown
    assert "site-gen new weekly_commit --set owner=wang --set week=2026-W47" in section(
        site, 1, "person-wang"
    )


def test_the_roll_up_has_people_teams_and_the_sum(site):
    tree = site.tree(MONDAY.format("company"))
    (table,) = by_class(tree, "table", "roll-up")
    rows = [[text(cell) for cell in row] for row in table.iter("tr")][1:]
    shown = {row[0]: row[1:9] for row in rows}
    # Last commit, last actual, accuracy, this commit, upside, call, forecast of the month, stretch target.
    assert shown["李伟"] == ["110", "90", "82% ▼", "40", "7", "25", "40 + 20", "150"]
    assert shown["王芳"] == ["–", "0", "–", "missing", "–", "–", "–", "–"]
    assert shown["East"] == ["110", "90", "82% ▼", "40", "7", "25", "40 + 20", "150"]
    assert shown["West"][3] == "5"
    assert shown["Sum"][3:6] == ["45", "7", "25 1/2"]
    assert "陈刚 on Mon 16 Nov about 李伟: 25 CNY 10k 先打折" in section(site, 2)


def lines(pages: Pages, url: str, number: int = 0) -> dict[str, list[str]]:
    """The cells of a table by who its line is about."""
    table = list(pages.tree(url).iter("table"))[number]
    rows = [[text(cell) for cell in row] for row in table.iter("tr")][1:]
    return {row[0]: row[1:] for row in rows}


@pytest.fixture(scope="module")
def away() -> Pages:
    """Wang is on leave all week 47, Gone has left: both owe nothing, and the sums hold what was theirs."""
    return Pages(
        book(
            {
                "people/wang.md": "name: 王芳\nrole: sales\nteam: east\nabsences: [{first: 2026-11-16, last: 2026-11-20, reason: leave}]",
                "people/gone.md": "name: 走\nrole: sales\nteam: east\nleft: 2026-11-06",
                "people/zhao.md": "name: 赵军\nrole: sales\nteam: west\nformer_teams: [{team: east, until: 2026-10-31}]",
            }
            | won("a", 12, "2026-11-12", owner="wang")
            | commit("2026-W46", commit=20)
            | commit("2026-W46", "wang", commit=12)
            | commit("2026-W47", commit=9)
            | target("li", "11:100:120")
            | target("wang", "11:30:36")
            | target("gone", "11:5")
            | target("zhao", "11:40"),
            "languages: [en]",
        )
    )


def test_the_roll_up_has_a_line_for_everybody_its_sums_hold(away):
    for url, people in ((MONDAY.format("company"), 4), (MONDAY.format("team-east"), 3)):
        found = lines(away, url)
        # Last commit, last actual, and of the month the stretch target; Gone's counts with its order target.
        assert found["王芳"][0:4] == ["12", "12", "100%", "–"]
        assert found["走"][0:4] == ["–", "0", "–", "–"]
        assert [found[who][7] for who in ("李伟", "王芳", "走")] == ["120", "36", "5"]
        assert found["Sum"][0:2] == ["32", "12"]
        assert found["Sum"][7] == ("201" if people == 4 else "161")  # 120 + 36 + 5, and 40 of the west
    for number in (0, 1):
        assert lines(away, "forecast/periods.html", 2 * number)["Test team"][1] == "201"


def test_what_is_signed_leads_to_its_deals(site, away):
    url = MONDAY.format("team-east")
    assert "#signed" not in {a.get("href") for a in site.tree(url).iter("a")}  # nothing yet this week
    tree = away.tree("forecast/periods.html")
    assert {"#signed-month", "#signed-quarter"} <= {a.get("href") for a in tree.iter("a")}
    (found,) = (e for e in tree.iter("p") if e.get("id") == "signed-month")
    assert text(found) == "Signed before this week a 12 12 Nov 2026"


def test_nothing_can_be_signed_in_a_week_to_come():
    """As of the last day of 2026, in week 53; the coming week is the first of 2027."""
    files = commit("2026-W53", commit=4) | commit("2027-W01", commit=9, submitted_on="2026-12-31")
    pages = Pages(book(files, "languages: [en]", date(2026, 12, 31)))
    index = list(pages.tree("forecast/index.html").iter("tr"))
    weeks = {
        text(row[0]): [text(cell) for cell in row[1:4]] for row in index if text(row[0]).startswith("Week")
    }
    assert weeks["Week 53, 2026"] == ["4", "0", "0"]
    assert weeks["Week 1, 2027"][::2] == ["9", "–"]
    coming = pages.tree("forecast/week/2027-W01/company.html")
    (figure,) = (e for e in by_class(coming, "div", "figure") if "Signed this week so far" in text(e))
    assert text(figure.find("dd")).startswith("–")


def test_it_is_said_who_changed_teams(away):
    said = "赵军 changed teams: targets, commits and what is signed count for the team of their day"
    assert said in section(away, 2)
    assert said in section(away, 2, "team-east")
    assert said in text(away.tree("forecast/periods.html"))
    assert "changed teams" not in section(away, 2, "person-li")


def test_last_weeks_projects_with_outcome_and_reason(site):
    shown = section(site, 3)
    assert "90 of 110 CNY 10k signed: 81.8% commit missed" in shown
    assert "a 恒泰 李伟 100 90 signed for less Thu 12 Nov reason owed" in shown
    assert "b 恒泰 李伟 10 – slipped 客户换人" in shown


def test_linearity_with_upside_apart(site):
    shown = section(site, 4, "person-li")
    # November: 90 signed and 40 committed of 120 × 22 / 30 = 88.
    assert "Nov 2026 148% ahead of the line" in shown
    assert (
        "Signed 90 and committed 40 against 88 of the straight line (day 22 of 30); upside 7 apart, with it 156%."
        in shown
    )


def test_the_commit_list_shows_evidence_and_the_largest_deal(site):
    shown = section(site, 5)
    assert "周四用印" in shown
    assert "Committed without complete evidence d, z" in shown
    assert (
        "Without the largest, c, the projects committed are 15 instead of 45 CNY 10k (67% in one deal)."
        in shown
    )
    ticked = by_class(site.tree(MONDAY.format("person-li")), "span", "ticked")
    assert len(ticked) == 5
    assert "e 恒泰" in section(site, 6)
    assert "e 恒泰" not in shown


def test_progress_orders_and_actions(site):
    assert "法务已过" in section(site, 7)
    assert "办一场交流会" in section(site, 7)
    assert "140 of 140 CNY 10k are not paid: 100%, limit 5%; overdue 50 CNY 10k." in section(site, 8)
    shown = section(site, 9)
    before, now = shown.split("Agreed for this week")
    assert "报折扣" in before
    assert "Week 46, 2026" in before
    assert "催款" in now
    assert "Forecast accuracy" in section(site, 10)


def test_an_action_is_carried_until_it_is_done():
    done = files()
    done["commits/2026-W46-li.md"] = done["commits/2026-W46-li.md"].replace(
        "2026-11-13}", "2026-11-13, done: yes}"
    )
    shown = section(Pages(book(done)), 9)
    assert "报折扣" not in shown
    assert "No action of an earlier week is open." in shown


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_every_page_of_the_family_is_valid_and_its_links_lead_somewhere(site, lang):
    pages = [url for url in site.pages if url.startswith("forecast/")]
    assert {
        "forecast/index.html",
        "forecast/history.html",
        "forecast/periods.html",
        "forecast/unfulfilled.html",
    } <= set(pages)
    for url in pages:
        tree = site.tree(url, lang)
        assert len([e for e in tree.iter() if e.get("id")]) == len(ids(tree)), url
        (found,) = by_class(tree, "p", "finding")
        assert text(found), url
        assert not [
            e
            for e in tree.iter("a")
            if e.get("href", "").startswith("#item") and e.get("href")[1:] not in ids(tree)
        ]


def test_history_shows_every_week_of_everybody(site):
    tree = site.tree("forecast/history.html")
    (table,) = by_class(tree, "table", "history")
    rows = {text(row[0]): [text(cell) for cell in row[1:]] for row in table.iter("tr")}
    assert rows["李伟"][11:] == ["82% ▼90 / 110", "0 / 1", "50% n=2", "332%"]
    assert rows["王芳"][11] == "–"


def test_month_and_quarter_against_the_stretch_target(site):
    tree = site.tree("forecast/periods.html")
    (found,) = by_class(tree, "p", "finding")
    # 90 + 40 of 150, with upside 150; 10 + 150 + 100 of the quarter.
    assert (
        "Nov 2026: signed and forecast are 87% of the stretch target, with upside 100%; 20 CNY 10k are missing."
        in text(found)
    )
    assert "Oct 2026 to Dec 2026: signed and forecast are 69%" in text(found)
    assert "Without a forecast: 王芳, 赵军." in text(found)


def test_unfulfilled_orders(site):
    (found,) = by_class(site.tree("forecast/unfulfilled.html"), "p", "finding")
    assert text(found) == (
        "100% of all orders are unfulfilled (140 of 140 CNY 10k); they should be below 5%. 50 CNY 10k of it are overdue."
    )


def test_the_page_of_a_commit(site):
    shown = text(site.tree("forecast/commit/r/2026-W47-li.html"))
    assert (
        "Committed 40 CNY 10k for the week, upside 7 CNY 10k besides. Committed without complete evidence: 1."
        in shown
    )
    assert "客户换人" in shown
    assert "Handed in after its Sunday" in shown
    assert "陈刚 on Mon 16 Nov about 李伟: 25 CNY 10k" in shown


def test_a_commit_stands_beside_the_monthly_plan_it_is_based_on():
    plan = (
        "owner: li\nmonth: 2026-11\nsubmitted_on: 2026-11-01\nmonths: [{month: 2026-11, forecast: 140}]\n"
        "action_plan: [{who: li, what: x, when: 2026-11-30}]"
    )
    found = Pages(book(files() | {"forecasts/2026-11-li.md": plan})).tree(
        "forecast/commit/r/2026-W47-li.html"
    )
    (figure,) = (e for e in by_class(found, "div", "figure") if "Monthly forecast of Nov 2026" in text(e))
    # 90 signed and 40 to come are not the 140 of the plan.
    assert "warn" in figure.get("class")
    assert "140 CNY 10k" in text(figure)
    assert "signed and forecast 130" in text(figure)


def test_of_two_forecasts_of_a_month_the_one_handed_in_last_is_the_plan():
    made = {
        f"forecasts/2026-11-{name}.md": f"owner: li\nmonth: 2026-11\nsubmitted_on: {day}\nlead_ins: 1\n"
        f"action_plan: [{{who: li, what: 催款, when: 2026-11-30}}]\nmonths: [{{month: 2026-11, forecast: {amount}}}]"
        for name, day, amount in (("first", "2026-11-05", 150), ("second", "2026-11-02", 140))
    }
    assert planned(book(made), "li", "2026-11") == 150


def test_a_commit_that_does_not_count_says_so():
    twice = files() | {"commits/zz.md": "owner: li\nweek: 2026-W47\ncommit: 1\nsubmitted_on: 2026-12-01"}
    found = Pages(book(twice)).tree("forecast/commit/r/zz.html")
    assert "This commit does not count" in text(found)


def test_a_project_shows_the_weeks_it_was_committed_in(site):
    shown = text(site.tree("projects/r/a.html"))
    assert "In the weekly commits Week 46, 2026 Commit 100 CNY 10k signed for less Thu 12 Nov" in shown
    assert "In the weekly commits" not in text(site.tree("projects/r/f.html"))


def test_home_and_people_lead_to_the_monday_page(site):
    assert "forecast/week/2026-W47/company.html" in site.html("index.html")
    assert "../../forecast/week/2026-W47/person-li.html" in site.html("people/r/li.html")


def test_without_commits_the_section_says_how_to_begin():
    empty = Pages(book({}))
    assert not [url for url in empty.pages if url.startswith("forecast/week/")]
    assert "No weekly commit has been handed in yet." in text(empty.tree("forecast/index.html"))
    for url in ("forecast/history.html", "forecast/periods.html", "forecast/unfulfilled.html"):
        assert by_class(empty.tree(url), "p", "finding"), url


def test_only_twelve_weeks_and_the_coming_one_have_pages():
    old = Pages(book(commit("2026-W10", commit=1), as_of=date(2026, 11, 18)))
    weeks = {url.split("/")[2] for url in old.pages if url.startswith("forecast/week/")}
    assert (min(weeks), max(weeks), len(weeks)) == ("2026-W36", "2026-W48", 13)


@pytest.mark.parametrize(("scope", "people"), [("person-li", {"li"}), ("team-east", {"li", "wang"})])
def test_a_monday_page_looks_at_the_projects_of_its_own_people_only(scope, people):
    fresh = Pages(book(files()))
    with tracing() as reads:
        fresh.html(MONDAY.format(scope))
    seen = flat(reads)
    assert {key for source, key in seen if source == "projects_of_owner"} == people
    assert not seen & {("project", ALL), ("weekly_commit", ALL)}
    assert not {"z", "z-2026-10-01", "2026-W47-zhao"} & {key for _, key in seen}
