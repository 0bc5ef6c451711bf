"""How long after saving a file the new text stands in the browser.

    python bench/edit.py [--records 10000] [--runs 15] [--keep DIR]

Starts `site-gen serve` on a copy of the sample and on a team of `--records` records (`site-gen demo`, seed 1), opens
a project, a visit, a funnel and the home page in a real Chromium, saves a record, and takes the time from just
before the write until the page's text differs. Prints one table: median, 90th percentile, least and most
milliseconds, beside the budget. Each round waits until the server is at rest, as a person who types does.
Needs the `playwright` package and a `chromium` on the path. Trust medians of a quiet machine.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from common import make_team, options, work_folder
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BUDGET = {"sample": 60, "demo": 150}
#: Seconds between a change in the browser and the next save: more than the server needs to come to rest.
REST = 0.9
WATCH = """() => {
  const main = document.querySelector("main");
  const before = main.textContent;
  window.changed = new Promise((done, fail) => {
    setTimeout(fail, 20000, "nothing changed in the browser within 20 s");
    const seen = new MutationObserver(() => {
      if (document.querySelector("main").textContent === before) return;
      seen.disconnect();
      done(performance.timeOrigin + performance.now());
    });
    seen.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}"""


@dataclass(frozen=True)
class Case:
    """A page and how to change what it shows: the file and its text in round `n`."""

    name: str
    address: str
    file: Path
    edit: Callable[[str, int], str]


@contextmanager
def serving(team: Path) -> Iterator[str]:
    """Start the preview and give its address."""
    log = team / "terminal.txt"
    environment = {**os.environ, "SITE_GEN_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "site_gen", "serve", "--port", "0"]
    with log.open("wb") as terminal:
        process = subprocess.Popen(command, cwd=team, env=environment, stdout=terminal, stderr=terminal)
    try:
        for _ in range(1200):
            found = re.search(r"http://\S+/", log.read_text(encoding="utf-8"))
            if found or process.poll() is not None:
                break
            time.sleep(0.1)
        if not found:
            raise SystemExit(log.read_text(encoding="utf-8"))
        yield found[0]
    finally:
        process.terminate()
        process.wait(20)


def renamed(text: str, number: int) -> str:
    """Give a record another name."""
    return re.sub(r"^name: .*$", f"name: 试验改名第{number}次", text, count=1, flags=re.MULTILINE)


def revalued(text: str, number: int) -> str:
    """Give a project another amount."""
    return re.sub(r"^amount: .*$", f"amount: {1000 + 37 * number}", text, count=1, flags=re.MULTILINE)


def rewritten(text: str, number: int) -> str:
    """Add to a record's text."""
    return f"{text.rstrip()}\n\n试验补充第{number}次。\n"


def cases(records: Path) -> list[Case]:
    """Choose an open project and a visit, the same ones every time."""
    projects = sorted((records / "projects").rglob("*.md"))
    open_ones = [
        path
        for path in projects
        if re.search(r"^stage: (solution|quotation)$", text := path.read_text(encoding="utf-8"), re.MULTILINE)
        and re.search(r"^amount: ", text, re.MULTILINE)
    ]
    project = open_ones[len(open_ones) // 2]
    visits = sorted((records / "visits").rglob("*.md"))
    visit = [path for path in visits if "## " in path.read_text(encoding="utf-8")][len(visits) // 2]
    return [
        Case("project", f"projects/r/{project.stem}.html", project, renamed),
        Case("visit", f"visits/r/{visit.stem}.html", visit, rewritten),
        Case("funnel", "pipeline/index.html", project, revalued),
        Case("home", "index.html", project, revalued),
    ]


def measure(page: Page, case: Case, rounds: int) -> list[float]:
    """Save a record again and again; return the milliseconds until the page showed it."""
    original = case.file.read_text(encoding="utf-8")
    found = []
    for number in range(-2, rounds):  # the first rounds warm the server and the browser up
        time.sleep(REST)
        text = case.edit(original, number + 3)
        page.evaluate(WATCH)
        start = time.time()
        case.file.write_text(text, encoding="utf-8")
        end = page.evaluate("() => window.changed") / 1000
        if number >= 0:
            found.append((end - start) * 1000)
    time.sleep(REST)
    case.file.write_text(original, encoding="utf-8")
    return found


def run(browser: Browser, name: str, team: Path, rounds: int) -> None:
    """Measure one team and print its lines."""
    with serving(team) as address:
        for case in cases(team / "records"):
            page = browser.new_page()
            page.set_default_timeout(60_000)
            page.goto(address + case.address)
            page.wait_for_timeout(1500)
            took = sorted(measure(page, case, rounds))
            page.close()
            late = took[min(len(took) - 1, round(0.9 * (len(took) - 1)))]
            median = statistics.median(took)
            verdict = "" if median <= BUDGET[name] else "  over the budget"
            print(
                f"{name:8}{case.name:10}{median:8.0f}{late:8.0f}{took[0]:8.0f}{took[-1]:8.0f}{BUDGET[name]:8}{verdict}",
                flush=True,
            )


def main() -> None:
    """Print the table."""
    args = options(__doc__, runs=15).parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory(prefix="site-gen-edit-") as name, sync_playwright() as play:
        sample, large = Path(name) / "sample", Path(name) / "demo"
        shutil.copytree(ROOT / "records", sample / "records")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'team':8}{'page':10}{'median':>8}{'p90':>8}{'least':>8}{'most':>8}{'budget':>8}  (ms)")
        run(browser, "sample", sample, args.runs)
        if args.records:
            with work_folder(args.keep) as folder:
                # The saves are made in a copy: a kept team serves the other benchmarks, too.
                shutil.copytree(make_team(folder, args.records), large / "records")
            run(browser, "demo", large, args.runs)
        browser.close()


if __name__ == "__main__":
    main()
