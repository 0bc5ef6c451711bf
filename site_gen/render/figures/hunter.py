"""Hunter planning as tables."""

from __future__ import annotations

from site_gen.locale.text import N_, NC_
from site_gen.measures.hunter_parts import Hunter
from site_gen.render.figures.base import STAGE, Figures, Table, tables_of
from site_gen.render.words import NOTHING


@tables_of(Hunter)
def _hunter(to: Figures, value: Hunter) -> list[Table]:
    num, signed = to.words.num, to.words.signed
    stages = tuple(
        (
            to.name("stage", row.stage),
            num(row.by_model),
            num(row.by_own),
            to.percent(row.own_rate),
            num(row.existing.count),
            signed(row.gap),
            num(row.year_by_model),
            num(row.listed.count),
            signed(row.year_gap),
        )
        for row in value.stages
    )
    head = to.head(
        STAGE,
        N_("By the model"),
        N_("By own rates"),
        N_("Own rate"),
        N_("There are"),
        NC_("hunter", "Gap"),
        N_("For the whole year"),
        N_("On the year’s list"),
        NC_("hunter", "Gap"),
    )
    notes = to.reason(value.reason)
    if value.wins is not None:
        text = N_("Still to be signed: {remaining}; average deal {average}; deals needed: {wins}.")
        average, remaining = to.words.money(value.average), to.words.money(value.remaining)
        notes = (to.words.tr(text, remaining=remaining, average=average, wins=value.wins),)
    found = [Table(head, stages, notes)]
    if value.months:
        found.append(_months(to, value))
    if value.channels:
        found.append(_channels(to, value))
    if value.people:
        found.append(_people(to, value))
    return found


def _months(to: Figures, value: Hunter) -> Table:
    num = to.words.num
    rows = tuple(
        (m.month, to.words.money(m.target), num(m.planned), num(m.entered.count), num(m.to_find))
        for m in value.months
    )
    head = to.head(
        N_("Month"), N_("Target ({unit})"), N_("Leads planned"), N_("Leads entered"), N_("Still to find")
    )
    return Table(head, rows)


def _channels(to: Figures, value: Hunter) -> Table:
    rows = tuple(
        (
            to.name("lead_channel", row.channel) if row.channel else to.words.tr(N_("Without a channel")),
            to.words.num(row.expected),
            to.words.num(row.entered.count),
        )
        for row in value.channels
    )
    return Table(to.head(N_("Channel of leads"), N_("Leads expected"), N_("Leads entered")), rows)


def _people(to: Figures, value: Hunter) -> Table:
    num, money = to.words.num, to.words.money
    rows = tuple(
        (
            to.name("person", row.person),
            money(row.target),
            money(row.won),
            num(row.wins),
            num(row.leads),
            num(row.own_leads),
            num(row.existing) if row.wins is not None else NOTHING,
            to.words.signed(row.gap),
            row.plan or NOTHING,
        )
        for row in value.people
    )
    head = to.head(
        N_("Salesperson"),
        N_("Target ({unit})"),
        N_("Signed ({unit})"),
        N_("Deals needed"),
        N_("By the model"),
        N_("By own rates"),
        N_("There are"),
        NC_("hunter", "Gap"),
        N_("Hunter plan"),
    )
    return Table(head, rows)
