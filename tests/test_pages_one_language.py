"""Chinese pages name weeks, quarters and money in Chinese, and say no figure twice."""

from __future__ import annotations

import re

import pytest
from visit_pages import Shown, words

from site_gen.pages import addresses

FOREIGN = re.compile(r"\bW\d\d\b|\d{4}-Q\d|\bCNY\b")
DAY = addresses.record("daily_report", "2026-11-06-sun-liping")


@pytest.fixture(scope="module")
def shown(sample_book) -> Shown:
    return Shown(sample_book)


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant"])
@pytest.mark.parametrize(
    "url", [addresses.COMMIT_HISTORY, addresses.INDICATORS, addresses.PHASES, addresses.KPI, DAY]
)
def test_weeks_quarters_and_money_are_named_in_the_language_of_the_page(shown, url, lang):
    assert FOREIGN.findall(words(shown.tree(url, lang))) == []


def test_data_quality_counts_each_rule_once(shown):
    table = next(shown.tree(addresses.QUALITY, "en").iter("table"))
    assert [words(cell) for cell in table.find("thead").iter("th")] == ["Rule", "Points"]
    counts = [int(words(row[1])) for row in table.find("tbody").iter("tr")]
    assert counts == sorted(counts, reverse=True)


def test_coming_bids_on_the_home_page_say_in_what_unit(shown):
    headings = [words(h) for h in shown.tree(addresses.HOME, "en").iter("h2")]
    assert any(re.fullmatch(r"Bids in \d+ days CNY 10k.*", heading) for heading in headings)
