"""The account portfolio: revenue against potential in four fields, and the page of each assessment (S19, M26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.charts import Axis, Chart, QuadrantsInput, Spot, draw
from site_gen.charts.sheet import with_unit
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.portfolio import (
    SEGMENTS,
    Account,
    Portfolio,
    account_of,
    account_score,
    account_scores,
    portfolio,
)
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.facts import prose
from site_gen.pages.names import customer_name, record_name
from site_gen.pages.opportunity_card import guidance
from site_gen.pages.page import EachPage, Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View
from site_gen.records import AccountAssessment
from site_gen.render.figures.accounts import SEGMENTS as NAMES

#: What a segment asks for (S19.4).
ADVICE: dict[str, Msg] = {
    "core": N_("High revenue, high potential: put the best people here."),
    "maintain": N_("High revenue, low potential: hold it with little effort."),
    "develop": N_("Low revenue, high potential: invest in the relation."),
    "minimal": N_("Low in both: serve it as it comes."),
}
#: Which field of the picture a segment is.
_FIELDS = {"develop": 0, "core": 1, "minimal": 2, "maintain": 3}
_SPLIT = Decimal("0.5")


class Item(Struct, frozen=True):
    """A criterion of an assessment: what it is called, what to ask, its rating (empty for none), the comment."""

    label: str
    guidance: str
    rating: str
    comment: str


def pages(book: Book) -> Iterator[Page]:
    """Yield the portfolio, and one page per assessment."""
    yield Page(
        url=addresses.PORTFOLIO,
        template="portfolio.html",
        title=_list_title,
        build=_build_list,
        section="portfolio",
    )
    yield from _each(book.account_assessments)


def _page(assessment: AccountAssessment) -> Page:
    return Page(
        url=addresses.record("account_assessment", assessment.id),
        template="account.html",
        title=partial(_title, assessment),
        build=partial(_build, assessment),
        section="portfolio",
        crumbs=((addresses.PORTFOLIO, _list_title),),
    )


_each = EachPage(_page)


def _list_title(view: View) -> str:
    return view.tr(N_("Account portfolio"))


def _title(assessment: AccountAssessment, view: View) -> str:
    return view.tr(N_("Account assessment: {name}"), name=record_name(assessment, view.book, view.words))


def _build_list(view: View) -> Mapping[str, Any]:
    found = portfolio(view.book, COMPANY)
    by_segment = {key: [a for a in found.accounts if a.segment == key] for key in SEGMENTS}
    return {
        "found": found,
        "segments": [(key, by_segment[key]) for key in SEGMENTS],
        "numbers": {account.score.customer: number for number, account in enumerate(found.accounts, 1)},
        "names": NAMES,
        "advice": ADVICE,
        "chart": _chart(view, found) if found.accounts else None,
        "finding": _finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _finding(view: View, found: Portfolio) -> str:
    words = view.words
    if not found.accounts:
        return view.tr(N_("No account has been assessed yet."))
    text = N_(
        "Of {count} accounts assessed {core} are core, {develop} are to be developed, {maintain} to be maintained, {minimal} get little effort."
    )
    counts = {key: words.num(len(getattr(found, key))) for key in SEGMENTS}
    parts = [view.tr(text, count=words.num(len(found.accounts)), **counts)]
    if found.unassessed:
        text = N_("Key accounts without an assessment: {count}.")
        parts.append(view.tr(text, count=words.num(len(found.unassessed))))
    return words.gap.join(parts)


def _chart(view: View, found: Portfolio) -> Chart:
    words = view.words
    benchmark = found.benchmark or Decimal(0)
    items = Decimal(len(view.book.config.vocabularies["account_item"]))
    spots = tuple(_spot(view, account) for account in found.accounts)
    names = {key: view.tr(word) for key, word in NAMES.items()}
    text = N_("{count} of {all} accounts are core, {develop} are to be developed.")
    counts = {"count": len(found.core), "all": len(spots), "develop": len(found.develop)}
    most = max(benchmark, *(spot.x for spot in spots)) or Decimal(1)
    return draw(
        QuadrantsInput(
            view.lang,
            Axis(
                with_unit(N_("Annual revenue"), words.money_unit(), view.lang),
                Decimal(0),
                most,
                benchmark,
                view.tr(N_("benchmark {amount}"), amount=words.money(benchmark)),
            ),
            Axis(view.tr(N_("Potential")), -items, items, _SPLIT, "> 0"),
            (names["develop"], names["core"], names["minimal"], names["maintain"]),
            spots,
            view.tr(text, **{key: words.num(value) for key, value in counts.items()}),
            view.tr(N_("No account has been assessed yet.")),
            view.tr(NC_("field", "Customer")),
        )
    )


def _spot(view: View, account: Account) -> Spot:
    return Spot(
        customer_name(view.book, account.score.customer),
        account.revenue,
        Decimal(account.score.potential),
        _FIELDS[account.segment],
        view.href(addresses.record("account_assessment", account.score.assessment)),
    )


def _build(assessment: AccountAssessment, view: View) -> Mapping[str, Any]:
    book = view.book
    score = account_score(book, assessment)
    rows = {row.item: row for row in assessment.items}
    account = account_of(book, assessment.customer)
    keys = book.config.vocabularies["account_item"].keys
    return {
        "assessment": assessment,
        "customer": book.customers[assessment.customer],
        "score": score,
        "account": account,
        "is_last": account is not None and account.score.assessment == assessment.id,
        "items": [
            Item(
                view.words.label("account_item", key),
                guidance(view, "account_item", key),
                rows[key].rating if key in rows else "",
                rows[key].comment if key in rows else "",
            )
            for key in keys
        ],
        "history": tuple(reversed(account_scores(book, assessment.customer))),
        "benchmark": portfolio(book, COMPANY),
        "names": NAMES,
        "advice": ADVICE,
        "conclusion": prose(view, assessment, ("conclusion",)),
        "warnings": problems_of(book, assessment),
        "finding": _account_finding(view, account, assessment),
    }


def _account_finding(view: View, account: Account | None, assessment: AccountAssessment) -> str:
    words = view.words
    if account is None:
        return view.tr(N_("This assessment is dated after the day of the figures."))
    if account.score.assessment != assessment.id:
        text = N_("A later assessment of {date} counts.")
        return view.tr(text, date=words.date(account.score.date))
    parts = (view.tr(NAMES[account.segment]), view.tr(ADVICE[account.segment]))
    return view.tr(N_("Segment {name}. {advice}"), name=parts[0], advice=parts[1])
