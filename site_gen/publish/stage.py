"""The only place that writes the output: a whole new tree beside the old one, swapped in at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from msgspec import MsgspecError, Struct
from msgspec.msgpack import decode, encode

from site_gen.publish.spare import (
    MANIFEST,
    Likeness,
    Spare,
    bring_up,
    carry,
    likeness,
    make_room,
    manifest,
    manifest_of,
    statuses,
    walk,
)
from site_gen.publish.stored import State
from site_gen.publish.swap import swap, sweep
from site_gen.reading.apart import Apart, is_worth_it

#: From this many changed files on, the spare site is brought up to date at once.
_MANY = 1000


class Written(Struct, frozen=True):
    """What a build did: files in the site, of which `changed` were new or different, and `removed`."""

    files: int
    changed: int
    removed: int


class Placed(Struct, frozen=True):
    """One file of the new site.

    Attributes:
        address: where it is, from the root of the site.
        digest: SHA-256 of its bytes, as hexadecimal digits.
        size: its bytes.
        mtime: when its file was written, in nanoseconds.
        changed: whether it is new or differs from the file of the old site.
    """

    address: str
    digest: str
    size: int
    mtime: int
    changed: bool


class _Seen(NamedTuple):
    """Size and time of the files of the old site, and how the spare one differs."""

    ours: dict[str, tuple[int, int]]
    spare: Likeness


class Stage:
    """The new site while it is made; several processes may put files at the same time.

    Unchanged files are not written again, and when nothing changed nothing is touched. An interruption
    at any moment leaves the last good site.
    """

    def __init__(self, output: Path, spares: Path | None = None) -> None:
        """Clear away what dead builds left; the caller is the only build into `output`.

        Args:
            output: the folder that is published into.
            spares: folder in which the old site is kept for the next build; `None` for no such thing.
        """
        self.output = str(output.absolute())
        path = Path(self.output)
        sweep(path)
        self.before = manifest(self.output)
        self.fresh = str(path.with_name(f".{path.name}.new-{os.getpid()}"))
        self._whole = str(path.with_name(f".{path.name}.new-whole-{os.getpid()}"))
        self._spare = Spare(path, spares)
        self._folders: set[str] = set()
        # Asking for many takes a while, in which this process has other things to do.
        look = partial(_look, self.output, self._spare.site, self.before)
        self._looking = Apart(partial(_packed, look)) if is_worth_it(len(self.before)) else None
        self._look = look

    @cached_property
    def _seen(self) -> _Seen:
        """The old site and the spare one, as they were when the stage was made or this was first asked."""
        data = self._looking.result() if self._looking else None
        try:
            return decode(data or b"", type=_Seen)
        except MsgspecError:
            return self._look()

    def put(self, address: str, data: bytes) -> Placed:
        """Make `data` the file at `address`.

        Raises:
            OSError: the disk refused.
        """
        digest = sha256(data).hexdigest()
        if self.before.get(address) == digest:
            same = _same(f"{self.output}/{address}", data)
            if same is not None:
                return Placed(address, digest, len(data), same, changed=False)
        return Placed(address, digest, len(data), _create(self._target(address), data), changed=True)

    def there(self, files: Mapping[str, State]) -> set[str]:
        """Return the addresses of those files of the old site that are still as they were written."""
        before, seen = self.before, self._seen.ours
        return {
            address
            for address, state in files.items()
            if before.get(address) == state.digest and seen.get(address) == state.status
        }

    def read(self, address: str) -> bytes:
        """Return the bytes of a file that was put or kept.

        Raises:
            OSError: there is none.
        """
        for root in (self.fresh, self.output):
            try:
                return Path(root, address).read_bytes()
            except OSError:
                continue
        raise FileNotFoundError(address)

    def publish(self, kept: Mapping[str, str], files: Iterable[Placed]) -> Written:
        """Put the new site in the place of the old one; a reader sees one or the other, never a mixture.

        Args:
            kept: digests by address of the files of the old site that stay.
            files: those that were put.

        Raises:
            OSError: the disk refused; the old site stays.
        """
        placed = list(files)
        found = {**kept, **{file.address: file.digest for file in placed}}
        digests = {address: found[address] for address in sorted(found)}
        different = {file.address for file in placed if file.changed}
        changed, total = len(different), len(digests)
        stray = len(self._seen.ours.keys() - digests.keys() - {MANIFEST})
        if not changed and not stray and total == len(self.before):
            return Written(total, 0, 0)
        _create(self._target(MANIFEST), manifest_of(digests))
        site = self._completed(digests.keys() - different)
        swap(Path(site), Path(self.output))
        self._spare.keep(Path(site))
        if changed >= _MANY:
            self._spare.make(digests)
        return Written(total, changed, stray if self.before else 0)

    def _completed(self, same: Collection[str]) -> str:
        """Bring the files that were made together with those that did not change; return the folder of all."""
        if not self._spare.take(Path(self._whole)):
            for address in same:
                carry(f"{self.output}/{address}", self._target(address))
            return self.fresh
        bring_up(self._whole, self.output, self.before.keys(), same, self._seen.spare)
        for address, _ in walk(self.fresh):
            target = f"{self._whole}/{address}"
            make_room(target)
            os.rename(f"{self.fresh}/{address}", target)  # noqa: PTH104 - one string per file
        return self._whole

    def discard(self) -> None:
        """Delete what was made and not published, or what was published over."""
        if self._looking:
            self._looking.drop()
        shutil.rmtree(self.fresh, ignore_errors=True)
        shutil.rmtree(self._whole, ignore_errors=True)

    def _target(self, address: str) -> str:
        path = f"{self.fresh}/{address}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            make_room(path)
            self._folders.add(folder)
        return path


def write_site(files: Mapping[str, bytes], output: Path) -> Written:
    """Make `output` hold exactly `files`; the caller is the only build into it.

    Raises:
        OSError: the disk refused.
    """
    stage = Stage(output)
    try:
        return stage.publish({}, [stage.put(address, data) for address, data in sorted(files.items())])
    finally:
        stage.discard()


def _look(output: str, spare: str, before: Mapping[str, str]) -> _Seen:
    ours = statuses(output)
    spare_is = likeness(spare, before, ours)
    return _Seen({address: (status.size, status.mtime) for address, status in ours.items()}, spare_is)


def _packed(look: Callable[[], _Seen]) -> bytes:
    try:
        return encode(look())
    except UnicodeEncodeError:  # a name that is no text
        return b""


def _same(path: str, data: bytes) -> int | None:
    """Return when a file was written that holds exactly `data`, `None` when it does not."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        status = os.fstat(handle)
        same = status.st_size == len(data) and os.read(handle, len(data) + 1) == data
    except OSError:
        return None
    else:
        return status.st_mtime_ns if same else None
    finally:
        os.close(handle)


def _create(path: str, data: bytes) -> int:
    """Write a new file and return when, in nanoseconds."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        return os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)
