"""Values to words and addresses to hrefs: quick, and the same as the slow way."""

from __future__ import annotations

import posixpath
from datetime import date
from decimal import Decimal
from fractions import Fraction
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.render.urls import relative
from site_gen.render.words import Words

FOLDERS = st.lists(st.sampled_from(("a", "a b", "客户", "r", "x-1", "c~d", "ab")), max_size=3)
NAMES = st.sampled_from(("index.html", "x.html", "p.q.html", "客.html"))
URLS = st.tuples(FOLDERS, NAMES).map(lambda parts: "/".join((*parts[0], parts[1])))


@given(URLS, URLS)
def test_href_is_the_shortest_way_between_two_addresses(start, end):
    way = posixpath.relpath(end, posixpath.dirname(start) or ".")
    assert relative(start, end) == quote(way, safe="/-_.~")
    anchored = relative(start, f"{end}#客:1")
    assert anchored == ("" if start == end else relative(start, end)) + "#%E5%AE%A2:1"


@pytest.fixture(params=["en", "zh-Hans"])
def words(request, sample_book):
    return Words(request.param, sample_book.config)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1234567, 0, "1,234,567"),
        (-5, 0, "−5"),
        (Decimal("5.00"), 1, "5"),
        (5, 1, "5"),
        (Fraction(5), 1, "5"),
        (Decimal("-0.04"), 1, "0"),
        (Decimal("2.25"), 1, "2.3"),
        (Fraction(2, 3), 2, "0.67"),
        (None, 1, "–"),
    ],
)
def test_equal_numbers_are_shown_alike_whatever_their_type_and_order(words, value, places, shown):
    assert words.num(value, places) == shown


def test_labels_are_kept_per_list_and_language(sample_book):
    english, chinese = Words("en", sample_book.config), Words("zh-Hans", sample_book.config)
    key = sample_book.config.pipeline[0].key
    assert english.stage(key) == english.stage(key) != chinese.stage(key)
    assert english.label("stage", "") == "–"


def test_days_of_both_languages_do_not_meet(sample_book):
    day = date(2026, 11, 18)
    english, chinese = Words("en", sample_book.config), Words("zh-Hans", sample_book.config)
    assert (english.date(day), chinese.date(day)) == ("18 Nov 2026", "2026/11/18")
    assert (english.day(day), chinese.day(day)) == ("Wed 18 Nov", "11/18 周三")
