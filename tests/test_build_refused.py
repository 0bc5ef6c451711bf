"""What a build says when the machine lets it down: where, why, and that the last site is unchanged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builds import small_team, tree

resource = pytest.importorskip("resource", reason="limits of processes are those of Unix")

_KILLED = """
import os, signal, sys
from site_gen.cli.main import main
from site_gen.publish import press
press._is_tired = lambda total: os.kill(os.getpid(), signal.SIGKILL)
sys.exit(main(sys.argv[1:]))
"""


def _build(*words: str, program: tuple[str, ...] = ("-m", "site_gen"), lang: str = "en", size: int = 0):
    def limit() -> None:
        if size:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, *program, "build", *words],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "SITE_GEN_LANG": lang},
        preexec_fn=limit,
    )


@pytest.fixture
def records(tmp_path) -> Path:
    return small_team(tmp_path / "team", languages="en")


def test_a_folder_that_cannot_be_made_is_named(records, tmp_path):
    (tmp_path / "file").write_text("no folder", "utf-8")
    place = tmp_path / "file" / "out"
    done = _build("--records", str(records), "--output", str(place), "--no-cache")
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"site-gen build: {tmp_path / 'file'}")
    assert last.endswith("file: File exists. Nothing was published; the last site is unchanged.")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_disk_that_takes_no_more_leaves_the_last_site(records, tmp_path, workers):
    out = tmp_path / "out"
    words = ("--records", str(records), "--output", str(out), "--no-cache")
    assert _build(*words).returncode == 0
    before = tree(out)
    visit = max((records / "visits").rglob("*.md"))
    visit.write_text(visit.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    done = _build(*words, "--workers", workers, size=20_000)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        f"site-gen build: {out}: File too large. Nothing was published; the last site is unchanged."
    )
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir() if ".new" in path.name] == []


def test_a_process_that_is_killed_is_said_in_chinese_too(records, tmp_path):
    words = ("--records", str(records), "--output", str(tmp_path / "out"), "--workers", "2", "--no-cache")
    done = _build(*words, program=("-c", _KILLED), lang="zh-Hans")
    assert done.returncode == 2
    assert "一个生成页面的进程被终止" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "out").exists()
