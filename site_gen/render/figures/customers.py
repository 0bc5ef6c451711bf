"""Tables of customers: tiers, churn, the contact calendar."""

from __future__ import annotations

from collections.abc import Iterable

from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.care import Care
from site_gen.measures.churn import ChurnRate, CustomerChurn
from site_gen.measures.tier_profile import TierProfile
from site_gen.measures.tiers import Tiers
from site_gen.render.figures.base import CASES, FIGURE, SHARE, VALUE, Figures, Table, tables_of
from site_gen.render.words import NOTHING

_TIER, _CUSTOMER, _CUSTOMERS = N_("Tier"), NC_("field", "Customer"), N_("Customers")
_LOST, _RATE = NC_("customers", "Lost"), N_("Churn rate")
_WORTH = N_("Value ({unit})")
#: The list that the values of a trait are from.
_LISTS = {"loyalty": "level"}


@tables_of(Tiers)
def _tiers(to: Figures, value: Tiers) -> list[Table]:
    words = to.words
    sums = tuple(
        (one.tier, words.num(len(one.customers)), words.money(one.value), to.percent(one.share))
        for one in value.tiers
    )
    ranked, cut = to.cut(
        [
            (words.num(one.rank), to.name("customer", one.customer), one.tier, words.money(one.value))
            for one in value.ranked
        ]
    )
    text = N_("In no tier: {count}; ranked by revenue: {revenue}.")
    note = words.tr(text, count=len(value.unranked), revenue=len(value.by_revenue))
    return [
        Table(to.head(_TIER, _CUSTOMERS, _WORTH, SHARE), sums, (note,)),
        Table(to.head(N_("Rank"), _CUSTOMER, _TIER, _WORTH), ranked, cut),
    ]


@tables_of(TierProfile)
def _profile(to: Figures, value: TierProfile) -> list[Table]:
    words = to.words
    visits = tuple(
        (one.tier or NOTHING, words.num(one.visits), to.percent(one.share)) for one in value.effort
    )
    traits, cut = to.cut(
        [
            (
                to.name(_LISTS.get(one.fact, one.fact), one.key),
                to.percent(one.top_share),
                to.percent(one.share),
            )
            for one in value.traits
        ]
    )
    chosen = tuple(
        (words.tr(title), to.name("customer", one.customer), words.num(one.visits))
        for title, rows in ((N_("Whom to lift"), value.lift), (N_("Whom to let go"), value.drop))
        for one in rows
    )
    trait = to.head(NC_("customers", "Trait"), N_("in tier A"), N_("of all ranked"))
    return [
        Table(to.head(_TIER, N_("Visits in twelve months"), SHARE), visits),
        Table(trait, traits, cut),
        Table(to.head(FIGURE, _CUSTOMER, N_("Visits in twelve months")), chosen),
    ]


@tables_of(CustomerChurn)
def _churn(to: Figures, value: CustomerChurn) -> list[Table]:
    words = to.words
    whole = (
        words.tr(_RATE),
        words.num(len(value.whole.lost)),
        words.num(len(value.active)),
        to.percent(value.whole.rate),
    )
    cuts: tuple[tuple[Msg, Iterable[ChurnRate], str], ...] = (
        (N_("Reason for churn"), value.by_reason, "churn_reason"),
        (_TIER, value.by_tier, ""),
        (NC_("customers", "Group"), value.by_group, ""),
        (N_("Vertical market"), value.by_vertical, "vertical"),
    )
    made = [Table(to.head(FIGURE, _LOST, NC_("customers", "Active"), VALUE), (whole,))]
    for title, rates, kind in cuts:
        rows, cut = to.cut([(_name(to, kind, one.key), *_counts(to, one)) for one in rates])
        made.append(Table(to.head(title, _LOST, CASES, _RATE), rows, cut))
    months = tuple((one.month, words.num(len(one.lost)), to.percent(one.rate)) for one in value.months)
    made.append(Table(to.head(N_("Month"), _LOST, _RATE), months))
    falling, cut = to.cut(
        [
            (
                to.name("customer", one.customer),
                words.money(one.before),
                words.money(one.now),
                to.percent(one.fall),
            )
            for one in value.falling
        ]
    )
    head = to.head(_CUSTOMER, N_("Six months before"), N_("Last six months"), N_("Fall"))
    return [*made, Table(head, falling, cut)]


def _name(to: Figures, kind: str, key: str) -> str:
    return to.name(kind, key) if kind else key or NOTHING


def _counts(to: Figures, one: ChurnRate) -> tuple[str, str, str]:
    words = to.words
    return words.num(len(one.lost)), words.num(one.rate.denominator), to.percent(one.rate)


@tables_of(Care)
def _care(to: Figures, value: Care) -> list[Table]:
    words = to.words
    counts = (
        (N_("Overdue"), value.overdue),
        (N_("due soon"), value.due),
        (N_("Silent customers"), value.silent),
        (N_("of both, nothing planned"), value.unplanned),
    )
    rows, cut = to.cut(
        [
            (
                to.name("customer", one.customer),
                one.tier or NOTHING,
                words.date(one.last),
                words.date(one.due),
                words.num(one.overdue_days),
            )
            for one in value.states
            if one.state != "later"
        ]
    )
    head = to.head(_CUSTOMER, _TIER, N_("Last contact"), N_("Due on"), N_("Days overdue"))
    summary = tuple((words.tr(text), words.num(len(ids))) for text, ids in counts)
    return [Table(to.head(FIGURE, _CUSTOMERS), summary), Table(head, rows, cut)]
