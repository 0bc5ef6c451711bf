"""Names and bytes of the files of a folder, and what stands for all of them; nothing here knows records.

What a command found out about a folder of the same content can be shown again without importing more.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_gen.forms.limits import LARGEST

#: The file with the team's configuration.
SITE = "site.yaml"
#: What it is called by mistake, in small letters; editors add an ending and hide it.
_NEARLY_SITE = {"site.yaml", "site.yml", "site.yaml.txt", "site.yml.txt", "site.yaml.yaml", "site.yaml.yml"}
#: How names of records end; other files are never read.
RECORD = ".md"
#: How files are opened: bytes as they are, and without waiting for the other end of a pipe.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
#: More bytes than nearly all records have.
_AT_ONCE = 1 << 14
#: Droppings of editors and file systems that are never records.
_NOISE_ENDS = ("~", ".swp", ".swx", ".bck", ".tmp", ".bak", ".orig", ".part")
_NOISE_NAMES = {"4913", "Thumbs.db", "desktop.ini", "README.md", "README"}


class File(NamedTuple):
    """A file, a link, or a folder that cannot be read.

    Attributes:
        path: relative to the folder, with `/`, as the file system has it.
        full: path by which it can be opened.
        data: its first bytes, one more than `LARGEST` at most; none of a link, or where no record can be.
        size: bytes of the whole file.
        error: why it could not be read.
        is_link: whether it is a symbolic link.
        is_folder: whether it is a folder (that cannot be read).
        digest: what stands for path, bytes and size (see `digest_of`), where it has been found out.
    """

    path: str
    full: str
    data: bytes = b""
    size: int = 0
    error: OSError | None = None
    is_link: bool = False
    is_folder: bool = False
    digest: bytes = b""


def is_noise(name: str) -> bool:
    """Whether a file name is an editor's or system's temporary file."""
    return name.startswith((".", "#")) or name.endswith(_NOISE_ENDS) or name in _NOISE_NAMES


def is_nearly_site(name: str) -> bool:
    """Whether a file in the records folder itself is likely to be meant as `site.yaml`: `site.yml`, `Site.yaml`, `site.yaml.txt`."""
    return name != SITE and name.lower() in _NEARLY_SITE


def files_at(root: str, path: str = "") -> Iterator[File]:
    """Read everything at `path` and below it, in no order: a file alone, a folder with all that is in it.

    Args:
        root: the folder.
        path: relative to it, with `/`; all of it when empty. What `standing` returns.
    """
    full = os.path.join(root, path) if path else root  # noqa: PTH118 - one string per file
    is_link = bool(path) and os.path.islink(full)  # noqa: PTH114 - the same
    if not path or (os.path.isdir(full) and not is_link):  # noqa: PTH112 - the same
        yield from _walk(full, f"{path}/" if path else "")
    elif os.path.lexists(full):
        yield _file(path, full, is_link=is_link)


def standing(root: str, path: str) -> str | None:
    """Return the part of a path up to where no folder leads on: a file, a link, or nothing at all.

    Returns:
        `None` for what is never looked at: files of editors, hidden folders.
    """
    at = ""
    for name in path.split("/"):
        if is_noise(name):
            return None
        at = f"{at}/{name}" if at else name
        full = os.path.join(root, at)  # noqa: PTH118 - one string per file
        if os.path.islink(full) or not os.path.isdir(full):  # noqa: PTH112, PTH114 - the same
            break
    return at


def fingerprint(files: Iterable[File]) -> bytes | None:
    """Return 16 bytes that stand for the names and the bytes of all files.

    Returns:
        `None` where other things count too: links, and what cannot be read.
    """
    from hashlib import sha256  # noqa: PLC0415 - a large library: not before files are read

    found = sha256()
    for file in sorted(files, key=lambda file: file.path):
        if file.is_link or file.error is not None:
            return None
        about = f"{file.path}\0{file.size}\0{len(file.data)}\0"
        found.update(about.encode("utf-8", "surrogateescape") + file.data)
    return found.digest()[:16]


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file with as few system calls as possible.

    Raises:
        OSError: the file cannot be read, or is a device, a pipe or a folder.
    """
    return read_start(path, None)[0]


def read_start(path: str, most: int | None = LARGEST + 1) -> tuple[bytes, int]:
    """Return the first `most` bytes of a file (all when `None`), and its size.

    Raises:
        OSError: the file cannot be read, or is a device, a pipe or a folder.
    """
    handle = os.open(path, _READ)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "not a file")
        wanted = status.st_size + 1 if most is None else min(status.st_size + 1, most)
        data = os.read(handle, wanted)
        # A file may have grown, and some file systems give less than there is: only nothing is the end.
        while (most is None or len(data) < most) and (more := os.read(handle, 1 << 20)):
            data += more
        return data[:most], max(status.st_size, len(data))
    finally:
        os.close(handle)


def _walk(folder: str, prefix: str) -> Iterator[File]:
    waiting = [(folder, prefix)]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            yield File(prefix.rstrip("/"), folder, error=error, is_folder=True)
            continue
        for entry in entries:
            if is_noise(entry.name):
                continue
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, path + "/"))
            elif prefix and path.endswith(RECORD) and entry.is_file(follow_symlinks=False):
                yield _record(path, entry.path)
            else:
                yield _file(path, entry.path, is_link=entry.is_symlink())


def _record(path: str, full: str) -> File:
    """Return an ordinary file; nearly all are read at once, without asking how long they are."""
    try:
        handle = os.open(full, _READ)
        try:
            data = os.read(handle, _AT_ONCE)
            # Some file systems give less than there is.
            more = os.read(handle, 1)
        finally:
            os.close(handle)
    except OSError as error:
        return File(path, full, error=error)
    if more:
        return _file(path, full, is_link=False)
    return File(path, full, data, len(data))


def _file(path: str, full: str, *, is_link: bool) -> File:
    # A file in the folder itself is no record; its bytes are not looked at.
    # Where a link leads to is known only to those who may refuse it.
    if is_link or (path != SITE and not (path.endswith(RECORD) and "/" in path)):
        return File(path, full, is_link=is_link)
    try:
        data, size = read_start(full)
    except OSError as error:
        return File(path, full, error=error)
    return File(path, full, data, size)
