"""What we know of a competitor: relations, strength, resources, moves (S20.4)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Date, ListOf, Prose, Str
from site_gen.locale.text import N_, NC_, Msg
from site_gen.records.base import Record, kind


@kind
class Rival(Record):
    """A competitor as we see it; bids, projects and reports name it by its name or an alias."""

    kind: ClassVar[str] = "rival"
    folder: ClassVar[str] = "rivals"
    label: ClassVar[Msg] = NC_("record", "Competitor")
    plural: ClassVar[Msg] = NC_("record", "Competitors")

    name: str = spec(Str(80), N_("Name"), required=True, source="S20.4")
    aliases: tuple[str, ...] = spec(ListOf(Str(80)), N_("Also called"), source="S20.4")
    updated_on: date | None = spec(Date(), N_("Updated on"), source="S20.4")
    relations: str = spec(Prose(), N_("Relations"), source="S20.4", headings=("关系", "關係"))
    strength: str = spec(Prose(), N_("Strength"), source="S20.4", headings=("实力", "實力"))
    resources: str = spec(Prose(), N_("Resources"), source="S20.4", headings=("资源", "資源"))
    moves: str = spec(Prose(), N_("Moves"), source="S20.4", headings=("动向", "動向"))
