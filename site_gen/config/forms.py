"""The form of `site.yaml`: its fields, read and checked with the same machinery as a record."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from msgspec import Struct

from site_gen.config.audience import LEVELS, SECTIONS
from site_gen.config.fields import Choice, Localized
from site_gen.config.flow_forms import APPROVAL, APPROVER, FLOW, ApprovalRow, ApproverRow, FlowRow
from site_gen.forms.form import Form
from site_gen.forms.node import Map, Node
from site_gen.forms.spec import Filled, spec
from site_gen.forms.types import BAD, Bool, Date, FieldType, Int, ListOf, Number, Reading, Rows, Str
from site_gen.forms.vocabulary import Vocabularies
from site_gen.locale.text import LANGUAGES, N_, Label


class One(FieldType, Struct, frozen=True):
    """A nested form."""

    form: Form[Any]

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return the values given, by name."""
        del label
        if not isinstance(node, Map):
            fields = tuple(self.form.specs)
            reading.problem("SG323", node, key=key, fields=fields, example=f"{fields[0]}: …")
            return BAD
        return self.form.read_fields(node, key, reading)[0]

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return the object's schema."""
        return self.form.schema(vocabularies)


class Tables(FieldType):
    """A mapping of list name to entries, or to `{label, fixed, entries}` in the shipped defaults."""

    def read(self, node: Node, key: str, label: object, reading: Reading) -> Any:
        """Return name to `(name node, entries, label, fixed)`."""
        if not isinstance(node, Map):
            reading.problem("SG323", node, key=key, fields=N_("the names of lists"), example="product: …")
            return BAD
        tables = {}
        entries = Rows(ENTRY)
        for name, value in node.entries:
            path = f"{key}.{name.text}"
            if isinstance(value, Map):
                given, _ = TABLE.read_fields(value, path, reading)
                tables[name.text] = (name, given.get("entries", ()), given.get("label"), given.get("fixed"))
            else:
                tables[name.text] = (name, entries.read(value, path, label, reading), None, None)
        return tables

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """Return an object of entry lists."""
        items = {"anyOf": [Rows(ENTRY).schema(vocabularies), TABLE.schema(vocabularies)]}
        return {"type": "object", "additionalProperties": items}


class StageRow(Filled):
    """A stage as written in `site.yaml`."""

    key: str = spec(Str(40), N_("Key"), required=True)
    code: str = spec(Str(4), N_("Code"))
    label: Label | None = spec(Localized(), N_("Label"))
    aliases: tuple[str, ...] = spec(ListOf(Str(60)), N_("Aliases"))
    model: int | None = spec(Int(0, 1000), N_("Model number"))
    phase: str = spec(Str(40), N_("Phase"))
    counts_as: str = spec(Choice(("open", "won", "lost")), N_("Counts as"), default="")
    probability: str = spec(Str(40), N_("Probability"), source="S33.1")
    definition: Label | None = spec(Localized(), N_("Definition"))
    exit: Label | None = spec(Localized(), N_("Exit criterion"))


class EntryRow(Filled):
    """An entry of a list of values as written in `site.yaml`."""

    key: str = spec(Str(40), N_("Key"), required=True)
    label: Label | None = spec(Localized(), N_("Label"))
    aliases: tuple[str, ...] = spec(ListOf(Str(60)), N_("Aliases"))
    description: Label | None = spec(Localized(), N_("Description"))
    focus: str = spec(Choice(("gf_sales", "dealer_head", "owner")), N_("Whose focus"), default="")
    cap: int | None = spec(Int(0, 10000), N_("Monthly cap per person"))
    needs: tuple[str, ...] = spec(ListOf(Choice(("project_plan", "resource_plan"))), N_("Plans needed"))
    percent: int | None = spec(Int(0, 100), N_("Percent"))


class TableRow(Filled):
    """A list of values with its own label, as in the shipped defaults."""

    label: Label | None = spec(Localized(), N_("Label"))
    fixed: bool = spec(Bool(), N_("Fixed"))
    entries: tuple[EntryRow, ...] = spec(Rows(Form(EntryRow, N_("list entry"))), N_("Entries"))


class TeamRow(Filled):
    """A team as written in `site.yaml`."""

    key: str = spec(Str(40), N_("Key"), required=True)
    label: Label | None = spec(Localized(), N_("Label"))
    leader: str = spec(Str(80), N_("Leader"))


class HeaderRow(Filled):
    """The dealer's header (S1.3)."""

    dealer_name: str = spec(Str(120), N_("Dealer name"), source="S1.3")
    sub_bu: str = spec(Str(80), N_("Sub-BU"), source="S1.3")
    sub_bu_sales_manager: str = spec(Str(40), N_("Sub-BU sales manager"), source="S1.3")
    sub_bu_regional_manager: str = spec(Str(40), N_("Sub-BU regional manager"), source="S1.3")
    sub_bu_national_manager: str = spec(Str(40), N_("Sub-BU national sales manager"), source="S1.3")
    gf_sales: str = spec(Str(40), N_("Manufacturer’s sales owner"), source="S1.3")


HEADER: Form[HeaderRow] = Form(HeaderRow, N_("header"))


class MoneyRow(Filled):
    """Money as written in `site.yaml`."""

    currency: str = spec(Str(8), N_("Currency"))
    unit: Label | None = spec(Localized(), N_("Unit"))
    factor: Decimal | None = spec(Number(low=Decimal(1)), N_("Factor"))
    second_currency: str = spec(Str(8), N_("Second currency"))
    second_unit: Label | None = spec(Localized(), N_("Unit of the second currency"))
    second_factor: Decimal | None = spec(Number(low=Decimal(1)), N_("Factor of the second currency"))
    rate: Decimal | None = spec(Number(low=Decimal("0.000001")), N_("Rate"), source="S1.9")


class CalendarRow(Filled):
    """The calendar as written in `site.yaml`."""

    workdays: tuple[int, ...] = spec(ListOf(Int(1, 7)), N_("Weekdays worked"))
    holidays: tuple[dt.date, ...] = spec(ListOf(Date()), N_("Holidays"))
    makeup: tuple[dt.date, ...] = spec(ListOf(Date()), N_("Make-up workdays"))


class GatesRow(Filled):
    """Gates as written in `site.yaml`."""

    qualified: str = spec(Str(40), N_("Qualified from"))
    complete: str = spec(Str(40), N_("Complete from"))
    quoted: str = spec(Str(40), N_("Quoted from"))
    signed: str = spec(Str(40), N_("Signed from"))
    ordered: str = spec(Str(40), N_("Ordered from"))


_PERCENT = Number(low=Decimal(0), high=Decimal(10000))


class ThresholdsRow(Filled):
    """Thresholds as written in `site.yaml`; see `Thresholds` for their meaning."""

    coverage_minimum: Decimal | None = spec(_PERCENT, N_("Pipeline coverage required (%)"))
    coverage_aim: Decimal | None = spec(_PERCENT, N_("Pipeline coverage aimed at (%)"))
    conversion_gap: Decimal | None = spec(_PERCENT, N_("Conversion below the model (points)"))
    loss_over_model: Decimal | None = spec(_PERCENT, N_("Loss above the model (points)"))
    big_deal_share: Decimal | None = spec(_PERCENT, N_("Share of one big deal (%)"))
    big_deal_amount: Decimal | None = spec(Number(low=Decimal(0), money=True), N_("Amount of a big deal"))
    near_months: int | None = spec(Int(1, 24), N_("Months of the near term"))
    stale_days: int | None = spec(Int(1, 1000), N_("Days until a project is stale"))
    region_share: Decimal | None = spec(_PERCENT, N_("Share of the average region (%)"))
    unlinked_share: Decimal | None = spec(_PERCENT, N_("Share without a project (%)"))
    visits_per_day: Decimal | None = spec(Number(low=Decimal(0)), N_("Visits per working day"))
    report_workdays: int | None = spec(Int(0, 60), N_("Working days until the report is due"))
    preparation_minutes: int | None = spec(Int(0, 1440), N_("Minutes of preparation"))
    duplicate_similarity: int | None = spec(Int(0, 100), N_("Likeness of duplicate names"))
    small_sample: int | None = spec(Int(0, 1000), N_("Few cases below"))
    points_base: int | None = spec(Int(0, 1000), N_("Points of a month"), source="S12.5")
    points_missing: int | None = spec(Int(0, 1000), N_("Points for a missing report"), source="S12.5")
    points_late: int | None = spec(Int(0, 1000), N_("Points for a late or incomplete report"), source="S12.5")
    fine_missing: Decimal | None = spec(
        Number(low=Decimal(0)), N_("Fine for a missing weekly report"), source="S12.6"
    )
    price_gap: Decimal | None = spec(_PERCENT, N_("Price gap of a dear bid (%)"), source="S11.5")
    accuracy_low: Decimal | None = spec(_PERCENT, N_("Commit accuracy, least (%)"), source="S34.4")
    accuracy_high: Decimal | None = spec(_PERCENT, N_("Commit accuracy, most (%)"), source="S34.4")
    linearity_low: Decimal | None = spec(_PERCENT, N_("Linearity, least (%)"), source="S34.5")
    linearity_high: Decimal | None = spec(_PERCENT, N_("Linearity, most (%)"), source="S34.5")
    unfulfilled: Decimal | None = spec(_PERCENT, N_("Unfulfilled orders below (%)"), source="S34.7")
    growth_good: Decimal | None = spec(_PERCENT, N_("Good growth of a month (%)"), source="S35.4")
    growth_least: Decimal | None = spec(_PERCENT, N_("Least growth of a month (%)"), source="S35.4")
    growth_quarter: Decimal | None = spec(_PERCENT, N_("Growth of a quarter (%)"), source="S33.5")
    commit_share: Decimal | None = spec(_PERCENT, N_("Commit aimed at (% of the target)"), source="S33.4")
    commit_from: Decimal | None = spec(_PERCENT, N_("Committed from a probability of (%)"), source="S34.8")
    active_months: int | None = spec(
        Int(1, 120), N_("Months an order keeps a customer active"), source="S31.4"
    )
    order_decline: Decimal | None = spec(_PERCENT, N_("Falling orders from (%)"), source="S31.4")
    care_key_account: int | None = spec(
        Int(1, 1000), N_("Days between contacts: key account"), source="S32.1"
    )
    care_a: int | None = spec(Int(1, 1000), N_("Days between contacts: tier A"), source="S32.1")
    care_b: int | None = spec(Int(1, 1000), N_("Days between contacts: tier B"), source="S32.1")
    care_c: int | None = spec(Int(1, 1000), N_("Days between contacts: tier C"), source="S32.1")
    care_ahead: int | None = spec(Int(1, 365), N_("Days of care shown ahead"), source="S32.1")
    batch_amount: Decimal | None = spec(
        Number(low=Decimal(0), money=True), N_("Paid by batch from an amount of"), source="S23.4"
    )
    batch_days: int | None = spec(Int(0, 365), N_("Days from shipping to payment of a batch"), source="S23.4")
    details_days: int | None = spec(
        Int(0, 365), N_("Days from shipping until finance has the details"), source="S23.3"
    )
    account_benchmark: Decimal | None = spec(
        Number(low=Decimal(0), money=True),
        N_("Annual revenue of a high account"),
        source="S19.2",
        help_=N_("Default: the mean of the accounts assessed."),
    )
    kpi_warning: Decimal | None = spec(
        Number(low=Decimal(0), high=Decimal(100)),
        N_("Points below which the assessment warns"),
        source="S24.5",
    )


class ReportsRow(Filled):
    """From when on reports are owed, as written in `site.yaml`; see `ReportsInForce`."""

    weekly: dt.date | None = spec(Date(), N_("Weekly reports owed from"), source="S12.1")
    daily: dt.date | None = spec(Date(), N_("Daily reports owed from"), source="S26")
    visit: dt.date | None = spec(Date(), N_("Visit reports owed from"), source="S10.3")
    regional: dt.date | None = spec(Date(), N_("Regional reports owed from"), source="S29")
    commit: dt.date | None = spec(Date(), N_("Weekly commits owed from"), source="S34.1")
    forecast: dt.date | None = spec(Date(), N_("Monthly forecasts owed from"), source="S35.1")


class AudienceRow(Filled):
    """An audience as written in `site.yaml`; see `Audience` for the meaning."""

    key: str = spec(Str(40), N_("Key"), required=True)
    label: Label | None = spec(Localized(), N_("Label"))
    sees: tuple[str, ...] = spec(ListOf(Choice(LEVELS)), N_("Sensitivities it may see"))
    kinds: tuple[str, ...] = spec(ListOf(Str(40)), N_("Only these kinds of record"))
    without_kinds: tuple[str, ...] = spec(ListOf(Str(40)), N_("Kinds of record left out"))
    without_groups: tuple[str, ...] = spec(
        ListOf(Str(40)), N_("Groups of customers left out"), source="S30.2"
    )
    customers: tuple[str, ...] = spec(ListOf(Str(80)), N_("Only these customers"))
    teams: tuple[str, ...] = spec(ListOf(Str(40)), N_("Only these teams"))
    sections: tuple[str, ...] = spec(ListOf(Choice(SECTIONS)), N_("Only these parts of the site"))


class SiteRow(Filled):
    """`site.yaml` as written; only `name` must be there."""

    name: Label | None = spec(Localized(), N_("Team name"), required=True)
    gf_name: str = spec(Str(40), N_("Name of the manufacturer"))
    languages: tuple[str, ...] = spec(ListOf(Choice(LANGUAGES)), N_("Site languages"))
    as_of: dt.date | None = spec(Date(), N_("As of"))
    header: Any = spec(One(HEADER), N_("Header"), default=None)
    dealer_head: str = spec(Str(80), N_("Dealer’s sales head"))
    teams: tuple[TeamRow, ...] = spec(Rows(Form(TeamRow, N_("team"))), N_("Teams"))
    stages: tuple[StageRow, ...] = spec(Rows(Form(StageRow, N_("stage"))), N_("Stages"))
    gates: Any = spec(One(Form(GatesRow, N_("gates"))), N_("Gates"), default=None)
    vocabularies: Any = spec(Tables(), N_("Lists of values"), default=None)
    extend: Any = spec(Tables(), N_("Further values"), default=None)
    money: Any = spec(One(Form(MoneyRow, N_("money"))), N_("Money"), default=None)
    calendar: Any = spec(One(Form(CalendarRow, N_("calendar"))), N_("Calendar"), default=None)
    thresholds: Any = spec(One(Form(ThresholdsRow, N_("thresholds"))), N_("Thresholds"), default=None)
    fiscal_month: int | None = spec(Int(1, 12), N_("First month of the fiscal year"))
    reports: Any = spec(One(Form(ReportsRow, N_("reports"))), N_("Reports owed"), default=None)
    flows: tuple[FlowRow, ...] = spec(Rows(FLOW), N_("Flows"), source="S23")
    approvals: tuple[ApprovalRow, ...] = spec(Rows(APPROVAL), N_("Approval chains"), source="S23.10")
    approvers: tuple[ApproverRow, ...] = spec(Rows(APPROVER), N_("Who approves"), source="S23.10")
    audiences: tuple[AudienceRow, ...] = spec(Rows(Form(AudienceRow, N_("audience"))), N_("Audiences"))


ENTRY: Form[EntryRow] = Form(EntryRow, N_("list entry"))
TABLE: Form[TableRow] = Form(TableRow, N_("list"))
SITE: Form[SiteRow] = Form(SiteRow, N_("site.yaml"))
