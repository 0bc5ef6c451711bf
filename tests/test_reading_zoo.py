"""The bad-input zoo: each folder is a test, the text of the messages is the golden output.

`SITE_GEN_REGENERATE=1 pytest tests/test_reading_zoo.py` writes the expected files anew; read the
difference before keeping it. A continuous-integration run refuses to.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from site_gen.book import read_book
from site_gen.diagnostics.printers.text import print_text
from site_gen.forms.reader import Reader
from site_gen.forms.text import decode

ZOO = Path(__file__).parent / "cases" / "bad_input"
CASES = sorted(path.name for path in ZOO.iterdir() if path.is_dir() and path.name != "_base")
TODAY = date(2026, 11, 20)


def regenerating() -> bool:
    wanted = bool(os.environ.get("SITE_GEN_REGENERATE"))
    if wanted and os.environ.get("CI"):
        pytest.fail("golden files are not regenerated in continuous integration")
    return wanted


def messages(records: Path) -> str:
    _, problems = read_book(records, None, TODAY)

    def source(path: str) -> str | None:
        try:
            return decode((records / path).read_bytes(), Reader(path, {}))
        except OSError:
            return None

    parts = [print_text(problems, source, lang, "records") for lang in ("en", "zh-Hans")]
    return ("\n" + "=" * 72 + "\n\n").join(part or "(no problems)\n" for part in parts)


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize("name", CASES)
def test_bad_input(name: str, parser: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "python":
        monkeypatch.setattr("site_gen.forms.yaml._Parser", None)
    records = tmp_path / "records"
    shutil.copytree(ZOO / "_base" / "records", records)
    shutil.copytree(ZOO / name / "records", records, dirs_exist_ok=True)
    found = messages(records)
    expected = ZOO / name / "expected.txt"
    if regenerating():
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


def test_the_base_of_the_zoo_is_clean() -> None:
    _, problems = read_book(ZOO / "_base" / "records", None, TODAY)
    assert problems == []


def test_continuous_integration_refuses_to_regenerate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_GEN_REGENERATE", "1")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        regenerating()
