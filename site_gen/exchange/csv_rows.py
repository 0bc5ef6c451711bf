"""Rows to drafts of records: which rows are wanted, their ids, their values, what is missing."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf

from site_gen.config import Config
from site_gen.exchange.csv_convert import Cells, Converter, texts
from site_gen.exchange.csv_draft import Draft, Key, Ledger, Tally
from site_gen.exchange.csv_issue import Issue
from site_gen.exchange.csv_mapping import Mapping, Step
from site_gen.exchange.csv_names import Names
from site_gen.exchange.csv_source import Line, Table
from site_gen.exchange.csv_values import Value, matches
from site_gen.forms.slug import slug
from site_gen.forms.write import flow
from site_gen.locale.text import N_
from site_gen.reading.record import Read
from site_gen.records import FORMS

_NO_LETTER = N_("there is no letter or digit in it")


class Rows:
    """Turns the rows of each step into drafts.

    Args:
        mapping: the mapping.
        tables: every file it names.
        config: the team's configuration.
        reads: the records there are.
        ledger: takes problems and tallies.
    """

    def __init__(
        self,
        mapping: Mapping,
        tables: dict[str, Table],
        config: Config,
        reads: MappingOf[Key, Read],
        ledger: Ledger,
    ) -> None:
        self.mapping, self.tables, self.config = mapping, tables, config
        self.reads, self.ledger = reads, ledger
        self.names = Names()
        for (kind, ident), read in reads.items():
            self.names.add(kind, ident, read.record.title if read.record else "")

    def drafts(self, rows: list[tuple[Line, ...]]) -> dict[Key, Draft]:
        """Return the records that the rows of each step make, those with problems as rejected."""
        self._repairs()
        chosen = [self._identify(step, found) for step, found in zip(self.mapping.steps, rows, strict=True)]
        drafts: dict[Key, Draft] = {}
        for number, step in enumerate(self.mapping.steps):
            self._convert(number, step, chosen[number], drafts)
        return drafts

    def _repairs(self) -> None:
        """Note what the repairs of the mapping changed."""
        for position, source in enumerate(self.mapping.sources.values()):
            for (column, wrong, right), numbers in self.tables[source.file].repaired.items():
                place = self.mapping.places[f"sources[{position}].repair.{column}.{wrong}"]
                issue = Issue(
                    "SG706", place, source.file, column, wrong, (("target", right or N_("(blank)")),)
                )
                self.ledger.issues.add(issue, numbers)

    def _identify(self, step: Step, rows: tuple[Line, ...]) -> list[tuple[Line, str]]:
        """Return the rows of a step that are wanted with their ids, and register the names."""
        tally = Tally(step.kind, step.row.file)
        self.ledger.tallies.append(tally)
        tally.read = len(rows)
        if step.row.file:
            table = self.tables[step.row.file]
            tally.read += table.blank_rows + len(table.uneven)
            tally.filtered += table.blank_rows
            for line in table.uneven:
                expected = (("expected", len(table.columns)),)
                self.ledger.reject(Issue("SG711", step.place, step.row.file, "", "", expected), [line.number])
            tally.rejected += len(table.uneven)
        name = step.fillings.get("name")
        found = []
        for line in rows:
            row = line.cells
            if not matches(step.row.where, row) or (step.row.unless and matches(step.row.unless, row)):
                tally.filtered += 1
                continue
            words, _ = texts(step.id, row)
            ident = slug(step.row.prefix + words[0]) if words else ""
            if not ident:
                column = ", ".join(step.id.columns) or "id"
                code = "SG704" if words else "SG703"
                fix = f"id: {_with_default(step.id)}"
                args = (("key", "id"), ("label", N_("Id")), ("reason", _NO_LETTER), ("fix", fix))
                shown = words[0] if words else ""
                self.ledger.reject(
                    Issue(code, step.id.place, step.row.file, column, shown, args), [line.number]
                )
                tally.rejected += 1
                continue
            title = texts(name.value, row)[0][:1] if name else ()
            found.append((line, self.names.add(step.kind, ident, *words[:1], *title)))
        return found

    def _convert(
        self, number: int, step: Step, rows: list[tuple[Line, str]], drafts: dict[Key, Draft]
    ) -> None:
        converter = Converter(step, self.mapping, self.config, self.names)
        clashes: dict[Key, list[int]] = {}
        for line, ident in rows:
            key = (step.kind, ident)
            cells = converter.cells(line.cells)
            self._require(converter, key, cells)
            first = drafts.get(key)
            if first is None:
                drafts[key] = draft = Draft(number, step.kind, ident, [line.number], cells)
                draft.rejected = bool(cells.issues)
                self.ledger.reject_row(number, cells, line.number)
                for issue in dict.fromkeys(cells.defaults):
                    self.ledger.issues.add(issue, [line.number])
            elif step.row.repeats and first.step == number and _same(first.cells, cells):
                first.rows.append(line.number)
                self.ledger.reject_row(number, cells, line.number)
            else:
                clashes.setdefault(key, []).append(line.number)
        for key, numbers in clashes.items():
            self._clash(number, step, drafts[key], numbers)

    def _require(self, converter: Converter, key: Key, cells: Cells) -> None:
        """Note required fields that have neither a value in the row nor in the existing record."""
        read = self.reads.get(key)
        blamed = {dict(issue.args).get("key") for issue in cells.issues}
        for spec in FORMS[key[0]].specs.values():
            if not spec.required or spec.name in cells.values or spec.name in cells.sections:
                continue
            if (read and read.values.get(spec.name) not in (None, "", ())) or spec.name in blamed:
                continue
            filling = converter.step.fillings.get(spec.name)
            if filling is None:
                step, args = converter.step, (("key", spec.name), ("label", spec.label))
                cells.issues.append(Issue("SG713", step.place, step.row.file, spec.name, "", args))
            else:
                fix = f"{spec.name}: {_with_default(filling.value)}"
                more = (("key", spec.name), ("label", spec.label), ("fix", fix))
                cells.issues.append(converter.issue("SG703", filling.value, spec, "", more))

    def _clash(self, number: int, step: Step, first: Draft, numbers: list[int]) -> None:
        """Reject all rows with one key: which of them is right cannot be known."""
        column = ", ".join(step.id.columns) or "id"
        issue = Issue("SG705", step.id.place, step.row.file, column, first.id)
        same = first.step == number
        everyone = [*first.rows, *numbers] if same else numbers
        self.ledger.reject(issue, everyone)
        self.ledger.tallies[number].rejected += len(numbers)
        if same and not first.rejected:
            self.ledger.tallies[number].rejected += len(first.rows)
            first.rejected = True


def _with_default(value: Value) -> str:
    """Return how a value with a default is written in the mapping."""
    if value.text:
        return flow({"text": value.text, "default": "…"})
    columns: object = value.column[0] if len(value.column) == 1 else value.column
    return flow({"column": columns, "default": "…"})


def _same(one: Cells, other: Cells) -> bool:
    return one.values == other.values and one.sections == other.sections
