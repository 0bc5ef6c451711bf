"""Every link of the rendered site leads somewhere: pages, files and anchors are all there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from site_gen.diagnostics import Diagnostic, Place

_BEFORE_LINK = (b'href="', b' src="')
_ID = re.compile(rb'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Doubt(NamedTuple):
    """A link that its page alone cannot answer for: nothing is there, or an anchor of another page."""

    page: str
    href: str
    target: str
    anchor: str


class Links:
    """Looks at the links of files of a site whose addresses are all known."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        # Links that are good wherever they stand in a folder: most pages of a folder share most of theirs.
        self._good: dict[str, set[bytes]] = {}

    def doubts(self, url: str, data: bytes) -> Iterator[Doubt]:
        """Yield the links of one file that cannot be known to be good yet; of HTML files only.

        Args:
            url: the file's address from the root of the site.
            data: its content.
        """
        if not url.endswith(".html"):
            return
        folder = posixpath.dirname(url)
        good = self._good.setdefault(folder, set())
        own: frozenset[str] | None = None
        for raw in sorted(_links(data) - good):
            href, path, anchor = _parts(folder, raw)
            target = path or url
            if path is None:
                good.add(raw)
            elif target not in self._known or (anchor and target.endswith(".html") and target != url):
                yield Doubt(url, href, target, anchor)
            elif not anchor or not target.endswith(".html"):
                if path:
                    good.add(raw)
            # Looking for one id as it is written is much quicker than reading all of them.
            elif b' id="%b"' % raw.partition(b"#")[2] not in data:
                own = anchors(data) if own is None else own
                if anchor not in own:
                    yield Doubt(url, href, target, anchor)


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
    for anchor in wanted:
        # Looking for an id as it is usually written is much quicker than reading all of them.
        wanted[anchor] = b' id="%b"' % anchor.encode() in data
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
