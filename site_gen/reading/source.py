"""One file of the records folder, and where files come from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from site_gen.diagnostics import Diagnostic, Place
from site_gen.records import FOLDERS

#: Droppings of editors and file systems that are never records.
_NOISE_ENDS = ("~", ".swp", ".swx", ".bck", ".tmp", ".bak", ".orig", ".part")
_NOISE_NAMES = {"4913", "Thumbs.db", "desktop.ini", "README.md", "README"}
_FOLDERS_TEXT = tuple(f"{folder}/" for folder in FOLDERS)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found: path relative to the records folder (NFC, `/`), and its bytes."""

    path: str
    data: bytes


def is_noise(name: str) -> bool:
    """Whether a file name is an editor's or system's temporary file."""
    return name.startswith((".", "#")) or name.endswith(_NOISE_ENDS) or name in _NOISE_NAMES


def discover(root: Path) -> tuple[list[Source], list[Diagnostic]]:
    """Read every record file below `root`, sorted by path.

    Returns:
        The files, and problems: unreadable files, links that lead out, files that no kind claims.
    """
    sources: list[Source] = []
    problems: list[Diagnostic] = []
    base = root.resolve()
    for path, entry in sorted(_walk(root, "")):
        shown = normalize("NFC", path)
        place = Place(shown)
        if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(base):
            problems.append(Diagnostic("SG107", place))
            continue
        if path == "site.yaml":
            continue
        if FOLDERS.get(path.split("/", 1)[0]) is None or "/" not in path:
            if path.endswith(".md"):
                problems.append(Diagnostic("SG110", place, (("folders", _FOLDERS_TEXT),)))
            continue
        if not path.endswith(".md"):
            problems.append(Diagnostic("SG111", place, (("name", entry.name),)))
            continue
        try:
            sources.append(Source(shown, read_bytes(entry.path)))
        except OSError as error:
            problems.append(Diagnostic("SG109", place, (("reason", error.strerror or "?"),)))
    return sources, problems


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file with as few system calls as possible."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(handle).st_size
        data = os.read(handle, size + 1)
        while more := os.read(handle, 1 << 20):
            data += more
        return data
    finally:
        os.close(handle)


def _walk(folder: Path | str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_noise(entry.name):
                continue
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, path + "/")
            else:
                yield path, entry
