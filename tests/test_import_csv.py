"""`import csv` on a small team: what is planned, written, refused and kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from site_gen.cli.main import main

SITE = """\
name: Team
languages: [zh-Hans, en]
as_of: 2026-11-20
"""
PEOPLE = "---\nname: 李伟\nrole: sales\n---\n"
MAPPING = """\
sources:
  - {file: customers.csv, repair: {行业: {水: 水处理}}}
records:
  - kind: customer
    file: customers.csv
    id: 名称
    unless: {状态: [停用]}
    fields:
      name: 名称
      vertical: 行业
      province: {column: 省份, default: 江苏}
      city: 城市
      owner: {value: 李伟}
      parent: 母公司
      since: {column: 日期, date: YYYY年M月D日}
      annual_revenue: {column: 年额, remove: ¥}
      groups: {column: 分组, split: ;}
      background: {text: "{说明}"}
"""
HEADER = "名称,行业,省份,城市,母公司,日期,年额,分组,说明,状态\n"
ROWS = (
    HEADER
    + '恒泰水处理,水,江苏,苏州,,2020年3月1日,"¥1,200.50",重点;老客户,"第一行\n# 第二行",\n'
    + "金源化工,化工,,常州,恒泰水处理,,,,,正常\n"
    + "旧公司,化工,江苏,常州,,,,,,停用\n"
    + ",,,,,,,,,\n"
)


@pytest.fixture
def team(write) -> Path:
    return write(
        {
            "records/site.yaml": SITE,
            "records/people/li-wei.md": PEOPLE,
            "m.yaml": MAPPING,
            "customers.csv": ROWS,
        }
    )


@pytest.fixture
def run(team: Path, capsys):
    def _run(*options: str) -> tuple[int, str]:
        code = main(
            [
                "import",
                "csv",
                str(team / "m.yaml"),
                "--records",
                str(team / "records"),
                "--lang",
                "en",
                *options,
            ]
        )
        return code, capsys.readouterr().out

    return _run


@pytest.fixture
def report(run):
    def _report(*options: str) -> tuple[int, dict]:
        code, out = run("--format", "json", *options)
        return code, json.loads(out)

    return _report


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def counts(tally: dict) -> tuple[int, ...]:
    return tuple(
        tally[k] for k in ("read", "new", "changed", "unchanged", "repeated", "rejected", "filtered")
    )


def adds_up(tally: dict) -> bool:
    read, *others = counts(tally)
    return read == sum(others)


def test_a_dry_run_shows_and_writes_nothing(team: Path, run) -> None:
    before = tree(team)
    code, out = run()
    assert code == 0
    assert "For example, new: customers/恒泰水处理.md" in out
    assert "  vertical: water\n" in out
    assert "Nothing was written. With --write: 2 new and 0 changed records. Rejected rows: 0." in out
    assert tree(team) == before


def test_records_are_written_as_a_person_would_write_them(team: Path, report) -> None:
    code, found = report("--write")
    assert code == 0
    assert counts(found["records"][0]) == (4, 2, 0, 0, 0, 0, 2)
    assert (team / "records/customers/恒泰水处理.md").read_text() == (
        "---\n"
        "name: 恒泰水处理\n"
        "vertical: water\n"
        "province: jiangsu\n"
        "city: 苏州\n"
        "owner: li-wei\n"
        "groups: [重点, 老客户]\n"
        "since: 2020-03-01\n"
        "annual_revenue: 1200.50\n"
        "---\n"
        "## 背景\n\n第一行\n\\# 第二行\n"
    )
    assert "parent: 恒泰水处理\n" in (team / "records/customers/金源化工.md").read_text()
    notes = [(p["code"], p["csv_column"], p["value"], p["rows"]) for p in found["problems"]]
    assert notes == [("SG706", "行业", "水", [2]), ("SG707", "省份", "", [3])]


def test_importing_again_changes_no_byte(team: Path, report) -> None:
    report("--write")
    before = tree(team)
    code, found = report("--write")
    assert code == 0
    assert counts(found["records"][0]) == (4, 0, 0, 2, 0, 0, 2)
    assert tree(team) == before


def test_what_people_wrote_is_kept(team: Path, report) -> None:
    report("--write")
    path = team / "records/customers/恒泰水处理.md"
    mine = (
        "---\n"
        "# 张总介绍的\n"
        "city: 昆山   # 已搬\n"
        "name: 恒泰水处理\n"
        "short_name: '恒泰'\n"
        "vertical: 水处理\n"
        "province: 江苏\n"
        "groups:\n  - 重点\n  - 老客户\n"
        "# 额度\n"
        "potential: 高\n"
        "---\n"
        "自由笔记\n\n## 背景\n\n我写的背景\n\n## 使用产品\n\n阀门\n"
    )
    path.write_bytes(mine.replace("\n", "\r\n").encode("utf-8-sig"))
    code, found = report("--write")
    assert code == 0
    assert path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") == mine.replace(
        "city: 昆山   # 已搬\n", "city: 苏州\nowner: li-wei\n"
    ).replace("  - 老客户\n", "  - 老客户\nsince: 2020-03-01\nannual_revenue: 1200.50\n")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf---\r\n")
    assert counts(found["records"][0]) == (4, 0, 1, 1, 0, 0, 2)
    changed = next(f for f in found["files"] if f["state"] == "changed")
    assert sorted(changed["fields"]) == ["annual_revenue", "city", "owner", "since"]
    assert [(p["code"], p["rows"]) for p in found["problems"]][-1] == ("SG712", [2])
    code, found = report("--write")
    assert counts(found["records"][0]) == (4, 0, 0, 2, 0, 0, 2)


def test_once_leaves_a_filled_field_alone(team: Path, report) -> None:
    (team / "m.yaml").write_text(MAPPING.replace("city: 城市", "city: {column: 城市, once: yes}"))
    report("--write")
    path = team / "records/customers/恒泰水处理.md"
    path.write_text(path.read_text().replace("苏州", "昆山"))
    _, found = report("--write")
    assert counts(found["records"][0]) == (4, 0, 0, 2, 0, 0, 2)
    assert "city: 昆山" in path.read_text()


def test_a_record_in_a_sub_folder_is_found_by_its_id(team: Path, report) -> None:
    report("--write")
    old = team / "records/customers/恒泰水处理.md"
    new = team / "records/customers/苏州/恒泰水处理.md"
    new.parent.mkdir()
    old.rename(new)
    _, found = report("--write")
    assert counts(found["records"][0]) == (4, 0, 0, 2, 0, 0, 2)
    assert not old.exists()


def test_records_no_row_speaks_of_stay(team: Path, run, report) -> None:
    other = team / "records/customers/other.md"
    other.parent.mkdir()
    other.write_text("---\nname: 其他\nvertical: water\nprovince: jiangsu\n---\n")
    _, found = report("--write")
    assert found["kept"] == {"customer": 1}
    assert other.exists()
    _, out = run()
    assert "Customers that no row speaks of and that stay as they are: 1" in out


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("A,矿业,江苏,,,,,,,", ("SG702", "行业", "“矿业” in the column 行业 of customers.csv is not known")),
        ("A,化工,江苏,,不存在,,,,,", ("SG702", "母公司", "“不存在” in the column 母公司")),
        ("A,,江苏,,,,,,,", ("SG703", "行业", "blank, and Vertical market is required")),
        (",化工,江苏,,,,,,,", ("SG703", "名称", "blank, and Id is required")),
        ("……,化工,江苏,,,,,,,", ("SG704", "名称", "there is no letter or digit in it")),
        ("A,化工,江苏,,,2020-03-01,,,,", ("SG704", "日期", "is not a date written as YYYY年M月D日")),
        ("A,化工,江苏,,,,很多,,,", ("SG704", "年额", "“很多” is not a number")),
        ("A,化工,江苏,,,,-5,,,", ("SG704", "年额", "outside")),
        ('A,化工,江苏,"x\ny",,,,,,', ("SG704", "城市", "it has several lines")),
        ("A,化工,江苏,a\x07b,,,,,,", ("SG704", "城市", "a control character")),
        ("A,化工,江苏,,,,,,\x07,", ("SG704", "说明", "a control character")),
        ("A,化工,江苏", ("SG711", "", "more or fewer cells than the header (10)")),
        ("A,化工,江苏,,,,,,,,多", ("SG711", "", "more or fewer cells than the header (10)")),
        (
            "金源化工,化工,江苏,,,,,,,",
            ("SG705", "名称", "Several rows of customers.csv make the record “金源"),
        ),
    ],
)
def test_rows_that_cannot_be_used(team: Path, report, row: str, expected: tuple[str, ...]) -> None:
    code, column, words = expected
    (team / "customers.csv").write_text(ROWS + row + "\n")
    status, found = report("--write", "--rejects", str(team / "rejects.csv"))
    assert status == 1
    tally = found["records"][0]
    assert adds_up(tally)
    errors = [p for p in found["problems"] if p["severity"] == "error"]
    assert [(p["code"], p["csv_column"]) for p in errors] == [(code, column)]
    assert words in errors[0]["message"]
    assert errors[0]["hint"]
    assert 7 in errors[0]["rows"] or 6 in errors[0]["rows"]
    listed = list(csv.DictReader(io.StringIO((team / "rejects.csv").read_text("utf-8-sig"))))
    assert [(line["code"], line["column"]) for line in listed] == [(code, column)] * len(errors[0]["rows"])
    assert (team / "records/customers/恒泰水处理.md").exists()
    assert not (team / "records/customers/a.md").exists()


def test_one_line_for_each_value_however_many_rows(team: Path, run) -> None:
    rows = "".join(f"A{n},矿业,江苏,,,,,,,\n" for n in range(1500))
    (team / "customers.csv").write_text(HEADER + rows)
    code, out = run()
    assert code == 1
    assert out.count("SG702") == 1
    assert "Rows (1,500, the header is row 1): 2, 3, 4, 5, 6, 7, …" in out
    assert "write in the mapping under customers.csv: repair: {行业: {矿业: …}}" in out


def test_many_different_values_are_cut_short(team: Path, run) -> None:
    rows = "".join(f"A{n},行业{n},江苏,,,,,,,\n" for n in range(50))
    (team / "customers.csv").write_text(HEADER + rows)
    _, out = run()
    assert out.count("error SG702") == 12
    assert "SG702: 38 further values in the column 行业 of customers.csv; --rejects lists all." in out


def test_a_rejected_row_takes_along_those_that_refer_to_it(team: Path, report) -> None:
    (team / "customers.csv").write_text(ROWS.replace("恒泰水处理,水,", "恒泰水处理,矿业,"))
    code, found = report("--write")
    assert code == 1
    errors = [(p["code"], p["rows"]) for p in found["problems"] if p["severity"] == "error"]
    assert errors == [("SG702", [2]), ("SG717", [3])]
    assert not (team / "records/customers").exists()
    assert adds_up(found["records"][0])


def test_rows_that_say_the_same_are_one_record_when_declared(team: Path, report) -> None:
    (team / "m.yaml").write_text(MAPPING.replace("    id: 名称\n", "    id: 名称\n    repeats: yes\n"))
    again = "金源化工,化工,,常州,恒泰水处理,,,,,正常\n"
    (team / "customers.csv").write_text(ROWS + again)
    code, found = report()
    assert code == 0
    assert counts(found["records"][0]) == (5, 2, 0, 0, 1, 0, 2)
    (team / "customers.csv").write_text(ROWS + again.replace("常州", "无锡"))
    code, found = report()
    assert code == 1
    assert counts(found["records"][0]) == (5, 1, 0, 0, 0, 2, 2)
    assert [(p["code"], p["rows"]) for p in found["problems"] if p["severity"] == "error"] == [
        ("SG705", [3, 6])
    ]


def test_what_check_would_refuse_is_not_written(team: Path, report) -> None:
    (team / "m.yaml").write_text(
        "records:\n"
        "  - kind: customer\n    id: {value: c1}\n"
        "    fields: {name: {value: C1}, vertical: {value: 化工}, province: {value: 江苏}, city: {value: 常州}}\n"
        "  - kind: project\n    file: p.csv\n    id: id\n"
        "    fields:\n      name: id\n      customer: {value: c1}\n      stage: stage\n"
        "      importance: {value: 一般}\n      source: {value: GF}\n      owner: {value: li-wei}\n"
    )
    (team / "p.csv").write_text("id,stage\n1,潜在客户\n2,流失\n")
    code, found = report("--write")
    assert all(adds_up(tally) for tally in found["records"])
    assert (team / "records/projects/1.md").exists()
    refused = [p for p in found["problems"] if p["severity"] == "error"]
    if refused:
        assert code == 1
        assert [(p["code"], p["rows"]) for p in refused] == [("SG718", [3])]
        assert "SG605" in refused[0]["message"]
        assert not (team / "records/projects/2.md").exists()


def test_a_broken_record_is_not_touched(team: Path, report) -> None:
    report("--write")
    path = team / "records/customers/恒泰水处理.md"
    path.write_text(path.read_text().replace("vertical: water", "vertical: waterr"))
    before = path.read_bytes()
    code, found = report("--write")
    assert code == 1
    assert [p["code"] for p in found["problems"] if p["severity"] == "error"] == ["SG716"]
    assert path.read_bytes() == before
    assert adds_up(found["records"][0])


@pytest.mark.parametrize(
    ("files", "place", "words"),
    [
        ({"m.yaml": MAPPING.replace("city: 城市", "city: 城市名")}, "m.yaml:12:13", "“城市名”"),
        ({"m.yaml": MAPPING.replace("行业: {水", "行 业: {水")}, "m.yaml:2:36", "Did you mean “行业”?"),
        (
            {"m.yaml": MAPPING.replace("file: customers.csv\n", "file: custmers.csv\n")},
            "m.yaml:5:11",
            "no such file",
        ),
        ({"customers.csv": ROWS.encode("gb18030")}, "m.yaml:2:12", "encoding: gb18030"),
        ({"customers.csv": b""}, "m.yaml:2:12", "it is empty"),
        ({"customers.csv": ROWS.replace(",", ";")}, "m.yaml:2:12", "“delimiter: semicolon”"),
        ({"customers.csv": ROWS.replace(",", "\t")}, "m.yaml:2:12", "“delimiter: tab”"),
        ({"customers.csv": 'a,b\n"x'}, "m.yaml:2:12", "line 2"),
        (
            {"customers.csv": ROWS.replace("城市", "省份", 1)},
            "m.yaml:2:12",
            "several columns with one name: 省份",
        ),
        ({"records/site.yaml": "nam: x\n"}, "site.yaml:1:1", "Did you mean “name”?"),
    ],
)
def test_wrong_usage_is_said_before_anything_else(write, run, files, place: str, words: str) -> None:
    team = write(files)
    code, out = run("--write")
    assert code == 2
    assert place in out
    assert words in out
    assert not (team / "records/customers").exists()


def test_legacy_encoding_and_delimiter_when_declared(team: Path, report) -> None:
    (team / "m.yaml").write_text(
        MAPPING.replace(
            "file: customers.csv, repair", "file: customers.csv, encoding: gb18030, delimiter: tab, repair"
        )
    )
    table = io.StringIO()
    csv.writer(table, delimiter="\t").writerows(csv.reader(io.StringIO(ROWS)))
    (team / "customers.csv").write_bytes(table.getvalue().encode("gb18030"))
    code, found = report()
    assert code == 0
    assert counts(found["records"][0]) == (4, 2, 0, 0, 0, 0, 2)


def test_a_byte_order_mark_and_blank_words(team: Path, report) -> None:
    (team / "m.yaml").write_text(
        MAPPING.replace("file: customers.csv, ", 'file: customers.csv, blank: [N/A, "-"], ')
    )
    (team / "customers.csv").write_bytes((HEADER + "A,化工,N/A,-,,,,,,\n").encode("utf-8-sig"))
    code, found = report("--write")
    assert code == 0
    assert "city" not in (team / "records/customers/a.md").read_text()
    assert "province: jiangsu" in (team / "records/customers/a.md").read_text()
    assert found["problems"][-1]["code"] == "SG707"


def test_joins_take_columns_from_another_file(team: Path, report) -> None:
    (team / "m.yaml").write_text(
        MAPPING.replace(
            "    fields:\n", "    join:\n      - {file: regions.csv, here: 城市, there: city}\n    fields:\n"
        )
        .replace("short", "short")
        .replace("city: 城市", "city: 城市\n      address: {text: '{regions.zone}, {城市}'}")
    )
    (team / "regions.csv").write_text("city,zone\n苏州,华东\n常州,华东\n")
    code, found = report("--write")
    assert code == 0
    assert "address: 华东, 苏州\n" in (team / "records/customers/恒泰水处理.md").read_text()
    (team / "regions.csv").write_text("city,zone\n苏州,华东\n苏州,华南\n")
    code, found = report()
    assert code == 2
    assert found["problems"][0]["code"] == "SG710"


def test_unused_columns_are_named(team: Path, run) -> None:
    (team / "customers.csv").write_text(
        ROWS.replace("状态\n", "状态,备注\n")
        .replace(",正常\n", ",正常,\n")
        .replace(",\n", ",,\n")
        .replace("停用\n", "停用,\n")
    )
    _, out = run()
    assert "Columns of customers.csv that the mapping does not use: 备注." in out


def test_rejects_are_no_formulas(team: Path, report) -> None:
    (team / "customers.csv").write_text(HEADER + "A,=1+1,江苏,,,,,,,\n")
    report("--rejects", str(team / "r.csv"))
    line = next(csv.DictReader(io.StringIO((team / "r.csv").read_text("utf-8-sig"))))
    assert (line["file"], line["row"], line["value"]) == ("customers.csv", "2", "'=1+1")


def test_an_id_that_differs_in_case_is_the_same_record(team: Path, report) -> None:
    (team / "records/customers").mkdir()
    (team / "records/customers/ACME.md").write_text("---\nname: Acme\nvertical: 化工\nprovince: 江苏\n---\n")
    (team / "customers.csv").write_text(HEADER + "Acme,化工,江苏,常州,,,,,,\nB,化工,江苏,,acme,,,,,\n")
    code, _ = report("--write")
    assert code == 0
    assert sorted(p.name for p in (team / "records/customers").iterdir()) == ["ACME.md", "b.md"]
    assert "parent: ACME" in (team / "records/customers/b.md").read_text()


def test_one_file_can_be_joined_twice_under_two_names(team: Path, report, run) -> None:
    joins = (
        "    join:\n"
        "      - {file: regions.csv, name: here, here: 城市, there: city}\n"
        "      - {file: regions.csv, name: there, here: 省份, there: city}\n"
    )
    mapping = MAPPING.replace("    fields:\n", joins + "    fields:\n").replace(
        "city: 城市", "city: 城市\n      address: {text: '{here.zone}/{there.zone}'}"
    )
    (team / "m.yaml").write_text(mapping)
    (team / "regions.csv").write_text("city,zone\n苏州,S\n江苏,J\n")
    code, _ = report("--write")
    assert code == 0
    assert "address: S/J\n" in (team / "records/customers/恒泰水处理.md").read_text()
    (team / "m.yaml").write_text(mapping.replace("name: there", "name: here"))
    code, out = run()
    assert code == 2
    assert "SG503" in out


def test_a_link_that_leads_out_is_never_replaced(team: Path, report) -> None:
    (team / "outside.md").write_text("mine")
    (team / "records/customers").mkdir()
    link = team / "records/customers/恒泰水处理.md"
    link.symlink_to(team / "outside.md")
    code, found = report("--write")
    assert code == 1
    assert {p["code"] for p in found["problems"] if p["severity"] == "error"} == {"SG716", "SG717"}
    assert link.is_symlink()
    assert (team / "outside.md").read_text() == "mine"


def test_the_numbers_of_every_report_add_up(team: Path, report) -> None:
    """Every row of a file with all kinds of trouble is in exactly one column of the table."""
    rows = (
        ROWS
        + "A,矿业,江苏,,,,,,,\nB,化工,江苏,,A,,,,,\nC,化工\n金源化工,化工,江苏,无锡,,,,,,\n,化工,,,,,,,,\n"
    )
    (team / "customers.csv").write_text(rows)
    code, found = report("--write")
    assert code == 1
    assert counts(found["records"][0]) == (9, 1, 0, 0, 0, 6, 2)
    assert found["records"][0]["new"] == len(list((team / "records/customers").iterdir()))
