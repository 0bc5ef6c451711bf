"""The other charts: marks in proportion, links, figures, hand-computed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chart_samples import SVG, aged, bars, links, pictures, texts

from site_gen.charts import (
    AgedProject,
    AgeingInput,
    CommitsInput,
    CommittedWeek,
    LinearityInput,
    LineWeek,
    LossesInput,
    LossReason,
    MovementInput,
    MovementWeek,
    RequiredInput,
    RequiredRow,
    Slot,
    SupplyInput,
    SupplyProduct,
    TargetMonth,
    TargetsInput,
    VisitsInput,
    VisitWeek,
    draw,
)

REASONS = (
    LossReason("其他", 1, Decimal(700), "lost/other.html"),
    LossReason("物流送货期", 6, Decimal(100), "lost/delivery.html"),
    LossReason("价格", 3, Decimal(200), "lost/price.html"),
)


def test_reasons_stand_by_weight_with_running_share():
    chart = draw(LossesInput("zh-Hans", "万元", "count", REASONS))
    assert chart.title == "流失项目中60%因物流送货期而失。"
    assert chart.table.rows == (
        ("物流送货期", "6", "100", "60%", "60%"),
        ("价格", "3", "200", "30%", "90%"),
        ("其他", "1", "700", "10%", "100%"),
    )
    for picture in pictures(chart):
        lengths = [bar[2] for bar in bars(picture, "lost")]
        assert lengths == pytest.approx([lengths[0], lengths[0] / 2, lengths[0] / 6], abs=0.11)
        assert list(links(picture)) == ["lost/delivery.html", "lost/price.html", "lost/other.html"]


def test_rule_stands_under_the_reasons_that_reach_eighty_percent():
    (picture, _) = pictures(draw(LossesInput("zh-Hans", "万元", "count", REASONS)))
    rows = bars(picture, "lost")
    (rule,) = [p for p in picture.iter(SVG + "path") if p.get("stroke") == "var(--muted)"]
    y = float(rule.get("d").split()[-1])
    assert rows[1][1] + rows[1][3] < y < rows[2][1]
    assert "横线以上的原因合计占80%以上。" in texts(picture)


def test_reasons_by_amount():
    chart = draw(LossesInput("en", "CNY 10k", "amount", REASONS))
    assert chart.title == "其他 accounts for 70% of the lost amount."
    assert [row[0] for row in chart.table.rows] == ["其他", "价格", "物流送货期"]


def test_lost_projects_without_amount_stay_in_the_table():
    chart = draw(LossesInput("en", "USD", "amount", (LossReason("Price", 3, Decimal(0)),)))
    assert chart.title == "The lost projects of this selection have no amount."
    assert chart.table.rows == (("Price", "3", "0", "–", "–"),)


def project(days: int) -> AgedProject:
    return AgedProject(f"P{days}", days, f"projects/p{days}.html")


def test_projects_stand_at_their_days():
    stages = (
        aged("潜在客户", 1, *map(project, (0, 30, 60))),
        aged("确定机会", 2, *map(project, (20, 120))),
        aged("方案设计", 3),
    )
    chart = draw(AgeingInput("zh-Hans", stages, 90))
    assert chart.title == "项目在确定机会停留最久：中位70天，最长120天。"
    assert [row[1:] for row in chart.table.rows] == [("3", "30", "60"), ("2", "70", "120"), ("0", "–", "–")]
    for picture in pictures(chart):
        at = {
            link.get("href"): float(dot.get("cx"))
            for link in picture.iter(SVG + "a")
            for dot in link.iter(SVG + "circle")
        }
        start, end = at["projects/p0.html"], at["projects/p120.html"]
        assert at["projects/p30.html"] == pytest.approx(start + (end - start) / 4, abs=0.11)
        assert at["projects/p60.html"] == pytest.approx(start + (end - start) / 2, abs=0.11)
        assert links(picture)["projects/p20.html"] == "P20：在确定机会停留20天"
        (limit,) = [p for p in picture.iter(SVG + "path") if p.get("stroke") == "var(--warn)"]
        assert float(limit.get("d")[1:].split()[0]) == pytest.approx(start + (end - start) * 0.75, abs=0.11)
        medians = [p.get("d") for p in picture.iter(SVG + "path") if p.get("stroke") == "var(--ink)"]
        assert [float(d[1:].split()[0]) for d in medians] == pytest.approx(
            [start + (end - start) * 30 / 120, start + (end - start) * 70 / 120], abs=0.11
        )
        assert "90天" in texts(picture)


def test_dots_of_equal_age_step_aside():
    stage = aged("Leads", 1, *(AgedProject(f"P{n}", 10, f"{n}.html") for n in range(3)))
    (picture, _) = pictures(draw(AgeingInput("en", (stage,))))
    heights = {dot.get("cy") for dot in picture.iter(SVG + "circle")}
    assert len(heights) == 3


def test_many_projects_become_a_band_and_it_is_said():
    stage = aged("Leads", 1, *map(project, range(100)))
    chart = draw(AgeingInput("en", (stage,)))
    (picture, _) = pictures(chart)
    assert len(list(picture.iter(SVG + "circle"))) == 24
    (band,) = bars(picture, "stage-1")
    oldest_of_band = 75
    dots = sorted(float(dot.get("cx")) for dot in picture.iter(SVG + "circle"))
    per_day = (dots[-1] - dots[0]) / 23
    assert band[2] == pytest.approx(oldest_of_band * per_day, rel=0.02)
    assert "Dots show the 24 oldest projects of a stage; a band covers the others." in chart.alt
    assert "76 further projects, 0 to 75 days" in chart.svg


def slots(*names: str) -> tuple[Slot, ...]:
    return tuple(Slot(name, f"Week {name}") for name in names)


def test_gains_stand_on_their_line_and_setbacks_hang():
    first, second = slots("46", "47")
    weeks = (
        MovementWeek(first, new=4, forward=8, won=1, back=2, lost=3, href="w46.html"),
        MovementWeek(second, new=0, forward=4, won=0, back=0, lost=6, href="w47.html"),
    )
    chart = draw(MovementInput("en", weeks))
    assert chart.title == "In 2 weeks 4 projects came in, 1 were won and 9 were lost."
    assert chart.table.rows == (
        ("Week 46", "1", "8", "4", "2", "3"),
        ("Week 47", "0", "4", "0", "0", "6"),
    )
    for picture in pictures(chart):
        forward, lost = bars(picture, "accent"), bars(picture, "lost")
        unit = forward[0][3] / 8
        assert forward[1][3] == pytest.approx(4 * unit, abs=0.11)
        assert [bar[3] for bar in lost] == pytest.approx([3 * unit, 6 * unit], abs=0.11)
        assert forward[0][1] + forward[0][3] == pytest.approx(forward[1][1] + forward[1][3], abs=0.11)
        assert lost[0][1] == lost[1][1]
        assert forward[0][1] < bars(picture, "muted")[0][1] < bars(picture, "warn")[0][1] < lost[0][1]
        assert list(links(picture)) == ["w46.html", "w47.html"]
        assert links(picture)["w47.html"] == "Week 47. Won: 0; Forward: 4; New: 0; Back: 0; Lost: 6"


def test_supply_has_one_scale_and_sums():
    months = (Slot("11月", "2026年11月", "2026"), Slot("12月", "2026年12月", "2026"))
    products = (
        SupplyProduct("阀门", (Decimal(100), Decimal(50)), ("v11.html", "v12.html"), "v.html"),
        SupplyProduct("仪表", (Decimal(0), Decimal("25.5")), ("i11.html", "i12.html"), "i.html"),
    )
    chart = draw(SupplyInput("zh-Hans", "万元", months, products))
    assert chart.title == "计划采购最多的是2026年11月：100万元，合计175.5万元。"
    assert chart.table.rows == (
        ("阀门", "100", "50", "150"),
        ("仪表", "0", "25.5", "25.5"),
        ("合计", "100", "75.5", "175.5"),
    )
    for picture in pictures(chart):
        heights = [bar[3] for bar in bars(picture, "accent")]
        assert heights == pytest.approx([heights[0], heights[0] / 2, heights[0] * 0.255], abs=0.11)
        assert set(links(picture)) == {"v.html", "v11.html", "v12.html", "i.html", "i12.html"}
        assert links(picture)["i12.html"] == "仪表，2026年12月：25.5万元"
        assert "175.5" in texts(picture)


def test_visits_fill_their_plan():
    first, second = slots("46", "47")
    weeks = (VisitWeek(first, 10, 8, 2, "w46.html"), VisitWeek(second, 5, 5, 0, "w47.html"))
    chart = draw(VisitsInput("en", weeks))
    assert chart.title == "13 of 15 planned visits were made (87%), 2 more without a plan."
    assert chart.table.rows == (("Week 46", "10", "8", "2"), ("Week 47", "5", "5", "0"))
    for picture in pictures(chart):
        # The last one of each colour is the sample beside its name.
        done, extra = bars(picture, "accent")[:-1], bars(picture, "stage-2")[:-1]
        assert done[1][3] == pytest.approx(done[0][3] * 5 / 8, abs=0.11)
        assert extra[0][3] == pytest.approx(done[0][3] / 4, abs=0.11)
        assert extra[0][1] + extra[0][3] == pytest.approx(done[0][1], abs=0.11)
        assert len(extra) == 1
        assert links(picture)["w46.html"] == (
            "Week 46: 10 visits planned, 8 of them done, 2 done without a plan"
        )


def test_months_are_measured_against_their_target():
    months = (
        TargetMonth(Slot("11", "2026/11"), Decimal(400), Decimal(200), "m11.html"),
        TargetMonth(Slot("12", "2026/12"), Decimal(300), Decimal(300), "m12.html"),
        TargetMonth(Slot("1", "2027/1"), None, Decimal(100), "m1.html"),
    )
    chart = draw(TargetsInput("en", "CNY 10k", months))
    assert chart.title == "600 of 700 CNY 10k won (86%); the target was reached in 1 of 2 months."
    assert chart.table.rows == (
        ("2026/11", "200", "400", "50%"),
        ("2026/12", "300", "300", "100%"),
        ("2027/1", "100", "–", "–"),
        ("Total", "600", "700", "86%"),
    )
    for picture in pictures(chart):
        (met,) = bars(picture, "good")
        short, free = bars(picture, "accent")
        assert [short[2], free[2]] == pytest.approx([met[2] * 2 / 3, met[2] / 3], abs=0.11)
        lines = [p.get("d") for p in picture.iter(SVG + "path") if p.get("stroke-width") == "1.5"]
        at = [float(d[1:].split()[0]) - met[0] for d in lines]
        assert at == pytest.approx([met[2] * 4 / 3, met[2]], abs=0.11)


def test_target_months_to_come_are_neither_reached_nor_missed():
    months = (
        TargetMonth(Slot("10", "2026/10"), Decimal(400), Decimal(400)),
        TargetMonth(Slot("11", "2026/11"), Decimal(300), Decimal(100)),
        TargetMonth(Slot("12", "2026/12"), Decimal(300), Decimal(0), future=True),
    )
    chart = draw(TargetsInput("en", "CNY 10k", months))
    assert chart.title == "500 of 1,000 CNY 10k won (50%); the target was reached in 1 of 2 months so far."
    assert chart.table.rows[2] == ("2026/12", "–", "300", "–")
    assert chart.table.rows[3] == ("Total", "500", "1,000", "50%")


def test_weeks_are_coloured_by_how_the_commit_was_kept():
    weeks = tuple(
        CommittedWeek(Slot(str(n), f"Week {n}"), commit, Decimal(actual), state, f"w{n}.html")
        for n, commit, actual, state in (
            (44, Decimal(100), 94, "miss"),
            (45, Decimal(100), 110, "kept"),
            (46, Decimal(50), 90, "sandbag"),
            (47, None, 20, ""),
        )
    )
    chart = draw(CommitsInput("en", "CNY 10k", weeks))
    assert chart.title == "Commit kept in 1 week, missed in 1, too low in 1."
    assert chart.table.rows == (
        ("Week 44", "100", "94", "94%"),
        ("Week 45", "100", "110", "110%"),
        ("Week 46", "50", "90", "180%"),
        ("Week 47", "–", "20", "–"),
    )
    (picture, _) = pictures(chart)
    (bad,), (warn,), (other,) = bars(picture, "bad"), bars(picture, "warn"), bars(picture, "stage-2")
    assert [bad[3], warn[3], other[3]] == pytest.approx(
        [94 / 110 * 96, 90 / 110 * 96, 20 / 110 * 96], abs=0.11
    )


def test_the_straight_line_is_straight_though_weeks_are_short():
    days = (3, 10, 17, 24, 30)
    weeks = tuple(
        LineWeek(
            Slot(str(n), f"Week {n}"), day, Decimal(10 * day), Decimal(100) if n == 0 else None, f"w{n}.html"
        )
        for n, day in enumerate(days)
    )
    chart = draw(LinearityInput("en", "CNY 10k", weeks, 1, Decimal(40), Decimal(55), Decimal(10)))
    assert (
        chart.title
        == "95 CNY 10k signed and committed, 95% of the 100 the straight line asks for by this week."
    )
    assert chart.table.rows[1] == ("Week 1", "100", "–", "95", "105")
    (picture, _) = pictures(chart)
    paths = [p.get("d") for p in picture.iter(SVG + "path") if p.get("stroke-width") == "1.5"]
    points = [tuple(map(float, part.split())) for part in paths[0].removeprefix("M").split("L")]
    assert len(points) == 6
    (x0, y0), (x1, y1) = points[0], points[-1]
    for x, y in points:
        assert y - y0 == pytest.approx((x - x0) * (y1 - y0) / (x1 - x0), abs=0.2)


def test_months_without_target_say_so():
    chart = draw(
        TargetsInput("zh-Hans", "万元", (TargetMonth(Slot("1", "2027年1月"), None, Decimal("9.5")),))
    )
    assert chart.title == "赢单9.5万元；这几个月没有设定目标。"


def test_names_of_crowded_columns_are_thinned_but_the_last_stays():
    weeks = tuple(MovementWeek(Slot(f"第{n}周", f"第{n}周"), 1, 0, 0, 0, 0) for n in range(1, 53))
    for picture in pictures(draw(MovementInput("zh-Hans", weeks))):
        names = [text for text in texts(picture) if text.startswith("第")]
        assert names[-1] == "第52周"
        assert len(names) < 30


def test_the_required_funnel_outlines_what_is_needed_around_what_is_there():
    rows = (
        RequiredRow("Leads", 1, 100, 40, 50, "stages/lead.html"),
        RequiredRow("Quotation", 4, 20, None, 25, "stages/quotation.html"),
    )
    chart = draw(RequiredInput("en", rows))
    assert chart.title == "Most is missing from the stage Leads on: 100 projects needed, 50 there."
    assert chart.table.rows == (("Leads", "100", "40", "50", "50"), ("Quotation", "20", "–", "25", "0"))
    for picture in pictures(chart):
        (lead,), (quoted,) = bars(picture, "stage-1"), bars(picture, "stage-4")
        assert lead[2] == pytest.approx(2 * quoted[2], abs=0.11)
        assert list(links(picture)) == ["stages/lead.html", "stages/quotation.html"]
    enough = draw(RequiredInput("en", rows[1:]))
    assert enough.title == "At every stage there are as many projects as are needed."
