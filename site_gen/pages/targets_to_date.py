"""Targets to date on pages: the three curves, what came in, and how far on track in one sentence (S27.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from site_gen.charts import Chart, CurveDay, CurveInput, Slot, draw
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.progress import DayPoint, Progress, ToDate, happenings
from site_gen.measures.scope import Scope
from site_gen.pages.view import View
from site_gen.render.figures.progress import QUANTITY_NAMES

#: Kind of the record behind each quantity.
_KINDS = {"orders": "project", "collection": "order", "new_customers": "customer"}


class Came(Struct, frozen=True):
    """Something that came in.

    Attributes:
        anchor: id of the row, the first of its day and quantity only.
        day: when.
        quantity: its name.
        link: the record.
        amount: in the team's unit, or 1 for a customer.
        money: whether it is an amount.
    """

    anchor: str
    day: date
    quantity: str
    link: Markup
    amount: str
    money: bool


def curves(view: View, progress: ToDate) -> list[Chart]:
    """Return the curve of each quantity that has a target or anything that came in."""
    return [_curve(view, one) for one in progress]


def _curve(view: View, progress: Progress) -> Chart:
    unit = "" if progress.quantity == "new_customers" else view.words.money_unit()
    name = view.tr(QUANTITY_NAMES[progress.quantity])
    days = tuple(_days(view, progress))
    return draw(CurveInput(view.lang, name, unit, days))


def _days(view: View, progress: Progress) -> Iterable[CurveDay]:
    before = None
    for point in progress.days:
        came = point.actual is not None and point.actual != (before or 0)
        before = point.actual
        href = f"#{_anchor(progress.quantity, point.day)}" if came else ""
        yield CurveDay(_slot(view, point), point.actual, point.target, href)


def _slot(view: View, point: DayPoint) -> Slot:
    return Slot(str(point.day.day), view.words.day(point.day))


def _anchor(quantity: str, day: date) -> str:
    return f"{quantity}-{day.isoformat()}"


def came_in(view: View, scope: Scope, progress: ToDate) -> list[Came]:
    """Return what came in from the first of the month to the day, by quantity and day."""
    month = MonthOf.of(progress.day)
    rows: list[Came] = []
    seen: set[str] = set()
    for one in progress:
        money = one.quantity != "new_customers"
        for item in happenings(view.book, scope, one.quantity, month.start, month.end):
            if item.day > progress.day:
                continue
            anchor = _anchor(one.quantity, item.day)
            link = view.link(_KINDS[one.quantity], item.id)
            amount = view.words.money(item.amount) if money else view.words.num(item.amount)
            shown = "" if anchor in seen else anchor
            rows.append(Came(shown, item.day, view.tr(QUANTITY_NAMES[one.quantity]), link, amount, money))
            seen.add(anchor)
    return rows


def pace_sentence(view: View, progress: ToDate) -> str:
    """Say which quantities are behind what the working days expect."""
    words, tr = view.words, view.tr
    judged = [one for one in progress if one.expected is not None]
    if not judged:
        return tr(N_("No target is written for {month}."), month=words.month(MonthOf.of(progress.day)))
    behind = [one for one in judged if one.behind]
    args = {"gone": words.num(progress.gone), "all": words.num(progress.workdays)}
    if not behind:
        return tr(N_("On track after {gone} of {all} working days."), **args)
    item = N_("{name} {percent}")
    names = [
        tr(item, name=tr(QUANTITY_NAMES[one.quantity]), percent=words.percent(one.pace.percent))
        for one in behind
    ]
    text = N_("Behind after {gone} of {all} working days: {names} of what was expected.")
    return tr(text, names=words.join(names), **args)
