"""Two builds at once into one output: one waits or says why it cannot; the site is never a mixture."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from builds import built, command, droppings, small_team, tree

from site_gen.publish.lock import sole_build

#: Seconds between the starts of the two builds, when there is no site yet and when there is one.
FIRST_TIME, AGAIN = (0.0,), (0.1, 0.4)


@pytest.fixture(scope="module")
def teams(tmp_path_factory) -> dict[str, tuple[Path, dict[str, bytes]]]:
    """Two teams that differ on every page, with their known good sites."""
    folder = tmp_path_factory.mktemp("twice")
    found = {}
    for name in ("one", "two"):
        records = small_team(folder / name, languages="zh-Hans")
        site = records / "site.yaml"
        site.write_text(site.read_text(encoding="utf-8").replace("演示管道", f"演示{name}"), encoding="utf-8")
        found[name] = (records, built(records, folder / "good" / name))
    return found


@pytest.mark.parametrize("offsets", [FIRST_TIME, AGAIN])
def test_two_builds_at_once_give_the_whole_site_of_one(teams, tmp_path, offsets):
    out = tmp_path / "public" / "site"
    out.parent.mkdir()
    sites = [site for _, site in teams.values()]
    if offsets is AGAIN:
        built(teams["one"][0], out)
    for offset in offsets:
        started = []
        for records, _ in teams.values():
            started.append(_start(records, out))
            time.sleep(offset)
        said = [process.communicate(timeout=120) for process in started]
        codes = [process.returncode for process in started]
        assert 0 in codes, said
        for code, (_, errors) in zip(codes, said, strict=True):
            # One that does not wait for the other names the output and is no crash.
            assert code == 0 or (code in {1, 2} and "site" in errors and "Traceback" not in errors), errors
        assert tree(out) in sites
        assert droppings(out) == []


def test_the_second_build_waits_and_says_so(teams, tmp_path):
    records, site = teams["two"]
    out = tmp_path / "public" / "site"
    out.parent.mkdir()
    with sole_build(out, lambda: pytest.fail("nobody else builds here")):
        second = _start(records, out)
        said = ""
        while "Waiting for another build" not in said:
            line = second.stderr.readline()
            assert line, f"it did not wait: {said}"
            said += line
        time.sleep(0.3)
        assert second.poll() is None
        assert not out.exists()
    _, errors = second.communicate(timeout=120)
    assert second.returncode == 0, errors
    assert tree(out) == site
    assert droppings(out) == []


def test_a_lock_left_by_a_killed_build_holds_nobody_up(teams, tmp_path):
    out = tmp_path / "public" / "site"
    out.parent.mkdir()
    out.with_name(f".{out.name}.lock").touch()
    done = _start(teams["one"][0], out)
    _, errors = done.communicate(timeout=120)
    assert done.returncode == 0, errors
    assert tree(out) == teams["one"][1]
    assert droppings(out) == []


def _start(records: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*command(records, out), "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
