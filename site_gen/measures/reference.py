"""The reference of measures, `docs/measures.md`, made from the registry and the result classes."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from site_gen.config.read import default_config
from site_gen.forms.fields import field_names
from site_gen.locale.text import tr
from site_gen.measures.registry import MEASURES, Measure

_HEAD = """# Measures

Made from `site_gen/measures/` by `tools/reference.py`; do not edit by hand.

Every figure of the site, of `site-gen stats` and of the data files comes from one of these measures. Each
works for every scope: company, team, person, vertical, province, product, source, importance, month (of
purchase). The definitions name the thresholds and stages of a team that has set nothing; `site-gen stats`
and the site show your own.

*Projects* are counted as of one day. *Open*, *won* and *lost* is what `counts_as` says of their stage. A
ratio over zero has no value and is shown as –. Every figure comes with the ids of the records behind it.
What the fields of a result mean is listed under each measure; parts that several results share stand at the
end. [Data files](data.md) says how they look in JSON.
"""


def measures_reference() -> str:
    """Return the Markdown page with every measure: definition in English and Chinese, fields of the result."""
    config, parts, shared = default_config(), [_HEAD], dict[type, None]()
    for measure in MEASURES.values():
        titles = f"{tr(measure.title, 'en')} · {tr(measure.title, 'zh-Hans')}"
        facts = f"`{measure.key}` · unit: {measure.unit} · {measure.source}"
        result = _result(measure)
        parts += [f"## {measure.id} {titles}\n", f"{facts}\n", measure.define(config, "en") + "\n"]
        parts += [measure.define(config, "zh-Hans") + "\n", f"Result `{result.__name__}`:\n", _fields(result)]
        shared |= dict.fromkeys(_inside(result))
    parts.append("## Parts of results\n")
    for cls in sorted(shared, key=lambda c: c.__name__):
        parts += [f"### {cls.__name__}\n", _summary(cls) + "\n", _fields(cls)]
    return "\n".join(parts)


def _result(measure: Measure) -> type:
    found: type = get_type_hints(inspect.unwrap(measure.compute))["return"]
    return found


def _inside(cls: type) -> Iterator[type]:
    """Yield the result classes that occur in the fields of `cls`, at any depth."""
    for hint in get_type_hints(cls).values():
        for found in _classes(hint):
            yield found
            yield from _inside(found)


def _classes(hint: Any) -> Iterator[type]:
    if (
        isinstance(hint, type)
        and hint.__module__.startswith("site_gen.measures")
        and field_names(hint) is not None
    ):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)


def _summary(cls: type) -> str:
    return " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())


def _fields(cls: type) -> str:
    """Return the fields and computed values as a list, with what the docstrings say."""
    said = _attributes(inspect.getdoc(cls) or "")
    lines = []
    hints = {
        name: hint for base in reversed(cls.__mro__) for name, hint in inspect.get_annotations(base).items()
    }
    for name in field_names(cls) or ():
        text = said.get(name, "")
        lines.append(f"- `{name}` ({_plain(str(hints[name]))})" + (f": {text}" if text else ""))
    for name, item in sorted(vars(cls).items()):
        if isinstance(item, property) and name != "firing":
            lines.append(f"- `{name}` (computed): {inspect.getdoc(item)}")
    return "\n".join(lines) + "\n"


def _attributes(doc: str) -> dict[str, str]:
    """Read the `Attributes:` section of a docstring."""
    found: dict[str, str] = {}
    name = ""
    for line in doc.partition("Attributes:\n")[2].splitlines():
        entry = re.match(r" {4}(\w+): (.*)", line)
        if entry:
            name = entry[1]
            found[name] = entry[2]
        elif name and line.strip():
            found[name] += " " + line.strip()
    return {key: " ".join(text.split()) for key, text in found.items()}


def _plain(hint: str) -> str:
    """Return a type as the words of JSON and of this page."""
    hint = hint.replace(" | None", " or nothing")
    hint = re.sub(r"tuple\[tuple\[(.*)\], \.\.\.\]", r"list of pairs", hint)
    hint = re.sub(r"tuple\[(\w+), \.\.\.\]", r"list of \1", hint)
    words = {"str": "text", "int": "whole number", "Decimal": "number", "bool": "yes or no", "Msg": "text"}
    return re.sub(r"\w+", lambda m: words.get(m[0], m[0]), hint)
