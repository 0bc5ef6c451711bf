"""What was read is kept as bytes, and what comes back is what reading anew gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builds import small_team
from conftest import SAMPLE
from msgspec.structs import astuple

from site_gen.book import inspector, read_book, shelf
from site_gen.book.kept_breaches import KeptBreaches
from site_gen.book.register import Register
from site_gen.diagnostics import Diagnostic
from site_gen.memo import Memo
from site_gen.reading import many
from site_gen.reading.apart import Apart
from site_gen.reading.kept import Kept, pack, unpack
from site_gen.reading.many import read_all
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import Source, discover

DAY = date(2026, 11, 20)


def content(read: Read) -> tuple[Any, ...]:
    """All that a read holds, marks as they are when asked for; what was written only where there is no record."""
    values = None if read.record else read.values
    return (*astuple(read)[:5], values, dict(read.marks), *astuple(read)[7:])


def contents(reads: Iterable[Read]) -> list[tuple[Any, ...]]:
    return [content(read) for read in reads]


#: Front matter that the parser must read, with a link in the text.
WRITTEN_OUT = """---
"name": >-
  Hengtai
vertical: water
province: beijing   # north
---
## Background

[line](../projects/line3.md)
"""


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    found, _ = discover(SAMPLE)
    return {source.path: source for source in found}


def test_every_kind_of_record_comes_back_as_it_was(sources, sample_book):
    reads = [read_record(source, sample_book.config) for source in sources.values()]
    back = {read.path: read for read in unpack(pack(reads), sources)}
    packed = [read for read in reads if read.record and not read.diagnostics]
    assert {read.kind for read in packed} == set(sample_book.known)
    assert len(back) == len(packed)
    for read in packed:
        found = back[read.path]
        assert content(found) == content(read)
        assert found.record.marks is found.marks
        assert repr(found.record._content()) == repr(read.record._content())


def test_marks_that_only_the_parser_finds_come_back_too(sample_book):
    source = Source("customers/hengtai.md", WRITTEN_OUT.encode())
    read = read_record(source, sample_book.config)
    assert read.record is not None
    assert not read.diagnostics
    (found,) = unpack(pack([read]), {source.path: source})
    assert content(found) == content(read)
    assert found.marks
    assert found.links == (("../projects/line3.md", 9, 8),)


def test_what_has_no_bytes_or_has_problems_is_read_anew(sample_book):
    whole = Source("people/a.md", "---\nname: 李薇\nrole: sales\n---\n".encode())
    odd = Source("people/b.md", b"---\nname: B\nrole: sales\nnme: x\n---\n")
    reads = [read_record(source, sample_book.config) for source in (whole, odd)]
    assert reads[1].diagnostics
    assert [read.id for read in unpack(pack(reads), {s.path: s for s in (whole, odd)})] == ["a"]


def test_other_bytes_give_nothing(sources, sample_book):
    read = read_record(
        sources["site.md"] if "site.md" in sources else next(iter(sources.values())), sample_book.config
    )
    data = pack([read])
    assert list(unpack(data, {})) == []
    assert list(unpack(data, {read.path: Source(read.path, b"---\nname: other\n---\n")})) == []
    for broken in (
        b"",
        data[:-1],
        b"\x00" + data,
        data.replace(read.kind.encode(), b"x" * len(read.kind), 1),
    ):
        assert list(unpack(broken, sources)) == []


def test_many_processes_read_what_one_reads(sources, sample_book, monkeypatch):
    config = sample_book.config
    alone = contents(read_record(source, config) for source in sources.values())
    monkeypatch.setattr(many, "_SHARE", 100)
    monkeypatch.setattr(many, "processors", lambda: 3)
    monkeypatch.setattr(many, "can_work_apart", lambda: True)
    started: list[Apart] = []
    monkeypatch.setattr(many, "Apart", lambda work: started.append(Apart(work)) or started[-1])
    assert contents(read_all(sources.values(), config)) == alone
    assert len(started) == 2


def test_a_process_that_dies_loses_nothing(sources, sample_book, monkeypatch):
    config = sample_book.config
    alone = contents(read_record(source, config) for source in sources.values())
    monkeypatch.setattr(many, "_SHARE", 100)
    monkeypatch.setattr(many, "can_work_apart", lambda: True)
    monkeypatch.setattr(many, "processors", lambda: 2)
    monkeypatch.setattr(many, "_packed", lambda *_: None)  # sending this fails in the other process
    assert contents(read_all(sources.values(), config)) == alone


def test_files_whose_names_are_alike_are_each_read(sample_book, tmp_path, monkeypatch):
    data = "---\nname: 李薇\nrole: sales\n---\n".encode()
    alike = [Source("people/a.md", data), Source("people/a.md", data), Source("people/a.md", data + b"x\n")]
    monkeypatch.setattr(many, "can_work_apart", lambda: True)
    monkeypatch.setattr(many, "processors", lambda: 2)
    monkeypatch.setattr(many, "_SHARE", 1)
    monkeypatch.setattr(many, "_KEEPING", 1)
    alone = contents(read_record(source, sample_book.config) for source in alike)
    for order in (alike, alike[::-1]):
        with Memo.open(tmp_path / "memo") as memo:
            for _ in range(2):
                found = read_all(order, sample_book.config, Kept(memo, b"one"))
                assert contents(found) == (alone if order is alike else alone[::-1])
                assert len({id(read) for read in found}) == 3


def test_only_files_that_changed_are_read_again(sources, sample_book, tmp_path, monkeypatch):
    read: list[str] = []

    def noted(source, config):
        read.append(source.path)
        return read_record(source, config)

    monkeypatch.setattr(many, "read_record", noted)
    monkeypatch.setattr(many, "can_work_apart", lambda: False)
    config = sample_book.config
    with Memo.open(tmp_path / "memo") as memo:
        read_all(sources.values(), config, Kept(memo, b"one"))
    assert len(read) == len(sources)
    read.clear()
    path = next(iter(sources))
    edited = {**sources, path: Source(path, sources[path].data + b"\nmore\n")}
    with Memo.open(tmp_path / "memo") as memo:
        found = read_all(edited.values(), config, Kept(memo, b"one"))
        again = list(read)
        read_all(sources.values(), config, Kept(memo, b"another site.yaml"))
    assert path in again
    problems = [r.path for r in found if r.diagnostics or r.record is None]
    assert set(again) == {path, *problems}
    assert len(read) == len(again) + len(sources)
    assert contents(found) == contents(read_record(source, config) for source in edited.values())


def test_breaches_are_kept_and_asked_again_near_a_change(tmp_path, write):
    root = write({})
    records = root / "records"
    _copy(SAMPLE, records)
    with Memo.open(tmp_path / "memo") as memo:
        _, first = read_book(records, DAY, DAY, memo=memo)
    visit = sorted((records / "visits").rglob("*.md"))[40]
    visit.write_text(
        visit.read_text(encoding="utf-8").replace("customer: ", "customer: x", 1), encoding="utf-8"
    )
    project = sorted((records / "projects").rglob("*.md"))[3]
    project.unlink()
    with Memo.open(tmp_path / "memo") as memo:
        _, second = read_book(records, DAY, DAY, memo=memo)
        _, third = read_book(records, DAY, DAY, memo=memo)
    _, anew = read_book(records, DAY, DAY)
    assert second == third == anew != first


@pytest.mark.parametrize("fails", [False, True])
def test_two_processes_find_the_breaches_that_one_finds(monkeypatch, fails):
    _, alone = read_book(SAMPLE, DAY, DAY)
    monkeypatch.setattr(inspector, "is_worth_it", lambda _: True)
    if fails:
        monkeypatch.setattr(inspector, "pack", lambda _: b"")
    _, together = read_book(SAMPLE, DAY, DAY)
    assert alone
    assert together == alone


def test_kept_breaches_belong_to_one_day_and_one_configuration(tmp_path, sample_book):
    reads = [read for known in sample_book.known.values() for read in known.values()]
    register = Register.of(reads)
    with Memo.open(tmp_path / "memo") as memo:
        read_book(SAMPLE, DAY, DAY, memo=memo)
        digest = sample_book.config_digest
        earlier, changed = KeptBreaches(memo, digest, DAY).inspector(register)
        assert not changed
        assert earlier.breaches
        assert KeptBreaches(memo, digest, date(2026, 11, 21)).inspector(register) is None
        assert KeptBreaches(memo, b"other", DAY).inspector(register) is None


def _copy(folder: Path, to: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            target = to / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def test_what_was_found_out_is_kept_anew_only_when_a_breach_came_or_went(tmp_path, monkeypatch):
    records = small_team(tmp_path / "team", languages="en")
    kept: list[str] = []
    put_many = Memo.put_many
    monkeypatch.setattr(
        Memo, "put_many", lambda self, kind, items: (kept.append(kind), put_many(self, kind, items))[1]
    )

    def read() -> tuple[list[Diagnostic], bool]:
        kept.clear()
        with Memo.open(tmp_path / "memo.sqlite") as memo:
            _, problems = read_book(records, DAY, DAY, None, memo)
        assert problems == read_book(records, DAY, DAY)[1]
        return problems, "breaches" in kept

    before, anew = read()
    assert anew
    visits = sorted((records / "visits").rglob("*.md"))
    for visit in visits[:3]:
        visit.write_text(visit.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
        assert read() == (before, False)
    for project in sorted((records / "projects").rglob("*.md")):
        text = project.read_text("utf-8")
        project.write_text(re.sub("(?m)^amount: .*\n", "", text), "utf-8")
        other, anew = read()
        assert anew == (other != before)
        if anew:
            break
        project.write_text(text, "utf-8")
    assert anew
    project.write_text(text, "utf-8")
    assert read() == (before, True)
    monkeypatch.setattr(shelf, "_FEW", 3)
    for number, visit in enumerate(visits[:4]):
        visit.write_text(visit.read_text("utf-8") + f"\nSentence {number}.\n", "utf-8")
    assert read() == (before, True)
