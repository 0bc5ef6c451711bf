"""The site before the last one, kept beside the memo: the next one is made of it by what differs.

Two builds in a row share nearly all files. Linking each of them into a new folder costs more than anything else that
a build after one edit does; in the spare site they are there already.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import orjson

from site_gen import __version__

#: File with the digests of all files of a site.
MANIFEST = ".site-gen-manifest.json"
#: What a folder of a spare holds: the site, and the path of its output.
_SITE, _OF = "site", "output"


class Status(NamedTuple):
    """What the system says of a file: bytes, when it was written in nanoseconds, and which file it is."""

    size: int
    mtime: int
    inode: int


class Likeness(NamedTuple):
    """How a spare site differs from the output: paths of its files that are not the output's, and files of the output that it lacks."""

    others: list[str]
    lacking: list[str]


class Spare:
    """Keeps one site of an output; the caller is the only build into that output.

    Args:
        output: the folder that is published into.
        folder: where spare sites lie; `None` for nowhere, and none is kept.
    """

    def __init__(self, output: Path, folder: Path | None) -> None:
        self._output = output
        self._home = None if folder is None else folder / f"spare-{_digest(output)}"

    @property
    def site(self) -> str:
        """Where the spare site is, if there is one; empty where none is kept."""
        return "" if self._home is None else f"{self._home / _SITE}"

    def take(self, place: Path) -> bool:
        """Move the spare site to another place, where a crash leaves it to be cleared away; tell whether there was one."""
        if self._home is None:
            return False
        try:
            Path(self._home, _SITE).rename(place)
        except OSError:
            return False
        return True

    def keep(self, place: Path) -> None:
        """Keep the site at a place that was published over, unless the disk refuses."""
        if self._home is None or not place.is_dir():
            return
        with suppress(OSError):
            self._settle(self._home)
            place.rename(self._home / _SITE)

    def make(self, digests: Mapping[str, str]) -> None:
        """Make the spare site equal to the output, which has these files, unless the disk refuses or shares no files.

        After a build that made most of the site the next one would do that, and somebody waits for it after an edit.
        """
        if self._home is None:
            return
        site, output = self.site, f"{self._output}"
        with suppress(OSError):
            self._settle(self._home)
            with TemporaryDirectory(dir=self._home) as probe:
                os.link(f"{output}/{MANIFEST}", f"{probe}/{MANIFEST}")
            bring_up(site, output, digests, digests, likeness(site, digests, statuses(output)))
            carry(f"{output}/{MANIFEST}", f"{site}/{MANIFEST}")

    def _settle(self, home: Path) -> None:
        """Make the home of the spare site, which says of which output it is."""
        _clear_away(home.parent)
        home.mkdir(parents=True, exist_ok=True)
        Path(home, _OF).write_bytes(os.fsencode(self._output))


def _digest(output: Path) -> str:
    return blake2b(os.fsencode(output), digest_size=6).hexdigest()


def _clear_away(folder: Path) -> None:
    """Delete the spare sites of outputs that are gone."""
    for home in folder.glob("spare-*"):
        with suppress(OSError):
            if not Path(os.fsdecode(Path(home, _OF).read_bytes())).is_dir():
                shutil.rmtree(home)


def likeness(site: str, digests: Mapping[str, str], ours: Mapping[str, Status]) -> Likeness:
    """Compare a spare site with the output.

    Args:
        site: the spare site.
        digests: the digests of the files of the output, by address.
        ours: what the system says of these.
    """
    before = manifest(site)
    there = {path: entry.inode() for path, entry in walk(site)} if site else {}
    # Only the very same file is sure to be as it was: what somebody wrote into either folder is another one, or was
    # found to be changed.
    right = {
        address
        for address, digest in digests.items()
        if before.get(address) == digest and address in ours and there.get(address) == ours[address].inode
    }
    return Likeness([*(there.keys() - right)], [*(digests.keys() - right)])


def bring_up(
    site: str, output: str, digests: Collection[str], same: Collection[str], found: Likeness
) -> None:
    """Make a spare site hold exactly some files of the output.

    Args:
        site: the spare site.
        output: the published site.
        digests: the addresses of its files when the two were compared.
        same: the addresses of those that the spare site shall have.
        found: how the two differ.

    Raises:
        OSError: the disk refused.
    """
    right = set(digests).difference(found.lacking)
    _clear(site, {*found.others, *right.difference(same)})
    for address in set(same) - right:
        make_room(f"{site}/{address}")
        carry(f"{output}/{address}", f"{site}/{address}")


def carry(old: str, new: str) -> None:
    """Give a file of one site to another: the same one where the file system can, else a copy."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def make_room(path: str) -> None:
    """Make the folder of a file."""
    os.makedirs(path.rpartition("/")[0], exist_ok=True)  # noqa: PTH103 - many times; a Path costs more than the call


def manifest(site: str) -> dict[str, str]:
    """Return the digests of the files of a site by address; empty when it does not say."""
    try:
        found = orjson.loads(Path(site, MANIFEST).read_bytes())
        return dict(found["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def manifest_of(digests: Mapping[str, str]) -> bytes:
    """Return the file that says which files a site has: their digests by address."""
    found = {"site-gen": __version__, "files": digests}
    return orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def walk(folder: str, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the path of every file below a folder, from there, with its entry."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


def statuses(folder: str) -> dict[str, Status]:
    """Return what the system says of every file below a folder, by address."""
    found: dict[str, Status] = {}
    for path, entry in walk(folder):
        with suppress(OSError):  # it has just gone
            # What a folder says of its files can be old on Windows.
            status = os.lstat(entry.path)
            found[path] = Status(status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def _clear(site: str, paths: Iterable[str]) -> None:
    """Delete files, and folders that are empty then."""
    folders: set[str] = set()
    for path in paths:
        full = f"{site}/{path}"
        os.unlink(full)  # noqa: PTH108 - one string per file
        folders.add(os.path.dirname(full))  # noqa: PTH120 - the same
    for folder in sorted(folders, key=len, reverse=True):
        with suppress(OSError):  # it is not empty
            os.removedirs(folder)
