"""What a page says of what its audience may not see, and its links to parts of the site that are not made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from markupsafe import Markup

from site_gen.book.missed import missed
from site_gen.book.trace import Noting
from site_gen.forms.types import Rows
from site_gen.locale.text import N_, Text
from site_gen.pages.audience import audience_of
from site_gen.pages.view import View
from site_gen.records import FORMS
from site_gen.render.urls import root_of

#: Where the notice stands in a page; what a page needed is known only once it is made.
PLACE = "<!--left-out-->"
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'\bhref="([^"]*)"')
#: Fields of one kind that are named at most; more would be longer than what the page has to say.
_NAMED = 6


def left_out(view: View, reads: Iterable[Noting]) -> Markup:
    """Return the notice of a page: what it needed and its audience may not see; empty when that is nothing.

    Args:
        view: the page.
        reads: what was read while it was made.
    """
    found = tuple(missed(reads))
    return view.site.once(("left out", view.lang, found), lambda: _notice(view, found)) if found else Markup()


def _notice(view: View, missing: Iterable[str]) -> Markup:
    """Return the notice that names what is missing, as `kind` or `kind.field`; of several kinds the names open on a click."""
    book, words = view.book, view.words
    gone: dict[str, list[str]] = {}
    for one in missing:
        kind, _, name = one.partition(".")
        fields = gone.setdefault(view.tr(FORMS[kind].cls.plural), [])
        if name:
            fields.append(view.tr(_label(kind, name)))
    parts = [_part(view, kind, fields) for kind, fields in gone.items()]
    audience = audience_of(book).label
    if len(parts) == 1:
        text = N_("Not shown to “{audience}”: {what}. Figures that need it are missing, not zero.")
        said = view.tr(text, audience=audience, what=parts[0])
        return Markup('<p class="brief-note left-out">{}</p>').format(said)
    text = N_("Some is not shown to “{audience}”; figures that need it are missing, not zero.")
    said = view.tr(text, audience=audience)
    whole = Markup('<details class="brief-note left-out"><summary>{}</summary>{}</details>')
    return whole.format(said, view.tr(N_("Not shown: {what}."), what=words.join(parts)))


def _label(kind: str, name: str) -> Text:
    """Return what a field is called, of a row of a table too (`route.cost`); what is no field are the notes."""
    outer, _, inner = name.partition(".")
    spec = FORMS[kind].specs.get(outer)
    if spec and inner and isinstance(spec.type, Rows):
        spec = spec.type.form.specs.get(inner, spec)
    return spec.label if spec else N_("Notes")


def _part(view: View, kind: str, fields: list[str]) -> str:
    """Return a kind of record with the fields of it that are left out; alone when all of it is."""
    if not fields:
        return kind
    named = view.words.join(fields[:_NAMED])
    if len(fields) > _NAMED:
        return view.tr(
            N_("{kind} ({fields} and {more} more)"), kind=kind, fields=named, more=len(fields) - _NAMED
        )
    return view.tr(N_("{kind} ({fields})"), kind=kind, fields=named)


def with_notice(page: str, notice: Markup) -> str:
    """Return a page with its notice where the theme has a place for it, else at the end of its content."""
    before, place, after = page.partition(PLACE)
    if place:
        return f"{before}{notice}{after}"
    return page.replace("</main>", f"{notice}</main>", 1) if notice else page


def unlinked(page: str, view: View) -> str:
    """Return a page without its links to pages that its audience does not get; their text stays."""

    def kept(found: re.Match[str]) -> str:
        href = _HREF.search(found[1])
        return found[0] if href is None or _leads_somewhere(view, unescape(href[1])) else found[2]

    return _LINK.sub(kept, page)


def _leads_somewhere(view: View, href: str) -> bool:
    path = unquote(href.partition("#")[0])
    if not path.endswith(".html") or ":" in path:
        return True
    languages = view.book.config.languages
    here = root_of(view.lang, languages) + view.url
    target = normpath(join("/", dirname(here), path)).removeprefix("/")
    tree = next((lang for lang in languages[1:] if target.startswith(f"{lang}/")), "")
    return target.removeprefix(f"{tree}/" if tree else "") in view.site.urls
