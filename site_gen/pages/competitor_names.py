"""What competitors are called in addresses, and links to their pages."""

from __future__ import annotations

from functools import cache
from hashlib import sha1

from markupsafe import Markup

from site_gen.book.competitors import key_of, main_key
from site_gen.forms.slug import slug
from site_gen.pages import addresses
from site_gen.pages.view import View


@cache
def slug_of(key: str) -> str:
    """Return a competitor's part of an address, from the key of its name alone; ASCII, for any file system's locale.

    Where the plain form loses something (`g+f` and `g-f`, Chinese), a mark made from the whole key keeps names
    apart; so an address never depends on which other competitors there are.
    """
    plain = slug(key.encode("ascii", "ignore").decode())
    if plain == key:
        return plain
    mark = sha1(key.encode(), usedforsecurity=False).hexdigest()[:8]
    return f"{plain}-{mark}".strip("-")


def competitor_url(view: View, name: str) -> str:
    """Return the relative href of the page of a competitor that a bid or project names."""
    return view.href(addresses.competitor(slug_of(main_key(view.book, key_of(name)))))


def competitor_link(view: View, name: str) -> Markup:
    """Return a link to what is known about a competitor, by its name as written."""
    return Markup('<a href="{}">{}</a>').format(competitor_url(view, name), name)
