"""Cells to values of fields: the same types that read a record file decide what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from site_gen.config import Config
from site_gen.exchange.csv_issue import Issue, filled
from site_gen.exchange.csv_mapping import Mapping, Step
from site_gen.exchange.csv_names import Names
from site_gen.exchange.csv_values import Filling, Row, Value, matches
from site_gen.forms.node import Scalar
from site_gen.forms.reader import Reader
from site_gen.forms.spec import Spec
from site_gen.forms.types import BAD, FieldType, ListOf, Ref, Vocab, WinRate
from site_gen.forms.vocabulary import nearest
from site_gen.forms.write import flow, prose
from site_gen.locale.text import LANGUAGES, N_, Label, Text, tr

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_TOKEN = re.compile(r"YYYY|YY|MMM|MM|M|DD|D|\*|.", re.DOTALL)
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short>\d{2})",
    "MMM": r"(?P<name>[A-Za-z]{3,9})\.?",
    "MM": r"(?P<month>\d{1,2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
    "D": r"(?P<day>\d{1,2})",
    "*": r".*",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY = 70
#: How like a known word (0–100) a wrong one must be for it to be suggested as a repair.
_ALIKE = 80


def read_date(text: str, form: str) -> date | None:
    """Return the date that `text` is in the format `form` (see `Value.date`), `None` for none."""
    pattern = "".join(_TOKENS.get(token, re.escape(token)) for token in _TOKEN.findall(form))
    found = re.fullmatch(pattern, text)
    if not found:
        return None
    parts = found.groupdict()
    if parts.get("year"):
        year = int(parts["year"])
    else:
        year = int(parts["short"]) + (1900 if int(parts["short"]) >= _CENTURY else 2000)
    name = (parts.get("name") or "")[:3].lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(parts.get("month") or 0)
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        return None


@dataclass
class Cells:
    """What one row gives for the fields of its record.

    Attributes:
        values: read values of the front-matter fields that are not blank.
        sections: texts of the prose fields that are not blank.
        issues: what makes the row unusable.
        defaults: defaults that were used.
    """

    values: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    defaults: list[Issue] = field(default_factory=list)


def texts(value: Value, row: Row, *, many: bool = False) -> tuple[tuple[str, ...], bool]:
    """Return the texts a value has in a row (none for blank), and whether the default was taken."""
    if not matches(value.when, row):
        return (), False
    if value.value:
        return (value.value,), False
    if value.text:
        found = [value.fill(row)]
    else:
        found = [cell for column in value.column if (cell := row.get(column, ""))]
        found = found if many else found[:1]
    if value.split:
        found = [part.strip() for cell in found for part in cell.split(value.split)]
    if value.remove:
        table = str.maketrans("", "", value.remove)
        found = [cell.translate(table).strip() for cell in found]
    if value.one_line:
        found = [" ".join(cell.split()) for cell in found]
    if value.map:
        found = [value.map.get(cell, cell) for cell in found]
    found = [cell for cell in found if cell]
    if not found and value.default:
        return (value.default,), True
    return tuple(found), False


class Converter:
    """Converts the rows of one step."""

    def __init__(self, step: Step, mapping: Mapping, config: Config, names: Names) -> None:
        self.step = step
        self.mapping = mapping
        self.config = config
        self.names = names
        self.memo: dict[tuple[int, str], tuple[Any, Issue | None]] = {}

    def cells(self, row: Row) -> Cells:
        """Return what a row gives."""
        made = Cells()
        for name, filling in self.step.fillings.items():
            if filling.rows:
                rows = [
                    found
                    for row_form in filling.rows
                    if (found := self._table_row(filling, row_form, row, made))
                ]
                if rows:
                    made.values[name] = tuple(rows)
                continue
            many = isinstance(filling.spec.type, ListOf)
            found, by_default = texts(filling.value, row, many=many)
            if not found:
                continue
            if by_default:
                made.defaults.append(self._default(filling.value, filling.spec, found[0]))
            if filling.spec.type.prose:
                self._section(filling, "\n\n".join(found), made)
                continue
            read = [self._one(filling.spec, filling.value, text, made) for text in found]
            good = tuple(value for value in read if value is not BAD)
            if good:
                made.values[name] = good if many else good[0]
        return made

    def _table_row(self, filling: Filling, forms: dict[str, Value], row: Row, made: Cells) -> Any:
        """Return one row of a table field; none when any of its cells is blank."""
        type_: Any = filling.spec.type
        cells = {
            name: texts(value, row, many=isinstance(type_.form.specs[name].type, ListOf))
            for name, value in forms.items()
        }
        if not all(found for found, _ in cells.values()):
            return None
        given: dict[str, Any] = {}
        for name, (found, by_default) in cells.items():
            spec, value = type_.form.specs[name], forms[name]
            if by_default:
                made.defaults.append(self._default(value, spec, found[0]))
            read = [self._one(spec, value, text, made) for text in found]
            if BAD in read:
                return None
            given[name] = tuple(read) if isinstance(spec.type, ListOf) else read[0]
        missing = [s.name for s in type_.form.specs.values() if s.required and s.name not in given]
        if missing:
            args = (("key", f"{filling.spec.name}: {', '.join(missing)}"),)
            made.issues.append(self.issue("SG713", filling.value, filling.spec, "", args))
            return None
        return type_.form.cls(**given)

    def _section(self, filling: Filling, text: str, made: Cells) -> None:
        if _CONTROL.search(text):
            made.issues.append(self._unreadable(filling.value, filling.spec, text, _CONTROL_REASON))
            return
        made.sections[filling.spec.name] = prose(text)

    def _one(self, spec: Spec, value: Value, text: str, made: Cells) -> Any:
        """Return the value of one text, from memory when the same text was there before."""
        key = (id(value), text)
        if key not in self.memo:
            self.memo[key] = self._convert(spec, value, text)
        found, issue = self.memo[key]
        if issue:
            made.issues.append(issue)
        return found

    def _convert(self, spec: Spec, value: Value, text: str) -> tuple[Any, Issue | None]:
        type_: FieldType = spec.type.of if isinstance(spec.type, ListOf) else spec.type
        if _CONTROL.search(text):
            return BAD, self._unreadable(value, spec, text, _CONTROL_REASON)
        if "\n" in text or "\r" in text:
            return BAD, self._unreadable(value, spec, text, _LINE_REASON)
        if isinstance(type_, Ref):
            found = self.names.find(type_.kinds, text)
            return (found, None) if found else (BAD, self._unknown_name(spec, value, text, type_))
        if value.date and text not in (value.default, value.value):
            day = read_date(text, value.date)
            if day is None:
                reason = filled(N_("“{value}” is not a date written as {form}"), value=text, form=value.date)
                return BAD, self._unreadable(value, spec, text, reason)
            text = day.isoformat()
        reader = Reader("", self.config.vocabularies, self.config.money.unit)
        read = type_.read(Scalar(text, 1, 1, plain=False), spec.name, spec.label, reader)
        if read is not BAD and not reader.diagnostics:
            return read, None
        if isinstance(type_, Vocab | WinRate):
            return BAD, self._unknown_word(spec, value, text, type_)
        reason = Label(tuple((lang, reader.diagnostics[0].message(lang).rstrip(".。")) for lang in LANGUAGES))
        return BAD, self._unreadable(value, spec, text, reason)

    # -- problems -------------------------------------------------------------------------

    def issue(
        self, code: str, value: Value, spec: Spec, text: str, args: tuple[tuple[str, object], ...] = ()
    ) -> Issue:
        """Return an issue of a field of this step."""
        column = ", ".join(value.columns) or spec.name
        return Issue(code, value.place, self.step.row.file, column, text, args)

    def _default(self, value: Value, spec: Spec, text: str) -> Issue:
        return self.issue(
            "SG707", value, spec, "", (("target", text), ("key", spec.name), ("label", spec.label))
        )

    def _unreadable(self, value: Value, spec: Spec, text: str, reason: Text) -> Issue:
        shown = _CONTROL.sub("�", text if len(text) <= 60 else text[:60] + "…").replace("\n", "⏎")
        args = (("key", spec.name), ("reason", reason))
        return self.issue("SG704", value, spec, shown, args)

    def _unknown_word(self, spec: Spec, value: Value, text: str, type_: Vocab | WinRate) -> Issue:
        words = self.config.vocabularies[type_.name]
        known = [word for entry in words for word in (entry.key, *entry.label.all(), *entry.aliases)]
        key = words.lookup(nearest(text, known, _ALIKE) or "")
        near = tr(words.entry(key).label, self.config.languages[0]) if key else ""
        return self._unknown(spec, value, text, near, tuple(entry.label for entry in words))

    def _unknown_name(self, spec: Spec, value: Value, text: str, type_: Ref) -> Issue:
        return self._unknown(spec, value, text, self.names.suggest(type_.kinds, text) or "", ())

    def _unknown(self, spec: Spec, value: Value, text: str, near: str, options: tuple[Text, ...]) -> Issue:
        fix = self._fix(value, text, near or "…")
        args = (("key", spec.name), ("label", spec.label), ("options", options), *fix)
        return self.issue("SG702", value, spec, text, (*args, *((("suggestion", near),) if near else ())))

    def _fix(self, value: Value, text: str, to: str) -> tuple[tuple[str, object], ...]:
        """Return where in the mapping a wrong word is put right, and what to write there."""
        if value.map or not value.columns or value.text:
            return ("where", N_("this field")), ("fix", f"map: {flow({text: to})}")
        file, column = self.origin(value.columns[0])
        return ("where", file), ("fix", f"repair: {flow({column: {text: to}})}")

    def origin(self, column: str) -> tuple[str, str]:
        """Return the file a column comes from (its own or a joined one) and its name there."""
        for join in self.step.row.join:
            if column.startswith(join.start):
                return join.file, column.removeprefix(join.start)
        return self.step.row.file, column


_CONTROL_REASON = N_("a control character stands in it")
_LINE_REASON = N_("it has several lines; write “one_line: yes” to join them, or map it to a text field")
