"""The command line as a whole: help, unknown words, exit codes, and a reader that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLE

from site_gen.cli import check_
from site_gen.cli.main import COMMANDS, main

SMALL = {
    "records/site.yaml": "name: T\nas_of: 2026-11-20\n",
    "records/people/li-wei.md": "---\nname: 李伟\nrole: sales\n---\n",
}


@pytest.fixture
def team(write, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write(SMALL)
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_GEN_LANG", "en")
    return root


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"]])
def test_help_names_every_command(words, team, capsys):
    assert main(words) == 0
    out = capsys.readouterr().out
    assert [line.split()[1] for line in out.splitlines() if line.startswith("  site-gen")] == list(COMMANDS)


def test_no_command_shows_the_help_and_is_a_wrong_call(team, capsys):
    assert main([]) == 2
    assert "site-gen check" in capsys.readouterr().out


def test_version(team, capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("site-gen ")


@pytest.mark.parametrize("name", ["site.yml", "Site.yaml", "SITE.YML", "site.yaml.txt"])
def test_a_configuration_of_nearly_the_right_name_is_named(name, team, capsys):
    Path("records/site.yaml").rename(f"records/{name}")
    if Path("records/site.yaml").exists():
        pytest.skip("the file system knows no capital letters")
    assert main(["check"]) == 2
    assert capsys.readouterr().err == f"site-gen check: records/{name} is not read: rename it to site.yaml.\n"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "site-gen: there is no command “chekc”."),
        ("zh-Hans", "site-gen：没有命令“chekc”。"),
    ],
)
def test_unknown_command(lang, words, monkeypatch, capsys):
    monkeypatch.setenv("SITE_GEN_LANG", lang)
    assert main(["chekc"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines()[-1] == words


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_in_the_language_of_the_terminal(command, monkeypatch, capsys):
    monkeypatch.setenv("SITE_GEN_LANG", "zh-Hans")
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith(f"用法： site-gen {command} ")
    assert "\n选项：\n" in shown.out
    for word in ("usage", "options", "positional", "show this help"):
        assert word not in shown.out


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["check", "--foo"], "site-gen check: There is no option or argument “--foo”."),
        (["new"], "site-gen new: Needed and not given: kind."),
        (["check", "--as-of"], "site-gen check: --as-of needs a value."),
        (
            ["check", "--as-of", "2026-02-30"],
            "site-gen check: “2026-02-30” is not a date for --as-of; write year-month-day, for example 2026-11-18.",
        ),
        (
            ["serve", "--port", "abc"],
            "site-gen serve: “abc” is not a port for --port; write a number from 1 to 65535.",
        ),
        (
            ["serve", "--port", "99999"],
            "site-gen serve: “99999” is not a port for --port; write a number from 1 to 65535.",
        ),
        (
            ["check", "--lang", "de"],
            "site-gen check: “de” is not possible for --lang; choose from: zh-Hans, zh-Hant, en.",
        ),
    ],
)
def test_a_wrong_call_says_what_is_wrong(call, words, team, capsys):
    assert main(call) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"usage: site-gen {call[0]} ")
    assert shown.err.splitlines()[-1] == words


def test_exit_code_0_when_all_is_well(team):
    assert main(["check"]) == 0


def test_exit_code_1_for_problems_in_the_records(team, write):
    write({"records/people/wang.md": "---\nname: 王婷\n---\n"})
    assert main(["check"]) == 1


def test_exit_code_2_for_an_unusable_configuration(team, write, capsys):
    write({"records/site.yaml": "name: [\n"})
    assert main(["check"]) == 2
    assert "records/site.yaml:1:7" in capsys.readouterr().out


def test_a_folder_that_is_not_replaced_is_named_as_it_was_given(team, capsys):
    mine = team / "mine"
    mine.mkdir()
    (mine / "x.txt").write_text("x", encoding="utf-8")
    assert main(["build", "--output", "mine"]) == 2
    assert capsys.readouterr().out.splitlines()[0] == "mine"


def test_exit_code_2_where_there_are_no_records(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_GEN_LANG", "en")
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith("site-gen check: There is no records/site.yaml.")


def test_exit_code_3_for_a_fault_of_the_program(team, monkeypatch, capsys):
    def fail(args: object) -> int:
        raise RuntimeError("a fault")

    monkeypatch.setattr(check_, "run", fail)
    assert main(["check"]) == 3
    assert "please report the lines above" in capsys.readouterr().err


def test_exit_code_130_when_interrupted(team, monkeypatch):
    def stop(args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_, "run", stop)
    assert main(["check"]) == 130


def test_a_reader_that_goes_away_is_no_fault():
    """`site-gen check | head -1` ends quietly."""
    environment = {**os.environ, "SITE_GEN_LANG": "en", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "site_gen", "schema", "project"],
        cwd=SAMPLE.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(30) == 0
    assert errors == b""
