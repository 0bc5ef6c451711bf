"""The frame of a page: menu, crumbs, languages, foot, running lines of print; the macros render."""

from __future__ import annotations

import json
import re

import pytest
from jinja2 import ChoiceLoader, DictLoader, TemplateError
from measure_books import book as make
from msgspec.structs import replace

from site_gen.book.redaction import book_for
from site_gen.diagnostics.printers.common import shown_path
from site_gen.measures.values import Ratio
from site_gen.pages import addresses, margin, script_words, stamp
from site_gen.pages.brief_fit import width
from site_gen.pages.edition import Item
from site_gen.pages.frame import css_string, make_frame
from site_gen.pages.page import Page
from site_gen.pages.view import Addresses, Site, View
from site_gen.render.environment import make_environment, shipped_theme

LANGUAGES = "languages: [zh-Hans, en]\n"
PROJECT = {
    "projects/p1.md": "customer: heng\nname: 管路\nstage: solution\nimportance: important\nsource: dealer\nowner: li"
}
URLS = Addresses(
    {
        addresses.HOME,
        addresses.PACKS,
        addresses.PROJECTS,
        addresses.LOST,
        addresses.QUALITY,
        addresses.DEFINITIONS,
        addresses.record("project", "p1"),
        addresses.record("person", "li"),
    }
)
DETAIL = Page(
    addresses.record("project", "p1"),
    "page.html",
    lambda view: "管路 “A”",
    lambda view: {},
    "projects",
    ((addresses.PROJECTS, lambda view: "项目"), ("gone.html", lambda view: "不在")),
)


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(make(PROJECT, LANGUAGES), "5b4a280c1f2e", URLS)


def frame_of(site: Site, page: Page, lang: str = "zh-Hans"):
    view = View(site, lang, page.url)
    return make_frame(site, view, page, page.title(view))


def html_of(site: Site, body: str, page: Page = DETAIL, lang: str = "zh-Hans", **context: object) -> str:
    environment = make_environment()
    text = '{% extends "base.html" %}{% import "macros/ui.html" as ui with context %}' + body
    environment.loader = ChoiceLoader([DictLoader({"page.html": text}), environment.loader])
    view = View(site, lang, page.url)
    frame = make_frame(site, view, page, page.title(view))
    return environment.get_template("page.html").render(
        {**view.globals(), "page": page, "title": page.title(view), "frame": frame, **context}
    )


def test_menu_has_only_sections_with_a_page_and_marks_the_current_one(site):
    frame = frame_of(site, DETAIL, "en")
    assert [(item.key, item.current) for item in frame.menu] == [("packs", ""), ("projects", "true")]
    assert [(group.title, [item.key for item in group.items]) for group in frame.more] == [
        ("Pipeline and orders", ["lost"]),
        ("Reference", ["quality", "definitions"]),
    ]
    assert frame.menu[1].href == "../index.html"


def test_a_page_of_the_menu_is_marked_itself_and_not_its_section(site):
    frame = frame_of(site, replace(DETAIL, url=addresses.LOST))
    assert [item.current for item in frame.menu] == ["", ""]
    assert [item.current for group in frame.more for item in group.items] == ["page", "", ""]


def test_groups_of_the_menu_are_lists_with_a_heading(site):
    top = html_of(site, "", lang="en").partition('class="menu-more"')[2].partition("</details>")[0]
    assert re.findall('<li><span class="menu-group">(.*?)</span><ul>', top) == [
        "Pipeline and orders",
        "Reference",
    ]
    assert top.count("<ul>") == top.count("</ul>") == 4  # the panel, the top line again, and two groups


def test_crumbs_lead_only_to_pages_that_exist(site):
    assert [(item.title, item.href) for item in frame_of(site, DETAIL).crumbs] == [("项目", "../index.html")]


def test_languages_lead_to_the_same_page(site):
    german = frame_of(site, DETAIL, "en")
    assert [(item.key, item.href, item.current) for item in german.languages] == [
        ("zh-Hans", "../../../projects/r/p1.html", ""),
        ("en", "p1.html", "true"),
    ]
    assert german.shards == 1
    assert german.words == "static/words-en.js"


def test_one_language_has_no_switch():
    alone = Site(make(PROJECT), "", URLS)
    assert frame_of(alone, DETAIL).languages == ()


def test_print_style_names_paper_day_commit_and_page_number(site):
    style = frame_of(site, replace(DETAIL, paper="landscape"), "en").print_style
    assert style.startswith("@page{size:A4 landscape;")
    assert "管路" in style
    sheet = stamp.sheet(site, "en").decode()
    line = '"As of 18 Nov 2026 · commit 5b4a280c1f2e · Page " counter(page) " of " counter(pages) ""'
    assert f"@bottom-right{{content:{line}}}" in sheet


@pytest.mark.parametrize(
    ("title", "ems", "shown"),
    [
        ("项目：管路", 20, "澜江管道 · 项目：管路"),
        ("周拜访计划及结果：华东二队，2026年第48周", 25, "周拜访计划及结果：华东二队，2026年第48周"),
        (
            "销售机会评估：澄湖中学实验楼排水和纯水管路 2026/11/18",
            25,
            "销售机会评估：澄湖中学实…和纯水管路 2026/11/18",
        ),
        ("Projects: Metals and surface treatment", 16, "Projects:…treatment"),
        ("", 8, "澜江管道"),
    ],
)
def test_a_long_title_in_the_margin_keeps_its_beginning_and_its_end(title, ems, shown):
    assert margin.left("澜江管道", title, ems) == shown
    assert width(shown) <= ems


def test_the_line_at_the_foot_of_a_sheet_is_as_wide_as_paper_for_every_commit_and_audience(site):
    long = Page("x.html", "x.html", lambda view: "", lambda view: {}, paper="portrait")
    title = "销售机会评估：澄湖中学实验楼排水和纯水管路及配套设备安装工程二期 2026/11/18"
    for lang in ("zh-Hans", "en"):
        view = View(site, lang, long.url)
        style = make_frame(site, view, long, title).print_style
        left = re.search(r'content:"(.*?)"', style)[1]
        right = (
            margin.right(site.book, view.words, "0" * 12 + "+")
            + " · "
            + margin.number(view.words, "10", "12")
        )
        assert left.endswith("2026/11/18")
        assert width(left) + width(right) < 70


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_for_whom_a_site_of_some_customers_is_stands_at_the_head_of_a_sheet(lang):
    limited = "audiences:\n  - {key: partner, customers: [heng]}\n"
    book = make(PROJECT, LANGUAGES + limited)
    partner = next(one for one in book.config.audiences if one.key == "partner")
    site = Site(book_for(book, partner), "5b4a280c1f2e", URLS)
    words = View(site, lang, "x.html").words
    said = margin.said_for(site.book, words)
    assert said not in margin.right(site.book, words, "")
    assert f"@page{{@top-right{{content:{css_string(said)}}}}}" in stamp.sheet(site, lang).decode()
    whole = Site(make(PROJECT, LANGUAGES), "5b4a280c1f2e", URLS)
    assert "@top-right" not in stamp.sheet(whole, lang).decode()
    assert margin.room(site.book, words)["portrait"] > 30


def test_words_of_scripts_stand_in_a_script_of_their_language():
    text = script_words.script("zh-Hans").decode()
    words = json.loads(text.removeprefix("var siteWords = ").removesuffix(";\n"))
    assert words["all"] == "全部"
    static = shipped_theme() / "static"
    for name in ("site.js", "table.js", "search.js"):
        script = (static / name).read_text(encoding="utf-8").replace("= siteWords", "")
        asked = set(re.findall(r"(?<![.\w])(?:siteWords|words)\.(\w+)", script))
        assert asked, name
        assert asked <= set(words), name


def test_css_string_cannot_leave_its_element():
    assert css_string('a"b</style>\n\\') == '"a\\22 b\\3c /style\\3e \\a \\5c "'


def test_page_says_as_of_commit_files_and_problems(site):
    text = html_of(site, "{% block body %}<p>x</p>{% endblock %}", lang="en")
    assert "As of Wed 18 Nov 2026" in text
    assert '/static/stamp-en.css"' in text
    assert "5b4a280c1f2e" not in text, "a new commit must not change every page"
    sheet = stamp.sheet(site, "en").decode()
    for name, words in (
        ("commit", "commit 5b4a280c1f2e"),
        ("files", r"\d+ record files read"),
        ("problems", r"\d+ errors, \d+ warnings"),
    ):
        assert f'class="stamp-{name}"' in text
        assert re.search(rf'\.stamp-{name}::before{{content:"{words}"}}', sheet)
    outside_git = stamp.sheet(Site(site.book, "", URLS), "en").decode()
    assert ".stamp-commit{display:none}" in outside_git
    assert "commit " not in outside_git
    assert "<title>管路 “A” · Test team</title>" in text


def test_finding_is_left_out_when_it_is_empty(site):
    assert 'class="finding"' not in html_of(site, "")
    assert '<p class="finding">缺口 <b>3</b></p>' in html_of(
        site, "{% block finding %} 缺口 <b>3</b> {% endblock %}"
    )


def test_no_script_stands_in_the_page_and_nothing_comes_from_outside(site):
    text = html_of(site, "")
    assert not re.findall(r"<script(?![^>]* src=)", text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)
    assert not re.search(r'\son[a-z]+="', text)
    assert "script-src 'self' file:;" in text
    assert '<meta name="robots" content="noindex, nofollow">' in text


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ('ui.status("bad", "逾期")', '<span class="status bad">逾期</span>'),
        ('ui.stage_chip("solution")', '<span class="stage s3"><i></i>方案设计</span>'),
        ('ui.stage_chip("lost")', '<span class="stage lost">'),
        ('ui.stage_chip("")', "–"),
        ('ui.importance("gf_care")', 'data-level="1"><i style="--n:4"></i>GF Care'),
        ('ui.importance("normal")', 'data-level="4"><i style="--n:1"></i>一般'),
        ('ui.visit_status("done")', '<span class="status good">已完成</span>'),
        ("ui.td_money(none)", '<td class="n">–</td>'),
        ("ui.td_num(-3)", '<td class="n" data-value="-3">−3</td>'),
        ("ui.td_date(as_of, late=true)", '<td class="d late" data-value="2026-11-18">2026/11/18</td>'),
        ('ui.td("华东", words=["a", "b"])', '<td data-words="a|b">华东</td>'),
        ("ui.td(0)", "<td>0</td>"),
        ('ui.td("")', "<td>–</td>"),
        ("ui.td_num(12)", '<td class="n">12</td>'),
        ("ui.td_num(1200)", '<td class="n" data-value="1200">1,200</td>'),
        ("ui.td_num(none)", '<td class="n">–</td>'),
        ('ui.td_num(7, unit="x")', '<td class="n" data-value="7">7x</td>'),
        ("ui.td_money(3)", '<td class="n">3</td>'),
        ("ui.td_percent(60)", '<td class="n">60%</td>'),
        ("ui.td_percent(third.percent)", '<td class="n" data-value="33.3333">33%</td>'),
        ("ui.bar(30, 60)", 'style="--w:50.0%"'),
        ("ui.bar(90, 60, target=30)", "--w:100%;--t:50.0%"),
        ("ui.bar(1, 0)", "--w:0%"),
        ("ui.meter(12, 10)", '<span class="meter over">'),
        ("ui.meter(7, 10)", "--w:70.0%;--t:100.0%"),
        ("ui.ratio(third)", '33% <small class="few"'),
        ("ui.ratio(many)", "50% <small>n=20</small>"),
        ('ui.definition("M1")', 'href="../../method/definitions.html#M1"'),
        ('ui.facts([("a", 0), ("b", "")])', "<dd>0</dd></div>\n<div><dt>b</dt><dd>–</dd>"),
        ("ui.lines(2)", "<i></i><i></i></div>"),
        ('ui.check("具体", true)', '<span class="check ticked">'),
    ],
)
def test_macros(site, call, wanted):
    text = html_of(
        site,
        f"{{% block body %}}{{{{ {call} }}}}{{% endblock %}}",
        third=Ratio.of(1, 3),
        many=Ratio.of(10, 20),
    )
    assert wanted in text


def test_table_marks_kinds_keys_and_choices(site):
    text = html_of(
        site,
        """{% block body %}{% call ui.table([{"label": "名称", "key": true}, {"label": "金额", "kind": "money",
        "definition": "M1"}, {"label": "省份", "filter": true}], caption="表", id="t") %}
        <tr>{{ ui.th("a") }}{{ ui.td_money(3) }}{{ ui.td("江苏") }}</tr>{% endcall %}{% endblock %}""",
    )
    assert '<div class="table-frame" data-sort data-filter data-fold>' in text
    assert '<th scope="col" data-key>名称</th>' in text
    assert '<th scope="col" data-choose>省份</th>' in text
    assert re.search(r'<th scope="col" class="n">金额 <span class="unit">万元</span>', text)
    assert re.search(r"<tbody>\s*<tr>", text)


def test_groups_of_rows_keep_their_own_bodies(site):
    text = html_of(
        site,
        """{% block body %}{% call ui.table([{"label": "名称"}]) %}<tbody>{{ ui.group("阶段", 1, id="g", count=2) }}
        <tr>{{ ui.th("a") }}</tr></tbody>{% endcall %}{% endblock %}""",
    )
    assert text.count("<tbody") == 1
    assert '<tr class="group" id="g">' in text


def test_a_template_that_fails_is_named_where_the_reader_finds_it(tmp_path, monkeypatch):
    (tmp_path / "themes/templates/macros").mkdir(parents=True)
    broken = "\n{% macro status(tone, word, title='') %}{{ word.no.such }}{% endmacro %}"
    (tmp_path / "themes/templates/macros/ui.html").write_text(broken)
    (tmp_path / "themes/templates/own.html").write_text(
        "{% import 'macros/ui.html' as ui %}{{ ui.status(1, 2) }}"
    )
    (tmp_path / "themes/templates/half.html").write_text("\n\n{% if %}")
    environment = make_environment(tmp_path / "themes").in_language("en")
    monkeypatch.chdir(tmp_path)

    def told(name: str) -> tuple[str, int]:
        item = Item("a.html", lambda: environment.get_template(name).render().encode())
        with pytest.raises(TemplateError) as caught:
            item.make()
        place = item.problem(caught.value).place
        return shown_path("records", place), place.line

    assert told("own.html") == ("themes/templates/macros/ui.html", 2)
    assert told("half.html") == ("themes/templates/half.html", 3)
    shipped = (shipped_theme() / "templates/base.html").as_posix()
    assert told("base.html")[0] == shipped
    assert told("gone.html")[0] == "themes/templates/gone.html"
