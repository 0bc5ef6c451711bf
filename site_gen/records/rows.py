"""Rows of the small tables inside records."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from site_gen.forms.form import Form
from site_gen.forms.spec import spec, Filled
from site_gen.forms.types import Bool, Date, Int, Letters, ListOf, Money, Month, Number, Ref, Rows, Str, Vocab
from site_gen.locale.text import N_, NC_

_PERSON_OR_CONTACT = Ref("person", "contact")


class FollowUp(Filled):
    """Something promised: who does what by when (S5.2, S6.1 next steps, S10.1)."""

    who: str = spec(_PERSON_OR_CONTACT, N_("Who"), required=True, source="S5.2")
    what: str = spec(Str(), N_("What"), required=True, source="S5.2")
    when: dt.date = spec(Date(), N_("When"), required=True, source="S5.2")
    done: bool = spec(Bool(), N_("Done"), source="S5.7")
    done_on: dt.date | None = spec(Date(), N_("Done on"), source="S5.7")


class Companion(Filled):
    """Someone of ours or of the manufacturer who comes along, with the role given under Strategy (S6.1)."""

    who: str = spec(Ref("person"), N_("Who"), required=True, source="S6.1")
    role: str = spec(Str(), N_("Role on the visit"), source="S6.1")


class Objective(Filled):
    """An expected result that can be measured right after the visit (S6.1, S6.3)."""

    text: str = spec(Str(), N_("Objective"), required=True, source="S6.1")
    smart: str = spec(Letters("SMART"), N_("SMART ticks"), source="S6.3")
    achieved: bool | None = spec(Bool(), N_("Achieved"), default=None, source="S6.6")


class Anticipated(Filled):
    """A question or objection to expect, its answer, and who answers (S6.1)."""

    question: str = spec(Str(), N_("Question"), required=True, source="S6.1")
    answer: str = spec(Str(), N_("Answer"), source="S6.1")
    answered_by: str = spec(Ref("person"), N_("Answered by"), source="S6.1")


class StageMove(Filled):
    """The day a project entered a stage (S1.4)."""

    stage: str = spec(Vocab("stage"), N_("Stage"), required=True, source="S1.1")
    date: dt.date = spec(Date(), N_("Date"), required=True, source="S1.4")


class Resource(Filled):
    """A resource set aside for a focus project (S2.4, S2.5)."""

    resource: str = spec(Str(), N_("Resource"), required=True, source="S2.4")
    party: str = spec(Vocab("side"), N_("Provided by"), source="S2.4")
    who: str = spec(Ref("person"), N_("Who"), source="S2.4")
    when: dt.date | None = spec(Date(), N_("When"), source="S2.4")


class Competitor(Filled):
    """What is known about a competitor in a project (S9.1)."""

    name: str = spec(Str(), N_("Competitor"), required=True, source="S9.1")
    info: str = spec(Str(), N_("Information"), source="S9.1")


class Delivery(Filled):
    """A part of an order and its delivery (S1.1 stage order)."""

    what: str = spec(Str(), N_("What"), required=True)
    due: dt.date | None = spec(Date(), N_("Due"))
    delivered_on: dt.date | None = spec(Date(), N_("Delivered on"))


class Payment(Filled):
    """An instalment of an order (S1.1 stage payment)."""

    amount: Decimal = spec(Money(), NC_("payment", "Amount"), required=True)
    due: dt.date | None = spec(Date(), N_("Due"))
    paid_on: dt.date | None = spec(Date(), N_("Paid on"))


class OrderStep(Filled):
    """A step of the order's flow, ticked (S23.3)."""

    step: str = spec(Str(40), NC_("flow", "Step"), required=True, source="S23.3")
    done_on: dt.date | None = spec(Date(), N_("Done on"), source="S23.3")
    by: str = spec(Ref("person"), N_("Done by"), source="S23.3")
    note: str = spec(Str(), N_("Note"), source="S23.3")


class Shipment(Filled):
    """A batch of an order that was shipped (S23.4)."""

    shipped_on: dt.date = spec(Date(), N_("Shipped on"), required=True, source="S23.4")
    amount: Decimal = spec(Money(), N_("Amount of the batch"), required=True, source="S23.4")
    last: bool = spec(Bool(), N_("Last batch"), source="S23.4")
    details_to_finance_on: dt.date | None = spec(Date(), N_("Details to finance on"), source="S23.3")
    cheque: bool = spec(Bool(), N_("Post-dated cheque"), source="S23.4")
    promise: bool = spec(Bool(), N_("Payment promise"), source="S23.4")
    note: str = spec(Str(), N_("Note"), source="S23.4")


class Decision(Filled):
    """What one of those who approve decided about a request (S23.9–S23.12)."""

    role: str = spec(Vocab("approver"), N_("Role"), required=True, source="S23.10")
    who: str = spec(Ref("person"), N_("Who"), source="S23.10")
    on: dt.date = spec(Date(), N_("Decided on"), required=True, source="S23.10")
    decision: str = spec(Vocab("decision"), N_("Decision"), required=True, source="S23.10")
    comment: str = spec(Str(), N_("Comment"), source="S23.10")


class MonthTarget(Filled):
    """The targets of one month."""

    month: int = spec(Int(1, 12), N_("Month"), required=True)
    orders: Decimal = spec(Money(), N_("Order target"), required=True)
    stretch: Decimal | None = spec(Money(), N_("Stretch target"), source="S34.6")
    collection: Decimal | None = spec(Money(), N_("Collection target"), source="S8.2")
    new_customers: int | None = spec(Int(0, 1000), N_("New-customer target"), source="S27.1")
    key_accounts: int | None = spec(Int(0, 1000), N_("New key accounts planned"), source="S24.4")


class Action(Filled):
    """An action agreed in a meeting (S7.4)."""

    who: str = spec(Ref("person"), N_("Who"), required=True, source="S7.4")
    what: str = spec(Str(), N_("What"), required=True, source="S7.4")
    when: dt.date = spec(Date(), N_("When"), required=True, source="S7.4")
    done: bool = spec(Bool(), N_("Done"), source="S7.4")
    done_on: dt.date | None = spec(Date(), N_("Done on"), source="S7.4")


class Absence(Filled):
    """Days on which a person does not work: leave, illness, training; both days count (S26.1)."""

    first: dt.date = spec(Date(), N_("First day"), required=True, source="S26.1")
    last: dt.date | None = spec(
        Date(), N_("Last day"), source="S26.1", help_=N_("Default: the first day, for one day away.")
    )
    reason: str = spec(Vocab("attendance"), N_("Attendance"), sensitivity="manager", source="S26.1")


class LeadSource(Filled):
    """Where leads are to come from, and how many (S3.1, S3.4)."""

    source: str = spec(Vocab("lead_channel"), N_("Channel of leads"), required=True, source="S3.4")
    expected_leads: int = spec(Int(0, 100000), N_("Leads expected"), required=True, source="S3.4")
    note: str = spec(Str(), N_("Note"), source="S3.1")


class Talk(Filled):
    """A talk with a customer of which there is no visit record (S8.2, S26.1)."""

    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S26.1")
    text: str = spec(Str(2000), N_("Result"), required=True, source="S26.1")
    effective: bool = spec(Bool(), N_("Effective"), source="S26.1")
    deal: bool = spec(Bool(), N_("Deal closed"), source="S26.1")


class DayWork(Filled):
    """The main work of one day of a week (S8.2, S8.3)."""

    date: dt.date = spec(Date(), N_("Date"), required=True, source="S8.2")
    text: str = spec(Str(2000), N_("Main work"), required=True, source="S8.3")


class AbnormalCustomer(Filled):
    """A customer with a problem, and how it was handled (S29.1)."""

    customer: str = spec(Ref("customer"), NC_("field", "Customer"), required=True, source="S29.1")
    problem: str = spec(Str(), N_("Problem"), required=True, source="S29.1")
    handling: str = spec(Str(), N_("Handling"), source="S29.1")


class ExpectedBidder(Filled):
    """A competitor expected in a bid (S11.1)."""

    name: str = spec(Str(80), N_("Competitor"), required=True, source="S11.1")
    expected_price: Decimal | None = spec(Money(), N_("Expected price"), source="S11.1")


class Bidder(Filled):
    """A company that bid, ours left out (S11.3)."""

    name: str = spec(Str(80), N_("Bidder"), required=True, source="S11.3")
    price: Decimal | None = spec(Money(), N_("Price"), source="S11.3")
    rank: int | None = spec(Int(1, 100), N_("Rank"), source="S11.3")
    won: bool = spec(Bool(), N_("Won"), source="S11.3")


class Opinion(Filled):
    """A topic of a contract review and what was said about it (S11.2)."""

    topic: str = spec(Str(80), N_("Topic"), required=True, source="S11.2")
    opinion: str = spec(Str(), N_("Opinion"), required=True, source="S11.2")
    who: str = spec(Ref("person"), N_("Who"), source="S11.2")


class TeamTime(Filled):
    """A team that a person was in before the present one (targets and results stay where they belong)."""

    team: str = spec(Vocab("team"), N_("Team"), required=True)
    until: dt.date = spec(Date(), N_("Last day in the team"), required=True)


class CommitLine(Filled):
    """A project as it was committed: what is written here stays, whatever becomes of the project (S34.2, S34.8)."""

    project: str = spec(Ref("project"), NC_("field", "Project"), required=True, source="S34.2")
    amount: Decimal = spec(Money(), N_("Amount committed"), required=True, source="S34.2")
    kind: str = spec(Vocab("commit_class"), N_("Commit or upside"), default="commit", source="S34.3")
    close: dt.date | None = spec(Date(), N_("Expected signing date"), source="S33.7")
    probability: str = spec(Vocab("probability"), N_("Probability"), source="S33.7")
    config_final: bool = spec(Bool(), N_("Configuration final"), source="S34.8")
    end_user_contract: bool = spec(Bool(), N_("Contract with the end user signed"), source="S34.8")
    si_contract: bool = spec(Bool(), N_("Integrators have signed with each other"), source="S34.8")
    discount_approved: bool = spec(Bool(), N_("Special discount approved"), source="S34.8")
    partner_ready: bool = spec(Bool(), N_("Partner ready to order"), source="S34.8")
    note: str = spec(Str(), N_("Why now, why this amount"), source="S34.2")


class ProjectNews(Filled):
    """The progress of an important project (S34.2)."""

    project: str = spec(Ref("project"), NC_("field", "Project"), required=True, source="S34.2")
    text: str = spec(Str(2000), N_("Progress"), required=True, source="S34.2")


class MissReason(Filled):
    """Why a project committed last week was not won as committed (S34.4)."""

    project: str = spec(Ref("project"), NC_("field", "Project"), required=True, source="S34.4")
    reason: str = spec(Str(2000), N_("Reason"), required=True, source="S34.4")


class ManagerCall(Filled):
    """A manager's own number beside that of the salesperson, never in its place (S34.1)."""

    who: str = spec(Ref("person"), N_("Who"), required=True, source="S34.1")
    on: dt.date = spec(Date(), N_("On"), required=True, source="S34.1")
    commit: Decimal | None = spec(Money(), N_("Commit of the manager"), source="S34.1")
    upside: Decimal | None = spec(Money(), N_("Upside of the manager"), source="S34.1")
    reason: str = spec(Str(), N_("Reason"), source="S34.1")


class ForecastMonth(Filled):
    """One of the twelve months of a forecast (S35.2)."""

    month: str = spec(Month(), N_("Month"), required=True, source="S35.2")
    forecast: Decimal = spec(Money(), N_("Forecast"), required=True, source="S35.2")
    commit: Decimal | None = spec(Money(), N_("Commit"), source="S35.2")
    pipeline: Decimal | None = spec(Money(), N_("Pipeline due"), source="S35.2")


class GfResource(Filled):
    """A manufacturer's resource arranged in a meeting (S7.4)."""

    resource: str = spec(Str(), N_("Resource"), required=True, source="S7.4")
    customer: str = spec(Ref("customer"), N_("Customer"), source="S7.4")
    date: dt.date | None = spec(Date(), N_("Date"), source="S7.4")


class Answer(Filled):
    """The manager's answer to a diagnostic question (S4.5, S7.4)."""

    question: str = spec(Vocab("diagnosis"), N_("Question"), required=True, source="S4.3")
    scope: str = spec(Str(), N_("Scope"), source="S4.2")
    cause: str = spec(Str(), N_("Cause"), source="S4.5")
    solution: str = spec(Str(), N_("Solution"), source="S4.5")


def rows(cls: type) -> Rows:
    """Return the field type for a list of `cls` rows."""
    return Rows(Form(cls, N_("row")))


def people(*kinds: str) -> ListOf:
    """Return the field type for a list of references to `kinds`."""
    return ListOf(Ref(*kinds))
