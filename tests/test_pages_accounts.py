"""Pages of key accounts: surveys, assessments, roadmaps, portfolio, developments, and their parts elsewhere (S16–S22)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from account_books import SAMPLE, TEAM
from measure_books import book
from pages_helper import Pages, by_class, ids, number, text

from site_gen.book.redaction import book_for
from site_gen.pages import addresses
from site_gen.pages.roadmaps import hundred_millions
from site_gen.pages.routes import pairings_of, route_of

LANGUAGES = "languages: [en, zh-Hans]\n"


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(book(TEAM, LANGUAGES))


def cells(pages: Pages, url: str, table: str) -> list[list[str]]:
    found = next(e for e in pages.tree(url).iter("table") if e.get("id") == table)
    return [[text(cell) for cell in row] for row in found.find("tbody").iter("tr")]


def part(pages: Pages, url: str, ident: str) -> str:
    return text(next(e for e in pages.tree(url).iter() if e.get("id") == ident))


def test_every_page_is_valid_and_its_anchors_are_there(pages):
    urls = [url for url in pages.pages if url.startswith(("key-accounts/", "customers/survey/"))]
    # Seven pages of all; 5 + 4 assessments, 4 developments, 3 surveys.
    assert len(urls) == 7 + 9 + 4 + 3
    urls += ["projects/index.html", "customers/r/ruida.html", "visits/r/coming.popsa.html"]
    urls += [addresses.record("project", one) for one in ("plant", "pumps", "plain", "old")]
    for url in urls:
        for lang in ("en", "zh-Hans"):
            tree = pages.tree(url, lang)
            hrefs = {a.get("href", "") for a in tree.iter("a")}
            assert {href[1:] for href in hrefs if href.startswith("#")} <= ids(tree), url


def test_assessments_show_scores_verdicts_and_what_is_unknown(pages):
    rows = {row[1]: row for row in cells(pages, addresses.OPPORTUNITIES, "assessed")}
    assert list(rows) == ["plant", "pumps", "old"]
    assert rows["plant"][6:] == ["+3", "+1", "Pursue", "Our risk, Strategic value for market expansion"]
    assert rows["pumps"][5:9] == ["1 Oct 2026 48 days old", "−1", "+3", "Qualify or drop"]
    # Only open projects have a number in the picture.
    assert [row[0] for row in rows.values()] == ["1", "2", "–"]
    page = text(pages.tree(addresses.OPPORTUNITIES))
    assert (
        "Of 2 open opportunities assessed 1 are to be pursued, 1 to be qualified or dropped, 0 to be declined."
        in page
    )
    assert "Assessments older than 35 days: 1." in page


def test_an_assessment_has_the_ten_items_with_guidance_and_its_history(pages):
    url = addresses.record("opportunity_assessment", "plant-2")
    page = text(pages.tree(url))
    assert "Real +3, worth +1: pursue. Still unknown: 2 of ten items." in page
    assert "Criterion: exists. How much is it, when set, when executed?" in page
    assert part(pages, url, "worth").count("not rated") == 1
    assert part(pages, url, "ask").startswith("To be asked next Our riskCriterion: low.")
    assert [text(a) for a in pages.tree(url).iter("a") if "plant-1" in a.get("href", "")] == ["1 Sep 2026"]


def test_a_project_shows_its_card_route_and_pairing(pages):
    url = addresses.record("project", "plant")
    assert "Pursue" in part(pages, url, "assessment")
    assert "Which risks of technology, delivery, payment?" in part(pages, url, "assessment")
    assert "overdue by 8 d" in part(pages, url, "route")
    assert "Sum of the costs" in part(pages, url, "route")
    assert "Sum of the costs: 3,300; of it for steps done: 800. Steps without a cost: 1." in part(
        pages, url, "route"
    )
    assert "134 days before" in part(pages, url, "key-account")
    # Rows: 陆总, 秦工; columns: 陈刚, 王芳.
    table = by_class(pages.tree(url), "table", "pairings")[0]
    found = [[text(cell) for cell in row] for row in table.find("tbody").iter("tr")]
    assert found == [["陆总", "总经理", "Decision", "paired"], ["秦工", "工程师", "–", "Technology"]]
    assert "assessment" not in ids(pages.tree(addresses.record("project", "plain")))
    unasked = Pages(book({k: v for k, v in TEAM.items() if not k.startswith("assessments/")}, LANGUAGES))
    assert "has not been assessed yet" in part(unasked, url, "assessment")


def test_costs_are_shown_only_where_they_are_known():
    made = book(
        {k: v.replace(", cost: 800", "").replace(", cost: 2500", "") for k, v in TEAM.items()}, LANGUAGES
    )
    route = route_of(made, made.projects["plant"])
    assert (route.cost, route.spent, route.uncosted) == (None, None, 0)
    without = Pages(made)
    for url in (addresses.record("project", "plant"), addresses.ROADMAPS):
        page = text(without.tree(url))
        assert "Sum of the costs" not in page
        assert "Cost of the routes" not in page


def test_costs_add_up(pages):
    route = route_of(pages.book, pages.book.projects["plant"])
    # 800 for the step done, 2,500 for the next; the third has none.
    assert (route.cost, route.spent, route.uncosted) == (3300, 800, 1)
    assert [row.cost for row in route.rows] == [800, 2500, None]
    paired = pairings_of(pages.book, pages.book.projects["plant"])
    assert paired.ours == ("chen", "wang")
    assert paired.theirs == (("lu", ("Decision", "")), ("qin", (None, "Technology")))


def test_s18_table_sorts_c_d_b_a_in_hundred_millions():
    made = Pages(book(SAMPLE, LANGUAGES))
    rows = cells(made, addresses.ROADMAPS, "initial")
    assert [(row[0], row[2]) for row in rows] == [
        ("c", "8 = 80,000 CNY 10k"),
        ("d", "5 = 50,000 CNY 10k"),
        ("b", "1.5 = 15,000 CNY 10k"),
        ("a", "1 = 10,000 CNY 10k"),
    ]
    assert rows[3][1] == "May 2009"
    assert rows[3][3:7] == ["Decision maker, Supporter", "From the decision maker", "Government", "In place"]
    assert hundred_millions(made.book, Decimal(380)) == Decimal("0.038")
    # The ranks by which a click on the head sorts: a, d, then b and c.
    table = next(e for e in made.tree(addresses.ROADMAPS).iter("table") if e.get("id") == "initial")
    ranks = [list(row)[3].get("data-value") for row in table.find("tbody").iter("tr")]
    assert ranks == ["2", "1", "2", "0"]
    assert "Of it with funds in place" in text(made.tree(addresses.ROADMAPS))


def test_roadmaps_show_steps_ahead_and_early_contact(pages):
    page = text(pages.tree(addresses.ROADMAPS))
    assert "2 large projects of 390 CNY 10k; the largest is plant." in page
    assert "Projects with overdue steps: 1." in page
    steps = [text(one) for one in by_class(pages.tree(addresses.ROADMAPS), "p", "event-title")]
    assert [step.split(" 陆总")[0] for step in steps] == ["Invite to the reference", "Dinner with 陈刚"]
    rows = {row[0]: row[-1] for row in cells(pages, addresses.ROADMAPS, "contacts")}
    assert rows == {"pumps": "9 days after", "old": "on the very day", "plant": "134 days before"}


def test_portfolio_shows_four_segments(pages):
    page = text(pages.tree(addresses.PORTFOLIO))
    assert (
        "Of 3 accounts assessed 1 are core, 1 are to be developed, 1 to be maintained, 0 get little effort."
        in page
    )
    assert "mean of 3 accounts" in page
    url = addresses.record("account_assessment", "ruida-2")
    assert "Segment Core. High revenue, high potential: put the best people here." in text(pages.tree(url))
    earlier = text(pages.tree(addresses.record("account_assessment", "ruida-1")))
    assert "A later assessment of 1 Sep 2026 counts." in earlier


def test_developments_show_stage_gate_and_what_is_missing(pages):
    rows = {row[0]: row for row in cells(pages, addresses.DEVELOPMENTS, "developments")}
    assert rows["瑞达"][3:] == ["2 Samples and information", "Go on", "10 / 24", "Need clear", "5"]
    assert "yet work goes on" in " ".join(" ".join(row) for row in rows.values())
    plant = text(pages.tree(addresses.record("development", "plant")))
    assert "At the stage 2 Samples and information. Missing for the next stage: Need clear." in plant
    hua = text(pages.tree(addresses.record("development", "hua")))
    assert "Expected cost" not in hua
    assert "Whether there is a chance to close is not decided." in hua
    ended = text(pages.tree(addresses.record("development", "pumps")))
    assert "Terminated: no chance to close; yet work goes on." in ended


def test_a_survey_follows_the_form_and_says_what_is_missing(pages):
    url = addresses.record("survey", "ruida-2")
    tree = pages.tree(url)
    order = [e.get("id") for e in tree.iter("section") if e.get("id")]
    assert [one for one in order if one != "problems"][:6] == [
        "header", "interviewees", "systems", "software", "project", "processes",
    ]  # fmt: skip
    page = text(tree)
    assert "Survey number 2: 13 of 24 fields filled (54%)." in page
    assert "They support us strongly: 秦工. To be replaced: Depot 2." in page
    assert "Their systems do not suffice for this project." in page
    replaceable = cells(pages, addresses.SURVEYS, "replaceable")
    assert [row[:2] for row in replaceable] == [["HR 1", "人云"], ["Depot 2", "仓友"]]
    rows = cells(pages, addresses.SURVEYS, "surveys")
    assert [number(row[1]) for row in rows] == ["2", "1"]


def test_a_survey_dated_ahead_has_its_page_too(pages):
    assert "Survey number 3" in text(pages.tree(addresses.record("survey", "later")))


def test_the_customer_page_sums_the_account_up(pages):
    page = text(pages.tree(addresses.record("customer", "ruida")))
    assert "10 Sep 2026 number 2, 54% filled" in page
    assert "Core potential +1" in page
    assert "Systems to be replaced HR 1 人云Depot 2 仓友" in page
    sheetless = Pages(book({}, LANGUAGES))
    assert "account" not in ids(sheetless.tree(addresses.record("customer", "heng")))


def test_a_complex_sale_is_marked_on_its_page_and_in_lists(pages):
    page = text(pages.tree(addresses.record("project", "pumps")))
    assert "◆ Complex sale Long cycle, Large amount" in page
    marks = by_class(pages.tree("projects/index.html"), "span", "complex-sale")
    assert [mark.get("title") for mark in marks] == ["Complex sale, Long cycle, Large amount"]


def test_the_brief_of_a_coming_visit_asks_what_is_unknown(pages):
    page = text(pages.tree("visits/r/coming.popsa.html"))
    assert "Ask on this visit Our riskStrategic value for market expansion" in page
    # The visit to pumps: three items besides those rated + or −; all stand there.
    assert "Ask on this visit Budget" not in page
    other = text(pages.tree("visits/r/pumps.popsa.html"))
    assert "State of project approval" not in other
    assert (
        "Ask on this visit BudgetUrgency for the customerOur riskStrategic value for market expansion"
        in other
    )


@pytest.mark.parametrize(("audience", "shown"), [("team", False), ("rep", False), ("manager", True)])
def test_costs_are_for_managers_and_said_to_be_left_out_for_others(pages, audience, shown):
    found = pages.book.config.audience(audience)
    assert found is not None
    made = Pages(book_for(pages.book, found))
    for url, cost, field in (
        (addresses.record("project", "plant"), "3,300", "Projects (Cost)"),
        (addresses.ROADMAPS, "2,500", "Projects (Cost)"),
        (addresses.record("development", "plant"), "60,000", "Account developments (Expected cost)"),
    ):
        page = text(made.tree(url))
        assert (cost in page) == shown
        assert (field in page) == (not shown)
        assert "Sum of the costs: 0" not in page
