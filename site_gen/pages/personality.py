"""How to deal with each of the four types of personality; derived from the traits in the list (S15.4)."""

from __future__ import annotations

from typing import NamedTuple

from site_gen.locale.text import N_, Msg
from site_gen.pages.view import View


class Advice(NamedTuple):
    """A type of personality in words: its label, its traits, advice in one sentence, and in several."""

    label: str
    traits: str
    short: str
    points: tuple[str, ...]


_ADVICE: dict[str, tuple[Msg, tuple[Msg, ...]]] = {
    "tiger": (
        N_("Be brief and punctual: the result first, then two options."),
        (
            N_("Come prepared and on time; say the result first and the reasons after."),
            N_("Let them decide: offer two or three options with figures, and do not push."),
            N_("Never contradict in front of others; hold your ground with facts, strength is respected."),
            N_("Ask for the decision openly, and keep every promise to the day."),
        ),
    ),
    "peacock": (
        N_("Show something new and let them shine; write down what is agreed."),
        (
            N_("Bring something new, praise what deserves it, keep up the pace."),
            N_("Needs are exaggerated: believe them when a second person confirms them."),
            N_("Say nothing a competitor must not hear; listen, for competitors are talked about too."),
            N_("Send the details in writing on the same day: details go wrong."),
        ),
    ),
    "owl": (
        N_("Bring facts in writing, give time, do not push; keep visiting."),
        (
            N_("Bring complete documents, figures and references; exaggerate nothing."),
            N_(
                "Announce the topics beforehand and leave time to think; ask what is still missing, the stance is hard to read."
            ),
            N_("Visit regularly and calmly; it is just as hard for competitors to come near."),
            N_("Propose small and safe next steps, for action comes slowly."),
        ),
    ),
    "koala": (
        N_("People before products; turn each yes into a date, and remind."),
        (
            N_("Begin with the person, not with the product; care for those around them."),
            N_("Ask to be introduced: things are done through relations."),
            N_("Turn each yes into a date and a next step in writing, and remind kindly before it is due."),
            N_("Do not rely on this yes alone: ask who else must agree."),
        ),
    ),
}


def advice(view: View, key: str) -> Advice | None:
    """Return how to deal with a type of personality in the page's words; `None` for none or an unknown one."""
    if key not in _ADVICE:
        return None
    short, points = _ADVICE[key]
    traits = view.book.config.vocabularies["personality"].entry(key).fact("description")
    return Advice(
        view.words.label("personality", key),
        view.tr(traits) if traits else "",  # type: ignore[arg-type]  # a Label, by the form
        view.tr(short),
        tuple(view.tr(point) for point in points),
    )
