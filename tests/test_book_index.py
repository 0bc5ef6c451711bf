"""Records by what they belong to are the same whether they were patched after an edit or found anew."""

from __future__ import annotations

import os
import random
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from site_gen.book import Book, Shelf, read_book
from site_gen.book.changes import changes_of
from site_gen.book.index import Index, in_order
from site_gen.book.lookups import Lookups
from site_gen.book.redaction import Redactor, book_for
from site_gen.book.trace import WITHHELD, tracing
from site_gen.book.withheld import shape_of
from site_gen.records import FORMS
from tests.conftest import SAMPLE

TODAY = date(2026, 11, 20)
INDEXES = [name for name, value in vars(Lookups).items() if isinstance(value, Index)]
#: How many edits are made, one after the other.
_STEPS = int(os.environ.get("SITE_GEN_EXAMPLES", "24"))
#: What one edit writes, in whatever record has such a line.
LINES = (
    "owner: liu-yang",
    "owner: chen-siyuan",
    "date: 2026-11-23",
    "date: 2025-01-06",
    "customer: hengtai",
    "stage: solution",
    "province: 江苏",
    "vertical: water",
    "importance: important",
    "week: 2026-W40",
    "name: 改名",
)
#: Folders whose records are edited.
FOLDERS = ("visits", "projects", "customers", "daily", "weekly", "commits", "bids", "people")


def cuts(book: Book) -> list[tuple[str, str, list[str]]]:
    """Return some records by what a pipeline is cut by."""
    kinds = {
        "province": {c.province for c in book.customers.values()},
        "vertical": {c.vertical for c in book.customers.values()},
        "importance": {p.importance for p in book.projects.values()},
        "month": {"2026-11", "2026-12", "2025-01"},
        "focus": {f"{p.importance}/{p.owner}" for p in book.projects.values()},
    }
    return [
        (name, key, [record.id for record in getattr(book, name).get(key)])
        for name in ("projects_of_cut", "visits_of_cut")
        for kind, idents in kinds.items()
        for key in sorted(f"{kind}:{ident}" for ident in idents)
        if (name, kind) != ("visits_of_cut", "focus")
    ]


def look_ups(book: Book) -> dict[str, object]:
    """Return everything that is found by something else, with its order and with what is left out of it."""
    found: dict[str, object] = {kind: [record.id for record in in_order(book, kind)] for kind in FORMS}
    for name in INDEXES:
        index = getattr(book, name)
        found[name] = (
            [(key, [record.id for record in records]) for key, records in index.items()],
            getattr(index, "gone", None),
        )
    return found | {"cuts": cuts(book), "sellers": [person.id for person in book.sellers]}


def test_there_are_indexes():
    assert len(INDEXES) > 40


@pytest.fixture
def team(tmp_path) -> Path:
    """A copy of the sample's records."""
    shutil.copytree(SAMPLE, tmp_path / "records")
    return tmp_path / "records"


@dataclass(frozen=True)
class Edit:
    """An edit of a record: its path below the records folder, the file, and what was in it; `None` for no file."""

    path: str
    file: Path
    before: str | None

    def undo(self) -> None:
        """Put back what was there."""
        if self.before is None:
            self.file.unlink()
        else:
            self.file.write_text(self.before, encoding="utf-8")


def edited(root: Path, folder: str, number: int, what: str, line: str) -> Edit:
    """Do something to a record of a folder."""
    files = sorted((root / folder).rglob("*.md"))
    file = files[number % len(files)]
    text = file.read_text(encoding="utf-8")
    before: str | None = text
    if what == "delete":
        file.unlink()
    elif what == "copy":
        file, before = file.with_name(f"{file.stem}-copy{number}.md"), None
        file.write_text(text, encoding="utf-8")
    else:
        key = line.partition(":")[0]
        file.write_text(re.sub(rf"^{key}:.*$", line, text, count=1, flags=re.MULTILINE), encoding="utf-8")
    return Edit(file.relative_to(root).as_posix(), file, before)


def test_patched_look_ups_are_those_of_a_fresh_book(team):
    chance = random.Random(20261120)
    shelf = Shelf(team, None, TODAY)
    book = shelf.refresh()
    assert book is not None
    audiences = [a for a in map(book.config.audience, ("team", "partner")) if a is not None]
    assert len(audiences) == 2
    redactors = [Redactor(audience) for audience in audiences]
    for known in (book, *(redactor.book(book) for redactor in redactors)):
        look_ups(known)
    compared = 0
    for _ in range(_STEPS):
        what = chance.choice(("line", "line", "line", "delete", "copy"))
        file = edited(team, chance.choice(FOLDERS), chance.randrange(200), what, chance.choice(LINES))
        book = shelf.refresh([file.path])
        assert book is not None
        if not book.is_sound:
            file.undo()
            assert shelf.refresh([file.path]) is not None
            continue
        fresh, _ = read_book(team, None, TODAY)
        assert fresh is not None
        assert look_ups(book) == look_ups(fresh), file
        for redactor in redactors:
            assert look_ups(redactor.book(book)) == look_ups(book_for(fresh, redactor.audience)), file
        compared += 1
    assert compared > _STEPS // 2


def test_whoever_looks_for_what_is_left_out_asked_for_it(team):
    """Pages say what they needed and their audience may not see; a look-up must not hide that."""
    shelf = Shelf(team, None, TODAY)
    whole = shelf.refresh()
    assert whole is not None
    partner = whole.config.audience("partner")
    assert partner is not None
    redactor = Redactor(partner)
    for _ in range(2):
        book = redactor.book(whole)
        hidden = {kind for kind in FORMS if shape_of(kind, partner) is None}
        looked_at = set()
        for name in INDEXES:
            kind = vars(Lookups)[name].kind
            if kind in hidden:
                looked_at.add(kind)
                with tracing() as reads:
                    assert not getattr(book, name).get("anything", ())
                assert (WITHHELD, kind) in reads, name
        assert {"contact", "order", "bid"} <= looked_at
        edit = edited(team, "visits", 3, "line", "date: 2026-11-25")
        whole = shelf.refresh([edit.path])
        assert whole is not None
        assert whole.is_sound


def test_a_change_is_found_once_and_not_without_a_book_before(team):
    shelf = Shelf(team, None, TODAY)
    before = shelf.refresh()
    assert before is not None
    assert changes_of(before, "visit") is None
    owners = before.projects_of_owner
    path = edited(team, "visits", 3, "line", "date: 2026-11-24").path
    book = shelf.refresh([path])
    assert book is not None
    changes = changes_of(book, "visit")
    assert changes is not None
    ((old, new),) = changes
    assert old is not None
    assert new is not None
    assert (old.path, new.path) == (path, path)
    assert changes_of(book, "project") == ()
    assert book.visits_of_owner is not before.visits_of_owner
    assert book.projects_of_owner is owners
