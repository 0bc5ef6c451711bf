"""What stands for all records of a kind tells whether anything that is found by a look-up can have changed."""

from __future__ import annotations

import random
import shutil
from datetime import date

from test_book_index import FOLDERS, INDEXES, LINES, edited

from site_gen.book import Book, Shelf
from site_gen.book.content import Same, contents_of, rests_on, wholes
from site_gen.book.lookups import LOOK_UPS
from site_gen.book.redaction import Redactor
from site_gen.book.trace import PROBLEMS
from site_gen.records import FORMS
from site_gen.records.texts import text_of
from tests.conftest import SAMPLE

TODAY = date(2026, 11, 20)
SOURCES = (*FORMS, *map(text_of, FORMS), *LOOK_UPS)
CUTS = ("province:江苏", "vertical:water", "importance:important", "month:2026-11", "source:dealer")


def keys(book: Book, source: str) -> list[str]:
    """Return what is looked up in a source."""
    if source in FORMS:
        return ["*", *book.of_kind(source)]
    if source in map(text_of, FORMS):
        return list(book.of_kind(source.partition(":")[0]))
    return list(CUTS) if source.endswith("_of_cut") else ["*", *getattr(book, source)]


def contents(book: Book) -> dict[str, dict[str, bytes]]:
    """Return what stands for everything that can be read from each source."""
    return {
        source: {key: content(key) for key in keys(book, source)}
        for source in SOURCES
        for content in [contents_of(book, source)]
    }


def test_problems_are_as_they_were_only_where_that_is_known():
    assert rests_on(PROBLEMS) == ("problems",)
    assert Same({"problems": b"a"}, {"problems": b"a"})[PROBLEMS]
    assert not Same({"problems": b"a"}, {"problems": b"b"})[PROBLEMS]
    assert not Same({"problems": b"a"}, {})[PROBLEMS]
    assert not Same({}, {})[PROBLEMS]


def test_every_look_up_says_what_it_rests_on(sample_book):
    assert set(INDEXES) < set(LOOK_UPS)
    names = wholes(sample_book)
    assert all(rests_on(source) and names.keys() >= set(rests_on(source)) for source in SOURCES)
    assert [rests_on(source) for source in ("book", "value", "url", "withheld")] == [()] * 4


def test_where_the_whole_is_the_same_every_part_is(tmp_path):
    root = tmp_path / "records"
    shutil.copytree(SAMPLE, root)
    chance = random.Random(7)
    shelf = Shelf(root, None, TODAY)
    whole = shelf.refresh()
    assert whole is not None
    partner = whole.config.audience("partner")
    assert partner is not None
    redactor = Redactor(partner)
    before = {"whole": whole, "partner": redactor.book(whole)}
    held: dict[str, int] = {}
    for turn in range(24):
        line = chance.choice(LINES)
        edit = edited(root, chance.choice(FOLDERS), chance.randrange(200), "line", line)
        if turn % 2:
            with edit.file.open("a", encoding="utf-8") as file:
                file.write(f"\n试验{turn}。\n")
        book = shelf.refresh([edit.path])
        assert book is not None
        if not book.is_sound:
            edit.undo()
            assert shelf.refresh([edit.path]) is not None
            continue
        after = {"whole": book, "partner": redactor.book(book)}
        if before["partner"].config_digest != after["partner"].config_digest:
            # Others are left out now; nothing of before is taken over by anybody.
            before = after
            continue
        for name, now in after.items():
            was, is_ = wholes(before[name]), wholes(now)
            old, new = contents(before[name]), contents(now)
            for source in SOURCES:
                if all(was[one] == is_[one] for one in rests_on(source)):
                    held[source] = held.get(source, 0) + 1
                    assert old[source] == new[source], (edit.path, name, source)
        before = after
    assert held.keys() == set(SOURCES)
