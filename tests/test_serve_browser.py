"""`site-gen serve` in a real browser: pages change in place, and what the reader did to them stays."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator

import pytest
from serving import TEAM, Served, project, wait_until, write_team

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]

LIST, PAGE, FILE = "projects/index.html", "projects/r/line3.html", "records/projects/line3.md"
NASTY = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
PROVINCES = ("江苏", "浙江", "上海")
MANY = {
    f"records/customers/c{n}.md": f"---\nname: 客户{n}\nvertical: chemical\nprovince: {PROVINCES[n % 3]}\n---\n"
    for n in range(30)
} | {
    f"records/projects/p{n:02}.md": project(f"项目{n:02}").replace("hengtai", f"c{n}")
    + f"## 项目进展\n\n第{n}段。\n"
    for n in range(30)
}
SITE = TEAM["records/site.yaml"].replace("[zh-Hans]", "[zh-Hans, zh-Hant, en]")


FILES = {**TEAM, **MANY, "records/site.yaml": SITE}


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Served]:
    running = Served(write_team(tmp_path_factory.mktemp("live"), FILES))
    yield running
    running.end()


@pytest.fixture
def served(running) -> Served:
    """The running preview, its team as it was at first."""
    shutil.rmtree(running.root / "themes", ignore_errors=True)
    for path in running.root.glob("records/*/*.md"):
        if path.relative_to(running.root).as_posix() not in FILES:
            path.unlink()
    for name, text in FILES.items():
        if not (running.root / name).is_file() or (running.root / name).read_text("utf-8") != text:
            running.write(name, text)
    wait_until(lambda: "恒泰三期" in running.page(PAGE))
    wait_until(lambda: '"errors":0' in running.get("/_live/problems").text)
    time.sleep(0.3)
    return running


@pytest.fixture
def open_page(browser, served):
    """Open a page of the preview in a fresh profile; an error in a script fails the test."""
    contexts, errors = [], []

    def _open(url: str, **options: object):
        context = browser.new_context(viewport={"width": 1280, "height": 500}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Error" in message.text else None)
        page.goto(served.address + url)
        page.evaluate("window.kept = true")  # gone when the page is loaded anew
        return page

    yield _open
    for context in contexts:
        context.close()
    assert not errors


def wait(page, expression: str) -> None:
    """Wait until an expression is true in the page; Playwright's own wait needs `eval`, which the policy forbids."""
    wait_until(lambda: page.evaluate(expression))


def kept(page) -> bool:
    """Whether the page was never loaded anew."""
    return page.evaluate("window.kept === true")


def test_new_words_appear_in_place(served, open_page):
    page = open_page(PAGE)
    heading = page.locator("h1").element_handle()
    served.write(FILE, project("新名字一"))
    wait(page, "document.querySelector('h1').textContent.includes('新名字一')")
    assert heading.evaluate("node => node.isConnected")
    assert "新名字一" in page.title()
    assert kept(page)
    served.write(FILE, project("新名字二").replace("---\n", "---\nwin_rate: 20\n", 1))
    wait(page, "document.querySelector('h1').textContent.includes('新名字二')")
    assert page.evaluate("document.documentElement.dataset.live") == page.evaluate(
        "fetch('/index.html').then((answer) => answer.headers.get('Site-Gen-Build'))"
    )
    assert kept(page)


def test_sort_filter_scroll_focus_and_words_being_typed_survive(served, open_page):
    page = open_page(LIST)
    box = page.locator(".table-tools input[type=search]").first
    rows = "[...document.querySelectorAll('.table-frame tbody tr:not([hidden], .group, .total)')]"
    names = rows + ".map((row) => (row.innerText.match(/项目\\d+改?/) || [''])[0]).filter(Boolean)"
    page.locator(".table-frame").first.locator("th .sort").nth(1).click()
    page.locator(".table-frame").first.locator("th .sort").nth(1).click()
    box.fill("项目1")
    box.evaluate("node => node.setSelectionRange(1, 2)")
    before = page.evaluate(names)
    assert 5 < len(before) < 20
    order = page.locator(".table-frame th[aria-sort]").first.get_attribute("aria-sort")
    page.evaluate("window.scrollTo(0, 120)")
    frame = "document.querySelector('.table-frame')"
    page.evaluate(f"{frame}.scrollLeft = 40")
    at = page.evaluate(f"[scrollY, {frame}.scrollLeft]")
    page.wait_for_timeout(100)

    served.write("records/projects/p15.md", MANY["records/projects/p15.md"].replace("项目15", "项目15改"))
    wait(page, f"{names}.some((name) => name.includes('项目15改'))")
    after = page.evaluate(names)
    assert [name.replace("改", "") for name in after] == before
    assert page.locator(".table-frame th[aria-sort]").first.get_attribute("aria-sort") == order
    assert box.input_value() == "项目1"
    assert page.evaluate("[document.activeElement.type, document.activeElement.selectionStart]") == [
        "search",
        1,
    ]
    assert page.evaluate(f"[scrollY, {frame}.scrollLeft]") == at
    assert page.locator(".table-tools").count() == page.evaluate(
        "new Set(document.querySelectorAll('.table-tools')).size"
    )
    page.keyboard.type("5")
    assert box.input_value() == "项5" or box.input_value() == "项51"
    assert kept(page)

    # A new record finds its place in the sorted list, and the filter knows it.
    box.fill("项目9")
    served.write("records/projects/p99.md", project("项目99"))
    wait(page, f"{names}.includes('项目99')")
    (served.root / "records/projects/p99.md").unlink()
    wait(page, f"!{names}.includes('项目99')")
    assert kept(page)


def test_open_details_and_menus_stay_open(served, open_page):
    page = open_page("index.html")
    page.locator("details.menu-more > summary").click()
    count = page.locator("main details").count()
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    served.write("records/site.yaml", SITE.replace("测试", "队名改了"))
    wait(page, "document.querySelector('.team').textContent.includes('队名改了')")
    assert page.evaluate("document.querySelector('details.menu-more').open")
    assert page.locator("main details[open]").count() == count
    assert page.title().startswith("队名改了")
    served.write("records/site.yaml", SITE)
    wait(page, "document.querySelector('.team').textContent.includes('测试')")
    assert kept(page)


def test_what_was_typed_into_the_search_box_stays(served, open_page):
    page = open_page(PAGE)
    page.locator("#search-box").fill("恒泰")
    page.wait_for_selector("#search-list [role=option]")
    served.write(FILE, project("搜索时改名"))
    wait(page, "document.querySelector('h1').textContent.includes('搜索时改名')")
    assert page.locator("#search-box").input_value() == "恒泰"
    assert page.evaluate("document.activeElement.id") == "search-box"
    assert page.locator("#search-list [role=option]").count() > 0
    # Used again, it finds what the record is called now.
    page.locator("h1").click()
    page.locator("#search-box").fill("搜索时改名")
    page.locator("#search-list [role=option]", has_text="搜索时改名").first.wait_for()
    assert kept(page)


def test_styles_are_exchanged_without_a_reload(served, open_page):
    page = open_page(PAGE)
    served.write("themes/static/css/text.css", "h1 { color: rgb(1, 2, 3); }\n")
    wait(page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
    wait(page, "document.querySelectorAll('link[href*=\"css/text.css\"]').length === 1")
    served.write("themes/static/css/text.css", "h1 { color: rgb(4, 5, 6); }\n")
    wait(page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'")
    # And a record's change after it still finds its way.
    served.write(FILE, project("样式之后"))
    wait(page, "document.querySelector('h1').textContent.includes('样式之后')")
    assert kept(page)
    (served.root / "themes/static/css/text.css").unlink()
    wait(page, "getComputedStyle(document.querySelector('h1')).color !== 'rgb(4, 5, 6)'")


def test_templates_and_scripts_are_exchanged(served, open_page):
    page = open_page("404.html")
    served.write(
        "themes/templates/404.html",
        "{% extends 'base.html' %}{% block body %}<p id=own>自己的</p>{% endblock %}",
    )
    page.wait_for_selector("#own")
    assert kept(page)
    served.write("themes/static/theme.js", "document.documentElement.dataset.own = 'yes';\n")
    page.wait_for_selector("html[data-own=yes]")
    assert not kept(page)
    (served.root / "themes/static/theme.js").unlink()
    (served.root / "themes/templates/404.html").unlink()


@pytest.mark.parametrize(
    ("root", "words"),
    [("", "页面显示的是"), ("zh-Hant/", "頁面顯示的是"), ("en/", "The records have errors")],
)
def test_an_error_is_shown_on_top_and_goes_away(served, open_page, root: str, words: str):
    page = open_page(root + PAGE)
    name = page.locator("h1").inner_text()
    served.write(FILE, project("坏的", "leed"))
    page.wait_for_selector(".live-panel:not([hidden]) li")
    panel = page.locator(".live-panel").inner_text()
    assert "records/projects/line3.md:4:8" in panel
    assert "leed" in panel
    assert "lead" in panel
    assert words in panel
    assert page.locator("h1").inner_text() == name
    box = page.locator(".live-panel").bounding_box()
    assert box["y"] == 0
    assert box["width"] >= 1200
    assert page.locator(".live-badge .live-error").inner_text()
    served.write(FILE, project("好了" + root.strip("/")))
    page.wait_for_selector(".live-panel", state="hidden")
    wait(page, "document.querySelector('h1').textContent.includes('好了')")
    assert kept(page)


def test_words_of_records_never_become_markup(served, open_page):
    page = open_page(PAGE)
    served.write(FILE, project("坏的", NASTY.replace(":", "")))
    served.write(f"records/projects/{'x<b onclick=alert(1)>'}.md", "no front matter")
    wait(page, "document.querySelectorAll('.live-panel li').length >= 2")
    assert '<img src=x onerror="window.pwned=1"><script>' in page.locator(".live-panel").inner_text()
    assert "<b onclick" in page.locator(".live-panel").inner_text()
    assert page.locator(".live-box img, .live-box b, .live-box script").count() == 0
    assert page.evaluate("window.pwned") is None
    served.write(FILE, project(f"'{NASTY}'"))
    (served.root / "records/projects/x<b onclick=alert(1)>.md").unlink()
    page.wait_for_selector(".live-panel", state="hidden")
    wait(page, "document.querySelector('h1').textContent.includes('<img')")
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.pwned") is None
    served.write(FILE, project("干净"))
    wait(page, "document.querySelector('h1').textContent.includes('干净')")


def test_the_badge_counts_and_lists_warnings(served, open_page):
    served.write(FILE, project("没有", "lost"))
    page = open_page(PAGE)
    page.wait_for_selector(".live-badge:not([hidden])")
    wait(page, "document.querySelector('.live-badge').innerText.includes('提醒')")
    assert page.locator(".live-list").is_hidden()
    page.locator(".live-badge").click()
    listed = page.locator(".live-list")
    assert "records/projects/line3.md" in listed.inner_text()
    assert page.locator(".live-badge").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert listed.is_hidden()
    page.emulate_media(media="print")
    assert not page.locator(".live-badge").is_visible()
    served.write(FILE, project("恒泰三期"))


def test_a_record_that_is_renamed_away_and_back(served, open_page):
    page = open_page("projects/r/line4.html")
    path = served.root / "records/projects/line4.md"
    path.rename(path.with_name("line8.md"))
    page.locator("h1", has_text="没有这个页面").wait_for()
    path.with_name("line8.md").rename(path)
    page.locator("h1", has_text="恒泰四期").wait_for()


def test_a_hidden_page_pauses_and_catches_up(served, open_page):
    page = open_page(PAGE)
    page.wait_for_timeout(300)
    hide = "Object.defineProperty(document, 'hidden', {value: %s, configurable: true}); document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(hide % "true")
    served.write(FILE, project("看不见的时候"))
    wait_until(lambda: "看不见的时候" in served.page(PAGE))
    page.wait_for_timeout(400)
    assert "看不见的时候" not in page.locator("h1").inner_text()
    page.evaluate(hide % "false")
    wait(page, "document.querySelector('h1').textContent.includes('看不见的时候')")
    assert kept(page)


def test_a_new_server_is_found_again_without_a_needless_reload(browser, write):
    first = Served(write(TEAM))
    second = None
    try:
        page = browser.new_page()
        page.goto(first.address + PAGE)
        page.evaluate("window.kept = true")
        page.wait_for_timeout(300)
        first.end()
        first.write(FILE, project("重启之后"))
        second = Served(first.root, "--port", str(first.port))
        assert second.port == first.port
        wait(page, "document.querySelector('h1').textContent.includes('重启之后')")
        assert kept(page)
    finally:
        page.close()
        first.end()
        if second:
            second.end()


def test_a_start_with_broken_records_is_shown_and_turns_into_the_site(browser, write):
    served = Served(
        write({**TEAM, FILE: project("恒泰三期", "leed")}), "--port", "0", SITE_GEN_LANG="zh-Hans"
    )
    try:
        page = browser.new_page()
        page.goto(served.address)
        page.wait_for_selector(".live-panel:not([hidden]) li")
        assert "records/projects/line3.md:4:8" in page.locator(".live-panel").inner_text()
        assert "还不能显示" in page.locator("h1").inner_text()
        served.write(FILE, project("恒泰三期"))
        page.wait_for_selector("header.top")
        assert page.locator("header.top .team").inner_text() == "测试"
    finally:
        page.close()
        served.end()


#: Whether what is on screen is the same as this HTML.
_IS_LIKE = """(html) => {
  const [shown, wanted] = [true, false].map((deep) => document.querySelector("main").cloneNode(deep));
  wanted.innerHTML = html;
  for (const one of [shown, wanted]) one.normalize();
  return shown.isEqualNode(wanted);
}"""


def test_a_page_changed_in_place_is_the_page_as_it_is_loaded_anew(served, open_page):
    """Charts and tables that stay are not read again; nothing may be lost or stay behind for that."""
    page = open_page("pipeline/index.html")
    main, live = "document.querySelector('main').innerHTML", "document.documentElement.dataset.live"
    own = {n: f"records/projects/p{n:02}.md" for n in range(8)}
    edits: list[tuple[str, str | None]] = [
        (own[1], MANY[own[1]].replace("stage: lead", "stage: lead\namount: 77")),
        (own[2], MANY[own[2]].replace("stage: lead", "stage: solution\namount: 500")),
        (own[3], MANY[own[3]].replace("项目03", "改名项目")),
        (own[4], None),
        (own[2], MANY[own[2]]),
        (own[4], MANY[own[4]]),
        ("records/site.yaml", SITE + "thresholds: {big_deal_amount: 1}\n"),
        (own[5], MANY[own[5]].replace("stage: lead", "stage: lost\nlost_reason: price")),
        ("records/site.yaml", SITE),
    ]
    seen = set()
    for path, text in edits:
        before = page.evaluate(live)
        if text is None:
            (served.root / path).unlink()
        else:
            served.write(path, text)
        wait(page, f"{live} && {live} !== '{before}'")
        fresh = open_page("pipeline/index.html")
        # Compared as nodes: the order of attributes is that of their changes.
        assert page.evaluate(_IS_LIKE, fresh.evaluate(main)), path
        shown = page.evaluate(main)
        assert "data-live-same" not in shown
        seen.add(shown)
        fresh.close()
    assert len(seen) > len(edits) // 2
    assert kept(page)
