"""The reference of problem codes, `docs/diagnostics.md`, made from the catalogue."""

from __future__ import annotations

from site_gen.diagnostics.catalogue import CATALOGUE, NOTHING, Code
from site_gen.locale.text import Msg, tr

_FAMILIES = {
    "SG1": "Files and text",
    "SG2": "YAML",
    "SG3": "Fields and values",
    "SG4": "References and identity",
    "SG5": "The team's site.yaml",
    "SG6": "Rules of the method",
    "SG7": "Import",
    "SG8": "Publishing",
    "SG9": "Key accounts, flows and requests",
}
_HEAD = """# Problems and their codes

Made from `site_gen/diagnostics/catalogue.py` by `tools/reference.py`; do not edit by hand.

An *error* means that a record cannot be trusted: it stops a build. A *warning* means that a rule of the
method is broken: it is listed by person on the site, and `--strict` makes it an error. A code never
changes its meaning and is never used again. Words in braces stand for the facts of the case.
"""


def diagnostics_reference() -> str:
    """Return the Markdown page with every code: severity, message, hint and reason, English and Chinese."""
    parts = [_HEAD]
    family = ""
    for code, entry in sorted(CATALOGUE.items()):
        if code[:3] != family:
            family = code[:3]
            parts.append(f"## {_FAMILIES[family]} ({family}xx)\n")
        parts.append(_one(code, entry))
    return "\n".join(parts)


def _one(code: str, entry: Code) -> str:
    lines = [f"### {code}", "", f"*{entry.severity}* · {_both(entry.message)}", ""]
    if entry.why != NOTHING:
        source = f" ({entry.source})" if entry.source else ""
        lines += [f"**Why:** {_both(entry.why)}{source}", ""]
    if entry.hint not in (NOTHING, Msg("{advice}")):
        lines += [f"**What to do:** {_both(entry.hint)}", ""]
    return "\n".join(lines)


def _both(message: Msg) -> str:
    """Return a message in English and Chinese, with the places of the arguments visible."""
    english, chinese = (tr(message, lang).replace("{{", "{").replace("}}", "}") for lang in ("en", "zh-Hans"))
    english, chinese = (text.replace("<", "&lt;") for text in (english, chinese))
    return english if english == chinese else f"{english}<br>{chinese}"
