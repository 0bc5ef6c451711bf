"""One signal: something that needs somebody's attention."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from site_gen.locale.text import Msg
from site_gen.measures.values import Sentence

#: From this urgency on a signal is red; below it is amber.
RED = 60


class Signal(Struct, frozen=True):
    """Something that needs somebody's attention.

    Attributes:
        key: what it is: `DQ2`…`DQ10`, `target`, `cap`, `unconfirmed`, `promises`, `reports`, `past_visits`,
            `briefs`, `purchase`, `alerts`, `complaints`.
        what: its name.
        gap: how far off it is.
        urgency: 0–100, how far beyond its limit; each sort says where it is made how it is counted.
        people: ids of the people it concerns, those with most of it first.
        projects: ids of the projects concerned.
        visits: ids of the visits concerned.
    """

    key: str
    what: Msg
    gap: Sentence
    urgency: int
    people: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()

    @property
    def red(self) -> bool:
        """Whether it is urgent."""
        return self.urgency >= RED


def most(people: Iterator[str]) -> tuple[str, ...]:
    """Return ids, the most frequent first."""
    counts: dict[str, int] = {}
    for person in people:
        counts[person] = counts.get(person, 0) + 1
    return tuple(sorted(counts, key=lambda person: (-counts[person], person)))
