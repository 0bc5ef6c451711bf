"""The only place that writes the output: a whole new tree beside the old one, swapped in at once."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from site_gen import __version__
from site_gen.diagnostics import Diagnostic, Place
from site_gen.locale.text import N_, Msg

MANIFEST = ".site-gen-manifest.json"
_EXCHANGE = 2
_HERE = -100


@dataclass(frozen=True)
class Written:
    """What a write did: files in the site, of which `changed` were new or different, and `removed`."""

    files: int
    changed: int
    removed: int


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


def write_site(files: Mapping[str, bytes], output: Path) -> Written:
    """Make `output` hold exactly `files`; a reader sees the old site or the new one, never a mixture.

    Unchanged files are not written again, and when nothing changed nothing is touched. An interruption
    at any moment leaves the last good site.

    Raises:
        OSError: the disk refused.
    """
    output = output.absolute()
    manifest = {url: sha256(data).hexdigest() for url, data in sorted(files.items())}
    before = _manifest(output)
    same = {
        url
        for url, digest in manifest.items()
        if before.get(url) == digest and _holds(output / url, files[url])
    }
    stray = _stray(output, manifest) if before else 0
    if len(same) == len(manifest) == len(before) and not stray:
        return Written(len(files), 0, 0)
    output.parent.mkdir(parents=True, exist_ok=True)
    _sweep(output)
    fresh = output.with_name(f".{output.name}.new-{os.getpid()}")
    try:
        _fill(fresh, files, same, output)
        text = json.dumps({"site-gen": __version__, "files": manifest}, indent=0, ensure_ascii=False)
        (fresh / MANIFEST).write_text(text + "\n", encoding="utf-8")
        _swap(fresh, output)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Written(len(files), len(files) - len(same), stray)


def _manifest(output: Path) -> dict[str, str]:
    try:
        found = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        return dict(found["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _stray(output: Path, manifest: Mapping[str, str]) -> int:
    """Count the files in the output that the site does not have."""
    found = (p.relative_to(output).as_posix() for p in output.rglob("*") if not p.is_dir())
    return sum(1 for url in found if url not in manifest and url != MANIFEST)


def _fill(fresh: Path, files: Mapping[str, bytes], same: set[str], output: Path) -> None:
    folders: set[Path] = set()
    for url, data in files.items():
        target = fresh / url
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        if url in same and _linked(output / url, target):
            continue
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _swap(fresh: Path, output: Path) -> None:
    """Put `fresh` in the place of `output`; in one step where the system can exchange two names."""
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


def _sweep(output: Path) -> None:
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
