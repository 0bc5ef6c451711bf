"""JSON Schema (2020-12) of the files a team writes, with the team's own lists of values."""

from __future__ import annotations

from typing import Any

from site_gen.config import Config
from site_gen.config.forms import SITE
from site_gen.locale.text import tr
from site_gen.records.base import FORMS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Name of the schema of `site.yaml` among the kinds.
SITE_KIND = "site"
KINDS = (*FORMS, SITE_KIND)


def schema_of(kind: str, config: Config) -> dict[str, Any]:
    """Return the schema of the front matter of a kind of record, or of `site.yaml` (`site`).

    Values may be written as keys, labels in any language or aliases; the enums hold all of them.
    """
    form = SITE if kind == SITE_KIND else FORMS[kind]
    made = form.schema(config.vocabularies)
    if kind == SITE_KIND:
        sections = "The settings of a team; only the name is required."
    else:
        headings = [
            f"## {tr(spec.label, 'zh-Hans')} · {tr(spec.label, 'en')}" for spec in form.prose.values()
        ]
        sections = "Sections of the body: " + "; ".join(headings) if headings else "No sections of the body."
    head = {"$schema": _DIALECT, "title": tr(form.label, "en"), "description": sections}
    return head | made
