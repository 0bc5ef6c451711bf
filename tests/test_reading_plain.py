"""Plain front matter is read without the YAML parser, and exactly as the parser reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.config import read_config
from site_gen.forms.reader import Reader
from site_gen.reading import record
from site_gen.reading.record import read_record
from site_gen.reading.source import Source, discover

RECORDS = Path(__file__).parent.parent / "records"
CASES = Path(__file__).parent / "cases"
CONFIG = read_config("name: 测试团队\nmoney: {unit: 万元}\n")[0]
assert CONFIG is not None

VISIT = """customer: hengtai
owner: li-wei
date: 2026-11-18
time: 13:30
status: done
contacts: [zhang, chen]
questions:
  - 谁来定
  - 什么时候要货
objectives:
  - {text: 确认时间, smart: SMA, achieved: no}
follow_ups:
  - {who: li-wei, what: 发资料, when: 2026-11-20}
"""
FORMS = {
    "visits/v.md": VISIT,
    "projects/p.md": "customer: c\nname: 三期\nstage: lead\nimportance: normal\nsource: dealer\nowner: o\n"
    "win_rate: 60%\namount: 1,200.50\nbrands: 甲\nequipment: [泵, 阀]\ncommit: yes\n",
    "targets/t.md": "owner: o\nyear: 2026\nmonths:\n  - {month: 1, orders: 79.0, stretch: 90}\n",
}
KEYS = (
    "customer",
    "name",
    "contacts",
    "questions",
    "follow_ups",
    "time",
    "deal",
    "purpose",
    "nothing",
    "成功",
)
FIELDS = sorted(
    {line.partition(":")[0] for text in FORMS.values() for line in text.split("\n") if line[:1] > " "}
)
#: What has, or may be thought to have, a meaning in YAML or in a field.
PIECES = (
    *(
        " ",
        "  ",
        ":",
        ": ",
        " #",
        "#",
        ",",
        ", ",
        "、",
        "，",
        "；",
        "：",
        "-",
        "- ",
        "?",
        "？",
        "|",
        ">",
        "%",
    ),
    *(
        "&a",
        "*a",
        "!x",
        "@",
        "`",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "[]",
        "{}",
        "~",
        "null",
        "\\",
        "\\n",
        "\t",
        "=",
    ),
    *("a", "是", "yes", "60%", "2026-11-18", "2026-13-40", "13:30", "zhang", "三期", "１", "\u3000", "\xa0"),
    *("\u200b", "\u2028", "\ufeff", "😀", "…", "---", "...", "<<", "a: b", "x" * 450),
)
VALUES = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(KEYS), VALUES),
    st.builds("{}:{}".format, st.sampled_from(KEYS), VALUES),
    st.builds("{}:".format, st.sampled_from(KEYS)),
    st.builds("{}: [{}]".format, st.sampled_from(KEYS), st.lists(VALUES, max_size=3).map(", ".join)),
    st.builds("  - {}".format, VALUES),
    st.builds("- {}".format, VALUES),
    st.builds("  - {{who: {}, what: {}, when: 2026-11-20}}".format, VALUES, VALUES),
    st.builds("  - {{{}}}".format, VALUES),
    st.builds("    {}: {}".format, st.sampled_from(KEYS), VALUES),
    VALUES,
)
BODIES = st.lists(
    st.sampled_from(
        (
            "## 拜访目的",
            "# Purpose",
            "## 目的 / Purpose",
            "## 结果",
            "##结果",
            "### 小标题",
            "## 随便",
            "## 结呆",
            "```",
            "~~~",
            "",
            "文字",
            "[链接](x.md)",
            "# ",
            "####### 七",
            "## 结果 ##",
            "\t## 结果",
            " ## 结果",
        )
    ),
    max_size=8,
).map("\n".join)


def both(path: str, data: bytes, config=CONFIG):
    """What reading gives, and what it gives with the parser alone; each as values that can be compared."""
    source = Source(path, data)
    found = read_record(source, config)
    reader = Reader(path, config.vocabularies, config.money.unit, (found.kind, found.id))
    values, whole, facts = record._read(source, reader, None)
    quick = (found.values, found.record, found.facts, found.diagnostics, dict(found.marks), found.links)
    return quick, (values, whole, facts, tuple(reader.diagnostics), reader.marks, tuple(reader.links))


def is_plain(path: str, front: str) -> bool:
    form = record.FORMS[record._identity(Source(path, b""))[0]]
    return CONFIG.plain_reader.read(form, front) is not None


@pytest.mark.parametrize("path", FORMS)
def test_records_as_people_write_them_are_plain(path):
    assert is_plain(path, FORMS[path])
    quick, full = both(path, f"---\n{FORMS[path]}---\n## 拜访目的\n\n看现场\n".encode())
    assert quick == full


@pytest.mark.parametrize(
    "line",
    [
        "name: 'x'",
        'name: "x"',
        "name: a # b",
        "name: a: b",
        "name: a\n  b",
        "name: ~",
        "name:  a",
        "name: a ",
        "name: *a",
        "name: |\n  a",
        "contacts: [a,b]",
        "contacts: [a, ]",
        "contacts: a、b",
        "deal: 也许",
        "x: y",
        "name: a\nname: b",
        "date: 2026-02-30",
        "follow_ups:\n  - {who: a}",
        "follow_ups:\n  - who: a",
        "purpose: a",
    ],
)
def test_what_is_unusual_is_left_to_the_parser(line):
    assert not is_plain("visits/v.md", f"{VISIT}{line}\n")
    quick, full = both("visits/v.md", f"---\n{VISIT}{line}\n---\n".encode())
    assert quick == full


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(FORMS)), st.lists(LINES, max_size=4), st.integers(0, 12), BODIES)
@example("visits/v.md", ["time: 13:30"], 0, "")
@example("visits/v.md", ["questions: a：b", "- a：b"], 5, "")
@example("visits/v.md", ["questions: [价格，交期]"], 5, "")
@example("projects/p.md", ["brands: [甲、乙, 丙]"], 5, "")
def test_every_text_is_read_as_the_parser_reads_it(path, lines, at, body):
    text = FORMS[path].split("\n")
    text[at:at] = lines
    quick, full = both(path, ("---\n" + "\n".join(text) + "---\n" + body).encode("utf-8", "surrogatepass"))
    assert quick == full


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=6), BODIES)
def test_lines_of_any_kind_are_read_as_the_parser_reads_them(lines, body):
    quick, full = both("visits/v.md", ("---\n" + "\n".join(lines) + "\n---\n" + body).encode())
    assert quick == full


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(FORMS)), st.lists(LINES, max_size=2), st.integers(0, 12), BODIES)
@example("visits/v.md", [], 0, "## 拜访目的\n\n看现场\n")
def test_the_place_of_one_field_is_found_where_all_are(path, lines, at, body):
    text = FORMS[path].split("\n")
    text[at:at] = lines
    source = Source(path, ("---\n" + "\n".join(text) + "---\n" + body).encode("utf-8", "surrogatepass"))
    every = dict(read_record(source, CONFIG).marks)
    one_by_one = read_record(source, CONFIG).marks
    for name in (*KEYS, *FIELDS, "follow_ups[0].when", ""):
        assert one_by_one.get(name) == every.get(name), name


def test_the_sample_and_all_bad_files_are_read_as_the_parser_reads_them():
    config, _ = read_config((RECORDS / "site.yaml").read_text(encoding="utf-8"))
    sources = list(discover(RECORDS)[0])
    for site in sorted(CASES.rglob("site.yaml")):
        sources += discover(site.parent)[0]
    plain = 0
    for source in sources:
        if source.reason is None:
            quick, full = both(source.path, source.data, config)
            assert quick == full, source.path
            plain += type(read_record(source, config).marks) is not dict
    assert plain > 350
