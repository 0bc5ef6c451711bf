"""Flows, the steps and shipments of orders, requests: codes `SG901`–`SG919` and `SG977`."""

from __future__ import annotations

from site_gen.diagnostics.catalogue.code import Code, error, warning
from site_gen.locale.text import N_

FLOWS: dict[str, Code] = {
    "SG901": error(
        N_("A step of the flow “{flow}” leads to “{step}”, which is no step of it."),
        N_("Write one of its steps: {options}."),
        N_("The diagram is drawn from the steps and where they lead; a note is no step to go to."),
        source="S23.2",
    ),
    "SG902": error(
        N_("Nobody comes to the step “{step}” of the flow “{flow}”."),
        N_("Let a step lead to it, or delete it."),
        N_("What cannot be reached from the start is either forgotten or not part of the flow."),
        source="S23.2",
    ),
    "SG903": error(
        N_("The decision “{step}” has fewer than two ways on."),
        N_("Add edges to two steps, each with a label; or make it a process."),
        N_("A decision without a choice is none."),
        source="S23.2",
    ),
    "SG904": error(
        N_("The step “{step}” leads nowhere."),
        N_("Add edges, or let the flow close with a step of type end."),
        N_("Every way through a flow leads to an end."),
        source="S23.2",
    ),
    "SG905": error(
        N_("The flow “{flow}” needs exactly one start and at least one end."),
        N_("Give its first step the type start, its last the type end."),
        N_("The notation has one start (a dot) and ends (a ring)."),
        source="S23.2",
    ),
    "SG906": warning(
        N_("“{step}” is no step that somebody does in the flow {flow}."),
        N_("Write one of: {options}."),
        N_("A step ticked under another name counts nowhere."),
        source="S23.3",
    ),
    "SG907": warning(
        N_("Ordered on {date}, but {states}."),
        N_("Settle it before the next order; complete the record."),
        N_("No order without contract, contract number, prepayment and clear settlement."),
        source="S23.3",
    ),
    "SG908": warning(
        N_("Finance should have had the shipping details by {due}; {state}."),
        N_("Hand them in and write details_to_finance_on."),
        N_("Only what finance knows of can be reconciled and collected."),
        source="S23.3",
    ),
    "SG909": warning(
        N_("With this shipment {used} {unit} are open; the credit limit of the customer is {limit}."),
        N_("Get a post-dated cheque and a payment promise, and write cheque: yes and promise: yes."),
        N_("Shipping over the limit needs, as a rule, a post-dated cheque and a payment promise."),
        source="S23.4",
    ),
    "SG910": warning(
        N_("The shipments add up to {sum}, the contract amount is {amount}."),
        N_("Correct the amounts of the shipments or of the contract."),
        N_("What is shipped beyond the contract is paid by nobody."),
        source="S23.4",
    ),
    "SG911": warning(
        N_("The step “{step}” is written as done on {date}, but the order says {state}."),
        N_("Delete done_on: the order tells it."),
        N_(
            "No fact is written twice: the day of signing, ordering, shipping and payment stands in the order."
        ),
        source="S23.3",
    ),
    "SG912": warning(
        N_("{role} decided on {date}, but {other} before had not."),
        N_("Get the missing decision, or correct the days."),
        N_("Approval goes level by level: the next one relies on the one before."),
        source="S23.10",
    ),
    "SG913": warning(
        N_("{role} decided ({name}), but {state}."),
        N_("The chain is: {chain}."),
        N_("A decision counts when it is made by whom the chain names."),
        source="S23.10",
    ),
    "SG914": warning(
        N_("{role} decided on {date}, before it was asked for on {asked}."),
        N_("Correct the day of the request or of the decision."),
        N_("Nothing is approved before it is asked for."),
        source="S23.10",
    ),
    "SG915": warning(
        N_("Decided without an appraisal sheet."),
        N_("Write the number of the appraisal sheet into appraisal."),
        N_("A return is inspected first; the appraisal sheet goes with the request."),
        source="S23.10",
    ),
    "SG916": warning(
        N_("Carried out on {date}, but {state}."),
        N_("Get the approval that is missing."),
        N_("A request is carried out once the whole chain has approved it."),
        source="S23.10",
    ),
    "SG917": warning(
        N_("It is above {limit} {unit}, and nobody looks after the customer."),
        N_("Write the key-account manager into care."),
        N_("After a large return the key-account manager looks after the customer."),
        source="S23.11",
    ),
    "SG918": warning(
        N_("Who approves depends on the amount, which is missing."),
        N_("Write the value of the goods into amount."),
        N_("Returns above the limit go to a higher level."),
        source="S23.11",
    ),
    "SG919": warning(
        N_("Whether it is a quality problem is not written."),
        N_("Write quality_issue: yes or no. Until then finance reviews it, too."),
        N_("Returns without a quality problem are reviewed and valued by finance."),
        source="S23.10",
    ),
    "SG977": warning(
        N_("“{flow}” is in the list of flows, but no such flow is drawn; the order gets no steps."),
        N_("Write its steps under “flows:” in site.yaml, or name another flow here: {options}."),
        N_("The checklist and the next step of an order come from its flow."),
        source="S23.3",
    ),
}
