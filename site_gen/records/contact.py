"""A person at a customer: how to reach them, who they are, how they stand to us (S14)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Bool, Date, Int, ListOf, Prose, Ref, Str, Vocab
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind


@kind
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
    coach_potential: bool | None = spec(
        Bool(), N_("Could become our coach"), default=None, source="S14.1"
    )
    personality: str = spec(Vocab("personality"), N_("Personality type"), source="S15.4")
    temperament: str = spec(Vocab("temperament"), N_("Temperament"), sensitivity="personal", source="S14.1")
    mindset: str = spec(Vocab("mindset"), N_("Mindset"), sensitivity="personal", source="S14.1")
    eloquence: str = spec(Vocab("eloquence"), N_("Eloquence"), sensitivity="personal", source="S14.1")
    working_style: str = spec(Str(), N_("Working style"), source="S14.3")
    tenure: str = spec(Str(60), N_("Time in the company"), source="S14.3")
    authority: str = spec(Str(), N_("Authority"), source="S14.3")
    introduced_by: str = spec(Str(80), N_("Introduced by"), source="S14.1")
    sex: str = spec(Vocab("sex"), N_("Sex"), sensitivity="personal", source="S14.1")
    birth_year: int | None = spec(
        Int(1900, 2100), N_("Year of birth"), sensitivity="personal", source="S14.1", help_=N_("The age follows from it.")
    )
    birthday: date | None = spec(Date(), N_("Birthday"), sensitivity="personal", source="S30.1")
    lunar_birthday: str = spec(
        Str(60),
        N_("Birthday in the lunar calendar"),
        sensitivity="personal", source="S32.1",
        help_=N_("Month and day, as in 08-15."),
    )
    birthplace: str = spec(Str(80), N_("Birthplace"), sensitivity="personal", source="S14.1")
    native_place: str = spec(Str(80), N_("Native place"), sensitivity="personal", source="S14.3")
    education: str = spec(Str(), N_("Education"), sensitivity="personal", source="S14.1")
    interests: tuple[str, ...] = spec(ListOf(Str(60)), N_("Interests"), sensitivity="personal", source="S14.1")
    hobbies: tuple[str, ...] = spec(ListOf(Str(60)), N_("Hobbies"), sensitivity="personal", source="S14.3")
    home_address: str = spec(Str(200), N_("Home address"), sensitivity="personal", source="S30.1")
    family: str = spec(Prose(), N_("Family"), sensitivity="personal", source="S14.1", headings=("家庭情况", "家庭情況", "配偶及子女状况", "配偶及子女狀況"))
    background: str = spec(Prose(), N_("Experience"), sensitivity="personal", source="S14.1", headings=("出身", "经历", "經歷"))
    social_relations: str = spec(Prose(), N_("Social relations"), sensitivity="personal", source="S14.4", headings=("社会关系", "社會關係"))
    others_view: str = spec(Prose(), N_("What others say"), sensitivity="personal", source="S14.1", headings=("其他人的评价", "其他人的評價"))
    recent_business: str = spec(Prose(), N_("Recent business"), source="S14.4", headings=("近期业务", "近期業務"))
    about: str = spec(Prose(), N_("About the person"))
