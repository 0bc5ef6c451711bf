"""The plan of an import: which files it would write, which rows it cannot use, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from site_gen.book import make_book
from site_gen.config import Config
from site_gen.diagnostics import Diagnostic
from site_gen.exchange.csv_columns import check_columns, step_rows, unused_columns
from site_gen.exchange.csv_convert import Cells, Converter, texts
from site_gen.exchange.csv_draft import UNCHANGED, Draft, Plan, Tally
from site_gen.exchange.csv_issue import Issue, Issues, Reject
from site_gen.exchange.csv_mapping import Mapping, Step
from site_gen.exchange.csv_merge import Facts, Old, merge
from site_gen.exchange.csv_names import Names
from site_gen.exchange.csv_slug import folded, slug
from site_gen.exchange.csv_source import Line, Table
from site_gen.exchange.csv_values import Value, matches
from site_gen.forms.node import Map
from site_gen.forms.reader import Reader
from site_gen.forms.write import flow, plain_value, record_text
from site_gen.forms.yaml import parse
from site_gen.locale.text import LANGUAGES, N_, Label, tr
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import Source
from site_gen.reading.text import decode, split
from site_gen.records import FORMS

_NO_LETTER = N_("there is no letter or digit in it")
_Key = tuple[str, str]


def make_plan(
    mapping: Mapping, tables: dict[str, Table], existing: Iterable[Source], config: Config, as_of: date
) -> tuple[Plan | None, list[Diagnostic]]:
    """Return the plan of an import, or what is wrong with the mapping.

    Args:
        mapping: the mapping file.
        tables: every file it names.
        existing: the record files there are.
        config: the team's configuration.
        as_of: the day the rules of the method are checked for.
    """
    problems = check_columns(mapping, tables)
    rows: list[tuple[Line, ...]] = []
    if not problems:
        for step in mapping.steps:
            found, wrong = step_rows(step, tables)
            rows.append(found)
            problems.extend(wrong)
    if problems:
        return None, problems
    return _Planner(mapping, tables, tuple(existing), config, as_of).plan(rows), []


class _Planner:
    """Makes one plan."""

    def __init__(
        self,
        mapping: Mapping,
        tables: dict[str, Table],
        existing: tuple[Source, ...],
        config: Config,
        as_of: date,
    ) -> None:
        self.mapping, self.tables, self.config, self.as_of = mapping, tables, config, as_of
        self.issues = Issues()
        self.rejects: list[Reject] = []
        self.names = Names()
        self.tallies: list[Tally] = []
        self.sources: dict[_Key, Source] = {}
        self.reads: dict[_Key, Read] = {}
        for source in existing:
            read = read_record(source, config)
            key = (read.kind, read.id)
            self.sources.setdefault(key, source)
            self.reads.setdefault(key, read)
            self.names.add(read.kind, read.id, read.record.title if read.record else "")

    def plan(self, rows: list[tuple[Line, ...]]) -> Plan:
        """Return the plan for the rows of each step."""
        self._repairs()
        chosen = [self._identify(step, found) for step, found in zip(self.mapping.steps, rows, strict=True)]
        drafts: dict[_Key, Draft] = {}
        for number, step in enumerate(self.mapping.steps):
            self._convert(number, step, chosen[number], drafts)
        for draft in drafts.values():
            if not draft.rejected:
                self._write(draft)
        warnings = self._check(drafts)
        for draft in drafts.values():
            tally = self.tallies[draft.step]
            if not draft.rejected:
                setattr(tally, draft.state, getattr(tally, draft.state) + 1)
                tally.repeated += len(draft.rows) - 1
        kinds = sorted({step.kind for step in self.mapping.steps}, key=list(FORMS).index)
        spoken = {(d.kind, folded(d.id)) for d in drafts.values()}
        kept = {
            k: sum(1 for kind, i in self.reads if kind == k and (k, folded(i)) not in spoken) for k in kinds
        }
        good = tuple(draft for draft in drafts.values() if not draft.rejected)
        return Plan(
            self.mapping,
            tuple(self.tallies),
            good,
            self.issues.diagnostics(),
            tuple(self.rejects),
            kept,
            unused_columns(self.mapping, self.tables),
            warnings,
        )

    # -- rows to drafts -------------------------------------------------------------------

    def _repairs(self) -> None:
        """Note what the repairs of the mapping changed."""
        for position, source in enumerate(self.mapping.sources.values()):
            for (column, wrong, right), numbers in self.tables[source.file].repaired.items():
                place = self.mapping.places[f"sources[{position}].repair.{column}.{wrong}"]
                issue = Issue(
                    "SG706", place, source.file, column, wrong, (("target", right or N_("(blank)")),)
                )
                self.issues.add(issue, numbers)

    def _identify(self, step: Step, rows: tuple[Line, ...]) -> list[tuple[Line, str]]:
        """Return the rows of a step that are wanted with their ids, and register the names."""
        tally = Tally(step.kind, step.row.file)
        self.tallies.append(tally)
        tally.read = len(rows)
        if step.row.file:
            table = self.tables[step.row.file]
            tally.read += table.blank_rows + len(table.uneven)
            tally.filtered += table.blank_rows
            for line in table.uneven:
                expected = (("expected", len(table.columns)),)
                self._reject(Issue("SG711", step.place, step.row.file, "", "", expected), [line.number])
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
                self._reject(Issue(code, step.id.place, step.row.file, column, shown, args), [line.number])
                tally.rejected += 1
                continue
            title = texts(name.value, row)[0][:1] if name else ()
            found.append((line, self.names.add(step.kind, ident, *words[:1], *title)))
        return found

    def _convert(
        self, number: int, step: Step, rows: list[tuple[Line, str]], drafts: dict[_Key, Draft]
    ) -> None:
        converter = Converter(step, self.mapping, self.config, self.names)
        clashes: dict[_Key, list[int]] = {}
        for line, ident in rows:
            key = (step.kind, ident)
            cells = converter.cells(line.cells)
            self._require(converter, key, cells)
            first = drafts.get(key)
            if first is None:
                drafts[key] = draft = Draft(number, step.kind, ident, [line.number], cells)
                draft.rejected = bool(cells.issues)
                self._reject_row(number, cells, line.number)
                for issue in dict.fromkeys(cells.defaults):
                    self.issues.add(issue, [line.number])
            elif step.row.repeats and first.step == number and _same(first.cells, cells):
                first.rows.append(line.number)
                self._reject_row(number, cells, line.number)
            else:
                clashes.setdefault(key, []).append(line.number)
        for key, numbers in clashes.items():
            self._clash(number, step, drafts[key], numbers)

    def _require(self, converter: Converter, key: _Key, cells: Cells) -> None:
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
        self._reject(issue, everyone)
        self.tallies[number].rejected += len(numbers)
        if same and not first.rejected:
            self.tallies[number].rejected += len(first.rows)
            first.rejected = True

    def _reject_row(self, number: int, cells: Cells, row: int) -> None:
        """Reject one row for everything that is wrong with its cells, when anything is."""
        for issue in dict.fromkeys(cells.issues):
            self._reject(issue, [row])
        self.tallies[number].rejected += bool(cells.issues)

    def _reject(self, issue: Issue, rows: list[int]) -> None:
        self.issues.add(issue, rows)
        self.rejects.extend(Reject(issue, row) for row in rows)

    # -- drafts to files ------------------------------------------------------------------

    def _write(self, draft: Draft) -> None:
        """Make the text of a record's file: new, or the old one with what has changed."""
        form = FORMS[draft.kind]
        step = self.mapping.steps[draft.step]
        source = self.sources.get((draft.kind, draft.id))
        lang = self.config.languages[0]

        def heading(name: str) -> str:
            return tr(form.specs[name].label, lang)

        if source is None:
            values = {n: plain_value(draft.cells.values[n]) for n in form.short if n in draft.cells.values}
            sections = {heading(n): draft.cells.sections[n] for n in form.prose if n in draft.cells.sections}
            draft.data = record_text(values, sections).encode()
            path = f"{form.cls.folder}/{draft.id}.md"
        else:
            draft.old, path = source.data, source.path
            merged = self._merged(draft, source, step, heading)
            if merged is None:
                self._drop(draft, Issue("SG716", step.place, step.row.file, "id", path))
                return
            draft.data = merged
        if draft.old == draft.data:
            draft.read = self.reads[(draft.kind, draft.id)]
            return
        draft.read = read_record(Source(path, draft.data), self.config)
        wrong = next((d for d in draft.read.diagnostics if d.severity == "error"), None)
        if wrong:
            self._drop(draft, self._refused(draft, wrong))

    def _merged(self, draft: Draft, source: Source, step: Step, heading: Any) -> bytes | None:
        read = self.reads[(draft.kind, draft.id)]
        if read.record is None:
            return None

        def front() -> Map | None:
            reader = Reader(source.path, self.config.vocabularies)
            text = decode(source.data, reader)
            parts = split(text, reader) if text is not None else None
            root = parse(parts.front, parts.front_line, reader.at) if parts else None
            return root if isinstance(root, Map) else None

        there: dict[str, Any] = dict(read.values)
        there.update({name: getattr(read.record, name) for name in FORMS[draft.kind].prose})
        once = frozenset(n for n, f in step.fillings.items() if any(v.once for v in f.values) or f.value.once)
        facts = Facts(draft.cells.values, draft.cells.sections, once)
        done = merge(Old(source.data, front, there), facts, FORMS[draft.kind], heading)
        if done is None:
            return None
        draft.changed = done.changed
        for name in done.kept:
            filling = step.fillings[name]
            column = ", ".join(filling.value.columns)
            args = (("label", filling.spec.label),)
            issue = Issue("SG712", filling.value.place, step.row.file, column, "", args)
            self.issues.add(issue, draft.rows)
        return done.data

    def _check(self, drafts: dict[_Key, Draft]) -> dict[str, int]:
        """Reject what the records as a whole refuse; return what the rules would list, by code."""
        while True:
            self._cascade(drafts)
            good = {key: d for key, d in drafts.items() if not d.rejected}
            reads = {**self.reads, **{key: d.read for key, d in good.items() if d.read}}
            book = make_book(self.config, reads.values(), self.as_of)
            by_path = {d.read.path: d for d in good.values() if d.read and d.state != UNCHANGED}
            dropped = False
            for problem in book.errors:
                draft = by_path.get(problem.place.path)
                if draft and not draft.rejected:
                    self._drop(draft, self._refused(draft, problem))
                    dropped = True
            if not dropped:
                found: dict[str, int] = {}
                for problem in book.warnings:
                    if problem.place.path in by_path:
                        found[problem.code] = found.get(problem.code, 0) + 1
                return dict(sorted(found.items()))

    def _cascade(self, drafts: dict[_Key, Draft]) -> None:
        """Reject records that refer to one which is not written and does not exist."""
        while True:
            alive = {*self.reads, *(key for key, d in drafts.items() if not d.rejected)}
            broken = [(d, spot) for d in drafts.values() if not d.rejected and (spot := _broken(d, alive))]
            if not broken:
                return
            for draft, (name, kind) in broken:
                step = self.mapping.steps[draft.step]
                filling = step.fillings.get(name)
                value = filling.value if filling else step.id
                column = ", ".join(value.columns) or name
                args = (("kind", FORMS[kind].label), ("key", name))
                self._drop(draft, Issue("SG717", value.place, step.row.file, column, "", args))

    def _drop(self, draft: Draft, issue: Issue) -> None:
        draft.rejected = True
        self.tallies[draft.step].rejected += len(draft.rows)
        self._reject(issue, draft.rows)

    def _refused(self, draft: Draft, problem: Diagnostic) -> Issue:
        """Return the issue for a record that the real reader or the Book refuses."""
        step = self.mapping.steps[draft.step]
        reason = Label(tuple((lang, f"{problem.code} {problem.message(lang)}") for lang in LANGUAGES))
        return Issue("SG718", step.place, step.row.file, "", "", (("reason", reason),))


def _broken(draft: Draft, alive: set[_Key]) -> tuple[str, str] | None:
    """Return the field and kind of the first reference of a draft to a record that will not be there."""
    for spec in FORMS[draft.kind].short.values():
        for _, kinds, ident in spec.type.refs(draft.cells.values.get(spec.name), spec.name):
            if not any((kind, ident) in alive for kind in kinds):
                return spec.name, kinds[0]
    return None


def _with_default(value: Value) -> str:
    """Return how a value with a default is written in the mapping."""
    if value.text:
        return flow({"text": value.text, "default": "…"})
    columns: object = value.column[0] if len(value.column) == 1 else value.column
    return flow({"column": columns, "default": "…"})


def _same(one: Cells, other: Cells) -> bool:
    return one.values == other.values and one.sections == other.sections
