"""Addresses inside the site: always relative, always to a file, so that any folder and `file://` work."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote


def relative(from_url: str, to_url: str) -> str:
    """Return the href from one page to another.

    Args:
        from_url: address of the page the link stands on, from the site's root.
        to_url: address of the target from the site's root, perhaps with `#anchor`.
    """
    path, hash_, anchor = to_url.partition("#")
    if path in {"", from_url} and hash_:
        return "#" + quote(anchor, safe="-_.:~")
    href = _between(from_url.rpartition("/")[0], path or from_url)
    return f"{href}#{quote(anchor, safe='-_.:~')}" if hash_ else href


@lru_cache(1 << 16)
def _between(folder: str, target: str) -> str:
    return quote(posixpath.relpath(target, folder or "."), safe="/-_.~")


def root_of(lang: str, languages: tuple[str, ...]) -> str:
    """Return the folder of a language's tree: empty for the first language, else `en/`."""
    return "" if lang == languages[0] else f"{lang}/"
