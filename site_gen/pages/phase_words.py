"""What the process asks of each probability phase, in words (S33.2–S33.6)."""

from __future__ import annotations

from msgspec import Struct

from site_gen.config.level import PHASES
from site_gen.locale.text import N_, NC_, Msg
from site_gen.pages import addresses
from site_gen.pages.view import View
from site_gen.render.figures.forecast import PHASE_NAMES

_CONTENT: dict[str, tuple[Msg, ...]] = {
    "lead_in": (
        NC_("phase", "output"),
        NC_("phase", "qualification"),
        NC_("phase", "classification"),
        NC_("phase", "tracking"),
    ),
    "selling": (
        NC_("phase", "build the pipeline"),
        NC_("phase", "transparency"),
        NC_("phase", "selling activities"),
        NC_("phase", "focus on the long-term goal"),
    ),
    "closing": (NC_("phase", "close"), NC_("phase", "place the order")),
}
_EXPECTED: dict[str, tuple[Msg, ...]] = {
    "lead_in": (NC_("phase", "lead-ins"), NC_("phase", "output"), NC_("phase", "action")),
    "selling": (
        NC_("phase", "quality"),
        NC_("phase", "pipeline"),
        NC_("phase", "ratio of pipeline to target"),
    ),
    "closing": (NC_("phase", "accuracy of the forecast"), NC_("phase", "least fluctuation")),
}
_MEASURE: dict[str, Msg] = {
    "lead_in": N_("{growth_good}%: leads grow from month to month"),
    "selling": N_("{coverage_aim}%: pipeline over target; more than {coverage_minimum}% required"),
    "closing": N_("{commit_share}%: commit over target"),
}
_REPORTS: dict[str, tuple[tuple[Msg, str], ...]] = {
    "lead_in": ((N_("Lead-ins of the month"), f"{addresses.PHASES}#lead-ins"),),
    "selling": ((N_("Monthly forecast"), addresses.TWELVE_MONTHS),),
    "closing": (
        (N_("Weekly commit"), addresses.COMMIT),
        (N_("Month and quarter"), addresses.PERIODS),
        (N_("Unfulfilled orders"), addresses.UNFULFILLED),
    ),
}


class PhaseWords(Struct, frozen=True):
    """One phase in words.

    Attributes:
        key: its key.
        name: what it is called.
        content: what is done in it (S33.2).
        expected: what is expected of it (S33.3).
        measure: what it is measured by (S33.4).
        reports: its reports, with an href where there is a page (S33.6).
    """

    key: str
    name: str
    content: str
    expected: str
    measure: str
    reports: tuple[tuple[str, str], ...]


def phase_words(view: View) -> list[PhaseWords]:
    """Return the phases in order."""
    limits, words = view.book.config.thresholds, view.words
    numbers = {
        name: words.num(getattr(limits, name), 1)
        for name in ("growth_good", "coverage_aim", "coverage_minimum", "commit_share")
    }
    return [
        PhaseWords(
            key,
            view.tr(PHASE_NAMES[key]),
            words.join([view.tr(text) for text in _CONTENT[key]]),
            words.join([view.tr(text) for text in _EXPECTED[key]]),
            view.tr(_MEASURE[key], **numbers),
            tuple((view.tr(text), _href(view, url)) for text, url in _REPORTS[key]),
        )
        for key in PHASES
    ]


def _href(view: View, url: str) -> str:
    return view.href(url) if url.partition("#")[0] in view.site.urls else ""
