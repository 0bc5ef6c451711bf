"""Small teams of the tests of what is owed, with reports written in short."""

from __future__ import annotations

from datetime import date, timedelta

from measure_books import PEOPLE, TODAY, book

from site_gen.book import Book
from site_gen.config import Week
from site_gen.measures.obligations import Owed, owed_by

#: Makes li a seller.
TARGET = {"targets/li.md": "owner: li\nyear: 2026\nmonths: [{month: 11, orders: 1}]"}


def weekly(
    week: str, on: str = "", days: str = "12345", opportunities: str = "", who: str = "li"
) -> dict[str, str]:
    """A weekly report that tells the work of the weekdays given."""
    first = Week.named(week).start
    told = [f"{{date: {first + timedelta(days=int(day) - 1)}, text: 跟进项目}}" for day in days]
    front = f"owner: {who}\nweek: {week}\ndays: [{', '.join(told)}]"
    if on:
        front += f"\nsubmitted_on: {on}"
    if opportunities:
        front += f"\nopportunities_on: {opportunities}"
    return {f"weekly/{week}-{who}.md": front}


def daily(day: str, on: str | None = None, more: str = "", attendance: str = "present") -> dict[str, str]:
    """A daily report, complete when it is `present`, handed in on its day."""
    front = f"owner: li\ndate: {day}\nattendance: {attendance}\nsubmitted_on: {day if on is None else on}\n"
    if attendance == "present" and not more:
        more = "expense: 120\ntalks: [{customer: heng, text: 电话沟通}]\n---\n## 今日拜访心得\n客户在意交期。"
    return {f"daily/{day}-li.md": front + more}


def made(files: dict[str, str], site: str = "", person: str = "", as_of: date = TODAY) -> Book:
    """A Book in which li sells; `person` is added to li's record."""
    li = {"people/li.md": f"{PEOPLE['people/li.md']}\n{person}"}
    return book({**TARGET, **li, **files}, site, as_of)


def owed(made: Book, kind: str, person: str = "li") -> list[Owed]:
    """What a person owes of one type."""
    return [one for one in owed_by(made, person) if one.type == kind]


def said(found: list[Owed]) -> list[tuple[str, str, str]]:
    """Period, due day and state of each."""
    return [(one.period, one.due.isoformat(), one.state) for one in found]
