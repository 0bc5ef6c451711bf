"""What a page reads is noted, wherever it reads it, and counts as changed when its content is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from site_gen.book import Book, read_book
from site_gen.book.content import content
from site_gen.book.per_book import per_book
from site_gen.book.trace import ALL, Noted, as_value, flat, note, note_all, tracing, unseen
from site_gen.pages.edition import Edition, Item
from site_gen.pages.fingerprint import fingerprint
from site_gen.pages.view import Addresses, Site
from tests.conftest import SAMPLE


def test_a_mapping_notes_each_key_and_that_all_were_seen():
    found = Noted("visit", {"a": 1, "b": 2}.items())
    with tracing() as reads:
        assert found["a"] == 1
        assert found.get("no") is None
        assert "b" in found
    assert flat(reads) == {("visit", "a"), ("visit", "no"), ("visit", "b")}
    for walk in (
        list,
        len,
        dict,
        sorted,
        lambda m: list(m.values()),
        lambda m: list(m.items()),
        lambda m: {**m},
        bool,
    ):
        with tracing() as reads:
            walk(found)
        assert ("visit", ALL) in flat(reads)


def test_what_is_read_inside_counts_outside_unless_it_is_unseen():
    with tracing() as outer:
        note("a", "1")
        with tracing() as inner:
            note("b", "2")
        with unseen():
            note("c", "3")
        note_all(inner)
    assert outer == {("a", "1"), ("b", "2")}
    note("nobody", "listens")
    with tracing() as after:
        pass
    assert after == set()


def test_a_kept_result_hands_its_reads_to_everyone_who_uses_it(sample_book):
    calls = []

    @per_book
    def owner(book: Book, ident: str) -> str:
        calls.append(ident)
        return book.projects[ident].owner

    ident = next(iter(sample_book.projects))
    for _ in range(2):
        with tracing() as reads:
            owner(sample_book, ident)
        assert flat(reads) == {("project", ident)}
    assert calls == [ident]


def test_a_site_hands_on_the_reads_of_what_it_keeps(sample_book):
    site = Site(sample_book, "", Addresses(["index.html", "projects/r/a.html"]))
    for _ in range(2):
        with tracing() as reads:
            assert site.once("x", lambda: "projects/r/a.html" in site.urls) is True
        assert flat(reads) == {("url", "projects/r/a.html")}


def test_pages_there_is_one_of_are_read_as_one_thing(sample_book):
    urls = Addresses(["index.html", "projects/r/a.html"])
    with tracing() as reads:
        assert "index.html" in urls
        assert "quality/index.html" not in urls
    assert flat(reads) == {("url", Addresses.MENU)}
    assert urls.menu() == {"index.html"}
    with tracing() as reads:
        assert sorted(urls) == ["index.html", "projects/r/a.html"]
    assert ("url", ALL) in flat(reads)


def test_indexes_are_read_by_key_and_computed_for_nobody(sample_book):
    book = replace(sample_book)
    owner = next(iter(sample_book.visits.values())).owner
    with tracing() as reads:
        assert book.visits_of_owner[owner]
        assert book.orders_of_project.get("no such project") is None
    assert flat(reads) == {("visits_of_owner", owner), ("orders_of_project", "no such project")}


def test_a_value_counts_instead_of_what_it_looks_at(sample_book):
    @as_value
    def how_many(book: Book) -> int:
        return len(book.visits)

    count = len(sample_book.visits)
    with tracing() as reads:
        assert how_many(sample_book) == count
    ((source, name),) = reads
    assert source == "value"
    smaller = replace(sample_book, visits=dict(list(sample_book.visits.items())[1:]))
    assert content(smaller, source, name) != content(sample_book, source, name)
    same = replace(sample_book, orders={})
    assert content(same, source, name) == content(sample_book, source, name)


def edited(tmp_path, visit, edit) -> Book:
    """The sample with another text of a visit's file."""
    import shutil

    shutil.copytree(SAMPLE, tmp_path / "records")
    path = tmp_path / "records" / visit.path
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    book, _ = read_book(tmp_path / "records", None, date(2026, 11, 20))
    assert book is not None
    return book


def another(text: str) -> str:
    """A file with one more line of front matter."""
    return text.replace("---\n", "---\ninvestment_size: one more\n", 1)


@pytest.mark.parametrize("what", ["facts", "words", "a text that was blank"])
def test_content_changes_with_the_record_its_groups_and_its_kind_only(sample_book, tmp_path, what):
    visit = next(v for v in sample_book.visits.values() if not v.investment_size and not v.org_notes)
    other = next(
        v for v in sample_book.visits.values() if v.owner != visit.owner and v.customer != visit.customer
    )
    edits = {
        "facts": another,
        "words": lambda text: text + "\nOne word more.\n",
        "a text that was blank": lambda text: text + "\n## 人事结构\n\nOne word more.\n",
    }
    after = edited(tmp_path, visit, edits[what])
    differs = {
        read
        for read in [
            ("visit", visit.id),
            ("visit", other.id),
            ("visit:text", visit.id),
            ("visit:text", other.id),
            ("visit", ALL),
            ("project", ALL),
            ("visits_of_owner", visit.owner),
            ("visits_of_owner", other.owner),
            ("visits_of_customer", visit.customer),
            ("visits_of_customer", other.customer),
            ("visits_of_owner", ALL),
            ("sellers", ALL),
            ("book", "files"),
            ("problems", f"visit/{other.id}"),
        ]
        if content(sample_book, *read) != content(after, *read)
    }
    assert ("visit:text", visit.id) in differs
    if what == "words":
        assert len(differs) == 1
        return
    assert differs == {
        ("visit:text", visit.id),
        ("visit", visit.id),
        ("visit", ALL),
        ("visits_of_owner", visit.owner),
        ("visits_of_customer", visit.customer),
        ("visits_of_owner", ALL),
    }


def test_every_file_of_the_sample_can_be_told(sample_book):
    edition = Edition(sample_book)
    marks = [fingerprint(item, sample_book) for item in edition.items.values()]
    assert len(set(marks)) == len(edition.items)
    assert marks == [fingerprint(item, sample_book) for item in Edition(sample_book).items.values()]


def test_a_fingerprint_tells_what_a_function_holds_on_to(sample_book):
    def made_for(number: int) -> Item:
        return Item("x.html", lambda: str(number).encode())

    def mark(make: object) -> str:
        return fingerprint(Item("x.html", make), sample_book)

    assert fingerprint(made_for(1), sample_book) != fingerprint(made_for(2), sample_book)
    assert mark(partial(bytes, b"1")) != mark(partial(bytes, b"2"))
    with pytest.raises(TypeError, match="object"):
        mark(partial(bytes, object()))
