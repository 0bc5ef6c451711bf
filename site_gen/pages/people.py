"""Our people: the list by team, and the page of each with their pipeline, plans and open work (§4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf, Week
from site_gen.locale.text import N_
from site_gen.measures.attainment import attainment
from site_gen.measures.care import CareState, care
from site_gen.measures.checks import visit_checks
from site_gen.measures.churn import open_remedies
from site_gen.measures.effect import effect
from site_gen.measures.followups import FollowUpItem
from site_gen.measures.funnel import funnel
from site_gen.measures.progress import to_date
from site_gen.measures.scope import Scope, seller
from site_gen.measures.signing import weekly_report_of
from site_gen.pages import addresses
from site_gen.pages.customer_standing import standing
from site_gen.pages.discipline import discipline
from site_gen.pages.facts import facts
from site_gen.pages.five_checks import five_checks
from site_gen.pages.page import Page
from site_gen.pages.problems import by_person, problems_of
from site_gen.pages.promises import items_of_visits, promises
from site_gen.pages.view import View
from site_gen.pages.visit_names import visit_link
from site_gen.records import Person

_FACTS = ("role", "side", "team", "manager", "region", "phone", "email", "joined", "left")
#: How many visits ahead stand on a person's page; more are reached through the call plans.
_AHEAD = 12


class Row(Struct, frozen=True):
    """A person in the list, with the figures of their own scope."""

    person: Person
    open_projects: int
    open_amount: Any
    visits: int
    open_items: int
    overdue: int
    problems: int


def pages(book: Book) -> Iterator[Page]:
    """Yield the list and one page per person."""
    yield Page(
        url=addresses.PEOPLE,
        template="people.html",
        title=_people,
        build=_build_list,
        section="people",
    )
    for person in book.people.values():
        yield Page(
            url=addresses.record("person", person.id),
            template="person.html",
            title=partial(_title, person),
            build=partial(_build, person),
            section="people",
            crumbs=((addresses.PEOPLE, _people),),
        )


def _people(view: View) -> str:
    return view.tr(N_("Our people"))


def _title(person: Person, view: View) -> str:
    del view
    return person.name


def _build_list(view: View) -> Mapping[str, Any]:
    book = view.book
    groups: list[tuple[str, str, list[Row]]] = []
    for team in book.config.teams:
        members = [p for p in book.people.values() if p.team == team.key]
        groups.append((team.key, view.tr(team.label), [_row(book, p) for p in members]))
    for entry in book.config.vocabularies["side"]:
        rest = [p for p in book.people.values() if not p.team and p.side == entry.key]
        if rest:
            groups.append(("", view.tr(entry.label), [_row(book, p) for p in rest]))
    return {
        "groups": [group for group in groups if group[2]],
        "leaders": {team.key: team.leader for team in book.config.teams},
        "finding": _summary(view, [row for _, _, rows in groups for row in rows]),
        "week": Week.of(book.as_of),
    }


def _summary(view: View, rows: list[Row]) -> str:
    words = view.words
    if not rows:
        return ""
    return view.tr(
        N_("People: {count}; overdue promises {overdue}, problems in the records {problems}."),
        count=words.num(len(rows)),
        overdue=words.num(sum(row.overdue for row in rows)),
        problems=words.num(sum(row.problems for row in rows)),
    )


def _row(book: Book, person: Person) -> Row:
    scope = Scope("person", person.id)
    found = funnel(book, scope)
    items = [i for i in _promised(book, person.id) if not i.done]
    return Row(
        person,
        found.open.count,
        found.open.amount,
        len(effect(book, scope).made),
        len(items),
        sum(i.overdue_days > 0 for i in items),
        by_person(book).get(person.id, 0),
    )


@per_book
def _promised(book: Book, person: str) -> list[FollowUpItem]:
    """Return what a person promised, by due day."""
    items = items_of_visits(book, book.visits_of_promiser.get(person, ()))
    return [item for item in items if item.who == person]


def _build(person: Person, view: View) -> Mapping[str, Any]:
    book = view.book
    scope = Scope("person", person.id)
    sells = seller(book, person.id) is not None
    items = _promised(book, person.id)
    along = book.visits_of_companion.get(person.id, ())
    visits = book.visits_of_owner.get(person.id, ())
    ahead = [v for v in visits if v.status in {"planned", "prepared"} and v.date >= book.as_of]
    return {
        "person_record": person,
        "scope": scope,
        "sells": sells,
        "facts": facts(view, person, _FACTS),
        "row": _row(book, person),
        "checks": visit_checks(book, scope) if sells else None,
        "check_figures": five_checks(view, visit_checks(book, scope)) if sells else [],
        "attainment": attainment(book, scope) if sells else None,
        "discipline": discipline(view, person.id),
        "progress": to_date(book, scope) if sells else None,
        "has_target": any(t.owner == person.id and t.year == book.as_of.year for t in book.targets.values()),
        "customers": [standing(book, c.id) for c in book.customers_of_owner.get(person.id, ())],
        "to_contact": _to_contact(book, person.id),
        "remedies": open_remedies(book, scope),
        "open_items": promises(view, [i for i in items if not i.done]),
        "ahead": [(v, visit_link(view, v)) for v in ahead[:_AHEAD]],
        "more_ahead": max(0, len(ahead) - _AHEAD),
        "along": [(v, visit_link(view, v)) for v in reversed(along[-_AHEAD:])],
        "along_count": len(along),
        "gf_projects": book.projects_of_gf_sales.get(person.id, ()),
        "reports_to": [p for p in book.people.values() if p.manager == person.id],
        "links": _links(view, scope),
        "warnings": problems_of(book, person),
        "finding": _finding(view, person),
    }


def _to_contact(book: Book, person: str) -> list[CareState]:
    """Return the states of a person's own customers that are overdue or due soon, the most urgent first."""
    return [one for one in care(book, Scope("person", person)).states if one.state != "later"]


def _links(view: View, scope: Scope) -> list[tuple[str, str]]:
    """Return title and href of the pages made for one person; only those there are."""
    book, words = view.book, view.words
    week, month = Week.of(book.as_of), MonthOf.of(book.as_of)
    wanted = [
        (view.tr(N_("Pipeline")), addresses.funnel(scope)),
        (view.tr(N_("Projects by stage")), addresses.projects_of(scope)),
        (view.tr(N_("Selling efficiency")), addresses.efficiency(scope)),
        (view.tr(N_("Hunter plan")), addresses.hunter(scope.id)),
        *(
            (view.tr(N_("Call plan: {week}"), week=words.week(w)), addresses.call_plan(w, scope))
            for w in (week.shift(-1), week, week.shift(1))
        ),
        *(
            (
                view.tr(N_("Weekly report: {week}"), week=words.week(w)),
                addresses.record("weekly_report", report.id),
            )
            for w in (week.shift(-1), week)
            if (report := weekly_report_of(book, scope.id, w))
        ),
        (
            view.tr(N_("Daily pack {day}"), day=words.date(book.as_of)),
            addresses.pack(book.as_of.isoformat(), scope),
        ),
        (view.tr(N_("Weekly pack {week}"), week=words.week(week)), addresses.pack(week.id, scope)),
        (view.tr(N_("Pack for a talk")), addresses.one_on_one(scope.id)),
        (view.tr(N_("Monthly pack {month}"), month=words.month(month)), addresses.month_pack(month, scope)),
        *(
            (view.tr(N_("Commit: {week}"), week=words.week(w)), addresses.commit_week(w, scope))
            for w in (week, week.shift(1))
        ),
    ]
    return [(title, view.href(url)) for title, url in wanted if url in view.site.urls]


def _finding(view: View, person: Person) -> str:
    words = view.words
    row = _row(view.book, person)
    if person.left and person.left <= view.book.as_of:
        return view.tr(N_("Left on {date}."), date=words.date(person.left))
    parts = []
    if row.open_projects:
        text = N_("Open projects: {count}, {amount} {unit}.")
        parts.append(
            view.tr(
                text,
                count=words.num(row.open_projects),
                amount=words.money(row.open_amount),
                unit=words.money_unit(),
            )
        )
    if row.overdue:
        parts.append(view.tr(N_("Overdue promises: {count}."), count=words.num(row.overdue)))
    if row.problems:
        parts.append(view.tr(N_("Problems in the records: {count}."), count=words.num(row.problems)))
    return ("" if words.chinese else " ").join(parts)
