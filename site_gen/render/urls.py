"""Addresses inside the site: always relative, always to a file, so that any folder and `file://` work."""

from __future__ import annotations

import re
from urllib.parse import quote

_PLAIN = re.compile(r"[\w./~-]*", re.ASCII).fullmatch


def relative(from_url: str, to_url: str) -> str:
    """Return the href from one page to another.

    Args:
        from_url: address of the page the link stands on, from the site's root.
        to_url: address of the target from the site's root, perhaps with `#anchor`.
    """
    path, hash_, anchor = to_url.partition("#")
    if not hash_:
        return _between(from_url, path or from_url)
    if path in {"", from_url}:
        return "#" + quoted(anchor, "-_.:~")
    return f"{_between(from_url, path)}#{quoted(anchor, '-_.:~')}"


def _between(from_url: str, to_url: str) -> str:
    """Return the href without an anchor: up from the folders that both do not share, down to the target."""
    folder = from_url[: from_url.rfind("/") + 1]
    if to_url.startswith(folder):  # on this page's own shelf, as most are
        return quoted(to_url[len(folder) :], "/-_.~")
    start = 0  # where the addresses part, just behind a slash
    while True:
        end = from_url.find("/", start) + 1
        if not end or from_url[start:end] != to_url[start:end]:
            break
        start = end
    href = "../" * from_url.count("/", start) + to_url[start:]
    return quoted(href, "/-_.~")


def quoted(text: str, safe: str = "-_.~") -> str:
    """Return a text as a part of an address; most have nothing that must be quoted, and looking is quicker."""
    return text if _PLAIN(text) else quote(text, safe=safe)


def root_of(lang: str, languages: tuple[str, ...]) -> str:
    """Return the folder of a language's tree: empty for the first language, else `en/`."""
    return "" if lang == languages[0] else f"{lang}/"
