"""What the pages of daily and weekly reports, and the packs, show in rows: visits, talks, money, signatures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from site_gen.config import Week
from site_gen.locale.text import N_, Msg
from site_gen.measures.plan_done import fate
from site_gen.measures.signing import signature_of_day, signature_of_week
from site_gen.measures.work_figures import Attained, FurtherTalk, WorkFigures
from site_gen.pages import addresses
from site_gen.pages.view import View
from site_gen.pages.visit_names import visit_link
from site_gen.pages.visit_state import ReportState, report_state
from site_gen.records import DailyReport, Signature, Visit, WeeklyReport

_SHOWN = Decimal("0.1")


class VisitLine(NamedTuple):
    """A visit between plan and report.

    Attributes:
        visit: the record.
        customer: link to the customer.
        area: city, else province of the customer.
        fate: what became of it (see `measures.plan_done`), empty when it was neither planned nor made.
        effective: whether it was effective (M19).
        report: where its visit report stands.
    """

    visit: Visit
    customer: Markup
    area: str
    fate: str
    effective: bool
    report: ReportState

    @property
    def made(self) -> bool:
        """Whether it was made."""
        return self.fate in {"made", "unplanned"}

    @property
    def has_report(self) -> bool:
        """Whether its visit report was handed in (S8.2, computed from S10)."""
        return self.report.key in {"on_time", "late"}


class TalkLine(NamedTuple):
    """A talk beside the visits: link to where it is told, customer, result, effective, deal."""

    source: Markup
    customer: Markup
    text: str
    effective: bool | None
    deal: bool


class MoneyLine(NamedTuple):
    """Orders or collection: what is said of them, the period, the month to date, what was typed instead."""

    label: Msg
    now: Attained
    month: Attained
    typed: tuple[str, ...]

    @property
    def behind(self) -> bool:
        """Whether less than the share of the month's target is reached so far."""
        return self.month.ratio.below(Decimal(100))


def visit_lines(view: View, visits: Iterable[Visit], figures: WorkFigures | None = None) -> list[VisitLine]:
    """Return the lines of visits, calls left out, in the order given."""
    effective = frozenset(figures.effect.effective) if figures else frozenset()
    return [_visit_line(view, v, v.id in effective) for v in visits if v.channel == "visit"]


def _visit_line(view: View, visit: Visit, effective: bool) -> VisitLine:  # noqa: FBT001 - a cell of the row
    book = view.book
    customer = book.customers[visit.customer]
    area = customer.city or (view.words.label("province", customer.province) if customer.province else "")
    name = customer.short_name or customer.name
    return VisitLine(
        visit,
        view.link("customer", visit.customer, name),
        area,
        fate(book, visit),
        effective,
        report_state(book, visit),
    )


def talk_lines(view: View, talks: Iterable[FurtherTalk], calls: Iterable[Visit]) -> list[TalkLine]:
    """Return the talks of reports and the calls made, calls first."""
    book, words = view.book, view.words
    made = [
        TalkLine(
            visit_link(view, call, view.tr(N_("Call on {day}"), day=words.day(call.date))),
            view.link("customer", call.customer),
            call.result or call.purpose,
            None,
            call.deal,
        )
        for call in calls
        if call.channel == "phone" and call.status == "done" and call.date <= book.as_of
    ]
    return made + [
        TalkLine(
            view.link(talk.kind, talk.report),
            view.link("customer", talk.customer),
            talk.text,
            talk.effective,
            talk.deal,
        )
        for talk in talks
    ]


def money_lines(
    view: View, figures: WorkFigures, report: DailyReport | WeeklyReport | None
) -> list[MoneyLine]:
    """Return collection and orders in the order of the source's form, with what a report types beside them."""
    rows = (
        (N_("Collected"), "collected", "collection_target", figures.collected, figures.month_collected),
        (N_("Ordered"), "ordered", "order_target", figures.ordered, figures.month_ordered),
    )
    return [
        MoneyLine(label, now, month, _typed(view, report, ((actual, now.actual), (target, now.target))))
        for label, actual, target, now, month in rows
    ]


def _typed(
    view: View,
    report: DailyReport | WeeklyReport | None,
    pairs: tuple[tuple[str, Decimal | None], ...],
) -> tuple[str, ...]:
    """Say which figures a report types that differ from the ones counted."""
    found = []
    for field, counted in pairs:
        typed = getattr(report, field, None)
        if typed is None or (counted is not None and _round(typed) == _round(counted)):
            continue
        texts = (
            N_("Actual: {typed} {unit} typed in the report, {counted} {unit} counted."),
            N_("Target: {typed} {unit} typed in the report, {counted} {unit} counted."),
        )
        words = view.words
        text = texts[field.endswith("target")]
        said = {"typed": words.money(typed), "counted": words.money(counted), "unit": words.money_unit()}
        found.append(view.tr(text, **said))
    return tuple(found)


def _round(value: Decimal) -> Decimal:
    return value.quantize(_SHOWN)


def plan_signature(view: View, person: str, day: date) -> Signature | None:
    """Return the signature that covers a person's plan of a day: the day's own, else that of its week."""
    own = signature_of_day(view.book, person, day)
    return own or signature_of_week(view.book, person, Week.of(day))


def report_href(view: View, report: DailyReport | WeeklyReport | None) -> str:
    """Return the href of a report's page, empty for none."""
    return view.href(addresses.record(report.kind, report.id)) if report else ""
