"""A build that uses what earlier builds kept gives the bytes of one that uses nothing, whatever happened between.

Each build has a process of its own, forked from one that has imported the program and built nothing: neither build
can see what the other holds in memory. `SITE_GEN_EXAMPLES=200` looks for longer.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from builds import CACHE, differences, small_team, tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from team_changes import BREAKING, CHANGES, files

from site_gen.cli.main import main
from site_gen.reading import apart

EXAMPLES = int(os.environ.get("SITE_GEN_EXAMPLES", "0"))

#: The changes are made one after the other in so many teams, each build using what those before it kept; the last is
#: compared with a clean one. With `SITE_GEN_EXAMPLES` every one is.
_GROUPS = 4
#: So many harmless changes come before each build.
_TOGETHER = 5


def run(arguments: list[str]) -> tuple[int, str]:
    """Run the command in this process and return its exit code and what it printed; called in a fresh process."""
    os.environ.pop("SITE_GEN_CACHE", None)
    # What is found out apart and kept for large teams is for this one, too, except where it is made clean.
    apart._MANY = 10**9 if "--no-cache" in arguments else 1
    printed, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
        code = main(arguments)
    return code, printed.getvalue() + (said.getvalue() if code > 2 or "--profile" in arguments else "")


class Builder:
    """Builds, each time in a process that has imported the program but not used it."""

    def __init__(self) -> None:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload(["site_gen.cli.build_", "matplotlib.backends.backend_svg"])
        self.pool = ProcessPoolExecutor(2, context, max_tasks_per_child=1)

    def both(self, *argument_lists: list[str]) -> list[tuple[int, str]]:
        """Run several builds at the same time, and return the exit code and the problems of each."""
        return list(self.pool.map(run, argument_lists))


@dataclass
class Case:
    """A team with its published site and what builds keep, and a place for clean builds."""

    folder: Path
    builder: Builder

    @property
    def team(self) -> Path:
        """The folder of records, theme and cache."""
        return self.folder / "team"

    def arguments(self, out: str, *options: str) -> list[str]:
        """Return the command line of a build."""
        records = str(self.team / "records")
        base = ["build", "--records", records, "--output", str(self.folder / out), "--format", "json"]
        return [*base, "--workers", "1", *options]

    def change(self, name: str, number: int) -> None:
        """Change the team."""
        CHANGES[name](self.team, number)

    def build(self) -> int:
        """Build with the cache and return the exit code."""
        return self.builder.both(self.arguments("site"))[0][0]

    def verify(self, history: object) -> int:
        """Build with and without the cache, compare exit codes, problems and every byte, and return the code."""
        before = tree(self.folder / "site")
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        kept, clean = self.builder.both(self.arguments("site"), self.arguments("clean", "--no-cache"))
        assert kept == clean, history
        assert kept[0] in {0, 1, 2}, kept
        wanted = tree(self.folder / "clean") if clean[0] == 0 else before
        assert differences(tree(self.folder / "site"), wanted) == [], history
        return clean[0]


class Stand:
    """A team that was built once; each `fresh` copy stands in the same place, so that what was kept fits it."""

    def __init__(self, folder: Path) -> None:
        self.original = folder / "original"
        self.case = Case(folder / "case", Builder())
        small_team(self.case.team, languages="zh-Hans")
        self.case.verify("the first build")
        self.case.folder.rename(self.original)

    def fresh(self) -> Case:
        """Return the team as it was after the first build."""
        shutil.rmtree(self.case.folder, ignore_errors=True)
        shutil.copytree(self.original, self.case.folder)
        return self.case


@pytest.fixture(scope="module")
def stand(tmp_path_factory) -> Iterator[Stand]:
    """The team of all tests of this file."""
    made = Stand(tmp_path_factory.mktemp("cached"))
    yield made
    made.case.builder.pool.shutdown()


def test_a_build_after_one_edit_makes_only_what_shows_it(stand):
    case = stand.fresh()
    case.change("visit: text", 1)
    first, clean = (
        case.builder.both([*case.arguments("site", *o), "--profile"])[0] for o in ((), ("--no-cache",))
    )
    made, all_of_them = (int(re.search(r"of (\d+) made", said)[1]) for _, said in (first, clean))
    assert 0 < made < all_of_them / 2


@pytest.mark.parametrize("group", range(_GROUPS))
def test_after_each_change(stand, tmp_path, group):
    case = stand.fresh()
    names = list(CHANGES)[group::_GROUPS]
    sound = [name for name in names if name not in BREAKING]
    size = 1 if EXAMPLES else _TOGETHER
    for start in range(0, len(sound), size):
        _change_all(case, sound[start : start + size], tmp_path / "records")
    for name in BREAKING.intersection(names):
        assert _change(case, [name], tmp_path / "records") == 1
    assert case.verify(names) == 0


def _change_all(case: Case, names: list[str], kept: Path) -> None:
    """Make changes and build; where they break the team together, in smaller groups."""
    if _change(case, names, kept) and len(names) > 1:
        half = len(names) // 2
        _change_all(case, names[:half], kept)
        _change_all(case, names[half:], kept)


def _change(case: Case, names: list[str], kept: Path) -> int:
    """Change the team and build; undo what broke it, as the person would, and return the exit code of the build."""
    shutil.copytree(case.team / "records", kept)
    for name in names:
        case.change(name, 1)
    code = case.build()
    if EXAMPLES or (code and len(names) == 1):
        assert case.verify(names) == code
    if code:
        # The site must be as it was, and so it is what the next build begins with.
        shutil.rmtree(case.team / "records")
        shutil.copytree(kept, case.team / "records")
    shutil.rmtree(kept)
    return code


@pytest.mark.parametrize(
    "name", [name for name in CHANGES if name not in {"theme: as shipped", "git: commit"}]
)
def test_each_change_changes_the_team(tmp_path, name):
    small_team(tmp_path)
    before = {path: (data, path.stat().st_mtime) for path, data in _contents(tmp_path).items()}
    CHANGES[name](tmp_path, 1)
    assert {path: (data, path.stat().st_mtime) for path, data in _contents(tmp_path).items()} != before


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(
    max_examples=EXAMPLES or 3,
    deadline=None,
    derandomize=not EXAMPLES,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(list(CHANGES)), st.integers(0, 99)), min_size=1, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_after_any_sequence_of_changes_and_builds(stand, sequence):
    case = stand.fresh()
    for changes in sequence[:-1]:
        for name, number in changes:
            case.change(name, number)
        case.build()
    for name, number in sequence[-1]:
        case.change(name, number)
    case.verify(sequence)


def test_a_second_record_of_a_kind_is_counted_everywhere(stand):
    case = stand.fresh()
    for _ in range(2):
        case.change("copy a customer", 0)
        case.build()
    assert case.verify("found by Hypothesis: the number of files stood still in data/index.json") == 0


def test_there_and_back_again(stand):
    case = stand.fresh()
    first = tree(case.folder / "site")
    path = files(case.team, "customers")[0]
    text = path.read_bytes()
    case.change("customer: name", 0)
    case.build()
    assert differences(tree(case.folder / "site"), first)
    path.write_bytes(text)
    case.build()
    assert differences(tree(case.folder / "site"), first) == []


@pytest.fixture(scope="module")
def renamed(stand) -> dict[str, bytes]:
    """The site after a person got another name, made without a cache."""
    case = stand.fresh()
    case.change("person: name", 0)
    assert case.verify("without damage") == 0
    return tree(case.folder / "clean")


@pytest.mark.parametrize("how", ["deleted", "emptied", "cut", "scrambled", "a folder", "another's"])
def test_a_cache_that_was_damaged_changes_nothing(stand, renamed, how):
    case = stand.fresh()
    case.change("person: name", 0)
    kept = sorted(p for p in (case.team / CACHE).rglob("*") if p.is_file())
    assert kept
    for path in kept:
        data = path.read_bytes()
        if how == "deleted":
            path.unlink()
        elif how == "emptied":
            path.write_bytes(b"")
        elif how == "cut":
            path.write_bytes(data[: len(data) // 2])
        elif how == "scrambled":
            path.write_bytes(bytes(byte ^ 0x55 for byte in data))
        elif how == "a folder":
            path.unlink()
            path.mkdir()
        else:
            path.write_bytes(b"SQLite format 3\x00 but not ours")
    # The second one begins with what the first one made of it.
    for _ in range(2 if how in {"cut", "a folder"} else 1):
        assert case.build() == 0
        assert differences(tree(case.folder / "site"), renamed) == []


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a user who may not do everything; see below"
)
def test_a_cache_that_cannot_be_written_changes_nothing(stand):
    case = stand.fresh()
    cache = case.team / CACHE
    cache.mkdir(exist_ok=True)
    cache.chmod(0o500)
    try:
        case.change("visit: text", 0)
        case.verify("read-only cache")
    finally:
        cache.chmod(0o700)


def test_no_place_for_a_cache_changes_nothing(stand):
    case = stand.fresh()
    cache = case.team / CACHE
    shutil.rmtree(cache, ignore_errors=True)
    # Not even root can make a file below a file.
    cache.write_bytes(b"not a folder")
    case.change("visit: text", 0)
    case.verify("no place for a cache")
    assert cache.read_bytes() == b"not a folder"
