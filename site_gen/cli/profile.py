"""What `--profile` prints: seconds of each phase, then the slowest pages, charts and records."""

from __future__ import annotations

from typing import TextIO

from site_gen.locale.text import N_, Msg, tr
from site_gen.publish.profile import Profile, Tally

#: The tables in their order: sort, headline, and what one entry is counted in.
_TABLES: tuple[tuple[str, Msg], ...] = (
    ("page", N_("The slowest pages and files, of {count} made in {seconds} processor seconds:")),
    ("chart", N_("The slowest charts, of {count} drawn in {seconds} processor seconds:")),
    ("record", N_("The slowest records, of {count} read by themselves in {seconds} seconds:")),
)


def show_profile(profile: Profile, stream: TextIO, lang: str) -> None:
    """Print where the time went; figures stand first, so that words of any width need no padding."""
    print(tr(N_("Seconds of each phase, on the clock and of all processors:"), lang), file=stream)
    for phase in profile.phases:
        print(f"{phase.wall:9.2f}{phase.cpu:9.2f}  {tr(phase.name, lang)}", file=stream)
    wall, cpu = (sum(getattr(phase, name) for phase in profile.phases) for name in ("wall", "cpu"))
    together = tr(N_("all phases together"), lang)
    print(f"{wall:9.2f}{cpu:9.2f}  {together}", file=stream)
    for sort, headline in _TABLES:
        _table(profile.tallies.get(sort, Tally()), headline, stream, lang)


def _table(tally: Tally, headline: Msg, stream: TextIO, lang: str) -> None:
    if not tally.count:
        return
    print(tr(headline, lang, count=tally.count, seconds=f"{tally.seconds:.2f}"), file=stream)
    for seconds, name in tally.ranking():
        print(f"{seconds * 1000:9.1f} ms  {name}", file=stream)
