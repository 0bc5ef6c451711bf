"""YAML text to nodes: PyYAML's C parser for the grammar, nothing guessed, nothing hidden.

Every scalar keeps its source text; anchors, aliases, tags and merge keys, duplicate keys and deep
nesting are refused where they stand, and a syntax error names what a person most likely did.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from site_gen.forms.node import Map, Node, Scalar, Seq
from site_gen.locale.text import N_, Msg

_Parser: Any = getattr(yaml, "CParser", None)
DEEPEST = 8
LONGEST_SCALAR = 20_000

_FULL_WIDTH = re.compile(r"^(\s*(?:- )?)([^\s:：#'\"{\[]+)：[ \t\u3000]*(?!//)")
_NO_SPACE = re.compile(r"^\s*(?:- )?([A-Za-z_]+):(?=[^\s/:])")

#: report(code, line, col, length, args), lines and columns 1-based within the file.
Report = Callable[[str, int, int, int, dict[str, object]], None]


class _Refused(Exception):  # noqa: N818 - control flow inside this module
    """The document cannot be used; the reason has been reported."""


def parse(text: str, first_line: int, report: Report) -> Node | None:
    """Parse one YAML document.

    Args:
        text: the document.
        first_line: line number in the file of the first line of `text`.
        report: called for each problem.

    Returns:
        The root node, `None` for an empty document or after a syntax error.
    """
    repaired = _repair_full_width_colons(text, first_line, report)
    try:
        return _Builder(repaired, first_line, report).document()
    except _Refused:
        return None
    except yaml.YAMLError as error:
        _explain(error, repaired, first_line, report)
        return None


def _repair_full_width_colons(text: str, first_line: int, report: Report) -> str:
    """Report `key：value` lines and read them as meant, so that the other lines are checked too."""
    if "：" not in text:
        return text
    lines = text.split("\n")
    block_indent: int | None = None
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if block_indent is not None and (not line.strip() or indent > block_indent):
            continue
        block_indent = indent if re.search(r":\s*[|>][-+0-9]*\s*$", line) else None
        found = _FULL_WIDTH.match(line)
        if found and ": " not in found[2] and not re.search(r"[。，、]", found[2]):
            col = len(found[1]) + 1
            report("SG202", first_line + index, col, len(found[2]) + 1, {"key": found[2]})
            lines[index] = f"{found[1]}{found[2]}: {line[found.end() :]}"
    return "\n".join(lines)


class _Builder:
    """Builds nodes from parser events."""

    def __init__(self, text: str, first_line: int, report: Report) -> None:
        self.text = text
        self.lines = text.split("\n") if " #" in text else []
        self.first = first_line
        self.report = report
        self.next = (_Parser or _pure)(text).get_event

    def document(self) -> Node | None:
        """Return the root node of the only document."""
        self.next()  # stream start
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        root = self.node(self.next(), 1)
        event = self.next()  # document end
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            line, col = self.spot(event)
            self.report(
                "SG201",
                line,
                col,
                3,
                {"problem": _MESSAGES["second document"], "advice": _ADVICE["document"]},
            )
            raise _Refused
        return root

    def spot(self, event: Any) -> tuple[int, int]:
        """Return the 1-based line and column in the file where an event starts."""
        mark = event.start_mark
        return self.first + mark.line, mark.column + 1

    def refuse(self, event: Any, code: str, length: int = 1, **args: object) -> None:
        """Report a problem at an event and stop reading."""
        line, col = self.spot(event)
        self.report(code, line, col, length, args)
        raise _Refused

    def node(self, event: Any, depth: int) -> Node:
        """Return the node that begins with `event`."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.refuse(event, "SG204", found=f"*{event.anchor}")
        if event.anchor is not None:
            self.refuse(event, "SG204", found=f"&{event.anchor}")
        if event.tag is not None and event.tag != "!":
            self.refuse(event, "SG204", found=event.tag)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if depth > DEEPEST:
            self.refuse(event, "SG205", limit=DEEPEST)
        line, col = self.spot(event)
        if kind is yaml.SequenceStartEvent:
            items = []
            while not isinstance(event := self.next(), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Seq(items, line, col)
        return self.mapping(line, col, depth)

    def scalar(self, event: Any) -> Scalar:
        """Return a scalar node with its source text."""
        line, col = self.spot(event)
        text = event.value
        if len(text) > LONGEST_SCALAR:
            self.report("SG206", line, col, 1, {"limit": LONGEST_SCALAR})
            text = text[:LONGEST_SCALAR]
        plain = event.style is None
        cut = False
        if plain and self.lines and text:
            end = event.end_mark
            cut = self.lines[end.line][end.column :].lstrip().startswith("#")
        return Scalar(text, line, col, plain, cut)

    def mapping(self, line: int, col: int, depth: int) -> Map:
        """Return a mapping node; duplicate and merge keys are reported."""
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                self.report("SG207", key.line, key.col, 1, {})
                raise _Refused
            value = self.node(self.next(), depth + 1)
            if key.text == "<<" and key.plain:
                self.report("SG204", key.line, key.col, 2, {"found": "<<"})
            elif key.text in seen:
                args = {"key": key.text, "first": seen[key.text]}
                self.report("SG203", key.line, key.col, len(key.text), args)
            else:
                seen[key.text] = key.line
                entries.append((key, value))
        return Map(entries, line, col)


def _pure(text: str) -> Any:
    return yaml.Loader(text)


_MESSAGES: dict[str, Msg] = {
    "second document": N_("a second document begins"),
    "quote": N_("a quotation mark is not closed"),
    "tab": N_("a tab stands where spaces are needed"),
    "special": N_("a value cannot begin with {char}"),
    "colon": N_("a value contains a colon followed by a space"),
    "bracket": N_("a bracket or brace is not closed"),
    "indent": N_("the indentation does not fit the lines above"),
    "colon missing": N_("a colon is missing after the field's name"),
    "other": N_("this is not “key: value”"),
}
_ADVICE: dict[str, Msg] = {
    "document": N_("Keep one block of fields between the two lines of three hyphens."),
    "quote": N_("Close the quotation mark on the same line."),
    "tab": N_("Indent with spaces."),
    "special": N_("Put quotes around the value."),
    "colon": N_("Put quotes around the value."),
    "bracket": N_("Close every [ with ] and every {{ with }}."),
    "indent": N_("Begin fields at the start of the line and indent rows by two spaces."),
    "colon missing": N_("Write “key: value”."),
    "other": N_("Write “key: value”, with quotes around a value that has special characters."),
}


def _explain(error: yaml.YAMLError, text: str, first_line: int, report: Report) -> None:
    """Report a syntax error at the line a person has to change, in words a person uses."""
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    at = min(mark.line, len(lines) - 1) if mark else 0
    col = mark.column + 1 if mark else 1
    problem = str(getattr(error, "problem", "") or error)
    context = str(getattr(error, "context", "") or "")
    for index in range(at + 1):
        found = _NO_SPACE.match(lines[index])
        if found and index >= at - 2 and "://" not in lines[index]:
            spot = lines[index].index(found[1]) + 1
            report("SG208", first_line + index, spot, len(found[1]) + 1, {"key": found[1]})
            return
    if "quoted scalar" in context:
        kind, at, col = "quote", (start.line if start else at), (start.column + 1 if start else col)
    elif "\t" in lines[at][: max(col, 1)] or "cannot start any token" in problem:
        char = lines[at][col - 1 : col] or "?"
        kind = "tab" if char == "\t" or lines[at].startswith("\t") else "special"
        problem = char
    elif "mapping values are not allowed" in problem:
        kind = "colon"
    elif "flow" in context or "',' or" in problem:
        kind, at, col = "bracket", (start.line if start else at), (start.column + 1 if start else col)
    elif "could not find expected ':'" in problem:
        kind, at = "colon missing", (start.line if start else at)
        col = start.column + 1 if start else col
    elif "did not find expected key" in problem or "block" in context:
        kind = "indent"
        quoted = re.match(r"\s*(?:- )?\w+:\s*([\"']).*\1\s*\S", lines[at])
        kind = "other" if quoted else kind
    else:
        kind = "other"
    message = _MESSAGES[kind]
    args: dict[str, object] = {"problem": message, "advice": _ADVICE[kind]}
    if kind == "special":
        args["problem"] = Msg(message.id, message.context)
        args["char"] = problem
    report("SG201", first_line + at, col, 1, args)
