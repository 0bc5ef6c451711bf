"""The route to the people who decide, and the gate of a development (S18.3, S21.5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.book.book import Book
from site_gen.book.development import STAGES, stages_at
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_
from site_gen.records import Development, Project

_DONE = N_("Done on")


def checkers(book: Book) -> Checkers:
    """`SG950`–`SG952`, `SG955`–`SG957`, and `SG620` for what is done after the as-of date."""
    return {"project": partial(_route, book), "development": partial(_development, book)}


def _route(book: Book, project: Project) -> Iterator[Diagnostic]:
    going, last = book.config.stage(project.stage).counts_as == "open", None
    for position, step in enumerate(project.route):
        spot, person = f"route[{position}]", step.our_person or project.owner
        if step.done_on and step.done_on > book.as_of:
            yield breach(
                "SG620",
                project,
                f"{spot}.done_on",
                person=person,
                what=_DONE,
                date=step.done_on,
                as_of=book.as_of,
            )
        if step.by_date and last and step.by_date < last:
            yield breach("SG950", project, f"{spot}.by_date", date=step.by_date, before=last)
        last = step.by_date or last
        if step.done_on or not going:
            continue
        if step.by_date and step.by_date < book.as_of:
            yield breach(
                "SG951", project, f"{spot}.by_date", person=person, goal=step.goal, date=step.by_date
            )
        if not step.our_person:
            yield breach("SG952", project, f"{spot}.goal", goal=step.goal)


def _development(book: Book, found: Development) -> Iterator[Diagnostic]:
    project = book.projects.get(found.project)
    fitting = stages_at(book.config, project.stage) if project else (found.stage or STAGES[0],)
    stages = book.config.vocabularies["development_stage"]
    if found.stage and found.stage not in fitting and project:
        yield breach(
            "SG955",
            found,
            "stage",
            person=found.manager,
            stage=stages.entry(found.stage).label,
            project=book.config.stage(project.stage).label,
        )
    if found.chance is None and fitting[0] in STAGES[1:]:
        field = "stage" if found.stage else "project"
        stage = stages.entry(fitting[0]).label
        yield breach("SG956", found, field, person=found.manager, stage=stage)
    if found.chance is not None and found.gate_on is None:
        yield breach("SG957", found, "chance", person=found.manager, label=label_of(found, "gate_on"))
    if found.gate_on and found.gate_on > book.as_of:
        yield breach(
            "SG620",
            found,
            "gate_on",
            person=found.manager,
            what=label_of(found, "gate_on"),
            date=found.gate_on,
            as_of=book.as_of,
        )
