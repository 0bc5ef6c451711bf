"""Rows of the small tables of key accounts: who decides, how to reach them, what was found out (S14–S19)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from site_gen.forms.spec import spec, Filled
from site_gen.forms.types import Bool, Date, Int, ListOf, Money, Number, Ref, Str, Vocab
from site_gen.locale.text import N_, NC_


class KeyPersonNote(Filled):
    """What a visit changed with a key person, and what news it brought (S14.1)."""

    contact: str = spec(Ref("contact"), N_("Key person"), required=True, source="S14.1")
    closeness: str = spec(
        Vocab("trend"), N_("Closeness"), source="S14.1", help_=N_("Empty: no change on this visit.")
    )
    trust: str = spec(
        Vocab("trend"), N_("Trust"), source="S14.1", help_=N_("Empty: no change on this visit.")
    )
    policy_info: str = spec(Str(2000), N_("Policy information"), source="S14.1")
    people_info: str = spec(Str(2000), N_("People information"), source="S14.1")
    needs_info: str = spec(Str(2000), N_("Business needs"), source="S14.1")
    activity_info: str = spec(Str(2000), N_("Activity information"), source="S14.1")


class RoleSeat(Filled):
    """Who holds a role in the decision on a project, and whom they sway (S15.2)."""

    role: str = spec(Vocab("decision_role"), N_("Role in the decision"), required=True, source="S15.2")
    contact: str = spec(
        Ref("contact"), N_("Key person"), source="S15.2", help_=N_("Empty: nobody is known yet.")
    )
    stance: str = spec(Vocab("stance"), N_("Stance"), source="S15.2")
    influenced_by: tuple[str, ...] = spec(ListOf(Ref("contact")), N_("Influenced by"), source="S15.2")
    influences: tuple[str, ...] = spec(ListOf(Ref("contact")), N_("Can influence"), source="S15.2")
    focus: str = spec(Str(2000), N_("Focus of concern"), source="S15.2")
    relations: str = spec(Str(2000), N_("Relations with others"), source="S15.2")
    likes: str = spec(Str(2000), N_("Personal likes"), sensitivity="personal", source="S15.2")


class RouteStep(Filled):
    """A step on the way to the people who decide, with its day and cost (S18.3)."""

    contact: str = spec(Ref("contact"), N_("Key person"), required=True, source="S18.3")
    goal: str = spec(Str(), N_("Goal"), required=True, source="S18.3")
    our_person: str = spec(Ref("person"), N_("Our person"), source="S18.3")
    by_date: dt.date | None = spec(Date(), N_("Complete by"), source="S18.3")
    cost: Decimal | None = spec(
        Number(low=Decimal(0)), N_("Cost"), sensitivity="manager", source="S18.3", help_=N_("In whole units of the currency.")
    )
    done_on: dt.date | None = spec(Date(), N_("Done on"), source="S18.3")


class Pairing(Filled):
    """Who of us looks after whom of theirs, and what for (S18.4)."""

    our_person: str = spec(Ref("person"), N_("Our person"), required=True, source="S18.4")
    contact: str = spec(Ref("contact"), N_("Key person"), required=True, source="S18.4")
    purpose: str = spec(Str(), N_("Purpose"), source="S18.4")


class Interviewee(Filled):
    """Someone interviewed in a survey (S16.2)."""

    contact: str = spec(Ref("contact"), N_("Interviewee"), required=True, source="S16.2")
    influence: str = spec(Vocab("level"), N_("Influence on the project"), source="S16.2")
    support: str = spec(Vocab("level"), N_("Support for us"), source="S16.2")


class SystemInUse(Filled):
    """A product or software in use at the customer, perhaps a competitor's (S16.4)."""

    name_version: str = spec(Str(), N_("Name and version"), required=True, source="S16.4")
    vendor: str = spec(Str(80), N_("Vendor"), source="S16.4")
    scope: str = spec(Str(2000), N_("Scope of use"), source="S16.4")
    live_since: dt.date | None = spec(Date(), N_("Live since"), source="S16.4")
    operation: str = spec(Str(2000), N_("Operation and service"), source="S16.4")
    urgent_problems: str = spec(Str(2000), N_("Urgent problems"), source="S16.4")
    replace: bool | None = spec(Bool(), N_("To be replaced"), default=None, source="S16.4")


class ItemRating(Filled):
    """One of the ten items of an opportunity assessment (S17.1)."""

    item: str = spec(Vocab("opportunity_item"), N_("Item"), required=True, source="S17.1")
    rating: str = spec(Vocab("rating"), N_("Rating"), required=True, source="S17.1")
    comment: str = spec(Str(2000), N_("Comment"), source="S17.1")


class AccountRating(Filled):
    """One criterion of an account assessment (S19.1)."""

    item: str = spec(Vocab("account_item"), N_("Item"), required=True, source="S19.1")
    rating: str = spec(Vocab("rating"), N_("Rating"), required=True, source="S19.1")
    comment: str = spec(Str(2000), N_("Comment"), source="S19.1")
