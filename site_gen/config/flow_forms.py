"""Flows and approval chains as written in `site.yaml` and in the shipped defaults (S23)."""

from __future__ import annotations

from decimal import Decimal

from site_gen.config.fields import Choice, Localized
from site_gen.config.flow import STEP_FACTS, STEP_TYPES
from site_gen.forms.form import Form
from site_gen.forms.spec import Filled, spec
from site_gen.forms.types import Bool, ListOf, Number, Rows, Str
from site_gen.locale.text import N_, NC_, Label


class EdgeRow(Filled):
    """Where a step leads."""

    to: str = spec(Str(40), N_("Leads to"), required=True, source="S23.2")
    label: Label | None = spec(Localized(), N_("Label"), source="S23.2")


EDGE: Form[EdgeRow] = Form(EdgeRow, NC_("flow", "way"))


class StepRow(Filled):
    """A step of a flow; see `Step`."""

    key: str = spec(Str(40), N_("Key"), required=True, source="S23.2")
    type: str = spec(Choice(STEP_TYPES), N_("Type of step"), default="process", source="S23.2")
    number: str = spec(Str(8), N_("Number"), source="S23.3")
    title: Label | None = spec(Localized(), N_("Title"), source="S23.3")
    text: Label | None = spec(Localized(), N_("What is to be done"), source="S23.3")
    who: Label | None = spec(Localized(), N_("Who"), source="S23.15")
    form: Label | None = spec(Localized(), N_("Form needed"), source="S23.3")
    approver: Label | None = spec(Localized(), N_("Approved by"), source="S23.10")
    edges: tuple[EdgeRow, ...] = spec(Rows(EDGE), N_("Ways on"), source="S23.2")
    fact: str = spec(Choice(STEP_FACTS), N_("Told by the order"), default="", source="S23.3")


STEP: Form[StepRow] = Form(StepRow, NC_("flow", "step"))


class FlowRow(Filled):
    """A flow; see `Flow`."""

    key: str = spec(Str(40), N_("Key"), required=True, source="S23")
    title: Label | None = spec(Localized(), N_("Title"), required=True, source="S23")
    source: str = spec(Str(80), N_("Source"), source="S23")
    orders: bool = spec(Bool(), N_("Orders follow it"), source="S23.3")
    document_no: str = spec(Str(40), N_("Document number"), source="S23.15")
    effective: str = spec(Str(40), N_("Effective date"), source="S23.15")
    executor: Label | None = spec(Localized(), N_("Executor"), source="S23.15")
    duty: Label | None = spec(Localized(), N_("Duty"), source="S23.15")
    requirement: Label | None = spec(Localized(), N_("Work required"), source="S23.15")
    notes: Label | None = spec(Localized(), N_("Notes and lessons"), source="S23.15")
    missing: Label | None = spec(Localized(), N_("Not in the source"), source="S23.3")
    steps: tuple[StepRow, ...] = spec(Rows(STEP), N_("Steps"), required=True, source="S23.2")


FLOW: Form[FlowRow] = Form(FlowRow, N_("flow"))


class ApprovalRow(Filled):
    """An approval chain; see `Approval`."""

    type: str = spec(Str(40), N_("Type of request"), required=True, source="S23.10")
    quality: str = spec(Choice(("yes", "no")), N_("Quality problem"), default="", source="S23.10")
    above: Decimal | None = spec(Number(low=Decimal(0), money=True), N_("For amounts above"), source="S23.11")
    chain: tuple[str, ...] = spec(ListOf(Str(40)), N_("Chain of roles"), required=True, source="S23.10")
    care: bool = spec(Bool(), N_("Customer looked after"), source="S23.11")


APPROVAL: Form[ApprovalRow] = Form(ApprovalRow, N_("approval chain"))


class ApproverRow(Filled):
    """Who holds a role that approves."""

    role: str = spec(Str(40), N_("Role"), required=True, source="S23.10")
    who: tuple[str, ...] = spec(ListOf(Str(80)), N_("Who"), required=True, source="S23.10")


APPROVER: Form[ApproverRow] = Form(ApproverRow, N_("approver"))
