"""What a build is of: the commit of the records, asked of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SHORT = 12


def commit_of(folder: Path) -> str:
    """Return the short id of the commit that `folder` is at, with `+` when it has changes.

    Empty outside a git work tree, without git, and before the first commit.
    """
    ident = _git(folder, "rev-parse", f"--short={_SHORT}", "HEAD")
    if not ident:
        return ""
    return ident + ("+" if _git(folder, "status", "--porcelain", "--", ".") else "")


def _git(folder: Path, *args: str) -> str:
    # Without this, asking for the status takes git's lock, and a command the user types meanwhile fails.
    args = ("--no-optional-locks", *args)
    try:
        done = subprocess.run(  # noqa: S603 - fixed program and arguments
            ["git", "-C", str(folder), *args],  # noqa: S607 - git is found on the user's path on purpose
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
