"""Bids, their gates, competitors and the registration list as tables."""

from __future__ import annotations

from collections.abc import Sequence

from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.bids import BidPrice, BidWinRate
from site_gen.measures.competitors import Competitors
from site_gen.measures.gates import BidGates
from site_gen.measures.registration import Registration
from site_gen.records import FORMS
from site_gen.render.figures.base import AMOUNT, CASES, FIGURE, STAGE, VALUE, Figures, Table, tables_of
from site_gen.render.words import NOTHING

#: What the gates are called, and their states.
GATES: dict[str, Msg] = {
    "information": NC_("gate", "Bid information"),
    "review": NC_("gate", "Contract review"),
    "result": NC_("gate", "Result and analysis"),
}
STATES: dict[str, Msg] = {
    "done": NC_("gate", "in time"),
    "late": NC_("gate", "late"),
    "missing": NC_("gate", "missing"),
    "incomplete": NC_("gate", "incomplete"),
    "rejected": NC_("gate", "signed though rejected"),
    "held": NC_("gate", "rejected"),
    "due": NC_("gate", "to come"),
    "none": NC_("gate", "not needed"),
}
_PROJECT = N_("Project")


@tables_of(BidWinRate)
def _win_rate(to: Figures, value: BidWinRate) -> list[Table]:
    summary = to.ratios(
        [
            (N_("Bids won of those decided"), value.by_count),
            (N_("Won by our price"), value.by_amount),
            (N_("Mean gap to the lowest price"), value.gap),
            (N_("Mean gap to the winner’s price"), value.gap_to_winner),
        ]
    )[0]
    # Money stands below the line of the share by price; the cases are the bids.
    rows = tuple(
        (*row[:2], to.words.num(value.by_count.denominator) if at == 1 else row[2])
        for at, row in enumerate(summary.rows)
    )
    text = N_("Won: {won}, lost: {lost}, void: {void}, without a result: {undecided}.")
    counts = {name: len(getattr(value, name)) for name in ("won", "lost", "void", "undecided")}
    notes = (to.words.tr(text, **counts),)
    made = [Table(to.head(FIGURE, VALUE, CASES), rows, notes)]
    return [*made, _prices(to, value.bids)] if value.bids else made


def _prices(to: Figures, bids: Sequence[BidPrice]) -> Table:
    words = to.words
    made = [
        (
            to.name("project", row.project),
            words.date(row.bid_date),
            words.label("bid_result", row.result),
            words.money(row.price),
            words.money(row.lowest),
            to.percent(row.gap),
            words.money(row.winner_price),
            to.percent(row.gap_to_winner),
        )
        for row in bids
    ]
    rows, notes = to.cut(made)
    head = to.head(
        _PROJECT,
        N_("Bid date"),
        N_("Result of the bid"),
        N_("Our price ({unit})"),
        N_("Lowest ({unit})"),
        N_("Gap to the lowest"),
        N_("Winner’s price ({unit})"),
        N_("Gap to the winner"),
    )
    return Table(head, rows, notes)


@tables_of(BidGates)
def _gates(to: Figures, value: BidGates) -> list[Table]:
    words = to.words
    shares = to.ratios(
        [
            (GATES["information"], value.prepared),
            (GATES["review"], value.reviewed),
            (GATES["result"], value.analysed),
        ]
    )[0]
    text = N_("Bids ahead: {ahead}, of these not prepared: {open}; results owed: {owed}.")
    unprepared = sum(not row.prepared for row in value.ahead)
    counts = {"ahead": len(value.ahead), "open": unprepared, "owed": len(value.owed)}
    made = [Table(shares.head, shares.rows, (words.tr(text, **counts),))]
    if value.breaches:
        listed = [
            (
                to.name("person", row.person),
                to.name("project", row.project),
                words.tr(GATES[row.gate]),
                words.tr(STATES[row.state]),
                words.date(row.day),
            )
            for row in value.breaches
        ]
        rows, notes = to.cut(listed)
        head = to.head(N_("Salesperson"), _PROJECT, N_("Gate"), N_("State"), N_("Due"))
        made.append(Table(head, rows, notes))
    return made


@tables_of(Registration)
def _registration(to: Figures, value: Registration) -> list[Table]:
    words, specs = to.words, FORMS["project"].specs
    made = [
        (
            to.name("project", row.project),
            to.name("stage", row.stage),
            words.date(row.since),
            words.num(row.days),
            words.join([words.tr(specs[name].label) for name in row.missing]) or NOTHING,
        )
        for row in value.waiting
    ]
    rows, notes = to.cut(made)
    text = N_("Not registered: {waiting}, ready to be: {ready}; registered: {registered}.")
    counts = {
        "waiting": len(value.waiting),
        "ready": len(value.ready),
        "registered": value.registered.count,
    }
    head = to.head(_PROJECT, STAGE, N_("Entered on"), N_("Days since"), N_("Missing to register"))
    return [Table(head, rows, (*notes, words.tr(text, **counts)))]


@tables_of(Competitors)
def _competitors(to: Figures, value: Competitors) -> list[Table]:
    num = to.words.num
    made = [
        (
            rival.name,
            num(len(rival.met)),
            num(len(rival.won)),
            num(len(rival.lost)),
            num(len(rival.lost_to_them)),
            to.percent(rival.gap),
            num(rival.open.count),
            to.words.money(rival.open.amount),
        )
        for rival in value.rivals
    ]
    rows, notes = to.cut(made)
    head = to.head(
        N_("Competitor"),
        N_("Bids met"),
        N_("We won"),
        N_("We lost"),
        N_("They won"),
        N_("Our gap to them"),
        N_("Open projects"),
        AMOUNT,
    )
    return [Table(head, rows, notes)]
