"""Pages of bids, contract reviews, competitors and the registration list (S9.4, S11, S20.4)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from bid_books import TEAM
from measure_books import book
from pages_helper import Pages, by_class, for_managers, ids, text

from site_gen.book.competitors import key_of
from site_gen.book.trace import ALL, flat, tracing
from site_gen.pages import addresses, audience, data
from site_gen.pages.competitor_names import slug_of
from site_gen.pages.problems import by_person, told
from site_gen.records import FORMS

LANGUAGES = "languages: [en, zh-Hans]\n"
#: A cost above the price, which the checks tell, and a figure that stands nowhere else.
SECRET = "98765.4"
MORE = {
    "market/m.md": (
        "date: 2026-11-10\nowner: li\ntype: competitor_promo\ncompetitor: Rival\nseverity: high\n---\n"
        "## Description\nTen per cent off."
    ),
    "visits/v.md": (
        "customer: heng\nowner: li\ndate: 2026-11-09\nstatus: done\n---\n"
        "## Competitor information\nRival lowers <b>its</b> price."
    ),
    "daily/d.md": (
        "owner: li\ndate: 2026-11-10\nattendance: present\nsubmitted_on: 2026-11-10\n---\n## Competitor information\nRival was there."
    ),
    "projects/sigma.md": TEAM["projects/sigma.md"] + "\ncompetitors: [{name: 'A&B <Ltd>', info: Local}]",
    "bids/b.md": TEAM["bids/b.md"].replace("our_price: 88", f"our_price: 88\ncost: {SECRET}"),
}


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(book(TEAM | MORE, LANGUAGES))


def cells(pages: Pages, url: str, table: str) -> list[list[str]]:
    found = next(e for e in pages.tree(url).iter("table") if e.get("id") == table)
    return [[text(cell) for cell in row] for row in found.find("tbody").iter("tr")]


def test_every_page_is_valid_in_both_languages(pages):
    folders = ("bids/", "contracts/", "competitors/", "method/bids", "method/opp", "projects/registration")
    urls = [url for url in pages.pages if url.startswith(folders)]
    assert len(urls) == 1 + 5 + 1 + 1 + 1 + 4 + 2 + 1
    for url in (*urls, *(addresses.record("project", one) for one in ("alpha", "beta", "delta"))):
        for lang in ("en", "zh-Hans"):
            pages.tree(url, lang)


def test_register_shows_prices_gaps_gates_and_results(pages):
    rows = {row[0]: row for row in cells(pages, addresses.BIDS, "register")}
    assert list(rows) == ["e", "d", "c", "b", "a"]
    assert rows["a"] == [
        "a", "alpha", "李伟", "12 Oct 2026", "Won", "✓ in time", "◔ late 6 Nov 2026", "✓ in time",
        "96", "100", "−4%", "us", "恒泰",
    ]  # fmt: skip
    assert rows["b"][8:12] == ["88", "77", "+14.3% dear", "rival"]
    assert rows["d"][4:8] == ["open", "✕ missing", "· not needed", "✕ missing"]
    assert rows["e"][4:8] == ["open", "✓ in time", "· not needed", "○ to come"]


def test_register_says_what_the_figures_say(pages):
    page = text(pages.tree(addresses.BIDS))
    assert "1 of 2 decided bids won (50%); by amount 52%." in page
    assert "On average our price was 5.1% above the lowest of the others." in page
    assert "Results owed: 1." in page
    assert "Bids in the next 4 weeks without bid information: 2." in page


def test_links_to_bids_and_competitors_lead_to_pages(pages):
    tree = pages.tree(addresses.record("bid", "b"))
    hrefs = {a.get("href") for a in tree.iter("a")}
    assert {"../../competitors/r/rival.html", "../../competitors/r/third.html"} <= hrefs
    assert addresses.competitor("rival") in pages.pages
    assert {"before", "result", "analysis", "bidders"} <= ids(tree)


def test_a_bid_tells_how_it_ended(pages):
    def finding(ident):
        return text(by_class(pages.tree(addresses.record("bid", ident)), "p", "finding")[0])

    assert finding("a") == "Won at 96 CNY 10k. That was 4% below the lowest of the others."
    assert (
        finding("b")
        == "Lost to rival at our price of 88 CNY 10k. That was 14.3% above the lowest of the others."
    )
    assert finding("c") == "The bid is void; it counts in no win rate."
    assert finding("d") == "The bid was 8 days ago; its result is owed."
    ours = cells(pages, addresses.record("bid", "a"), "bidders")[0]
    assert ours == ["–", "Our company", "96", "–", "won"]
    assert finding("e") == "The bid is on Wed 25 Nov 2026; the bid information is handed in."


def test_cost_and_margin_stand_on_no_page_and_in_no_data(pages):
    assert any(d.code == "SG637" for d in pages.book.diagnostics)
    assert all(d.code != "SG637" for d in told(pages.book))
    assert sum(by_person(pages.book).values()) == len(pages.book.diagnostics) - 1
    for url in pages.pages:
        html = pages.html(url)
        assert "98,765" not in html
        assert SECRET not in html
        assert "below the cost" not in html or url == "method/bids.html"
        assert ">Margin<" not in html
    for content in data.files(pages.book).values():
        assert SECRET.encode() not in content
        assert not re.search(rb'"(cost|margin)"', content)
    assert "Not shown on these pages: Cost." in text(pages.tree(addresses.record("bid", "b")))


def test_margin_is_shown_to_those_who_may_see_the_cost():
    found = Pages(for_managers(book(TEAM, LANGUAGES)))
    rows = {row[0]: row for row in cells(found, addresses.BIDS, "register")}
    assert (rows["a"][11], rows["b"][11]) == ("25%", "–")
    assert "Margin" in text(found.tree(addresses.record("bid", "a")))


def test_a_problem_of_a_field_left_out_is_not_told():
    made = book(TEAM | MORE)
    assert not audience.may_show(made, FORMS["bid"].specs["cost"])
    (problem,) = [d for d in made.diagnostics if d.code == "SG637"]
    assert not audience.may_tell(made, problem, made.bids["b"])
    assert audience.may_tell(for_managers(made), problem, made.bids["b"])


def test_contract_reviews_and_the_contracts_that_lack_one(pages):
    (row,) = cells(pages, addresses.CONTRACTS, "reviews")
    assert row[0] == "HT-1"
    assert row[4:9] == ["In a meeting", "陈刚", "6 Nov 2026", "Passed", "5 Nov 2026"]
    assert row[10] == "◔ late 6 Nov 2026"
    one = text(pages.tree(addresses.record("contract_review", "r")))
    assert "The contract had been signed before, on 5 Nov 2026." in one
    assert "PriceFine" in one


def test_everything_known_about_a_competitor(pages):
    page = text(pages.tree(addresses.competitor("rival")))
    assert "Met in 2 bids: we won 1, it won 1." in page
    assert "On average our price was 3% above its price." in page
    assert "In 2 bids its price was 98% of ours on average" in page  # (80/88 + 100/96) / 2 = 0.9754
    assert "Ten per cent off." in page
    assert "lowers" in page
    assert "beta" in page
    assert "10 Nov 2026Daily report 李伟" in page
    rows = {row[0]: row for row in cells(pages, addresses.COMPETITORS, "competitors")}
    assert rows["Rival"][2:6] == ["2", "1", "1", "1"]
    assert rows["Rival"][9:] == ["1", "1", "2", "0"]


def test_addresses_of_competitors_come_from_the_name_alone():
    assert slug_of(key_of("康迪 阀门")) == slug_of(key_of("康迪阀门"))
    assert slug_of(key_of("康迪阀门")).isascii()
    assert slug_of(key_of("康迪阀门")) != slug_of(key_of("宏塑管业"))
    plus, minus, mark = slug_of(key_of("G+F")), slug_of(key_of("g_f")), slug_of(key_of("+"))
    assert len({plus, minus, mark, slug_of(key_of("gf"))}) == 4
    assert re.fullmatch(r"g-f-[0-9a-f]{8}", plus)
    assert re.fullmatch(r"[0-9a-f]{8}", mark)
    # Names that some file systems keep for themselves.
    assert slug_of(key_of("CON")) != "con"


def test_a_competitor_s_page_reads_what_names_it(pages):
    with tracing() as reads:
        pages.tree(addresses.competitor("newcomer"), "zh-Hans")
    assert {source for source, key in flat(reads) if key == ALL} & set(FORMS) == set()


def test_registration_list_names_what_is_missing_and_who_competes(pages):
    rows = {row[0]: row for row in cells(pages, addresses.REGISTRATION, "waiting")}
    assert list(rows) == ["delta", "gamma", "omega", "sigma"]
    assert rows["sigma"][9] == "A&B <Ltd>"
    assert "Equipment needed, Equipment brands, Technical specification" in rows["sigma"][10]


def test_a_project_shows_its_bids_reviews_and_story(pages):
    page = text(pages.tree(addresses.record("project", "alpha")))
    assert "Bid at 98 CNY 10k" in page
    assert "Bid won at 96 CNY 10k" in page
    assert "Contract review: Passed" in page
    coming = text(pages.tree(addresses.record("project", "delta")))
    assert "Bid, information handed in" in coming
    assert "Result of the bid owed" in text(pages.tree(addresses.record("project", "gamma")))
    assert "Bid lost at 88 CNY 10k" in text(pages.tree(addresses.record("customer", "heng")))


def test_without_any_bid_every_page_says_so():
    empty = Pages(book({}, LANGUAGES))
    assert "No bid has been recorded yet." in text(empty.tree(addresses.BIDS))
    assert "No competitor has been named yet." in text(empty.tree(addresses.COMPETITORS))
    assert "No contract review has been recorded yet" in text(empty.tree(addresses.CONTRACTS))
    assert "There is no open project to register." in text(empty.tree(addresses.REGISTRATION))


def test_shares_of_the_register_a_second_way(pages):
    # By hand: 96 won of 96 + 88.
    share = (Decimal(96) / Decimal(184) * 100).quantize(Decimal(1))
    assert f"{share}%" in text(by_class(pages.tree(addresses.BIDS), "dl", "strip")[0])


def test_a_team_without_bids_leads_to_no_register():
    made = Pages(book({path: text for path, text in TEAM.items() if not path.startswith("bids/")}, LANGUAGES))
    tree = made.tree(addresses.BIDS)
    inside = {a.get("href", "") for a in tree.iter("a") if a.get("href", "").startswith("#")}
    assert inside <= {f"#{key}" for key in ids(tree)}
    assert "No bid has been recorded yet" in text(tree)
