"""What git does to a work tree, seen from its own folder."""

from __future__ import annotations

import time
from pathlib import Path

#: Age in seconds from which a lock of git is taken for one left behind.
_LOCK_SECONDS = 5.0
#: File that git writes when it has put other files into the work tree, or taken note of those there.
INDEX = "index"
#: File that names the branch, and beside it, in the folder below, the list of all the commits it was at.
HEAD = "HEAD"
LOGS = "logs"


def git_folder(records: Path) -> str:
    """Return git's own folder of the work tree that the records are in, empty when there is none to watch.

    A work tree made by `git worktree`, and a submodule, have a file there that names the folder.
    """
    for folder in (records, *records.parents):
        found = folder / ".git"
        if found.is_dir():
            return str(found)
        if found.is_file():
            return _named(found)
    return ""


def _named(file: Path) -> str:
    try:
        word, _, path = file.read_text("utf-8", errors="replace").partition(":")
    except OSError:
        return ""
    folder = file.parent / path.strip()
    return str(folder.resolve()) if word == "gitdir" and folder.is_dir() else ""


def is_busy(folder: str) -> bool:
    """Whether git is changing the work tree right now; a lock left over from long ago does not count."""
    try:
        return bool(folder) and time.time() - Path(folder, "index.lock").stat().st_mtime < _LOCK_SECONDS
    except OSError:
        return False
