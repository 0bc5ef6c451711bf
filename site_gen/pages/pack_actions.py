"""Actions of earlier meetings as packs and the pages of meetings show them, carried over until done (S7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from site_gen.measures.actions import CarriedAction, open_actions_on
from site_gen.measures.scope import Scope
from site_gen.pages.view import View


class ActionRow(NamedTuple):
    """An action with links to the meeting in which it was agreed and to the last one at which it was open."""

    action: CarriedAction
    source: Markup
    last_seen: Markup | str


def action_rows(view: View, actions: Iterable[CarriedAction]) -> list[ActionRow]:
    """Return actions with their links."""
    return [
        ActionRow(
            one,
            view.link("review", one.review),
            view.link("review", one.later[-1]) if one.later else "",
        )
        for one in actions
    ]


def open_rows(view: View, scope: Scope, day: date) -> list[ActionRow]:
    """Return what was open on a day from all meetings of a scope; packs lie equally deep, so it is the same on all."""
    return view.site.once(
        ("actions of packs", view.lang, scope, day),
        lambda: action_rows(view, open_actions_on(view.book, scope, day)),
    )
