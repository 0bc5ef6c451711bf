"""Records to Book: identities, references with the nearest ids, then the rules of the method."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

from site_gen.book.book import Book, linked_record
from site_gen.book.rules import check_rules
from site_gen.config import Config, read_config
from site_gen.diagnostics import Diagnostic, Place
from site_gen.forms.reader import Reader
from site_gen.forms.vocabulary import Choices
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import discover, read_start
from site_gen.reading.text import decode
from site_gen.records import FORMS, Record

_PLURAL = {"person": "people"}
#: Searching by likeness is slow among many ids; a mistake this frequent has one cause.
_MOST_SUGGESTIONS = 200


def read_book(root: Path, as_of: date | None, today: date) -> tuple[Book | None, list[Diagnostic]]:
    """Read the records folder `root`.

    Args:
        root: the folder that holds `site.yaml`.
        as_of: the day to compute for; `None` takes the one in `site.yaml`, else `today`.
        today: the current day.

    Returns:
        The Book (`None` when `site.yaml` cannot be used) and all problems.
    """
    site = root / "site.yaml"
    if not site.is_file():
        return None, [Diagnostic("SG501", Place("site.yaml"), (("path", "site.yaml"),))]
    config, problems = read_site(site)
    if config is None:
        return None, problems
    sources, found = discover(root)
    reads = [read_record(source, config) for source in sources]
    book = make_book(config, reads, as_of or config.as_of or today, [*problems, *found])
    return book, list(book.diagnostics)


def read_site(site: Path) -> tuple[Config | None, list[Diagnostic]]:
    """Read `site.yaml`; the configuration is `None` when it cannot be used."""
    reader = Reader("site.yaml", {})
    try:
        data, size = read_start(str(site))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [Diagnostic("SG109", Place("site.yaml"), (("reason", reason),))]
    text = decode(data, reader, size)
    return read_config(text) if text is not None else (None, reader.diagnostics)


def make_book(config: Config, reads: Iterable[Read], as_of: date, found: Iterable[Diagnostic] = ()) -> Book:
    """Link what was read into a Book.

    Args:
        config: the team's configuration.
        reads: the result of reading each file.
        as_of: the day to compute for.
        found: problems found before reading.
    """
    reads = sorted(reads, key=lambda read: read.path)
    problems = [*found, *(_with_person(d, read) for read in reads for d in read.diagnostics)]
    known: dict[str, dict[str, Read]] = {kind: {} for kind in FORMS}
    for read in reads:
        problems.extend(_identity(read, known[read.kind]))
        known[read.kind].setdefault(read.id, read)
    problems.extend(_case_clashes(known))
    records: dict[str, Any] = {
        _PLURAL.get(kind, kind + "s"): {i: r.record for i, r in sorted(by_id.items()) if r.record}
        for kind, by_id in known.items()
    }
    guide = _Guide(known)
    for read in reads:
        problems.extend(_references(read, known, guide))
        problems.extend(_links(read, known))
    problems.extend(_config_references(config, known))
    book = Book(config=config, as_of=as_of, **records, files=len(reads))
    taken = {(d.place.path, d.place.line) for d in problems if d.place.line > 1 and d.severity == "error"}
    problems.extend(d for d in check_rules(book) if (d.place.path, d.place.line) not in taken)
    problems.sort(key=lambda d: d.sort_key)
    return Book(config=config, as_of=as_of, **records, files=len(reads), diagnostics=tuple(problems))


def _identity(read: Read, seen: dict[str, Read]) -> Iterable[Diagnostic]:
    first = seen.get(read.id)
    if first and first.path == read.path:
        args = (("id", read.id), ("other", first.id))
        yield Diagnostic("SG403", Place(read.path), args)
    elif first:
        args = (("id", read.id), ("first", first.path))
        yield Diagnostic("SG402", Place(read.path, 1, 1), args, others=(Place(first.path, 1, 1),))


def _case_clashes(known: dict[str, dict[str, Read]]) -> Iterable[Diagnostic]:
    for by_id in known.values():
        folded: dict[str, Read] = {}
        for read in by_id.values():
            other = folded.setdefault(normalize("NFKC", read.id).casefold(), read)
            if other is not read:
                args = (("id", read.id), ("other", other.id))
                yield Diagnostic("SG403", Place(read.path, 1, 1), args, others=(Place(other.path, 1, 1),))


def _with_person(problem: Diagnostic, read: Read) -> Diagnostic:
    """Name the owner of the record as the person who should act."""
    owner = read.values.get("owner") or read.values.get("chair") or ""
    return problem if problem.person or not owner else replace(problem, person=str(owner))


class _Guide:
    """Finds the id that was meant by a word that is none; each word is looked up once."""

    def __init__(self, known: dict[str, dict[str, Read]]) -> None:
        self.known = known
        self.found: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self.choices: dict[tuple[str, ...], tuple[Choices, Choices, dict[str, str]]] = {}

    def nearest(self, word: str, kinds: tuple[str, ...]) -> str | None:
        """Return the id of the record most likely meant, by name or by likeness."""
        key = (word, kinds)
        if key not in self.found:
            self.found[key] = self._search(word, kinds)
        return self.found[key]

    def _search(self, word: str, kinds: tuple[str, ...]) -> str | None:
        ids, words, names = self._choices(kinds)
        stem = word.removesuffix(".md").rsplit("/", 1)[-1]
        exact = names.get(word) or names.get(stem)
        if exact or len(self.found) >= _MOST_SUGGESTIONS:
            return exact
        by_id = ids.nearest(stem)
        by_name = words.nearest(word) if by_id is None else None
        return by_id or (names[by_name] if by_name else None)

    def _choices(self, kinds: tuple[str, ...]) -> tuple[Choices, Choices, dict[str, str]]:
        if kinds not in self.choices:
            reads = [read for kind in kinds for read in self.known[kind].values()]
            names = {name: read.id for read in reads if read.record for name in _names(read.record)}
            self.choices[kinds] = (Choices(read.id for read in reads), Choices(names), names)
        return self.choices[kinds]


def _names(record: Record) -> tuple[str, ...]:
    """Words people may write instead of an id."""
    return tuple(filter(None, (record.title, getattr(record, "short_name", ""))))


def _references(read: Read, known: dict[str, dict[str, Read]], guide: _Guide) -> Iterable[Diagnostic]:
    for spec in FORMS[read.kind].short.values():
        for path, kinds, ident in spec.type.refs(read.values.get(spec.name), spec.name):
            if any(ident in known[kind] for kind in kinds):
                continue
            line, col, length = read.marks.get(path, (1, 1, 1))
            args: list[tuple[str, object]] = [
                ("kind", tuple(FORMS[kind].label for kind in kinds)),
                ("value", ident),
            ]
            near = guide.nearest(ident, kinds)
            if near:
                args.append(("suggestion", near))
            place = Place(read.path, line, col)
            found = Diagnostic("SG401", place, tuple(args), length, record=(read.kind, read.id))
            yield _with_person(found, read)


def _links(read: Read, known: dict[str, dict[str, Read]]) -> Iterable[Diagnostic]:
    """Yield a problem for each relative link of a text that does not lead to a record."""
    for target, line, col in read.links:
        if linked_record(target, lambda kind, ident: ident in known[kind]) is None:
            place = Place(read.path, line, col)
            record = (read.kind, read.id)
            found = Diagnostic("SG406", place, (("target", target),), len(target), record=record)
            yield _with_person(found, read)


def _config_references(config: Config, known: dict[str, dict[str, Read]]) -> Iterable[Diagnostic]:
    """People named in `site.yaml` must exist."""
    named = [("dealer_head", config.dealer_head)]
    named += [(f"teams[{position}].leader", team.leader) for position, team in enumerate(config.teams)]
    for path, ident in named:
        if not ident or ident in known["person"]:
            continue
        near = _Guide(known).nearest(ident, ("person",))
        args: list[tuple[str, object]] = [("kind", FORMS["person"].label), ("value", ident)]
        if near:
            args.append(("suggestion", near))
        yield Diagnostic("SG401", config.place(path), tuple(args), len(ident))
