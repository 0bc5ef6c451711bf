"""What every benchmark needs: a team of records, a command's time and memory, and a table."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from unicodedata import east_asian_width

#: The last day of every benchmark team's story.
AS_OF = "2026-11-20"
#: Seconds between two looks at the memory of the processes.
_LOOK = 0.05
_KIB = 1024
#: What the names of folders begin with that are to be deleted.
_ASIDE = ".aside-"
SITE_GEN = (sys.executable, "-m", "site_gen")


@dataclass(frozen=True)
class Run:
    """What one run took: seconds on the clock and of all processors."""

    wall: float
    cpu: float


def options(about: str | None, records: int | None = 10_000, runs: int = 3) -> argparse.ArgumentParser:
    """Return a parser with the options that all benchmarks share."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    if records:
        parser.add_argument(
            "--records", type=int, default=records, help="size of the team (default: %(default)s)"
        )
    parser.add_argument("--runs", type=int, default=runs, help="rounds that are timed (default: %(default)s)")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep records and outputs here for the next run"
    )
    return parser


@contextmanager
def work_folder(keep: Path | None) -> Iterator[Path]:
    """Yield the folder to work in: the one to keep, or one that is deleted afterwards."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="site-gen-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


def make_team(folder: Path, records: int) -> Path:
    """Return the records folder of a team of about `records` records in one language; seed 1.

    Of 10,000 records 500 are customers, 2,000 projects, 7,500 visits; 50 salespeople, and what belongs to them.
    """
    team = folder / f"team-{records}"
    found = team / "records"
    if not (team / "complete").exists():
        shutil.rmtree(team, ignore_errors=True)
        sizes = {
            "reps": records // 200,
            "customers": records // 20,
            "projects": records // 5,
            "visits": records * 3 // 4,
        }
        size = [part for name, count in sizes.items() for part in (f"--{name}", str(max(count, 1)))]
        command = [*SITE_GEN, "demo", str(team), *size, "--as-of", AS_OF, "--seed", "1"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        site = found / "site.yaml"
        lines = site.read_text(encoding="utf-8").splitlines()
        lines = ["languages: [zh-Hans]" if line.startswith("languages:") else line for line in lines]
        site.write_text("\n".join(lines) + "\n", encoding="utf-8")
        (team / "complete").touch()
    return found


def count_records(records: Path) -> int:
    """Return how many record files a folder has."""
    return sum(1 for _ in records.rglob("*.md"))


def put_aside(path: Path) -> None:
    """Let a folder be gone without deleting its files yet; `clear_away` does, once nothing is timed any more.

    A file system may look for room among what was lately deleted: making 20,000 files right after deleting as many took ten
    times as long on ext4 as it did without.
    """
    if path.exists():
        aside = path.parent / f"{_ASIDE}{time.monotonic_ns()}"
        path.rename(aside)


def clear_away(folder: Path) -> None:
    """Delete what was put aside in a folder and below."""
    for path in sorted(folder.rglob(f"{_ASIDE}*"), reverse=True):
        shutil.rmtree(path, ignore_errors=True)


def forget(records: Path) -> None:
    """Delete what site-gen keeps between two runs, so that the next one is cold."""
    put_aside(records.parent / ".site-gen")


def timed(command: Sequence[str], folder: Path | None = None) -> Run:
    """Run a command to its end.

    Raises:
        SystemExit: it failed; with its last lines.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = _start(command, folder, errors.fileno())
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu = used.ru_utime + used.ru_stime
        else:
            process.wait()
            cpu = float("nan")
        wall = time.perf_counter() - start
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{errors.read().decode(errors='replace')[-2000:]}")
    return Run(wall, cpu)


def peak_memory(command: Sequence[str], folder: Path | None = None) -> float:
    """Run a command and return the most memory that all its processes held at one time, in MB.

    On Linux this is the sum of their proportional set sizes (a page shared by two processes counts once), looked at
    every 50 ms; elsewhere the largest single process. Looking costs time, so such a run is never timed.
    """
    process = _start(command, folder, subprocess.DEVNULL)
    if not Path("/proc/self/smaps_rollup").exists():
        _, _, used = os.wait4(process.pid, 0)
        return used.ru_maxrss / (_KIB if sys.platform != "darwin" else _KIB * _KIB)
    most = 0
    done = threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(_LOOK):
            most = max(most, _session_memory(process.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watcher.join()
    # A command can be over before anybody has looked.
    return (most or used.ru_maxrss) / _KIB


def _start(command: Sequence[str], folder: Path | None, errors: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _session_memory(session: int) -> int:
    """Return the proportional memory of all processes of a session, in KiB."""
    total = 0
    for entry in os.listdir("/proc"):  # noqa: PTH208 - called twenty times a second
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123 - the same
                if file.read().rpartition(")")[2].split()[3] != str(session):
                    continue
            with open(f"/proc/{entry}/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123 - the same
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (OSError, StopIteration, IndexError):
            continue
    return total


def written(out: Path) -> str:
    """Return how many pages and how many megabytes are in a folder."""
    files = [path for path in out.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return f"{pages:,} pages, {sum(path.stat().st_size for path in files) / 1e6:,.0f} MB" if files else ""


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def machine(*programs: str) -> str:
    """Return what was measured on what: versions, system, processors; `programs` name further versions."""
    packages = ("jinja2", "matplotlib", "pyyaml", "markdown-it-py")
    versions = [f"{name} {metadata.version(name)}" for name in packages]
    ours = subprocess.run([*SITE_GEN, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    parts = [ours, f"Python {platform.python_version()}", *versions, *programs, platform.system()]
    return ", ".join(filter(None, [*parts, f"{os.cpu_count()} processors"]))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others are figures but for a last one of words."""
    every = [head, *rows]
    widths = [max(_width(row[column]) for row in every) for column in range(len(head))]
    lines = [
        "| "
        + " | ".join(_pad(cell, width, n) for n, (cell, width) in enumerate(zip(row, widths, strict=True)))
        + " |"
        for row in every
    ]
    rule = (
        "|"
        + "|".join("-" * (width + 2) if not n else "-" * (width + 1) + ":" for n, width in enumerate(widths))
        + "|"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, column: int) -> str:
    blank = " " * (width - _width(text))
    return blank + text if column else text + blank
