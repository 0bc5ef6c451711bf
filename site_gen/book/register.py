"""The register: every file that was read, by kind and id, and whether what it names is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from site_gen.book.book import linked_record
from site_gen.diagnostics import Diagnostic, Place
from site_gen.reading.record import Read
from site_gen.records import FORMS, Record

#: Read by kind and id.
Known = Mapping[str, Mapping[str, Read]]
Key = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Register:
    """The files of a team.

    Attributes:
        known: what was read, by kind and by id in sorted order; of two files with one id the first.
        records: the records that are whole, by kind and by id in sorted order.
        twins: the other files with an id that is taken.
        clashes: problems of ids that are taken or look like another.
        loose: what names a record, or links to one, that is not there.
        noted: what has problems of its own.
    """

    known: Known
    records: Mapping[str, Mapping[str, Record]]
    twins: tuple[Read, ...]
    clashes: tuple[Diagnostic, ...]
    loose: frozenset[Key]
    noted: frozenset[Key]

    @classmethod
    def of(cls, reads: Iterable[Read]) -> Register:
        """Enter all files."""
        found: dict[str, dict[str, Read]] = {kind: {} for kind in FORMS}
        twins: list[Read] = []
        clashes: list[Diagnostic] = []
        for read in sorted(reads, key=lambda read: read.path):
            first = found[read.kind].setdefault(read.id, read)
            if first is not read:
                twins.append(read)
                clashes.append(_same_id(read, first))
        known = {kind: dict(sorted(by_id.items())) for kind, by_id in found.items()}
        names = Names(known)
        for by_id in found.values():
            clashes.extend(_alike(by_id))
        loose = frozenset(_key(r) for by_id in known.values() for r in by_id.values() if is_loose(r, names))
        noted = frozenset(_key(r) for by_id in known.values() for r in by_id.values() if r.diagnostics)
        records = {kind: _whole(by_id) for kind, by_id in known.items()}
        return cls(known, records, tuple(twins), tuple(clashes), loose, noted)

    def with_edits(self, edits: Mapping[Key, Read | None]) -> Register | None:
        """Return the register after edits; `None` when all must be entered anew.

        Args:
            edits: what is read now of files that changed or came, `None` for those that went.
        """
        if self.clashes:
            return None
        known = {
            kind: dict(by_id) for kind, by_id in self.known.items() if any(kind == key[0] for key in edits)
        }
        came: list[Read] = []
        gone: set[Key] = set()
        for (kind, ident), read in edits.items():
            before = known[kind].get(ident)
            if read is None:
                known[kind].pop(ident, None)
                gone.add((kind, ident))
            elif before is None:
                known[kind][ident] = read
                came.append(read)
            elif before.path == read.path:
                known[kind][ident] = read
            else:
                return None
        for kind in {read.kind for read in came}:
            known[kind] = dict(sorted(known[kind].items()))
            if any(_alike(known[kind])):
                return None
        records = {**self.records, **{kind: _whole(by_id) for kind, by_id in known.items()}}
        every = {**self.known, **known}
        return Register(
            every, records, (), (), self._loose_after(edits, every, gone), self._noted_after(edits)
        )

    def _loose_after(self, edits: Mapping[Key, Read | None], known: Known, gone: set[Key]) -> frozenset[Key]:
        """Return what is loose now: only what changed, was loose, or led to something gone can have become so."""
        doubtful = {*edits, *self.loose}
        if gone:
            doubtful |= self._naming(gone) | self._linking
        found, names = ((key, known[key[0]].get(key[1])) for key in doubtful), Names(known)
        return frozenset(key for key, read in found if read is not None and is_loose(read, names))

    def _noted_after(self, edits: Mapping[Key, Read | None]) -> frozenset[Key]:
        return self.noted - set(edits) | {key for key, read in edits.items() if read and read.diagnostics}

    @cached_property
    def is_sound(self) -> bool:
        """Whether every file is a record, every id one record's and every reference leads to one."""
        wrong = any(d.severity == "error" for key in self.noted for d in self.read(key).diagnostics)
        return not (wrong or self.twins or self.clashes or self.loose)

    def read(self, key: Key) -> Read:
        """Return what was read of the record with this kind and id."""
        return self.known[key[0]][key[1]]

    @property
    def keys(self) -> frozenset[Key]:
        """Kind and id of every record."""
        return frozenset(_key(read) for by_id in self.known.values() for read in by_id.values())

    def has(self, key: Key) -> bool:
        """Whether there is a file of this kind and id."""
        return key[1] in self.known[key[0]]

    def near(self, changed: Collection[Key]) -> frozenset[Key]:
        """Return the records to which a change of these, which may be gone, may matter.

        They are these, those that name them, and those that name such a one.
        """
        naming = self._naming(changed)
        own = {key for key in changed if self.has(key)}
        return frozenset(own | naming | self._naming(naming))

    @property
    def _linking(self) -> set[Key]:
        """The records with links in their text."""
        return {_key(read) for by_id in self.known.values() for read in by_id.values() if read.links}

    def _naming(self, named: Collection[Key]) -> set[Key]:
        """Return the records that name one of these, or another with the same id."""
        kinds, idents = {kind for kind, _ in named}, {ident for _, ident in named}
        found: set[Key] = set()
        for kind, by_id in self.known.items():
            if not kinds.isdisjoint(FORMS[kind].named_kinds):
                found.update((kind, i) for i, read in by_id.items() if not idents.isdisjoint(read.named))
        return found


def _whole(by_id: Mapping[str, Read]) -> Mapping[str, Record]:
    return {ident: read.record for ident, read in by_id.items() if read.record}


class Names(dict[tuple[str, ...], Collection[str]]):
    """The ids there are, by the kinds that a reference may lead to; found out when first asked for.

    Args:
        known: what was read.
    """

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, kinds: tuple[str, ...]) -> Collection[str]:
        """Bring the ids of some kinds together."""
        first, *others = kinds
        ids = self.known[first]
        self[kinds] = found = ids if not others else {*ids, *(i for kind in others for i in self.known[kind])}
        return found


def is_loose(read: Read, names: Names) -> bool:
    """Whether a reference or a link leads nowhere."""
    for kinds, ident in read.refs:
        if ident not in names[kinds]:
            return True
    return bool(read.links) and any(lost_links(read, names.known))


def lost_links(read: Read, known: Known) -> Iterable[tuple[str, int, int]]:
    """Yield target, line and column of each relative link of a text that does not lead to a record."""
    for link in read.links:
        if linked_record(link[0], lambda kind, ident: ident in known[kind]) is None:
            yield link


def _key(read: Read) -> Key:
    return read.kind, read.id


def _same_id(read: Read, first: Read) -> Diagnostic:
    if first.path == read.path:
        return Diagnostic("SG403", Place(read.path), (("id", read.id), ("other", first.id)))
    args = (("id", read.id), ("first", first.path))
    return Diagnostic("SG402", Place(read.path, 1, 1), args, others=(Place(first.path, 1, 1),))


def _alike(by_id: Mapping[str, Read]) -> Iterable[Diagnostic]:
    """Yield a problem for each id, in the order of paths, that some file systems take for an earlier one."""
    folded: dict[str, Read] = {}
    for read in by_id.values():
        ident = read.id
        plain = ident.lower() if ident.isascii() else normalize("NFKC", ident).casefold()
        other = folded.setdefault(plain, read)
        if other is not read:
            args = (("id", read.id), ("other", other.id))
            yield Diagnostic("SG403", Place(read.path, 1, 1), args, others=(Place(other.path, 1, 1),))
