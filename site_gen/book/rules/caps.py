"""Caps of the focus lists: few projects get full attention (S2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.focus import responsible
from site_gen.book.rules.breach import breach
from site_gen.diagnostics import Diagnostic
from site_gen.forms.vocabulary import Entry
from site_gen.locale.text import N_, Text
from site_gen.records import Project

_HEAD = N_("The dealer’s sales head")


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield `SG601` for each person over a cap, `SG624` for a focus project nobody answers for."""
    for level in book.config.vocabularies["importance"]:
        focus = str(level.fact("focus", ""))
        if not focus:
            continue
        counted: dict[str, list[Project]] = {}
        for project in open_projects(book):
            if project.importance == level.key:
                who = responsible(book, project) or ""
                counted.setdefault(who, []).append(project)
                if focus == "gf_sales" and not who:
                    yield breach("SG624", project, "importance", level=level.label)
        yield from _over(book, level, focus, counted)


def open_projects(book: Book) -> Iterator[Project]:
    """Yield the projects in an open stage, in the order of ids."""
    return (p for p in book.projects.values() if p.stage in book.config.open_keys)


def _over(book: Book, level: Entry, focus: str, counted: dict[str, list[Project]]) -> Iterator[Diagnostic]:
    cap = level.fact("cap")
    if not isinstance(cap, int):
        return
    for who, projects in sorted(counted.items()):
        if len(projects) <= cap or (not who and focus != "dealer_head"):
            continue
        person = book.people.get(who)
        name: Text = book.name_of(who) if who else _HEAD
        yield breach(
            "SG601",
            person or projects[cap],
            "" if person else "importance",
            person=who,
            others=[p.place("importance") for p in projects],
            name=name,
            count=len(projects),
            level=level.label,
            cap=cap,
            excess=len(projects) - cap,
        )
