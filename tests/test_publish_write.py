"""Publishing: whole sites are swapped in, nothing else is ever touched, and a crash changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from site_gen.publish import swap
from site_gen.publish.refusal import refusal
from site_gen.publish.spare import MANIFEST
from site_gen.publish.stage import write_site

SITE = {"index.html": b"home", "a/b.html": "中文".encode(), "static/x.css": b"x"}


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a published site without the manifest."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    found.pop(MANIFEST)
    return found


def test_writes_exactly_the_files(tmp_path):
    done = write_site(SITE, tmp_path / "out")
    assert tree(tmp_path / "out") == SITE
    assert (done.files, done.changed, done.removed) == (3, 3, 0)


def test_second_write_of_the_same_site_touches_nothing(tmp_path):
    out = tmp_path / "out"
    write_site(SITE, out)
    before = {p: p.stat().st_mtime_ns for p in [out, *out.rglob("*")]}
    done = write_site(dict(SITE), out)
    assert (done.changed, done.removed) == (0, 0)
    assert {p: p.stat().st_mtime_ns for p in [out, *out.rglob("*")]} == before


def test_stale_and_stray_files_do_not_survive(tmp_path):
    out = tmp_path / "out"
    write_site(SITE, out)
    (out / "stray.html").write_text("not ours")
    done = write_site({"index.html": b"new"}, out)
    assert tree(out) == {"index.html": b"new"}
    assert (done.changed, done.removed) == (1, 3)


def test_a_file_changed_by_hand_is_written_again(tmp_path):
    out = tmp_path / "out"
    write_site(SITE, out)
    (out / "index.html").write_bytes(b"homE")
    assert write_site(SITE, out).changed == 1
    assert tree(out) == SITE


def test_unchanged_files_keep_their_time(tmp_path):
    out = tmp_path / "out"
    write_site(SITE, out)
    os.utime(out / "index.html", (1, 1))
    write_site({**SITE, "static/x.css": b"y"}, out)
    assert (out / "index.html").stat().st_mtime == 1


@pytest.mark.parametrize("exchange", [True, False])
def test_failure_while_writing_leaves_the_old_site(tmp_path, monkeypatch, exchange):
    out = tmp_path / "out"
    write_site(SITE, out)
    if not exchange:
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    real = os.write

    def full(handle, data):
        if bytes(data) == b"boom":
            raise OSError(28, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        write_site({**SITE, "z.html": b"boom"}, out)
    assert tree(out) == SITE
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_swap_without_exchange_and_recovery_of_a_site_left_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    out = tmp_path / "out"
    write_site(SITE, out)
    write_site({"index.html": b"2"}, out)
    assert tree(out) == {"index.html": b"2"}
    out.rename(tmp_path / ".out.old-999999999")
    write_site({"index.html": b"3"}, out)
    assert tree(out) == {"index.html": b"3"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_killed_at_any_moment_the_site_is_the_old_or_the_new_one(tmp_path, how):
    script = textwrap.dedent("""
        import signal
        import sys
        from pathlib import Path
        from site_gen.publish.stage import write_site
        # A shell that starts tests in the background lets them ignore it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        turn = 0
        print("go", flush=True)
        while True:
            turn += 1
            write_site({f"p{n}.html": str(turn).encode() for n in range(60)}, Path(sys.argv[1]))
    """)
    out = tmp_path / "out"
    write_site({f"p{n}.html": b"0" for n in range(60)}, out)
    for attempt in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(out)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.05 + 0.013 * attempt)
            process.send_signal(how)
            try:
                process.wait(120)
            finally:
                process.kill()
        versions = set(tree(out).values())
        assert len(versions) == 1
        assert len(tree(out)) == 60
    write_site({"index.html": b"x"}, out)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_refuses_what_it_did_not_make(tmp_path, monkeypatch):
    records = tmp_path / "records"
    records.mkdir()
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    assert refusal(foreign, records) is None
    (foreign / "thesis.doc").write_text("x")
    assert refusal(foreign, records).code == "SG801"
    assert refusal(tmp_path / "new", records) is None
    assert refusal(records, records).code == "SG805"
    assert refusal(tmp_path, records).code == "SG805"
    assert refusal(records / "out", records).code == "SG805"
    (tmp_path / "link").symlink_to(foreign)
    assert refusal(tmp_path / "link", records).code == "SG805"
    (tmp_path / "file").write_text("x")
    assert refusal(tmp_path / "file", records).code == "SG805"
    monkeypatch.chdir(foreign)
    assert refusal(Path(), records).code == "SG805"
    assert refusal(Path.home(), records).code == "SG805"
