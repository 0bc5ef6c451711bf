"""How a build says how far it is: one line that changes on a terminal, one line per phase anywhere else."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from builds import build, command, small_team

from site_gen.charts.watch import timed, watched
from site_gen.cli import progress
from site_gen.cli.profile import show_profile
from site_gen.cli.progress import Line, Lines, progress_on
from site_gen.locale.text import N_
from site_gen.publish.profile import MOST, Profile, Tally


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def screen(text: str) -> list[str]:
    """The lines a terminal shows in the end."""
    shown = []
    for line in text.split("\n"):
        now = ""
        for part in line.split("\r"):
            now = part + now[len(part) :]
        shown.append(now.rstrip())
    return shown


@pytest.mark.parametrize(
    ("stream", "environ", "kind"),
    [
        (Terminal(), {}, Line),
        (Terminal(), {"TERM": "xterm"}, Line),
        (Terminal(), {"TERM": "dumb"}, Lines),
        (Terminal(), {"CI": "true"}, Lines),
        (io.StringIO(), {}, Lines),
    ],
)
def test_only_a_terminal_gets_a_line_that_changes(stream, environ, kind):
    assert type(progress_on(stream, environ, "en")) is kind


def test_a_log_gets_one_line_per_phase():
    stream = io.StringIO()
    told = Lines(stream, "en")
    told.phase(N_("Reading records"))
    told.phase(N_("Rendering pages"))
    for done in range(100):
        told.step(done, 100)
    told.end()
    assert stream.getvalue() == "site-gen: Reading records …\nsite-gen: Rendering pages …\n"


def test_a_terminal_shows_phase_and_count_in_one_line_and_nothing_afterwards(monkeypatch):
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    stream = Terminal()
    told = Line(stream, "en")
    told.phase(N_("Rendering pages"))
    assert screen(stream.getvalue()) == ["site-gen: Rendering pages …"]
    told.step(998, 1000)
    assert screen(stream.getvalue()) == ["site-gen: Rendering pages: 998 of 1000"]
    told.phase(N_("Writing"))
    assert screen(stream.getvalue()) == ["site-gen: Writing …"]
    told.end()
    stream.write("done")
    assert screen(stream.getvalue()) == ["done"]


def test_a_terminal_is_not_written_to_more_often_than_is_read():
    stream = Terminal()
    told = Line(stream, "en")
    told.phase(N_("Rendering pages"))
    for done in range(10_000):
        told.step(done, 10_000)
    assert stream.getvalue().count("\r") < 20


def test_chinese_fills_two_columns_and_never_more_than_the_terminal_has(monkeypatch):
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()
    told = Line(stream, "zh-Hans")
    told.phase(N_("Rendering pages"))
    told.step(123_456, 234_567)
    for line in stream.getvalue().split("\r"):
        assert sum(2 if char > "\u2e7f" else 1 for char in line) < 20


def test_the_command_says_one_line_per_phase_where_no_terminal_is(tmp_path):
    records = small_team(tmp_path, languages="zh-Hans")
    done = build(records, tmp_path / "out")
    assert done.returncode == 0
    lines = done.stderr.splitlines()
    assert lines[0] == "site-gen: Reading records …"
    assert "site-gen: Rendering pages …" in lines
    assert not any("\r" in line or " of " in line for line in lines[:-2])


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_command_counts_on_a_terminal_and_leaves_only_its_last_words(tmp_path):
    import pty

    records = small_team(tmp_path, languages="zh-Hans")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "SITE_GEN_LANG": "en", "TERM": "xterm"}
    environment.pop("CI", None)
    line = [*command(records, tmp_path / "out"), "--profile"]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:  # how Linux says that the other side has closed
        pass
    finally:
        os.close(ours)
    assert process.wait(60) == 0
    text = said.decode().replace("\r\n", "\n")
    assert "Rendering pages: " in text
    shown = screen(text)
    assert not any("…" in line for line in shown)
    assert " files in " in shown[0]
    assert any("Rendering pages" in line for line in shown), "the profile names the phases"
    for words in ("The slowest pages and files", "The slowest charts", "The slowest records"):
        assert any(line.startswith(words) for line in shown)


def test_a_profile_keeps_phases_and_the_slowest_of_all_processes():
    profile = Profile()
    profile.phase(N_("Reading records"))
    profile.phase(N_("Writing"))
    profile.end()
    assert [phase.name.id for phase in profile.phases] == ["Reading records", "Writing"]
    shares = []
    for worker in range(3):
        for number in range(MOST):
            profile.note("page", f"{worker}/{number}.html", worker + number / 100)
        shares.append(profile.take())
    assert profile.tallies == {}
    for share in shares:
        profile.merge(share)
    pages = profile.tallies["page"]
    assert pages.count == 3 * MOST
    assert pages.seconds == pytest.approx(sum(share["page"].seconds for share in shares))
    assert [name for _, name in pages.ranking()] == [f"2/{n}.html" for n in reversed(range(MOST))]


def test_a_profile_times_pages_and_the_charts_on_them():
    profile = Profile()
    with profile.page("a.html"):
        assert timed(lambda given: given * 2, 21) == 42
    assert profile.tallies["chart"].ranking()[0][1] == "int, a.html"
    assert profile.tallies["page"].count == 1


def test_nobody_is_told_of_charts_when_nobody_asks():
    found = []
    with watched(lambda name, _: found.append(name)):
        timed(str, 1)
    timed(str, 2)
    assert found == ["int"]


def test_a_profile_reads_every_record_by_itself(sample_book, tmp_path):
    profile = Profile()
    records = small_team(tmp_path)
    profile.read_again(records, sample_book.config)
    tally = profile.tallies["record"]
    assert tally.count == sum(1 for _ in records.rglob("*.md"))
    assert len(tally.slowest) == MOST
    assert all((records / name).is_file() for _, name in tally.slowest)


def test_the_profile_is_printed_in_the_persons_language():
    profile = Profile()
    profile.phase(N_("Reading records"))
    profile.end()
    profile.tallies["page"] = Tally(1, 0.5, [(0.5, "index.html")])
    stream = io.StringIO()
    show_profile(profile, stream, "en")
    assert "    500.0 ms  index.html" in stream.getvalue().splitlines()
    assert "charts" not in stream.getvalue()
