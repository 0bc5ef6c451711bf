"""Records without what an audience may not see: the value is gone, and whoever asks for it is noted.

A field left out holds the value of a field never filled in. So nothing made of such a record can tell it; but it can be
mistaken for “not known”. That is why the reader is noted (see `book.trace`): a page or a measure knows afterwards which
fields it would have needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import new_class
from typing import Any

from msgspec import Struct

from site_gen.book.trace import WITHHELD, note
from site_gen.config.audience import NOTES, Audience
from site_gen.forms.form import Form
from site_gen.forms.plain_marks import Mark
from site_gen.forms.spec import Spec
from site_gen.forms.types import ListOf, Ref, Rows, Str
from site_gen.records import FORMS, Record

#: Whether a record may be seen, by kinds and id.
May = Callable[[tuple[str, ...], str], bool]


class Withheld(property):
    """A field that is left out: always empty; who reads it is noted."""

    def __init__(self, key: str, empty: object) -> None:
        def read(record: object) -> object:
            del record
            note(WITHHELD, key)
            return empty

        super().__init__(read)
        self.key = key

    def is_written(self, record: object) -> bool:
        """Whether a text is there, which it is not."""
        del record
        note(WITHHELD, self.key)
        return False


class ShownMarks(Mapping[str, Mark]):
    """Where the fields stand that may be seen; the file is looked at when somebody asks."""

    __slots__ = ("_hidden", "_marks")

    def __init__(self, marks: Mapping[str, Mark], hidden: frozenset[str]) -> None:
        self._marks = marks
        self._hidden = hidden

    def __getitem__(self, path: str) -> Mark:
        if is_below(path, self._hidden):
            raise KeyError(path)
        return self._marks[path]

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._marks if not is_below(path, self._hidden))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def is_below(path: str, hidden: frozenset[str]) -> bool:
    """Whether a place in a record, such as `absences[2].reason`, belongs to one of some fields (`absences.reason`)."""
    parts = [part.partition("[")[0] for part in path.split(".")]
    return any(".".join(parts[:count]) in hidden for count in range(1, len(parts) + 1))


class Shape(Struct, frozen=True):
    """How the records of a kind, or the rows of a table, look to an audience.

    Attributes:
        cls: a class without the values that are left out.
        form: the form of the whole class.
        names: the fields that are kept.
        hidden: paths of the fields left out, those in rows too.
        emptied: required fields that are left out, whose value nobody can do without.
    """

    cls: type
    form: Form[Any]
    names: tuple[str, ...]
    hidden: frozenset[str]
    emptied: frozenset[str]


def shape_of(kind: str, audience: Audience) -> Shape | None:
    """Return how the records of a kind look to an audience; `None` when it may not know of them at all.

    A kind is left out when `site.yaml` says so, and when a field that every record must have may not be seen: there would
    be nothing to put in its place.
    """
    if kind in audience.without_kinds or (audience.kinds and kind not in audience.kinds):
        return None
    shape = _shape(FORMS[kind], kind, audience.sees)
    return None if shape.emptied else shape


def is_seen(audience: Audience | None, kind: str, field: str = "") -> bool:
    """Whether an audience may see a kind of record, or a field of it; of a whole Book everything is seen."""
    if audience is None:
        return True
    return shape_of(kind, audience) is not None and (
        not field or audience.may_read(FORMS[kind].specs[field].sensitivity)
    )


@lru_cache(1 << 10)
def _shape(form: Form[Any], path: str, sees: tuple[str, ...]) -> Shape:
    """Return how records of a kind, or rows of `kind.field`, look to those who may see some sensitivities."""
    is_row = "." in path
    # A row is seen with the field it stands in, unless part of it is told apart.
    free = {*sees, Spec("", Str(), "").sensitivity} if is_row else set(sees)
    gone = {name: spec for name, spec in form.specs.items() if spec.sensitivity not in free}
    notes = NOTES in sees or is_row
    members: dict[str, object] = {
        "__module__": form.cls.__module__,
        "__doc__": form.cls.__doc__,
    }
    members |= {name: Withheld(f"{path}.{name}", spec.default) for name, spec in gone.items()}
    if not notes:
        members["notes"] = Withheld(f"{path}.notes", "")
    hidden = set(gone)
    for name, spec in form.specs.items():
        if name not in gone and isinstance(spec.type, Rows):
            inner = _shape(spec.type.form, f"{path}.{name}", sees)
            hidden |= {f"{name}.{one}" for one in inner.hidden}
    # A text may be empty; of a day, an amount or another record there is no empty one.
    emptied = frozenset(
        name for name, spec in gone.items() if spec.required and not _may_be_empty(spec, path)
    )
    cls = form.cls
    if gone or not notes:
        cls = new_class(cls.__name__, (cls,), exec_body=lambda body: body.update(members))
        cls.__qualname__ = form.cls.__qualname__
    own = form.cls.__struct_fields__
    kept = tuple(name for name in own if name not in gone and (name != "notes" or notes))
    return Shape(cls, form, kept, frozenset(hidden), emptied)


def _may_be_empty(spec: Spec, path: str) -> bool:
    """Whether a required field of a row can stand empty; of a whole record none can."""
    return "." in path and isinstance(spec.default, str) and not isinstance(spec.type, Ref)


def watched(
    shape: Shape, kind: str, sees: tuple[str, ...], lost: frozenset[str], groups: frozenset[str]
) -> tuple[Spec, ...]:
    """Return the fields of a kind whose values may name or hold what is left out, though they are kept themselves.

    Args:
        shape: how the kind looks to the audience.
        kind: the kind.
        sees: the sensitivities that may be seen.
        lost: the kinds of which some records are left out, or all.
        groups: the groups of customers that stay private, folded.
    """
    kept = {*shape.names}

    def may_differ(spec: Spec) -> bool:
        if spec.type.named_kinds & lost or (groups and spec.name == "groups"):
            return True
        path = f"{kind}.{spec.name}"
        return isinstance(spec.type, Rows) and bool(_shape(spec.type.form, path, sees).hidden)

    return tuple(spec for name, spec in shape.form.specs.items() if name in kept and may_differ(spec))


def redacted(  # noqa: PLR0917 - once for each record of a kind
    record: Record,
    shape: Shape,
    fields: Iterable[Spec],
    sees: tuple[str, ...],
    may: May,
    groups: frozenset[str] = frozenset(),
) -> Record:
    """Return a record as an audience may see it; the same one when nothing is left out of it.

    Args:
        record: the whole record.
        shape: how its kind looks to the audience.
        fields: those that may differ (see `watched`).
        sees: the sensitivities that may be seen.
        may: whether a record that it names may be seen.
        groups: the groups of customers that stay private, folded.
    """
    changed: dict[str, Any] = {}
    for spec in fields:
        value = getattr(record, spec.name)
        if not value:
            continue
        found = _value(spec, value, f"{record.kind}.{spec.name}", sees, may)
        if spec.name == "groups" and groups:
            found = tuple(one for one in found if folded(one) not in groups)
        if found is not value:
            changed[spec.name] = found
    if not changed and shape.cls is type(record):
        return record
    values = {name: getattr(record, name) for name in shape.names} | changed
    values["marks"] = ShownMarks(record.marks, shape.hidden)
    made: Record = shape.cls(**values)
    return made


def folded(group: str) -> str:
    """Return the name of a group as groups are compared."""
    return " ".join(group.split()).casefold()


def _value(spec: Spec, value: Any, path: str, sees: tuple[str, ...], may: May) -> Any:
    """Return a value without what it names or holds that may not be seen; the same one when that is nothing."""
    kind = spec.type
    if not kind.named_kinds and not isinstance(kind, Rows):
        return value
    if isinstance(kind, Ref):
        return value if may(kind.kinds, value) else ""
    if isinstance(kind, ListOf) and isinstance(kind.of, Ref):
        kinds = kind.of.kinds
        return (
            value if all(may(kinds, one) for one in value) else tuple(one for one in value if may(kinds, one))
        )
    if isinstance(kind, Rows):
        inner = _shape(kind.form, path, sees)
        rows = tuple(one for row in value if (one := _row(row, inner, path, sees, may)) is not None)
        same = len(rows) == len(value) and all(a is b for a, b in zip(rows, value, strict=True))
        return value if same else rows
    return value


def _row(row: Any, shape: Shape, path: str, sees: tuple[str, ...], may: May) -> Any:
    """Return a row as it may be seen; `None` when what makes it a row may not."""
    if shape.emptied:
        return None
    values: dict[str, Any] = {name: getattr(row, name) for name in shape.names}
    changed = shape.cls is not type(row)
    for name, spec in shape.form.specs.items():
        if values.get(name):
            found = _value(spec, values[name], f"{path}.{name}", sees, may)
            if found is not values[name]:
                if spec.required and not found:
                    return None
                values[name], changed = found, True
    return shape.cls(**values) if changed else row
