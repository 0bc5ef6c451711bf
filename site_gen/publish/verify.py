"""Every link of the rendered site leads somewhere: pages, files and anchors are all there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from site_gen.diagnostics import Diagnostic, Place

_BEFORE_LINK = (b'href="', b' src="')
#: Where the menu of a page begins and ends, which nearly all pages of a folder share.
_MENU, _MENU_END = b"<header", b"</nav>"
#: Menus that are remembered of a folder; where no two pages have the same, looking at more would not help.
_MENUS = 3
#: A link that is no more than the way to a file.
_WAY = re.compile(rb"[\w./~-]+").fullmatch
_ID = re.compile(rb'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Doubt(NamedTuple):
    """A link that its page alone cannot answer for: nothing is there, or an anchor of another page."""

    page: str
    href: str
    target: str
    anchor: str


class _Folder:
    """What is good wherever it stands in a folder: most pages of a folder share most of their links.

    Attributes:
        name: its address, without a slash at the end.
        good: links as they are written.
        menus: menus all of whose links are good.
        ways: where links lead, by all of them up to the last slash.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.good: set[bytes] = set()
        self.menus: list[bytes] = []
        self.ways: dict[bytes, str] = {b"": f"{name}/" if name else ""}

    def others(self, data: bytes) -> set[bytes]:
        """Return the links of an HTML file of this folder that are not known to be good."""
        start = data.find(_MENU)
        for menu in self.menus:
            if data.startswith(menu, start):
                return (_links(data[:start]) | _links(data[start + len(menu) :])) - self.good
        menu = data[start : data.find(_MENU_END, start)] if start >= 0 else b""
        if menu and len(self.menus) < _MENUS and _links(menu) <= self.good:
            self.menus.append(menu)
        return _links(data) - self.good

    def target(self, raw: bytes) -> str:
        """Return the address that a link leads to by its mere way; empty for any other link."""
        if not _WAY(raw):
            return ""
        way, _, file = raw.rpartition(b"/")
        start = self.ways.get(way)
        if start is None:
            start = self.ways[way] = _target(self.name, f"{way.decode()}/-")[:-1]
        return start + file.decode()


class Links:
    """Looks at the links of files of a site whose addresses are all known."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._folders: dict[str, _Folder] = {}

    def doubts(self, url: str, data: bytes) -> Iterator[Doubt]:
        """Yield the links of one file that cannot be known to be good yet; of HTML files only.

        Args:
            url: the file's address from the root of the site.
            data: its content.
        """
        if not url.endswith(".html"):
            return
        name = url.rpartition("/")[0]
        folder = self._folders.get(name)
        if folder is None:
            folder = self._folders[name] = _Folder(name)
        for raw in sorted(folder.others(data)):
            if folder.target(raw) in self._known:
                folder.good.add(raw)
            # Looking for one id as it is written is much quicker than reading all of them.
            elif not (raw.startswith(b"#") and b' id="%b"' % raw[1:] in data):
                doubt = self._doubt(url, data, folder, raw)
                if doubt:
                    yield doubt

    def _doubt(self, url: str, data: bytes, folder: _Folder, raw: bytes) -> Doubt | None:
        """Return the doubt about a link that is of no plain kind, if there is one."""
        href, path, anchor = _parts(folder.name, raw)
        target = path or url
        if path is None:
            folder.good.add(raw)
        elif target not in self._known or (anchor and target.endswith(".html") and target != url):
            return Doubt(url, href, target, anchor)
        elif not anchor or not target.endswith(".html"):
            if path:
                folder.good.add(raw)
        elif anchor not in anchors(data):
            return Doubt(url, href, target, anchor)
        return None


def settle(
    found: Iterable[Doubt], known: Container[str], read: Callable[[str], bytes]
) -> Iterator[Diagnostic]:
    """Yield a problem for each doubtful link that the whole site does not answer.

    Args:
        found: the links.
        known: every address of the site.
        read: returns the content of a file of the site.
    """
    wanted: dict[str, dict[str, bool]] = {}
    doubts = [doubt for doubt in found if doubt.target not in known or doubt.anchor]
    for doubt in doubts:
        wanted.setdefault(doubt.target, {})[doubt.anchor] = False
    for target, there in wanted.items():
        if target in known and target.endswith(".html"):
            _look(read(target), there)
    for page, href, target, anchor in doubts:
        if not wanted[target][anchor]:
            yield Diagnostic("SG803", Place(page), (("page", page), ("target", href)))


def _look(data: bytes, wanted: dict[str, bool]) -> None:
    """Tell which of the wanted ids an HTML file has."""
    # Large pages have thousands of ids, and are led to as often: they are looked through once.
    usual = {part.partition(b'"')[0] for part in data.split(b' id="')[1:]}
    wanted.update((anchor, anchor.encode() in usual) for anchor in wanted)
    if not all(wanted.values()):
        own = anchors(data)
        wanted.update((anchor, anchor in own) for anchor in wanted)


def anchors(data: bytes) -> frozenset[str]:
    """Return the ids of an HTML file."""
    return frozenset(unescape(found.decode()) for found in _ID.findall(data))


def _links(data: bytes) -> set[bytes]:
    """Return the links of an HTML file as they are written."""
    # Cutting at fixed letters is several times quicker than a search by pattern.
    return {part.partition(b'"')[0] for mark in _BEFORE_LINK for part in data.split(mark)[1:]}


@lru_cache(1 << 12)
def _parts(folder: str, raw: bytes) -> tuple[str, str | None, str]:
    """Return a link of a page in `folder` as written, its target and anchor.

    The target is `None` when it is not of this site, and empty when it is the page itself.
    """
    text = raw.decode()
    href = unescape(text) if "&" in text else text
    if ":" in href and _ELSEWHERE.match(href):
        return href, None, ""
    path, _, anchor = href.partition("#")
    if "%" in path:
        path = unquote(path)
    return href, _target(folder, path) if path else "", unquote(anchor) if "%" in anchor else anchor


def _target(folder: str, path: str) -> str:
    """Return the address that a relative path from a folder leads to."""
    steps = folder.split("/") if folder else []
    parts = path.split("/")
    up = 0
    while up < len(parts) and parts[up] == "..":
        up += 1
    rest = parts[up:]
    if up > len(steps) or "" in rest or "." in rest or ".." in rest:
        return posixpath.normpath(posixpath.join(folder, path))
    return "/".join((*steps[: len(steps) - up], *rest))
