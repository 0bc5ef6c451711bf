"""An order: contract, deliveries and payments of a won project (S1.1 stages O and P)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, Money, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import Delivery, OrderStep, Payment, Shipment, rows


@kind
class Order(Record):
    """What was signed, ordered from the manufacturer, delivered and paid."""

    kind: ClassVar[str] = "order"
    folder: ClassVar[str] = "orders"
    label: ClassVar[Msg] = NC_("record", "Order")
    plural: ClassVar[Msg] = NC_("record", "Orders")

    project: str = spec(Ref("project"), N_("Project"), required=True)
    contract_no: str = spec(Str(60), N_("Contract number"))
    amount: Decimal = spec(Money(), N_("Contract amount"), required=True)
    signed_on: date | None = spec(Date(), N_("Signed on"))
    ordered_on: date | None = spec(Date(), N_("Ordered from the manufacturer on"))
    deliveries: tuple[Delivery, ...] = spec(rows(Delivery), N_("Deliveries"))
    payments: tuple[Payment, ...] = spec(rows(Payment), N_("Payments"))
    flow: str = spec(Vocab("flow"), N_("Business flow"), source="S23.3")
    shipments: tuple[Shipment, ...] = spec(rows(Shipment), N_("Shipments"), source="S23.4")
    steps: tuple[OrderStep, ...] = spec(rows(OrderStep), N_("Steps"), source="S23.3")
