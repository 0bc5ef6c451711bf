"""The mapping file is checked like a record: every problem has its place and says what to write."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from site_gen.exchange.csv_mapping import SourceRow, StepRow, read_mapping
from site_gen.exchange.csv_values import VALUE
from site_gen.forms.form import Form

GOOD = """\
sources:
  - {file: a.csv, encoding: gb18030, delimiter: tab, blank: [N/A, "-"], repair: {City: {NJ: 南京}}}
records:
  - kind: customer
    file: a.csv
    id: Name
    where: {Status: [open, ""]}
    join:
      - {file: b.csv, here: City, there: City}
    fields:
      name: Name
      city: {column: City, default: 南京}
      groups: {column: [Group 1, Group 2], split: ";"}
      background: {text: "{Name} in {b.Country}", once: yes}
"""


def problems(text: str) -> list[str]:
    _, found = read_mapping(text, "m.yaml")
    return [f"{d.place} {d.code} {d.message('en')} {d.hint('en')}".strip() for d in found]


def test_a_good_mapping_is_read() -> None:
    mapping, found = read_mapping(GOOD, "m.yaml")
    assert [d.message("en") for d in found] == []
    assert mapping is not None
    assert mapping.files == ("a.csv", "b.csv")
    step = mapping.steps[0]
    assert step.row.where == {"Status": ("open", "")}
    assert step.fillings["groups"].value.column == ("Group 1", "Group 2")
    assert step.fillings["background"].value.columns == ("Name", "b.Country")
    assert step.fillings["background"].value.once
    source = mapping.source("a.csv")
    assert (source.encoding, source.blank, source.repair) == (
        "gb18030",
        ("N/A", "-"),
        {"City": {"NJ": "南京"}},
    )
    assert mapping.source("b.csv").delimiter == "comma"
    assert mapping.places["sources[0].repair.City.NJ"].line == 2


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("records:", "record:", "m.yaml:3:1 SG301", "Did you mean “records”?"),
        ("kind: customer", "kind: custmer", "m.yaml:4:11 SG303", "Did you mean “customer”?"),
        ("      city:", "      citty:", "m.yaml:12:7 SG301", "Did you mean “city”?"),
        ("default: 南京", "defualt: 南京", "m.yaml:12:28 SG301", "Did you mean “default”?"),
        ("encoding: gb18030", "encoding: gb1803O", "m.yaml:2:29 SG303", "gb18030"),
        ("delimiter: tab", "delimiter: tabs", "m.yaml:2:49 SG303", "Did you mean “tab”?"),
        ("name: Name", "name: {default: }", "m.yaml:11:13 SG714", "exactly one of column, value or text"),
        ("name: Name", "name: {column: Name, value: x}", "m.yaml:11:13 SG714", "column, value"),
        ("name: Name", "name: {column: Name, date: DD/MM}", "m.yaml:11:34 SG319", "DD/MM/YYYY"),
        ("    id: Name\n", "", "m.yaml:4:5 SG302", "“id” (Id) is missing."),
        ('where: {Status: [open, ""]}', "where: open", "m.yaml:7:12 SG311", "status: [open, won]"),
        ("file: a.csv\n", "file: ''\n", "SG715", "have no file"),
    ],
)
def test_mistakes_have_a_place(old: str, new: str, place: str, words: str) -> None:
    found = problems(GOOD.replace(old, new, 1))
    assert any(place in line and words in line for line in found), found


def test_a_file_listed_twice() -> None:
    text = GOOD.replace("records:", "  - {file: a.csv}\nrecords:")
    assert problems(text) == [
        "m.yaml:2:12 SG503 The keys of CSV files must differ: “a.csv” is there twice. Rename or delete one of them."
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n"])
def test_no_mapping_at_all(text: str) -> None:
    mapping, found = read_mapping(text, "m.yaml")
    assert mapping is None
    assert [d.code for d in found] in (["SG302"], ["SG207"])


def test_a_merge_conflict_in_the_mapping() -> None:
    assert problems("<<<<<<< HEAD\nname: a\n")[0].startswith("m.yaml:1:1 SG103")


def test_the_examples_in_the_docs_can_be_read() -> None:
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 3
    assert [problems(example) for example in examples] == [[], [], []]


def test_the_docs_name_every_key() -> None:
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    rows = (VALUE, *(Form(row, "") for row in (StepRow, SourceRow)))
    missing = [
        name for form in rows for name in form.specs if f"`{name}`" not in text and f"{name}:" not in text
    ]
    assert missing == []
