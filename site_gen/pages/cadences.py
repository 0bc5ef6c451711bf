"""Who does what when: everything that comes back, as one table (§4.2 of the domain)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from site_gen.locale.text import N_, NC_, Msg
from site_gen.measures.registry import facts
from site_gen.pages import addresses
from site_gen.pages.view import View


class Cadence(NamedTuple):
    """Something that comes back.

    Attributes:
        when: the occasion; may name thresholds of the team.
        what: what is done.
        who: by whom.
        url: address of the page to look at; empty for none.
        name: what that page is called.
    """

    when: Msg
    what: Msg
    who: Msg
    url: str = ""
    name: Msg = Msg("")


_SELLER = N_("salesperson")
_WITH_SUPERVISOR = N_("salesperson, supervisor")
_VISITS, _PACKS, _REPORTS = N_("Visits"), N_("Packs"), N_("Reports")
_MANAGERS = N_("account managers, regional managers")


class Row(NamedTuple):
    """The same in the words of a page; `url` is an href, empty where there is no such page."""

    when: str
    what: str
    who: str
    url: str
    name: str


#: By rhythm, in the order of the day, the week, the month.
_CADENCES: tuple[tuple[Msg, tuple[Cadence, ...]], ...] = (
    (
        N_("Every day"),
        (
            Cadence(
                N_("before the visits"),
                N_("visit plan, signed by the supervisor"),
                _WITH_SUPERVISOR,
                addresses.VISITS,
                _VISITS,
            ),
            Cadence(
                N_("after work"),
                N_("daily report, signed and commented on"),
                _WITH_SUPERVISOR,
                addresses.REPORTS,
                _REPORTS,
            ),
            Cadence(
                N_("5 to 10 minutes each"),
                N_("daily review"),
                N_("sales manager with each salesperson alone"),
                addresses.PACKS,
                _PACKS,
            ),
        ),
    ),
    (
        N_("On occasion"),
        (
            Cadence(
                N_("at once"),
                N_("serious market event or complaint"),
                _SELLER,
                addresses.ALERTS,
                N_("Market alerts"),
            ),
            Cadence(
                N_(
                    "before a visit, at least {preparation_minutes} minutes; a day before for very important customers"
                ),
                N_("POPSA discussion"),
                N_("visit team"),
                addresses.BRIEFS,
                N_("POPSA briefs"),
            ),
            Cadence(
                N_("within {report_workdays} working days of the visit"),
                N_("visit report"),
                _SELLER,
                addresses.VISITS,
                _VISITS,
            ),
            Cadence(N_("before quoting"), N_("information for the bid"), _SELLER, addresses.BIDS, N_("Bids")),
            Cadence(N_("before signing"), N_("contract review"), _SELLER, addresses.BIDS, N_("Bids")),
            Cadence(N_("after quoting"), N_("result of the bid"), _SELLER, addresses.BIDS, N_("Bids")),
            Cadence(
                N_("holidays and birthdays"),
                N_("greetings to customers"),
                _SELLER,
                addresses.CONTACTS,
                N_("Contacts"),
            ),
            Cadence(
                N_("7 days after shipping"),
                N_("details to finance; batches above 100,000 yuan are settled"),
                N_("back office"),
                addresses.ORDERS,
                NC_("record", "Orders"),
            ),
        ),
    ),
    (
        N_("Every week"),
        (
            Cadence(
                N_("Monday"),
                N_("weekly report and sales opportunities"),
                _SELLER,
                addresses.REPORTS,
                _REPORTS,
            ),
            Cadence(
                N_("Monday"),
                N_("regional progress report"),
                N_("regional supervisor"),
                addresses.REGIONS,
                N_("Regions by week"),
            ),
            Cadence(N_("Monday, 9:00"), N_("conference call: the commits are added up"), _MANAGERS),
            Cadence(
                N_("by Wednesday"),
                N_("statistics of the reports to the leaders"),
                N_("marketing department"),
                addresses.STATISTICS,
                N_("Compliance"),
            ),
            Cadence(
                N_("Friday or Saturday, 3 to 4 hours"),
                N_("weekly review"),
                N_("sales manager (chair), salespeople, sales support"),
                addresses.PACKS,
                _PACKS,
            ),
            Cadence(N_("Sunday"), N_("weekly commit and project tracking report"), _MANAGERS),
        ),
    ),
    (
        N_("Every month"),
        (
            Cadence(
                N_("beginning of the month"),
                N_("monthly review"),
                N_("dealer’s sales manager (chair), dealer’s general manager, manufacturer’s sales manager"),
                addresses.PACKS,
                _PACKS,
            ),
            Cadence(
                N_("once in the month"),
                N_("the importance lists are gone through and confirmed"),
                N_("manufacturer’s sales, dealer’s sales head, salespeople"),
                addresses.FOCUS,
                N_("Focus lists"),
            ),
            Cadence(N_("once in the month"), N_("forecast of twelve months, call, action plan"), _MANAGERS),
            Cadence(
                N_("end of the month"),
                N_("pipeline table to the manufacturer’s sales"),
                N_("dealer"),
                addresses.PROJECTS,
                N_("Projects"),
            ),
        ),
    ),
    (
        N_("Every quarter and year"),
        (
            Cadence(
                N_("each quarter"),
                N_("assessment of key-account staff, check of 15% growth"),
                N_("manager, human resources"),
            ),
            Cadence(
                N_("each year, re-read every month"),
                N_("targets and hunter plan"),
                N_("sales manager, salesperson"),
                addresses.HUNTER,
                N_("Hunter plans"),
            ),
        ),
    ),
)


def cadences(view: View) -> list[tuple[str, list[Row]]]:
    """Return the table by rhythm, with the team's own numbers."""
    numbers = facts(view.book.config)
    return [
        (view.tr(rhythm), [_row(view, cadence, numbers) for cadence in found]) for rhythm, found in _CADENCES
    ]


def _row(view: View, cadence: Cadence, numbers: Mapping[str, object]) -> Row:
    there = cadence.url and cadence.url in view.site.urls
    return Row(
        view.tr(cadence.when, **numbers),
        view.tr(cadence.what),
        view.tr(cadence.who),
        view.href(cadence.url) if there else "",
        view.tr(cadence.name),
    )
