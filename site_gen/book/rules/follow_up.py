"""What was promised is done in time (S5.7); actions of reviews and hunter plans too (S7.4, S3.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_gen.book.book import Book
from site_gen.book.rules.breach import Checkers, breach
from site_gen.diagnostics import Diagnostic
from site_gen.records import HunterPlan, Review, Visit
from site_gen.records.rows import Action, FollowUp


def checkers(book: Book) -> Checkers:
    """`SG613` for each promise that is open after its day."""
    return {
        "visit": lambda visit: _overdue(book, visit, "follow_ups", visit.follow_ups),
        "review": lambda review: _overdue(book, review, "actions", review.actions),
        "hunter_plan": lambda plan: _overdue(book, plan, "action_plan", plan.action_plan),
    }


def _overdue(
    book: Book, record: Visit | Review | HunterPlan, field: str, rows: Sequence[FollowUp | Action]
) -> Iterator[Diagnostic]:
    for position, row in enumerate(rows):
        if row.done or row.done_on or row.when >= book.as_of:
            continue
        ours = row.who if row.who in book.people else ""
        person = ours or (record.chair if isinstance(record, Review) else record.owner)
        spot = f"{field}[{position}].when"
        who = book.name_of(row.who)
        yield breach("SG613", record, spot, person=person, date=row.when, what=row.what, who=who)
