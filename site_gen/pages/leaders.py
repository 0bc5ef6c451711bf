"""What leaders must see, and who gets which report (S12.2, S12.8)."""

from __future__ import annotations

from typing import NamedTuple

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import MonthOf
from site_gen.locale.text import N_
from site_gen.measures.checks import visit_checks
from site_gen.measures.contracts import contracts
from site_gen.measures.funnel import funnel
from site_gen.measures.plan_done import plan_done
from site_gen.measures.points import points
from site_gen.measures.scope import COMPANY
from site_gen.measures.signals import signals
from site_gen.pages import addresses
from site_gen.pages.view import View


class Routing(NamedTuple):
    """Who gets the reports (S12.2).

    Attributes:
        marketing: ids of the people of the marketing department.
        leaders: team key and id of its leader.
    """

    marketing: tuple[str, ...]
    leaders: tuple[tuple[str, str], ...]


class Answer(NamedTuple):
    """One of the four questions with its answer in figures; `href` leads to where they come from."""

    question: str
    answer: str
    href: str
    definition: str


@per_book
def routing(book: Book) -> Routing:
    """Return who gets the reports: the marketing department, and the leaders of the teams a copy."""
    there = [
        p for p in book.people.values() if p.role == "marketing" and (p.left is None or p.left > book.as_of)
    ]
    leaders = [(team.key, team.leader) for team in book.config.teams if team.leader in book.people]
    return Routing(tuple(person.id for person in there), tuple(leaders))


def questions(view: View) -> list[Answer]:
    """Answer the four questions of S12.8."""
    makers = (_executed, _problems, _support, _standing)
    return view.site.once(("four questions", view.lang, view.url), lambda: [make(view) for make in makers])


def _executed(view: View) -> Answer:
    book, words = view.book, view.words
    plan = plan_done(book, COMPANY)
    kept = plan.whole.rate
    late = len(visit_checks(book, COMPANY).in_time.overdue)
    text = N_(
        "Of {planned} visits planned for the days from {start} on {done} were made ({percent}); "
        "overdue promises: {late}."
    )
    answer = view.tr(
        text,
        planned=words.num(kept.denominator),
        start=words.day(plan.start),
        done=words.num(kept.numerator),
        percent=words.percent(kept.percent),
        late=words.num(late),
    )
    return Answer(view.tr(N_("Is the plan carried out?")), answer, view.href(addresses.VISITS), "M29")


def _problems(view: View) -> Answer:
    found = signals(view.book, COMPANY)
    question = view.tr(N_("Which problems are there?"))
    if not found:
        return Answer(
            question, view.tr(N_("No figure is beyond its limit.")), view.href(addresses.PIPELINE), ""
        )
    first = view.words.join(
        [view.tr(what) for what in dict.fromkeys(signal.what for signal in found[:5])][:3]
    )
    text = N_("Figures beyond their limit: {count}; the most urgent: {first}.")
    answer = view.tr(text, count=view.words.num(len(found)), first=first)
    return Answer(question, answer, view.href(addresses.HOME), "")


def _support(view: View) -> Answer:
    book, words = view.book, view.words
    found = [one for one in points(book, COMPANY).scores if one.taken]
    question = view.tr(N_("Who needs support?"))
    target = view.href(addresses.LEDGER)
    if not found:
        return Answer(question, view.tr(N_("Nobody lost a point this month.")), target, "M16")
    least = sorted(found, key=lambda one: (one.points, -one.taken, one.person))[:3]
    named = [
        view.tr(N_("{name} {points}"), name=book.name_of(one.person), points=words.num(one.points))
        for one in least
    ]
    text = N_("People who lost points in {month}: {count}; fewest points: {names}.")
    answer = view.tr(
        text,
        month=words.month(MonthOf.of(book.as_of)),
        count=words.num(len(found)),
        names=words.join(named),
    )
    return Answer(question, answer, target, "M16")


def _standing(view: View) -> Answer:
    book, words = view.book, view.words
    pipeline, orders = funnel(book, COMPANY), contracts(book, COMPANY)
    text = N_(
        "{customers} customers; {open} open opportunities of {amount} {unit}; {orders} contracts of {signed} {unit}, "
        "{unpaid} {unit} unpaid, {overdue} {unit} of it overdue."
    )
    answer = view.tr(
        text,
        customers=words.num(len(book.customers)),
        open=words.num(pipeline.open.count),
        amount=words.money(pipeline.open.amount),
        orders=words.num(len(orders.contracts)),
        signed=words.money(orders.amount),
        unpaid=words.money(orders.unpaid),
        overdue=words.money(orders.overdue),
        unit=words.money_unit(),
    )
    question = view.tr(N_("How do customers, opportunities, orders and contracts stand?"))
    return Answer(question, answer, view.href(addresses.ORDERS), "ORDERS")
