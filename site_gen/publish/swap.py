"""Two folders change places in one step, and what dead builds left behind is put right."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_EXCHANGE = 2
_HERE = -100


def swap(fresh: Path, output: Path) -> None:
    """Put `fresh` in the place of `output`; in one step where the system can exchange two names.

    Raises:
        OSError: the disk refused; `output` is as before.
    """
    if not output.exists():
        fresh.rename(output)
        return
    if _exchange(fresh, output):
        return
    old = output.with_name(f".{output.name}.old-{os.getpid()}")
    output.rename(old)
    try:
        fresh.rename(output)
    except BaseException:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def sweep(output: Path) -> None:
    """Bring back a site that a crash left aside, and delete what dead builds left behind."""
    for path in sorted(output.parent.glob(f".{output.name}.old-*")):
        if not output.exists():
            path.rename(output)
        elif not _alive(path):
            shutil.rmtree(path, ignore_errors=True)
    for path in output.parent.glob(f".{output.name}.new-*"):
        if not _alive(path):
            shutil.rmtree(path, ignore_errors=True)


def _alive(path: Path) -> bool:
    """Whether the process named in a left-over's name still runs."""
    number = path.name.rpartition("-")[2]
    if not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
