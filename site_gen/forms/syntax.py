"""What a person most likely did when the front matter is no YAML, at the place they have to change."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct, field

from site_gen.forms.limits import DEEPEST
from site_gen.locale.text import N_, Msg, filled

#: A key with a full-width colon; further in only words that can be the name of a field are taken
#: for one, because rows and lists may hold Chinese text with such a colon.
_FULL_WIDTH = re.compile(r"^((?:\s*-\s+|\s+)?)([^\s:：#'\"{\[-][^\s:：#'\"{\[]*)：[ \t\u3000\xa0]*(?!//)")
_NO_SPACE = re.compile(r"^((?:\s*-\s+|\s+)?)([A-Za-z_]+):([\u3000\xa0]|(?=[^\s/:]))")
_BLOCK_TEXT = re.compile(r":\s*[|>][-+0-9]*\s*$")
_ENTRY = re.compile(r"^(\s*(?:-\s+)*)(?:([^\s:#'\"{\[][^:#'\"{\[]*):\s+)?(\S.*)?$")
#: Characters of a line that a person can have typed; longer ones are not searched for quotes.
_LONGEST_LINE = 4000
#: A lone sign for a value, as people rate: `rating: ?`.
_BARE_SIGN = re.compile(r":[ \t]+([?-])[ \t]*(?:[,}\]]|$)")
_WIDE_SPACE = re.compile(r"^[ \t]*([\u3000\xa0])")

Report = Callable[[str, int, int, int, dict[str, object]], None]

_MESSAGES: dict[str, tuple[Msg, Msg]] = {
    "quote": (
        N_("a quotation mark is not closed"),
        N_("Close the quotation mark on the same line."),
    ),
    "after quote": (
        N_("there is text after the closing quotation mark"),
        N_("Put quotes around the whole value, or leave them out."),
    ),
    "tab": (N_("a tab stands where spaces are needed"), N_("Indent with spaces.")),
    "wide space": (
        N_("a full-width or no-break space stands where spaces are needed"),
        N_("Indent with ordinary spaces."),
    ),
    "special": (N_("a value cannot begin with {char}"), N_("Put quotes around the value.")),
    "hyphen": (N_("a space is missing after the hyphen"), N_("Write “- ” before each row.")),
    "colon": (
        N_("a value contains a colon followed by a space"),
        N_("Put quotes around the value."),
    ),
    "bracket": (
        N_("a bracket or brace is not closed"),
        N_("Close every bracket and brace on the same line."),
    ),
    "comma": (N_("a comma is missing before “{key}”"), N_("Separate the fields of a row with “, ”.")),
    "indent": (
        N_("the indentation does not fit the lines above"),
        N_("Begin fields at the start of the line and indent rows by two spaces."),
    ),
    "colon missing": (N_("a colon is missing after the field's name"), N_("Write “key: value”.")),
    "other": (
        N_("this is not “key: value”"),
        N_("Write “key: value”, with quotes around a value that has special characters."),
    ),
    "escape": (
        N_("a backslash between double quotes begins a special character"),
        N_("Write two backslashes, or use single quotes."),
    ),
    "document": (
        N_("a second document begins"),
        N_("Keep one block of fields between the two lines of three hyphens."),
    ),
}


def _args(kind: str, **places: object) -> dict[str, object]:
    problem, advice = _MESSAGES[kind]
    return {"problem": filled(problem, **places), "advice": advice}


def cannot_begin(char: str) -> dict[str, object]:
    """Return the arguments of the message about a value that begins with `char`."""
    return _args("special", char=char)


#: Arguments of the message about a second document.
SECOND_DOCUMENT = _args("document")


class Problem(Struct, frozen=True):
    """A syntax error as a person sees it; `line` is 0-based in the text, `col` 1-based."""

    code: str
    line: int
    col: int
    length: int = 1
    args: dict[str, object] = field(default_factory=dict)


def repair_wide_spaces(lines: list[str], first_line: int, report: Report) -> None:
    """Report lines indented with full-width or no-break spaces and read them as meant."""
    if not any("\u3000" in line or "\xa0" in line for line in lines):
        return
    for index in _outside_block_text(lines):
        found = _WIDE_SPACE.match(lines[index])
        if found:
            report("SG201", first_line + index, found.start(1) + 1, 1, _args("wide space"))
            rest = lines[index].lstrip()
            lines[index] = " " * (len(lines[index]) - len(rest)) + rest


def repair_full_width(lines: list[str], first_line: int, report: Report) -> None:
    """Report `key：value` lines and read them as meant, so that the other lines are checked too."""
    if not any("：" in line for line in lines):
        return
    for index in _outside_block_text(lines):
        line = lines[index]
        found = _FULL_WIDTH.match(line)
        if not found or ": " in found[2] or re.search(r"[。，、]", found[2]):
            continue
        if found[1] and not re.fullmatch(r"[A-Za-z_]+", found[2]):
            continue
        col = len(found[1]) + len(found[2]) + 1
        report("SG202", first_line + index, col, 1, {"key": found[2]})
        lines[index] = f"{found[1]}{found[2]}: {line[found.end() :]}"


def repair_spaces(lines: list[str], first_line: int, report: Report) -> bool:
    """Report `key:value` lines and read them as meant; return whether there was one."""
    repaired = False
    for index in _outside_block_text(lines):
        line = lines[index]
        found = _NO_SPACE.match(line)
        if not found or found[2] in {"http", "https", "mailto"}:
            continue
        col = len(found[1]) + len(found[2]) + 1
        report("SG208", first_line + index, col, 1, {"key": found[2]})
        lines[index] = f"{found[1]}{found[2]}: {line[found.end() :]}"
        repaired = True
    return repaired


def _outside_block_text(lines: list[str]) -> list[int]:
    """Return the positions of the lines that are not inside a `|` or `>` text."""
    outside = []
    indent: int | None = None
    for index, line in enumerate(lines):
        depth = len(line) - len(line.lstrip())
        if indent is not None and (not line.strip() or depth > indent):
            continue
        indent = depth if _BLOCK_TEXT.search(line) else None
        outside.append(index)
    return outside


def explain(error: Exception, lines: list[str]) -> Problem:
    """Return the problem behind a syntax error of the YAML parser."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem("SG201", 0, 1, 1, _args("other"))
    if "nesting depth" in str(
        error.problem
    ):  # newer versions of libyaml stop by themselves, far deeper than we do
        at, _ = _spot(error.problem_mark, lines)
        return Problem("SG205", *_too_deep(lines, at), 1, {"limit": DEEPEST})
    return _explain(error, lines)


def _explain(error: yaml.MarkedYAMLError, lines: list[str]) -> Problem:
    at, col = _spot(error.problem_mark or error.context_mark, lines)
    begin, begin_col = _spot(error.context_mark or error.problem_mark, lines)
    problem, context = str(error.problem or ""), str(error.context or "")
    directive = next((n for n, line in enumerate(lines[: at + 1]) if line.startswith("%")), None)
    if directive is not None:
        return _special(directive, 1, "%")
    sign = _BARE_SIGN.search(lines[at]) if len(lines[at]) <= _LONGEST_LINE else None
    if sign:
        return _special(at, sign.start(1) + 1, sign[1])
    if "cannot start any token" in problem or "\t" in lines[at][:col]:
        return _no_token(lines, at, col)
    if opened := _open_quote(lines, begin, at):
        return Problem("SG201", opened[0], opened[1], 1, _args("quote"))
    if "flow" in context:
        return _in_row(lines, (begin, begin_col), (at, col))
    if "mapping values are not allowed" in problem:
        return _second_colon(lines[at], at, col)
    for words, kind in (("escape character", "escape"), ("document start", "document")):
        if words in problem:
            back = kind == "escape" and lines[at][col - 1 : col] != "\\"
            return Problem("SG201", at, col - back, 1, _args(kind))
    if "could not find expected ':'" in problem:
        kind = "bracket" if lines[begin].lstrip()[:1] in tuple("[{") else "colon missing"
        return Problem("SG201", begin, begin_col, len(lines[begin].strip()) or 1, _args(kind))
    return _by_value(lines, at, col, problem + context)


def _too_deep(lines: list[str], at: int) -> tuple[int, int]:
    """Return the 0-based line and the 1-based column of the first bracket that is too deep in a field."""
    start = max((n for n in range(at + 1) if lines[n][:1].strip(" \t-#[{")), default=0)
    depth = 1  # the mapping that the field stands in
    for line in range(start, at + 1):
        for col, sign in enumerate(lines[line], 1):
            depth += (sign in "[{") - (sign in "]}")
            if depth > DEEPEST:
                return line, col
    return at, 1


def _spot(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Return the 0-based line, inside the text, and the 1-based column of a mark."""
    return (min(mark.line, len(lines) - 1), mark.column + 1) if mark else (0, 1)


def _second_colon(line: str, at: int, col: int) -> Problem:
    """A colon where the value of the line above, or of this line, goes on."""
    key = re.match(r"^(\s+(?:-\s+)*)[^\s:]+\s*$", line[: col - 1])
    if key:
        return Problem("SG201", at, len(key[1]) + 1, 1, _args("indent"))
    glued = re.match(r"^(\s*)-(?=[{\[A-Za-z_])", line)
    if glued:
        return Problem("SG201", at, glued.end(), 1, _args("hyphen"))
    return Problem("SG201", at, col, 1, _args("colon"))


def _no_token(lines: list[str], at: int, col: int) -> Problem:
    """A character that cannot begin a value."""
    tab = lines[at].find("\t", 0, col)
    if tab >= 0 and not lines[at][:tab].strip(" -"):
        return Problem("SG201", at, tab + 1, 1, _args("tab"))
    return _special(at, col, lines[at][col - 1 : col] or "?")


def _special(at: int, col: int, char: str) -> Problem:
    return Problem("SG201", at, col, 1, cannot_begin(char))


def _open_quote(lines: list[str], begin: int, at: int) -> tuple[int, int] | None:
    """Return line and column of the last value before the error whose quotation mark stays open."""
    first = begin
    while first > 0 and lines[first - 1].strip():
        first -= 1
    for index in range(min(at, len(lines) - 1), first - 1, -1):
        line = lines[index]
        if len(line) > _LONGEST_LINE:
            continue
        for found in re.finditer(r"(?:^|[:\-,{\[])\s+(['\"])|[{\[](['\"])", line):
            quote = found[1] or found[2]
            rest = line[found.end() :].replace("''", "") if quote == "'" else line[found.end() :]
            if quote not in re.sub(r"\\.", "", rest):
                return index, found.end()
    return None


def _in_row(lines: list[str], begin: tuple[int, int], at: tuple[int, int]) -> Problem:
    """An error between `{` and `}` or `[` and `]`."""
    line = lines[at[0]]
    before = line[: at[1] - 1]
    inside = before[begin[1] - 1 :] if begin[0] == at[0] else before
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", "\n".join(lines[begin[0] : at[0] + 1]))
    opened = any(bare.count(a) > bare.count(b) for a, b in ("[]", "{}"))
    entry = re.split(r",\s", inside)[-1]
    wide = entry.find("，")
    if wide >= 0 and re.search(r"，\s*[A-Za-z_]+\s*$", entry):
        col = at[1] - len(entry) + wide
        args: dict[str, object] = {"value": entry[:wide].split(":")[-1].strip()}
        return Problem("SG209", at[0], col, 1, args)
    if opened:
        return Problem("SG201", begin[0], begin[1], 1, _args("bracket"))
    if not line.strip() and (found := _open_bracket(lines[: at[0]])):
        return Problem("SG201", found[0], found[1], 1, _args("bracket"))
    if re.search(r"[\"']\s*\S*$", inside) and not line[at[1] - 1 :].startswith(":"):
        return Problem("SG201", at[0], at[1], 1, _args("after quote"))
    word = re.search(r"([A-Za-z_]+)\s*$", before)
    if word and line[at[1] - 1 :].startswith(":"):
        return Problem("SG201", at[0], word.start(1) + 1, len(word[1]), _args("comma", key=word[1]))
    return Problem("SG201", at[0], at[1], 1, _args("colon"))


def _open_bracket(lines: list[str]) -> tuple[int, int] | None:
    """Return line and column of a bracket that ends the last line with text: nothing follows it."""
    index = max((number for number, line in enumerate(lines) if line.strip()), default=-1)
    end = lines[index].rstrip() if index >= 0 else ""
    return (index, len(end)) if end.endswith(("[", "{", ",")) else None


def _by_value(lines: list[str], at: int, col: int, words: str) -> Problem:
    """Look at the value of the line, when the parser only says what it expected."""
    for index in (at, at - 1):
        found = _ENTRY.match(lines[index]) if 0 <= index < len(lines) else None
        value = found[3] if found else None
        if not found or not value:
            continue
        spot = found.start(3) + 1
        closed = re.match(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*(?=[^\s#,}\]])", value)
        if closed:
            return Problem("SG201", index, spot + closed.end(), 1, _args("after quote"))
        if found[2] and re.match(r"[|>&*!%@`?]|- |\[[^\]]*\]\s*[^\s#]|\{[^}]*\}\s*[^\s#]", value):
            return _special(index, spot, value[0])
    if "block" in words or "expected key" in words:
        lead = len(lines[at]) - len(lines[at].lstrip()) + 1
        return Problem("SG201", at, lead, 1, _args("indent"))
    return Problem("SG201", at, col, 1, _args("other"))
