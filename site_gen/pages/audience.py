"""Who the pages are for: which fields may be shown to them."""

from __future__ import annotations

from site_gen.forms.form import Spec
from site_gen.records import FORMS

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
