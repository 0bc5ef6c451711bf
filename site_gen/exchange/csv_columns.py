"""The columns a mapping names: whether they are there, which are left over, and rows with their joins."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.diagnostics import Diagnostic, Place
from site_gen.exchange.csv_mapping import Mapping, Step
from site_gen.exchange.csv_source import Line, Table
from site_gen.forms.vocabulary import nearest

#: A column's name, the file it should be in, the columns there are, and where the mapping names it.
_Named = tuple[str, str, tuple[str, ...], Place]


def check_columns(mapping: Mapping, tables: dict[str, Table]) -> list[Diagnostic]:
    """Return a problem for every column that the mapping names and its file does not have."""
    problems: dict[tuple[Place, str], Diagnostic] = {}
    named = [
        *_repaired(mapping, tables),
        *(n for step in mapping.steps if step.row.file for n in _named(step, tables)),
    ]
    for column, file, columns, place in named:
        if column in columns:
            continue
        near = nearest(column, list(columns), 50)
        args: list[tuple[str, object]] = [("column", column), ("file", file), ("options", columns)]
        if near:
            args.append(("suggestion", near))
        problems.setdefault((place, column), Diagnostic("SG701", place, tuple(args), len(column)))
    return list(problems.values())


def _repaired(mapping: Mapping, tables: dict[str, Table]) -> Iterator[_Named]:
    """Yield the columns that have repairs."""
    for position, source in enumerate(mapping.sources.values()):
        for column in source.repair or {}:
            place = mapping.places[f"sources[{position}].repair.{column}"]
            yield column, source.file, tables[source.file].columns, place


def _named(step: Step, tables: dict[str, Table]) -> Iterator[_Named]:
    """Yield every column that a step names."""
    row = step.row
    columns = tables[row.file].columns
    for position, join in enumerate(row.join):
        yield join.here, row.file, columns, step.places[f"join[{position}].here"]
        yield join.there, join.file, tables[join.file].columns, step.places[f"join[{position}].there"]
    every = (*columns, *(j.start + name for j in row.join for name in tables[j.file].columns))
    for name in ("where", "unless"):
        for column in getattr(row, name) or {}:
            yield column, row.file, every, step.places[f"{name}.{column}"]
    for value in (step.id, *(v for filling in step.fillings.values() for v in filling.values)):
        for column in value.every_column:
            yield column, row.file, every, value.places.get("column", value.place)


def unused_columns(mapping: Mapping, tables: dict[str, Table]) -> dict[str, tuple[str, ...]]:
    """Return the columns of each file that nothing in the mapping looks at."""
    used: dict[str, set[str]] = {file: set() for file in tables}
    for step in mapping.steps:
        names = {c for f in step.fillings.values() for v in f.values for c in v.every_column}
        names |= {*step.id.every_column, *(step.row.where or {}), *(step.row.unless or {})}
        for join in step.row.join:
            names.add(join.here)
            used[join.file].add(join.there)
            used[join.file] |= {c for c in tables[join.file].columns if join.start + c in names}
        if step.row.file:
            used[step.row.file] |= names
    left = {file: tuple(c for c in table.columns if c not in used[file]) for file, table in tables.items()}
    return {file: columns for file, columns in left.items() if columns}


def step_rows(step: Step, tables: dict[str, Table]) -> tuple[tuple[Line, ...], list[Diagnostic]]:
    """Return the rows of a step with the columns of its joins, and what is wrong with the joins."""
    if not step.row.file:
        return (Line(0, {}),), []
    rows = tables[step.row.file].rows
    problems = []
    for position, join in enumerate(step.row.join):
        place = step.places[f"join[{position}].there"]
        index: dict[str, dict[str, str]] = {}
        for line in tables[join.file].rows:
            key = line.cells[join.there]
            cells = {join.start + name: cell for name, cell in line.cells.items()}
            if key and index.setdefault(key, cells) != cells:
                args = (("file", join.file), ("column", join.there), ("value", key))
                problems.append(Diagnostic("SG710", place, args))
        rows = tuple(Line(n, {**cells, **index.get(cells[join.here], {})}) for n, cells in rows)
    return rows, problems
