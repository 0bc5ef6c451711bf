"""References and links that lead nowhere, with the record most likely meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from site_gen.book.book import linked_record
from site_gen.book.register import Key, Known, lost_links
from site_gen.config import Config
from site_gen.diagnostics import Diagnostic, Place
from site_gen.forms.vocabulary import Choices, nearest
from site_gen.reading.record import Read
from site_gen.records import FOLDERS, FORMS, Record

#: Searching by likeness is slow among many ids; a mistake this frequent has one cause.
_MOST_SUGGESTIONS = 200


class Guide:
    """Finds the id that was meant by a word that is none; each word is looked up once.

    Attributes:
        known: what was read, by kind and id.
        misfiled: kind and id of the records that stand in the folder of another kind.
    """

    def __init__(self, known: Known, misfiled: frozenset[Key] = frozenset()) -> None:
        self.known = known
        self.misfiled = misfiled
        self.found: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self.choices: dict[tuple[str, ...], tuple[Choices, Choices, dict[str, str]]] = {}

    def nearest(self, word: str, kinds: tuple[str, ...]) -> str | None:
        """Return the id of the record most likely meant, by name or by likeness."""
        key = (word, kinds)
        if key not in self.found:
            self.found[key] = self._search(word, kinds)
        return self.found[key]

    def is_told(self, kinds: Iterable[str], ident: str) -> bool:
        """Whether it is said of the file itself why there is no such record: who names it need not hear it."""
        return any((kind, ident) in self.misfiled for kind in kinds)

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


def misfiled(reads: Iterable[Read]) -> frozenset[Key]:
    """Return the kind and id that files in the folder of another kind would have where they belong."""
    targets = (str(dict(d.args)["target"]) for read in reads for d in read.diagnostics if d.code == "SG114")
    parts = (target.split("/", 1) for target in targets)
    return frozenset((FOLDERS[folder], name.removesuffix(".md")) for folder, name in parts)


def _names(record: Record) -> tuple[str, ...]:
    """Words people may write instead of an id."""
    return tuple(filter(None, (record.title, getattr(record, "short_name", ""))))


def with_person(problem: Diagnostic, read: Read) -> Diagnostic:
    """Name the owner of the record as the person who should act."""
    owner = read.value("owner") or read.value("chair") or ""
    return problem if problem.person or not owner else replace(problem, person=str(owner))


def lost_references(read: Read, guide: Guide) -> Iterator[Diagnostic]:
    """Yield a problem for each reference and each link of a record that leads nowhere."""
    record = (read.kind, read.id)
    for spec in FORMS[read.kind].short.values():
        for path, kinds, ident in spec.type.refs(read.value(spec.name), spec.name):
            if any(ident in guide.known[kind] for kind in kinds) or guide.is_told(kinds, ident):
                continue
            line, col, length = read.marks.get(path, (1, 1, 1))
            args = _args(kinds, ident, guide)
            found = Diagnostic("SG401", Place(read.path, line, col), args, length, record=record)
            yield with_person(found, read)
    for target, line, col in lost_links(read, guide.known):
        if linked_record(target, lambda kind, ident: guide.is_told((kind,), ident)):
            continue
        place = Place(read.path, line, col)
        found = Diagnostic("SG406", place, (("target", target),), len(target), record=record)
        yield with_person(found, read)


def lost_in_site(config: Config, guide: Guide) -> Iterator[Diagnostic]:
    """Yield a problem for each person and customer named in `site.yaml` of whom there is no record."""
    named = [("person", "dealer_head", config.dealer_head)]
    named += [("person", f"teams[{number}].leader", team.leader) for number, team in enumerate(config.teams)]
    named += [
        ("customer", f"audiences[{one.position}].customers[{number}]", ident)
        for one in config.audiences
        for number, ident in enumerate(one.customers)
    ]
    named += [
        ("person", f"approvers[{position}].who[{number}]", who)
        for position, (_, people) in enumerate(config.approvers)
        for number, who in enumerate(people)
    ]
    for kind, path, ident in named:
        if ident and ident not in guide.known[kind] and not guide.is_told((kind,), ident):
            args = _args((kind,), ident, guide)
            yield Diagnostic("SG401", config.place(path), args, len(ident))


def unknown_audience(config: Config, key: str) -> Diagnostic:
    """Return the problem that there is no audience of this name."""
    keys = [audience.key for audience in config.audiences]
    near = nearest(key, keys)
    args: tuple[tuple[str, object], ...] = (("value", key), ("options", tuple(keys)))
    args += (("suggestion", near),) if near else ()
    return Diagnostic("SG921", config.place("audiences"), args)


def unknown_kinds(config: Config) -> Iterator[Diagnostic]:
    """Yield a problem for each kind of record that an audience names and there is not."""
    for audience in config.audiences:
        for setting in ("kinds", "without_kinds"):
            for number, kind in enumerate(getattr(audience, setting)):
                if kind not in FORMS:
                    args: list[tuple[str, object]] = [("value", kind), ("audience", audience.key)]
                    args += [("options", tuple(FORMS))]
                    near = nearest(kind, list(FORMS))
                    args += [("suggestion", near)] if near else []
                    place = config.place(f"audiences[{audience.position}].{setting}[{number}]")
                    yield Diagnostic("SG920", place, tuple(args), len(kind))


def _args(kinds: tuple[str, ...], ident: str, guide: Guide) -> tuple[tuple[str, object], ...]:
    args: list[tuple[str, object]] = [("kind", tuple(FORMS[kind].label for kind in kinds)), ("value", ident)]
    near = guide.nearest(ident, kinds)
    if near:
        args.append(("suggestion", near))
    return tuple(args)
