"""`build` from end to end: read, check, render, verify, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_gen.book import Book, read_book
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.locale.text import N_, Msg
from site_gen.publish.render_site import render_site
from site_gen.publish.stamp import commit_of
from site_gen.publish.verify import settle
from site_gen.publish.write import Written, refusal, write_site

#: Called with the name of each phase as it begins.
Progress = Callable[[Msg], None]


@dataclass(frozen=True)
class Outcome:
    """What a build did; `written` is `None` when problems stopped it."""

    book: Book | None
    diagnostics: tuple[Diagnostic, ...]
    written: Written | None


@dataclass(frozen=True)
class Job:
    """What to build.

    Attributes:
        records: folder with `site.yaml`.
        output: folder to publish into.
        today: the current day, for teams that pin no `as_of`.
        as_of: the day to compute for, when given.
        themes: the team's theme overrides, if any.
        strict: whether warnings stop the build too.
    """

    records: Path
    output: Path
    today: date
    as_of: date | None = None
    themes: Path | None = None
    strict: bool = False


def build(job: Job, progress: Progress = lambda _: None) -> Outcome:
    """Build the site; nothing is written unless everything is known to be good."""
    refused = refusal(job.output, job.records)
    if refused:
        return Outcome(None, (refused,), None)
    progress(N_("Reading records"))
    book, problems = read_book(job.records, job.as_of, job.today)
    if book is None or _stops(problems, job):
        return Outcome(book, tuple(problems), None)
    progress(N_("Rendering pages"))
    rendered = render_site(book, commit_of(job.records), job.themes)
    progress(N_("Checking links"))
    problems = [*problems, *rendered.diagnostics, *settle(rendered.doubts, rendered.files)]
    if _stops(problems, job):
        return Outcome(book, tuple(problems), None)
    progress(N_("Writing"))
    return Outcome(book, tuple(problems), write_site(rendered.files, job.output))


def _stops(problems: list[Diagnostic], job: Job) -> bool:
    return any(job.strict or problem.severity is Severity.ERROR for problem in problems)
