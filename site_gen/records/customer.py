"""A customer (S30.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Bool, Date, ListOf, Money, Number, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind


@kind
class Customer(Record):
    """A company we sell to or want to sell to."""

    kind: ClassVar[str] = "customer"
    folder: ClassVar[str] = "customers"
    label: ClassVar[Msg] = N_("Customer")
    plural: ClassVar[Msg] = N_("Customers")

    name: str = spec(Str(120), N_("Customer name"), required=True, sensitivity="public", source="S30.1")
    short_name: str = spec(Str(40), N_("Short name"), sensitivity="public")
    vertical: str = spec(Vocab("vertical"), N_("Vertical market"), required=True, sensitivity="public", source="S30.1")
    province: str = spec(Vocab("province"), N_("Province"), required=True, sensitivity="public", source="S30.1")
    city: str = spec(Str(60), N_("City"), sensitivity="public", source="S30.1")
    owner: str = spec(Ref("person"), N_("Salesperson"), sensitivity="public", source="S30.1")
    parent: str = spec(Ref("customer"), N_("Parent company"), sensitivity="public")
    groups: tuple[str, ...] = spec(ListOf(Str(40)), N_("Groups"), source="S30.2")
    since: date | None = spec(Date(), N_("Customer since"))
    annual_revenue: Decimal | None = spec(Money(), N_("Annual revenue with us"), source="S30.1")
    annual_profit: Decimal | None = spec(
        Number(money=True), N_("Annual profit with us"), sensitivity="manager", source="S30.1"
    )
    credit_limit: Decimal | None = spec(
        Money(), N_("Credit limit"), source="S23.4", help_=N_("Only for customers with a credit line.")
    )
    loyalty: str = spec(Vocab("level"), N_("Loyalty"), source="S30.1")
    potential: str = spec(Vocab("level"), N_("Potential"), source="S30.1")
    relationship_type: str = spec(Vocab("relationship_type"), N_("Relationship type"), source="S20.1")
    relationship_stage: str = spec(
        Vocab("relationship_stage"), N_("Stage of the relationship"), source="S20.2"
    )
    key_account: bool = spec(Bool(), N_("Key account"), source="S24.4")
    key_account_since: date | None = spec(Date(), N_("Key account since"), source="S24.4")
    phone: str = spec(Str(40), N_("Phone"))
    address: str = spec(Str(200), N_("Address"))
    website: str = spec(Str(200), N_("Website"))
    background: str = spec(Prose(), N_("Background"), headings=("客户背景", "客戶背景"))
    needs_habits: str = spec(Prose(), N_("Needs and habits"), source="S30.1")
    products_in_use: str = spec(
        Prose(), N_("Products in use"), source="S30.1", headings=("使用产品", "使用產品")
    )
