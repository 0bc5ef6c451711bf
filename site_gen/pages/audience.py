"""Who the pages are for: which fields may be shown to them."""

from __future__ import annotations

from site_gen.diagnostics import Diagnostic
from site_gen.forms.form import Spec
from site_gen.records import FORMS, Record

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


def may_tell(problem: Diagnostic, record: Record | None, audience: str = DEFAULT) -> bool:
    """Whether pages for `audience` may say that a field of `record` has a problem: not if they leave the field out.

    Args:
        problem: a problem of a record.
        record: that record; `None` when there is none.
        audience: one of `LEVELS`.
    """
    if record is None:
        return True
    lines = {record.marks[s.name][0] for s in withheld(record.kind, audience) if s.name in record.marks}
    return problem.place.line not in lines
