"""What holds for every chart: well formed, coloured by tokens, linked, legible, the same bytes everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from chart_samples import SVG, aged, boxes, funnel_of, pictures, samples, texts
from msgspec.structs import replace

from site_gen.charts import (
    AgedProject,
    AgeingInput,
    Axis,
    BidderPrice,
    CommitsInput,
    CommittedWeek,
    CurveDay,
    CurveInput,
    DecidedInput,
    DecidedRow,
    FlowInput,
    FlowStep,
    FunnelInput,
    LinearityInput,
    LineWeek,
    LossesInput,
    LossReason,
    MovementInput,
    MovementWeek,
    PriceHistoryInput,
    PricePoint,
    PricesInput,
    QuadrantsInput,
    RequiredInput,
    RequiredRow,
    Slot,
    SmallFunnelInput,
    Spot,
    SupplyInput,
    SupplyProduct,
    TargetMonth,
    TargetsInput,
    TrendInput,
    TrendRow,
    VisitsInput,
    VisitWeek,
    draw,
    draw_key,
    drawn,
    keep,
    lean,
)
from site_gen.charts.canvas import Canvas
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.ink import TOKENS

KINDS = sorted(samples("en"))
LANGS = ("zh-Hans", "en")
every = pytest.mark.parametrize(("lang", "kind"), [(lang, kind) for lang in LANGS for kind in KINDS])


@every
def test_picture_is_lean_and_needs_no_style_or_script(lang, kind):
    chart = draw(samples(lang)[kind])
    for picture in pictures(chart):
        for element in picture.iter():
            assert element.tag.removeprefix(SVG) in {
                "svg", "title", "desc", "a", "rect", "path", "circle", "text",
            }  # fmt: skip
            assert not {"style", "id", "clip-path", "transform"} & set(element.attrib)
            assert not any("xlink" in name or name.startswith("on") for name in element.attrib)
    assert "<?xml" not in chart.svg
    assert "matplotlib" not in chart.svg.lower()
    assert len(chart.svg.encode()) < 26_000


@every
def test_colours_are_tokens_of_the_theme(lang, kind):
    allowed = {f"var(--{token})" for token in TOKENS} | {"none"}
    for picture in pictures(draw(samples(lang)[kind])):
        used = {e.get(name) for e in picture.iter() for name in ("fill", "stroke") if e.get(name)}
        assert used <= allowed
        assert "var(--ink)" in used


@every
def test_picture_says_what_it_is(lang, kind):
    chart = draw(samples(lang)[kind])
    widths = (328,) if kind in {"small", "curve", "relationship"} else (640, 328)
    for picture, width in zip(pictures(chart), widths, strict=True):
        assert picture.get("viewBox").split()[:3] == ["0", "0", str(width)]
        assert picture.get("role") == "group"
        assert picture.find(SVG + "title").text == chart.title
        assert picture.find(SVG + "desc").text == chart.alt
    assert chart.title
    assert chart.alt
    assert not chart.empty


@every
def test_every_link_has_a_name_and_each_is_there_once(lang, kind):
    for picture in pictures(draw(samples(lang)[kind])):
        found = list(picture.iter(SVG + "a"))
        assert found
        assert all(link.find(SVG + "title").text for link in found)
        if kind != "ageing":  # there a project and its like may share an address in this sample
            assert len({link.get("href") for link in found}) == len(found)


@every
def test_texts_neither_touch_nor_leave_the_picture(lang, kind):
    for picture in pictures(draw(samples(lang)[kind])):
        _, _, width, height = map(float, picture.get("viewBox").split())
        found = boxes(picture)
        for number, box in enumerate(found):
            assert box.left >= -0.6, box
            assert box.right <= width + 0.6, box
            assert box.top >= -1, box
            assert box.bottom <= height, box
            for other in found[number + 1 :]:
                assert not box.meets(other), (box, other)


@every
def test_table_has_a_cell_for_every_head_and_a_link_for_every_row(lang, kind):
    table = draw(samples(lang)[kind]).table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.head)}
    assert len(table.hrefs) == len(table.rows)


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_differ_in_words(kind):
    assert draw(samples("zh-Hans")[kind]).alt != draw(samples("en")[kind]).alt


ZERO = Decimal(0)
SLOT = Slot("1", "2026年第1周")
AXIS = Axis("真实", Decimal(-5), Decimal(5), ZERO)
EMPTY = [
    FunnelInput("zh-Hans", "万元", funnel_of((0,) * 7).stages, funnel_of((0,) * 7).lost),
    FunnelInput("zh-Hans", "万元", (), None),
    SmallFunnelInput("zh-Hans", "万元", funnel_of((0,) * 7).stages, None),
    LossesInput("zh-Hans", "万元", "count", ()),
    LossesInput("zh-Hans", "万元", "count", (LossReason("价格", 0, ZERO),)),
    LossesInput("zh-Hans", "万元", "amount", (LossReason("价格", 3, ZERO),)),
    AgeingInput("zh-Hans", (aged("潜在客户", 1),)),
    MovementInput("zh-Hans", (MovementWeek(SLOT, 0, 0, 0, 0, 0),)),
    MovementInput("zh-Hans", ()),
    SupplyInput("zh-Hans", "万元", (SLOT,), (SupplyProduct("阀门", (ZERO,)),)),
    SupplyInput("zh-Hans", "万元", (), ()),
    VisitsInput("zh-Hans", (VisitWeek(SLOT, 0, 0, 0),)),
    TargetsInput("zh-Hans", "万元", (TargetMonth(SLOT, None, ZERO),)),
    TargetsInput("zh-Hans", "万元", (TargetMonth(SLOT, ZERO, ZERO),)),
    RequiredInput("zh-Hans", (RequiredRow("潜在客户", 1, 0, None, 0),)),
    RequiredInput("zh-Hans", ()),
    CurveInput("zh-Hans", "订货", "万元", ()),
    CurveInput("zh-Hans", "订货", "万元", (CurveDay(SLOT, ZERO, None), CurveDay(SLOT, None, None))),
    TrendInput("zh-Hans", "Sales", "万元", (), (), "—"),
    TrendInput("zh-Hans", "Sales", "万元", (SLOT,), (TrendRow("队", (None,), None),), "—"),
    PricesInput("zh-Hans", "万元", (BidderPrice("我方", Decimal(5), ours=True),)),
    PricesInput("zh-Hans", "万元", (BidderPrice("我方", Decimal(5), ours=True), BidderPrice("甲", None))),
    PriceHistoryInput("zh-Hans", "万元", ()),
    PriceHistoryInput("zh-Hans", "万元", (PricePoint("2026/1/1", "甲", ZERO, Decimal(1)),)),
    CommitsInput("zh-Hans", "万元", (CommittedWeek(SLOT, ZERO, ZERO, ""),)),
    LinearityInput("zh-Hans", "万元", (LineWeek(SLOT, 7, None, ZERO),), 0, ZERO, ZERO, ZERO),
    DecidedInput("zh-Hans", (DecidedRow("全部", 0, 0, 3),)),
    DecidedInput("zh-Hans", ()),
    QuadrantsInput("zh-Hans", AXIS, AXIS, ("甲", "乙", "丙", "丁"), (), "", "还没有评估。", "项目"),
    FlowInput("zh-Hans", ()),
]


@pytest.mark.parametrize("given", EMPTY, ids=lambda given: type(given).__name__)
def test_nothing_to_draw_is_said_in_one_sentence(given):
    chart = draw(given)
    assert chart.empty
    assert chart.narrow == ""
    (picture,) = pictures(chart)
    assert picture.get("role") == "img"
    assert texts(picture) == [chart.title]
    assert chart.title.endswith("。")
    assert not list(picture.iter(SVG + "rect"))


SINGLE = [
    LossesInput("en", "", "amount", (LossReason("Price", 1, Decimal("0.01")),)),
    AgeingInput("en", (aged("Leads", 1, AgedProject("One", 0)),)),
    MovementInput("en", (MovementWeek(SLOT, 0, 0, 0, 0, 1),)),
    SupplyInput("en", "", (SLOT,), (SupplyProduct("Valves", (Decimal(1),)),)),
    VisitsInput("en", (VisitWeek(SLOT, 0, 0, 1),)),
    TargetsInput("en", "", (TargetMonth(SLOT, None, Decimal(5)),)),
    TargetsInput("en", "", (TargetMonth(SLOT, Decimal(5), ZERO),)),
    CurveInput("en", "Orders", "", (CurveDay(SLOT, Decimal(5), None),)),
    CurveInput("en", "Orders", "", (CurveDay(SLOT, None, Decimal(5)),)),
    TrendInput("en", "Sales", "", (SLOT,), (TrendRow("Team", (Decimal(1),), Decimal(1)),), "One."),
    PricesInput("en", "", (BidderPrice("We", Decimal(5), ours=True), BidderPrice("A", Decimal(4)))),
    PriceHistoryInput("en", "", (PricePoint("1 Jan 2026", "Line", Decimal(5), Decimal(5)),)),
    CommitsInput("en", "", (CommittedWeek(SLOT, None, Decimal(5), ""),)),
    LinearityInput("en", "", (LineWeek(SLOT, 7, None, None),), 0, ZERO, Decimal(5), ZERO),
    DecidedInput("en", (DecidedRow("All", 1, 0, 0),)),
    QuadrantsInput(
        "en",
        AXIS,
        AXIS,
        ("A", "B", "C", "D"),
        (Spot("One", Decimal(9), ZERO, 0),),
        "One.",
        "None.",
        "Project",
    ),
    FlowInput("en", (FlowStep("start", "Start"),)),
]


@pytest.mark.parametrize("given", SINGLE, ids=lambda given: type(given).__name__)
def test_one_value_without_link_is_drawn(given):
    chart = draw(given)
    assert not chart.empty
    for picture in pictures(chart):
        assert picture.get("role") == "img"
        assert not list(picture.iter(SVG + "a"))


def test_words_of_users_cannot_become_markup():
    evil = "<script>alert(\"1\")</script> & 'x' $\\frac{1}{2}$ ]]> \x07"
    given = LossesInput("en", 'a"b', "count", (LossReason(evil, 3, Decimal(1), 'x.html?a="&b=<'),), evil)
    chart = draw(given)
    assert "<script" not in chart.svg
    assert "\x07" not in chart.svg
    for picture in pictures(chart):
        (link,) = picture.iter(SVG + "a")
        assert link.get("href") == 'x.html?a="&b=<'
        assert link.find(SVG + "title").text.startswith(
            "<script>alert(\"1\")</script> & 'x' $\\frac{1}{2}$ ]]>"
        )
        assert picture.find(SVG + "title").text == chart.title.replace("\x07", "\N{REPLACEMENT CHARACTER}")
    assert ET.fromstring(f"<div>{chart.svg}</div>") is not None


def test_markup_holds_both_sizes_and_is_safe_for_templates():
    jinja2 = pytest.importorskip("jinja2")
    chart = draw(samples("en")["funnel"])
    page = jinja2.Environment(autoescape=True).from_string("{{ chart }}").render(chart=chart)
    assert page == f'<div class="chart">{chart.narrow}{chart.svg}</div>'
    assert chart.svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" class="chart-wide"')
    assert 'class="chart-narrow"' in chart.narrow


def test_equal_inputs_are_drawn_once_and_have_one_key():
    first, second = samples("en")["funnel"], samples("en")["funnel"]
    assert first is not second
    assert draw_key(first) == draw_key(second)
    assert draw(first) is draw(second)


def test_key_tells_contents_apart():
    given = samples("en")["funnel"]
    small = SmallFunnelInput("en", given.unit, given.stages, given.lost)
    others = [
        replace(given, lang="zh-Hans"),
        replace(given, title="1"),
        replace(given, lost=None),
        FunnelInput("en", given.unit, given.stages, given.lost),
        small,
    ]
    assert len({draw_key(one) for one in (given, *others)}) == 6
    assert re.fullmatch("[0-9a-f]{64}", draw_key(small))


def test_key_reads_amounts_by_value():
    one = LossesInput("en", "", "count", (LossReason("a", 1, Decimal("1.0")),))
    same = LossesInput("en", "", "count", (LossReason("a", 1, Decimal(1)),))
    assert draw_key(one) == draw_key(same)


def test_a_picture_is_the_same_whatever_was_drawn_before(monkeypatch):
    drawers = {kind: (drawn._DRAWERS[type(given)], given) for kind, given in samples("en").items()}
    after_others = {kind: drawer(given) for kind, (drawer, given) in drawers.items()}
    for kind, (drawer, given) in drawers.items():
        monkeypatch.setattr(lean, "_made", {})
        assert drawer(given) == after_others[kind]
    monkeypatch.setattr(lean, "_MOST", 3)
    for kind, (drawer, given) in drawers.items():
        assert drawer(given) == after_others[kind]


def test_forms_become_the_plainest_elements():
    canvas = Canvas(328)
    canvas.bar(1, 2, 3.04, 4, "accent", "so much")
    canvas.bar(1, 2, 0.04, 4, "accent")
    canvas.target(10, 10, -5, 4, "")
    canvas.area(((0, 0), (2, 0), (2, 1), (0, 1)), "good")
    canvas.area(((0, 0), (2, 0), (2, 1)), "good")
    canvas.path(((-0.04, 0), (2.25, 0.35)), "ink", 2)
    canvas.dot(1, 1, 2.5, "accent")
    canvas.words(3, 4, "a  < b", size=11, anchor="right")
    made = lean.elements([mark.form for mark in canvas.marks])
    assert [made[mark.form] for mark in canvas.marks] == [
        '<rect x="1" y="2" width="3" height="4" fill="var(--accent)"/>',
        '<path d="M1 2L1 2L1 6L1 6Z" fill="var(--accent)"/>',
        '<rect x="5" y="10" width="5" height="4" fill="none" pointer-events="all"/>',
        '<rect x="0" y="0" width="2" height="1" fill="var(--good)"/>',
        '<path d="M0 0L2 0L2 1Z" fill="var(--good)"/>',
        '<path d="M0 0L2.2 0.4" fill="none" stroke="var(--ink)" stroke-width="2"/>',
        '<circle cx="1" cy="1" r="2.5" fill="var(--accent)" stroke="var(--muted)" stroke-width="0.8"/>',
        '<text x="3" y="4" font-size="11" text-anchor="end">a &lt; b</text>',
    ]
    picture = lean.rewrite(made, canvas, "t", "a", "c")
    assert 'fill="var(--accent)"><title>so much</title></rect>' in picture


def test_a_canvas_that_is_stamped_looks_like_its_marks_drawn_in_its_place():
    def weeks(canvas):
        canvas.path(((0, 0), (2, 1)), "ink")
        with canvas.link("w.html", "a week"):
            canvas.target(1, 1, 5, 4, "a week")
            canvas.dot(1, 1, 2.5, "accent", "more")

    part, alike, stamped = Canvas(328), Canvas(328), [Canvas(328), Canvas(328)]
    weeks(part)
    alike.across(3)
    weeks(alike)
    alike.words(3, 4, "end")
    for canvas in stamped:
        canvas.across(3)
        canvas.stamp(part)
        canvas.words(3, 4, "end")
    pictures = []
    for canvas in (alike, *stamped):
        assert canvas.leads
        made = lean.elements(list(canvas.forms()))
        pictures.append(lean.rewrite(made, canvas, "t", "a", "c"))
    assert pictures[1:] == [pictures[0], pictures[0]]


def test_other_hrefs_take_the_place_of_a_charts_own():
    canvas = Canvas(328)
    with canvas.link("../w/a.html", "a"):
        canvas.target(0, 0, 5, 4, "a")
    picture = lean.rewrite(lean.elements(list(canvas.forms())), canvas, "t", "a", "c")
    table = ChartTable(("",), (("a",), ("b",)), ("../w/a.html", "../v/a.html"))
    led = Chart(picture, picture, "t", "a", table).leading({"../w/a.html": "a.html"})
    assert '<a href="a.html">' in led.svg
    assert led.svg == led.narrow
    assert led.table.hrefs == ("a.html", "../v/a.html")


class Shelf(dict):
    """Keeps values in memory as a memo does on disk."""

    def put(self, kind, key, value):
        self[kind, key] = value

    def get(self, kind, key):
        return super().get((kind, key))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kept_chart_is_the_drawn_one_and_is_not_drawn_again(kind, monkeypatch):
    shelf, given = Shelf(), replace(samples("en")[kind], title="Kept")
    fresh = draw(given)
    monkeypatch.setattr(drawn, "_drawn", {})
    keep(shelf)
    try:
        assert draw(given) == fresh
        monkeypatch.setattr(drawn, "_drawn", {})
        monkeypatch.setattr(drawn, "_DRAWERS", {})
        assert draw(given) == fresh
    finally:
        keep(None)
    assert len(shelf) == 1


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
import site_gen.charts
assert "matplotlib" not in sys.modules, "importing the charts must stay cheap"
from chart_samples import samples
from site_gen.charts import draw, draw_key
for lang in ("zh-Hans", "en"):
    for kind, given in sorted(samples(lang).items()):
        chart = draw(given)
        text = chart.svg + chart.narrow + chart.title + chart.alt + repr(chart.table) + draw_key(given)
        print(lang, kind, hashlib.sha256(text.encode()).hexdigest())
assert "matplotlib.pyplot" not in sys.modules
"""


def test_bytes_do_not_depend_on_hash_order_or_the_readers_settings(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 30\nlines.linewidth: 9\npath.sketch: 1, 100, 2\nsvg.fonttype: path\npath.simplify: True\n"
        "savefig.bbox: tight\npatch.force_edgecolor: True\n"
    )
    script = SCRIPT.format(tests=str(Path(__file__).parent))
    seen = set()
    for seed, folder in (("0", Path(__file__).parent), ("77", tmp_path)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", script],
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        seen.add(done.stdout)
    assert len(seen) == 1


@pytest.mark.browser
def test_a_browser_sets_no_text_over_another(browser, tmp_path):
    body = "".join(
        f"<h1>{lang}</h1>" + "".join(draw(g).__html__() for g in samples(lang).values()) for lang in LANGS
    )
    page_file = tmp_path / "charts.html"
    page_file.write_text(
        f'<!doctype html><meta charset="utf-8"><style>:root{{--ink:#111}}svg{{font-family:sans-serif}}</style>{body}',
        encoding="utf-8",
    )
    page = browser.new_page()
    page.goto(page_file.as_uri())
    touching = page.evaluate(
        """() => [...document.querySelectorAll('svg')].flatMap(svg => {
            const all = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
            const out = [];
            all.forEach(([text, a], i) => {
                if (a.x < -1 || a.x + a.width > svg.viewBox.baseVal.width + 1) out.push(['leaves', text]);
                all.slice(i + 1).forEach(([other, b]) => {
                    const x = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
                    const y = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
                    if (x > 0.5 && y > 5) out.push([text, other]);
                });
            });
            return out;
        })"""
    )
    page.close()
    assert touching == []
