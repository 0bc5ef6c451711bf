"""A region's week in the ten items of the supervisor's report (S29.1)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.takings import Receipt
from site_gen.config import MonthOf, Week
from site_gen.measures.alerts import AlertState, alerts, state_on
from site_gen.measures.collection import Instalment, due_between, receipts_between, total
from site_gen.measures.effect import Effect, effect
from site_gen.measures.new_customers import NewCustomer, new_between
from site_gen.measures.obligations import Owed, owed_about
from site_gen.measures.period import employed, is_done, visits_between
from site_gen.measures.progress import ToDate, expected_between, to_date
from site_gen.measures.sales_per_person import WeekSales, mean_week, week_sales
from site_gen.measures.scope import Scope
from site_gen.measures.values import Ratio

_DAY = timedelta(days=1)


class PersonWeek(Struct, frozen=True):
    """One salesperson's week.

    Attributes:
        person: id.
        effect: visits made, effective ones, deals.
    """

    person: str
    effect: Effect


class NextWeek(Struct, frozen=True):
    """What the records say about the week after.

    Attributes:
        week: its id.
        orders: the part of the order targets that falls to its working days; `None` without a target.
        collection: the same of the collection targets.
        due: instalments that fall due in it and are not paid.
        due_amount: their sum.
        visits: ids of visits in it that are not cancelled.
        signed: amount signed in it so far.
        collected: money collected in it so far.
        made: ids of its visits made so far.
    """

    week: str
    orders: Decimal | None
    collection: Decimal | None
    due: tuple[Instalment, ...]
    due_amount: Decimal
    visits: tuple[str, ...]
    signed: Decimal
    collected: Decimal
    made: tuple[str, ...]


class RegionWeek(Struct, frozen=True):
    """The figures of the ten items (S29.1) of a team and week; the texts stand in the record.

    Attributes:
        team: key of the team.
        week: `2026-W46`.
        day: last working day of the week, at most the day of the figures: targets are compared up to it.
        report: id of the record with the texts; empty when none is written.
        progress: item 1, and the cumulative figures of items 2 and 3, with what came on free days after `day`.
        new: customers won for the first time in the week (item 2).
        receipts: instalments paid in the week (item 3).
        collected: their sum.
        effect: effective visits and deals of the week (items 4 and 5).
        sales: average sales per person (item 6).
        mean: the mean of a person’s week over the twelve weeks up to this one (item 6).
        competitors: alerts about competitors filed in the week (item 7).
        heard: ids of visits of the week that learned something about a competitor (item 7).
        warnings: alerts about customers that were open in the week (item 8).
        people: the visits of each salesperson (items 4 and 5).
        owed: the reports about the week and what became of each, its supervisor’s too (item 9).
        following: the week after (item 10).
    """

    team: str
    week: str
    day: date
    report: str
    progress: ToDate
    new: tuple[NewCustomer, ...]
    receipts: tuple[Receipt, ...]
    collected: Decimal
    effect: Effect
    sales: WeekSales
    mean: Ratio
    competitors: tuple[AlertState, ...]
    heard: tuple[str, ...]
    warnings: tuple[AlertState, ...]
    people: tuple[PersonWeek, ...]
    owed: tuple[Owed, ...]
    following: NextWeek


@per_book
def region_week(book: Book, team: str, week: Week) -> RegionWeek:
    """Return the ten items of a team and week."""
    scope = Scope("team", team)
    days = book.config.calendar.workdays(week.start, week.end)
    day = min(days[-1] if days else week.end - _DAY, book.as_of)
    received = receipts_between(book, scope, week.start, week.end)
    known = alerts(book, scope)
    filed = sorted((*known.open, *known.closed), key=lambda s: (s.day, s.kind, s.id))
    visits = visits_between(book, scope, week.start, week.end)
    return RegionWeek(
        team=team,
        week=week.id,
        day=day,
        report=report_of(book, team, week.id),
        # Free days raise no target, but money that comes on them is of this week, as far as its month goes.
        progress=to_date(book, scope, min(week.end, MonthOf.of(day).end, book.as_of + _DAY) - _DAY),
        new=new_between(book, scope, week.start, week.end),
        receipts=received,
        collected=total(received),
        effect=effect(book, scope, week.start, week.end),
        sales=week_sales(book, scope, week),
        mean=mean_week(book, scope, week),
        competitors=tuple(s for s in filed if _on_competitor(s) and week.start <= s.day < week.end),
        heard=tuple(v.id for v in visits if is_done(book, v) and v.says("competitor_info")),
        warnings=tuple(
            state_on(book, s.kind, s.id, min(week.end - _DAY, book.as_of))
            for s in filed
            if s.customer and not _on_competitor(s) and _was_open(s, week)
        ),
        people=tuple(
            PersonWeek(p.id, effect(book, Scope("person", p.id), week.start, week.end))
            for p in employed(book, scope, week.start, week.end)
        ),
        owed=owed_about(book, scope, week.start, week.end),
        following=_next(book, scope, week.shift(1)),
    )


def report_of(book: Book, team: str, week: str) -> str:
    """Return the id of a team's report on a week; empty when none is written."""
    found = [r.id for r in book.region_reports_of_team.get(team, ()) if r.week == week]
    return found[0] if found else ""


def _on_competitor(state: AlertState) -> bool:
    return bool(state.competitor) or state.subject.startswith("competitor_")


def _was_open(state: AlertState, week: Week) -> bool:
    """Whether an alert was open on a day of the week; one closed without a day counts for the week it was filed."""
    if state.day >= week.end:
        return False
    return state.open or (state.closed_on or state.day) >= week.start


def _next(book: Book, scope: Scope, week: Week) -> NextWeek:
    due = due_between(book, scope, week.start, week.end)
    visits = [v for v in visits_between(book, scope, week.start, week.end) if v.channel == "visit"]
    return NextWeek(
        week=week.id,
        orders=expected_between(book, scope, "orders", week.start, week.end),
        collection=expected_between(book, scope, "collection", week.start, week.end),
        due=due,
        due_amount=total(due),
        visits=tuple(sorted(v.id for v in visits)),
        signed=week_sales(book, scope, week).amount,
        collected=total(receipts_between(book, scope, week.start, week.end)),
        made=tuple(sorted(v.id for v in visits if is_done(book, v))),
    )
