"""Fields of a record as pages show them: label and value, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from msgspec import Struct

from site_gen.forms.spec import Spec
from site_gen.forms.types import Bool, Date, FieldType, Int, ListOf, Number, Ref, Time, Vocab
from site_gen.locale.text import N_, every_wording, tr
from site_gen.pages.audience import audience_of, may_mend, may_show
from site_gen.pages.view import View
from site_gen.records import FORMS, Record
from site_gen.render.compiler import marked
from site_gen.render.compiler import shown as escaped


class Gap(Struct, frozen=True):
    """A field that is not filled in yet.

    Attributes:
        name: what to write: the key of the front matter, or the heading of a prose section.
        label: what people call it.
        prose: whether it is a section of the body.
    """

    name: str
    label: str
    prose: bool


def facts(view: View, record: Record, names: Iterable[str]) -> list[tuple[str, Any, str]]:
    """Return `(label, value, css)` of the fields in `names` that may be shown; an unknown value is empty."""
    return [
        (label, shown(view, type_, getattr(record, name), name), "")
        for name, label, type_ in _fields(view, record.kind, names)
    ]


def shown_fields(view: View, kind: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of `names` that may be shown, as `facts` does."""
    return tuple(name for name, _, _ in _fields(view, kind, names))


def _fields(view: View, kind: str, names: Iterable[str]) -> tuple[tuple[str, str, FieldType], ...]:
    """Return name, label and type of the fields in `names` that may be shown."""
    return _known(kind, tuple(names), view.lang, audience_of(view.book).sees)


@cache
def _known(
    kind: str, names: tuple[str, ...], lang: str, sees: tuple[str, ...]
) -> tuple[tuple[str, str, FieldType], ...]:
    specs = (FORMS[kind].specs[name] for name in names)
    return tuple((spec.name, tr(spec.label, lang), spec.type) for spec in specs if spec.sensitivity in sees)


def gaps(view: View, record: Record, names: Iterable[str]) -> list[Gap]:
    """Return the fields in `names` that are empty and may be shown, with what to write; none for those who write none."""
    if not may_mend(view.book):
        return []
    specs = (FORMS[record.kind].specs[name] for name in names)
    shown = (spec for spec in specs if may_show(view.book, spec))
    return [_gap(view, spec) for spec in shown if _empty(getattr(record, spec.name))]


def prose(view: View, record: Record, names: Iterable[str]) -> list[tuple[str, Markup]]:
    """Return `(label, HTML)` of the prose fields in `names` that are written."""
    return [
        (label, view.md(text))
        for name, label, _ in _fields(view, record.kind, names)
        if (text := getattr(record, name))
    ]


def shown(view: View, kind: FieldType, value: Any, name: str = "") -> Any:
    """Return a field's value in the page's words, with links where it points somewhere."""
    if _empty(value):
        return ""
    words = view.words
    match kind:
        case ListOf():
            return joined(view, [shown(view, kind.of, item, name) for item in value])
        case Vocab():
            return words.label(kind.name, value)
        case Ref():
            found = [k for k in kind.kinds if view.book.get(k, value)]
            return view.link(found[0] if found else kind.kinds[0], value)
        case Date():
            return words.date(value)
        case Time():
            return words.time(value)
        case Number():
            return f"{words.money(value)} {words.money_unit()}" if kind.money else words.num(value, 1)
        case Int():
            return words.num(value)
        case Bool():
            return view.tr(N_("Yes") if value else N_("No"))
        case _:
            return _linked(name, str(value))


def joined(view: View, items: Iterable[Any]) -> Markup:
    """Return words and links joined with the language's separator."""
    return marked(view.words.separator.join(map(escaped, items)))


def phone(value: str) -> Markup:
    """Return a telephone number as a link that dials it; empty for none."""
    digits = "".join(char for char in value if char.isdigit() or char == "+")
    if not digits:
        return escape(value)
    return marked(f'<a class="nowrap" href="tel:{digits}">{escape(value)}</a>')


def email(value: str) -> Markup:
    """Return an e-mail address as a link that writes to it; plain text when it is none."""
    if "@" not in value or any(char.isspace() for char in value):
        return escape(value)
    text = escape(value)
    return marked(f'<a class="address" href="mailto:{text}">{text}</a>')


def _linked(name: str, value: str) -> Markup:
    if name == "phone":
        return phone(value)
    if name == "email":
        return email(value)
    if name == "website" and urlsplit(value).scheme in {"http", "https"}:
        return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(value, value)
    return escape(value)


def _gap(view: View, spec: Spec) -> Gap:
    label = view.tr(spec.label)
    return Gap(f"## {_heading(spec, view)}" if spec.type.prose else spec.name, label, spec.type.prose)


def _heading(spec: Spec, view: View) -> str:
    """Return the heading to write: the label in the page's language."""
    return view.tr(spec.label) or every_wording(spec.label)[0]


def _empty(value: Any) -> bool:
    return value is None or value in ("", ())
