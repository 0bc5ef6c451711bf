"""`site-gen check` and `site-gen schema` as a person or a CI job runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT, SAMPLE
from rule_books import BASE, PROJECT, record

from site_gen.book.link import read_site
from site_gen.cli.main import main
from site_gen.config import default_config
from site_gen.records import FORMS
from site_gen.records.reference import records_reference
from site_gen.records.schema import KINDS, schema_of

PERSON = "name: 李伟\nrole: sales\n"


@pytest.fixture
def team(write, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {f"records/{path}": record(text) for path, text in BASE.items()}
    root = write(files | {"records/site.yaml": "name: T\nas_of: 2026-11-20\n"})
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_GEN_LANG", "en")
    return root


def test_fine(team: Path, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "No problems in 7 records.\n"


def test_warnings_fail_only_when_strict(team: Path, write, capsys):
    write({"records/projects/p.md": record(PROJECT + "lost_reason: price\n")})
    assert main(["check"]) == 0
    assert "warning SG623" in capsys.readouterr().out
    assert main(["check", "--strict"]) == 1
    assert "error SG623" in capsys.readouterr().out


def test_errors_fail(team: Path, write, capsys):
    write({"records/projects/p.md": record(PROJECT.replace("lead", "qutation"))})
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert (
        "  records/projects/p.md:4:8  error SG303  “qutation” is not in the list of Project stage.\n" in out
    )
    assert "Did you mean “quotation (Confirmed quotation)”?" in out


def test_an_unusable_configuration(team: Path, write, capsys):
    write({"records/site.yaml": "nam: T\n"})
    assert main(["check"]) == 2
    assert "records/site.yaml:1:1  error SG301" in capsys.readouterr().out


def test_no_configuration(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "records/site.yaml" in capsys.readouterr().err


def test_paths_restrict_what_is_shown_but_not_what_is_read(team: Path, write, capsys):
    write(
        {
            "records/projects/p.md": record(PROJECT.replace("hengtai", "nobody")),
            "records/projects/q.md": record(PROJECT),
            "records/visits/v.md": "",
        }
    )
    assert main(["check", "records/projects/q.md", "records/customers"]) == 0
    capsys.readouterr()
    assert main(["check", "records/projects"]) == 1
    out = capsys.readouterr().out
    assert "SG401" in out
    assert "SG108" not in out
    assert main(["check", "records"]) == 1
    assert "SG108" in capsys.readouterr().out


def test_paths_that_are_not_there_or_outside(team: Path, write, capsys):
    write({"other/x.md": "x"})
    assert main(["check", "records/gone.md"]) == 2
    assert main(["check", "other/x.md"]) == 2
    assert "is not in the records folder" in capsys.readouterr().err


def test_another_folder_shows_paths_as_one_opens_them(team: Path, write, monkeypatch, capsys):
    write({"records/visits/v.md": "", "sub/x": ""})
    monkeypatch.chdir(team / "sub")
    assert main(["check", "--records", "../records"]) == 1
    assert "  ../records/visits/v.md:1:1  error SG108" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_services_get_paths_from_the_root_of_the_repository(
    team: Path, write, monkeypatch, capsys, form: str
):
    write({"records/visits/v.md": "", ".git/HEAD": "ref: refs/heads/main\n"})
    monkeypatch.chdir(team / "records")
    assert main(["check", "--format", form]) == 1
    out = capsys.readouterr().out
    assert "records/visits/v.md" in out
    assert str(team) not in out


@pytest.mark.parametrize(
    ("lang", "word"), [("zh-Hans", "错误 SG108  文件是空的。"), ("zh-Hant", "錯誤 SG108")]
)
def test_language(team: Path, write, capsys, lang: str, word: str):
    write({"records/visits/v.md": ""})
    assert main(["check", "--lang", lang]) == 1
    assert word in capsys.readouterr().out


def test_many_alike_are_counted_unless_all_are_wanted(team: Path, write, capsys):
    write({f"records/visits/v{n:02}.md": "" for n in range(30)})
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert out.count("error SG108") == 25
    assert "SG108: 5 more like these" in out
    assert main(["check", "--all"]) == 1
    assert capsys.readouterr().out.count("error SG108") == 30
    assert main(["check", "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["diagnostics"]) == 30


def test_as_of_decides_what_is_overdue(team: Path, write, capsys):
    row = "follow_ups:\n  - {who: li-wei, what: x, when: 2026-11-19}\n"
    visit = "customer: hengtai\nowner: li-wei\ndate: 2026-11-19\nstatus: done\n"
    write({"records/visits/v.md": record(visit + row)})
    main(["check"])
    assert "SG613" in capsys.readouterr().out
    main(["check", "--as-of", "2026-11-19"])
    assert "SG613" not in capsys.readouterr().out


def test_as_a_process_without_colour_and_in_any_terminal_encoding(team: Path, write):
    write({"records/visits/恒泰.md": ""})
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "SITE_GEN_LANG": "zh-Hans"}
    command = [sys.executable, "-m", "site_gen", "check"]
    done = subprocess.run(command, cwd=team, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert "records/visits/恒泰.md:1:1  错误 SG108" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


def test_colour_on_a_terminal_unless_refused(monkeypatch: pytest.MonkeyPatch):
    from site_gen.cli.show import wants_colour

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_colour()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour()


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_valid(kind: str):
    jsonschema.Draft202012Validator.check_schema(schema_of(kind, default_config()))


def test_the_schema_of_a_kind(team: Path, write, capsys):
    write({"records/site.yaml": "name: T\nextend:\n  vertical: [{key: textile, label: 纺织}]\n"})
    assert main(["schema", "customer"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["required"] == ["name", "vertical", "province"]
    assert {"textile", "纺织"} <= set(schema["properties"]["vertical"]["enum"])
    assert schema["properties"]["city"]["description"].startswith("所在城市 · City")


def test_schemas_into_a_folder(team: Path, capsys):
    assert main(["schema", "--all", "schemas"]) == 0
    names = sorted(path.name for path in (team / "schemas").iterdir())
    assert names == sorted(f"{kind}.schema.json" for kind in KINDS)
    assert main(["schema", "visit", "--all", "schemas"]) == 2
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == set(KINDS)


def test_schemas_without_a_team(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "project"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Project"
    assert main(["schema", "nothing"]) == 2


class _Yaml12(yaml.SafeLoader):
    """YAML 1.2 core schema, as an editor reads it: no dates, no `yes` and `no`."""


_Yaml12.yaml_implicit_resolvers = {}
for _tag, _pattern in (("null", r"~|null|"), ("int", r"[-+]?[0-9]+"), ("float", r"[-+]?[0-9]+\.[0-9]+")):
    _Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), None)


def test_the_sample_team_fits_the_schemas():
    config, _ = read_site(SAMPLE / "site.yaml")
    wrong = []
    for kind, form in FORMS.items():
        validator = jsonschema.Draft202012Validator(schema_of(kind, config))
        for path in sorted((SAMPLE / form.cls.folder).rglob("*.md")):
            front = path.read_text(encoding="utf-8").split("\n---\n", 1)[0].removeprefix("---\n")
            values = yaml.load(front, _Yaml12)
            given = {key: value for key, value in values.items() if value is not None}
            found = validator.iter_errors(given)
            wrong += [f"{path.name} {list(e.absolute_path)} {e.message[:80]}" for e in found]
    assert wrong == []


def test_the_reference_of_records_is_fresh():
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    assert page == records_reference(), "run: python tools/reference.py"


def test_the_reference_of_records_names_every_field():
    page = records_reference()
    for form in FORMS.values():
        assert not [name for name in form.specs if f"`{name}`" not in page]
