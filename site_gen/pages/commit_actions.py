"""Actions of the tracking plan, carried from week to week until they are done (S34.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from site_gen.book.commits import commits_of
from site_gen.config import Week
from site_gen.pages.view import View
from site_gen.records import WeeklyCommit
from site_gen.records.rows import Action


class Carried(Struct, frozen=True):
    """An action with where it was agreed first."""

    who: str
    what: str
    when: date
    done: bool
    done_on: date | None
    source: Markup


def carried(view: View, people: Iterable[str], week: Week) -> list[Carried]:
    """Return the actions of earlier weeks that are not done by the day of the figures, by due day.

    An action that is written again in a later commit is one; it is done when it is done in any of them.
    """
    found: dict[tuple[str, str], tuple[Action, WeeklyCommit]] = {}
    finished: set[tuple[str, str]] = set()
    for person in people:
        for commit in commits_of(view.book, person):
            for action in commit.plan:
                key = (action.who, action.what)
                if _is_done(action, view.book.as_of):
                    finished.add(key)
                elif commit.week < week.id:
                    found.setdefault(key, (action, commit))
    open_ = [_item(view, action, commit) for key, (action, commit) in found.items() if key not in finished]
    return sorted(open_, key=lambda item: (item.when, item.who, item.what))


def agreed(view: View, commits: Iterable[WeeklyCommit]) -> list[Carried]:
    """Return the actions agreed in some commits, by due day."""
    found = [_item(view, action, commit) for commit in commits for action in commit.plan]
    return sorted(found, key=lambda item: (item.when, item.who, item.what))


def _is_done(action: Action, day: date) -> bool:
    return action.done_on <= day if action.done_on else action.done


def _item(view: View, action: Action, commit: WeeklyCommit) -> Carried:
    source = view.link("weekly_commit", commit.id, view.words.week(Week.named(commit.week)))
    done = _is_done(action, view.book.as_of)
    return Carried(action.who, action.what, action.when, done, action.done_on if done else None, source)
