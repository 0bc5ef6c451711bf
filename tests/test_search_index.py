"""The search index as files: every record once, in shards, safe to load, nothing that may not be shown."""

from __future__ import annotations

import json

import pytest
from measure_books import book as make

from site_gen.pages import search
from site_gen.pages.addresses import record

FILES = {
    "customers/heng.md": """name: 恒泰化工有限公司
short_name: 恒泰
vertical: chemical
province: jiangsu
city: 南通
owner: li
annual_profit: 77
---

## 背景

年产十万吨酸，</script> 老客户
""",
    "contacts/zhang.md": "name: 张工\ncustomer: heng\nposition: 设备经理\nhome_address: 秘密路一号",
    "projects/p1.md": """customer: heng
name: 硫酸管路 DN100
stage: quotation
importance: important
source: dealer
owner: li
amount: 120
purchase_date: 2026-12-20
bid_date: 2026-12-01
products: [pipes]
next_step: 递交样品
competitors:
  - {name: 甲厂, info: 价格低}
""",
    "visits/v1.md": "customer: heng\nproject: p1\nowner: li\ndate: 2026-11-10\nstatus: planned",
    "visits/v2.md": "customer: heng\nowner: li\ndate: 2026-11-16\nstatus: planned\nchannel: phone",
}


@pytest.fixture(scope="module")
def book():
    return make(FILES)


def rows_of(book, lang: str) -> list[list[object]]:
    found = []
    for url, data in search.files(book, lang).items():
        number = url.removeprefix(f"search/{lang}-").removesuffix(".js")
        text = data.decode()
        assert text.startswith(f"siteSearch.add({number},")
        kinds, rows = json.loads(text.removeprefix(f"siteSearch.add({number},").removesuffix(");\n"))
        found += [[kinds[row[0]], *row[1:]] for row in rows]
    return found


def test_every_record_is_there_once_with_the_address_of_its_page(book):
    rows = rows_of(book, "zh-Hans")
    wanted = {record(kind, ident) for kind in search.KINDS for ident in book.of_kind(kind)}
    assert len(rows) == len(wanted)
    assert {row[1] for row in rows} == wanted


def test_titles_and_subtitles_are_in_the_language_of_the_page(book):
    chinese = {row[1]: row for row in rows_of(book, "zh-Hans")}
    english = {row[1]: row for row in rows_of(book, "en")}
    project = record("project", "p1")
    assert chinese[project][2:4] == ["硫酸管路 DN100", "恒泰 · 报价谈判投标 · 120万元 · 李伟"]
    assert english[project][2:4] == ["硫酸管路 DN100", "恒泰 · Confirmed quotation · 120 CNY 10k · 李伟"]
    assert english[project][0] == "Projects"
    assert chinese[record("visit", "v1")][2:4] == [
        "恒泰 2026/11/10",
        "上门拜访 · 已计划 · 李伟 · 硫酸管路 DN100",
    ]


def test_text_holds_what_people_wrote_and_no_keys(book):
    rows = {row[1]: row[4] for row in rows_of(book, "zh-Hans")}
    project = rows[record("project", "p1")]
    assert "递交样品" in project
    assert "甲厂 价格低" in project
    assert "quotation" not in project
    assert "年产十万吨酸" in rows[record("customer", "heng")]


def test_fields_not_meant_for_the_audience_are_left_out(book):
    text = b"".join(search.files(book, "zh-Hans").values()).decode()
    assert "秘密路" not in text
    assert "77" not in text


def test_a_record_cannot_end_the_script(book):
    data = search.files(book, "zh-Hans")["search/zh-Hans-1.js"].decode()
    assert "</script" not in data
    assert data.count("\n") == 1


def test_visits_come_last_the_newest_first(book):
    rows = rows_of(book, "zh-Hans")
    assert [row[1] for row in rows[-2:]] == [record("visit", "v2"), record("visit", "v1")]


def test_shards_are_cut_at_their_size(book, monkeypatch):
    monkeypatch.setattr(search, "SHARD", 4)
    files = search.files(book, "en")
    assert len(files) == search.shard_count(book) == -(-len(rows_of(book, "en")) // 4)
    assert len(json.loads(files["search/en-1.js"].decode()[17:-3])[1]) == 4


def test_text_is_kept_short(sample_book):
    for row in rows_of(sample_book, "zh-Hans"):
        assert len(str(row[4])) <= search.TEXT
