"""Where the command begins: the files of a team are read while the program is loaded."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from site_gen.reading.early import begin

#: Commands that want all files, whatever else they are asked; and whether only when nothing is kept.
_READERS = {"build": False, "check": True}
_NAMING = "--records"


def run() -> None:
    """Entry point of the `site-gen` command."""
    command, *rest = sys.argv[1:] or [""]
    if command in _READERS and not {"-h", "--help"} & set(rest):
        # What these make lives until they end; looking for garbage, they would find the program that is being loaded.
        gc.disable()
        begin(_named(rest), anew=_READERS[command])
    from site_gen.cli.main import run as go_on  # noqa: PLC0415 - loads the program, while files are read

    go_on()


def _named(arguments: Sequence[str]) -> str | None:
    """Return the folder of records that was named, where it is written out; what is wrong with it others say."""
    found = None
    for at, one in enumerate(arguments):
        if one == _NAMING and at + 1 < len(arguments):
            found = arguments[at + 1]
        elif one.startswith(f"{_NAMING}="):
            found = one.partition("=")[2]
    return found
