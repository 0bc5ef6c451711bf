"""Large projects by money and access, the way to the people who decide, pairing, early contact (S18, S22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_
from site_gen.measures.early_contact import early_contact
from site_gen.measures.roadmaps import InitialRow, Roadmaps, network_rank, roadmaps
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.owed_words import currency
from site_gen.pages.page import Page
from site_gen.pages.routes import Pairings, Route, RouteRow, pairings_of, route_of
from site_gen.pages.view import View
from site_gen.records import Project

#: Deal values are told in hundred millions, as the form has them (S18.1).
_HUNDRED_MILLION = Decimal(100_000_000)


class Row(Struct, frozen=True):
    """A project of the table: what is written, its value in hundred millions, its rank by network."""

    row: InitialRow
    project: Project
    value: Decimal | None
    network_rank: int


class Way(Struct, frozen=True):
    """The route and the pairings of a project that has either."""

    project: Project
    route: Route
    pairings: Pairings


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    del book
    yield Page(
        url=addresses.ROADMAPS,
        template="roadmaps.html",
        title=lambda view: view.tr(N_("Roadmaps and pairing")),
        build=_build,
        section="roadmaps",
        paper="landscape",
    )


def hundred_millions(book: Book, amount: Decimal | None) -> Decimal | None:
    """Return an amount in the team's unit as hundred millions of its currency (10,000 万元 are 1 亿)."""
    return None if amount is None else amount * book.config.money.factor / _HUNDRED_MILLION


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    found = roadmaps(book, COMPANY)
    projects = [book.projects[row.project] for row in found.rows]
    ways = [
        Way(project, route_of(book, project), pairings_of(book, project))
        for project in projects
        if project.route or project.pairings
    ]
    return {
        "found": found,
        "rows": [
            Row(row, project, hundred_millions(book, row.amount), network_rank(row))
            for row, project in zip(found.rows, projects, strict=True)
        ],
        "ways": ways,
        "ahead": _ahead(ways),
        "cost": _sum(way.route.cost for way in ways),
        "spent": _sum(way.route.spent for way in ways),
        "currency": currency(view),
        "sum": hundred_millions(book, found.amount),
        "funded": hundred_millions(book, found.funded),
        "early": early_contact(book, COMPANY),
        "finding": _finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _ahead(ways: Iterable[Way]) -> list[RouteRow]:
    """Return the steps of all routes that are not done, by day; those without one last."""
    rows = [row for way in ways for row in way.route.rows if row.done_on is None]
    return sorted(rows, key=lambda row: (row.by_date is None, row.by_date or date.max, row.project))


def _sum(costs: Iterable[Decimal | None]) -> Decimal | None:
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if known else None


def _finding(view: View, found: Roadmaps) -> str:
    words = view.words
    if not found.rows:
        return view.tr(N_("No large project is recorded yet."))
    first = view.book.projects[found.rows[0].project]
    parts = [
        view.tr(
            N_("{count} large projects of {amount} {unit}; the largest is {name}."),
            count=words.num(len(found.rows)),
            amount=words.money(found.amount),
            unit=words.money_unit(),
            name=first.title,
        )
    ]
    if found.overdue:
        parts.append(
            view.tr(N_("Projects with overdue steps: {count}."), count=words.num(len(found.overdue)))
        )
    if found.without_network:
        text = N_("Projects where we know neither the decision maker nor a supporter: {count}.")
        parts.append(view.tr(text, count=words.num(len(found.without_network))))
    return words.gap.join(parts)
