"""The funnel page of every scope: company, team, person, vertical, province and the other lists (S4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.scope import Scope, all_scopes
from site_gen.pages import addresses
from site_gen.pages.funnel import build
from site_gen.pages.page import Page
from site_gen.pages.scopes import scope_crumbs, scope_name
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield one page per scope."""
    for scope in all_scopes(book):
        yield Page(
            url=addresses.funnel(scope),
            template="funnel.html",
            title=partial(_title, scope),
            build=partial(build, scope),
            section="pipeline",
            crumbs=scope_crumbs(scope) if scope.kind != "company" else (),
        )


def _title(scope: Scope, view: View) -> str:
    if scope.kind == "company":
        return view.tr(N_("Pipeline"))
    return view.tr(N_("Pipeline: {scope}"), scope=scope_name(view, scope))
