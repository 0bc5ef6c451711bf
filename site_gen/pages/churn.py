"""Customers lost: why, which kind, when, and what is done about the cause; whose orders fall (S31)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from site_gen.book import Book
from site_gen.charts import Chart, LossesInput, LossReason, draw
from site_gen.config import MonthOf
from site_gen.locale.text import N_, NC_
from site_gen.measures.churn import ChurnRate, CustomerChurn, churn, open_remedies
from site_gen.measures.scope import COMPANY
from site_gen.pages import addresses, data
from site_gen.pages.audience import may_show_kind
from site_gen.pages.page import Page
from site_gen.pages.problems import problems_of
from site_gen.pages.view import View


def pages(book: Book) -> Iterator[Page]:
    """Yield the page, unless its readers may not know who was lost: it would say that nobody was."""
    if not may_show_kind(book, "churn"):
        return
    yield Page(
        url=addresses.CHURN,
        template="churn.html",
        title=lambda view: view.tr(NC_("page", "Customer churn")),
        build=_build,
        section="churn",
        crumbs=((addresses.CUSTOMERS, lambda view: view.tr(N_("Customers"))),),
    )


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    found = churn(book, COMPANY)
    return {
        "found": found,
        "last_day": found.end - timedelta(days=1),
        "chart": _chart(view, found),
        "most": max((len(month.lost) for month in found.months), default=0),
        "month_name": lambda ident: view.words.month(MonthOf.named(ident)),
        "cuts": _cuts(view, found),
        "answers": _answers(view, found),
        "open": open_remedies(book, COMPANY),
        "later": [one for one in book.churns.values() if one.lost_on > book.as_of],
        "warnings": {loss.id: problems_of(book, book.churns[loss.id]) for loss in found.losses},
        "finding": _finding(view, found),
        "data_url": view.asset(data.address(COMPANY)),
    }


def _chart(view: View, found: CustomerChurn) -> Chart:
    reasons = tuple(
        LossReason(view.words.label("churn_reason", one.key), len(one.lost), Decimal(0), f"#reason-{one.key}")
        for one in found.by_reason
    )
    return draw(LossesInput(view.lang, "", "count", reasons, of="customers"))


def _cuts(view: View, found: CustomerChurn) -> list[tuple[str, str, list[tuple[ChurnRate, str]]]]:
    """Return key and title of each kind of customer with its rates and what each is called."""
    none = view.tr(N_("in no tier"))
    groupless = view.tr(N_("in no group"))
    label = view.words.label
    return [
        ("tier", view.tr(N_("Tier")), [(one, one.key or none) for one in found.by_tier]),
        (
            "group",
            view.tr(NC_("customers", "Group")),
            [(one, one.key or groupless) for one in found.by_group],
        ),
        (
            "vertical",
            view.tr(N_("Vertical market")),
            [(one, label("vertical", one.key)) for one in found.by_vertical],
        ),
    ]


def _answers(view: View, found: CustomerChurn) -> list[tuple[str, str]]:
    """Return the three questions with their answers in words (S31.1)."""
    return [
        (view.tr(N_("Why do customers leave?")), _why(view, found)),
        (view.tr(N_("Which kind of customer leaves?")), _which(view, found)),
        (view.tr(N_("When do they leave?")), _when(view, found)),
    ]


def _why(view: View, found: CustomerChurn) -> str:
    if not found.by_reason:
        return view.tr(N_("Nobody was lost in the period."))
    first = found.by_reason[0]
    text = N_("Mostly for “{reason}”: {count} of {all}. The root cause is written for {known} of {all}.")
    losses = [loss for loss in found.losses if loss.counted]
    return view.tr(
        text,
        reason=view.words.label("churn_reason", first.key),
        count=len(first.lost),
        all=len(losses),
        known=sum(loss.cause_known for loss in losses),
    )


def _which(view: View, found: CustomerChurn) -> str:
    if not found.whole.lost:
        return view.tr(N_("Nobody was lost in the period."))
    words, parts = view.words, []
    for _, title, rows in _cuts(view, found):
        worst, name = max(rows, key=lambda row: (len(row[0].lost), row[0].rate.value or 0))
        text = N_("{kind}: most in {name}, {lost} of {active} ({rate}).")
        parts.append(
            view.tr(
                text,
                kind=title,
                name=name,
                lost=len(worst.lost),
                active=words.num(worst.rate.denominator),
                rate=words.percent(worst.rate.percent),
            )
        )
    return words.gap.join(parts)


def _when(view: View, found: CustomerChurn) -> str:
    if not found.whole.lost:
        return view.tr(N_("Nobody was lost in the period."))
    months = [month for month in found.months if month.lost]
    name = {month: view.words.month(MonthOf.named(month.month)) for month in months}
    worst = max(months, key=lambda month: (len(month.lost), month.month))
    if len(worst.lost) == 1:
        return view.tr(N_("One each in {months}."), months=view.words.join([name[month] for month in months]))
    text = N_("Most in {month}: {count}. The last in {last}.")
    return view.tr(text, month=name[worst], count=len(worst.lost), last=name[months[-1]])


def _finding(view: View, found: CustomerChurn) -> str:
    words = view.words
    text = N_("Lost in twelve months: {lost} of {active} active customers ({rate}).")
    parts = [
        view.tr(
            text,
            lost=len(found.whole.lost),
            active=words.num(len(found.active)),
            rate=words.percent(found.whole.rate.percent, 1),
        )
    ]
    late = [one for one in open_remedies(view.book, COMPANY) if one.overdue_days]
    if late:
        parts.append(view.tr(N_("Remedies overdue: {count}."), count=len(late)))
    if found.falling:
        parts.append(view.tr(N_("Customers with falling orders: {count}."), count=len(found.falling)))
    return words.gap.join(parts)
