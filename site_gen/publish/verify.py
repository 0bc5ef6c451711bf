"""Every link of the rendered site leads somewhere: pages, files and anchors are all there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from site_gen.diagnostics import Diagnostic, Place

_LINK = re.compile(rb'\s(?:href|src|xlink:href)="([^"]*)"')
_ID = re.compile(rb'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Doubt(NamedTuple):
    """A link that its page alone cannot answer for: nothing is there, or an anchor of another page."""

    page: str
    href: str
    target: str
    anchor: str


def broken_links(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a problem for each link of an HTML file whose target or anchor does not exist."""
    return settle((doubt for url, data in files.items() for doubt in doubts(url, data, files)), files)


def doubts(url: str, data: bytes, known: Container[str]) -> Iterator[Doubt]:
    """Yield the links of one file that cannot be known to be good yet; of HTML files only.

    Args:
        url: the file's address from the root of the site.
        data: its content.
        known: all addresses of the site.
    """
    if not url.endswith(".html"):
        return
    own: frozenset[str] | None = None
    folder = posixpath.dirname(url)
    for raw in sorted(set(_LINK.findall(data))):
        href, path, anchor = _parts(folder, raw)
        if path is None:
            continue
        target = path or url
        if target not in known:
            yield Doubt(url, href, target, anchor)
        elif not anchor or not target.endswith(".html"):
            continue
        elif target != url:
            yield Doubt(url, href, target, anchor)
        else:
            own = anchors(data) if own is None else own
            if anchor not in own:
                yield Doubt(url, href, target, anchor)


def settle(found: Iterable[Doubt], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a problem for each doubtful link that the files of the whole site do not answer."""
    anchors_of: dict[str, frozenset[str]] = {}
    for page, href, target, anchor in found:
        if target in files and target not in anchors_of:
            anchors_of[target] = anchors(files[target]) if target.endswith(".html") else frozenset()
        if target not in files or (anchor and anchor not in anchors_of[target]):
            yield Diagnostic("SG803", Place(page), (("page", page), ("target", href)))


def anchors(data: bytes) -> frozenset[str]:
    """Return the ids of an HTML file."""
    return frozenset(unescape(found.decode()) for found in _ID.findall(data))


@lru_cache(1 << 16)
def _parts(folder: str, raw: bytes) -> tuple[str, str | None, str]:
    """Return a link of a page in `folder` as written, its target and anchor.

    The target is `None` when it is not of this site, and empty when it is the page itself.
    """
    href = unescape(raw.decode())
    if _ELSEWHERE.match(href):
        return href, None, ""
    path, _, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else ""
    return href, target, unquote(anchor)
