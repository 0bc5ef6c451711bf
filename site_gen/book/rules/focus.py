"""Focus projects are confirmed monthly and have a plan and resources (S2.3, S2.4, S2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach, label_of
from site_gen.config import MonthOf
from site_gen.diagnostics import Diagnostic
from site_gen.locale.text import N_
from site_gen.records import Project

_ADVICE = {
    "project_plan": N_("Write the plan under the heading “Project plan”."),
    "resource_plan": N_("Add “resource_plan” with a row for each resource: resource, party, who, when."),
}


def checkers(book: Book) -> Checkers:
    """`SG602` for an importance not confirmed this month, `SG603` for a missing plan."""
    month = MonthOf.of(book.as_of)
    levels = {level.key: level for level in book.config.vocabularies["importance"]}

    def check(project: Project) -> Iterator[Diagnostic]:
        level = levels.get(project.importance)
        if project.stage not in book.config.open_keys or level is None or not level.fact("focus"):
            return
        confirmed = project.importance_confirmed_on
        if confirmed is None or confirmed < month.start:
            field = "importance_confirmed_on" if confirmed else "importance"
            date = confirmed or N_("never")
            yield breach("SG602", project, field, level=level.label, month=month.id, date=date)
        needs = level.fact("needs", ())
        for name in needs if isinstance(needs, tuple) else ():
            if not getattr(project, name):
                label = label_of(project, name)
                yield breach(
                    "SG603", project, "importance", level=level.label, label=label, advice=_ADVICE[name]
                )

    return {"project": check}
