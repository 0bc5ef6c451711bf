"""The files of a folder, read by another process while this one still loads the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import MsgspecError
from msgspec.msgpack import decode, encode

from site_gen.reading.apart import Apart, can_work_apart
from site_gen.reading.files import File, files_at

_Row = tuple[str, str, bytes, int, bool]


class Early:
    """Files that are being read.

    Args:
        root: the folder.
    """

    def __init__(self, root: Path) -> None:
        self._apart = Apart(partial(_packed, str(root))) if can_work_apart() else None

    def files(self) -> list[File] | None:
        """Wait for the files; `None` when they must be read by whoever wants them, who can also say what is wrong."""
        data = self._apart.result() if self._apart else None
        try:
            rows = decode(data or b"", type=list[_Row])
        except MsgspecError:
            return None
        return [File(path, full, data, size, None, is_link) for path, full, data, size, is_link in rows]


def _packed(root: str) -> bytes:
    files = list(files_at(root))
    if any(file.error for file in files):
        return b""
    try:
        return encode([(file.path, file.full, file.data, file.size, file.is_link) for file in files])
    except UnicodeEncodeError:  # a name that is no text
        return b""
