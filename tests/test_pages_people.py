"""Pages of the people who decide: board, role table and map, dossier and sheets, brief, customer (S13–S15)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from measure_books import book
from pages_helper import seen_by
from visit_pages import Shown, by_id, having, words

from site_gen.locale.text import LANGUAGES
from site_gen.pages import addresses
from site_gen.pages.personality import advice
from site_gen.pages.view import View

PROJECT = """customer: heng
name: 教育云
stage: solution
importance: normal
source: dealer
owner: li
amount: 380
roles:
  - {role: decision_maker, contact: xu, stance: against, influenced_by: [zhang], focus: 政绩}
  - {role: business, contact: zhang, stance: for, influences: [xu, qian], relations: 党校同学, likes: 爱喝普洱}
"""
FILES = {
    "customers/heng.md": "name: 恒泰\nvertical: chemical\nprovince: jiangsu\nowner: li\nkey_account: yes",
    "contacts/qian.md": "name: 钱工\ncustomer: heng\ndecision_role: technical",
    "contacts/zhang.md": (
        "name: 张工\ncustomer: heng\ndepartment: 设备部\npersonality: owl\ntenure: 十二年\nhobbies: [垂钓]\n"
        "birth_year: 1971\n---\n## 近期业务\n筹备会议。\n\n## 家庭情况\n一子读大学。\n"
    ),
    "projects/cloud.md": PROJECT,
    "projects/small.md": "customer: hua\nname: 小项目\nstage: lead\nimportance: normal\nsource: dealer\nowner: li",
    "visits/a.md": (
        "customer: heng\nproject: cloud\nowner: li\ndate: 2026-10-01\nstatus: done\ncontacts: [zhang]\n"
        "key_people: [{contact: zhang, closeness: up, trust: up, policy_info: 年内上云}]"
    ),
    "visits/b.md": (
        "customer: heng\nproject: cloud\nowner: li\ndate: 2026-11-02\nstatus: done\ncontacts: [zhang]\n"
        "key_people: [{contact: zhang, closeness: down, needs_info: 报表自动汇总}]"
    ),
    "visits/c.md": "customer: heng\nproject: cloud\nowner: li\ndate: 2026-11-20\nstatus: planned\ncontacts: [zhang, xu]",
}


SVG = "{http://www.w3.org/2000/svg}"


def table(element: Element) -> list[list[str]]:
    """The cells of the body of a table."""
    return [[words(cell) for cell in row] for row in element.iter("tr") if row.find("td") is not None]


@pytest.fixture(scope="module")
def shown() -> Shown:
    return Shown(seen_by(book(FILES), "team"))


def test_s13_2_the_board_shows_stage_guidance_people_and_what_is_open(shown):
    tree = shown.tree(addresses.KEY_ACCOUNTS, "en")
    text = words(tree)
    assert "Open key-account projects: 1, 380 CNY 10k; roles known: 40%. Without a coach: 1." in text
    assert "With a key decision maker out of touch: 1. With a key decision maker against us: 1." in text
    heads = [words(by_id(tree, f"stage-{key}")) for key in ("potential", "intent", "solution", "closing")]
    assert [head.rsplit(" ", 1)[1] for head in heads] == ["0", "0", "1", "0"]
    assert "shuts out competitors itself" in text  # what the stage asks for
    assert "can say No, not Yes" in text  # what a role is
    cells = [words(cell) for cell in having(tree, "holders", "td")]
    assert cells == [
        "徐总 Against usnever met",
        "nobody known",
        "nobody known",
        "张工 For usCloseness 0 Trust +1",
        "nobody known",
    ]


def test_s15_2_the_role_table_has_a_line_for_every_role(shown):
    tree = shown.tree(addresses.record("project", "cloud"), "en")
    rows = table(by_id(tree, "role-table"))
    assert [row[0] for row in rows] == [
        "Key decision maker",
        "Project lead",
        "Technical gatekeeper",
        "Business gatekeeper",
        "Coach",
    ]
    assert [row[1] for row in rows] == [
        "徐总",
        "nobody known",
        "nobody knownperhaps 钱工",
        "张工",
        "nobody known",
    ]
    assert rows[0][2:] == ["Against us", "never met", "政绩", "Influenced by 张工"]
    assert rows[3][3:] == [
        "Closeness 0 Trust +12 Nov 2026",
        "–Relations with others 党校同学",
        "Can influence 钱工, 徐总",
    ]
    text = words(tree)
    assert "Key-account project: Key account." in text
    assert "Decides and is against us: 徐总." in text


def test_s15_3_the_map_links_people_and_stands_beside_a_table(shown):
    tree = shown.tree(addresses.record("project", "cloud"), "en")
    picture = next(e for e in tree.iter(SVG + "svg") if e.get("class") == "chart-wide")
    links = {e.get("href") for e in picture.iter(SVG + "a")}
    assert links == {f"../../contacts/r/{ident}.html" for ident in ("xu", "zhang", "qian")}
    assert "Of 3 people 1 are for us and 1 against us; 张工 influences the most, 2." in words(tree)
    (data,) = having(tree, "chart-data", "details")
    assert [row[:4] for row in table(data)] == [
        ["徐总", "Key decision maker", "Against us", "–"],
        ["张工", "Business gatekeeper", "For us", "徐总; 钱工"],
        ["钱工", "no role here", "Stance not known", "–"],
    ]


def test_a_small_project_says_nothing_of_roles(shown):
    assert "role-table" not in shown.text(addresses.record("project", "small"))


def test_s14_the_contact_page_has_sheets_trend_news_and_dossier(shown):
    tree = shown.tree(addresses.record("contact", "zhang"), "en")
    text = words(tree)
    assert "After visit 2: closeness 0, trust +1." in text
    sheets = next(rows for e in tree.iter("table") if len((rows := table(e))[0]) == 8)
    assert sheets == [
        ["2", "2 Nov 2026", "李伟", "Down", "unchanged", "0", "+1", "1"],
        ["1", "1 Oct 2026", "李伟", "Up", "Up", "+1", "+1", "1"],
    ]
    news = [[words(part) for part in e] for e in having(tree, "intelligence", "dl")]
    assert news == [["1 Oct 2026 visit 1", "年内上云"], ["2 Nov 2026 visit 2", "报表自动汇总"]]
    facts = {words(e.find("dt")): words(e.find("dd")) for d in having(tree, "facts", "dl") for e in d}
    assert facts["Time in the company"] == "十二年"
    assert [words(e) for e in tree.iter("dt")].count("WeChat") == 1
    assert "Announce the topics beforehand" in text
    seats = next(rows for e in tree.iter("table") if len((rows := table(e))[0]) == 4)
    assert seats == [["教育云", "Business gatekeeper", "For us", "–"]]
    # Of introduced by, personality, coach potential, tenure, authority, working style, WeChat and recent business.
    assert "Of the facts about a key person we know 3 of 8." in text


def test_s14_1_a_visit_shows_its_sheets(shown):
    text = words(shown.tree(addresses.record("visit", "b"), "en"))
    assert "张工 visit 2 Closeness Down Trust unchanged" in text
    assert "报表自动汇总" in text
    assert "key-people" not in shown.text(addresses.record("visit", "c"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_personal_is_on_no_page(shown, lang):
    for url in shown.pages:
        if url.startswith(("contacts", "projects/r", "visits/r", "customers/r", "key-accounts")):
            text = shown.text(url, lang)
            for secret in ("垂钓", "1971", "一子读大学", "爱喝普洱"):
                assert secret not in text, url


def test_the_brief_says_whom_one_meets_and_who_is_missing(shown):
    text = words(shown.tree(addresses.brief("c"), "en"))
    assert "Against us, Key decision makerCares about: 政绩." in text
    assert "For us, Business gatekeeper, closeness 0, trust +1, Owl" in text
    assert "Bring facts in writing, give time, do not push; keep visiting." in text
    for note in (
        "Decides and is against us: 徐总.",
        "Decides and was never met: 徐总.",
        "Nobody is known as: Project lead, Technical gatekeeper.",
        "There is no coach.",
        "Never met: 钱工.",
    ):
        assert note in text


def test_a_brief_cuts_many_names():
    more = {f"contacts/p{n}.md": f"name: 人{n}\ncustomer: hua" for n in range(6)}
    more["visits/d.md"] = "customer: hua\nowner: zhao\ndate: 2026-11-20\nstatus: planned\ncontacts: [p0]"
    text = words(Shown(book(more)).tree(addresses.brief("d"), "en"))
    assert "Never met: 何工, 人0, 人1, 人2 +3." in text


def test_the_customer_page_shows_people_by_project(shown):
    tree = shown.tree(addresses.record("customer", "heng"), "en")
    assert words(by_id(tree, "roles")).startswith("Who decides")
    assert len(having(tree, "holders", "td")) == 5
    other = shown.text(addresses.record("customer", "hua"))
    assert 'id="roles"' not in other


@pytest.mark.parametrize("lang", LANGUAGES)
def test_s15_4_there_is_advice_for_every_type(shown, lang):
    view = View(shown.site, lang, addresses.HOME)
    found = [advice(view, key) for key in shown.book.config.vocabularies["personality"].keys]
    assert all(one and one.traits and one.short and len(one.points) == 4 for one in found)
    assert len({one.short for one in found if one}) == 4
    assert advice(view, "") is None


def test_a_brief_for_a_project_knows_what_happened_at_its_other_organisations():
    files = {
        "customers/bureau.md": "name: 教育局\nparent: hua\nvertical: building\nprovince: jiangsu\nowner: zhao",
        "projects/small.md": "customer: hua\nname: 小项目\nstage: lead\nimportance: normal\nsource: dealer\nowner: zhao",
        "visits/e.md": (
            "customer: hua\nproject: small\nowner: zhao\ndate: 2026-11-12\nstatus: done\ndepartment: 设备部\n"
            "follow_ups: [{who: zhao, what: 送参数, when: 2026-11-24}]\n---\n## 拜访结果\n同意试样。\n"
        ),
        "visits/f.md": (
            "customer: bureau\nproject: small\nowner: zhao\ndate: 2026-11-27\nstatus: prepared\ndepartment: 计财科"
        ),
    }
    text = words(Shown(book(files)).tree(addresses.brief("f"), "en"))
    assert "同意试样" in text
    assert "送参数" in text
