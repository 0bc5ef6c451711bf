"""Files read by another process are those that reading them here gives, or are left to be read here."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from conftest import SAMPLE

from site_gen.cli import start
from site_gen.pages.edition import Edition
from site_gen.reading import apart, early
from site_gen.reading.apart import Apart, can_work_apart
from site_gen.reading.early import Early
from site_gen.reading.files import files_at
from site_gen.reading.source import claim, scan

forks = pytest.mark.skipif(sys.platform == "win32", reason="needs a system that forks")


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """Let the tests fork as a command would, whatever threads the test runner has."""
    monkeypatch.setattr(early, "can_work_apart", lambda: sys.platform != "win32")


@forks
def test_they_are_the_same_files():
    files = Early(str(SAMPLE)).files()
    assert files
    assert sorted(file._replace(digest=b"") for file in files) == sorted(files_at(str(SAMPLE)))
    assert {one.path: one.what for one in claim(files, SAMPLE)} == {
        one.path: one.what for one in scan(SAMPLE)
    }


@forks
def test_a_link_is_told_as_a_link(write):
    root = write({"people/a.md": "x"})
    (root / "people" / "b.md").symlink_to(root / "people" / "a.md")
    found = {file.path: file.is_link for file in Early(str(root)).files()}
    assert found == {"people/a.md": False, "people/b.md": True}


@forks
def test_what_cannot_be_told_is_left_to_the_reader(write):
    root = write({"people/a.md": "x"})
    pipe = root / "people" / "pipe.md"
    os.mkfifo(pipe)
    assert Early(str(root)).files() is None
    pipe.unlink()
    assert Early(str(root)).files()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such names")
def test_a_name_that_is_no_text_is_told_as_it_is(write):
    root = write({"people/a.md": "x"})
    (root / "people" / os.fsdecode(b"\xff.md")).write_text("x")
    found = Early(str(root)).files()
    assert sorted(file._replace(digest=b"") for file in found) == sorted(files_at(str(root)))
    assert len(found) == 2


@forks
@pytest.mark.parametrize("named", [None, "records", "records/", "./records", "other"])
def test_what_a_command_is_likely_to_want_is_begun(write, monkeypatch, named):
    monkeypatch.chdir(write({"records/site.yaml": "name: T", "records/people/a.md": "x", "other/b.md": "y"}))
    early.begin(named, anew=True)
    begun = dict(early._begun)
    assert [*begun] == ([] if named == "other" else ["records"])
    found = early.early_files("records")
    assert not begun or found is begun["records"]
    assert not early._begun
    assert {file.path for file in found.files()} == {"site.yaml", "people/a.md"}
    # What was begun is wanted once.
    assert early.early_files("records") is not found


@forks
@pytest.mark.parametrize("place", [".site-gen", "records/.site-gen"])
def test_where_something_is_kept_only_who_wants_all_in_any_case_begins(write, monkeypatch, place):
    root = write({"records/site.yaml": "name: T", f"{place}/memo.sqlite": ""})
    monkeypatch.chdir(root)
    early.begin(None, anew=True)
    assert not early._begun
    early.begin(None, anew=False)
    assert early.early_files("records").files()


@forks
@pytest.mark.parametrize(
    ("arguments", "begun"),
    [
        (["build"], [(None, False)]),
        (["check", "--records", "a", "--strict"], [("a", True)]),
        (["build", "--records=b"], [("b", False)]),
        (["build", "--records"], [(None, False)]),
        (["build", "--help"], []),
        (["serve"], []),
        ([], []),
    ],
)
def test_files_are_read_early_for_who_wants_all(monkeypatch, arguments, begun):
    found = []
    monkeypatch.setattr(sys, "argv", ["site-gen", *arguments])
    monkeypatch.setattr(start, "begin", lambda named, *, anew: found.append((named, anew)))
    monkeypatch.setattr("site_gen.cli.main.run", lambda: found.append("run"))
    start.run()
    assert found == [*begun, "run"]


def test_without_a_second_process_nothing_is_read_early(monkeypatch):
    monkeypatch.setattr(early, "can_work_apart", lambda: False)
    assert Early(str(SAMPLE)).files() is None


@forks
def test_a_process_that_fails_gives_nothing():
    assert Apart(lambda: b"x" * 200_000).result() == b"x" * 200_000
    assert Apart(lambda: os._exit(3)).result() is None
    unwanted = Apart(lambda: bytes(signal.pause() or 0))
    for _ in range(2):
        unwanted.drop()
    assert unwanted.exitcode == -signal.SIGKILL
    wanted = Apart(lambda: b"x")
    assert wanted.result() == b"x"
    wanted.drop()
    assert wanted.exitcode == 0
    assert wanted.result() is None


@forks
def test_where_there_are_no_files_in_memory_the_disk_has_one(monkeypatch):
    monkeypatch.delattr(os, "memfd_create", raising=False)
    assert Apart(lambda: b"x" * 200_000).result() == b"x" * 200_000


@forks
def test_a_copy_begins_no_others_and_says_what_went_wrong(capfd):
    assert Apart(lambda: repr(can_work_apart()).encode()).result() == b"False"
    assert Apart(lambda: 1 / 0).result() is None
    assert "ZeroDivisionError" in capfd.readouterr().err


@forks
def test_only_the_process_that_began_it_waits_for_it():
    begun = Apart(lambda: b"x")
    other = Apart(lambda: repr(begun.result()).encode())
    assert other.result() == b"None"
    assert begun.result() == b"x"


def test_one_processor_or_a_second_thread_forbids_it(monkeypatch):
    monkeypatch.setattr(apart, "processors", lambda: 1)
    assert not can_work_apart()
    monkeypatch.setattr(apart, "processors", lambda: 2)
    monkeypatch.setattr(apart.threading, "active_count", lambda: 2)
    assert not can_work_apart()


def test_a_template_that_is_wrong_is_no_concern_of_those_who_only_load_it(sample_book, tmp_path):
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "visit.html").write_text("{% if %}", encoding="utf-8")
    edition = Edition(sample_book, overrides=tmp_path)
    edition.warm(edition.items.values())
    assert edition.environment.in_language("en").get_template("customer.html")
