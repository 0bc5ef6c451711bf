"""Rendering many pages with several processes; the result does not depend on how many."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Container
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, TemplateError

from site_gen.diagnostics import Diagnostic, Place
from site_gen.measures.scope import Scope
from site_gen.pages import data
from site_gen.pages.frame import make_frame
from site_gen.pages.page import Page
from site_gen.pages.view import Site, View
from site_gen.publish.verify import Doubt, doubts

#: Fewer pages than this are not worth starting processes for.
_WORTH_IT = 300
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Task:
    """A page to render in one language, or the data file of a scope; `file` is its address from the root."""

    file: str
    lang: str
    page: Page | Scope


@dataclass(frozen=True, slots=True)
class Batch:
    """Files in the order of their tasks, problems of templates, and links that only the whole site answers."""

    files: list[tuple[str, bytes]]
    problems: list[Diagnostic]
    doubts: list[Doubt]


#: What forked workers find in their memory: nothing of it is sent.
_job: dict[str, Any] = {}


def render_page(environment: Environment, site: Site, page: Page, lang: str) -> bytes:
    """Render one page in one language."""
    view = View(site, lang, page.url)
    context: dict[str, Any] = {
        **view.globals(),
        "page": page,
        "title": page.title(view),
        "frame": make_frame(site, view, page),
        **page.build(view),
    }
    return environment.get_template(page.template).render(context).encode()


def render_all(
    environment: Environment, site: Site, tasks: list[Task], known: Container[str], workers: int
) -> Batch:
    """Render all tasks and look at their links.

    Args:
        environment: the template engine.
        site: what all pages share.
        tasks: the pages.
        known: every address of the site.
        workers: processes to use; 0 for as many as there are processors.
    """
    count = workers or _processors()
    # Workers must share the Book by forking; sending it to each would cost more than it saves.
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if count < 2 or not can_fork or len(tasks) < _WORTH_IT:
        return _render(environment, site, tasks, known)
    _job.update(environment=environment, site=site, tasks=tasks, known=known)
    gc.freeze()
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, mp_context=context) as pool:
            parts = list(pool.map(_chunk, range(0, len(tasks), _CHUNK)))
    finally:
        gc.unfreeze()
        _job.clear()
    return Batch(
        [file for part in parts for file in part.files],
        [problem for part in parts for problem in part.problems],
        [doubt for part in parts for doubt in part.doubts],
    )


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _chunk(start: int) -> Batch:
    tasks = _job["tasks"][start : start + _CHUNK]
    return _render(_job["environment"], _job["site"], tasks, _job["known"])


def _render(environment: Environment, site: Site, tasks: list[Task], known: Container[str]) -> Batch:
    batch = Batch([], [], [])
    for task in tasks:
        if isinstance(task.page, Scope):
            batch.files.append((task.file, data.scope_file(site.book, task.page)))
            continue
        try:
            made = render_page(environment, site, task.page, task.lang)
        except TemplateError as error:
            batch.problems.append(_problem(task.page, error))
            continue
        batch.files.append((task.file, made))
        batch.doubts.extend(doubts(task.file, made, known))
    return batch


def _problem(page: Page, error: TemplateError) -> Diagnostic:
    name = getattr(error, "name", None) or page.template
    line = getattr(error, "lineno", 0) or 0
    args = (("template", name), ("reason", f"{page.url}: {error.message or error}"))
    return Diagnostic("SG804", Place(f"themes/{name}", line), args)
