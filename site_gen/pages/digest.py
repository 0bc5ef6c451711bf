"""What was heard at customers, across visit, daily and weekly reports of the last weeks (S8.2, S10.1, S26.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from markupsafe import Markup

from site_gen.book import Book
from site_gen.book.duty import workdays
from site_gen.book.per_book import per_book
from site_gen.book.reports import handed_in
from site_gen.config import Week
from site_gen.locale.text import N_, Msg
from site_gen.measures.period import visits_on
from site_gen.pages import addresses
from site_gen.pages.page import Page
from site_gen.pages.view import View
from site_gen.records import DailyReport, Visit, WeeklyReport

#: Characters of a short name that stand for it in a text.
_BRAND = 2
#: Weeks looked back, the current one included.
WEEKS = 4
#: What is collected: key, title, and the fields of a visit and of a daily or weekly report that tell of it.
_TOPICS: tuple[tuple[str, Msg, tuple[str, ...], tuple[str, ...]], ...] = (
    ("competitors", N_("Competitor information"), ("competitor_info",), ("competitor_info",)),
    ("opinions", N_("Customer opinions"), ("opinions",), ("customer_opinions",)),
    ("news", N_("Latest on customers"), ("org_notes",), ("customer_news",)),
    (
        "complaints",
        N_("Complaints about suppliers and from customers"),
        ("complaint_note",),
        ("complaint_note",),
    ),
    ("requirements", N_("Requirements"), ("requirements",), ()),
)


class Note(NamedTuple):
    """One thing heard.

    Attributes:
        day: day of the visit or daily report, the writer's last working day of the week of a weekly report.
        customers: ids of the customers it is about: of the visit, or those of the salesperson that the text names.
        owner: id of the salesperson.
        source: link to where it is written.
        kind: label of the kind of record.
        text: HTML of it.
    """

    day: date
    customers: tuple[str, ...]
    owner: str
    source: Markup
    kind: str
    text: Markup


class Topic(NamedTuple):
    """All that was heard about one subject, the newest first."""

    key: str
    title: Msg
    notes: list[Note]


def pages(book: Book) -> Iterator[Page]:
    """Yield the digest."""
    del book
    crumbs = ((addresses.REPORTS, _reports),)
    yield Page(addresses.DIGEST, "digest.html", _title, _build, "digest", crumbs)


def _reports(view: View) -> str:
    return view.tr(N_("Reports"))


def _title(view: View) -> str:
    return view.tr(N_("Intelligence digest"))


def _build(view: View) -> Mapping[str, Any]:
    book = view.book
    start, end = Week.of(book.as_of).shift(1 - WEEKS).start, book.as_of + timedelta(days=1)
    found: dict[str, list[Note]] = {key: [] for key, *_ in _TOPICS}
    for visit in visits_on(book.visits_by_date, start, end):
        if visit.status == "done":
            _collect(view, found, visit, visit.date, (visit.customer,))
    for report in _reports_between(book, start, end):
        _collect(view, found, report, _day_of(book, report), None)
    topics = [Topic(key, title, _newest_first(found[key])) for key, title, *_ in _TOPICS]
    return {"topics": topics, "start": start, "last": book.as_of, "finding": _finding(view, topics)}


def _reports_between(book: Book, start: date, end: date) -> Iterator[DailyReport | WeeklyReport]:
    for daily in book.daily_reports.values():
        if start <= daily.date < end and handed_in(book, daily):
            yield daily
    for weekly in book.weekly_reports.values():
        if start <= Week.named(weekly.week).start < end and handed_in(book, weekly):
            yield weekly


def _day_of(book: Book, report: DailyReport | WeeklyReport) -> date:
    """Return the day of a report; of a weekly one the last day its writer worked, or Friday in a week without any."""
    if isinstance(report, DailyReport):
        return report.date
    week = Week.named(report.week)
    days = workdays(book, report.owner, week.start, week.end) or (week.days[4],)
    return min(days[-1], book.as_of)


def _collect(
    view: View,
    found: Mapping[str, list[Note]],
    record: Visit | DailyReport | WeeklyReport,
    day: date,
    customers: tuple[str, ...] | None,
) -> None:
    """Add what a record tells to each topic; without `customers` they are found in the text."""
    for key, _, of_visit, of_report in _TOPICS:
        for field in of_visit if isinstance(record, Visit) else of_report:
            text = getattr(record, field, "").strip()
            if not text:
                continue
            about = customers if customers is not None else _named(view.book, record.owner, text)
            source = view.link(record.kind, record.id)
            note = Note(day, about, record.owner, source, view.tr(record.label), view.md(text, 4))
            found[key].append(note)


def _named(book: Book, person: str, text: str) -> tuple[str, ...]:
    """Return those of a salesperson's customers, their own or visited ones, that a text names."""
    return tuple(
        sorted(ident for ident, names in _called(book, person).items() if any(n in text for n in names))
    )


@per_book
def _called(book: Book, person: str) -> Mapping[str, tuple[str, ...]]:
    """Return what a salesperson's customers are called: name, short name, and its first two characters.

    People write “恒泰” for 恒泰化工; the two characters count where no other of the customers begins with them and
    they are no place.
    """
    own = [customer.id for customer in book.customers_of_owner.get(person, ())]
    visited = [visit.customer for visit in book.visits_of_owner.get(person, ())]
    known = {ident: book.customers[ident] for ident in dict.fromkeys((*own, *visited))}
    begins = Counter(customer.short_name[:_BRAND] for customer in known.values())
    found = {}
    for ident, customer in known.items():
        short = customer.short_name
        brand = short[:_BRAND] if len(short) > _BRAND and not short.isascii() else ""
        place = {customer.city, book.config.label("province", customer.province, "zh-Hans")}
        names = [customer.name, short, brand if begins[brand] == 1 and brand not in place else ""]
        found[ident] = tuple(name for name in names if name)
    return found


def _newest_first(notes: Iterable[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: (-note.day.toordinal(), note.customers, note.owner, note.source))


def _finding(view: View, topics: list[Topic]) -> str:
    words = view.words
    if not any(topic.notes for topic in topics):
        return ""
    text = N_("In {weeks} weeks: {topics}.")
    told = [f"{view.tr(topic.title)} {words.num(len(topic.notes))}" for topic in topics if topic.notes]
    return view.tr(text, weeks=words.num(WEEKS), topics=words.join(told))
