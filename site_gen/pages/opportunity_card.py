"""What an opportunity assessment says of a project, and what is to be asked next (S17.2, S17.3)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from site_gen.measures.opportunities import OpportunityScore, assessed
from site_gen.pages.view import View


class Question(Struct, frozen=True):
    """An item to be asked about.

    Attributes:
        key: of the item.
        label: what it is called.
        guidance: its criterion and the questions that lead to an answer.
        rated: whether it is rated as unknown; else it was left out.
    """

    key: str
    label: str
    guidance: str
    rated: bool


class OpportunityCard(Struct, frozen=True):
    """The last assessment of a project, those before it, newest first, and the open questions."""

    score: OpportunityScore
    history: tuple[OpportunityScore, ...]
    questions: tuple[Question, ...]


def opportunity_card(view: View, project: str) -> OpportunityCard | None:
    """Return the card of a project; `None` when it was never assessed."""
    found = assessed(view.book, project)
    if not found:
        return None
    return OpportunityCard(found[-1], tuple(reversed(found)), questions(view, found[-1]))


def questions(view: View, score: OpportunityScore) -> tuple[Question, ...]:
    """Return the items of an assessment to be asked about, in the order of the form."""
    missing = set(score.missing)
    return tuple(
        Question(
            key,
            view.words.label("opportunity_item", key),
            guidance(view, "opportunity_item", key),
            key not in missing,
        )
        for key in score.unknown
    )


def guidance(view: View, vocabulary: str, key: str) -> str:
    """Return criterion and guidance questions of an item of an assessment; empty for none."""
    found = view.book.config.vocabularies[vocabulary].entry(key).fact("description")
    return view.tr(found) if found else ""  # type: ignore[arg-type]  # a Label, by the form


def unknowns(view: View, project: str) -> tuple[str, ...]:
    """Return the labels of what is still unknown of a project, to be asked on the next visit."""
    found = assessed(view.book, project) if project else ()
    keys: Iterable[str] = found[-1].unknown if found else ()
    return tuple(view.words.label("opportunity_item", key) for key in keys)
