"""What threatens sales now and what was done: S28."""

from __future__ import annotations

from datetime import date

from measure_books import TODAY, book

from site_gen.book import Book
from site_gen.measures.alerts import alerts, alerts_of_customer, open_on
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.signals import signals


def report(day: str, severity: str, more: str = "") -> str:
    front = f"date: {day}\nowner: li\ntype: consumer_opinion\nseverity: {severity}\n{more}"
    return f"{front}\n---\n## Description\n\nNews.\n"


def complaint(day: str, customer: str, more: str = "", done: str = "") -> str:
    front = f"date: {day}\ncustomer: {customer}\nowner: li\nresponsible: wang\n{more}"
    return f"{front}\n---\n## Content\n\nIt leaks.\n" + (f"\n## 处理措施\n\n{done}\n" if done else "")


def board(as_of: date = TODAY) -> Book:
    files = {
        "market/low.md": report("2026-11-01", "low"),
        "market/high-new.md": report("2026-11-17", "high", "handled_by: chen\ncustomer: hua"),
        "market/high-old.md": report("2026-11-10", "high", "handled_by: wang"),
        "market/gone.md": report("2026-10-01", "high", "status: closed\nclosed_on: 2026-10-05"),
        "market/later.md": report("2026-11-19", "high"),
        "complaints/week.md": complaint("2026-11-11", "heng", "severity: medium\nproduct: valves"),
        "complaints/long.md": complaint("2026-11-10", "hua"),
        "complaints/done.md": complaint(
            "2026-11-02", "heng", "status: closed\nclosed_on: 2026-11-18", "Replaced."
        ),
        "complaints/undated.md": complaint("2026-11-03", "heng", "status: closed"),
    }
    return book(files, as_of=as_of)


def test_open_ones_stand_by_severity_then_age():
    found = alerts(board(), COMPANY)
    assert [(s.id, s.days, s.serious) for s in found.open] == [
        ("high-old", 8, True),
        ("high-new", 1, True),
        ("week", 7, False),
        ("low", 17, False),
        ("long", 8, False),  # no severity is written: below all that have one
    ]
    assert [(s.id, s.days, s.done) for s in found.closed] == [
        ("done", 16, True),
        ("undated", None, False),
        ("gone", 4, False),
    ]
    assert (found.serious, found.unhandled, found.slow) == (("high-old", "high-new"), ("low",), ("long",))


def test_what_is_closed_later_is_still_open_and_what_is_filed_later_is_not_there():
    found = alerts(board(date(2026, 11, 17)), COMPANY)
    (done,) = (s for s in found.open if s.id == "done")
    assert (done.days, done.status, done.closed_on, done.slow) == (15, "doing", None, True)
    assert "later" not in {s.id for s in (*found.open, *found.closed)}


def test_an_alert_belongs_to_who_filed_handles_or_looks_after_the_customer():
    made = board()

    def ids(scope: Scope) -> list[str]:
        return [s.id for s in alerts(made, scope).open]

    assert ids(Scope("person", "zhao")) == ["high-new", "long"]  # Hua is Zhao's customer
    assert ids(Scope("team", "west")) == ["high-new", "long"]
    assert ids(Scope("person", "wang")) == ["high-old", "week", "long"]
    assert ids(Scope("person", "li")) == ["high-old", "high-new", "week", "low", "long"]
    assert ids(Scope("vertical", "water")) == ["high-new", "long"]
    assert ids(Scope("product", "valves")) == ["week"]
    assert ids(Scope("source", "dealer")) == []


def test_those_of_a_customer():
    found = alerts_of_customer(board(), "heng")
    assert [(s.id, s.open) for s in found] == [("week", True), ("undated", False), ("done", False)]


def test_signals_of_serious_alerts_and_slow_complaints():
    found = {s.key: s for s in signals(board(), COMPANY) if s.key in {"alerts", "complaints"}}
    assert dict(found["alerts"].gap.args) == {"count": 2, "days": 8}
    assert (found["alerts"].people, found["alerts"].urgency) == (("chen", "wang"), 78)
    assert dict(found["complaints"].gap.args) == {"count": 1, "days": 8}
    assert (found["complaints"].people, found["complaints"].urgency) == (("wang",), 51)
    quiet = book({"market/low.md": report("2026-11-01", "low")})
    assert {s.key for s in signals(quiet, COMPANY)} & {"alerts", "complaints"} == set()


def test_an_earlier_evening_is_told_as_it_was_told_then():
    made = board()
    for day in (date(2026, 10, 4), date(2026, 10, 5), date(2026, 11, 11), date(2026, 11, 17), TODAY):
        assert open_on(made, COMPANY, day) == alerts(board(day), COMPANY).open
    assert open_on(made, COMPANY, date(2026, 12, 1)) == alerts(made, COMPANY).open
    east = Scope("team", "east")
    assert open_on(made, east, date(2026, 11, 17)) == alerts(board(date(2026, 11, 17)), east).open
