"""The memo gives back what was kept, or nothing; never something else, and never an error."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from site_gen.memo import Memo, memo, memo_place, stamp

ITEMS = {bytes([n]) * 16: bytes([n]) * n * 40 for n in range(50)}
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and locks of POSIX")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / ".site-gen" / "memo.sqlite"


def keep(place: Path, items: dict[bytes, bytes] = ITEMS, kind: str = "a") -> None:
    with Memo.open(place) as kept:
        kept.put_many(kind, items)


def known(place: Path, kind: str = "a") -> dict[bytes, bytes]:
    with Memo.open(place) as kept:
        return kept.get_many(kind, ITEMS)


def test_what_is_kept_is_there_the_next_time(place):
    keep(place)
    assert known(place) == ITEMS
    with Memo.open(place) as kept:
        assert kept.get("a", b"\1" * 16) == b"\1" * 40
        assert kept.get("a", b"unknown") is None
        assert kept.get_many("b", ITEMS) == {}
        kept.put("b", b"key", b"")
        assert kept.get("b", b"key") == b""


def test_many_keys_at_once(place):
    items = {n.to_bytes(16, "big"): str(n).encode() for n in range(3000)}
    keep(place, items)
    with Memo.open(place) as kept:
        assert kept.get_many("a", [*items, b"unknown"]) == items


def test_without_a_file_nothing_is_kept():
    with Memo.open(None) as kept:
        kept.put_many("a", ITEMS)
        assert kept.get_many("a", ITEMS) == {}
    kept.close()


def test_after_closing_nothing_is_known(place):
    kept = Memo.open(place)
    kept.put_many("a", ITEMS)
    kept.close()
    kept.close()
    kept.put_many("a", ITEMS)
    assert kept.get_many("a", ITEMS) == {}
    assert sorted(path.name for path in place.parent.iterdir()) == [".gitignore", "memo.sqlite"]


@POSIX
def test_git_leaves_it_alone_and_so_do_other_people(place):
    keep(place)
    assert (place.parent / ".gitignore").read_text() == "*\n"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"no database at all" * 400, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_begun_anew(place, content):
    place.parent.mkdir()
    place.write_bytes(content)
    assert known(place) == {}
    keep(place)
    assert known(place) == ITEMS


@pytest.mark.parametrize("at", range(0, 100, 9))
def test_damage_anywhere_gives_right_values_or_none(place, at):
    keep(place)
    data = bytearray(place.read_bytes())
    start = len(data) * at // 100
    data[start : start + 200] = b"\x5a" * min(200, len(data) - start)
    place.write_bytes(data)
    assert known(place).items() <= ITEMS.items()
    keep(place)
    assert known(place).items() <= ITEMS.items()


def test_a_cut_file_gives_right_values_or_none(place):
    keep(place)
    data = place.read_bytes()
    place.write_bytes(data[: len(data) // 2])
    assert known(place).items() <= ITEMS.items()


def test_a_value_of_another_key_or_another_hand_is_not_taken(place):
    keep(place)
    base = sqlite3.connect(place)
    with base:
        swapped = base.execute("SELECT seal, value FROM kept WHERE key = ?", (b"\2" * 16,)).fetchone()
        base.execute("UPDATE kept SET seal = ?, value = ? WHERE key = ?", (*swapped, b"\1" * 16))
        base.execute("UPDATE kept SET value = ? WHERE key = ?", (b"made up by somebody", b"\3" * 16))
        base.execute("UPDATE kept SET value = ? WHERE key = ?", ("no bytes", b"\4" * 16))
    base.close()
    assert known(place) == {key: value for key, value in ITEMS.items() if key[0] not in {1, 3, 4}}


def test_another_program_begins_anew(place, monkeypatch):
    keep(place)
    monkeypatch.setattr(memo, "stamp", lambda: b"another program.")
    assert known(place) == {}
    keep(place, {b"k": b"of the other"})
    monkeypatch.undo()
    assert known(place) == {}


def test_an_old_program_that_still_runs_cannot_leave_its_values_to_a_new_one(place, monkeypatch):
    monkeypatch.setattr(memo, "stamp", lambda: b"the old program.")
    old = Memo.open(place)
    monkeypatch.undo()
    assert known(place) == {}
    monkeypatch.setattr(memo, "stamp", lambda: b"the old program.")
    old.put_many("a", ITEMS)
    old.close()
    monkeypatch.undo()
    assert known(place) == {}


def test_the_stamp_is_that_of_the_program(monkeypatch):
    first = stamp.stamp()
    stamp.stamp.cache_clear()
    assert stamp.stamp() == first
    monkeypatch.setattr(stamp, "__version__", "0.0.0-other")
    stamp.stamp.cache_clear()
    assert stamp.stamp() != first
    stamp.stamp.cache_clear()


def test_it_is_bounded_and_what_is_used_stays(place):
    size = 1000
    with Memo.open(place, largest=60 * size) as kept:
        kept.put_many("a", {bytes([n]): bytes([n]) * size for n in range(50)})
        kept.put_many("b", {b"x": b"y"})
    with Memo.open(place, largest=60 * size) as kept:
        kept.get_many("a", [bytes([n]) for n in range(5)])
        kept.put_many("a", {bytes([n]): bytes([n]) * size for n in range(100, 130)})
    with Memo.open(place) as kept:
        left = kept.get_many("a", [bytes([n]) for n in range(256)])
        assert kept.get("b", b"x") == b"y"
    assert sum(map(len, left.values())) <= 60 * size
    assert {bytes([n]) for n in (*range(5), *range(100, 130))} <= set(left)
    assert bytes([49]) in left
    assert bytes([5]) not in left


def test_more_than_fits_is_trimmed_too(place):
    with Memo.open(place, largest=10_000) as kept:
        kept.put_many("a", {bytes([n]): bytes(1000) for n in range(100)})
    with Memo.open(place) as kept:
        assert 0 < len(kept.get_many("a", [bytes([n]) for n in range(100)])) <= 10


@POSIX
def test_a_place_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with Memo.open(tmp_path / "file" / "memo.sqlite") as kept:
        kept.put_many("a", ITEMS)
        assert kept.get_many("a", ITEMS) == {}
    (tmp_path / "memo.sqlite").mkdir()
    with Memo.open(tmp_path / "memo.sqlite") as kept:
        assert kept.get_many("a", ITEMS) == {}


def test_a_locked_file_is_done_without(place, monkeypatch):
    monkeypatch.setattr(memo, "_PATIENCE", 0.05)
    keep(place)
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Memo.open(place) as kept:
        kept.put_many("a", {b"new": b"value"})
        assert kept.get_many("a", [b"new"]) in ({}, {b"new": b"value"})
    other.execute("ROLLBACK")
    other.close()
    assert known(place) == ITEMS


WRITER = """
import sys
from pathlib import Path
from site_gen.memo import Memo
with Memo.open(Path(sys.argv[1])) as memo:
    for n in range(60):
        key = b"%d" % n
        value = memo.get("a", key)
        assert value in (None, key * 100), value
        memo.put("a", key, key * 100)
"""


def test_builds_at_once_share_it(place):
    crowd = [subprocess.Popen([sys.executable, "-c", WRITER, str(place)]) for _ in range(4)]
    assert [one.wait(60) for one in crowd] == [0] * 4
    with Memo.open(place) as kept:
        found = kept.get_many("a", [b"%d" % n for n in range(60)])
    assert found == {b"%d" % n: b"%d" % n * 100 for n in range(60)}


def test_a_killed_process_leaves_a_memo_that_works(place):
    script = (
        WRITER.replace("memo.put(", "memo.put(").replace("    for n", "    import os\n    for n")
        + "        if n == 40: os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(place)], check=False).returncode == 9
    with Memo.open(place) as kept:
        found = kept.get_many("a", [b"%d" % n for n in range(60)])
    assert found.items() <= {b"%d" % n: b"%d" % n * 100 for n in range(60)}.items()
    assert len(found) >= 40


def test_where_it_lies(tmp_path):
    records = tmp_path / "team" / "records"
    records.mkdir(parents=True)
    assert memo_place(records, {}) == tmp_path / "team" / ".site-gen" / "memo.sqlite"
    elsewhere = memo_place(records, {"SITE_GEN_CACHE": str(tmp_path / "cache")})
    assert elsewhere.parent == tmp_path / "cache"
    other = memo_place(tmp_path / "other" / "records", {"SITE_GEN_CACHE": str(tmp_path / "cache")})
    assert other != elsewhere
    (tmp_path / "team" / ".git").mkdir()
    assert memo_place(tmp_path / "team", {}) == tmp_path / "team" / ".site-gen" / "memo.sqlite"


def site_gen(*args: str, cwd: Path, **environ: str) -> tuple[int, str]:
    env = {**os.environ, "NO_COLOR": "1", **environ}
    command = [sys.executable, "-m", "site_gen", *args]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=env, check=False, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def team(tmp_path: Path) -> Path:
    from rule_books import BASE, SITE, VISIT, record

    root = tmp_path / "team" / "records"
    late = f"{VISIT}date: 2026-11-02\nstatus: done\n"
    for path, text in {**BASE, "visits/v1.md": late, "visits/v2.md": VISIT}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(record(text), encoding="utf-8")
    (root / "site.yaml").write_text(SITE, encoding="utf-8")
    return root


def check(team: Path, *args: str, **environ: str) -> tuple[int, str]:
    return site_gen("check", "--lang", "en", "--as-of", "2026-11-20", *args, cwd=team.parent, **environ)


def test_a_second_check_says_the_same_whatever_the_form(team):
    truth = {form: check(team, "--no-cache", "--format", form) for form in ("text", "json", "sarif", "junit")}
    assert not (team.parent / ".site-gen").exists()
    assert "SG302" in truth["text"][1]
    for _ in range(2):
        assert {form: check(team, "--format", form) for form in truth} == truth
    assert (team.parent / ".site-gen").is_dir()
    assert check(team, "--lang", "zh-Hans") == check(team, "--lang", "zh-Hans", "--no-cache")
    assert check(team, "--as-of", "2026-11-03") == check(team, "--as-of", "2026-11-03", "--no-cache")


def test_a_second_check_sees_every_change(team):
    changes = {
        "visits/v2.md": "---\ncustomer: nobody\nowner: li-wei\ndate: 2026-11-18\nstatus: planned\n---\n",
        "site.yaml": "name: 另一队\n",
        "notes.md": "a stray file\n",
        "customers/picture.png": "no record",
    }
    check(team)
    for path, text in changes.items():
        (team / path).write_text(text, encoding="utf-8")
        assert check(team) == check(team) == check(team, "--no-cache")
    (team / "site.yaml").unlink()
    assert check(team)[0] == check(team, "--no-cache")[0] == 2


@POSIX
def test_with_links_among_the_records_nothing_is_taken_for_known(team):
    outside = team.parent / "shared.md"
    outside.write_text("---\nname: 共用\n---\n", encoding="utf-8")
    (team / "customers/shared.md").symlink_to(outside)
    (team / "customers/twin.md").symlink_to("hengtai.md")
    first = check(team)
    assert "SG107" in first[1]
    outside.unlink()
    assert check(team) == check(team, "--no-cache") != first


def test_a_second_check_loads_nothing_that_reads_records(team):
    check(team)
    script = (
        "import sys; from site_gen.cli.main import main;"
        "code = main(sys.argv[1:]);"
        "print([m for m in ('yaml', 'rapidfuzz', 'site_gen.records', 'site_gen.book') if m in sys.modules])"
    )
    argv = [sys.executable, "-c", script, "check", "--as-of", "2026-11-20", "--format", "json"]
    done = subprocess.run(argv, capture_output=True, text=True, cwd=team.parent, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_cache_can_be_moved(team, tmp_path):
    check(team, SITE_GEN_CACHE=str(tmp_path / "elsewhere"))
    assert not (team.parent / ".site-gen").exists()
    assert list((tmp_path / "elsewhere").glob("*.sqlite"))


def test_every_problem_comes_back_as_it_was(tmp_path):
    from test_reading_zoo import CASES, ZOO

    from site_gen.book import read_book
    from site_gen.diagnostics.codec import decode, encode

    problems = list(read_book(Path(__file__).parent.parent / "records", None, date(2026, 11, 20))[1])
    for name in CASES:
        for folder in ("_base", name):
            shutil.copytree(ZOO / folder / "records", tmp_path / name, dirs_exist_ok=True)
        problems += read_book(tmp_path / name, None, date(2026, 11, 20))[1]
    assert len({problem.code for problem in problems}) > 60
    assert decode(encode(problems)) == tuple(problems)


def test_whether_anything_of_a_kind_is_known(place):
    with Memo.open(place) as kept:
        assert not kept.has("a")
    keep(place)
    with Memo.open(place) as kept:
        assert kept.has("a")
        assert not kept.has("b")
    assert not Memo.open(None).has("a")
