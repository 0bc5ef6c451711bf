"""Records to Book: identities, references with the nearest ids, then the rules of the method."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

from site_gen.book.book import Book
from site_gen.book.rules import check_rules
from site_gen.config import Config, read_config
from site_gen.diagnostics import Diagnostic, Place
from site_gen.forms.reader import Reader
from site_gen.forms.vocabulary import nearest
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import discover, read_bytes
from site_gen.reading.text import decode
from site_gen.records import FORMS

_PLURAL = {"person": "people"}


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
    reader = Reader("site.yaml", {})
    text = decode(read_bytes(str(site)), reader)
    config, problems = read_config(text) if text is not None else (None, reader.diagnostics)
    if config is None:
        return None, problems
    sources, found = discover(root)
    reads = [read_record(source, config) for source in sources]
    book = make_book(config, reads, as_of or config.as_of or today, found)
    return book, list(book.diagnostics)


def make_book(config: Config, reads: Iterable[Read], as_of: date, found: Iterable[Diagnostic] = ()) -> Book:
    """Link what was read into a Book.

    Args:
        config: the team's configuration.
        reads: the result of reading each file.
        as_of: the day to compute for.
        found: problems found before reading.
    """
    reads = sorted(reads, key=lambda read: read.path)
    problems = [*found, *(d for read in reads for d in read.diagnostics)]
    known: dict[str, dict[str, Read]] = {kind: {} for kind in FORMS}
    for read in reads:
        problems.extend(_identity(read, known[read.kind]))
        known[read.kind].setdefault(read.id, read)
    problems.extend(_case_clashes(known))
    records: dict[str, Any] = {
        _PLURAL.get(kind, kind + "s"): {i: r.record for i, r in sorted(by_id.items()) if r.record}
        for kind, by_id in known.items()
    }
    names = {kind: _names(by_id) for kind, by_id in known.items()}
    for by_id in known.values():
        for read in by_id.values():
            problems.extend(_references(read, known, names))
    problems.extend(_config_references(config, known))
    book = Book(config=config, as_of=as_of, **records, files=len(reads))
    if not any(d.code.startswith("SG4") for d in problems):
        problems.extend(check_rules(book))
    problems.sort(key=lambda d: d.sort_key)
    return Book(config=config, as_of=as_of, **records, files=len(reads), diagnostics=tuple(problems))


def _identity(read: Read, seen: dict[str, Read]) -> Iterable[Diagnostic]:
    first = seen.get(read.id)
    if first:
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


def _names(by_id: dict[str, Read]) -> dict[str, str]:
    """Words people may write instead of an id: names and titles."""
    return {read.record.title: ident for ident, read in by_id.items() if read.record}


def _references(
    read: Read, known: dict[str, dict[str, Read]], names: dict[str, dict[str, str]]
) -> Iterable[Diagnostic]:
    for spec in FORMS[read.kind].short.values():
        for path, kinds, ident in spec.type.refs(read.values.get(spec.name), spec.name):
            if any(ident in known[kind] for kind in kinds):
                continue
            line, col, length = read.marks.get(path, (1, 1, 1))
            args: list[tuple[str, object]] = [
                ("kind", tuple(FORMS[kind].label for kind in kinds)),
                ("value", ident),
            ]
            near = _nearest(ident, kinds, known, names)
            if near:
                args.append(("suggestion", near))
            place = Place(read.path, line, col)
            yield Diagnostic("SG401", place, tuple(args), length, record=(read.kind, read.id))


def _nearest(
    ident: str, kinds: tuple[str, ...], known: dict[str, dict[str, Read]], names: dict[str, dict[str, str]]
) -> str | None:
    for kind in kinds:
        if ident in names[kind]:
            return names[kind][ident]
    ids = [i for kind in kinds for i in known[kind]]
    found = nearest(ident, ids)
    if found:
        return found
    by_name = {name: i for kind in kinds for name, i in names[kind].items()}
    name = nearest(ident, list(by_name))
    return by_name[name] if name else None


def _config_references(config: Config, known: dict[str, dict[str, Read]]) -> Iterable[Diagnostic]:
    """People named in `site.yaml` must exist."""
    named = [config.dealer_head, *(team.leader for team in config.teams)]
    for ident in dict.fromkeys(filter(None, named)):
        if ident not in known["person"]:
            near = nearest(ident, list(known["person"]))
            args: list[tuple[str, object]] = [("kind", FORMS["person"].label), ("value", ident)]
            if near:
                args.append(("suggestion", near))
            yield Diagnostic("SG401", Place("site.yaml", 1, 1), tuple(args))
