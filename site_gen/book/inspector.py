"""The inspector finds the problems of a Book; after an edit it looks only where something can be new."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from site_gen.book.book import Book
from site_gen.book.breaches import Breach, pack, unpack
from site_gen.book.references import Guide, lost_in_site, lost_references, misfiled, with_person
from site_gen.book.register import Key, Register
from site_gen.book.rules import check_together, checkers
from site_gen.diagnostics import Diagnostic
from site_gen.reading.apart import Apart, is_worth_it

#: A problem after what it is sorted by.
_Sorted = tuple[Any, Diagnostic]


class Inspector:
    """Finds all problems of one Book, when it is first asked.

    Args:
        register: the files of the Book.
        found: problems found before and beside reading the records.
        before: the inspector of an earlier Book with the same configuration and day.
        changed: kind and id of the records that differ between the two, came or went.
    """

    def __init__(
        self,
        register: Register,
        found: Sequence[Diagnostic] = (),
        before: Inspector | None = None,
        changed: Collection[Key] = (),
    ) -> None:
        self._register = register
        self._found = found
        self.changed = frozenset(changed)
        self.breaches: dict[Key, tuple[_Sorted, ...]] | None = None
        #: Whether these are others than those of the inspector before.
        self.differs = True
        self.before: Inspector | None
        while before is not None and before.breaches is None:
            # Nobody asked the earlier one; what it would have taken over is taken over from here.
            self.changed |= before.changed
            before = before.before
        self.before = before

    def know(self, breaches: Iterable[Breach]) -> None:
        """Take over the breaches that were found in single records, by the record that was asked, instead of asking."""
        found: dict[Key, tuple[_Sorted, ...]] = {}
        for key, breach in breaches:
            found[key] = (*found.get(key, ()), (breach.sort_key, breach))
        self.breaches = found

    def problems(self, book: Book, record: Key | None = None) -> tuple[Diagnostic, ...]:
        """Return the problems of the Book, or of one record of it, sorted by place."""
        if record is not None:
            return book.problems_by_record.get(record, ())
        problems = list(self._of_files(book))
        taken = {(d.place.path, d.place.line) for d in problems if d.place.line > 1 and d.severity == "error"}
        found = [(d.sort_key, d) for d in problems]
        rules = [one for breaches in self._of_records(book).values() for one in breaches]
        rules += [(d.sort_key, d) for d in check_together(book)]
        found += [one for one in rules if (one[1].place.path, one[1].place.line) not in taken]
        found.sort(key=lambda one: one[0])
        return tuple(problem for _, problem in found)

    def _of_files(self, book: Book) -> Iterator[Diagnostic]:
        """Yield the problems of files, ids and references."""
        register = self._register
        yield from self._found
        yield from register.clashes
        noted = (*(register.read(key) for key in register.noted), *register.twins)
        for read in noted:
            yield from (with_person(problem, read) for problem in read.diagnostics)
        elsewhere = misfiled(noted)
        guide = Guide(register.known, elsewhere)
        loose = [register.read(key) for key in register.loose]
        for read in sorted((*loose, *register.twins), key=lambda read: read.path):
            yield from lost_references(read, guide)
        yield from lost_in_site(book.config, Guide(register.known, elsewhere))

    def _of_records(self, book: Book) -> dict[Key, tuple[_Sorted, ...]]:
        """Return the breaches of rules about single records."""
        if self.breaches is None:
            register, before = self._register, self.before
            known = before.breaches if before else None
            keys = register.keys if known is None else register.near(self.changed)
            kept = {} if known is None else {k: v for k, v in known.items() if k not in keys}
            for key, breach in self._asked(book, list(keys)):
                kept[key] = (*kept.get(key, ()), (breach.sort_key, breach))
            for key in self.changed:
                if not register.has(key):
                    kept.pop(key, None)
            if known is not None:
                looked_at = {*keys, *self.changed}
                self.differs = any(kept.get(key) != known.get(key) for key in looked_at)
            self.breaches, self.before = kept, None
        return self.breaches

    def _asked(self, book: Book, keys: Sequence[Key]) -> list[Breach]:
        """Return the breaches of these records; another process asks half of them when there are many."""
        if not is_worth_it(len(keys)):
            return self._ask(book, keys)
        half = len(keys) // 2
        other = Apart(lambda: pack(self._ask(book, keys[half:])))
        found = self._ask(book, keys[:half])
        # Rules about many records are kept results of the Book; they are asked for next.
        deque(check_together(book), 0)
        rest = unpack(other.result())
        return found + (self._ask(book, keys[half:]) if rest is None else rest)

    def _ask(self, book: Book, keys: Sequence[Key]) -> list[Breach]:
        asked = checkers(book)
        records = ((key, self._register.read(key).record) for key in keys if key[0] in asked)
        return [(key, d) for key, record in records if record for rule in asked[key[0]] for d in rule(record)]
