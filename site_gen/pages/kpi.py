"""The indicators of the key-account department: per specialist and quarter (S24.4, S24.5, M28)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.locale.text import N_, Msg
from site_gen.measures.file_completeness import CustomerFile, FilePart
from site_gen.measures.key_account_kpis import KeyAccountKpis, KpiQuarter, Specialist, key_account_kpis
from site_gen.measures.scope import COMPANY
from site_gen.measures.values import Ratio
from site_gen.pages import addresses
from site_gen.pages.audience import may_show_kind
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import FORMS, KpiRating

#: The indicators that have a history, in the order of S24.4: key, heading, which ratio of a quarter.
OVER_TIME: tuple[tuple[str, Msg, Callable[[KpiQuarter], Ratio]], ...] = (
    ("completion", N_("Plan completion"), lambda one: one.completion),
    ("churn", N_("Churn of key accounts"), lambda one: one.churn),
    ("development", N_("New of planned"), lambda one: one.development),
)


class Gaps(Struct, frozen=True):
    """What the file of a key account lacks, in words.

    Attributes:
        file: the file.
        owner: person id.
        contacts: how many contacts are known.
        survey: id of the last survey; empty for none.
        parts: whose fields are missing (a name), and which.
    """

    file: CustomerFile
    owner: str
    contacts: int
    survey: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page; with ratings by hand and warnings only if its readers may see them."""
    yield Page(
        url=addresses.KPI,
        template="kpi.html",
        title=lambda view: view.tr(N_("Key-account indicators")),
        build=partial(_build, may_show_kind(book, "kpi_rating")),
        section="kpi",
        paper="landscape",
    )


def _build(managers: bool, view: View) -> Mapping[str, Any]:  # noqa: FBT001 - whether managers read it
    found = key_account_kpis(view.book, COMPANY)
    ratings = sorted(view.book.kpi_ratings.values(), key=_newest) if managers else []
    return {
        "found": found,
        "finding": _finding(view, found),
        "over_time": [
            (
                key,
                view.tr(title),
                [(one.person, [ratio(q) for q in one.quarters]) for one in found.specialists],
                [ratio(q) for q in found.quarters],
            )
            for key, title, ratio in OVER_TIME
        ],
        "ratings": [(one, _mean(one)) for one in ratings],
        "limit": view.book.config.thresholds.kpi_warning if managers else None,
        "gaps": [_gaps(view, one, file) for one in found.specialists for file in one.files],
    }


def _newest(rating: KpiRating) -> tuple[int, str, str]:
    year, _, number = rating.quarter.partition("-Q")
    return -(int(year) * 4 + int(number)), rating.person, rating.id


def _mean(rating: KpiRating) -> Decimal | None:
    """Return the mean of the scores that are given."""
    scores = (rating.skill, rating.investigation, rating.problem_solving, rating.innovation)
    given = [Decimal(one) for one in scores if one is not None]
    return sum(given, Decimal(0)) / len(given) if given else None


def _finding(view: View, found: KeyAccountKpis) -> str:
    words, now = view.words, found.now
    if not found.specialists:
        return view.tr(N_("No customer is marked as a key account yet."))
    planned = N_(
        "{quarter}: {done} of the plan signed, files filled to {file}; key accounts lost {lost} of {start}, "
        "new {new} of {planned} planned."
    )
    unplanned = N_(
        "{quarter}: {done} of the plan signed, files filled to {file}; key accounts lost {lost} of {start}, "
        "new {new}, no number planned."
    )
    whole = view.tr(
        unplanned if now.planned is None else planned,
        quarter=words.quarter(found.quarter),
        done=words.percent(now.completion.percent),
        file=words.percent(found.file.percent),
        lost=words.num(len({one.customer for one in now.lost})),
        start=words.num(len(now.at_start)),
        new=words.num(len(now.new)),
        planned=words.num(now.planned),
    )
    files = [one for one in found.specialists if one.file.value is not None]
    if not files:
        return whole
    thin = min(files, key=lambda one: (one.file.value or 0, one.person))
    text = N_("The files of {name} are the thinnest: {file}.")
    name = view.book.name_of(thin.person)
    return words.gap.join((whole, view.tr(text, name=name, file=words.percent(thin.file.percent))))


def _gaps(view: View, specialist: Specialist, file: CustomerFile) -> Gaps:
    parts = [part for part in file.parts if part.missing]
    survey = next((part.record for part in file.parts if part.kind == "survey"), "")
    return Gaps(
        file=file,
        owner=specialist.person,
        contacts=sum(part.kind == "contact" and bool(part.record) for part in file.parts),
        survey=survey,
        parts=tuple((_named(view, part), _labels(view, part)) for part in parts),
    )


def _named(view: View, part: FilePart) -> str:
    """Return what a part of a file is called: a contact by name, the others by their kind."""
    if part.kind == "contact" and part.record:
        return view.book.contacts[part.record].name
    return view.tr(FORMS[part.kind].label)


def _labels(view: View, part: FilePart) -> tuple[str, ...]:
    if not part.record:
        return ()
    return tuple(view.tr(FORMS[part.kind].specs[name].label) for name in part.missing)
