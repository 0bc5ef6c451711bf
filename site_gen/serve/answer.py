"""What the browser gets: the bytes of the site, and in pages the script that keeps them fresh."""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePosixPath

from msgspec import Struct

from site_gen.locale.text import N_, tr

#: Content types by ending: the system's own list may be incomplete or wrong.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
_HTML = TYPES[".html"]
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)')
_CONNECT = b"; connect-src 'self'"


class Answer(Struct, frozen=True):
    """An answer to one request.

    Attributes:
        status: HTTP status.
        body: its bytes.
        kind: content type.
        location: where to look instead, for a redirect.
    """

    status: int
    body: bytes
    kind: str = _HTML
    location: str = ""


def address_of(path: str) -> str:
    """Return the address in the site that a request's decoded path means: a key to look up, never a file name."""
    address = path.lstrip("/")
    return address + "index.html" if not address or address.endswith("/") else address


def kind_of(address: str) -> str:
    """Return the content type of a file of the site."""
    return TYPES.get(PurePosixPath(address).suffix.lower(), "application/octet-stream")


def with_script(html: bytes, build: str) -> bytes:
    """Add the live script to a page, and let the page's own policy allow it to ask for news.

    Args:
        html: the page as `build` writes it.
        build: id of the edition it is of.
    """
    tags = (
        '<link rel="stylesheet" href="/_live/live.css" data-live>'
        f'<script src="/_live/live.js" data-live data-build="{escape(build)}"></script>\n'
    ).encode()
    html = _POLICY.sub(_allow_connect, html, count=1)
    end = html.rfind(b"</body>")
    return html + tags if end < 0 else html[:end] + tags + html[end:]


def _allow_connect(found: re.Match[bytes]) -> bytes:
    return found[0] if b"connect-src" in found[2] else found[0] + _CONNECT


def waiting_page(lang: str, build: str) -> bytes:
    """Return the page for a site that cannot be shown yet; its script fills in the problems."""
    title = escape(tr(N_("The site cannot be shown yet"), lang))
    text = escape(
        tr(N_("It appears here by itself as soon as the problems listed on this page are mended."), lang)
    )
    html = (
        f'<!doctype html>\n<html lang="{lang}" data-live-waiting>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n</head>\n<body class="live-waiting">\n<main id="main">\n'
        f"<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
    )
    return with_script(html.encode(), build)
