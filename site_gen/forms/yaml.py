"""YAML text to nodes: PyYAML's C parser for the grammar, nothing guessed, nothing hidden.

Every scalar keeps its source text; anchors, aliases, tags and merge keys, duplicate keys and deep
nesting are refused where they stand, and a syntax error names what a person most likely did.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import yaml

from site_gen.forms.limits import DEEPEST
from site_gen.forms.node import BROKEN, Map, Node, Scalar, Seq
from site_gen.forms.syntax import (
    SECOND_DOCUMENT,
    cannot_begin,
    explain,
    repair_full_width,
    repair_spaces,
    repair_wide_spaces,
)

#: libyaml's parser where PyYAML was built with it; `yaml` itself does not offer it by name.
_Parser: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)
LONGEST_SCALAR = 20_000
_MOST_SYNTAX_ERRORS = 10

#: report(code, line, col, length, args), lines and columns 1-based within the file.
Report = Callable[[str, int, int, int, dict[str, object]], None]


_Found = tuple[Any, ...]


class _Refused(Exception):  # noqa: N818 - control flow inside this module
    """The document cannot be used; the reason has been reported.

    Attributes:
        line: 0-based line of the field to leave out, `None` when nothing of the document is usable.
    """

    def __init__(self, line: int | None) -> None:
        super().__init__()
        self.line = line


def parse(text: str, first_line: int, report: Report) -> Node | None:
    """Parse one YAML document.

    A line that cannot be read is reported and left out, so that the other lines are checked in the
    same run; its key then has the value `BROKEN`.

    Args:
        text: the document.
        first_line: line number in the file of the first line of `text`.
        report: called for each problem.

    Returns:
        The root node, `None` for an empty document or when nothing of it can be used.
    """
    attempt = _Attempt(text.split("\n"), first_line, report)
    for _ in range(_MOST_SYNTAX_ERRORS):
        done, root = attempt.once()
        if done:
            return root
    return None


class _Attempt:
    """Reads lines, and after a syntax error what is left of them."""

    def __init__(self, lines: list[str], first_line: int, report: Report) -> None:
        self.lines = lines
        self.first = first_line
        self.report = report
        self.spaces_tried = False
        self.reported: set[int] = set()
        repair_wide_spaces(lines, first_line, report)
        repair_full_width(lines, first_line, report)

    def once(self) -> tuple[bool, Node | None]:
        """Return whether reading has come to an end, and the root node."""
        found: list[_Found] = []
        try:
            root = _Builder("\n".join(self.lines), self.first, partial(_keep, found)).document()
        except _Refused as stop:
            if stop.line is None:
                _replay(found[-1:], self.report)
                return True, None
            return self._leave_out(stop.line, found[-1]), None
        except (yaml.YAMLError, RecursionError) as error:
            if self._spaces_repaired():
                return False, None
            problem = explain(error, self.lines)
            place = (self.first + problem.line, problem.col)
            return self._leave_out(problem.line, (problem.code, *place, problem.length, problem.args)), None
        if isinstance(root, Scalar) and self._spaces_repaired():
            return False, None
        _replay(found, self.report)
        return True, root

    def _spaces_repaired(self) -> bool:
        """Repair missing spaces after colons, once; return whether there were any."""
        tried, self.spaces_tried = self.spaces_tried, True
        return not tried and repair_spaces(self.lines, self.first, self.report)

    def _leave_out(self, line: int, problem: _Found) -> bool:
        """Report a problem and drop its field; return whether nothing is left to read."""
        if line not in self.reported and BROKEN not in self.lines[line]:
            self.report(*problem)
        self.reported.add(line)
        return not _drop(self.lines, line)


def _keep(into: list[_Found], *problem: Any) -> None:
    into.append(problem)


def _replay(found: list[_Found], report: Report) -> None:
    for problem in found:
        report(*problem)


_KEY = re.compile(r"(?:- )?['\"]?(\w[^\s:：'\"#{}\[\],]*)")

#: A field behind a tab, which libyaml takes for part of the field before it.
_TABBED = re.compile(r"\t+(\w+):(?!\S)")


def _drop(lines: list[str], at: int) -> bool:
    """Replace the field that line `at` belongs to by a `BROKEN` value; `False` when there is none."""
    tabbed = _TABBED.match(lines[at])
    if tabbed and at and not lines[at - 1].rstrip().endswith(":"):
        lines[at] = f'{tabbed[1]}: "{BROKEN}"'
        return True
    start = at
    while start > 0 and (not lines[start].strip() or lines[start][0] in " \t-#:"):
        start -= 1
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t-#:"):
        end += 1
    if not any(line.strip() for line in lines[start:end]):
        return False
    if any(f'"{BROKEN}"' in line for line in lines[start:end]):
        lines[start:end] = [""] * (end - start)
        return True
    key = _KEY.match(lines[start])
    lines[start:end] = [f'{key[1]}: "{BROKEN}"' if key else "", *[""] * (end - start - 1)]
    return True


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
            self.report("SG201", line, col, 3, dict(SECOND_DOCUMENT))
            raise _Refused(None)
        return root

    def spot(self, event: Any) -> tuple[int, int]:
        """Return the 1-based line and column in the file where an event starts."""
        mark = event.start_mark
        return self.first + mark.line, mark.column + 1

    def refuse(self, event: Any, code: str, length: int = 1, **args: object) -> None:
        """Report a problem at an event and stop reading."""
        line, col = self.spot(event)
        self.report(code, line, col, length, args)
        raise _Refused(line - self.first)

    def node(self, event: Any, depth: int) -> Node:
        """Return the node that begins with `event`."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.refuse(event, "SG204", found=f"*{event.anchor}")
        if event.anchor is not None:
            self.refuse(event, "SG204", found=f"&{event.anchor}")
        if event.tag is not None:
            self.refuse(event, "SG204", found=event.tag.replace("tag:yaml.org,2002:", "!!"))
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
        plain = not event.style  # the two parsers say "plain" as None and as ""
        cut = False
        if plain and self.lines:
            end = event.end_mark
            rest = self.lines[end.line][end.column :].lstrip()
            cut = rest.startswith("#") and (bool(text) or rest[1:2].strip() not in ("", "#"))
        return Scalar(text, line, col, plain, cut)

    def mapping(self, line: int, col: int, depth: int) -> Map:
        """Return a mapping node; duplicate and merge keys are reported."""
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                self.report("SG201", key.line, key.col, 1, cannot_begin("[" if isinstance(key, Seq) else "{"))
                raise _Refused(key.line - self.first)
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
