"""Key accounts as tables: surveys, scores, the initial information table, early contact, developments."""

from __future__ import annotations

from site_gen.book.development import CLOSED, LOST
from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.developments import Developments
from site_gen.measures.early_contact import EarlyContact
from site_gen.measures.opportunities import OpportunityScores
from site_gen.measures.portfolio import Portfolio
from site_gen.measures.roadmaps import Roadmaps
from site_gen.measures.surveys import SurveyCompleteness
from site_gen.render.figures.base import AMOUNT, STAGE, Figures, Table, tables_of
from site_gen.render.words import NOTHING

#: What is to be done with an opportunity.
VERDICTS: dict[str, Msg] = {
    "pursue": NC_("verdict", "Pursue"),
    "qualify": NC_("verdict", "Qualify or drop"),
    "decline": NC_("verdict", "Decline"),
}
#: The four fields of the portfolio.
SEGMENTS: dict[str, Msg] = {
    "core": NC_("segment", "Core"),
    "maintain": NC_("segment", "Maintain"),
    "develop": NC_("segment", "Develop"),
    "minimal": NC_("segment", "Minimal"),
}
#: Results of the first stage of a development.
GATES: dict[str, Msg] = {
    "go": NC_("development", "Go on"),
    "stop": NC_("development", "Terminated"),
    "open": NC_("development", "Not decided"),
}
#: How a development ends with its project.
ENDS: dict[str, Msg] = {CLOSED: NC_("development", "Closed: won"), LOST: NC_("development", "Lost")}
_PROJECT, _DATE = N_("Project"), N_("Date")
_CUSTOMER = NC_("field", "Customer")
REAL, WORTH = N_("Real"), N_("Worth winning")


@tables_of(SurveyCompleteness)
def _surveys(to: Figures, value: SurveyCompleteness) -> list[Table]:
    words = to.words
    made = [
        (
            to.name("customer", row.customer),
            words.num(row.number),
            words.date(row.date),
            to.percent(row.filled),
            words.num(len(row.missing)),
        )
        for row in value.surveys
    ]
    rows, notes = to.cut(made)
    head = to.head(_CUSTOMER, N_("Survey number"), _DATE, N_("Filled"), N_("Missing fields"))
    text = N_("Last surveys of {count} customers: {share} of the fields are filled.")
    said = words.tr(text, count=len(value.latest), share=to.percent(value.filled))
    tables = [Table(head, rows, (*notes, said))]
    if value.replaceable:
        listed = [
            (row.name, row.vendor or NOTHING, to.name("customer", row.customer)) for row in value.replaceable
        ]
        rows, notes = to.cut(listed)
        tables.append(Table(to.head(N_("Name and version"), N_("Vendor"), _CUSTOMER), rows, notes))
    return tables


@tables_of(OpportunityScores)
def _opportunities(to: Figures, value: OpportunityScores) -> list[Table]:
    words = to.words
    made = [
        (
            to.name("project", row.project),
            words.date(row.date),
            words.signed(row.real),
            words.signed(row.worth),
            words.tr(VERDICTS[row.verdict]),
            words.num(len(row.unknown)),
        )
        for row in value.scores
    ]
    rows, notes = to.cut(made)
    head = to.head(_PROJECT, _DATE, REAL, WORTH, N_("Verdict"), N_("Still unknown"))
    text = N_(
        "Open projects to pursue: {pursue}, to qualify or drop: {qualify}, to decline: {decline}; not assessed: {unassessed}."
    )
    names = ("pursue", "qualify", "decline", "unassessed")
    counts = {name: len(getattr(value, name)) for name in names}
    return [Table(head, rows, (*notes, words.tr(text, **counts)))]


@tables_of(Portfolio)
def _portfolio(to: Figures, value: Portfolio) -> list[Table]:
    words = to.words
    made = [
        (
            to.name("customer", row.score.customer),
            words.date(row.score.date),
            words.money(row.revenue),
            words.signed(row.score.potential),
            words.tr(SEGMENTS[row.segment]),
        )
        for row in value.accounts
    ]
    rows, notes = to.cut(made)
    head = to.head(_CUSTOMER, _DATE, N_("Annual revenue ({unit})"), N_("Potential"), N_("Segment"))
    text = N_("Benchmark: {amount} {unit}.")
    said = words.tr(text, amount=words.money(value.benchmark), unit=words.money_unit())
    return [Table(head, rows, (*notes, said))]


@tables_of(Roadmaps)
def _roadmaps(to: Figures, value: Roadmaps) -> list[Table]:
    words = to.words
    made = [
        (
            to.name("project", row.project),
            words.money(row.amount),
            words.date(row.purchase_date),
            words.join([words.label("network", key) for key in row.network]) or NOTHING,
            words.label("fund_status", row.fund_status),
            f"{row.done} / {len(row.steps)}",
            words.date(row.next_date),
        )
        for row in value.rows
    ]
    rows, notes = to.cut(made)
    head = to.head(
        _PROJECT,
        AMOUNT,
        N_("Purchase time"),
        N_("Network"),
        N_("State of funds"),
        N_("Steps done"),
        N_("Next step by"),
    )
    return [Table(head, rows, notes)]


@tables_of(EarlyContact)
def _early(to: Figures, value: EarlyContact) -> list[Table]:
    words = to.words
    share = to.ratios([(N_("Contacted before approval or tender"), value.share)])
    made = [
        (
            to.name("project", row.project),
            words.date(row.public_on),
            words.date(row.first),
            words.signed(row.days),
        )
        for row in value.contacts
    ]
    rows, notes = to.cut(made)
    head = to.head(_PROJECT, N_("Approval or tender"), N_("First contact"), N_("Days ahead"))
    return [*share, Table(head, rows, notes)] if rows else share


@tables_of(Developments)
def _developments(to: Figures, value: Developments) -> list[Table]:
    words = to.words
    made = [
        (
            to.name("customer", row.customer),
            to.name("project", row.project),
            words.tr(ENDS[row.stage]) if row.stage in ENDS else words.label("development_stage", row.stage),
            words.tr(GATES[row.gate]),
            f"{row.done} / {len(row.points)}",
            words.num(len(row.missing)),
        )
        for row in value.developments
    ]
    rows, notes = to.cut(made)
    head = to.head(
        _CUSTOMER, _PROJECT, STAGE, N_("Gate"), N_("Points done"), N_("Missing for the next stage")
    )
    return [Table(head, rows, notes)]
