"""`site-gen init`: a new team repository that passes `check` and overwrites nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_gen.book import read_book
from site_gen.cli.main import FINE, USAGE, main
from site_gen.exchange.scaffold import scaffold_files, write_scaffold
from site_gen.locale.text import LANGUAGES

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", [False, True])
def test_the_result_has_no_problem(tmp_path: Path, lang: str, *, example: bool) -> None:
    texts = scaffold_files("恒流: “管道” #1", lang, TODAY, example=example)
    write_scaffold(tmp_path, texts)
    book, problems = read_book(tmp_path / "records", None, TODAY)
    assert [d.message("en") for d in problems] == []
    assert book is not None
    assert book.config.name.get(lang) == "恒流: “管道” #1"
    assert book.config.languages == (lang,)
    assert len(book.visits) == len(book.projects) == int(example)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_sections_are_fields_and_not_notes(tmp_path: Path, lang: str) -> None:
    write_scaffold(tmp_path, scaffold_files("x", lang, TODAY, example=True))
    book, _ = read_book(tmp_path / "records", None, TODAY)
    assert book is not None
    visit = next(iter(book.visits.values()))
    assert visit.date == date(2026, 11, 23)
    assert all((visit.purpose, visit.premise, visit.strategy))
    assert next(iter(book.projects.values())).progress_note
    assert next(iter(book.customers.values())).needs_habits


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_commented_setting_works_when_it_is_uncommented(tmp_path: Path, lang: str) -> None:
    texts = scaffold_files("x", lang, TODAY, example=False)
    lines = texts["records/site.yaml"].splitlines()
    settings = [line[2:] if line.startswith("# ") and ":" in line[2:] else "" for line in lines[1:]]
    settings = [line for line in settings if not line.endswith((":", "：")) or line[:1].isascii()]
    (tmp_path / "people").mkdir()
    (tmp_path / "site.yaml").write_text("\n".join([f"name: x\nlanguages: [{lang}]", *_yaml(settings)]))
    for ident in ("shen-guodong", "zhao-min"):
        (tmp_path / "people" / f"{ident}.md").write_text(f"---\nname: {ident}\nrole: sales\n---\n")
    book, problems = read_book(tmp_path, None, TODAY)
    assert [d.message("en") for d in problems] == []
    assert book is not None
    assert "hoses" in book.config.vocabularies["product"]
    assert book.config.teams[0].leader == "zhao-min"
    assert date(2026, 10, 10) in book.config.calendar.makeup


def _yaml(lines: list[str]) -> list[str]:
    """Leave out the explanations, which are sentences that end in a colon and hold a space or Han."""
    keys = ("gf_name", "header", "dealer_head", "teams", "money", "calendar", "thresholds", "extend", " ")
    return [line for line in lines if line.startswith(keys)]


def test_no_file_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert main(["init", str(tmp_path), "--lang", "en"]) == FINE
    out = capsys.readouterr().out
    assert "Left as it is: README.md" in out
    assert "Written: records/site.yaml" in out
    assert (tmp_path / "README.md").read_text() == "mine"
    site = (tmp_path / "records" / "site.yaml").read_bytes()
    assert main(["init", str(tmp_path), "--lang", "en", "--name", "other"]) == FINE
    assert (tmp_path / "records" / "site.yaml").read_bytes() == site


def test_the_folder_gives_the_name_when_none_is_given(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "east-team"), "--lang", "en"]) == FINE
    assert "name: east-team" in (tmp_path / "east-team" / "records" / "site.yaml").read_text()


def test_a_file_cannot_be_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["init", str(tmp_path / "file"), "--lang", "en"]) == USAGE
    assert "is a file" in capsys.readouterr().err


def test_ci_reads_the_whole_history_checks_builds_and_stays_private() -> None:
    texts = scaffold_files("x", "en", TODAY, example=False)
    github, gitlab = texts[".github/workflows/site.yml"], texts[".gitlab-ci.yml"]
    assert "fetch-depth: 0" in github
    assert 'GIT_DEPTH: "0"' in gitlab
    for text, form in ((github, "--format github"), (gitlab, "--format gitlab")):
        assert f"site-gen check {form}" in text
        assert "site-gen build" in text
        assert "PRIVATE BY DEFAULT" in text
        assert "deploy-pages" not in text
        assert "$version" not in text
    assert "access: developer" in gitlab
    assert "/output/" in texts[".gitignore"]
