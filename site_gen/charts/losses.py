"""Why projects or customers were lost: reasons by weight with their running share (M8, M23; a Pareto)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from site_gen.charts import figures
from site_gen.charts.canvas import SMALL, TEXT, Canvas, least
from site_gen.charts.chart import Chart, ChartTable
from site_gen.charts.measure import text_width, wrap
from site_gen.charts.said import said
from site_gen.charts.sheet import finish, footnote, listed, nothing, sentences, with_unit
from site_gen.locale.text import N_, NC_, Msg

_EMPTY = N_("No lost projects in this selection.")
_NO_CUSTOMER = N_("No customer was lost in this period.")
_NO_AMOUNT = N_("The lost projects of this selection have no amount.")
#: The share that the most frequent reasons reach together before a rule is drawn under them.
_MAJORITY = Fraction(4, 5)


class LossReason(Struct, frozen=True):
    """A reason with the number of the projects or customers lost for it, and the amount of the projects."""

    label: str
    count: int
    amount: Decimal
    href: str = ""


class LossesInput(Struct, frozen=True):
    """What the loss chart shows; `by` says whether reasons weigh by number or by amount; customers weigh by number."""

    lang: str
    unit: str
    by: Literal["count", "amount"]
    reasons: tuple[LossReason, ...]
    title: str = ""
    of: Literal["projects", "customers"] = "projects"


def losses(given: LossesInput) -> Chart:
    """Draw the reasons, the heaviest first."""
    ranked = sorted((r for r in given.reasons if r.count or r.amount), key=lambda r: -_weight(given, r))
    table = _table(given, ranked)
    if not ranked:
        return nothing(said(_NO_CUSTOMER if given.of == "customers" else _EMPTY, given.lang), table)
    if _weight(given, ranked[0]) <= 0:
        return nothing(said(_NO_AMOUNT, given.lang), table)
    title = given.title or _finding(given, ranked)
    return finish(lambda canvas: _draw(canvas, given, ranked), title, _alt(given, ranked), table)


def _weight(given: LossesInput, reason: LossReason) -> Fraction:
    return Fraction(reason.count if given.by == "count" else reason.amount)


def _shares(given: LossesInput, ranked: list[LossReason]) -> list[tuple[Fraction, Fraction]]:
    """Return the share of each reason and the share up to it, all zero where nothing weighs anything."""
    total = sum((_weight(given, reason) for reason in ranked), Fraction(0)) or Fraction(1)
    shares, running = [], Fraction(0)
    for reason in ranked:
        running += _weight(given, reason)
        shares.append((_weight(given, reason) / total, running / total))
    return shares


def _written(given: LossesInput, reason: LossReason) -> str:
    return figures.count(reason.count) if given.by == "count" else figures.amount(reason.amount)


def _finding(given: LossesInput, ranked: list[LossReason]) -> str:
    of_amount = N_("{reason} accounts for {share} of the lost amount.")
    of_count = N_("{reason} accounts for {share} of the lost projects.")
    of_customers = N_("{reason} accounts for {share} of the lost customers.")
    text = of_customers if given.of == "customers" else of_count if given.by == "count" else of_amount
    share = figures.percent(_shares(given, ranked)[0][0])
    return said(text, given.lang, reason=ranked[0].label, share=share)


def _tip(given: LossesInput, reason: LossReason) -> str:
    if given.of == "customers":
        text = N_("{reason}: {count} customers lost")
        return said(text, given.lang, reason=reason.label, count=figures.count(reason.count))
    return said(
        N_("{reason}: {count} projects lost, {amount} {unit}"),
        given.lang,
        reason=reason.label,
        count=figures.count(reason.count),
        amount=figures.exact(reason.amount),
        unit=given.unit,
    )


def _alt(given: LossesInput, ranked: list[LossReason]) -> str:
    by_count = N_("Reasons for loss by number of projects, the most frequent first.")
    by_amount = N_("Reasons for loss by amount, the largest first.")
    by_customers = N_("Reasons for churn by number of customers, the most frequent first.")
    items = listed(given.lang, tuple(_tip(given, reason) for reason in ranked))
    text = by_customers if given.of == "customers" else by_count if given.by == "count" else by_amount
    first = said(text, given.lang)
    return sentences(given.lang, first, said(N_("{list}."), given.lang, list=items))


def _what(given: LossesInput) -> Msg:
    return NC_("chart", "Customers") if given.of == "customers" else NC_("chart", "Projects")


def _table(given: LossesInput, ranked: list[LossReason]) -> ChartTable:
    lang, projects = given.lang, given.of == "projects"
    head = (
        said(NC_("chart", "Reason"), lang),
        said(_what(given), lang),
        *((with_unit(NC_("chart", "Amount"), given.unit, lang),) if projects else ()),
        said(NC_("chart", "Share"), lang),
        said(NC_("chart", "Cumulative"), lang),
    )
    rows = tuple(
        (
            reason.label,
            figures.count(reason.count),
            *((figures.exact(reason.amount),) if projects else ()),
            figures.percent(share if running else None),
            figures.percent(running or None),
        )
        for reason, (share, running) in zip(ranked, _shares(given, ranked), strict=True)
    )
    return ChartTable(head, rows, tuple(reason.href for reason in ranked))


def _draw(canvas: Canvas, given: LossesInput, ranked: list[LossReason]) -> None:
    lang, pitch, bar = given.lang, 28.0, 16.0
    shares = _shares(given, ranked)
    names = [wrap(reason.label, TEXT, 150 if canvas.wide else 92, 2) for reason in ranked]
    left = max(text_width(line, TEXT) for lines in names for line in lines) + 10
    total_head = said(NC_("chart", "Cumulative"), lang)
    running_width = max(text_width(total_head, SMALL), text_width("100%", TEXT))
    share_width = max(text_width(said(NC_("chart", "Share"), lang), SMALL), text_width("100%", TEXT))
    value_width = max(text_width(_written(given, reason), TEXT) for reason in ranked)
    share_at = canvas.width - running_width - 12
    full = share_at - share_width - 12 - value_width - 6 - left
    by = _what(given) if given.by == "count" else NC_("chart", "Amount")
    head = said(by, lang) if given.by == "count" else with_unit(by, given.unit, lang)
    canvas.words(left, 12, head, size=SMALL, ink="muted")
    canvas.words(share_at, 12, said(NC_("chart", "Share"), lang), size=SMALL, ink="muted", anchor="right")
    canvas.words(canvas.width, 12, total_head, size=SMALL, ink="muted", anchor="right")
    canvas.across(19.5)
    top, most, ruled = 24.0, _weight(given, ranked[0]), False
    for reason, name, (share, running) in zip(ranked, names, shares, strict=True):
        base = top + pitch / 2 + 0.36 * TEXT
        tip = _tip(given, reason)
        with canvas.link(reason.href, tip):
            canvas.target(0, top, canvas.width, pitch, tip)
            for number, line in enumerate(name):
                canvas.words(0, base + (number - (len(name) - 1) / 2) * (TEXT + 0.5), line)
            length = least(float(_weight(given, reason) / most) * full)
            canvas.bar(left, top + (pitch - bar) / 2, length, bar, "lost", tip)
            canvas.words(left + length + 6, base, _written(given, reason))
            canvas.words(share_at, base, figures.percent(share), anchor="right")
            canvas.words(canvas.width, base, figures.percent(running), ink="muted", anchor="right")
        top += pitch
        if running >= _MAJORITY > running - share and reason is not ranked[-1]:
            canvas.across(top + 0.5, "muted")
            top += 2
            ruled = True
    canvas.height = (footnote(canvas, _majority_note(lang), top + 2) if ruled else top) + 4


def _majority_note(lang: str) -> str:
    share = figures.percent(_MAJORITY)
    return said(N_("The reasons above the rule account for {share} or more."), lang, share=share)
