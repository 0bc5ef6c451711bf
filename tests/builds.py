"""Building a small team with the real command, for tests of what is published."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from site_gen.exchange.demo import Size, write_demo

AS_OF = date(2026, 11, 20)
#: What a build may leave beside the output; deleting it changes nothing but time.
CACHE = ".site-gen"


def small_team(folder: Path, languages: str = "zh-Hans, en") -> Path:
    """Write a team of about 40 records, enough for several processes to build, and return its records folder."""
    write_demo(folder, Size(AS_OF, reps=2, customers=3, projects=5, visits=8, seed=1))
    records = folder / "records"
    reviews = sorted((records / "reviews").rglob("*.md"))
    for review in reviews[2:]:
        review.unlink()
    site = records / "site.yaml"
    text = site.read_text(encoding="utf-8")
    site.write_text(
        text.replace("languages: [zh-Hans, zh-Hant, en]", f"languages: [{languages}]"), encoding="utf-8"
    )
    return records


def command(records: Path, output: Path, *options: str) -> list[str]:
    """Return the command line of a build."""
    base = [sys.executable, "-m", "site_gen", "build"]
    return [*base, "--records", str(records), "--output", str(output), *options]


def build(records: Path, output: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build with a process of its own."""
    return subprocess.run(
        command(records, output, *options),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SITE_GEN_LANG": "en", "SITE_GEN_CACHE": "", **environment},
        encoding="utf-8",
    )


def built(records: Path, output: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """Build with a process of its own and return the site."""
    done = build(records, output, *options, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(output)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path from there."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that only one of two sites has, or that differ."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def droppings(output: Path) -> list[str]:
    """Return what stands beside an output and is not a cache."""
    return sorted(p.name for p in output.parent.iterdir() if p != output and p.name != CACHE)
