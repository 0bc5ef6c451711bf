"""Which folders must never be replaced by a site."""

from __future__ import annotations

from pathlib import Path

from site_gen.diagnostics import Diagnostic, Place
from site_gen.locale.text import N_, Msg
from site_gen.publish.spare import MANIFEST


def refusal(output: Path, records: Path) -> Diagnostic | None:
    """Return why `output` must not be replaced, or `None` when it may be.

    Only a folder that is missing, empty or made by site-gen is ever replaced.
    """
    shown = Place(output.as_posix())
    reason = _dangerous(output, records)
    if reason:
        return Diagnostic("SG805", shown, (("path", output.as_posix()), ("reason", reason)))
    if output.exists() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        return Diagnostic("SG801", shown, (("path", output.as_posix()),))
    return None


def _dangerous(output: Path, records: Path) -> Msg | None:
    if output.is_symlink():
        return N_("it is a symbolic link")
    if output.exists() and not output.is_dir():
        return N_("it is not a folder")
    real, source = output.resolve(), records.resolve()
    if source.is_relative_to(real) or real.is_relative_to(source):
        return N_("it holds the records or lies inside them")
    if Path.cwd().is_relative_to(real) or Path.home().is_relative_to(real) or real.parent == real:
        return N_("you are in it, or it is your home folder")
    return None
