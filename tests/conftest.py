"""Fixtures that many tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from untraced import untraced

from site_gen.book import Book, read_book

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "records"
CORPUS = ROOT.parent / "shared" / "data"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: previews, kills and browsers are waited for, and leave theirs idle."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item):
    """Do what `no_cover` asks for in a worker of xdist too, where pytest-cov stops one of two measurements."""
    with untraced() if item.get_closest_marker("no_cover") else nullcontext():
        return (yield)


@pytest.fixture(scope="session")
def sample_book() -> Book:
    """The sample team's Book."""
    book, problems = read_book(SAMPLE, None, date(2026, 11, 20))
    assert book is not None, [d.message("en") for d in problems]
    return book


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory) -> Path:
    """Folder of the sample site, built once for all workers."""
    shared = tmp_path_factory.getbasetemp().parent
    if not os.environ.get("PYTEST_XDIST_WORKER"):
        shared = tmp_path_factory.getbasetemp()
    site, mine, failed = shared / "site", shared / "site.building", shared / "site.failed"
    try:
        mine.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 900
        while not (site / "index.html").is_file() and time.monotonic() < deadline:
            assert not failed.exists(), failed.read_text(encoding="utf-8")
            time.sleep(0.2)
        return site
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "build", "--records", str(SAMPLE), "--output", str(site)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SITE_GEN_LANG": "en"},
        encoding="utf-8",
    )
    if done.returncode:
        failed.write_text(done.stdout + done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture
def write(tmp_path: Path):
    """Write files below a fresh folder: `write({"records/site.yaml": "name: T"})` returns the folder."""

    def _write(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return _write


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium browser; tests that need one skip with a message where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("no Chromium browser found: install chromium to run the browser tests")


#: What Chromium is to do without. The popup of its address bar, which nobody sees here, is a page of its own that each
#: new context starts a process for: more work than most tests ask of it. The last list counts, so Playwright's own
#: stands here again.
FEATURES_OFF = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)


@pytest.fixture(scope="session")
def browser(chromium):
    """A headless Chromium, driven by Playwright; one for the whole run, which may have only one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        instance = play.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-sync",
                f"--disable-features={FEATURES_OFF}",
            ],
        )
        yield instance
        instance.close()
