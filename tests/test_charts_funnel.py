"""The funnel: bars, model outline, conversion, lost row, hand-computed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chart_samples import SVG, bars, funnel_of, links, pictures, samples, texts
from msgspec.structs import replace

from site_gen.charts import FunnelInput, FunnelRow, FunnelStep, SmallFunnelInput, draw

COUNTS = (20, 10, 5, 4, 2, 1, 0)


def sides(picture, rank):
    """Return the count bar and the amount bar of a stage."""
    found = bars(picture, f"stage-{rank}")
    return min(found), max(found)


def test_bars_grow_from_the_spine_in_proportion():
    for picture in pictures(draw(funnel_of(COUNTS, 3))):
        width = float(picture.get("width"))
        longest = sides(picture, 1)[0][2]
        spine = longest
        for rank, count in enumerate(COUNTS[:6], 1):
            left, right = sides(picture, rank)
            # 20 projects fill the side; amounts are 100.5 each, so both sides mirror each other.
            assert left[2] == pytest.approx(longest * count / 20, abs=0.11)
            assert left[0] + left[2] == pytest.approx(spine, abs=0.11)
            assert right[2] == pytest.approx(left[2], abs=0.11)
            assert right[0] == pytest.approx(width - longest, abs=0.11)
        assert bars(picture, "stage-7") == []
        lost = bars(picture, "lost")
        assert [bar[2] for bar in lost] == pytest.approx([longest * 3 / 20] * 2, abs=0.11)


def test_model_outline_is_as_wide_as_the_fullest_stage():
    (picture, _) = pictures(draw(funnel_of((5, 20, 5, 4, 2, 1, 0))))
    longest = sides(picture, 2)[0][2]
    outline = next(p for p in picture.iter(SVG + "path") if p.get("stroke-width") == "0.8")
    corners = [tuple(map(float, pair.split())) for pair in outline.get("d")[1:].split("L")]
    # The model 100/60/40/20/10/10/10 has its first stage at the far end of the side.
    ends = sorted({round(longest - x, 1) for x, _ in corners})
    expected = [0, 0.1, 0.2, 0.4, 0.6, 1]
    assert ends == pytest.approx([longest * share for share in expected], abs=0.11)
    assert corners == sorted(corners, key=lambda corner: corner[1])


def test_more_lost_than_the_fullest_stage_is_cut_visibly():
    for picture in pictures(draw(funnel_of(COUNTS, 90))):
        assert bars(picture, "lost") == []
        pieces = [p for p in picture.iter(SVG + "path") if p.get("fill") == "var(--lost)"]
        assert len(pieces) == 4
        assert {piece.find(SVG + "title").text for piece in pieces} == {
            "流失：90个项目",
            "流失：9,045万元",
        }
        assert "90" in texts(picture)


def test_conversion_stands_between_rows_with_the_model():
    (picture, _) = pictures(draw(funnel_of(COUNTS, 3)))
    by_text = {text.text: text for text in picture.iter(SVG + "text")}
    assert by_text["58% / 模型67%"].get("fill") == "var(--muted)"
    low = by_text["39% / 模型50%"]
    assert (low.get("fill"), low.get("font-weight")) == ("var(--bad)", "600")
    assert "– / 模型50%" in by_text
    first, second = sides(picture, 1)[0], sides(picture, 2)[0]
    assert first[1] + first[3] < float(by_text["58% / 模型67%"].get("y")) < second[1]


def test_title_finds_the_step_that_falls_shortest():
    chart = draw(funnel_of(COUNTS, 3))
    # 39% is 11 points below 50%, 60% is 40 points below 100%.
    assert chart.title == "方案设计到报价谈判投标的转化率为60%，比模型低40个百分点。"
    assert draw(funnel_of(COUNTS, 3, "en")).title == (
        "60% of the projects at Confirmed Solution(s) reach Confirmed Quotation, 40 points below the model."
    )


def test_title_without_a_short_step_is_the_size_of_the_funnel():
    given = replace(funnel_of(COUNTS, 3), steps=(FunnelStep(Decimal("0.7"), Decimal("0.6")),))
    assert draw(given).title == "管道中共有42个项目，合计4,221万元。"
    assert draw(replace(given, title="自己的话")).title == "自己的话"


def test_each_row_leads_to_its_projects():
    for picture in pictures(draw(funnel_of(COUNTS, 3))):
        found = links(picture)
        assert len(found) == 8
        assert found["projects/stage-1.html"] == "潜在客户：20个项目，2,010万元"
        assert found["projects/stage-7.html"] == "客户付款：0个项目，0万元"
        assert found["projects/lost.html"] == "流失：3个项目，301.5万元"


def test_marks_tell_their_exact_value():
    (picture, _) = pictures(draw(funnel_of(COUNTS, 3)))
    tips = [
        rect.find(SVG + "title").text
        for rect in picture.iter(SVG + "rect")
        if rect.find(SVG + "title") is not None
    ]
    assert tips[:2] == ["潜在客户：20个项目；模型为100个中的100个", "潜在客户：2,010万元"]
    assert "方案设计：502.5万元" in tips


def test_amounts_share_their_decimals():
    (picture, _) = pictures(draw(funnel_of((2, 1, 0, 0, 0, 0, 0))))
    assert {"201.0", "100.5", "0.0"} <= set(texts(picture))


def test_table_holds_the_same_figures():
    table = draw(funnel_of(COUNTS, 3)).table
    assert table.head == ("阶段", "项目数量", "项目金额（万元）", "转到下一阶段", "模型")
    assert table.rows[0] == ("潜在客户", "20", "2,010", "58%", "67%")
    assert table.rows[3] == ("报价谈判投标", "4", "402", "–", "50%")
    assert table.rows[6] == ("客户付款", "0", "0", "–", "–")
    assert table.rows[7] == ("流失", "3", "301.5", "–", "–")
    assert table.hrefs[7] == "projects/lost.html"


def test_alternative_tells_every_stage_and_the_outline():
    alt = draw(funnel_of(COUNTS, 3)).alt
    assert alt.startswith("管道漏斗图，左边是项目数量，右边是项目金额。潜在客户：20个项目，2,010万元；")
    assert alt.endswith("流失：3个项目，301.5万元。细线为模型漏斗，其首个阶段与项目最多的阶段同宽。")


def test_small_funnel_has_one_size_and_no_conversion():
    chart = draw(samples("zh-Hans")["small"])
    assert chart.narrow == ""
    (picture,) = pictures(chart)
    assert picture.get("class") == "chart-one"
    assert not any("模型5" in text for text in texts(picture))
    assert len(links(picture)) == 8
    assert float(picture.get("height")) < 260


def test_team_with_five_stages_and_no_model():
    stages = tuple(FunnelRow(f"Step {n}", n, 6 - n, Decimal(0)) for n in range(1, 6))
    chart = draw(FunnelInput("en", "USD", stages, None, (FunnelStep(Decimal("0.5"), None),)))
    (picture, _) = pictures(chart)
    assert "50%" in texts(picture)
    assert [bars(picture, f"stage-{n}")[0][2] for n in (1, 5)] == pytest.approx(
        [bars(picture, "stage-1")[0][2], bars(picture, "stage-1")[0][2] / 5], abs=0.11
    )
    assert len(bars(picture, "stage-1")) == 1
    assert "model" not in chart.svg


def test_a_tenth_stage_shares_the_deepest_colour():
    stages = tuple(FunnelRow(f"S{n}", n, 1, Decimal(1)) for n in range(1, 11))
    (picture,) = pictures(draw(SmallFunnelInput("en", "USD", stages, None)))
    assert len(bars(picture, "stage-8")) == 6
