"""`site-gen stats` as a process: text, JSON, scopes, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from measure_books import PEOPLE, SITE, projects

from site_gen.cli.columns import LINE, column_lines, width, wrap
from site_gen.cli.main import main


@pytest.fixture
def records(write, monkeypatch):
    files = {
        f"records/{path}": f"---\n{text}\n---\n"
        for path, text in {**PEOPLE, **projects("a lead 10", "b solution 30")}.items()
    }
    folder = write(files | {"records/site.yaml": SITE + "as_of: 2026-11-18\n"})
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SITE_GEN_LANG", "en")
    return folder / "records"


def test_json_of_one_measure_is_an_object_and_of_several_a_list(records, capsys):
    assert main(["stats", "M2", "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert (one["measure"], one["scope"], one["value"]["open"]["amount"]) == ("M2", "company", 40)
    assert main(["stats", "funnel", "M4", "--json", "--scope", "team:west"]) == 0
    several = json.loads(capsys.readouterr().out)
    assert [m["measure"] for m in several] == ["M2", "M4"]
    assert several[0]["value"]["open"]["count"] == 0


def test_text_has_title_rows_and_definition(records, capsys):
    assert main(["stats", "m2", "--scope", "person:李伟", "--as-of", "2026-11-19"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("M2  ")
    assert "李伟" in out.splitlines()[0]
    assert "19 Nov 2026" in out.splitlines()[0]
    row = next(line for line in out.splitlines() if line.startswith("Open"))
    assert row.split() == ["Open", "2", "40"]
    assert "Lost projects form the last group." in out


def test_no_measure_means_all_of_them_in_every_language(records, capsys):
    for lang in ("zh-Hans", "zh-Hant", "en"):
        assert main(["stats", "--lang", lang]) == 0
        out = capsys.readouterr().out
        assert all(f"\n{ident}  " in "\n" + out for ident in ("M1", "M13", "M27", "S1.18", "DQ"))


def test_an_unknown_measure_or_scope_is_named_with_the_nearest(records, capsys):
    assert main(["stats", "conversoin"]) == 2
    assert "“conversion”" in capsys.readouterr().err
    assert main(["stats", "M2", "--scope", "team:eats"]) == 2
    assert "“team:east”" in capsys.readouterr().err
    assert main(["stats", "M2", "--scope", "x"]) == 2
    assert "There are: company, team:…" in capsys.readouterr().err


def test_a_scope_that_is_not_there_is_answered_with_those_of_its_kind(records, capsys):
    assert main(["stats", "M2", "--scope", "importance:zzz"]) == 2
    assert "There are: importance:normal." in capsys.readouterr().err


def test_errors_in_the_records_are_printed_and_stop_it(records, capsys):
    (records / "projects" / "a.md").write_text("---\nname: a\nstage: leed\n---\n", encoding="utf-8")
    assert main(["stats", "M2"]) == 1
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "projects/a.md:3" in caught.err


def test_an_unusable_site_yaml_is_a_usage_error(records, capsys):
    (records / "site.yaml").write_text("nmae: x\n", encoding="utf-8")
    assert main(["stats", "M2"]) == 2
    assert "site.yaml" in capsys.readouterr().err


def test_it_runs_as_a_process(records):
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "stats", "M4", "--json", "--records", str(records)],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["measure"] == "M4"


def test_columns_count_a_chinese_character_twice():
    assert (width("管道a"), width("é")) == (5, 1)
    assert column_lines(("阶段", "数量"), (("潜在客户", "2"), ("L", "10"))) == [
        "阶段      数量",
        "────────  ────",
        "潜在客户     2",
        "L           10",
    ]


def test_running_text_is_broken_at_the_width_of_the_line():
    chinese = "管道覆盖率等于在手项目金额除以目标。" * 8
    for text in (chinese, "word " * 60):
        lines = wrap(text)
        assert all(width(line) <= LINE + 2 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line.startswith("。") for line in wrap(chinese))
