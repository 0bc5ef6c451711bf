"""The shelf: the files of a team as last seen, and the Book they make; after an edit only the edit is read."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from site_gen.book.book import Book
from site_gen.book.inspector import Inspector
from site_gen.book.kept_breaches import KeptBreaches
from site_gen.book.link import book_of, digested_site
from site_gen.book.register import Key, Register
from site_gen.config import Config
from site_gen.diagnostics import Diagnostic, Place
from site_gen.memo import Memo
from site_gen.reading.files import SITE, File, files_at, standing
from site_gen.reading.kept import Kept
from site_gen.reading.many import read_all
from site_gen.reading.record import Read
from site_gen.reading.source import Found, Source, claim

#: From this many paths on, looking at everything is as quick.
_MANY = 50
#: So many changed records are as quickly looked at again as what was found out about all is kept.
_FEW = 40
#: Systems where two spellings of a path can be one file: there the whole folder is looked at.
_FOLDS_NAMES = sys.platform in {"win32", "darwin"}

#: By path what was read before and what now.
Edits = dict[str, tuple[Read | None, Read | None]]


@dataclass(frozen=True, slots=True)
class Site:
    """What `site.yaml` gave; two are equal when the file's bytes are."""

    config: Config | None = field(compare=False)
    problems: tuple[Diagnostic, ...]
    digest: bytes


class Shelf:
    """Reads a records folder once, and then what changes.

    A Book is never changed: `refresh` returns the same one when no byte differs, else a new one that
    shares the records of unchanged files with the one before. A Book that is not `is_sound` must not be
    shown: files that are no records, or references that lead nowhere. A shelf belongs to one thread.

    Args:
        root: the folder that holds `site.yaml`.
        as_of: the day to compute for; `None` takes the one in `site.yaml`, else `today`.
        today: the current day; may be set anew before a refresh.
        files: all files of the folder when they have just been read; the first refresh takes them as they are.
        memo: keeps what was read for the next shelf.

    Attributes:
        book: the Book of the last refresh; `None` when `site.yaml` cannot be used.
        changed: whether the last refresh found anything different.
    """

    def __init__(
        self,
        root: Path,
        as_of: date | None,
        today: date,
        files: Sequence[File] | None = None,
        memo: Memo | None = None,
    ) -> None:
        self.root = root
        self.as_of = as_of
        self.today = today
        self.book: Book | None = None
        self.changed = False
        self._files = files
        self._memo = memo
        self._site = Site(None, (), b"")
        #: What the records on the shelf were read by.
        self._config: Config | None = None
        self._reads: dict[str, Read] = {}
        self._problems: dict[str, Diagnostic] = {}
        self._links: set[str] = set()
        self._register: Register | None = None
        self._inspector: Inspector | None = None
        self._inspected: tuple[bytes, date] | None = None
        #: The last Book that could be shown.
        self._sound: Book | None = None
        #: Paths that have not been looked at yet; `None` stands for all.
        self._waiting: set[str] | None = None

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All problems of the last refresh, sorted by place; the rules are checked when this is asked."""
        return self._site.problems if self.book is None else self.book.diagnostics

    def refresh(self, paths: Iterable[str] | None = None) -> Book | None:
        """Look at the files again and return the Book they make now.

        Args:
            paths: what may have changed, relative to the records folder with `/`; a folder stands for all
                that was or is below it. `None` looks at everything.

        Returns:
            The Book, `None` when `site.yaml` cannot be used.
        """
        given = None if paths is None else {posixpath.normpath(path) for path in paths}
        before = self._site
        if given is None or "." in given:
            given = self._waiting = None
        elif self._waiting is not None:
            self._waiting |= given
        if given is None or SITE in given:
            self._site = self._read_site()
        changed = self._site != before
        if self._site.config is None:
            self.book, self.changed, self._files = None, changed, None
            return None
        edits = self._look(self._site.config)
        day = self.as_of or self._site.config.as_of or self.today
        if self.book is None or changed or edits is not None or day != self.book.as_of:
            self.book, changed = self._link(self._site.config, day, edits or {}), True
        self.changed = changed
        return self.book

    def _read_site(self) -> Site:
        """Read `site.yaml`."""
        path = self.root / SITE
        given = next((file for file in self._files or () if file.path == SITE and not file.is_link), None)
        if given is None and not path.is_file():
            return Site(None, (Diagnostic("SG501", Place(SITE), (("path", SITE),)),), b"")
        config, problems, digest = digested_site(path, given)
        return Site(config, tuple(problems), digest)

    def _look(self, config: Config) -> Edits | None:
        """Read what is waiting.

        Returns:
            What has become different, `None` when nothing has.
        """
        if self._config is None or not _read_alike(self._config, config):
            self._waiting, self._reads, self._register = None, {}, None
        self._config = config
        found, gone = self._found()
        sources: dict[str, Source] = {}
        problems: dict[str, Diagnostic] = {}
        for path, one in found.items():
            if isinstance(one.what, Diagnostic):
                problems[path] = one.what
            elif one.what is not None:
                before = self._reads.get(path)
                if before is None or before.digest != one.what.digest:
                    sources[path] = one.what
        gone |= {path for path, one in found.items() if not isinstance(one.what, Source)}
        edits: Edits = {path: (self._reads.pop(path), None) for path in sorted(gone) if path in self._reads}
        earlier = Kept(self._memo, self._site.digest) if self._memo and not self._reads else None
        for path, read in zip(sources, read_all(sources.values(), config, earlier), strict=True):
            edits[path] = (self._reads.get(path), read)
            self._reads[path] = read
        kept = {path: d for path, d in self._problems.items() if path not in found and path not in gone}
        different = bool(edits) or (kept | problems) != self._problems
        self._problems = kept | problems
        self._links = (self._links - gone - set(found)) | {path for path, one in found.items() if one.is_link}
        self._waiting = set()
        return edits if different else None

    def _found(self) -> tuple[dict[str, Found], set[str]]:
        """Return what is there now, by path, and which paths that were there are not."""
        known = {*self._reads, *self._problems, *self._links}
        waiting = None if self._waiting is None else {_spelt(path) for path in self._waiting}
        if waiting is None or len(waiting) > _MANY or "" in waiting:
            files, self._files = self._files, None
            all_files = files_at(str(self.root)) if files is None else files
            found = {one.path: one for one in claim(all_files, self.root)}
            return found, known - set(found)
        found, gone = {}, set()
        for path in sorted(waiting | self._links):
            at = standing(str(self.root), path)
            if at is None:
                continue
            found.update((one.path, one) for one in claim(files_at(str(self.root), at), self.root))
            below = f"{at}/"
            gone |= (
                {at}
                if at in self._reads
                else {path for path in known if path == at or path.startswith(below)}
            )
        return found, gone - set(found)

    def _link(self, config: Config, day: date, edits: Edits) -> Book:
        """Return the Book of all that was read."""
        pairs = edits.values()
        register = self._register
        if register is not None and edits:
            now: dict[Key, Read | None] = {(old.kind, old.id): None for old, _ in pairs if old is not None}
            now |= {(new.kind, new.id): new for _, new in pairs if new is not None}
            register = register.with_edits(now) if len(now) == len(edits) else None
        self._register = register or Register.of(self._reads.values())
        changed = {(read.kind, read.id) for pair in pairs for read in pair if read is not None}
        known = (self._site.digest, day)
        self._inspector = self._inspector_of(self._register, day, changed)
        before = self._sound if known == self._inspected else None
        self._inspected = known
        book = book_of(config, day, self._register, self._inspector, self._site.digest, before)
        if book.is_sound:
            # Results are taken over from one Book to the next; those before them are let go.
            if self._sound is not None:
                self._sound.follow(None)
            self._sound = book
        return book

    def _inspector_of(self, register: Register, day: date, changed: Collection[Key]) -> Inspector:
        """Return the inspector of a register; what was found out before is asked again only near a change."""
        before = self._inspector if self._inspected == (self._site.digest, day) else None
        if self._memo is not None and self._inspected is None:
            kept = KeptBreaches(self._memo, self._site.digest, day).inspector(register)
            before, changed = kept or (None, changed)
        found = (*self._site.problems, *(problem for _, problem in sorted(self._problems.items())))
        return Inspector(register, found, before, changed)

    def keep(self) -> None:
        """Keep for the next run what was found out about single records, if that was asked and is worth it.

        When no breach came or went, the next run does as well with what is kept: it looks at a few records more.
        """
        register, inspector = self._register, self._inspector
        if self._memo is None or register is None or inspector is None or self._inspected is None:
            return
        is_new = inspector.differs or len(inspector.changed) > _FEW
        if inspector.changed and is_new and inspector.breaches is not None:
            KeptBreaches(self._memo, *self._inspected).keep(register, inspector)


def read_book(
    root: Path,
    as_of: date | None,
    today: date,
    files: Sequence[File] | None = None,
    memo: Memo | None = None,
) -> tuple[Book | None, list[Diagnostic]]:
    """Read the records folder `root`.

    Args:
        root: the folder that holds `site.yaml`.
        as_of: the day to compute for; `None` takes the one in `site.yaml`, else `today`.
        today: the current day.
        files: all files of the folder, when they have just been read.
        memo: keeps what was read for the next time.

    Returns:
        The Book (`None` when `site.yaml` cannot be used) and all problems.
    """
    shelf = Shelf(root, as_of, today, files, memo)
    book = shelf.refresh()
    problems = list(shelf.problems)
    shelf.keep()
    return book, problems


def _read_alike(one: Config, other: Config) -> bool:
    """Whether records are read alike by both configurations."""
    return one.vocabularies == other.vocabularies and one.money.unit == other.money.unit


def _spelt(path: str) -> str:
    """Return the path, or the folder it is in where two spellings can be one file."""
    return path.rpartition("/")[0] if _FOLDS_NAMES else path
