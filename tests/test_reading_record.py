"""One file to one record: values as typed, places in the file, sections by heading, any bytes at all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.config import default_config
from site_gen.forms.number_words import number_meant
from site_gen.forms.vocabulary import nearest
from site_gen.locale.text import every_wording
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import Source
from site_gen.records import FORMS

CONFIG = default_config("T")
VISIT = "customer: a\nowner: b\ndate: 2026-11-18\nstatus: done\n"


def read(text: str | bytes, path: str = "visits/v.md") -> Read:
    data = text if isinstance(text, bytes) else text.encode()
    return read_record(Source(path, data), CONFIG)


def visit(more: str = "", body: str = "") -> Read:
    return read(f"---\n{VISIT}{more}---\n{body}")


def found(result: Read) -> list[str]:
    return [f"{d.place.line}:{d.place.col} {d.code}" for d in result.diagnostics]


def test_scalars_are_source_text():
    contact = read(
        "---\nname: no\ncustomer: 0123\nphone: 0123456\nwechat: 12:30\nemail: 1_000\n---\n", "contacts/c.md"
    )
    assert contact.diagnostics == ()
    record = contact.record
    assert (record.name, record.customer, record.phone) == ("no", "0123", "0123456")
    assert (record.wechat, record.email) == ("12:30", "1_000")


@pytest.mark.parametrize(
    ("text", "value"),
    [("120", "120"), ("120.50", "120.50"), ("1,200", "1200"), ("１２０", "120"), ('"120"', "120")],
)
def test_amounts(text: str, value: str):
    fields = "customer: a\nname: n\nstage: lead\nimportance: normal\nsource: gf\nowner: b\n"
    record = read(f"---\n{fields}amount: {text}\n---\n", "projects/p.md").record
    assert record.amount == Decimal(value)


@pytest.mark.parametrize(
    "text", [".nan", ".inf", "1e3", "1_000", "12 0", "1,20", "0x10", "120万", "9" * 5000]
)
def test_what_is_no_amount(text: str):
    fields = "customer: a\nname: n\nstage: lead\nimportance: normal\nsource: gf\nowner: b\n"
    assert found(read(f"---\n{fields}amount: {text}\n---\n", "projects/p.md")) == ["8:9 SG306"]


@pytest.mark.parametrize(
    "text", ["2026-11-18", "2026/11/18", "2026.11.18", "2026年11月18日", "２０２６-11-18"]
)
def test_dates(text: str):
    assert visit(f"submitted_on: {text}\n").record.submitted_on == dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "SG305"),
        ("2026-13-01", "SG304"),
        ("18.11.2026", "SG304"),
        ("2026-11-18 09:00", "SG304"),
        ("0001-01-01", "SG304"),
        ("2026-11-00", "SG305"),
        ("明天", "SG304"),
    ],
)
def test_what_is_no_date(text: str, code: str):
    assert found(visit(f"submitted_on: {text}\n")) == [f"6:15 {code}"]


def test_values_may_be_written_in_any_language():
    record = visit("purpose_type: 收款\nchannel: Phone follow-up\nunplanned: 是\n").record
    assert (record.purpose_type, record.channel, record.unplanned) == ("collection", "phone", True)


def test_ids_are_compared_in_one_unicode_form():
    assert visit("project: cafe\u0301\n").record.project == "caf\u00e9"


def test_places_of_rows_and_items():
    record = visit("contacts: [x, y]\nfollow_ups:\n  - {who: a, what: b, when: 2026-11-20}\n").record
    assert str(record.place("contacts[1]")) == "visits/v.md:6:15"
    assert str(record.place("follow_ups[0].when")) == "visits/v.md:8:29"
    assert str(record.place("nothing")) == "visits/v.md:1:1"


def test_line_ends_and_byte_order_mark_do_not_move_places():
    text = f"---\n{VISIT}statu: x\n---\n"
    plain = found(read(text))
    assert plain == ["6:1 SG301"]
    assert found(read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())) == plain
    assert found(read(text.replace("\n", "\r").encode())) == plain


def test_every_problem_of_a_file_in_one_run():
    result = visit('department: "a\ntime: x\ncontacts: [a\nstatu: y\n', "## 拜访目地\n")
    assert found(result) == ["8:11 SG201", "6:13 SG201", "11:1 SG320", "7:7 SG313", "9:1 SG301"] or sorted(
        found(result)
    ) == sorted(["6:13 SG201", "7:7 SG313", "8:11 SG201", "9:1 SG301", "11:1 SG320"])
    assert len(result.diagnostics) == 5


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("## 拜访目的", "purpose"),
        ("## Purpose", "purpose"),
        ("# 目的：", "purpose"),
        ("## 拜访目的 Purpose", "purpose"),
        ("## Premise / 前提", "premise"),
        ("## 已经了解的信息", "premise"),
        ("## 前提（已知信息）", "premise"),
        ("## 策略 ##", "strategy"),
        ("## 对方观点", "counterpart_view"),
        ("## Counterpart's view", "counterpart_view"),
        ("## 对方的观点", None),
        ("## 结果", "result"),
        ("## 拜訪結果", "result"),
        ("## 下一步拜访计划", "next_visit"),
        ("### 结果", None),
        ("## 结果 对方观点", None),
        ("## 其他", None),
    ],
)
def test_headings(heading: str, field: str | None):
    record = visit("", f"先说一句\n\n{heading}\n\n一段文字\n").record
    if field:
        assert getattr(record, field) == "一段文字"
        assert record.notes == "先说一句"
    else:
        assert record.notes == f"先说一句\n\n{heading}\n\n一段文字"


@pytest.mark.parametrize("kind", FORMS)
def test_every_label_of_a_text_is_a_heading(kind: str):
    form = FORMS[kind]
    for name, spec in form.prose.items():
        for text in (spec.label, *spec.headings):
            for word in every_wording(text):
                assert form.headings[word.casefold().replace("（", "(").replace("）", ")")] == name


def test_headings_inside_code_are_text():
    body = "## 结果\n\n```\n## 策略\n```\n\n~~~~\n~~~\n## 策略\n~~~~\n完\n"
    record = visit("", body).record
    assert record.strategy == ""
    assert record.result.endswith("完")


def test_a_field_left_empty_is_not_given():
    record = visit("department:\ncontacts:\ntime: ~\nproject: null\nchannel: ''\n").record
    assert (record.department, record.contacts, record.time, record.project) == ("", (), None, "")
    assert record.channel == "visit"


def test_a_long_text_is_shortened_in_the_message():
    (problem,) = visit("time: " + "长" * 3000 + "\n").diagnostics
    assert len(problem.message("zh-Hans")) < 200
    (problem,) = visit("unplanned: " + "长" * 3000 + "\n").diagnostics
    assert len(problem.message("zh-Hans")) < 200


def test_a_file_over_the_cap():
    assert [d.code for d in read(b"x" * (2 << 20)).diagnostics] == ["SG104"]


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("qutation", ["lead", "quotation"], "quotation"),
        ("hengtia", ["hengtai", "ruida"], "hengtai"),
        ("恒泰化", ["恒泰化工", "瑞达"], "恒泰化工"),
        ("quotation", ["a", "b"], None),
        ("x", ["xenon", "yard"], None),
        ("stag", ["lost_from_stage", "stage", "stage_history"], "stage"),
        ("amout", ["large_amount", "amount"], "amount"),
        ("", ["a"], None),
    ],
)
def test_nearest(word: str, choices: list[str], expected: str | None):
    assert nearest(word, choices) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,200万", "万元", "1200"),
        ("85.5 万元", "万元", "85.5"),
        ("1.2亿", "万元", "12000"),
        ("3百万", "万元", "300"),
        ("850000元", "万元", "85"),
        ("约85", "万元", "85"),
        ("¥120万", "万元", "120"),
        ("¥85", "万元", None),  # yuan or ten thousands?
        ("80-90", "万元", None),
        ("待定", "万元", None),
        ("30%", "万元", None),
        ("120万", "k USD", None),
        ("30%", None, "30"),
        ("30万", None, None),
    ],
)
def test_a_number_in_words(text: str, unit: str | None, expected: str | None):
    assert number_meant(text, unit) == expected


def test_characters_that_nobody_sees_do_not_count():
    front = "customer: hengtai\u200b\nstatus: \u2060planned\ndate: 2026-11-23\nowner: li-wei\n"
    result = read(f"---\n{front}---\n")
    assert found(result) == []
    assert (result.value("customer"), result.value("status")) == ("hengtai", "planned")


_PIECES = st.sampled_from(
    [
        "---\n",
        "customer: a\n",
        "owner: ",
        "date: 2026-11-18\n",
        "- ",
        "{who: a",
        "}",
        "[",
        "]",
        '"',
        "'",
        ": ",
        "：",
        ":",
        "\t",
        "  ",
        "\n",
        "#",
        " #",
        "&a",
        "*a",
        "!t",
        "<<: ",
        "|",
        "> ",
        "%",
        "@",
        "`",
        "，",
        "\u3000",
        "?",
        "<<<<<<< a\n",
        "```\n",
        "## 结果\n",
        "\r\n",
        "\r",
        "companions:\n",
        "  - who: x\n",
        "~",
        "0" * 50,
        "\x00",
        "\ufeff",
        "...\n",
        "--- x\n",
        "\ufdd0",
        "🦀",
        "é",
    ]
)


def _hold(data: bytes) -> None:
    result = read(data)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    assert result.record is not None or result.diagnostics
    seen = set()
    for problem in result.diagnostics:
        place = problem.place
        assert 0 <= place.line <= len(lines), problem
        if place.line:
            assert 1 <= place.col <= len(lines[place.line - 1]) + 1, problem
        problem.message("en")
        problem.hint("zh-Hans")
        key = (problem.code, place, repr(problem.args))
        assert key not in seen, problem
        seen.add(key)


@settings(max_examples=600, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_pieces_of_yaml_never_raise_and_stay_inside_the_file(parts: list[str]):
    _hold(("---\n" + "".join(parts) + "\n---\nx\n").encode())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_never_raise_and_stay_inside_the_file(data: bytes):
    _hold(data)
    _hold(b"---\n" + data + b"\n---\n")


@pytest.mark.parametrize(
    "piece", ["[", "- ", "{a: ", "? ", '["', "a: ", "'", "&a ", "　", "x\n", "|\n", "## b\n\n"]
)
def test_a_file_full_of_one_thing_does_not_hang(piece: str):
    import time

    begin = time.process_time()
    text = piece * (300_000 // len(piece))
    assert read(f"---\n{text}\n---\n").diagnostics
    assert read(f"---\n{VISIT}---\n{text}\n").kind == "visit"
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("questions: [价格，交期]", "SG325"),
        ("questions: 价格、交期、付款", "SG325"),
        ("questions: [什么时候定？，谁来定？]", "SG325"),
        ("questions: [损失怎么算，停几天？]", ""),
        ("questions: [价格，交期, 谁来定]", ""),
        ('questions: ["价格，交期"]', ""),
        ("questions: [除了材料，您最担心安装中的什么问题]", ""),
    ],
)
def test_of_a_list_of_sentences_only_what_must_be_several_is_told(line: str, code: str):
    result = visit(line + "\n")
    assert [d.code for d in result.diagnostics] == [code] * bool(code)
    assert result.record is not None


def test_commas_of_prose_are_nothing_to_tell():
    fields = "customer: a\nname: 甲、乙\nstage: lead\nimportance: normal\nsource: gf\nowner: b\nnext_step: 价格，交期\n"
    result = read(f"---\n{fields}---\n## 现状\n价格，交期\n", "projects/p.md")
    assert result.diagnostics == ()
