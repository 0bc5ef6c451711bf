"""The comparison of all scopes: one table per kind with their key figures side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.conversion import Step, conversion
from site_gen.measures.coverage import PeriodCoverage, coverage
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.funnel import Funnel, Weighted, funnel, weighted
from site_gen.measures.loss import LossRate, loss_rate
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.targets import has_targets
from site_gen.pages import addresses, data
from site_gen.pages.page import Page
from site_gen.pages.scopes import by_kind, kind_name, scope_name
from site_gen.pages.view import View


class Line(Struct, frozen=True):
    """The key figures of one scope."""

    scope: Scope
    name: str
    funnel_url: str
    list_url: str
    funnel: Funnel
    weighted: Weighted
    year: PeriodCoverage
    conversion: Step
    loss: LossRate
    firing: tuple[str, ...]


class Table(Struct, frozen=True):
    """The scopes of one kind; `targets` tells whether they can have targets."""

    kind: str
    title: str
    lines: tuple[Line, ...]
    targets: bool
    largest: Any


def pages(book: Book) -> Iterator[Page]:
    """Yield the one page."""
    del book
    yield Page(
        url=addresses.COMPARE,
        template="compare.html",
        title=_title,
        build=_build,
        section="pipeline",
        crumbs=((addresses.PIPELINE, _pipeline),),
    )


def _title(view: View) -> str:
    return view.tr(N_("Pipelines compared"))


def _pipeline(view: View) -> str:
    return view.tr(N_("Pipeline"))


def _build(view: View) -> Mapping[str, Any]:
    kinds = by_kind(view.book)
    tables = [_table(view, kind, scopes) for kind, scopes in kinds.items() if kind != "company"]
    return {
        "tables": tables,
        "company": _line(view, COMPANY),
        "finding": _finding(view),
        "data_url": view.asset(data.INDEX),
    }


def _finding(view: View) -> str:
    """Name the salesperson with most open questions, or say that nobody has any."""
    people = by_kind(view.book).get("person", ())
    counted = [(len(diagnosis(view.book, scope).firing), scope) for scope in people]
    most = max((count for count, _ in counted), default=0)
    if not most:
        return view.tr(N_("None of the diagnostic questions asks for attention for any salesperson."))
    names = [scope_name(view, scope) for count, scope in counted if count == most]
    text = N_("Most questions ask for an answer for {names}: {count} of 10.")
    return view.tr(text, names=view.words.join(names[:3]), count=most)


def _table(view: View, kind: str, scopes: tuple[Scope, ...]) -> Table:
    lines = tuple(_line(view, scope) for scope in scopes)
    largest = max((line.funnel.open.amount for line in lines), default=0)
    return Table(kind, kind_name(kind, view), lines, has_targets(scopes[0]), largest)


def _line(view: View, scope: Scope) -> Line:
    book = view.book
    return Line(
        scope=scope,
        name=scope_name(view, scope),
        funnel_url=view.href(addresses.funnel(scope)),
        list_url=view.href(addresses.projects_of(scope)),
        funnel=funnel(book, scope),
        weighted=weighted(book, scope),
        year=coverage(book, scope).year,
        conversion=conversion(book, scope).to_signed,
        loss=loss_rate(book, scope),
        firing=tuple(f.question for f in diagnosis(book, scope).findings if f.fires),
    )
