"""Addresses inside the site: always relative, always to a file, so that any folder and `file://` work."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_PLAIN = re.compile(r"[\w./~-]*", re.ASCII).fullmatch


def relative(from_url: str, to_url: str) -> str:
    """Return the href from one page to another.

    Args:
        from_url: address of the page the link stands on, from the site's root.
        to_url: address of the target from the site's root, perhaps with `#anchor`.
    """
    path, hash_, anchor = to_url.partition("#") if "#" in to_url else (to_url, "", "")
    if hash_ and path in {"", from_url}:
        return "#" + quoted(anchor, "-_.:~")
    # Pages of a folder share most of their links.
    found = _from_folder(from_url[: from_url.rfind("/") + 1], path or from_url)
    return f"{found}#{quoted(anchor, '-_.:~')}" if hash_ else found


@lru_cache(1 << 14)
def _from_folder(folder: str, to_url: str) -> str:
    """Return the href from the pages of a folder to an address without an anchor."""
    name = to_url.rfind("/") + 1
    return _way(folder, to_url[:name]) + quoted(to_url[name:])


@lru_cache(1 << 14)
def _way(folder: str, to: str) -> str:
    """Return the href from one folder to another: up from the folders that both do not share, down to the other."""
    start = 0  # where the addresses part, just behind a slash
    while True:
        end = folder.find("/", start) + 1
        if not end or folder[start:end] != to[start:end]:
            break
        start = end
    return quoted("../" * folder.count("/", start) + to[start:], "/-_.~")


def quoted(text: str, safe: str = "-_.~") -> str:
    """Return a text as a part of an address; most have nothing that must be quoted, and looking is quicker."""
    return text if _PLAIN(text) else quote(text, safe=safe)


def root_of(lang: str, languages: tuple[str, ...]) -> str:
    """Return the folder of a language's tree: empty for the first language, else `en/`."""
    return "" if lang == languages[0] else f"{lang}/"
