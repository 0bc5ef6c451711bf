"""Printers: text for people, five forms for machines."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from site_gen.diagnostics import Diagnostic, Place
from site_gen.diagnostics.catalogue import CATALOGUE
from site_gen.diagnostics.printers import FORMATS, printer
from site_gen.diagnostics.printers.text import print_text, width
from site_gen.diagnostics.reference import diagnostics_reference
from site_gen.locale.text import LANGUAGES

TEXTS = {"projects/恒泰.md": "---\nname: 三期阀门\tA: B\nstage: 报价单\n", "a,b:c.md": ""}
STAGE = Diagnostic(
    "SG303",
    Place("projects/恒泰.md", 3, 8),
    (("value", "报价单"), ("label", "x"), ("options", ("a", "b")), ("suggestion", "quotation")),
    length=3,
    person="li-wei",
    record=("project", "恒泰"),
    others=(Place("a,b:c.md", 2, 1),),
)
LATE = Diagnostic(
    "SG617",
    Place("visits/v.md", 5, 9),
    (("date", date(2026, 11, 19)),),
    person="li-wei",
    record=("visit", "v"),
)
WHOLE = Diagnostic("SG104", Place("a,b:c.md"), (("limit", 1024), ("size", 2048)))
ALL = [WHOLE, STAGE, LATE]


def sources(path: str) -> str | None:
    return TEXTS.get(path)


def test_text_shows_the_line_with_carets_under_wide_characters():
    assert print_text([STAGE], sources, "en", "records") == (
        "records/projects/恒泰.md\n"
        "  records/projects/恒泰.md:3:8  error SG303  “报价单” is not in the list of x.\n"
        "      3 | stage: 报价单\n"
        "        |        ^^^^^^\n"
        "      = Did you mean “quotation”? Choose from: a, b.\n"
        "\n"
        "Errors: 1. Warnings: 0. Files with problems: 1.\n"
    )


def test_text_speaks_chinese_without_spaces_between_sentences():
    text = print_text([STAGE], sources, "zh-Hans", "records")
    assert "错误 SG303  “报价单”不在“x”的列表里。" in text
    assert "您是不是要写“quotation”？请从中选择：a、b。" in text
    assert "錯誤 SG303" in print_text([STAGE], sources, "zh-Hant", "records")


def test_text_measures_tabs_and_wide_characters_before_the_caret():
    second_colon = Diagnostic("SG317", Place("projects/恒泰.md", 2, 12), (("key", "name"),))
    lines = print_text([second_colon], sources, "en", "").split("\n")
    assert lines[2:4] == ["      2 | name: 三期阀门 A: B", "        |                ^"]


def test_text_has_colours_only_when_asked_for():
    assert "\x1b" not in print_text(ALL, sources, "en", "records")
    assert "\x1b[31merror SG303\x1b[0m" in print_text([STAGE], sources, "en", "records", colour=True)
    assert "\x1b[33mwarning SG617\x1b[0m" in print_text([LATE], sources, "en", "records", colour=True)


def test_text_counts_what_it_leaves_out():
    many = [Diagnostic("SG617", Place("visits/v.md", n, 1), (("date", "x"),)) for n in range(1, 31)]
    text = print_text([*many, STAGE], sources, "en", "records", most=25)
    assert text.count("warning SG617") == 25
    assert "SG617: 5 more like these; “site-gen check --all” shows every one." in text
    assert "Errors: 1. Warnings: 30. Files with problems: 2." in text


def test_a_long_line_is_cut_around_the_problem():
    path = "long.md"
    found = Diagnostic("SG317", Place(path, 1, 401), (("key", "x"),), length=3)
    text = print_text([found], {path: "a" * 400 + "bad" + "c" * 400}.get, "en", "")
    excerpt, carets = text.split("\n")[2:4]
    assert len(excerpt) < 130
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "bad"


def test_width_of_text():
    assert width("a恒é") == 4
    assert width("e\u0301") == 1


def test_strict_makes_warnings_errors_everywhere():
    assert "warning" not in print_text([LATE], sources, "en", "records", strict=True)
    assert json.loads(printer("json")([LATE], sources, "en", "r", strict=True))["summary"]["errors"] == 1
    assert printer("github")([LATE], sources, "en", "r", strict=True).startswith("::error ")
    assert "<failure" in printer("junit")([LATE], sources, "en", "r", strict=True)


def test_json():
    text = printer("json")(ALL, sources, "en", "records")
    found = json.loads(text)
    assert text == json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    assert found["version"] == 1
    assert found["summary"] == {"errors": 2, "warnings": 1}
    whole, stage, _ = found["diagnostics"]
    assert (whole["line"], whole["column"], whole["record"]) == (None, None, None)
    assert stage == {
        "code": "SG303",
        "severity": "error",
        "path": "records/projects/恒泰.md",
        "line": 3,
        "column": 8,
        "length": 3,
        "message": "“报价单” is not in the list of x.",
        "hint": "Did you mean “quotation”? Choose from: a, b.",
        "person": "li-wei",
        "record": {"kind": "project", "id": "恒泰"},
        "related": [{"path": "records/a,b:c.md", "line": 2, "column": 1}],
    }


def test_github_escapes_what_the_command_syntax_uses():
    lines = printer("github")(ALL, sources, "en", "records").splitlines()
    assert lines[0].startswith("::error file=records/a%2Cb%3Ac.md,title=SG104::The file is larger")
    assert lines[1].startswith(
        "::error file=records/projects/恒泰.md,line=3,col=8,endColumn=11,title=SG303::“报价单”"
    )
    assert lines[2].startswith("::warning file=records/visits/v.md,line=5,col=9,")
    odd = Diagnostic("SG317", Place("x.md", 1, 1), (("key", "50%\nx"),))
    assert "50%25%0Ax" in printer("github")([odd], sources, "en", "")


def test_gitlab_fingerprints_survive_moved_lines():
    moved = Diagnostic("SG303", Place("projects/恒泰.md", 9, 8), STAGE.args)
    first, second, again = (
        json.loads(printer("gitlab")([d], sources, lang, "records"))[0]
        for d, lang in ((STAGE, "en"), (moved, "zh-Hans"), (STAGE, "en"))
    )
    assert first["fingerprint"] == second["fingerprint"] == again["fingerprint"]
    twice = json.loads(printer("gitlab")([STAGE, moved], sources, "en", "records"))
    assert twice[0]["fingerprint"] != twice[1]["fingerprint"]
    assert first["location"] == {"path": "records/projects/恒泰.md", "lines": {"begin": 3}}
    assert (first["check_name"], first["severity"]) == ("SG303", "major")


def test_sarif_has_what_the_standard_requires():
    log = json.loads(printer("sarif")(ALL, sources, "en", "records"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["SG104", "SG303", "SG617"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning"}
    whole, stage, _ = run["results"]
    assert "region" not in whole["locations"][0]["physicalLocation"]
    where = stage["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "records/projects/%E6%81%92%E6%B3%B0.md"
    assert where["region"] == {"startLine": 3, "startColumn": 8, "endColumn": 11}
    assert stage["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_junit_is_xml_whatever_the_message_holds():
    odd = Diagnostic("SG317", Place("a&b<.md", 1, 1), (("key", 'x"\x00<>'),))
    root = ET.fromstring(printer("junit")([*ALL, odd], sources, "en", "records").split("\n", 1)[1])
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "3", "1")
    assert suite[3].get("classname") == "records/a&b<.md"
    assert [case[0].tag for case in suite] == ["failure", "failure", "skipped", "failure"]
    empty = ET.fromstring(printer("junit")([], sources, "en", "records").split("\n", 1)[1])
    assert empty[0][0].get("name") == "check"


@pytest.mark.parametrize("form", FORMATS)
def test_every_printer_takes_no_problem_at_all(form: str):
    assert isinstance(printer(form)([], sources, "en", "records"), str)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CATALOGUE)
def test_every_message_can_be_filled_in_every_language(code: str, lang: str):
    import string

    entry = CATALOGUE[code]
    names = {
        name
        for text in (entry.message, entry.hint)
        for _, name, _, _ in string.Formatter().parse(text.id)
        if name
    }
    problem = Diagnostic(code, Place("x.md"), tuple((name, f"<{name}>") for name in sorted(names)))
    message = problem.message(lang)
    for _, name, _, _ in string.Formatter().parse(entry.message.id):
        assert not name or f"<{name}>" in message
    hint = problem.hint(lang)
    assert not [name for name in names if f"{{{name}}}" in hint.replace(f"{{<{name}>}}", "")]


def test_the_reference_of_codes_is_fresh():
    from conftest import ROOT

    page = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    assert page == diagnostics_reference(), "run: python tools/reference.py"


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant"])
def test_every_message_is_translated(lang: str):
    from site_gen.diagnostics.catalogue import NOTHING
    from site_gen.locale.text import Msg, tr

    plain = {NOTHING, Msg("{advice}")}
    texts = {text for e in CATALOGUE.values() for text in (e.message, e.hint, e.why) if text not in plain}
    assert sorted(text.id for text in texts if tr(text, lang) == text.id) == []
