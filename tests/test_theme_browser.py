"""The theme's scripts and styles in a real browser, from a file: sorting, filters, folding, theme, print."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader
from measure_books import book as make

from site_gen.pages import addresses, script_words, search, stamp
from site_gen.pages.frame import make_frame
from site_gen.pages.page import Page
from site_gen.pages.view import Addresses, Site, View
from site_gen.render.environment import make_environment, static_files

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]

ROWS = [
    ("王家渡水厂管路", "江苏", "solution", 120, "2026-11-20"),
    ("安丰酸洗线", "浙江", "lead", None, "2026-12-01"),
    ("海博冷却水", "江苏", "payment", 12.25, ""),
    ("<b>立高 DN100</b>", "上海", "lead", 88.5, "2026-10-30"),
    ("昌宇废水站", "浙江", "quotation", 240, "2026-11-02"),
    ("百清中水", "四川", "lead", 12.5, "2027-01-05"),
]
BODY = """{% block finding %}一句话。{% endblock %}{% block body %}
{% call ui.table([{"label": "名称", "key": true}, {"label": "省份", "filter": true},
  {"label": "阶段", "filter": true}, {"label": "金额", "kind": "money", "definition": "M1", "key": true},
  {"label": "日期", "kind": "date"}], caption="项目", id="t") %}
{% for name, place, key, amount, day in rows * times %}
<tr>{{ ui.th(name) }}{{ ui.td(place) }}{{ ui.td_stage(key) }}{{ ui.td_money(amount) }}{{ ui.td(day, value=day) }}</tr>
{% endfor %}
<tr class="total">{{ ui.th("合计") }}<td colspan="2"></td>{{ ui.td_money(473.25) }}<td></td></tr>
{% endcall %}
{{ ui.figure("数", "1") if false }}
{% call ui.strip() %}{{ ui.figure("开放", "1,284.5", "万元", "#t", "M1", "bad", "说明") }}{% endcall %}
{{ ui.track([{"key": "lead", "state": "done", "day": as_of, "days": 12},
             {"key": "solution", "state": "current", "day": as_of, "days": 3}]) }}
{% call ui.table([{"label": "姓名", "key": true}, {"label": "情况", "kind": "long", "key": true}, {"label": "数"}], caption="长句", id="u") %}
{% for name in ("陈思远", "procedures") %}<tr>{{ ui.th(name) }}<td class="l">{{ "一份报告还没有交，" * 12 }}</td>{{ ui.td(1) }}</tr>{% endfor %}
{% endcall %}
<div class="table-frame"><table class="data" id="w"><caption>各周</caption><thead><tr>{% for n in range(14) %}<th scope="col"{% if n == 11 %} class="today"{% endif %}>第{{ n }}周</th>{% endfor %}</tr></thead><tbody><tr>{% for n in range(14) %}<td>{{ n }}</td>{% endfor %}</tr></tbody></table></div>
<div class="table-frame" data-fold><table class="data" id="h"><caption>两半</caption><thead>
<tr><td rowspan="2"></td><th scope="colgroup" colspan="3">计划</th><th scope="colgroup" colspan="2">结果</th></tr>
<tr><th scope="col" data-key>目的</th><th scope="col">时间</th><th scope="col">状态</th><th scope="col">时间</th><th scope="col">对方观点</th></tr></thead>
<tbody><tr><th scope="row"><b class="name">恒泰</b> 已完成</th><td>报价</td><td>九点</td><td>订单</td><td>十点</td><td>再议</td></tr>
<tr><th scope="row">立高</th><td>催款</td><td>三点</td><td>付款</td><td colspan="2">没有去</td></tr>
<tr class="print-only"><th></th><td></td><td></td><td></td><td></td><td></td></tr></tbody></table></div>
<div class="table-frame" data-fold><table class="data" id="s"><caption>各人</caption><thead><tr><th scope="col">姓名</th><th scope="col" data-key>报告</th><th scope="col">应交</th><th scope="col" data-key>按时</th><th scope="col">扣分</th></tr></thead>
<tbody><tr><th scope="rowgroup" rowspan="2">李伟</th><th scope="row">周报</th><td>1</td><td>1</td><td rowspan="2">3</td></tr><tr><th scope="row">日报</th><td>5</td><td>4</td></tr></tbody></table></div>
{% call ui.table([{"label": "名次", "kind": "num"}, {"label": "客户", "key": true}, {"label": "层级", "key": true}, {"label": "金额", "kind": "num"}], caption="排名", id="r",
  foot='<tr><th scope="row" colspan="3">合计</th><td class="n">75</td></tr>' | safe) %}
<tr>{{ ui.td_num(1) }}{{ ui.th("恒泰") }}{{ ui.td("A") }}{{ ui.td_num(75) }}</tr>
{% endcall %}
{% call ui.table([{"label": "规则", "key": true}, {"label": "条数", "kind": "num", "key": true}], caption="规则", id="q", sort=false) %}
<tr>{{ ui.th("每个" * 60) }}{{ ui.td_bar(3, 4, "3", "warn") }}</tr>
{% endcall %}
{{ ui.facts([("名", "值")]) }}
<p>{{ ui.status("warn", "偏低") }} {{ ui.meter(12, 10) }} {{ ui.check("具体", true) }}</p>
{% endblock %}"""
#: A title that does not fit into the margin of paper beside the day and the number of the sheet.
LONG = "销售机会评估：澄湖中学实验楼排水和纯水管路及配套设备安装工程二期 2026/11/17"
PAGE = Page("projects/page.html", "page.html", lambda view: "一览", lambda view: {}, "projects")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("theme")
    book = make({}, "languages: [zh-Hans, en]\n")
    site = Site(book, "abc", Addresses({addresses.HOME, addresses.PROJECTS, addresses.DEFINITIONS}))
    environment = make_environment()
    text = '{% extends "base.html" %}{% import "macros/ui.html" as ui with context %}' + BODY
    environment.loader = ChoiceLoader([DictLoader({"page.html": text}), environment.loader])
    view = View(site, "zh-Hans", PAGE.url)
    context = {
        **view.globals(),
        "page": PAGE,
        "title": "一览",
        "frame": make_frame(site, view, PAGE, PAGE.title(view)),
    }
    files = {**static_files(), **search.files(book, "zh-Hans")}
    files[stamp.address("zh-Hans")] = stamp.sheet(site, "zh-Hans")
    files[script_words.address("zh-Hans")] = script_words.script("zh-Hans")
    for name, times in (("page", 1), ("long", 30)):
        template = environment.in_language("zh-Hans").get_template("page.html")
        frame = make_frame(site, view, PAGE, LONG) if name == "long" else context["frame"]
        html = template.render({**context, "frame": frame, "rows": ROWS, "times": times})
        files[f"projects/{name}.html"] = html.encode()
    for url, data in files.items():
        (folder / url).parent.mkdir(parents=True, exist_ok=True)
        (folder / url).write_bytes(data)
    return folder


@pytest.fixture
def open_page(browser, folder):
    """Open a page in a fresh profile; anything on the console fails the test."""
    contexts, noise = [], []

    def _open(name: str = "page", width: int = 1280, **options: object):
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.goto((folder / "projects" / f"{name}.html").as_uri())
        return page

    yield _open
    for context in contexts:
        context.close()
    assert noise == []


def names(page) -> list[str]:
    return [
        cell.inner_text().strip()
        for cell in page.locator("#t tbody tr:not(.total):not(.unfolded) th").all()
        if cell.is_visible()
    ]


def test_styles_and_scripts_load_from_a_file_under_the_policy(open_page):
    page = open_page()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "15px"
    assert page.get_attribute("html", "class") == "js"
    assert page.locator(".table-tools").count() == 1


@pytest.mark.parametrize(
    ("column", "clicks", "first", "last"),
    [
        ("金额", 1, "昌宇废水站", "安丰酸洗线"),
        ("金额", 2, "海博冷却水", "安丰酸洗线"),
        ("金额", 3, "王家渡水厂管路", "百清中水"),
        ("日期", 1, "<b>立高 DN100</b>", "海博冷却水"),
        ("日期", 2, "百清中水", "海博冷却水"),
        ("阶段", 1, "安丰酸洗线", "海博冷却水"),
        ("名称", 1, "安丰酸洗线", "<b>立高 DN100</b>"),
    ],
)
def test_sorting(open_page, column, clicks, first, last):
    page = open_page()
    for _ in range(clicks):
        page.locator("#t thead .sort", has_text=column).click()
    if column == "名称":
        assert names(page).index("安丰酸洗线") < names(page).index("王家渡水厂管路")
    else:
        assert (names(page)[0], names(page)[-1]) == (first, last)
    assert page.locator("#t tbody tr").last.get_attribute("class") == "total"


def test_sorting_by_keyboard_says_so(open_page):
    page = open_page()
    page.locator("#t thead .sort", has_text="金额").focus()
    page.keyboard.press("Enter")
    assert page.locator("#t thead th", has_text="金额").get_attribute("aria-sort") == "descending"


def test_dropdowns_offer_the_values_in_order_and_filter(open_page):
    page = open_page()
    stages = page.locator(".table-tools select").nth(1)
    assert [o.get_attribute("value") for o in stages.locator("option").all()] == [
        "", "潜在客户", "方案设计", "报价谈判投标", "付款",
    ]  # fmt: skip
    stages.select_option("潜在客户")
    assert names(page) == ["安丰酸洗线", "<b>立高 DN100</b>", "百清中水"]
    assert "3 / 6" in page.locator(".table-tools output").inner_text()
    assert not page.locator("#t tr.total").is_visible()
    page.locator(".table-tools select").first.select_option("上海")
    assert names(page) == ["<b>立高 DN100</b>"]
    page.reload()
    assert names(page) == ["<b>立高 DN100</b>"]
    page.locator(".table-tools button:not(.more-filters)").click()
    assert len(names(page)) == 6


def test_text_filter_appears_on_long_lists(open_page):
    page = open_page("long")
    page.locator(".table-tools input").fill("dn100 上海")
    assert len(names(page)) == 30


def test_a_phone_keeps_two_columns_and_opens_the_rest(open_page):
    page = open_page(width=360)
    shown = [th.inner_text().split()[0] for th in page.locator("#t thead th").all() if th.is_visible()]
    assert shown == ["名称", "金额"]
    page.locator("#t .unfold").first.click()
    rest = page.locator("#t tr.unfolded").inner_text().split()
    assert rest == ["省份", "江苏", "阶段", "方案设计", "日期", "2026-11-20"]
    assert page.locator("#t .unfold").first.get_attribute("aria-expanded") == "true"
    page.locator("#t .unfold").first.click()
    assert page.locator("#t tr.unfolded").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_table_of_two_halves_folds_by_its_columns_on_a_phone(open_page):
    page = open_page(width=360)
    shown = [
        cell.inner_text().split() for cell in page.locator("#h thead :is(th, td)").all() if cell.is_visible()
    ]
    buttons = page.locator("#h .unfold")
    for button in (buttons.nth(1), buttons.nth(0)):
        button.click()
    opened = [row.inner_text().split() for row in page.locator("#h tr.unfolded").all()]
    assert shown == [[], ["计划"], ["目的"]]
    assert [button.get_attribute("aria-label") for button in buttons.all()] == ["展开恒泰", "展开立高"]
    assert opened == [
        ["计划", "·", "时间", "九点", "状态", "订单", "结果", "·", "时间", "十点", "对方观点", "再议"],
        ["计划", "·", "时间", "三点", "状态", "付款", "结果", "·", "时间", "没有去"],
    ]


def test_a_row_beside_a_name_that_stands_for_several_opens_on_a_phone(open_page):
    page = open_page(width=360)
    spans = "[...document.querySelectorAll('#s [rowspan]')].map((cell) => cell.rowSpan)"
    buttons = page.locator("#s .unfold")
    for button in (buttons.nth(1), buttons.nth(0)):
        button.click()
    opened = [row.inner_text().split() for row in page.locator("#s tr.unfolded").all()]
    assert opened == [["应交", "1", "扣分", "3"], ["应交", "5"]]
    assert page.evaluate(spans) == [4, 4]
    left = [row.bounding_box()["x"] for row in page.locator("#s tr.unfolded td").all()]
    assert left == [page.locator("#s tbody th[scope=row]").first.bounding_box()["x"]] * 2
    for button in (buttons.nth(1), buttons.nth(0)):
        button.click()
    assert page.evaluate(spans) == [2, 2]


def test_the_button_stands_at_the_name_not_at_the_number_before_it_and_at_sums_too(open_page):
    page = open_page(width=360)
    at = "[...document.querySelectorAll('#r .unfold')].map((one) => one.parentNode.tagName + one.parentNode.innerText.trim())"
    page.locator("#r tfoot .unfold").click()
    assert page.evaluate(at) == ["TH恒泰", "TH合计"]
    assert page.locator("#r tr.unfolded").inner_text().split() == ["金额", "75"]


@pytest.mark.parametrize("name", ["r", "q"])
def test_a_folded_table_fits_a_phone(open_page, name):
    page = open_page(width=360)
    room, wanted = page.evaluate(
        f"(f => [f.clientWidth, f.scrollWidth])(document.querySelector('#{name}').parentNode)"
    )
    assert wanted <= room


def test_names_and_words_stay_whole_beside_a_long_text_on_a_phone(open_page):
    page = open_page(width=360)
    lines = """th => { const all = document.createRange(); all.selectNode(th.lastChild); return all.getClientRects().length }"""
    assert [row.evaluate(lines) for row in page.locator("#u tbody th").all()] == [1, 1]


def test_what_opens_below_a_row_keeps_its_names_apart_from_the_values(open_page):
    page = open_page(width=360)
    page.add_style_tag(content="#t td { white-space: nowrap }")
    page.locator("#t .unfold").first.click()
    shown = "getComputedStyle(document.querySelector('#t tr.unfolded dt')).whiteSpace"
    assert page.evaluate(shown) == "normal"


def test_of_many_weeks_the_running_one_is_in_sight_on_a_phone(open_page):
    page = open_page(width=360)
    head = page.locator("#w .today").bounding_box()
    assert head["x"] + head["width"] <= 360
    assert page.evaluate("document.querySelector('#w').parentNode.scrollLeft") > 0


def test_only_what_is_much_longer_than_the_window_scrolls_within_the_page(open_page):
    limit = "getComputedStyle(document.querySelector('#t').parentNode).maxHeight"
    assert open_page("page").evaluate(limit) == "none"
    assert open_page("long").evaluate(limit) == "768px"


def test_on_paper_no_fact_is_cut_in_two(open_page):
    page = open_page()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.facts > div')).breakInside") == "avoid"


@pytest.mark.parametrize("columns", ["columns main-side", "columns"])
def test_on_paper_a_wide_table_does_not_run_over_what_stands_beside_it(open_page, columns):
    page = open_page(width=700)
    page.emulate_media(media="print")
    table = '<div><div class="table-frame"><table class="data"><tr>%s</tr></table></div></div>'
    cells = '<td class="n">1234567890</td>'
    both = f'<div class="{columns}">{table % (cells * 7)}{table % (cells * 2)}</div>'
    page.evaluate("(html) => document.querySelector('main').insertAdjacentHTML('beforeend', html)", both)
    first, second = (table.bounding_box() for table in page.locator(".columns table").all())
    assert first["x"] + first["width"] < second["x"]
    assert second["x"] + second["width"] <= page.evaluate(
        "document.querySelector('main').getBoundingClientRect().right"
    )


def test_menu_folds_on_a_phone_and_works_without_script(open_page):
    page = open_page(width=360, java_script_enabled=False)
    assert not page.locator(".menu a", has_text="项目").first.is_visible()
    page.locator(".menu summary").click()
    assert page.locator(".menu-more a", has_text="项目").first.is_visible()
    assert not page.locator(".search").is_visible()
    assert not page.locator(".theme").is_visible()


def test_theme_switch_is_remembered(open_page):
    page = open_page(color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.locator("[data-theme-switch]").click()
    assert page.evaluate(ground) == "rgb(18, 20, 22)"
    page.reload()
    assert page.evaluate(ground) == "rgb(18, 20, 22)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 25, 29)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_accessibility_violation(open_page, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(width=width, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def test_printed_pages_repeat_the_head_and_number_themselves(chromium, folder, tmp_path):
    import shutil

    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        pytest.skip("no pdftotext found: install poppler-utils to check the printed pages")
    out = tmp_path / "page.pdf"
    page = (folder / "projects" / "long.html").as_uri()
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'p'}"]
    subprocess.run(
        [*command, "--no-pdf-header-footer", f"--print-to-pdf={out}", page],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = subprocess.run([pdftotext, "-layout", out, "-"], check=True, capture_output=True).stdout.decode()
    sheets = text.split("\f")[:-1]
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        line = next(line for line in sheet.splitlines() if "截至2026/11/18" in line.replace(" ", "")).replace(
            " ", ""
        )
        assert line.startswith("销售机会评估：")
        assert "2026/11/17" in line
        assert line.endswith(f"第{number}页，共{len(sheets)}页")
    assert all("名称" in sheet and "省份" in sheet for sheet in sheets[1:-1])
