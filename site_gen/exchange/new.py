"""A new record: read what was given, propose its place, write the file text, check it within the book."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from site_gen.book import Book, make_book, read_book
from site_gen.config import Config, Week
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.forms.node import Map, Node, Scalar
from site_gen.forms.reader import Reader
from site_gen.forms.slug import slug
from site_gen.forms.spec import Spec
from site_gen.forms.types import BAD, Bool, FieldType, ListOf, Number, Ref, Rows, Vocab, WinRate
from site_gen.forms.write import front_matter, plain_value, prose
from site_gen.forms.yaml import parse
from site_gen.locale.text import N_, tr
from site_gen.reading.record import read_record
from site_gen.reading.source import Source, discover, is_noise
from site_gen.records import FORMS

_SEPARATORS = str.maketrans("、，；;", ",,,,")
#: What an id is put together of, by kind: for each part the fields it may come from, the first that is given.
_ID_PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "person": (("name",),),
    "customer": (("short_name", "name"),),
    "contact": (("customer",), ("name",)),
    "project": (("customer",), ("name",)),
    "visit": (("date",), ("customer",), ("owner",)),
    "target": (("year",), ("owner",)),
    "order": (("project",),),
    "review": (("date",), ("meeting",), ("team",)),
    "hunter_plan": (("year",), ("owner",)),
    "signature": (("date",), ("plan",), ("owner",)),
    "daily_report": (("date",), ("owner",)),
    "weekly_report": (("week",), ("owner",)),
    "region_report": (("week",), ("team",)),
    "bid": (("bid_date",), ("project",)),
    "contract_review": (("date",), ("project",)),
    "market_report": (("date",), ("type",), ("owner",)),
    "complaint": (("date",), ("customer",)),
    "weekly_commit": (("week",), ("owner",)),
    "monthly_forecast": (("month",), ("owner",)),
    "staff_review": (("date",), ("person",)),
    "kpi_rating": (("quarter",), ("person",)),
    "survey": (("date",), ("customer",)),
    "opportunity_assessment": (("date",), ("project",)),
    "account_assessment": (("date",), ("customer",)),
    "churn": (("customer",), ("lost_on",)),
    "development": (("project", "customer"),),
    "rival": (("name",),),
    "request": (("date",), ("type",), ("customer",)),
}
#: Kinds that are kept by year, with the field that tells it.
_BY_YEAR = {
    "visit": ("date",),
    "review": ("date",),
    "daily_report": ("date",),
    "signature": ("date",),
    "weekly_report": ("week",),
    "region_report": ("week",),
    "weekly_commit": ("week",),
    "monthly_forecast": ("month",),
}
#: Sections of a visit that are written before it; the rest of the report follows when it is done.
_BEFORE = ("purpose", "premise", "strategy")
_AFTER = (*_BEFORE, "counterpart_view", "result", "next_visit")


@dataclass
class Draft:
    """A record being filled in: typed values and section texts by field name."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[Spec, ...]:
        """Required fields that have no value yet, in the order of the form."""
        given = {**self.values, **self.sections}
        specs = FORMS[self.kind].specs.values()
        return tuple(spec for spec in specs if spec.required and given.get(spec.name) in (None, "", ()))


def read_value(spec: Spec, text: str, book: Book) -> tuple[Any, list[Diagnostic]]:
    """Read one field as it would be read from a file.

    Lists are separated by commas; rows are written as YAML, for example
    `[{who: li-wei, what: …, when: 2026-11-25}]`. A name is taken for the id it belongs to.

    Returns:
        The value, `BAD` when there are problems, and the problems.
    """
    reader = Reader("", book.config.vocabularies, book.config.money.unit)
    value = spec.type.read(_node(spec.type, text, reader), spec.name, spec.label, reader)
    if reader.diagnostics:
        return BAD, reader.diagnostics
    return _by_name(spec.type, value, book), []


def unknown_ids(spec: Spec, value: Any, book: Book) -> tuple[str, ...]:
    """Return the ids in a value that no record has."""
    refs = spec.type.refs(value, spec.name)
    return tuple(ident for _, kinds, ident in refs if not any(book.get(kind, ident) for kind in kinds))


def _node(type_: FieldType, text: str, reader: Reader) -> Node:
    if isinstance(type_, Rows) or (isinstance(type_, ListOf) and text.lstrip().startswith("[")):
        root = parse(f"value: {text}", 1, reader.at)
        found = root.get("value") if isinstance(root, Map) else None
        return found or Scalar("", 1, 1)
    if isinstance(type_, ListOf):
        items = [part.strip() for part in text.translate(_SEPARATORS).split(",") if part.strip()]
        return parse("[" + ", ".join(f'"{item}"' for item in items) + "]", 1, reader.at) or Scalar("", 1, 1)
    return Scalar(text.strip(), 1, 1, plain=False)


def _by_name(type_: FieldType, value: Any, book: Book) -> Any:
    if isinstance(type_, ListOf) and isinstance(type_.of, Ref):
        return tuple(_by_name(type_.of, item, book) for item in value)
    if not isinstance(type_, Ref) or any(book.get(kind, value) for kind in type_.kinds):
        return value
    for kind in type_.kinds:
        named = [i for i, record in book.of_kind(kind).items() if value in (record.title, short_name(record))]
        if len(named) == 1:
            return named[0]
    return value


def short_name(record: object) -> str:
    """Return the short name of a customer, empty for other records."""
    return str(getattr(record, "short_name", ""))


def suggest_id(draft: Draft, book: Book) -> str:
    """Propose an id by the conventions, numbered when it is taken; empty when too little is known.

    A visit is called `YYYY-MM-DD-customer-owner` (S10.2), a contact or project begins with its customer.
    """
    values = draft.values
    parts = [next((values[n] for n in names if values.get(n)), None) for names in _ID_PARTS[draft.kind]]
    base = "-".join(found for found in (_part(str(part)) for part in parts if part) if found)
    taken = {ident.casefold() for ident in book.of_kind(draft.kind)}
    found, number = base, 2
    while base and found.casefold() in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def _part(text: str) -> str:
    """Return a part of an id; a week is written as everywhere, `2026-W48`."""
    return text if re.fullmatch(r"\d{4}-W\d\d", text) else slug(text)


def is_file_name(ident: str) -> bool:
    """Whether an id names a file of its own folder that is read as a record."""
    return not set(ident) & set("/\\") and ident.strip() == ident and not is_noise(f"{ident}.md")


def path_of(draft: Draft, ident: str) -> str:
    """Return where the record belongs, relative to the records folder; what comes each day or week by year."""
    folder = FORMS[draft.kind].cls.folder
    when = next((draft.values[name] for name in _BY_YEAR.get(draft.kind, ()) if name in draft.values), None)
    return f"{folder}/{str(when)[:4]}/{ident}.md" if when else f"{folder}/{ident}.md"


def draft_text(draft: Draft, book: Book) -> str:
    """Return the text of the file: what was given, the further fields as comments, sections to fill in."""
    config, form = book.config, FORMS[draft.kind]
    lang = config.languages[0]
    given = {name: plain_value(draft.values[name]) for name in form.short if name in draft.values}
    rest = [spec for name, spec in form.short.items() if name not in given]
    lines = ["---\n", front_matter(given)]
    if rest:
        text = tr(N_("Further fields: delete the “# ” in front of a line to use it."), lang)
        lines.append(f"# {text}\n")
        for spec in rest:
            lines.append(f"# {spec.name}:  # {_hint(spec, config, lang)}\n")
            lines.extend(f"#   {row}\n" for row in _rows_to_fill(draft, spec, config))
    shown = _sections(draft)
    others = [tr(spec.label, lang) for name, spec in form.prose.items() if name not in shown]
    if others:
        text = tr(N_("Further sections the text may have: {labels}"), lang, labels=tuple(others))
        lines.append(f"# {text}\n")
    lines.append("---\n")
    parts = [f"## {tr(form.prose[name].label, lang)}\n\n{_section(draft, name)}" for name in shown]
    return "".join(lines) + "\n".join(parts)


def _rows_to_fill(draft: Draft, spec: Spec, config: Config) -> tuple[str, ...]:
    """Return rows that only want their text: the working days of the week of a weekly report (S8.3)."""
    if draft.kind != "weekly_report" or spec.name != "days" or "week" not in draft.values:
        return ()
    week = Week.named(draft.values["week"])
    days = config.calendar.workdays(week.start, week.end)
    return tuple(f'- {{date: {day}, text: ""}}' for day in days)


def _section(draft: Draft, name: str) -> str:
    text = prose(draft.sections.get(name, ""))
    return f"{text}\n" if text else ""


def _sections(draft: Draft) -> tuple[str, ...]:
    names = tuple(FORMS[draft.kind].prose)
    if draft.kind != "visit":
        return names
    usual = _AFTER if draft.values.get("status") == "done" else _BEFORE
    return tuple(name for name in names if name in usual or draft.sections.get(name))


def label_of(spec: Spec, config: Config, lang: str) -> str:
    """Return a field's label, with the unit of the team's money where it is an amount."""
    label = tr(spec.label, lang)
    if not (isinstance(spec.type, Number) and spec.type.money):
        return label
    return tr(N_("{label} ({unit})"), lang, label=label, unit=config.money.unit)


def _hint(spec: Spec, config: Config, lang: str) -> str:
    """Say in one line what a field is and what it takes."""
    label = label_of(spec, config, lang)
    words = choices(spec.type, config.vocabularies, lang)
    if len(words) > 12:
        words = (*words[:12], ("…", "…"))
    shown = [key if key == text else f"{key} {text}" for key, text in words]
    if isinstance(spec.type, Rows):
        inside = ", ".join(f"{name}: …" for name in spec.type.form.specs)
        shown = [f"[{{{inside}}}]"]
    if spec.help:
        shown.insert(0, tr(spec.help, lang))
    if not shown:
        return label
    return tr(N_("{label}: {choices}"), lang, label=label, choices=" / ".join(shown))


def choices(type_: FieldType, vocabularies: Mapping[str, Any], lang: str) -> tuple[tuple[str, str], ...]:
    """Return the keys and labels a field may have; empty when it is free."""
    if isinstance(type_, ListOf):
        return choices(type_.of, vocabularies, lang)
    if isinstance(type_, Bool):
        return (("yes", tr(N_("yes"), lang)), ("no", tr(N_("no"), lang)))
    if isinstance(type_, Vocab | WinRate):
        return tuple((entry.key, tr(entry.label, lang)) for entry in vocabularies[type_.name])
    return ()


def problems_of(root: Path, book: Book, path: str, text: str) -> list[Diagnostic]:
    """Return the problems that a new file would have or cause, errors first.

    The whole book is linked twice, without and with the file, so that a problem elsewhere that was
    there before does not count.
    """
    sources, found = discover(root)
    reads = [read_record(source, book.config) for source in sources]
    new = read_record(Source(path, text.encode()), book.config)
    before = {d.sort_key for d in make_book(book.config, reads, book.as_of, found).diagnostics}
    after = make_book(book.config, [*reads, new], book.as_of, found).diagnostics
    fresh = [d for d in after if d.sort_key not in before]
    return sorted(fresh, key=lambda d: (d.severity is not Severity.ERROR, d.sort_key))


def open_book(root: Path, today: date) -> tuple[Book | None, list[Diagnostic]]:
    """Read the team's records."""
    return read_book(root, None, today)


def write_new(root: Path, path: str, text: str) -> None:
    """Write the file.

    Raises:
        FileExistsError: there is such a file; it is left as it is.
    """
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
