"""The files of a folder, read by another process while this one still loads the program."""

from __future__ import annotations

import marshal
import os
from functools import partial

from site_gen import KEPT
from site_gen.reading.apart import Apart, can_work_apart
from site_gen.reading.files import SITE, File, files_at

#: Folders with the records of a team when none is named.
USUAL = ("records", ".")
#: What has been begun, by folder, until somebody wants it.
_begun: dict[str, Early] = {}


class Early:
    """Files that are being read.

    Args:
        root: the folder.
    """

    def __init__(self, root: str) -> None:
        self._apart = Apart(partial(_packed, root)) if can_work_apart() else None

    def files(self) -> list[File] | None:
        """Wait for the files; `None` when they must be read by whoever wants them, who can also say what is wrong."""
        data = self._apart.result() if self._apart else None
        if not data:
            return None
        return [*map(File._make, marshal.loads(data))]  # noqa: S302 - from a copy of this process


def begin(named: str | None, *, anew: bool) -> None:
    """Begin to read the folder that a command will most likely want.

    Args:
        named: the folder that was named; `None` for none.
        anew: only where nothing is kept of an earlier command; else little more is loaded than what reads files.
    """
    for folder in USUAL if named is None else (named,):
        if os.path.isfile(f"{folder}/{SITE}"):  # noqa: PTH113 - pathlib is not loaded yet
            kept = any(os.path.isdir(f"{folder}/{place}") for place in (KEPT, f"../{KEPT}"))  # noqa: PTH112 - the same
            if not (anew and kept):
                _begun[_spelt(folder)] = Early(_spelt(folder))
            return


def early_files(root: str) -> Early:
    """Return the files of a folder that are being read, from now on if not before."""
    return _begun.pop(_spelt(root), None) or Early(root)


def _spelt(folder: str) -> str:
    return os.path.normpath(folder)


def _packed(root: str) -> bytes:
    files = list(files_at(root))
    if any(file.error for file in files):
        return b""
    from site_gen.reading.digest import digest_of  # noqa: PLC0415 - loads a large library: not before files are read

    # Of a path that is no text nothing is told, as of those that are no record.
    return marshal.dumps(
        [
            (*file[:-1], digest_of(file.path, file.data, file.size) if file.path.isascii() else b"")
            for file in files
        ]
    )
