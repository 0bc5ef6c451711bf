"""Competitors by all spellings of a name (S20.4), and the registration list (S9.4)."""

from __future__ import annotations

from datetime import date

import pytest
from bid_books import PROJECTS, TEAM, bid
from measure_books import book, projects

from site_gen.book.competitors import key_of, main_key
from site_gen.measures.competitors import competitors, rival
from site_gen.measures.registration import registration
from site_gen.measures.scope import COMPANY, Scope

MARKET = (
    "date: 2026-11-10\nowner: li\ntype: competitor_promo\ncompetitor: Rival\nseverity: high\n---\n"
    "## Description\nTen per cent off."
)


@pytest.fixture(scope="module")
def team():
    return book(TEAM | {"market/m.md": MARKET})


def test_spellings_without_case_space_and_width_are_one_name():
    assert key_of("ＲＩＶＡＬ ") == key_of("rival") == key_of("Ri val")
    assert key_of("康迪阀门") == key_of("康迪 阀门") != key_of("康迪")


def test_s20_4_where_we_met_a_competitor_and_who_won(team):
    found = rival(team, "rival")
    # “Rival” stands in bid a, in the project it was lost to and in the market report.
    assert found.names == ("Rival", "rival", "ＲＩＶＡＬ")
    assert (found.met, found.won, found.lost, found.lost_to_them) == (("b", "a"), ("a",), ("b",), ("b",))
    assert [(m.bid, m.price, m.our_price, m.gap.percent) for m in found.meetings] == [
        ("b", 80, 88, 10),
        ("a", 100, 96, -4),
    ]
    assert (found.gap.percent, found.gap.denominator) == (3, 2)
    assert (found.losses.ids, found.open.ids) == (("beta",), ())


def test_s20_4_a_competitor_only_expected_was_not_met(team):
    found = rival(team, "newcomer")
    assert (found.met, found.gap.percent) == ((), None)
    assert [(m.met, m.price) for m in found.meetings] == [(False, None)]


def test_s20_4_by_scope_most_met_first(team):
    assert [r.key for r in competitors(team, COMPANY).rivals] == ["rival", "third", "newcomer"]
    assert [r.key for r in competitors(team, Scope("person", "wang")).rivals] == ["newcomer"]
    assert competitors(team, Scope("team", "west")).rivals == ()


def test_s20_4_open_projects_they_compete_in():
    files = projects(
        "one quotation 60 competitors=[{name:Rival}]",
        "two lost 20 competitors=[{name:Rival}] lost_to=Other",
        "three lead 5 competitors=[{name:RIVAL}]",
    )
    files = {path: text.replace("name:", "name: ") for path, text in files.items()}
    found = rival(book(files), "rival")
    assert (found.open.ids, found.open.amount) == (("one", "three"), 65)
    assert found.losses.ids == ()
    assert rival(book(files), "other").losses.ids == ("two",)


def visit(text: str, day: str = "2026-11-10") -> str:
    return f"customer: heng\nowner: li\ndate: {day}\nstatus: done\n---\n## Competitor information\n{text}"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rival was here.", True),
        ("听说ＲＩＶＡＬ降价。", True),
        ("Their arrivals are late.", False),
        ("Nobody else.", False),
    ],
)
def test_s20_4_reports_that_mention_a_competitor(text, named):
    made = book(TEAM | {"visits/v.md": visit(text)})
    assert [r.id for r in made.mentions_of_competitor.get("rival", ())] == (["v"] if named else [])


def test_s20_4_mentions_in_daily_and_weekly_reports_and_no_name_of_one_character():
    files = PROJECTS | {
        "bids/x.md": bid("gamma", "2026-11-02", 60, "expected_competitors: [{name: 康迪 阀门}, {name: 甲}]"),
        "visits/v.md": visit("康迪阀门和甲都来过。"),
        "daily/d.md": (
            "owner: li\ndate: 2026-11-11\nattendance: present\n---\n## Competitor information\n康迪\n阀门报价低。"
        ),
        "weekly/w.md": "owner: li\nweek: 2026-W46\n---\n## Competitor information\n康迪阀门。",
    }
    made = book(files)
    found = made.mentions_of_competitor
    assert [record.id for record in found[key_of("康迪阀门")]] == ["v", "d", "w"]
    assert "甲" not in found


def test_s9_4_unregistered_open_projects_the_oldest_first():
    files = projects(
        "new lead - stage_history=@lead:2026-11-11",
        "old solution 50 stage_history=@lead:2026-09-01,solution:2026-10-01 equipment=[Pump] brands=[GF]",
        "ageless lead 5",
        "known lead 5 registered_with=GF registered_on=2026-11-18",
        "planned lead 5 registered_with=GF registered_on=2026-11-19",
        "named lead 5 registered_with=GF",
        "gone lost 5",
    )
    files["projects/old.md"] += "\npurchase_date: 2027-01-10\n---\n## Technical specification\n10 bar"
    found = registration(book(files), COMPANY)
    assert [(row.project, row.days) for row in found.waiting] == [
        ("old", 78),  # 1 September to 18 November
        ("new", 7),
        ("ageless", None),
        ("planned", None),
    ]
    assert found.waiting[0].since == date(2026, 9, 1)
    assert (found.ready, found.registered.ids) == (("old",), ("known", "named"))
    assert found.waiting[1].missing == ("purchase_date", "equipment", "brands", "tech_specs")
    # 2 of 6 open ones.
    assert (found.share.numerator, found.share.denominator) == (2, 6)


RIVAL_RECORD = {
    "rivals/r.md": "name: Rival Valves\naliases: [Rival, RV]\nupdated_on: 2026-11-01\n---\n## Strength\n\nCheap.\n"
}


def test_s20_4_names_in_a_record_are_one_competitor():
    files = TEAM | {"market/m.md": MARKET} | RIVAL_RECORD
    files["visits/v.md"] = (
        "customer: heng\nowner: li\ndate: 2026-11-10\nstatus: done\n---\n## 竞争对手与客户关系\n\nRV dines with them.\n"
    )
    made = book(files)
    keys = [r.key for r in competitors(made, COMPANY).rivals]
    assert keys == ["rivalvalves", "third", "newcomer"]
    found = rival(made, "rivalvalves")
    assert found.names == ("Rival Valves", "Rival", "rival", "ＲＩＶＡＬ", "RV")
    assert (found.record, found.keys) == ("r", ("rivalvalves", "rival", "rv"))
    assert (found.met, found.lost_to_them, found.losses.ids) == (("b", "a"), ("b",), ("beta",))
    assert (found.gap.percent, found.gap.denominator) == (3, 2)
    assert main_key(made, key_of("RIVAL")) == "rivalvalves"
    assert [r.id for r in made.mentions_of_competitor.get("rv", ())] == ["v"]


def test_a_record_s_own_name_comes_before_an_alias_of_another():
    made = book(
        {"rivals/a.md": "name: Alpha\naliases: [Beta]", "rivals/b.md": "name: Beta\naliases: [Gamma]"}
    )
    assert [main_key(made, key) for key in ("alpha", "beta", "gamma", "delta")] == [
        "alpha",
        "beta",
        "beta",
        "delta",
    ]
    assert rival(made, "alpha").keys == ("alpha",)
