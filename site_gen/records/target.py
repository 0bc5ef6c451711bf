"""The targets of one person for one year."""

from __future__ import annotations

from typing import ClassVar

from site_gen.forms.spec import spec
from site_gen.forms.types import Int, Ref
from site_gen.locale.text import N_, Msg
from site_gen.records.base import Record, kind
from site_gen.records.rows import MonthTarget, rows


@kind
class Target(Record):
    """Targets by month; team and company targets are the sums of their people."""

    kind: ClassVar[str] = "target"
    folder: ClassVar[str] = "targets"
    label: ClassVar[Msg] = N_("Target")
    plural: ClassVar[Msg] = N_("Targets")

    owner: str = spec(Ref("person"), N_("Salesperson"), required=True)
    year: int = spec(Int(1990, 2200), N_("Year"), required=True)
    months: tuple[MonthTarget, ...] = spec(rows(MonthTarget), N_("Months"))
