"""One file of the records folder, and where files come from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import force_setattr

from site_gen.diagnostics import Diagnostic, Place
from site_gen.forms.vocabulary import nearest
from site_gen.locale.text import N_, Text
from site_gen.reading.digest import digest_of
from site_gen.reading.files import (
    RECORD,
    SITE,
    File,
    files_at,
    is_nearly_site,
    is_noise,
    read_bytes,
    read_start,
)
from site_gen.records import FOLDERS

__all__ = ["Found", "Source", "claim", "discover", "is_noise", "read_bytes", "read_start", "scan"]

_FOLDERS_TEXT = tuple(f"{folder}/" for folder in FOLDERS)


class Source(Struct, frozen=True):
    """A file as found.

    Attributes:
        path: relative to the records folder, NFC, with `/`.
        data: its bytes; only the first `LARGEST + 1` of a file that is too large.
        size: bytes of the whole file; those of `data` when `None`.
        reason: why the file could not be read, `None` when it could.
        digest: 16 bytes that stand for all of these (see `digest_of`); found out where it is not given.
    """

    path: str
    data: bytes
    size: int | None = None
    reason: Text | None = None
    digest: bytes = b""

    def __post_init__(self) -> None:
        if not self.digest:
            force_setattr(self, "digest", digest_of(self.path, self.data, self.size, self.reason))


class Found(Struct, frozen=True):
    """Something in the records folder.

    Attributes:
        path: relative to the records folder with `/`, as the file system has it.
        what: the file, the problem with it, or `None` when it is no one's concern.
        is_link: whether it is a symbolic link, whose target can change elsewhere.
    """

    path: str
    what: Source | Diagnostic | None
    is_link: bool = False


def discover(root: Path) -> tuple[list[Source], list[Diagnostic]]:
    """Read every record file below `root`, sorted by path.

    Returns:
        The files, and problems: links that lead out, files that no kind claims, folders that cannot
        be read. A file that cannot be read is among the files, so that references to it hold.
    """
    found = [one.what for one in sorted(scan(root), key=lambda one: one.path)]
    sources = [what for what in found if isinstance(what, Source)]
    return sources, [what for what in found if isinstance(what, Diagnostic)]


def scan(root: Path, path: str = "") -> Iterator[Found]:
    """Read everything at `path` and below it, in no order; see `files_at`."""
    return claim(files_at(os.fspath(root), path), root)


def claim(files: Iterable[File], root: Path) -> Iterator[Found]:
    """Say of each file of the records folder what it is."""
    base = os.path.realpath(root)
    return (Found(file.path, _claim(file, base), file.is_link) for file in files)


def _claim(file: File, base: str) -> Source | Diagnostic | None:
    """Return the source of a found file, the problem with it, or `None` when it is no one's concern."""
    path = file.path
    if file.error is None and not file.is_link and path.endswith(RECORD) and path.isascii():
        # Nearly all are like this.
        folder, slash, _ = path.partition("/")
        if slash and folder in FOLDERS:
            return Source(path, file.data, file.size, None, file.digest)
    shown = _shown(path)
    if file.is_folder and file.error is not None:
        return Diagnostic("SG109", Place(shown), (("reason", _reason(file.error)),))
    if file.is_link and (refused := _bad_link(file.full, base, Place(shown))):
        return refused
    if path == SITE:
        return None
    folder = shown.split("/", 1)[0]
    if "/" not in shown or folder not in FOLDERS:
        if is_nearly_site(path):
            return Diagnostic("SG115", Place(shown), (("name", shown),))
        return _homeless(Place(shown), folder) if shown.lower().endswith(RECORD) else None
    if not shown.endswith(RECORD):
        return Diagnostic("SG111", Place(shown), (("name", _name(shown)),))
    if not _is_utf8(path):
        args = (("name", _name(shown)), ("reason", N_("its characters are not UTF-8")))
        return Diagnostic("SG112", Place(shown), args)
    return _source(file, shown)


def _homeless(place: Place, folder: str) -> Diagnostic:
    """Return the problem of a record that is in no folder of records."""
    args: list[tuple[str, object]] = [("folders", _FOLDERS_TEXT)]
    near = nearest(folder.removesuffix(RECORD), list(FOLDERS), 75)
    if near:
        args.append(("suggestion", f"{near}/"))
    return Diagnostic("SG110", place, tuple(args))


def _source(file: File, shown: str) -> Source:
    data, size, error = file.data, file.size, file.error
    if file.is_link:
        try:
            data, size = read_start(file.full)
        except OSError as found:
            error = found
    return Source(shown, data, size) if error is None else Source(shown, b"", reason=_reason(error))


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _shown(path: str) -> str:
    return path if path.isascii() else normalize("NFC", path).encode("utf-8", "replace").decode("utf-8")


def _bad_link(full: str, base: str, place: Place) -> Diagnostic | None:
    try:
        target = os.path.realpath(full, strict=True)
    except OSError as error:
        return Diagnostic("SG109", place, (("reason", _reason(error)),))
    if os.path.commonpath([target, base]) != base:
        return Diagnostic("SG107", place)
    if Path(target).is_dir():
        return Diagnostic("SG113", place, (("name", _name(place.path)),))
    return None


def _is_utf8(path: str) -> bool:
    if path.isascii():
        return True
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
