"""The memo: one file of values by kind and content key, which may vanish at any time.

It is disposable: what is missing, old, damaged, locked or cannot be written is computed anew, and
nobody is told. Values are bytes. What makes them from objects must be safe to read back even when
somebody else made the file (JSON, typed data, text; never pickle), because a records folder may come from anywhere.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar
from zlib import crc32

from site_gen.memo.stamp import stamp

T = TypeVar("T")
#: Bytes of values of one kind that are kept at most.
LARGEST = 256 << 20
#: Seconds to wait for another build that writes.
_PATIENCE = 2.0
_AT_ONCE = 500
_SEAL = 8
#: Bytes of a page of the file: some values are many megabytes, which are read page by page.
_PAGE = 16384
#: A seal has a column of its own, so that a large value is never copied to be told from it.
_TABLES = """
CREATE TABLE IF NOT EXISTS made (stamp BLOB PRIMARY KEY);
CREATE TABLE IF NOT EXISTS kept (kind TEXT, key BLOB, seal BLOB, value BLOB, PRIMARY KEY (kind, key));
DROP TABLE IF EXISTS memo;
"""


class Memo:
    """Values by kind and key; a memo without a file knows nothing and keeps nothing.

    One process uses one Memo: workers return what they made, and the parent keeps it. Threads may share
    it. `close` trims each kind to `LARGEST` bytes: what this run used stays longest, then the newest.
    """

    def __init__(self, base: sqlite3.Connection | None = None, largest: int = LARGEST) -> None:
        self._base = base
        self._largest = largest
        self._lock = Lock()
        self._used: dict[str, set[bytes]] = {}
        self._grown: set[str] = set()

    @classmethod
    def open(cls, path: Path | None, largest: int = LARGEST) -> Memo:
        """Open the memo at `path`, making it when there is none; `None` gives one that keeps nothing."""
        if path is None:
            return cls(None)
        for attempt in (_connect, _rebuilt):
            try:
                return cls(attempt(path), largest)
            except (sqlite3.OperationalError, OSError):
                break  # locked, or no place to write: nothing that a new file would mend
            except sqlite3.DatabaseError:
                continue
        return cls(None)

    def get_many(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of the keys that are known."""
        wanted = list(dict.fromkeys(keys))
        nothing: dict[bytes, bytes] = {}
        found = self._with_base(lambda base: dict(_lookup(base, kind, wanted)), nothing)
        self._used.setdefault(kind, set()).update(found)
        return found

    def get_all(self, kind: str) -> dict[bytes, bytes]:
        """Return all values of a kind; none of them counts as used."""
        nothing: dict[bytes, bytes] = {}

        def select(base: sqlite3.Connection) -> dict[bytes, bytes]:
            rows = base.execute("SELECT key, seal, value FROM kept WHERE kind = ?", (kind,))
            return {key: value for key, seal, value in rows if _is_right(kind, key, seal, value)}

        return self._with_base(select, nothing)

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Return the value of one key, or `None`."""
        return self.get_many(kind, (key,)).get(key)

    def has(self, kind: str) -> bool:
        """Whether any value of a kind is known."""
        query = "SELECT 1 FROM kept WHERE kind = ? LIMIT 1"
        return self._with_base(
            lambda base: base.execute(query, (kind,)).fetchone() is not None, otherwise=False
        )

    def put_many(self, kind: str, items: Mapping[bytes, bytes | memoryview]) -> None:
        """Keep values; a value follows from its key, so what is there already may stay."""
        if not items or self._base is None:
            return
        rows = [(kind, key, _seal(kind, key, value), value) for key, value in items.items()]

        def insert(base: sqlite3.Connection) -> None:
            with base:
                base.executemany(
                    "INSERT OR REPLACE INTO kept (kind, key, seal, value) VALUES (?, ?, ?, ?)", rows
                )

        self._with_base(insert, None)
        self._used.setdefault(kind, set()).update(items)
        self._grown.add(kind)

    def put(self, kind: str, key: bytes, value: bytes | memoryview) -> None:
        """Keep one value."""
        self.put_many(kind, {key: value})

    def close(self) -> None:
        """Trim what has grown and close the file."""
        for kind in sorted(self._grown):
            self._with_base(lambda base, kind=kind: self._trim(base, kind), None)  # type: ignore[misc]  # the default binds the loop's value
        with self._lock, contextlib.suppress(sqlite3.Error):
            if self._base is not None:
                self._base.close()
        self._base = None

    def __enter__(self) -> Self:
        """Return the memo itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _with_base(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Return what `action` gives; do without the file from the first fault on."""
        with self._lock:
            if self._base is None:
                return otherwise
            try:
                return action(self._base)
            except sqlite3.Error:
                with contextlib.suppress(sqlite3.Error):
                    self._base.close()
                self._base = None
                return otherwise

    def _trim(self, base: sqlite3.Connection, kind: str) -> None:
        """Drop what this run did not use, the oldest first, until the kind is small enough; else anything."""
        select = "SELECT rowid, key, length(value) FROM kept WHERE kind = ? ORDER BY rowid"
        rows = base.execute(select, (kind,)).fetchall()
        excess = sum(size for _, _, size in rows) - self._largest
        if excess <= 0:
            return
        used = self._used.get(kind, set())
        gone: list[tuple[int]] = []
        for row, _, size in sorted(rows, key=lambda found: (found[1] in used, found[0])):
            if excess <= 0:
                break
            gone.append((row,))
            excess -= size
        with base:
            base.executemany("DELETE FROM kept WHERE rowid = ?", gone)


def _seal(kind: str, key: bytes, value: bytes | memoryview) -> bytes:
    """Return what tells a damaged value, that of another key or of another program from the right one."""
    # What is looked for is damage, and some values are many megabytes.
    whose = sha256(stamp() + kind.encode() + b"\0" + key).digest()[:_SEAL]
    return whose + crc32(value).to_bytes(4, "big")


def _is_right(kind: str, key: bytes, seal: bytes, value: bytes) -> bool:
    # In a damaged file a value can be anything.
    return isinstance(value, bytes) and _seal(kind, key, value) == seal


def _lookup(base: sqlite3.Connection, kind: str, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    rest = iter(keys)
    while some := list(islice(rest, _AT_ONCE)):
        marks = ",".join("?" * len(some))
        query = f"SELECT key, seal, value FROM kept WHERE kind = ? AND key IN ({marks})"  # noqa: S608 - only question marks
        for key, seal, value in base.execute(query, (kind, *some)):
            if _is_right(kind, key, seal, value):
                yield key, value


def _connect(path: Path) -> sqlite3.Connection:
    _prepare(path.parent)
    if not path.exists():
        # Only for the one whose records these are.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    base = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    try:
        base.execute(f"PRAGMA page_size = {_PAGE}")
        base.execute("PRAGMA auto_vacuum = FULL")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = OFF")
        base.executescript(_TABLES)
        if base.execute("SELECT stamp FROM made").fetchall() != [(stamp(),)]:
            with base:
                base.execute("DELETE FROM kept")
                base.execute("DELETE FROM made")
                base.execute("INSERT INTO made VALUES (?)", (stamp(),))
    except sqlite3.Error:
        base.close()
        raise
    return base


def _rebuilt(path: Path) -> sqlite3.Connection:
    """Begin a new file in the place of a damaged one."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    return _connect(path)


def _prepare(folder: Path) -> None:
    """Make the folder, which git leaves alone."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
