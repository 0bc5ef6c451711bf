"""Names of records, and so of files and pages, are UTF-8 whatever the locale of the shell says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builds import built, differences, small_team

from site_gen.cli.encoding import as_utf8

NAME = "恒泰化工-新厂"
#: Python takes names for ASCII then, as it takes them for GBK where that locale is installed.
PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="module")
def records(tmp_path_factory) -> Path:
    """A team with a customer whose id is Chinese, in a folder with a Chinese name."""
    found = small_team(tmp_path_factory.mktemp("names") / "团队", languages="zh-Hans")
    customer = f"name: {NAME}\nvertical: chemical\nprovince: jiangsu\n"
    (found / "customers" / f"{NAME}.md").write_text(f"---\n{customer}---\n", encoding="utf-8")
    return found


def test_a_site_is_the_same_where_python_takes_names_for_ascii(records, tmp_path):
    expected = built(records, tmp_path / "站点", "--workers", "1")
    assert f"customers/r/{NAME}.html" in expected
    assert differences(expected, built(records, tmp_path / "站点二", "--workers", "2", **PLAIN)) == []


def test_a_record_with_a_chinese_id_is_written_from_chinese_arguments(records):
    values = [
        "--id",
        "新客户",
        "--set",
        "name=新客户",
        "--set",
        "vertical=chemical",
        "--set",
        "province=jiangsu",
        "--no-input",
    ]
    arguments = ["new", "customer", *values, "--records", str(records)]
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", *arguments],
        env={**os.environ, **PLAIN, "SITE_GEN_LANG": "zh-Hans", "SITE_GEN_CACHE": ""},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    written = records / "customers" / "新客户.md"
    assert written.is_file(), done.stdout + done.stderr
    assert "name: 新客户" in written.read_text(encoding="utf-8")
    written.unlink()


def test_the_process_starts_only_once_where_names_are_utf_8():
    program = (
        "import sys; from site_gen.cli.encoding import ensure_utf8; ensure_utf8(sys.orig_argv); print('on')"
    )
    plain = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, text=True, check=True
    )
    assert plain.stdout == "on\n"


def test_arguments_are_handed_on_as_they_were_typed():
    assert as_utf8("records/恒泰") == "records/恒泰".encode()
    assert as_utf8(os.fsdecode(b"\xba\xe3")) == b"\xba\xe3"
