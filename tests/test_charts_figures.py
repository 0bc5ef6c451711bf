"""Figures and words of charts: rounding, signs, widths, line breaks."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from site_gen.charts import figures
from site_gen.charts.measure import clean, fit, text_width, wrap


@pytest.mark.parametrize(
    ("value", "shown", "exact", "whole"),
    [
        ("0", "0", "0", "0"),
        ("1860.50", "1,860.5", "1,860.5", "1,861"),
        ("1860.25", "1,860.3", "1,860.25", "1,860"),
        ("10005534", "10,005,534", "10,005,534", "10,005,534"),
        ("1E+3", "1,000", "1,000", "1,000"),
        ("-12.34", "−12.3", "−12.34", "−12"),
        ("-0.01", "0", "−0.01", "0"),
        ("0.05", "0.1", "0.05", "0"),
    ],
)
def test_amounts(value, shown, exact, whole):
    amount = Decimal(value)
    assert (figures.amount(amount), figures.exact(amount), figures.whole(amount)) == (shown, exact, whole)


def test_a_column_shares_its_decimals():
    assert figures.column((Decimal(1), Decimal("2.25"))) == ("1.0", "2.3")
    assert figures.column((Decimal("1.0"), Decimal(1000))) == ("1", "1,000")
    assert figures.column((Decimal("-0.01"), Decimal("0.5"))) == ("0.0", "0.5")
    assert figures.column(()) == ()


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (Fraction(2, 3), "67%"),
        (Decimal("0.585"), "59%"),
        (Decimal(0), "0%"),
        (Decimal("12.5"), "1,250%"),
        (None, "–"),
    ],
)
def test_percentages(ratio, shown):
    assert figures.percent(ratio) == shown


def test_points_have_a_sign():
    assert [figures.points(Decimal(value)) for value in ("0.04", "-0.09", "0.001")] == ["+4", "−9", "0"]


def test_ratio_over_zero_is_none():
    assert figures.ratio(3, 0) is None
    assert figures.ratio(Decimal("1.5"), Decimal(3)) == Fraction(1, 2)


def test_chinese_is_one_em_wide():
    assert text_width("报价谈判投标", 10) == 60
    assert text_width("（万元）", 10) == 40
    assert text_width("Iil", 10) < text_width("mmm", 10)


def test_long_text_is_shortened_visibly():
    assert fit("报价谈判投标", 10, 60) == "报价谈判投标"
    assert fit("报价谈判投标", 10, 50) == "报价谈判…"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("报价谈判投标", 60, ("报价谈判投标",)),
        ("报价谈判投标", 40, ("报价谈判", "投标")),
        ("Qualified Opportunity", 70, ("Qualified", "Opportunity")),
        ("报价谈判投标及合同", 40, ("报价谈判", "投标及…")),
        ("报价谈判（投标）", 40, ("报价谈判", "（投标）")),
        ("一二三四，五六", 40, ("一二三", "四，五六")),
        ("", 40, ()),
    ],
)
def test_lines_break_between_words_and_at_han_characters(text, width, lines):
    assert wrap(text, 10, width, 2) == lines


def test_a_word_wider_than_the_line_is_broken_rather_than_lost():
    first, second = wrap("Donaudampfschifffahrt", 10, 60, 2)
    assert (first + second).startswith("Donaudampf")


def test_text_holds_only_what_xml_can_hold():
    assert clean("a\x00b\n c\ud800") == "a\N{REPLACEMENT CHARACTER}b c\N{REPLACEMENT CHARACTER}"
