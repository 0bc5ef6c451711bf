"""Audiences: for whom a site is built, and what of the records they may see."""

from __future__ import annotations

from msgspec import Struct

from site_gen.locale.text import N_, Label, Msg

#: Sensitivities of fields, from what partners may see to what belongs to a person's private life.
LEVELS = ("public", "team", "manager", "personal")
#: What the levels are called, as they stand in the sentence about an audience.
LEVEL_NAMES: dict[str, Msg] = {
    "public": N_("what partners may see"),
    "team": N_("what the sales team may see"),
    "manager": N_("what managers may see"),
    "personal": N_("personal data of contacts"),
}
#: For whom `build` makes a site when nobody is named.
DEFAULT = "team"
#: For whom `serve` shows it: somebody at their own desk, who prepares a visit.
AT_THE_DESK = "rep"
#: The level of what people write below the fields of a record, under no heading of the form.
NOTES = "team"
#: Parts of a site that an audience may be limited to: the first folder of an address.
SECTIONS = (
    "bids",
    "complaints",
    "competitors",
    "compliance",
    "contacts",
    "contracts",
    "customers",
    "flows",
    "forecast",
    "key-accounts",
    "market",
    "method",
    "orders",
    "packs",
    "people",
    "pipeline",
    "plans",
    "projects",
    "quality",
    "regions",
    "reports",
    "requests",
    "reviews",
    "visits",
)


class Audience(Struct, frozen=True):
    """Who a site is for, as `site.yaml` says under `audiences`; an empty list limits nothing.

    Attributes:
        key: name on the command line.
        label: what people call it.
        sees: the sensitivities of fields that may be seen.
        kinds: the only kinds of record that may be seen.
        without_kinds: kinds of record that may not.
        without_groups: groups of customers that stay private: the name of the group, not the customers in it.
        customers: ids of the only customers that may be seen, with all that is theirs.
        teams: keys of the only teams whose people, and what these own, may be seen.
        sections: the only parts of the site that are made, beside its first page.
        position: its number in `site.yaml`, for the places of problems; -1 when it is not there.
    """

    key: str
    label: Label
    sees: tuple[str, ...] = ("public",)
    kinds: tuple[str, ...] = ()
    without_kinds: tuple[str, ...] = ()
    without_groups: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    position: int = -1

    def may_read(self, sensitivity: str) -> bool:
        """Whether fields of a sensitivity may be seen."""
        return sensitivity in self.sees
