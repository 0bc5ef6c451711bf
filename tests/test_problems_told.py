"""Which problems an audience may be told is kept between builds, and found again as soon as it could differ."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest
from builds import AS_OF, small_team

from site_gen.book import meanwhile, read_book
from site_gen.book.content import wholes
from site_gen.book.meanwhile import Problems
from site_gen.book.redaction import book_for
from site_gen.memo import Memo

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="found by a copy of a process")


class Team:
    """A team whose problems are told once per call of `told`, as a build does."""

    def __init__(self, records: Path, memo: Memo) -> None:
        self.records = records
        self.memo = memo
        self.wholes: dict[str, bytes] = {}

    def told(self, audience: str = "team") -> bool:
        """Tell the problems, compare them with those found directly, and return whether they were kept from before."""
        whole, _ = read_book(self.records, AS_OF, AS_OF)
        assert whole is not None
        found = whole.config.audience(audience)
        assert found is not None
        book = book_for(whole, found)
        problems = Problems(self.memo, whole, book, wholes(book))
        known = problems._apart is None
        expected = book_for(dataclasses.replace(whole), found).diagnostics
        assert problems(book) == expected
        some = next((one.record for one in expected if one.record), None)
        assert some is None or problems(book, some) == tuple(one for one in expected if one.record == some)
        problems.keep()
        problems.stand_in(self.wholes)
        return known

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def team(tmp_path, monkeypatch):
    # Not `apart` itself: a browser that another test of this worker uses leaves a thread, beside which it would say no.
    monkeypatch.setattr(meanwhile, "is_worth_it", lambda _: True)
    records = small_team(tmp_path / "team", languages="en")
    with Memo.open(tmp_path / "memo.sqlite") as memo:
        yield Team(records, memo)


def test_a_sentence_changes_nothing_of_what_is_told(team):
    assert not team.told()
    before = dict(team.wholes)
    assert before.keys() == {"problems"}
    assert team.told()
    assert team.wholes == before
    for visit in sorted((team.records / "visits").rglob("*.md"))[:40]:
        with visit.open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence.\n")
        if team.told():
            return
    pytest.fail("no sentence leaves what is told as it was")


def test_a_fact_a_problem_and_another_program_do(team, monkeypatch):
    team.told()
    project = min((team.records / "projects").rglob("*.md"))
    before = dict(team.wholes)
    team.edit(project, "stage:", "# moved by a line\nstage:")
    assert not team.told()
    assert team.wholes != before
    assert team.told()
    team.edit(project, "stage: ", "stage: not-")
    assert not team.told()
    assert team.told()
    monkeypatch.setattr(meanwhile, "stamp", lambda: b"another program.")
    assert not team.told()


def test_each_audience_is_told_its_own(team):
    site = team.records / "site.yaml"
    with site.open("a", encoding="utf-8") as file:
        file.write("\naudiences:\n  - {key: guest, without_kinds: [target]}\n")
    assert not team.told()
    own = dict(team.wholes)
    assert not team.told("guest")
    assert team.wholes != own
    assert team.told()
    assert team.told("guest")


def test_what_is_damaged_is_found_again(team):
    team.told()
    key = next(iter(team.memo.get_all("told")))
    team.memo.put("told", key, b"\x93 not this")
    assert not team.told()
    assert team.told()


def test_without_another_process_they_are_found_here(team, monkeypatch):
    monkeypatch.setattr(meanwhile, "is_worth_it", lambda _: False)
    assert team.told()
    assert team.memo.get_all("told") == {}
    assert team.wholes == {}
