"""In which weeks a project was committed, for how much, and what became of it (S34.2)."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from site_gen.book.commits import commit_of
from site_gen.config import Week
from site_gen.measures.commit_lines import Line, lines
from site_gen.pages.view import View


class Commitment(Struct, frozen=True):
    """One week in which a project was committed or named as upside; `link` leads to the commit."""

    week: Week
    link: Markup
    line: Line


def commitments(view: View, project: str) -> list[Commitment]:
    """Return the weeks of the commits that count, the newest first."""
    found = []
    for commit in reversed(view.book.weekly_commits_of_project.get(project, ())):
        if commit_of(view.book, commit.owner, commit.week) is not commit:
            continue
        week = Week.named(commit.week)
        link = view.link("weekly_commit", commit.id, view.words.week(week))
        rows = (row for row in lines(view.book, commit.owner, commit.week) if row.project == project)
        found += [Commitment(week, link, row) for row in rows]
    return found
