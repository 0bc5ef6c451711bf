"""The plan of an import: which files it would write, which rows it cannot use, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from site_gen.book import make_book
from site_gen.config import Config
from site_gen.diagnostics import Diagnostic
from site_gen.exchange.csv_columns import check_columns, step_rows, unused_columns
from site_gen.exchange.csv_draft import UNCHANGED, Draft, Key, Ledger, Plan
from site_gen.exchange.csv_issue import Issue
from site_gen.exchange.csv_mapping import Mapping, Step
from site_gen.exchange.csv_merge import Facts, Old, merge
from site_gen.exchange.csv_rows import Rows
from site_gen.exchange.csv_source import Line, Table
from site_gen.forms.node import Map
from site_gen.forms.reader import Reader
from site_gen.forms.slug import folded
from site_gen.forms.write import plain_value, record_text
from site_gen.forms.yaml import parse
from site_gen.locale.text import LANGUAGES, Label, tr
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import Source
from site_gen.reading.text import decode, split
from site_gen.records import FORMS


class Team(Struct, frozen=True):
    """What an import is planned against.

    Attributes:
        config: the team's configuration.
        as_of: the day the rules of the method are checked for.
        existing: the record files there are.
        blocked: paths in the records folder where something stands that is no readable record.
    """

    config: Config
    as_of: date
    existing: tuple[Source, ...] = ()
    blocked: frozenset[str] = frozenset()


def make_plan(mapping: Mapping, tables: dict[str, Table], team: Team) -> tuple[Plan | None, list[Diagnostic]]:
    """Return the plan of an import, or what is wrong with the mapping.

    Args:
        mapping: the mapping file.
        tables: every file it names.
        team: the records and configuration there are.
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
    return _Planner(mapping, tables, team).plan(rows), []


class _Planner:
    """Makes one plan."""

    def __init__(self, mapping: Mapping, tables: dict[str, Table], team: Team) -> None:
        self.mapping, self.tables = mapping, tables
        self.config, self.as_of, self.blocked = team.config, team.as_of, team.blocked
        self.ledger = Ledger()
        self.sources: dict[Key, Source] = {}
        self.reads: dict[Key, Read] = {}
        for source in team.existing:
            read = read_record(source, team.config)
            self.sources.setdefault((read.kind, read.id), source)
            self.reads.setdefault((read.kind, read.id), read)

    def plan(self, rows: list[tuple[Line, ...]]) -> Plan:
        """Return the plan for the rows of each step."""
        drafts = Rows(self.mapping, self.tables, self.config, self.reads, self.ledger).drafts(rows)
        for draft in drafts.values():
            if not draft.rejected:
                self._write(draft)
        warnings = self._check(drafts)
        for draft in drafts.values():
            tally = self.ledger.tallies[draft.step]
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
            tuple(self.ledger.tallies),
            good,
            self.ledger.issues.diagnostics(),
            tuple(self.ledger.rejects),
            kept,
            unused_columns(self.mapping, self.tables),
            warnings,
        )

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
            if path in self.blocked:
                self.ledger.drop(draft, Issue("SG716", step.place, step.row.file, "id", path))
                return
        else:
            draft.old, path = source.data, source.path
            merged = self._merged(draft, source, step, heading)
            if merged is None:
                self.ledger.drop(draft, Issue("SG716", step.place, step.row.file, "id", path))
                return
            draft.data = merged
        if draft.old == draft.data:
            draft.read = self.reads[(draft.kind, draft.id)]
            return
        draft.read = read_record(Source(path, draft.data), self.config)
        wrong = next((d for d in draft.read.diagnostics if d.severity == "error"), None)
        if wrong:
            self.ledger.drop(draft, self._refused(draft, wrong))

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
            self.ledger.issues.add(issue, draft.rows)
        return done.data

    def _check(self, drafts: dict[Key, Draft]) -> dict[str, int]:
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
                    self.ledger.drop(draft, self._refused(draft, problem))
                    dropped = True
            if not dropped:
                found: dict[str, int] = {}
                for problem in book.warnings:
                    if problem.place.path in by_path:
                        found[problem.code] = found.get(problem.code, 0) + 1
                return dict(sorted(found.items()))

    def _cascade(self, drafts: dict[Key, Draft]) -> None:
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
                self.ledger.drop(draft, Issue("SG717", value.place, step.row.file, column, "", args))

    def _refused(self, draft: Draft, problem: Diagnostic) -> Issue:
        """Return the issue for a record that the real reader or the Book refuses."""
        step = self.mapping.steps[draft.step]
        reason = Label(tuple((lang, f"{problem.code} {problem.message(lang)}") for lang in LANGUAGES))
        return Issue("SG718", step.place, step.row.file, "", "", (("reason", reason),))


def _broken(draft: Draft, alive: set[Key]) -> tuple[str, str] | None:
    """Return the field and kind of the first reference of a draft to a record that will not be there."""
    for spec in FORMS[draft.kind].short.values():
        for _, kinds, ident in spec.type.refs(draft.cells.values.get(spec.name), spec.name):
            if not any((kind, ident) in alive for kind in kinds):
                return spec.name, kinds[0]
    return None
