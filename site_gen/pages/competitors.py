"""Competitors: an index, and a page that collects everything known about one (S20.4, S11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from site_gen.book import Book
from site_gen.book.competitors import Telling, key_of, main_key, told_by
from site_gen.book.per_book import per_book
from site_gen.charts import PriceHistoryInput, PricePoint, draw
from site_gen.config import Week
from site_gen.history.stages import State, state_on
from site_gen.locale.text import N_, NC_
from site_gen.measures.after_talk import AfterTalk, after_talk
from site_gen.measures.competitors import Rival, rival
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.competitor_names import slug_of
from site_gen.pages.facts import gaps, prose
from site_gen.pages.page import Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import MarketReport, Visit

#: The four things watched about a competitor (S20.4).
_WATCH = ("relations", "strength", "resources", "moves")


class Mention(NamedTuple):
    """What a visit or report says about a competitor."""

    day: date
    source: Markup
    owner: str
    customer: str
    text: Markup


class Standing(NamedTuple):
    """A project that names a competitor, with what is known about it there."""

    state: State
    info: str


def pages(book: Book) -> Iterator[Page]:
    """Yield the index and one page per competitor."""
    yield Page(
        url=addresses.COMPETITORS,
        template="competitors.html",
        title=_index_title,
        build=_build_index,
        section="competitors",
        paper="landscape",
    )
    for key in known(book):
        yield Page(
            url=addresses.competitor(slug_of(key)),
            template="competitor.html",
            title=partial(_title, key),
            build=partial(_build, key),
            section="competitors",
            crumbs=((addresses.COMPETITORS, _index_title),),
        )


@per_book
def known(book: Book) -> tuple[str, ...]:
    """Return the main keys of all competitors, sorted."""
    named = {
        *book.bids_of_competitor,
        *book.projects_of_competitor,
        *book.market_reports_of_competitor,
        *book.rivals_of_competitor,
    }
    return tuple(sorted({main_key(book, key) for key in named}))


def _index_title(view: View) -> str:
    return view.tr(NC_("page", "Competitors"))


def _title(key: str, view: View) -> str:
    return rival(view.book, key).name


def _build_index(view: View) -> Mapping[str, Any]:
    book = view.book
    rivals = sorted((rival(book, key) for key in known(book)), key=_most_met)
    return {
        "rivals": rivals,
        "url": {r.key: view.href(addresses.competitor(slug_of(r.key))) for r in rivals},
        "reports": {r.key: len(_reports(book, r)) for r in rivals},
        "mentions": {r.key: len(_told(book, r)) for r in rivals},
        "twins": {r.key: _twins(book, r) for r in rivals},
        "considering": {r.key: len(_considering(book, r)) for r in rivals},
        "finding": _index_finding(view, rivals),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _most_met(found: Rival) -> tuple[int, int, str]:
    return -len(found.met), -found.open.count, found.key


def _index_finding(view: View, rivals: list[Rival]) -> str:
    words = view.words
    if not rivals:
        return view.tr(N_("No competitor has been named yet."))
    competing = [r for r in rivals if r.open.count]
    parts = [
        view.tr(
            N_("Competitors known: {count}; named in open projects: {open}."),
            count=len(rivals),
            open=len(competing),
        )
    ]
    worst = max(rivals, key=lambda r: (len(r.lost_to_them) + r.losses.count, r.key))
    if worst.lost_to_them or worst.losses.count:
        text = N_("Most is lost to {name}: {bids} bids, {projects} projects.")
        counts = {"bids": len(worst.lost_to_them), "projects": worst.losses.count}
        parts.append(view.tr(text, name=worst.name, **counts))
    return ("" if words.chinese else " ").join(parts)


def _build(key: str, view: View) -> Mapping[str, Any]:
    book = view.book
    found = rival(book, key)
    record = book.rivals.get(found.record) if found.record else None
    standings = [_standing(book, found, ident) for ident in found.open.ids]
    losses = [_standing(book, found, ident) for ident in found.losses.ids]
    won = [m for m in found.meetings if m.met and m.result == "won"]
    return {
        "rival": found,
        "open": sorted((s for s in standings if s), key=_largest),
        "losses": sorted((s for s in losses if s), key=_latest),
        "known": [s for s in (*standings, *losses) if s and s.info],
        "beaten": won,
        "considering": _considering(book, found),
        "record": record,
        "watch": prose(view, record, _WATCH) if record else [],
        "gaps": gaps(view, record, _WATCH) if record else [],
        "reports": _reports(book, found),
        "mentions": [_mention(view, told) for told in _told(book, found)],
        "warnings": problems_of(book, record) if record else (),
        "chart": draw(_history(view, found)),
        "finding": _finding(view, found),
    }


def _largest(found: Standing) -> tuple[Any, str]:
    project = found.state.project
    return -(project.amount or 0), project.id


def _latest(found: Standing) -> tuple[int, str]:
    project = found.state.project
    day = project.lost_date or found.state.since
    return (-day.toordinal() if day else 0, project.id)


def _twins(book: Book, found: Rival) -> list[str]:
    """Return the ids of further records with the name of a competitor, which stand in its row."""
    named = (one for one in book.rivals_of_competitor.get(found.key, ()) if key_of(one.name) == found.key)
    return [one.id for one in named if one.id != found.record]


def _considering(book: Book, found: Rival) -> list[AfterTalk]:
    """Return the customers that consider a competitor by their last answer, and where this one competes or is spoken of."""
    customers = {book.projects[ident].customer for ident in found.open.ids}
    customers |= {told.customer for told in _told(book, found) if isinstance(told, Visit)}
    talks = [after_talk(book, ident) for ident in sorted(customers)]
    return [talk for talk in talks if talk.considering]


def _standing(book: Book, found: Rival, ident: str) -> Standing | None:
    project = book.projects[ident]
    state = state_on(book, project, book.as_of)
    info = next((row.info for row in project.competitors if key_of(row.name) in found.keys), "")
    return Standing(state, info) if state else None


def _reports(book: Book, found: Rival) -> list[MarketReport]:
    reports = [r for key in found.keys for r in book.market_reports_of_competitor.get(key, ())]
    been = (report for report in reports if report.date <= book.as_of)
    return sorted(been, key=lambda r: (-r.date.toordinal(), r.id))


def _told(book: Book, found: Rival) -> list[Telling]:
    """Return the visits and reports up to the day of the figures that mention a competitor, newest first."""
    told = {(r.kind, r.id): r for key in found.keys for r in book.mentions_of_competitor.get(key, ())}
    been = (record for record in told.values() if _day(record) <= book.as_of)
    return sorted(been, key=lambda r: (-_day(r).toordinal(), r.kind, r.id))


def _day(record: Telling) -> date:
    week = getattr(record, "week", "")
    return Week.named(week).start if week else record.date  # type: ignore[union-attr]  # those without a week have one


def _source(view: View, record: Telling) -> Markup:
    """Return the link to a visit or report; of a report its kind, as its day and writer stand beside it."""
    if isinstance(record, Visit):
        return view.link(record.kind, record.id)
    return view.link(record.kind, record.id, view.tr(type(record).label))


def _mention(view: View, record: Telling) -> Mention:
    return Mention(
        _day(record),
        _source(view, record),
        record.owner,
        getattr(record, "customer", ""),
        view.md(told_by(record), 4),
    )


def _history(view: View, found: Rival) -> PriceHistoryInput:
    words = view.words
    points = []
    for row in reversed(found.meetings):
        if row.met and row.price is not None:
            outcome = "ours" if row.result == "won" else "theirs" if row.won_by_them else ""
            href = view.href(addresses.record("bid", row.bid))
            name = view.book.projects[row.project].name
            points.append(PricePoint(words.date(row.bid_date), name, row.price, row.our_price, outcome, href))
    return PriceHistoryInput(view.lang, words.money_unit(), tuple(points))


def _finding(view: View, found: Rival) -> str:
    words = view.words
    parts = []
    if found.met:
        text = N_("Met in {met} bids: we won {won}, it won {theirs}.")
        counts = {"met": len(found.met), "won": len(found.won), "theirs": len(found.lost_to_them)}
        parts.append(view.tr(text, **counts))
    else:
        parts.append(view.tr(N_("Not met in a bid yet.")))
    gap = found.gap.percent
    if gap is not None:
        text = N_("On average our price was {gap} above its price.")
        if gap < 0:
            text = N_("On average our price was {gap} below its price.")
        parts.append(view.tr(text, gap=words.percent(abs(gap), 1)))
    if found.open.count:
        text = N_("Open projects it competes in: {count}, {amount} {unit}.")
        amount = {"amount": words.money(found.open.amount), "unit": words.money_unit()}
        parts.append(view.tr(text, count=found.open.count, **amount))
    if found.losses.count:
        parts.append(view.tr(N_("Projects lost to it: {count}."), count=found.losses.count))
    considering = len(_considering(view.book, found))
    if considering:
        parts.append(view.tr(N_("Customers considering it: {count}."), count=considering))
    return ("" if words.chinese else " ").join(parts)
