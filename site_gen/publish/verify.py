"""Every link of the rendered site leads somewhere: pages, files and anchors are all there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from site_gen.diagnostics import Diagnostic, Place

_LINK = re.compile(rb'\s(?:href|src|xlink:href)="([^"]*)"')
_ID = re.compile(rb'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def broken_links(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a problem for each link of an HTML file whose target or anchor does not exist."""
    anchors: dict[str, frozenset[str]] = {}
    for url, data in files.items():
        if not url.endswith(".html"):
            continue
        for raw in sorted(set(_LINK.findall(data))):
            href = unescape(raw.decode())
            if not _leads_somewhere(url, href, files, anchors):
                yield Diagnostic("SG803", Place(url), (("page", url), ("target", href)))


def _leads_somewhere(
    url: str, href: str, files: Mapping[str, bytes], anchors: dict[str, frozenset[str]]
) -> bool:
    if _ELSEWHERE.match(href):
        return True
    path, _, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(path))) if path else url
    if target not in files:
        return False
    if not anchor or not target.endswith(".html"):
        return True
    if target not in anchors:
        anchors[target] = frozenset(unescape(i.decode()) for i in _ID.findall(files[target]))
    return unquote(anchor) in anchors[target]
