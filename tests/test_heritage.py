"""What a Book takes over from the one before is what it would have made itself."""

from __future__ import annotations

import gc
import os
import re
import shutil
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from site_gen.book import Book, Shelf, read_book
from site_gen.book.heritage import unchanged
from site_gen.book.per_book import per_book
from site_gen.book.redaction import Redactor, book_for
from site_gen.book.trace import ALL, Step
from site_gen.measures.ageing import stays_of
from site_gen.measures.registry import MEASURES
from site_gen.measures.scope import all_scopes
from site_gen.pages.edition import Edition
from site_gen.pages.view import Site, View
from site_gen.render.environment import make_environment
from tests.conftest import SAMPLE

TODAY = date(2026, 11, 20)
#: Whether all is looked at after each edit.
_ALL = "SITE_GEN_EXAMPLES" in os.environ
#: How many scopes of a kind and pages of a template are looked at.
_SCOPES, _PAGES = (9999, 9999) if _ALL else (1, 2)


@pytest.fixture
def root(tmp_path) -> Path:
    """A copy of the sample's records, in one language."""
    shutil.copytree(SAMPLE, tmp_path / "records")
    site = tmp_path / "records" / "site.yaml"
    text = re.sub(
        r"^languages:.*$", "languages: [zh-Hans]", site.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    site.write_text(text, encoding="utf-8")
    return tmp_path / "records"


def first(book: Book, kind: str, wanted: Callable[..., bool] = lambda _: True) -> str:
    """Return the path of the first record of a kind that is as wanted."""
    return next(record.path for record in book.of_kind(kind).values() if wanted(record))


def changed(line: str, becomes: str) -> Callable[[str], str]:
    """Return an edit of the first line that begins like that, which must be there."""

    def edit(text: str) -> str:
        after, count = re.subn(rf"^{line}.*$", becomes, text, count=1, flags=re.MULTILINE)
        assert count
        return after

    return edit


def edits(book: Book) -> Iterator[tuple[str, Callable[[str], str] | None]]:
    """Yield paths and what is done to them; `None` deletes."""
    is_open = first(book, "project", lambda p: p.amount and p.stage == "solution")
    yield is_open, changed("amount:", "amount: 1234")
    other = next(p.owner for p in book.projects.values() if p.path != is_open and p.owner != "")
    yield is_open, changed("owner:", f"owner: {other}")
    yield first(book, "visit"), lambda text: f"{text}\nOne word more.\n"
    yield first(book, "visit", lambda v: v.date < TODAY), changed("date:", "date: 2026-11-26")
    yield first(book, "customer", lambda c: c.province), changed("name:", "name: 改名公司")
    yield first(book, "person"), changed("name:", "name: 改名")
    yield first(book, "target"), None


def figures(book: Book) -> dict[tuple[str, str], str]:
    """Return all measures of the first scopes of every kind as texts."""
    found = {}
    for scope in _first_of(all_scopes(book), lambda scope: scope.kind, _SCOPES):
        for ident, measure in MEASURES.items():
            found[ident, str(scope)] = repr(measure.compute(book, scope))
    return found


T = TypeVar("T")


def _first_of(things: Iterable[T], key: Callable[[T], str], count: int) -> list[T]:
    """Return the first `count` of the things that have the same key."""
    seen: Counter[str] = Counter()
    found = []
    for thing in things:
        seen[key(thing)] += 1
        if seen[key(thing)] <= count:
            found.append(thing)
    return found


def _family(address: str) -> str:
    """Return what the addresses of pages of one kind have in common."""
    address = re.sub(r"((?:^|/)(?:data|pipeline)/\w+)/[^/]+?(?=/|\.json)", r"\1/*", address)
    return re.sub(r"[^/]*\d[^/]*/|(?<=/r/)[^/]*?(?=\.popsa|\.html)|(?<=-)[^/]*(?=\.html)", "*", address)


@pytest.mark.no_cover
def test_figures_and_pages_after_edits_are_those_of_a_fresh_start(root):
    shelf = Shelf(root, None, TODAY)
    book = shelf.refresh()
    assert book is not None
    environment = make_environment()
    team = book.config.audience("team")
    assert team is not None
    redactor = Redactor(team)
    edition = Edition(redactor.book(book), environment=environment)
    figures(edition.book)
    looked_at = _first_of(edition.items, _family, _PAGES)
    # All that there is once, and what the edits are about.
    assert len(looked_at) > 100
    todo = list(edits(book))
    for turn, (path, edit) in enumerate(todo, 1):
        for address in looked_at:
            edition.render(address)
        file = root / path
        if edit is None:
            file.unlink()
        else:
            file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
        after = shelf.refresh([path])
        assert after is not None
        assert after.is_sound, after.errors
        shown = redactor.book(after)
        assert shown.before is edition.book
        edition = Edition(shown, environment=environment, before=edition)
        whole, _ = read_book(root, None, TODAY)
        assert whole is not None
        fresh = book_for(whole, team)
        assert figures(shown) == figures(fresh), path
        pages = Edition(fresh, environment=environment)
        assert list(edition.items) == list(pages.items), path
        # What is not made anew when it should be is still old after the last edit. Every page is looked at then, and
        # after one edit before, so that the page is named with it.
        whole_site = _ALL or turn == len(todo)
        for address in looked_at if whole_site else looked_at[turn :: len(todo)]:
            assert edition.render(address) == pages.render(address), (path, address)


def test_what_is_kept_of_a_project_follows_its_record(root):
    shelf = Shelf(root, None, TODAY)
    book = shelf.refresh()
    assert book is not None
    assert stays_of(book, book.projects["beichen-dosing"])[0].start == date(2026, 8, 11)
    path = root / "projects" / "beichen-dosing.md"
    edit = changed("  - {stage: lead, date: 2026-08-11}", "  - {stage: lead, date: 2026-08-12}")
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    after = shelf.refresh(["projects/beichen-dosing.md"])
    assert after is not None
    after.follow(book)
    assert stays_of(after, after.projects["beichen-dosing"])[0].start == date(2026, 8, 12)


def test_only_what_read_the_change_is_computed_again(root):
    calls = []

    @per_book
    def amount(book: Book, ident: str) -> object:
        calls.append(ident)
        return book.projects[ident].amount

    shelf = Shelf(root, None, TODAY)
    book = shelf.refresh()
    assert book is not None
    one, other = list(book.projects)[:2]
    assert book.visits_of_owner
    assert [amount(book, ident) for ident in (one, other)]
    path = root / book.projects[one].path
    path.write_text(f"{path.read_text(encoding='utf-8')}\nOne word more.\n", encoding="utf-8")
    after = shelf.refresh()
    assert after is not None
    assert [amount(after, ident) for ident in (one, other)]
    assert calls == [one, other, one]
    assert after.visits is book.visits
    assert after.visits_of_owner is book.visits_of_owner
    assert after.projects_of_owner is not book.projects_of_owner
    assert unchanged(after, Step({("visit", ALL), ("project", other), ("project", "nobody's")}))
    assert not unchanged(after, Step({("project", one)}))
    assert not unchanged(after, Step({Step({("project", ALL)})}))
    assert not unchanged(book, Step(set()))


def test_a_broken_record_in_between_loses_nothing(root):
    shelf = Shelf(root, None, TODAY)
    book = shelf.refresh()
    assert book is not None
    path = root / next(iter(book.visits.values())).path
    text = path.read_text(encoding="utf-8")
    path.write_text("---\nnothing: here\n---\n", encoding="utf-8")
    broken = shelf.refresh()
    assert broken is not None
    assert not broken.is_sound
    path.write_text(f"{text}\nOne word more.\n", encoding="utf-8")
    mended = shelf.refresh()
    assert mended is not None
    assert mended.before is book


def test_another_configuration_begins_anew(root):
    shelf = Shelf(root, None, TODAY)
    book = shelf.refresh()
    site = root / "site.yaml"
    site.write_text(f"{site.read_text(encoding='utf-8')}\n# a word\n", encoding="utf-8")
    after = shelf.refresh()
    assert after is not None
    assert after is not book
    assert after.before is None


def test_earlier_books_are_let_go(root):
    shelf = Shelf(root, None, TODAY)
    shelf.refresh()
    seen = [weakref.ref(shelf.book)]
    path = root / next(iter(shelf.book.visits.values())).path
    for number in range(3):
        path.write_text(f"{path.read_text(encoding='utf-8')}\nWord {number}.\n", encoding="utf-8")
        shelf.refresh()
        seen.append(weakref.ref(shelf.book))
    gc.collect()
    assert [ref() is not None for ref in seen] == [False, False, True, True]


@pytest.mark.no_cover
def test_no_result_that_is_kept_holds_a_book(sample_book):
    kept: list[object] = []
    edition = Edition(sample_book)
    for address in _first_of(edition.items, _family, _PAGES):
        # Results are of a language or of none: one other shows the first.
        if not address.startswith("zh-Hant/"):
            edition.render(address)
    figures(sample_book)
    for results in sample_book.results.values():
        kept.extend(results.values())
    assert len(kept) > 1000
    seen: set[int] = set()
    while kept:
        one = kept.pop()
        assert not isinstance(one, Book | Site | View)
        if id(one) not in seen and not isinstance(one, type) and not hasattr(one, "__globals__"):
            seen.add(id(one))
            kept.extend(gc.get_referents(one))


def test_who_sells_is_the_same_after_an_edit_of_a_visit(root):
    """As nearly all figures rest on it, all would be counted anew after each save otherwise."""
    shelf = Shelf(root, TODAY, TODAY)
    before = shelf.refresh()
    assert before is not None
    path = first(before, "visit")
    (root / path).write_text(
        (root / path).read_text(encoding="utf-8") + "\nOne word more.\n", encoding="utf-8"
    )
    after = shelf.refresh([path])
    assert after is not None
    assert after is not before
    assert unchanged(after, Step({("sellers", ALL)}))
