"""The only place that writes the output: a whole new tree beside the old one, swapped in at once."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import orjson
from msgspec import Struct

from site_gen import __version__
from site_gen.publish.swap import swap, sweep

MANIFEST = ".site-gen-manifest.json"


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


class Stage:
    """The new site while it is made; several processes may put files at the same time.

    Unchanged files are not written again, and when nothing changed nothing is touched. An interruption
    at any moment leaves the last good site.
    """

    def __init__(self, output: Path) -> None:
        """Clear away what dead builds left; the caller is the only build into `output`."""
        self.output = str(output.absolute())
        sweep(Path(self.output))
        self.before = _manifest(self.output)
        path = Path(self.output)
        self.fresh = str(path.with_name(f".{path.name}.new-{os.getpid()}"))
        self._folders: set[str] = set()

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

    def keep(self, file: Placed) -> Placed | None:
        """Return the file of the old site when it is still as it was written, else `None`."""
        if self.before.get(file.address) != file.digest:
            return None
        try:
            status = os.stat(f"{self.output}/{file.address}")  # noqa: PTH116 - of every file of a site; a Path costs more
        except OSError:
            return None
        if (status.st_size, status.st_mtime_ns) != (file.size, file.mtime):
            return None
        return Placed(file.address, file.digest, file.size, file.mtime, changed=False)

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

    def publish(self, files: Iterable[Placed]) -> Written:
        """Put the new site in the place of the old one; a reader sees one or the other, never a mixture.

        Raises:
            OSError: the disk refused; the old site stays.
        """
        placed = sorted(files, key=lambda file: file.address)
        changed = sum(file.changed for file in placed)
        manifest = {file.address: file.digest for file in placed}
        stray = sum(1 for found in _walk(self.output, "") if found not in manifest and found != MANIFEST)
        if not changed and not stray and len(placed) == len(self.before):
            return Written(len(placed), 0, 0)
        for file in placed:
            if not file.changed:
                self._carry(file.address)
        text = json.dumps({"site-gen": __version__, "files": manifest}, indent=0, ensure_ascii=False) + "\n"
        _create(self._target(MANIFEST), text.encode())
        swap(Path(self.fresh), Path(self.output))
        return Written(len(placed), changed, stray if self.before else 0)

    def discard(self) -> None:
        """Delete what was made and not published, or what was published over."""
        shutil.rmtree(self.fresh, ignore_errors=True)

    def _target(self, address: str) -> str:
        path = f"{self.fresh}/{address}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - many times; a Path costs more than the call
            self._folders.add(folder)
        return path

    def _carry(self, address: str) -> None:
        """Let the new site have the old file: the same one where the file system can, else a copy."""
        old, new = f"{self.output}/{address}", self._target(address)
        try:
            os.link(old, new)
        except OSError:
            shutil.copy2(old, new)


def write_site(files: Mapping[str, bytes], output: Path) -> Written:
    """Make `output` hold exactly `files`; the caller is the only build into it.

    Raises:
        OSError: the disk refused.
    """
    stage = Stage(output)
    try:
        return stage.publish([stage.put(address, data) for address, data in sorted(files.items())])
    finally:
        stage.discard()


def _manifest(output: str) -> dict[str, str]:
    try:
        found = orjson.loads(Path(output, MANIFEST).read_bytes())
        return dict(found["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


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


def _walk(folder: str, prefix: str) -> Iterator[str]:
    """Yield the path of every file below a folder, from there."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name
