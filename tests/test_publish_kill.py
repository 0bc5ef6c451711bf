"""A build that is killed at any moment leaves the old whole site or the new whole site, never a mixture."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builds import build, built, command, differences, droppings, small_team, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

#: How many builds are killed; more by this variable.
KILLS = int(os.environ.get("SITE_GEN_KILLS", "10"))
#: After so many kills a build is left alone, and must be right.
_CHECK = 5


@pytest.fixture(scope="module")
def versions(tmp_path_factory) -> tuple[Path, dict[str, dict[str, bytes]], float]:
    """A team in two versions, their known good sites, and the seconds that a build takes."""
    folder = tmp_path_factory.mktemp("kill")
    sites = {}
    seconds = 0.0
    for name in ("one", "two"):
        records = small_team(folder / name, languages="zh-Hans")
        if name == "two":
            # A name that many pages show, a page less and a page more.
            customer = min((records / "customers").glob("*.md"))
            customer.write_text(
                customer.read_text(encoding="utf-8").replace("name: ", "name: 新", 1), encoding="utf-8"
            )
            visit = min((records / "visits").rglob("*.md"))
            visit.rename(visit.with_name("2026-09-15-again.md"))
        start = time.perf_counter()
        sites[name] = built(records, folder / "good" / name)
        seconds = time.perf_counter() - start
    assert differences(sites["one"], sites["two"])
    return folder, sites, seconds


@pytest.mark.no_cover
def test_killed_at_any_moment_the_site_is_the_old_or_the_new_one(versions, tmp_path):
    folder, sites, seconds = versions
    chance = random.Random(20261120)
    out = tmp_path / "public" / "site"
    out.parent.mkdir()
    for shown in ("two", "one"):
        assert built(folder / shown / "records", out) == sites[shown]
    begin = time.perf_counter()
    shown = "two"
    assert built(folder / shown / "records", out) == sites[shown]
    # Builds that use what earlier ones kept, and builds that make everything.
    spans = {(): time.perf_counter() - begin, ("--no-cache",): seconds}
    finished = 0
    for turn in range(KILLS):
        wanted = "two" if shown == "one" else "one"
        options = chance.choice(list(spans))
        # Half of the kills fall into the last part, where files are put in place.
        share = chance.uniform(0.6, 1.0) if chance.random() < 0.5 else chance.uniform(0.0, 0.6)
        moment = share * spans[options]
        _kill(folder / wanted / "records", out, moment, *options, everything=chance.random() < 0.5)
        found = tree(out)
        name = next((name for name, site in sites.items() if site == found), None)
        assert name, f"turn {turn}, after {moment:.3f} s: " + ", ".join(differences(found, sites[shown])[:9])
        finished += name == wanted
        shown = name
        if turn % _CHECK == _CHECK - 1:
            shown = chance.choice(("one", "two"))
            assert built(folder / shown / "records", out) == sites[shown]
            assert droppings(out) == []
    assert finished < KILLS


def test_killed_before_the_first_site_was_published_the_next_build_is_right(versions, tmp_path):
    folder, sites, seconds = versions
    out = tmp_path / "public" / "site"
    out.parent.mkdir()
    for share in (0.3, 0.6, 0.8):
        _kill(folder / "one" / "records", out, seconds * share, everything=False)
        assert not out.exists() or tree(out) == sites["one"]
        shutil.rmtree(out, ignore_errors=True)
    assert built(folder / "two" / "records", out) == sites["two"]
    assert droppings(out) == []


@pytest.mark.parametrize("share", [0.5, 0.8])
def test_interrupted_by_the_user_it_ends_with_its_workers_and_cleans_up(versions, tmp_path, share):
    folder, sites, seconds = versions
    out = tmp_path / "public" / "site"
    out.parent.mkdir()
    assert built(folder / "one" / "records", out) == sites["one"]
    process = _start(folder / "two" / "records", out)
    time.sleep(seconds * share)
    os.killpg(process.pid, signal.SIGINT)  # what a terminal does on Ctrl-C
    code = process.wait(120)
    # Interrupted after the exchange, it has published and still says that it was interrupted.
    found = [name for name, site in sites.items() if tree(out) == site]
    assert found == ["two"] or (found == ["one"] and code)
    assert code in {0, 130, -signal.SIGINT}
    assert droppings(out) == []
    assert build(folder / "two" / "records", out).returncode == 0
    assert tree(out) == sites["two"]


def _start(records: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(records, out, "--workers", "2", *options),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _kill(records: Path, out: Path, moment: float, *options: str, everything: bool) -> None:
    """Kill a build after some seconds: the process that was started, or its workers with it."""
    process = _start(records, out, *options)
    time.sleep(moment)
    if everything:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait(120)
