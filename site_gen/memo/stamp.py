"""A few bytes that stand for the program: a changed program never sees what an older one computed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from site_gen import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
#: Files of the package that results can depend on.
_ENDS = (".py", ".yaml", ".json")


@cache
def stamp() -> bytes:
    """Return 16 bytes that stand for this program, its libraries and its Python.

    The package's own files are taken by content, so that a developer's edit counts and a second
    machine with the same program can use the same memo; libraries by name and version.
    """
    found = blake2b(digest_size=16)
    found.update(f"{__version__}\n{sys.version}\n{sys.byteorder}\n".encode())
    for path in sorted(_sources(str(_PACKAGE))):
        with open(path, "rb") as file:  # noqa: PTH123 - 250 files at each start
            data = file.read()
        name = path[len(str(_PACKAGE)) :].replace(os.sep, "/")
        found.update(f"\n{name}\0{len(data)}\0".encode() + data)
    for name in sorted(set(_installed())):
        found.update(f"\n{name}".encode())
    return found.digest()


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_ENDS):
                yield entry.path
            elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                yield from _sources(entry.path)


def _installed() -> Iterator[str]:
    """Yield the names of the installed distributions with their versions, as their folders are called."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - names are all that is wanted
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))
