"""The built sample in a real browser: accessible, quiet, offline, in a sub-folder, on a phone, on paper."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import PAGE_TYPES

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]
#: Whether every word of every page is looked at in both schemes.
EVERYTHING = "SITE_GEN_EXAMPLES" in os.environ
#: Matrices of people or products by week or month: the only tables that scroll sideways on a phone.
MATRICES = {"compliance", "statistics", "statistics-of-week", "supply"}
#: Tables that are wider than the frame around them.
CUT = "[...document.querySelectorAll('main .table-frame')].filter((f) => f.scrollWidth > f.clientWidth + 1).map((f) => f.textContent)"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def axe_script() -> str:
    import axe_playwright_python

    found = sorted(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    assert found
    return found[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tab(browser):
    """A tab for all page types, one after the other, and what it hears; a fresh one costs more than most pages."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    noise: list[str] = []
    page.on(
        "console",
        lambda message: noise.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request",
        lambda r: noise.append(r.url) if not r.url.startswith(("file:", "data:", "about:")) else None,
    )
    yield page, noise
    context.close()


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_quiet_offline_accessible_and_no_sideways_scroll_on_a_phone(tab, page_of, axe_script, name):
    page, noise = tab
    page.goto("about:blank")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    noise.clear()
    page.goto(page_of(name).as_uri())
    page.wait_for_load_state("load")
    width = page.evaluate("document.documentElement.scrollWidth")
    cut = [] if name in MATRICES else page.evaluate(CUT)
    heard = tuple(noise)  # what axe itself does comes later
    page.set_viewport_size(WIDE)
    _bring(page, axe_script)
    found = _violations(page) + _too_pale(page)
    # Colours of words are tested against their grounds in both schemes (test_theme_colours); some pages prove it.
    if list(PAGE_TYPES).index(name) % 4 == 0 or EVERYTHING:
        page.emulate_media(color_scheme="dark")
        found += _too_pale(page)
    assert heard == ()
    assert width <= PHONE["width"]
    assert cut == []
    assert found == []


def _bring(page, script: str) -> None:
    """Bring axe past the page's policy, which forbids scripts that are not its own."""
    tools = page.context.new_cdp_session(page)
    tools.send("Runtime.evaluate", {"expression": script})
    tools.detach()


def _violations(page) -> list[tuple[str, str, list[str]]]:
    """Return what breaks a rule of axe, in the viewport as it is; colours aside."""
    return _run(page, "document", "{rules: {'color-contrast': {enabled: false}}}")


def _too_pale(page) -> list[tuple[str, str, list[str]]]:
    """Return what cannot be read well in the colours as they are.

    axe looks for what lies behind each single word, which takes longer than all its other rules; a table has hundreds
    of cells of the same colours. It gets the first few elements of each tag, colour, font and ground that are on the
    page, and with `SITE_GEN_EXAMPLES` every one.
    """
    return _run(page, f"{{include: ({ALIKE})({9999 if EVERYTHING else 3})}}", "{runOnly: ['color-contrast']}")


def _run(page, where: str, options: str) -> list[tuple[str, str, list[str]]]:
    # The nodes of rules that hold are of no interest and cost most of the time.
    settings = f"{{resultTypes: ['violations'], ...{options}}}"
    found = page.evaluate(f"async () => (await axe.run({where}, {settings})).violations")
    return [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]


#: Elements with words of their own, at most so many of those that look the same. What lies behind an element is told by
#: the grounds of all that it stands in.
ALIKE = """(most) => {
    const grounds = new Map(), seen = new Map();
    const ground = (element) => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const style = getComputedStyle(element);
            const own = [style.backgroundColor, style.backgroundImage, style.opacity].join();
            const behind = ground(element.parentElement);
            grounds.set(element, own === "rgba(0, 0, 0, 0),none,1" ? behind : `${behind}|${own}`);
        }
        return grounds.get(element);
    };
    return [...document.body.querySelectorAll("*")].filter((element) => {
        const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!words.length || !element.checkVisibility({visibilityProperty: true})) return false;
        const style = getComputedStyle(element);
        const look = [style.color, style.fill, style.fontSize, style.fontWeight, style.position, style.clipPath];
        // Of a single character axe does not judge.
        const key = [element.tagName, element.textContent.trim().length > 1, ...look, ground(element)].join();
        seen.set(key, (seen.get(key) || 0) + 1);
        return seen.get(key) <= most;
    });
}"""


def test_a_violation_is_seen_in_both_schemes(browser, axe_script, tmp_path):
    path = tmp_path / "bad.html"
    rows = "<tr><td class=good>50<td>60" * 9
    path.write_text(
        "<!doctype html><html lang=zh><meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
        "<title>x</title><style>:root { color-scheme: light dark } .good { color: #000; background: #fff }"
        "@media (prefers-color-scheme: dark) { p { color: #222; background: #111 }"
        " tr:last-child td { color: #ccc; background: #ddd } }</style>"
        f"<main><h1>x</h1><p>hard to read</p><img src=x.png><table>{rows}</table></main>",
        encoding="utf-8",
    )
    page = browser.new_page()
    page.goto(path.as_uri())
    _bring(page, axe_script)
    light = _violations(page), _too_pale(page)
    page.emulate_media(color_scheme="dark")
    dark = _too_pale(page)
    page.close()
    assert [[one[0] for one in found] for found in light] == [["image-alt"], []]
    assert [one[0] for one in dark] == ["color-contrast"]
    assert [re.match(r"<(\w+)", html)[1] for html in dark[0][2]] == ["p", "td", "td"]


@pytest.mark.parametrize("name", ["home", "funnel-team", "projects", "call-plan-person", "pack-weekly"])
def test_the_page_says_the_same_without_javascript(browser, page_of, name):
    texts = []
    for enabled in (True, False):
        context = browser.new_context(viewport=WIDE, java_script_enabled=enabled)
        page = context.new_page()
        page.goto(page_of(name).as_uri())
        texts.append(page.inner_text("main").split())
        context.close()
    assert set(texts[1]) <= set(texts[0]) | set(texts[1])
    figures = [set(re.findall(r"\d[\d,.]*", " ".join(text))) for text in texts]
    assert figures[1] >= figures[0] - {""}


def test_language_switch_stays_on_the_page(browser, built, page_of):
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(page_of("funnel-team").as_uri())
    page.click("a[hreflang=en]")
    assert page.url == (built / "en" / page_of("funnel-team").relative_to(built)).as_uri()
    assert page.get_attribute("html", "lang") == "en"
    context.close()


def test_works_over_http_in_a_sub_folder(browser, built, tmp_path):
    import functools
    import http.server
    import threading

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "sales").symlink_to(built)
    handler = functools.partial(Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    bad: list[str] = []
    page.on("response", lambda r: bad.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/deep/sales/index.html")
    page.wait_for_load_state("networkidle")
    page.locator("main a[href]").first.click()
    page.wait_for_load_state("networkidle")
    assert "/deep/sales/" in page.url
    context.close()
    server.shutdown()
    server.server_close()
    assert bad == []


@pytest.mark.parametrize(
    ("name", "most", "landscape"),
    [("brief", 1, False), ("call-plan-person", 2, True), ("home", 2, False), ("project", 4, False)],
)
def test_paper(chromium, page_of, tmp_path, *, name, most, landscape):
    pdfinfo = shutil.which("pdfinfo")
    if not pdfinfo:
        pytest.skip("no pdfinfo found: install poppler-utils to check the printed pages")
    out = tmp_path / "page.pdf"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    subprocess.run(
        [*command, profile, "--no-pdf-header-footer", f"--print-to-pdf={out}", page_of(name).as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    told = subprocess.run([pdfinfo, str(out)], check=True, capture_output=True, text=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", told)[1])
    width, height = (float(x) for x in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told).groups())
    assert pages <= most
    assert {round(width), round(height)} <= {594, 595, 596, 841, 842, 843}
    assert (width > height) is landscape
