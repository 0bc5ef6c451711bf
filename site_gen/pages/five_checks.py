"""The five checks of a period of visits as five figures, each with the records behind it (M13)."""

from __future__ import annotations

from typing import NamedTuple

from site_gen.locale.text import N_, Msg
from site_gen.measures.checks import VisitChecks
from site_gen.measures.values import Ratio
from site_gen.pages.view import View


class Check(NamedTuple):
    """One of the five checks as a figure.

    Attributes:
        key: anchor of the records behind it is `check-KEY`.
        source: id in the domain specification.
        title: its name.
        value: the figure in words of the page.
        unit: unit of the figure.
        sub: one line of what is behind it.
        tone: `good`, `warn` or empty when there is nothing to judge.
    """

    key: str
    source: str
    title: str
    value: str
    unit: str
    sub: str
    tone: str


#: Names of the checks (S5.4–S5.8), by key.
TITLES: dict[str, Msg] = {
    "enough": N_("Enough visits"),
    "right": N_("Right customers"),
    "expectation": N_("Expectation met"),
    "in-time": N_("Follow-up in time"),
    "multiple": N_("Several relations"),
}


def five_checks(view: View, checks: VisitChecks) -> list[Check]:
    """Return the five checks in the order of the source."""
    return [
        _enough(view, checks),
        _right(view, checks),
        _expected(view, checks),
        _timely(view, checks),
        _many(view, checks),
    ]


def _enough(view: View, checks: VisitChecks) -> Check:
    words, found = view.words, checks.enough
    aim = view.book.config.thresholds.visits_per_day
    empty = sum(len(rep.empty_days) for rep in found.reps)
    text = (
        N_("aim {aim}; working days without a visit: {days}")
        if len(found.reps) == 1
        else N_("aim {aim}; person-days without a visit: {days}")
    )
    sub = view.tr(text, aim=words.num(aim, 1), days=words.num(empty))
    tone = "" if found.per_day.value is None else "warn" if found.per_day.below(aim * 100) else "good"
    per_day = words.num(found.per_day.value, 1)
    return Check(
        "enough", "S5.4", view.tr(TITLES["enough"]), per_day, view.tr(N_("visits per working day")), sub, tone
    )


def _right(view: View, checks: VisitChecks) -> Check:
    words, found = view.words, checks.right
    sub = view.tr(
        N_("on focus projects {part} of {whole}; top projects without a visit: {neglected}"),
        part=words.num(found.focus.numerator),
        whole=words.num(found.focus.denominator),
        neglected=words.num(found.neglected.count),
    )
    tone = "warn" if found.neglected.count else "good" if found.focus.value is not None else ""
    return Check("right", "S5.5", view.tr(TITLES["right"]), words.percent(found.focus.percent), "", sub, tone)


def _expected(view: View, checks: VisitChecks) -> Check:
    found = checks.expectation
    sub = view.tr(
        N_("purpose and result written {complete}; objectives reached {reached}"),
        complete=_parts(view, found.complete_rate),
        reached=_parts(view, found.reached_rate),
    )
    value = view.words.percent(found.met_rate.percent)
    return Check("expectation", "S5.6", view.tr(TITLES["expectation"]), value, "", sub, _all(found.met_rate))


def _timely(view: View, checks: VisitChecks) -> Check:
    words, found = view.words, checks.in_time
    sub = view.tr(
        N_("kept {part} of {whole} due; overdue in all: {overdue}"),
        part=words.num(len(found.in_time)),
        whole=words.num(len(found.due)),
        overdue=words.num(len(found.overdue)),
    )
    tone = "warn" if found.overdue else _all(found.rate)
    return Check(
        "in-time", "S5.7", view.tr(TITLES["in-time"]), words.percent(found.rate.percent), "", sub, tone
    )


def _many(view: View, checks: VisitChecks) -> Check:
    words, found = view.words, checks.multiple
    sub = view.tr(
        N_("departments {departments}; known through one contact only: {single} of {whole}"),
        departments=words.num(found.departments_per_customer.value, 1),
        single=words.num(len(found.single)),
        whole=words.num(len(found.customers)),
    )
    value = words.num(found.contacts_per_customer.value, 1)
    tone = "" if not found.customers else "warn" if found.single else "good"
    return Check(
        "multiple",
        "S5.8",
        view.tr(TITLES["multiple"]),
        value,
        view.tr(N_("contacts per customer")),
        sub,
        tone,
    )


def _parts(view: View, ratio: Ratio) -> str:
    words = view.words
    return f"{words.num(ratio.numerator)}/{words.num(ratio.denominator)}"


def _all(ratio: Ratio) -> str:
    """Return `good` when everything is as it should be."""
    if ratio.value is None:
        return ""
    return "good" if ratio.numerator == ratio.denominator else "warn"
