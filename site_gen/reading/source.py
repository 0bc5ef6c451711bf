"""One file of the records folder, and where files come from."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from site_gen.diagnostics import Diagnostic, Place
from site_gen.forms.text import LARGEST
from site_gen.forms.vocabulary import nearest
from site_gen.locale.text import N_, Text
from site_gen.records import FOLDERS

#: Droppings of editors and file systems that are never records.
_NOISE_ENDS = ("~", ".swp", ".swx", ".bck", ".tmp", ".bak", ".orig", ".part")
_NOISE_NAMES = {"4913", "Thumbs.db", "desktop.ini", "README.md", "README"}
_FOLDERS_TEXT = tuple(f"{folder}/" for folder in FOLDERS)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found.

    Attributes:
        path: relative to the records folder, NFC, with `/`.
        data: its bytes; only the first `LARGEST + 1` of a file that is too large.
        size: bytes of the whole file; those of `data` when `None`.
        reason: why the file could not be read, `None` when it could.
    """

    path: str
    data: bytes
    size: int | None = None
    reason: Text | None = None


def is_noise(name: str) -> bool:
    """Whether a file name is an editor's or system's temporary file."""
    return name.startswith((".", "#")) or name.endswith(_NOISE_ENDS) or name in _NOISE_NAMES


def discover(root: Path) -> tuple[list[Source], list[Diagnostic]]:
    """Read every record file below `root`, sorted by path.

    Returns:
        The files, and problems: links that lead out, files that no kind claims, folders that cannot
        be read. A file that cannot be read is among the files, so that references to it hold.
    """
    sources: list[Source] = []
    problems: list[Diagnostic] = []
    base = os.path.realpath(root)
    for path, entry in sorted(_walk(root, "", problems), key=lambda found: found[0]):
        found = _claim(path, entry, base)
        if isinstance(found, Diagnostic):
            problems.append(found)
        elif found is not None:
            sources.append(found)
    return sources, problems


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
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "not a file")
        wanted = status.st_size + 1 if most is None else min(status.st_size + 1, most)
        data = os.read(handle, wanted)
        while (most is None or len(data) < most) and (more := os.read(handle, 1 << 20)):
            data += more
        return data[:most], max(status.st_size, len(data))
    finally:
        os.close(handle)


def _claim(path: str, entry: os.DirEntry[str], base: str) -> Source | Diagnostic | None:
    """Return the source of a found file, the problem with it, or `None` when it is no one's concern."""
    shown = normalize("NFC", path).encode("utf-8", "replace").decode("utf-8")
    place = Place(shown)
    name = shown.rsplit("/", 1)[-1]
    if entry.is_symlink() and (refused := _bad_link(entry, base, place)):
        return refused
    if path == "site.yaml":
        return None
    folder = shown.split("/", 1)[0]
    if "/" not in shown or folder not in FOLDERS:
        if not shown.lower().endswith(".md"):
            return None
        args: list[tuple[str, object]] = [("folders", _FOLDERS_TEXT)]
        near = nearest(folder.removesuffix(".md"), list(FOLDERS), 75)
        if near:
            args.append(("suggestion", f"{near}/"))
        return Diagnostic("SG110", place, tuple(args))
    if not shown.endswith(".md"):
        return Diagnostic("SG111", place, (("name", name),))
    if not _is_utf8(path):
        args = [("name", name), ("reason", N_("its characters are not UTF-8"))]
        return Diagnostic("SG112", place, tuple(args))
    try:
        data, size = read_start(entry.path)
    except OSError as error:
        return Source(shown, b"", reason=_reason(error))
    return Source(shown, data, size)


def _bad_link(entry: os.DirEntry[str], base: str, place: Place) -> Diagnostic | None:
    try:
        target = os.path.realpath(entry.path, strict=True)
    except OSError as error:
        return Diagnostic("SG109", place, (("reason", _reason(error)),))
    if os.path.commonpath([target, base]) != base:
        return Diagnostic("SG107", place)
    if Path(target).is_dir():
        return Diagnostic("SG113", place, (("name", place.path.rsplit("/", 1)[-1]),))
    return None


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: OSError) -> Text:
    """Say why a file cannot be read, without the words of one operating system."""
    if isinstance(error, PermissionError):
        return N_("reading it is not permitted")
    if isinstance(error, FileNotFoundError):
        return N_("the link leads to nothing")
    if "loop" in str(error.strerror).lower() or "symbolic" in str(error.strerror).lower():
        return N_("the link leads in a circle")
    if error.errno == 0:
        return N_("it is not a file")
    return error.strerror or type(error).__name__


def _walk(
    folder: Path | str, prefix: str, problems: list[Diagnostic]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        place = Place(normalize("NFC", prefix).encode("utf-8", "replace").decode("utf-8").rstrip("/"))
        problems.append(Diagnostic("SG109", place, (("reason", _reason(error)),)))
        return
    for entry in entries:
        if is_noise(entry.name):
            continue
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, path + "/", problems)
        else:
            yield path, entry
