"""Who the pages are for: which fields may be shown to them."""

from __future__ import annotations

from pathlib import PurePosixPath

from site_gen.diagnostics import Diagnostic
from site_gen.forms.form import Spec
from site_gen.records import FORMS, Record
from site_gen.records.base import FOLDERS

#: Sensitivities of fields, from what anybody may see to what only the person's own rep should.
LEVELS = ("public", "team", "manager", "personal")
#: For whom a site is built when nothing else is said.
DEFAULT = "team"


def may_show(spec: Spec, audience: str = DEFAULT) -> bool:
    """Whether a field may stand on a page for `audience` (one of `LEVELS`)."""
    return LEVELS.index(spec.sensitivity) <= LEVELS.index(audience)


def withheld(kind: str, audience: str = DEFAULT) -> tuple[Spec, ...]:
    """Return the fields of a kind of record that pages for `audience` leave out."""
    return tuple(spec for spec in FORMS[kind].specs.values() if not may_show(spec, audience))


def may_show_kind(kind: str, audience: str = DEFAULT) -> bool:
    """Whether pages for `audience` may speak of records of a kind at all: not when every field is left out."""
    return len(withheld(kind, audience)) < len(FORMS[kind].specs)


def may_tell(problem: Diagnostic, record: Record | None, audience: str = DEFAULT) -> bool:
    """Whether pages for `audience` may tell a problem: not if they leave out the field, or all records of the kind.

    Args:
        problem: a problem of a record or of a file that could not be read as one.
        record: that record; `None` when there is none.
        audience: one of `LEVELS`.
    """
    places = (problem.place, *problem.others)
    if any(_is_secret(place.path, audience) for place in places):
        return False
    if record is None:
        return True
    if not may_show_kind(record.kind, audience):
        return False
    lines = {record.marks[s.name][0] for s in withheld(record.kind, audience) if s.name in record.marks}
    return problem.place.line not in lines


def _is_secret(path: str, audience: str) -> bool:
    """Whether a path leads into the folder of a kind of record that pages for `audience` do not speak of."""
    folder = next((part for part in PurePosixPath(path.replace("\\", "/")).parts if part in FOLDERS), "")
    return bool(folder) and not may_show_kind(FOLDERS[folder], audience)
