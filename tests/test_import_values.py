"""Ids, written values and dates: any text survives the way into a record file and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.config import default_config
from site_gen.exchange.csv_convert import read_date
from site_gen.exchange.csv_values import Value
from site_gen.forms.node import Map, Scalar, Seq
from site_gen.forms.slug import folded, slug
from site_gen.forms.write import flow, front_matter, plain_value, prose, record_text, scalar
from site_gen.forms.yaml import parse
from site_gen.reading.record import read_record
from site_gen.reading.source import Source
from site_gen.records.rows import FollowUp

CONFIG = default_config()
AWKWARD = [
    "no",
    "Yes",
    "null",
    "~",
    "007",
    "12:30",
    "0x1F",
    "2026-02-30",
    "2026-11-18",
    "1_000",
    ".nan",
    "-5",
    "- 5",
    "-",
    "? a",
    "a: b",
    "a:",
    ": a",
    "金额：100",
    "恒泰水处理（苏州）有限公司",
    "Acme #1",
    "#1",
    "@kim",
    "%",
    "&anchor",
    "*alias",
    "!tag",
    "<<",
    "'quoted'",
    '"quoted"',
    "it's",
    "a, b",
    "[a]",
    "{a: b}",
    "a\\b",
    "a\tb",
    "a\nb",
    "…",
    "😀",
    "a\u2028b",
    "a\x85b",
    "---",
    "...",
]
TEXT = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text(st.sampled_from(list("ab1-?:,[]{}#&*!|>'\"%@`=~ .：，。中\n\t\\/")), max_size=12),
)
#: What may stand in one line of a record: no control characters, no space around it.
SHORT = TEXT.map(
    lambda text: " ".join("".join(c for c in text if c.isprintable() or c == " ").split())
).filter(bool)


def nodes(text: str) -> Map:
    problems: list[object] = []
    root = parse(text, 1, lambda *found: problems.append(found))
    assert not problems
    assert isinstance(root, Map)
    return root


@given(TEXT, TEXT)
def test_any_text_survives_in_every_position(one: str, other: str) -> None:
    root = nodes(
        front_matter({"a": one, "b": [one, other], "c": [{"p": one + "x", "q": other + "x"}], "d": other})
    )
    a, b, c, d = (root.get(key) for key in "abcd")
    assert isinstance(a, Scalar)
    assert isinstance(b, Seq)
    assert isinstance(c, Seq)
    assert isinstance(d, Scalar)
    assert [a.text, d.text] == [one, other]
    assert [item.text for item in b.items] == [one, other]
    row = c.items[0]
    assert [value.text for _, value in row.entries] == [one + "x", other + "x"]
    assert not any(node.cut for node in (a, d))


@given(SHORT)
def test_a_short_text_survives_a_record(text: str) -> None:
    name = text[:80].strip()
    data = record_text({"name": name, "role": "sales"}, {}).encode()
    read = read_record(Source("people/a.md", data), CONFIG)
    assert read.record is not None
    assert [d.message("en") for d in read.diagnostics] == []
    assert read.value("name") == name


@given(st.lists(TEXT, min_size=1, max_size=6).map("\n".join))
def test_prose_stays_in_its_section(text: str) -> None:
    text = prose("".join(c for c in text if c.isprintable() or c == "\n"))
    data = record_text(
        {"name": "A", "vertical": "water", "province": "beijing"},
        {"Background": text, "Products in use": "x"},
    )
    read = read_record(Source("customers/a.md", data.encode()), CONFIG)
    assert read.record is not None
    assert [d.code for d in read.diagnostics] == []
    assert read.record.background == text
    assert read.record.products_in_use == "x"
    assert read.record.notes == ""


def test_prose_escapes_only_what_would_break_out() -> None:
    text = "# Big\n### small\n```\ncode\n<<<<<<< HEAD\n#5 is open\r\nend"
    assert prose(text) == "\\# Big\n### small\n\\```\ncode\n\\<<<<<<< HEAD\n#5 is open\nend"


def test_values_are_quoted_only_where_needed() -> None:
    assert scalar("GTX Pro") == "GTX Pro"
    assert scalar("no") == "no"
    assert scalar("a, b") == "a, b"
    assert flow(["a, b", "c"]) == '["a, b", c]'
    assert scalar("a: b") == '"a: b"'
    assert scalar(Decimal("1E+3")) == "1000"
    assert scalar("a\u2028b") == '"a\\u2028b"'


def test_rows_are_written_without_gaps() -> None:
    row = FollowUp(who="li-wei", what="发正式报价", when=date(2026, 11, 25))
    assert front_matter({"follow_ups": plain_value((row,))}) == (
        "follow_ups:\n  - {who: li-wei, what: 发正式报价, when: 2026-11-25}\n"
    )


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Gekko & Co", "gekko-co"),
        ("1C1I7A6R", "1c1i7a6r"),
        ("  Mei-Mei  Johns ", "mei-mei-johns"),
        ("(no account)", "no-account"),
        ("恒泰水处理（苏州）有限公司", "恒泰水处理-苏州-有限公司"),
        ("ＡＢＣ１２３", "abc123"),
        ("a/b\\c:d*e", "a-b-c-d-e"),
        ("CON", "con-1"),
        ("…", ""),
        ("", ""),
    ],
)
def test_slug(text: str, ident: str) -> None:
    assert slug(text) == ident


@given(st.text(max_size=300))
def test_a_slug_is_a_valid_id_and_stays_itself(text: str) -> None:
    ident = slug(text)
    assert slug(ident) == ident
    assert len(ident.encode()) <= 200
    if ident:
        read = read_record(Source(f"people/{ident}.md", b"---\nname: A\nrole: sales\n---\n"), CONFIG)
        assert [d.code for d in read.diagnostics] == []
        assert folded(ident) == folded(slug(text))


def test_long_texts_with_one_beginning_stay_apart() -> None:
    assert slug("恒" * 90 + "一") != slug("恒" * 90 + "二")


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("20/10/2016", "DD/MM/YYYY", date(2016, 10, 20)),
        ("10/20/16", "M/D/YY", date(2016, 10, 20)),
        ("1/2/71", "M/D/YY", date(1971, 1, 2)),
        ("Oct 20, 2016", "MMM D, YYYY", date(2016, 10, 20)),
        ("20-October-2016", "D-MMM-YYYY", date(2016, 10, 20)),
        ("2016年10月2日", "YYYY年M月D日", date(2016, 10, 2)),
        ("2016-10-20 13:45:00", "YYYY-MM-DD*", date(2016, 10, 20)),
        ("20161020", "YYYYMMDD", date(2016, 10, 20)),
        ("30/02/2016", "DD/MM/YYYY", None),
        ("2016-10-20", "DD/MM/YYYY", None),
        ("20 Foo 2016", "D MMM YYYY", None),
    ],
)
def test_dates(text: str, form: str, day: date | None) -> None:
    assert read_date(text, form) == day


def test_text_with_columns_is_blank_when_they_all_are() -> None:
    value = Value(text="{a} from {b}")
    assert value.fill({"a": "x", "b": ""}) == "x from "
    assert value.fill({"a": "", "b": ""}) == ""
