"""The data-quality page: what is wrong, grouped by who should act and by what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from site_gen.book import Book
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.locale.text import N_
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.problems import told
from site_gen.pages.view import View

_TITLE = N_("Data quality")
_NOBODY = N_("Nobody in particular")


class Item(Struct, frozen=True):
    """One problem: where it is and what to write."""

    record: Markup | str
    place: str
    message: str
    hint: str


class Group(Struct, frozen=True):
    """Problems of one code of one person."""

    code: str
    severity: str
    rule: str
    points: tuple[Item, ...]


class Section(Struct, frozen=True):
    """What one person should do; `anchor` is what links from other pages aim at."""

    anchor: str
    name: Markup | str
    count: int
    groups: tuple[Group, ...]


def pages(book: Book) -> Iterable[Page]:
    """Yield the data-quality page."""
    del book
    yield Page(addresses.QUALITY, "quality.html", lambda view: view.tr(_TITLE), _context, "quality")


def sections(view: View) -> tuple[Section, ...]:
    """Return the problems of the Book by person, the longest list first."""
    by_person: dict[str, dict[str, list[Diagnostic]]] = {}
    for problem in told(view.book):
        by_person.setdefault(problem.person, {}).setdefault(problem.code, []).append(problem)
    counts = {person: sum(map(len, codes.values())) for person, codes in by_person.items()}
    order = sorted(by_person, key=lambda person: (not person, -counts[person], person))
    return tuple(
        Section(
            f"person-{person}" if person else "nobody",
            view.person(person) if person else view.tr(_NOBODY),
            counts[person],
            tuple(_group(view, code, problems) for code, problems in sorted(by_person[person].items())),
        )
        for person in order
    )


def _group(view: View, code: str, problems: list[Diagnostic]) -> Group:
    first = problems[0]
    items = tuple(_item(view, problem) for problem in problems)
    return Group(code, first.severity.value, view.tr(first.entry.why), items)


def _item(view: View, problem: Diagnostic) -> Item:
    record = view.link(*problem.record) if problem.record else ""
    return Item(record, str(problem.place), problem.message(view.lang), problem.hint(view.lang))


def _context(view: View) -> Mapping[str, Any]:
    problems = told(view.book)
    codes = Counter(problem.code for problem in problems)
    first = {problem.code: problem for problem in reversed(problems)}
    by_rule = [
        (code, view.tr(first[code].entry.why), count, first[code].severity is Severity.ERROR)
        for code, count in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return {
        "sections": sections(view),
        "by_rule": by_rule,
        "total": len(problems),
        "people": sum(1 for person in {problem.person for problem in problems} if person),
        "most": max(codes.values(), default=0),
    }
