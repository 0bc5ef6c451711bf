"""`build` from end to end: read, check, render, verify, write."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct

from site_gen.book import Book, read_book
from site_gen.book.content import wholes
from site_gen.book.meanwhile import Problems
from site_gen.book.redaction import book_for
from site_gen.book.references import unknown_audience
from site_gen.book.trace import tracing
from site_gen.config.audience import DEFAULT
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.locale.text import N_
from site_gen.memo import Memo
from site_gen.pages import data
from site_gen.pages.edition import Edition
from site_gen.publish.drawings import Keeping, drawings
from site_gen.publish.lock import sole_build
from site_gen.publish.order import as_given, ordered
from site_gen.publish.planned import Planned
from site_gen.publish.press import Run, is_shared, press
from site_gen.publish.profile import Profile
from site_gen.publish.progress import Progress, Quiet
from site_gen.publish.recall import Recall
from site_gen.publish.refusal import refusal
from site_gen.publish.stage import Stage, Written
from site_gen.publish.stamp import commit_of
from site_gen.publish.verify import Links, settle
from site_gen.reading.files import File

#: From this many files on, what workers share is loaded before they part.
_MANY = 2000


class Outcome(Struct, frozen=True):
    """What a build did; `written` is `None` when problems stopped it."""

    book: Book | None
    diagnostics: tuple[Diagnostic, ...]
    written: Written | None


class Job(Struct, frozen=True):
    """What to build.

    Attributes:
        records: folder with `site.yaml`.
        output: folder to publish into.
        today: the current day, for teams that pin no `as_of`.
        as_of: the day to compute for, when given.
        themes: the team's theme overrides, if any.
        strict: whether warnings stop the build too.
        workers: processes to render with; 0 for as many as there are processors.
        memo: file that keeps between builds what need not be computed again; `None` for none.
        audience: key of the audience it is for (see `config.audience`).
    """

    records: Path
    output: Path
    today: date
    as_of: date | None = None
    themes: Path | None = None
    strict: bool = False
    workers: int = 0
    memo: Path | None = None
    audience: str = DEFAULT


def build(job: Job, progress: Progress | None = None, files: Sequence[File] | None = None) -> Outcome:
    """Build the site; nothing is published unless everything is known to be good.

    Args:
        job: what to build.
        progress: told how far the build is; a `Profile` also keeps how long everything took.
        files: all files of the records folder, when they have just been read.

    Raises:
        OSError: the disk refused; the last site is unchanged.
    """
    told = progress or Quiet()
    refused = refusal(job.output, job.records)
    if refused:
        return Outcome(None, (refused,), None)
    with Memo.open(job.memo) as memo:
        told.phase(N_("Reading records"))
        book, problems = read_book(job.records, job.as_of, job.today, files, memo)
        # A thousand bytes a record, which nobody needs while pages are made.
        del files
        if book is None or _stops(problems, job):
            return Outcome(book, tuple(problems), None)
        audience = book.config.audience(job.audience)
        if audience is None:
            return Outcome(None, (unknown_audience(book.config, job.audience),), None)
        output = job.output.absolute()
        with sole_build(output, lambda: told.phase(N_("Waiting for another build into the same folder"))):
            stage = Stage(output, job.memo and job.memo.parent)
            try:
                return _publish(job, book, book_for(book, audience), stage, memo, told)
            finally:
                stage.discard()


def _publish(  # noqa: PLR0917 - what a build needs at once
    job: Job, whole: Book, book: Book, stage: Stage, memo: Memo, told: Progress
) -> Outcome:
    """Publish what the audience of `book` may see of the whole Book; the person at the terminal is told all problems."""
    told.phase(N_("Planning pages"))
    now = wholes(book)
    mentioned = Problems(memo, whole, book, now)
    mentioned.stand_in(now)
    book.expect(mentioned)
    planned = Planned(memo, stage.output, book, now)
    with tracing() as reads:
        edition = Edition(book, commit_of(job.records), job.themes, listing=planned.listing)
    recall = Recall(memo, edition, stage, now, planned.marks)
    told.phase(N_("Rendering pages"))
    if len(recall.rest) >= _MANY:
        edition.warm(recall.rest)
    book.settle()
    profile = told if isinstance(told, Profile) else None
    links = Links(edition.addresses)
    problems, wrong = [*whole.diagnostics, *edition.problems], list[Diagnostic]()
    charts = Keeping(memo)
    shared = is_shared(len(recall.rest), job.workers)
    order = ordered(recall.rest, book) if shared else as_given(recall.rest)
    # Measures are kept per Book: computing here what many pages show spares each worker the work.
    count = partial(data.count_all, book, frozenset(item.address for item in order.items))
    # An interruption here must end the workers before the stage is cleared away, or they would go on filling it.
    with (
        drawings(memo, parting=shared) as kept,
        closing(
            press(Run(order, links, stage, kept, recall.ledger, profile), job.workers, told.step, count)
        ) as batches,
    ):
        for batch in batches:
            recall.take(batch)
            wrong.extend(batch.problems)
            charts.add(batch.charts)
            if profile:
                profile.merge(batch.times)
    mentioned.stand_in(now)
    recall.prepare()
    charts.end()
    # Files are made in an order that times decide.
    problems += sorted(wrong, key=lambda problem: problem.sort_key)
    told.phase(N_("Checking links"))
    problems.extend(settle(recall.doubts(links), edition.addresses, stage.read))
    if _stops(problems, job):
        recall.drop()
        return Outcome(whole, tuple(problems), None)
    told.phase(N_("Writing"))
    written = stage.publish(recall.kept, recall.made)
    recall.save()
    mentioned.keep()
    if planned.listing is None:
        planned.keep(reads, edition.plan.listing, recall.marks)
    return Outcome(whole, tuple(problems), written)


def _stops(problems: list[Diagnostic], job: Job) -> bool:
    return any(job.strict or problem.severity is Severity.ERROR for problem in problems)
