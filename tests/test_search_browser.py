"""Searching in a real browser, from a file: Chinese by any of its characters, keyboard, text never as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from measure_books import book as make

from site_gen.pages import addresses, script_words, search, stamp
from site_gen.pages.frame import make_frame
from site_gen.pages.page import Page
from site_gen.pages.view import Addresses, Site, View
from site_gen.render.environment import make_environment, static_files

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]

PROJECT = "customer: heng\nname: {name}\nstage: lead\nimportance: normal\nsource: dealer\nowner: li\nnext_step: {step}"
FILES = {
    "projects/p1.md": PROJECT.format(name="硫酸输送管路 DN100", step="递交样品"),
    "projects/p2.md": PROJECT.format(name="<img src=x onerror=alert(1)>冷却水", step="核实预算"),
    "projects/p3.md": PROJECT.format(name="中水回用", step="Prepare the quotation"),
    "visits/v1.md": "customer: hua\nowner: zhao\ndate: 2026-11-20\nstatus: planned",
}
PAGE = Page("projects/deep/page.html", "404.html", lambda view: "页", lambda view: {})


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    book = make(FILES)
    site = Site(book, "", Addresses({addresses.HOME, addresses.PROJECTS}))
    view = View(site, "zh-Hans", PAGE.url)
    search_was = search.SHARD
    search.SHARD = 5
    try:
        frame = make_frame(site, view, PAGE, PAGE.title(view))
        files = {**static_files(), **search.files(book, "zh-Hans")}
    finally:
        search.SHARD = search_was
    context = {**view.globals(), "page": PAGE, "title": "页", "frame": frame}
    files[PAGE.url] = (
        make_environment().in_language("zh-Hans").get_template("404.html").render(context).encode()
    )
    files[stamp.address("zh-Hans")] = stamp.sheet(site, "zh-Hans")
    files[script_words.address("zh-Hans")] = script_words.script("zh-Hans")
    for kind in ("project", "customer"):
        for ident in book.of_kind(kind):
            files[addresses.record(kind, ident)] = b"<!doctype html><title>there</title>"
    for url, data in files.items():
        (folder / url).parent.mkdir(parents=True, exist_ok=True)
        (folder / url).write_bytes(data)
    return folder


@pytest.fixture
def page(browser, folder):
    noise: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    page.goto((folder / PAGE.url).as_uri())
    yield page
    page.close()
    assert noise == []


def wait_for(page, expression: str) -> None:
    """Wait until an expression is true; Playwright's own waiting needs what the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def hits(page, query: str) -> list[str]:
    page.fill("#search-box", query)
    wait_for(page, "/\\d|没有/.test(document.querySelector('[data-search-status]').textContent)")
    return [node.inner_text() for node in page.locator("[role=option] b").all()]


def ready(page) -> None:
    """Wait until all three files of the index are loaded and the newest visit of the last is found."""
    page.focus("#search-box")
    wait_for(page, "document.querySelectorAll('script[src*=\"search/zh-Hans\"]').length === 3")
    for _ in range(100):
        if "华新 2026/11/20" in hits(page, "赵军 2026"):
            return
        page.wait_for_timeout(50)
    pytest.fail("the index was never complete")


def test_nothing_is_loaded_before_the_box_is_used(page):
    assert page.locator("script[src*=minisearch]").count() == 0
    assert page.locator("script[src*='search/']").count() == 0


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("输送", "硫酸输送管路 DN100"),
        ("硫酸管路", "硫酸输送管路 DN100"),
        ("路", "硫酸输送管路 DN100"),
        ("dn100", "硫酸输送管路 DN100"),
        ("ＤＮ１００", "硫酸输送管路 DN100"),
        ("DN1", "硫酸输送管路 DN100"),
        ("样品", "硫酸输送管路 DN100"),
        ("中水 恒泰", "中水回用"),
        ("quotaton", "中水回用"),
        ("赵军 2026", "华新 2026/11/20"),
    ],
)
def test_what_is_found(page, query, wanted):
    ready(page)
    if query == "硫酸管路":
        assert hits(page, query) == []
    else:
        assert wanted in hits(page, query)


def test_nothing_found_is_said(page):
    ready(page)
    assert hits(page, "鲸鱼") == []
    assert page.locator("#search-list").inner_text() == "没有找到。"


def test_whoever_leaves_the_box_and_comes_back_at_once_keeps_the_list(page):
    ready(page)
    hits(page, "恒泰")
    page.evaluate("(box => { box.blur(); box.focus(); })(document.getElementById('search-box'))")
    page.wait_for_timeout(300)
    assert page.locator("#search-list").is_visible()
    page.evaluate("document.getElementById('search-box').blur()")
    wait_for(page, "document.getElementById('search-list').hidden")


def test_markup_in_a_record_stays_text(page):
    ready(page)
    assert hits(page, "冷却水") == ["<img src=x onerror=alert(1)>冷却水"]
    assert page.locator("#search-list img").count() == 0
    assert page.locator("#search-list mark").first.inner_text() == "冷却水"


def test_keyboard(page, folder):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-box"
    ready(page)
    hits(page, "恒泰")
    assert page.get_attribute("#search-box", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("#search-box", "aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.get_attribute("#search-box", "aria-expanded") == "false"
    hits(page, "中水")
    page.keyboard.press("Enter")
    page.wait_for_url((folder / addresses.record("project", "p3")).as_uri())


def test_open_list_has_no_accessibility_violation(browser, folder):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((folder / PAGE.url).as_uri())
    ready(page)
    hits(page, "恒泰")
    found = Axe().run(page, options={"preload": False}).response["violations"]
    context.close()
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def test_scripts_write_text_and_never_html():
    for path in sorted((ROOT / "themes" / "default" / "static").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text, path.name


def test_the_vendored_engine_keeps_its_licence():
    vendor = ROOT / "themes" / "default" / "static" / "vendor"
    assert "Luca Ongaro" in (vendor / "minisearch.LICENSE.txt").read_text(encoding="utf-8")
    assert (vendor / "minisearch.js").stat().st_size > 50_000
