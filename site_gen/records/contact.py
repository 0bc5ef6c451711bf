"""A person at a customer (S14 in its first shape)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from site_gen.forms.form import spec
from site_gen.forms.types import Date, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind


@kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """Someone we meet at a customer."""

    kind: ClassVar[str] = "contact"
    folder: ClassVar[str] = "contacts"
    label: ClassVar[Msg] = N_("Contact")
    plural: ClassVar[Msg] = N_("Contacts")

    name: str = spec(Str(80), N_("Name"), required=True)
    customer: str = spec(Ref("customer"), N_("Customer"), required=True)
    department: str = spec(Str(60), N_("Department"))
    position: str = spec(Str(60), N_("Position"))
    phone: str = spec(Str(40), N_("Phone"), source="S5.2")
    email: str = spec(Str(120), N_("E-mail"), source="S5.2")
    wechat: str = spec(Str(60), N_("WeChat"))
    decision_role: str = spec(Vocab("decision_role"), N_("Role in the decision"), source="S15.1")
    stance: str = spec(Vocab("stance"), N_("Stance"), source="S14.1")
    birthday: date | None = spec(Date(), N_("Birthday"), sensitivity="personal", source="S30.1")
    home_address: str = spec(Str(200), N_("Home address"), sensitivity="personal", source="S30.1")
    about: str = spec(Prose(), N_("About the person"))
