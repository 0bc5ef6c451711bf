"""The encoding of names on disk: records have ids such as `hengtai-物资`, whatever the locale of the shell.

Git hands names over as UTF-8. Where Python was told otherwise (`PYTHONUTF8=0` under `LC_ALL=C`, a GBK locale) it
cannot write the page of such a record, so the command starts itself once more in UTF-8 mode.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def as_utf8(argument: str) -> bytes:
    """Return an argument for a process in UTF-8 mode: as it was typed if that is UTF-8, else converted."""
    typed = os.fsencode(argument)
    try:
        typed.decode()
    except UnicodeDecodeError:
        return argument.encode(errors="surrogateescape")
    return typed


def ensure_utf8(original: Sequence[str]) -> None:
    """Start the process again, under the same number, unless names on disk are UTF-8 already.

    Args:
        original: how Python was started (`sys.orig_argv`), options of Python itself and all.
    """
    if sys.getfilesystemencoding() == "utf-8" or not (sys.executable and original):
        return
    options = [as_utf8(argument) for argument in original[1:]]
    # Options of Python come first and the later of two wins, but not over one that names the program.
    os.execv(sys.executable, [os.fsencode(sys.executable), b"-X", b"utf8", *options])  # noqa: S606 - ourselves
