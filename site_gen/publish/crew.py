"""Rendering many pages with several processes; the result does not depend on how many."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Container, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateError

from site_gen.diagnostics import Diagnostic, Place
from site_gen.pages.edition import Item
from site_gen.publish.verify import Doubt, doubts

#: Fewer pages than this are not worth starting processes for.
_WORTH_IT = 300
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Batch:
    """Files in the order of their items, problems of templates, and links that only the whole site answers."""

    files: list[tuple[str, bytes]]
    problems: list[Diagnostic]
    doubts: list[Doubt]


#: What forked workers find in their memory: nothing of it is sent.
_job: dict[str, Any] = {}


def render_all(items: Sequence[Item], known: Container[str], workers: int) -> Batch:
    """Render all items and look at their links.

    Args:
        items: the files to make.
        known: every address of the site.
        workers: processes to use; 0 for as many as there are processors.
    """
    count = workers or _processors()
    # Workers must share the Book by forking; sending it to each would cost more than it saves.
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if count < 2 or not can_fork or len(items) < _WORTH_IT:
        return _render(items, known)
    _job.update(items=items, known=known)
    gc.freeze()
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, mp_context=context) as pool:
            parts = list(pool.map(_chunk, range(0, len(items), _CHUNK)))
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
    return _render(_job["items"][start : start + _CHUNK], _job["known"])


def _render(items: Sequence[Item], known: Container[str]) -> Batch:
    batch = Batch([], [], [])
    for item in items:
        try:
            made = item.make()
        except TemplateError as error:
            batch.problems.append(_problem(item, error))
            continue
        batch.files.append((item.address, made))
        batch.doubts.extend(doubts(item.address, made, known))
    return batch


def _problem(item: Item, error: TemplateError) -> Diagnostic:
    name = getattr(error, "name", None) or (item.page.template if item.page else item.address)
    line = getattr(error, "lineno", 0) or 0
    args = (("template", name), ("reason", f"{item.address}: {error.message or error}"))
    return Diagnostic("SG804", Place(f"themes/{name}", line), args)
