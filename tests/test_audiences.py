"""Audiences in `site.yaml` and on the command line; what a limited audience is told (issue 6, privacy)."""

from __future__ import annotations

import json
from datetime import date

import pytest
from measure_books import book, projects
from pages_helper import Pages, by_class, text

from site_gen.book import Book
from site_gen.book.link import read_site
from site_gen.book.redaction import Redactor, book_for
from site_gen.book.trace import flat, tracing
from site_gen.cli.main import FINE, USAGE, main
from site_gen.config import default_config, read_config
from site_gen.config.audience import LEVELS, SECTIONS, Audience
from site_gen.measures.export import payload
from site_gen.measures.registry import MEASURES
from site_gen.measures.scope import COMPANY, all_scopes
from site_gen.pages import addresses, data
from site_gen.pages.audience import may_have
from site_gen.pages.plan import plan
from site_gen.records import FORMS

TEAM = projects("a quotation 50", "b lead 10 owner=zhao customer=hua") | {
    "targets/t.md": "owner: li\nyear: 2026\nmonths: [{month: 11, orders: 90}]",
    "visits/v.md": "customer: heng\nowner: li\ndate: 2026-11-10\nstatus: done\ncontacts: [zhang]\nproject: a",
}


def audience(key: str, whole: Book) -> Audience:
    found = whole.config.audience(key)
    assert found is not None
    return found


def shown_to(key: str, whole: Book) -> Book:
    return book_for(whole, audience(key, whole))


# ---- site.yaml -----------------------------------------------------------------------------


def test_shipped_audiences_and_what_they_see():
    sees = {one.key: one.sees for one in default_config().audiences}
    assert sees == {
        "team": ("public", "team"),
        "rep": ("public", "team", "personal"),
        "manager": LEVELS,
        "partner": ("public",),
    }


def test_a_team_changes_one_setting_and_keeps_the_rest():
    config, problems = read_config(
        "name: T\naudiences:\n  - {key: partner, sections: [projects]}\n  - {key: board}\n"
    )
    assert config is not None
    assert not problems
    partner, board = config.audience("partner"), config.audience("board")
    assert partner is not None
    assert (partner.sees, partner.sections) == (("public",), ("projects",))
    assert partner.kinds == ("person", "customer", "project", "visit")
    # Who is new sees the least until more is said.
    assert board is not None
    assert (board.sees, board.kinds) == (("public",), ())


def site_problems(write, lines: str) -> list[tuple[str, str, str]]:
    folder = write({"site.yaml": f"name: T\nteams: [{{key: east}}]\naudiences:\n  - {{key: x, {lines}}}\n"})
    config, problems = read_site(folder / "site.yaml")
    assert config is None
    return [(d.code, str(d.place), f"{d.message('en')} {d.hint('en')}") for d in problems]


@pytest.mark.parametrize(
    ("lines", "code", "word"),
    [
        ("sees: [publik]", "SG303", "public"),
        ("without_kinds: [staff_reviews]", "SG920", "staff_review"),
        ("kinds: [projekt]", "SG920", "project"),
        ("teams: [est]", "SG303", "east"),
        ("sections: [projets]", "SG303", "projects"),
    ],
)
def test_a_slip_in_an_audience_is_an_error_with_what_was_meant(write, lines, code, word):
    ((found, place, said),) = site_problems(write, lines)
    assert found == code
    assert place.startswith("site.yaml:4:")
    assert f"Did you mean “{word}”?" in said


def test_customers_and_groups_of_an_audience_must_be_there():
    extra = "audiences:\n  - {key: x, customers: [hengg], without_groups: [朋友们]}\n"
    whole, groups = {}, "name: 恒泰\nvertical: chemical\nprovince: jiangsu\ngroups: [朋友]"
    with pytest.raises(AssertionError, match="hengg"):
        book(whole, extra)
    made = book({"customers/heng.md": groups}, extra.replace("hengg", "heng"))
    (problem,) = [d for d in made.diagnostics if d.code == "SG922"]
    assert "朋友们" in problem.message("en")
    assert "朋友" in problem.hint("en")
    assert str(problem.place).startswith("site.yaml:")
    # The name of a private group is not told to others, either.
    assert "SG922" not in {d.code for d in shown_to("team", made).diagnostics}


# ---- the command line ----------------------------------------------------------------------


@pytest.fixture
def team(write, monkeypatch):
    folder = write(
        {"records/site.yaml": "name: T\n", "records/people/li.md": "---\nname: Li\nrole: sales\n---\n"}
    )
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("command", ["build", "stats", "serve"])
def test_an_unknown_audience_ends_with_2_and_what_was_meant(team, capsys, command):
    assert main([command, "--audience", "maneger", "--lang", "en"]) == USAGE
    said = capsys.readouterr()
    assert "There is no audience “maneger”." in said.err + said.out
    assert "Did you mean “manager”?" in said.err + said.out
    assert not (team / "output").exists()


def test_stats_say_what_an_audience_is_not_told(team, capsys):
    assert main(["stats", "M18", "--audience", "partner", "--lang", "en"]) == FINE
    assert "Not shown: it rests on what this audience may not see (" in capsys.readouterr().out
    assert main(["stats", "M18", "--audience", "partner", "--lang", "en", "--json"]) == FINE
    found = json.loads(capsys.readouterr().out)
    assert found["value"] is None
    assert "target" in found["withheld"]


# ---- figures -------------------------------------------------------------------------------


def test_a_measure_made_of_what_is_left_out_has_no_figure_instead_of_a_false_one():
    whole = book(TEAM)
    partner = shown_to("partner", whole)
    coverage = payload(partner, COMPANY, MEASURES["M10"])
    assert (coverage["value"], "target" in coverage["withheld"]) == (None, True)
    funnel = payload(partner, COMPANY, MEASURES["M2"])
    assert "withheld" not in funnel
    assert funnel == payload(whole, COMPANY, MEASURES["M2"])
    # Promises are looked up by way of a value that other scopes share.
    assert payload(partner, COMPANY, MEASURES["S5.7"])["withheld"] == ["visit.follow_ups"]


def test_a_measure_may_say_what_it_can_do_without():
    whole = book(TEAM)
    measure = MEASURES["M10"]
    spared = type(measure)(
        *(getattr(measure, n) for n in measure.__struct_fields__ if n != "spares"), spares=tuple(FORMS)
    )
    value, gone = spared.known(shown_to("partner", whole), COMPANY)
    assert value is not None or gone == ("project.probability",)


def test_what_is_asked_for_first_does_not_decide_who_is_said_to_miss_it():
    whole = book(TEAM)
    for _ in range(2):
        made = shown_to("partner", whole)
        seen = []
        for _ in range(2):
            with tracing() as reads:
                made.visits_of_promiser.get("li", ())
            seen.append(sorted(flat(reads)))
        assert seen[0] == seen[1]
        assert ("withheld", "visit.follow_ups") in seen[0]


# ---- pages ---------------------------------------------------------------------------------


def test_a_page_says_what_it_lacks_and_nothing_false():
    site = Pages(shown_to("partner", book(TEAM, "languages: [en]\n")))
    page = text(site.tree(addresses.record("project", "a")))
    assert (
        "Some is not shown to “Partners (manufacturer)”; figures that need it are missing, not zero." in page
    )
    (notice,) = by_class(site.tree(addresses.record("project", "a")), "details", "left-out")
    assert "Not shown: Bids," in text(notice)
    assert "No next step is written" not in page
    assert "Missing at this stage" not in page
    customer = text(site.tree(addresses.record("customer", "heng")))
    assert "Nobody is recorded" not in customer
    assert "We owe nothing" not in customer
    assert "No order target is written" not in text(site.tree(addresses.PIPELINE))


def test_the_team_finds_a_notice_only_where_something_is_missed():
    site = Pages(shown_to("team", book(TEAM, "languages: [en]\n")))
    assert not by_class(site.tree(addresses.record("project", "a")), "p", "left-out")
    (notice,) = by_class(site.tree(addresses.record("contact", "zhang")), "p", "left-out")
    assert "Birthday" in text(notice)


def test_a_limited_audience_gets_its_parts_only_and_links_to_no_others():
    site = Pages(shown_to("partner", book(TEAM, "languages: [en]\n")))
    assert {url.partition("/")[0] for url in site.pages} == {
        "index.html",
        "404.html",
        "pipeline",
        "projects",
        "customers",
    }
    for url in site.pages:
        for a in site.tree(url).iter("a"):
            href = a.get("href", "")
            assert not any(f"/{part}/" in f"/{href}" for part in ("people", "visits", "method", "packs")), (
                url,
                href,
            )
    assert "Made for: Partners (manufacturer)." in text(site.tree(addresses.HOME))


def test_every_page_of_the_site_is_in_a_part_that_an_audience_can_be_limited_to(sample_book):
    folders = {page.url.partition("/")[0] for page in plan(sample_book) if "/" in page.url}
    assert folders <= {*SECTIONS}
    assert may_have(sample_book, "anything/at/all.html")


# ---- customers, teams ----------------------------------------------------------------------


def test_an_audience_of_one_customer_sees_all_of_it_and_nothing_of_others():
    whole = book(TEAM, "audiences:\n  - {key: one, sees: [public, team], customers: [heng]}\n")
    made = shown_to("one", whole)
    assert (list(made.customers), list(made.projects)) == (["heng"], ["a"])
    assert list(made.contacts) == ["xu", "zhang"]
    assert made.visits["v"].contacts == ("zhang",)


def test_an_audience_of_one_team_sees_its_people_and_what_they_own():
    whole = book(TEAM, "audiences:\n  - {key: west, sees: [public, team], teams: [west]}\n")
    made = shown_to("west", whole)
    assert sorted(made.people) == ["chen", "sun", "zhao"]  # those without a team stay
    assert (list(made.projects), list(made.visits)) == (["b"], [])
    assert [team.key for team in made.config.teams] == ["west"]
    assert "team:east" not in {str(scope) for scope in all_scopes(made)}
    assert b"\xe6\x9d\x8e\xe4\xbc\x9f" not in b"".join(data.files(made).values())


def test_a_book_takes_over_from_the_last_what_did_not_change():
    whole = book(TEAM)
    redactor = Redactor(audience("team", whole))
    first, second = redactor.book(whole), redactor.book(whole)
    assert second.before is first
    assert second.contacts is first.contacts
    assert first.config_digest == second.config_digest
    assert shown_to("partner", whole).config_digest != first.config_digest


def test_nothing_of_an_absence_but_its_days_is_told_to_the_team():
    whole = book(
        {"people/li.md": "name: 李伟\nrole: sales\nteam: east\nabsences: [{first: 2026-11-02, reason: sick}]"}
    )
    (away,) = shown_to("team", whole).people["li"].absences
    assert (away.first, away.reason) == (date(2026, 11, 2), "")
    assert shown_to("manager", whole).people["li"].absences[0].reason == "sick"
