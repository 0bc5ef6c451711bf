"""What a project's record should say at its stage and does not: the gaps to fill, with what to write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from msgspec import Struct

from site_gen.book import Book
from site_gen.config import MonthOf
from site_gen.forms.spec import Spec
from site_gen.locale.text import Text, tr
from site_gen.pages.audience import may_mend, may_show
from site_gen.pages.track import known_moves, state_of
from site_gen.records import FORMS, Project

#: What a project without a value of its own takes from its customer (S1.8).
_INHERITED = frozenset({"vertical", "province", "city"})
#: Checks whose finding stands among the gaps already: confirmation, plans, columns, reason for loss.
SHOWN_AS_GAPS = frozenset({"SG602", "SG603", "SG604", "SG605"})
_LOST = ("lost_reason", "lost_from_stage", "lost_date")


class Gap(Struct, frozen=True):
    """A missing fact.

    Attributes:
        field: name of the field.
        label: what people call it.
        write: what to add to the file: a line of the front matter, or a heading.
        heading: whether it is a section of the body.
    """

    field: str
    label: Text
    write: str
    heading: bool = False


def gaps(book: Book, project: Project, lang: str) -> tuple[Gap, ...]:
    """Return what is missing at the project's stage, in the order of the form (S1.12, S1.15, S2.3, S2.4)."""
    wanted = set(_wanted(book, project)) if may_mend(book) else set()
    if not wanted:
        return ()
    specs = FORMS["project"].specs
    shown = (spec for spec in specs.values() if spec.name in wanted and may_show(book, spec))
    return tuple(_gap(book, spec, project, lang) for spec in shown)


def _wanted(book: Book, project: Project) -> Iterator[str]:
    config = book.config
    state = state_of(book, project)
    stage = config.stage(state.stage if state else project.stage)
    if stage.counts_as == "lost":
        yield from (name for name in _LOST if not getattr(project, name))
        return
    for name, gate in _gated():
        if stage.rank >= config.gate_rank(gate) and not _known(book, project, name):
            yield name
    if stage.counts_as == "open":
        yield from _open_wants(book, project)
    if not any(move.stage == stage.key for move in known_moves(book, project)):
        yield "stage_history"


@cache
def _gated() -> tuple[tuple[str, str], ...]:
    """Return the fields that must be filled in from a stage on, with the gate that names the stage."""
    return tuple((name, spec.gate) for name, spec in FORMS["project"].specs.items() if spec.gate)


def _open_wants(book: Book, project: Project) -> Iterator[str]:
    levels = book.config.vocabularies["importance"]
    if project.importance in levels:
        level = levels.entry(project.importance)
        needs = level.fact("needs", ())
        for name in needs if isinstance(needs, tuple) else ():
            if not getattr(project, name):
                yield name
        confirmed = project.importance_confirmed_on
        if level.fact("focus") and (confirmed is None or MonthOf.of(confirmed) < MonthOf.of(book.as_of)):
            yield "importance_confirmed_on"
    if not project.next_step:
        yield "next_step"


def _known(book: Book, project: Project, name: str) -> bool:
    value: object = getattr(book, name)(project) if name in _INHERITED else getattr(project, name)
    return value not in (None, "", ())


def _gap(book: Book, spec: Spec, project: Project, lang: str) -> Gap:
    if spec.type.prose:
        return Gap(spec.name, spec.label, f"## {tr(spec.label, lang)}", heading=True)
    return Gap(spec.name, spec.label, f"{spec.name}: {_example(book, spec, project)}")


def _example(book: Book, spec: Spec, project: Project) -> str:
    """Return a value of the right form; it is an example, not a guess."""
    config = book.config
    day = (book.as_of + timedelta(days=30)).isoformat()
    match spec.name:
        case "stage_history":
            return f"[{{stage: {project.stage}, date: {book.as_of.isoformat()}}}]"
        case "resource_plan":
            return "[{resource: …, who: …}]"
        case "products":
            return f"[{', '.join(config.vocabularies['product'].keys[:2])}]"
        case "lost_reason":
            return " | ".join(config.vocabularies["lost_reason"].keys[:3]) + " | …"
        case "lost_from_stage":
            return " | ".join(stage.key for stage in config.pipeline[:3]) + " | …"
        case "win_rate":
            return " | ".join(config.vocabularies["win_rate"].keys[1:-1])
        case "importance_confirmed_on" | "lost_date":
            return book.as_of.isoformat()
        case "bid_date" | "purchase_date":
            return day
        case _:
            return "…"
