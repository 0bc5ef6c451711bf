"""Words of the weekly commit: the checklist in short, and the names of periods."""

from __future__ import annotations

from datetime import date

from site_gen.config import MonthOf
from site_gen.locale.text import N_, NC_, Msg
from site_gen.pages.view import View

#: The checklist in heads of columns (S34.8); the form says each in full.
CHECKS: dict[str, Msg] = {
    "config_final": NC_("checklist", "Configuration final"),
    "end_user_contract": NC_("checklist", "End-user contract"),
    "si_contract": NC_("checklist", "Integrators signed"),
    "discount_approved": NC_("checklist", "Discount approved"),
    "partner_ready": NC_("checklist", "Partner ready"),
}
_RANGE = N_("{first} to {last}")


def period_name(view: View, start: date, last: date) -> str:
    """Return a month by its name, a quarter by its first and last month."""
    words = view.words
    if MonthOf.of(start) == MonthOf.of(last):
        return words.month(start)
    return view.tr(_RANGE, first=words.month(start), last=words.month(last))
