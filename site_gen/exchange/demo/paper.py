"""A record about to be written: its place, its fields and its sections."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct, field

from site_gen.forms.write import record_text
from site_gen.locale.text import tr
from site_gen.records import FORMS

_EMPTY: tuple[object, ...] = (None, "", (), [])


class Paper(Struct, frozen=True):
    """One record; `sections` maps field names to text, empty ones are left out."""

    kind: str
    path: str
    values: Mapping[str, object]
    sections: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""

    def text(self, lang: str = "zh-Hans") -> str:
        """Return the text of the file with its section headings in `lang`."""
        order = FORMS[self.kind].short
        values = {name: self.values[name] for name in order if self.values.get(name) not in _EMPTY}
        sections = {
            heading(self.kind, name, lang): self.sections[name]
            for name in FORMS[self.kind].prose
            if self.sections.get(name)
        }
        return record_text(values, sections, self.notes)


@cache
def heading(kind: str, name: str, lang: str) -> str:
    """Return the heading of a prose field in `lang`."""
    return tr(FORMS[kind].prose[name].label, lang)
