"""What happened or is to come with a project, a customer or a contact, as an entry of a timeline."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from site_gen.locale.text import N_, tr
from site_gen.pages import addresses
from site_gen.pages.view import View
from site_gen.records import Visit
from site_gen.render.compiler import marked, shown

#: Statuses of visits that are still to come.
AHEAD = frozenset({"planned", "prepared"})


class Event(NamedTuple):
    """An entry of the timeline.

    Attributes:
        day: when.
        kind: `visit`, `call`, `stage`, `order`, `plan` or `remark`.
        title: one line, perhaps with links.
        aside: who, and the state.
        body: what came of it.
        late: whether it should have happened by now.
    """

    day: date
    kind: str
    title: Markup
    aside: str = ""
    body: Markup | str = ""
    late: bool = False


def visit_event(view: View, visit: Visit, *, project: bool = False) -> Event:
    """Return a visit or call as an entry of a timeline: what for, whom, by whom, with what result.

    Args:
        view: the page it stands on.
        visit: the visit or call.
        project: whether to name its project.
    """
    words, done = view.words, visit.status == "done"
    purpose = words.label("purpose_type", visit.purpose_type) if visit.purpose_type else ""
    called = _called(words.label("channel", visit.channel), purpose, view.lang)
    title: list[str] = [view.link_to(visit, called)]
    if visit.contacts:
        title.append(words.separator.join(map(view.person, visit.contacts)))
    if project and visit.project:
        title.append(muted(view.link("project", visit.project)))
    brief = addresses.brief(visit.id)
    if view.site.urls.has(brief):  # which the visit decides
        title.append(f'<a class="small" href="{shown(view.href(brief))}">POPSA</a>')
    aside = view.book.name_of(visit.owner)
    if not done:
        aside = f"{aside} · {words.label('visit_status', visit.status)}"
    return Event(
        visit.date,
        "call" if visit.channel == "phone" else "visit",
        marked(" ".join(title)),
        aside,
        view.md(visit.result if done else visit.purpose, 4),
        visit.status in AHEAD and visit.date < view.book.as_of,
    )


def muted(link: Markup) -> Markup:
    """Return a link that stands back behind what it explains."""
    return marked(f'<span class="muted">{link}</span>')


@cache
def _called(channel: str, purpose: str, lang: str) -> str:
    return tr(N_("{channel}: {purpose}"), lang, channel=channel, purpose=purpose) if purpose else channel
