"""Markdown of records to HTML: no raw HTML, links checked, memoised by content."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Resolves a link to a record file (`../projects/x.md`) to an href, `None` when there is none.
Resolve = Callable[[str], str | None]
_SAFE_SCHEMES = {"", "http", "https", "mailto", "tel"}
#: A line that Markdown can only read as text: it begins with a letter, perhaps behind digits (`11月`), and has
#: no sign that means something in Markdown or HTML, and no white space but single or several blanks inside.
_LINE = r"[0-9]*[^\W\d_][^\s\\`*_\[\]<>&!~|#\x00-\x1f]*(?: +[^\s\\`*_\[\]<>&!~|#\x00-\x1f]+)*"
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*").fullmatch
#: What depends on the page: headings (their level) and links.
_OF_PAGE = re.compile(r"<h[1-6]>|<a ").search


@cache
def _engine() -> MarkdownIt:
    # Most texts need none, and loading it takes longer than making a page.
    engine: MarkdownIt = (
        import_module("markdown_it")
        .MarkdownIt("commonmark", {"html": False, "breaks": True})
        .enable(["table", "strikethrough"])
    )
    engine.disable(["image"])
    return engine


def load() -> None:
    """Load what few texts need: processes begun as copies of this one share it."""
    _engine()


@cache
def _tokens(text: str) -> list[Token]:
    return _engine().parse(text)


def markdown(text: str, resolve: Resolve, heading: int = 3) -> Markup:
    """Return the HTML of a Markdown text.

    Args:
        text: the source; raw HTML in it is shown as text, images are not loaded.
        resolve: makes the href of links that end in `.md`.
        heading: level of the highest heading in the result.
    """
    found = _everywhere(text)
    if found is not None:
        return found
    tokens = [_adapted(token, resolve, heading) for token in _tokens(text)]
    return Markup(_engine().renderer.render(tokens, _engine().options, {}))  # noqa: S704 - as below


@cache
def _everywhere(text: str) -> Markup | None:
    """Return the HTML of a text that looks the same on every page, `None` for one with headings or links."""
    if not text.strip():
        return Markup()
    if _PARAGRAPH(text):  # most texts, and they need no engine
        html = "<p>" + text.replace('"', "&quot;").replace("\n", "<br />\n") + "</p>\n"
    else:
        html = _engine().render(text)
    return None if _OF_PAGE(html) else Markup(html)  # noqa: S704 - made with raw HTML off


def _adapted(token: Token, resolve: Resolve, heading: int) -> Token:
    if token.type in {"heading_open", "heading_close"}:
        level = min(6, heading + max(0, int(token.tag[1]) - 3))
        return token.copy(tag=f"h{level}")
    if token.children and any(child.type == "link_open" for child in token.children):
        return token.copy(children=[_link(child, resolve) for child in token.children])
    return token


def _link(token: Token, resolve: Resolve) -> Token:
    if token.type != "link_open":
        return token
    href = str(token.attrGet("href") or "")
    parts = urlsplit(href)
    if parts.scheme not in _SAFE_SCHEMES:
        return token.copy(attrs={})
    if parts.scheme or parts.netloc:
        return token.copy(attrs={"href": href, "rel": "noopener noreferrer nofollow"})
    found = resolve(href) if parts.path.endswith(".md") else href
    return token.copy(attrs={"href": found if found is not None else href})
