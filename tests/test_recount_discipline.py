"""Points, fines, punctuality and quality of everybody (M16, M17), counted from the files with plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from recount import DAY, OPEN, TODAY, Raw, monday, of, raw, sellers, site, workday_after, works

from site_gen.measures.points import points
from site_gen.measures.punctuality import punctuality
from site_gen.measures.scope import COMPANY

SCORED = ("weekly", "opportunities", "visit")
#: Required columns of the opportunities that stand in the front matter; the progress is a heading.
COLUMNS = ("name", "stage", "equipment", "purchase_date", "design_institute")


class Due(NamedTuple):
    """Something owed: what, by whom, until when; when it came, and how many of its fields are filled."""

    type: str
    person: str
    day: date
    came: date | None
    filled: int = 0
    asked: int = 0

    @property
    def state(self) -> str:
        """What came of it; empty for what may still come."""
        if self.came is None:
            return "missing" if self.day < TODAY else ""
        if self.came > self.day:
            return "late"
        return "incomplete" if self.filled < self.asked else "good"


def came(value: Any) -> date | None:
    return value if value and value <= TODAY else None


def weeks(folder: str) -> list[date]:
    """The Mondays from the first week that anybody reported on to the running one."""
    start = min(monday(one["week"]) for one in raw(folder).values())
    return [start + DAY * n for n in range(0, (TODAY - start).days + 1, 7)]


def of_week(person: str, start: date) -> Iterator[Due]:
    days = [start + DAY * n for n in range(7) if works(person, start + DAY * n)]
    if not days:
        return
    year, week, _ = start.isocalendar()
    report = next(iter(of("weekly", owner=person, week=f"{year}-W{week:02}")), Raw())
    told = {row["date"] for row in report.get("days", ()) if row["text"].strip()}
    told |= {one["date"] for one in of("daily", owner=person) if came(one.get("submitted_on"))}
    due, handed = workday_after(person, start + 6 * DAY, 1), came(report.get("submitted_on"))
    filled = sum(day in told for day in days)
    yield Due("weekly", person, due, handed, filled if handed else 0, len(days) if handed else 0)
    yield Due("opportunities", person, due, came(report.get("opportunities_on")))


def of_visit(visit: Raw) -> Due:
    filled = [visit.get("contacts"), visit.get("follow_ups"), *({"拜访目的", "拜访结果"} & visit["headings"])]
    due, handed = workday_after(visit["owner"], visit["date"], 3), came(visit.get("submitted_on"))
    return Due("visit", visit["owner"], due, handed, *((sum(map(bool, filled)), 4) if handed else (0, 0)))


def of_day(person: str, day: date) -> Due:
    report = next(iter(of("daily", owner=person, date=day)), Raw(headings=()))
    handed, attendance = came(report.get("submitted_on")), report.get("attendance", "present")
    filled = [True]
    if attendance in {"present", "training"}:
        filled += ["今日拜访心得" in report["headings"], report.get("expense") is not None]
    if attendance == "present":
        filled.append(bool(report.get("talks") or of("visits", owner=person, date=day, status="done")))
    return Due("daily", person, day, handed, *((sum(filled), len(filled)) if handed else (0, 0)))


@cache
def owed() -> list[Due]:
    """Everything that sellers owe; regional reports are for their leaders."""
    found: list[Due] = []
    since = site()["reports"]["daily"]
    for person in sellers():
        for start in weeks("weekly"):
            found += of_week(person, start)
        done = [v for v in of("visits", owner=person, status="done") if v.get("channel", "visit") == "visit"]
        found += [of_visit(visit) for visit in done]
        days = (since + DAY * n for n in range((TODAY - since).days + 1))
        found += [of_day(person, day) for day in days if works(person, day)]
    return found


def test_points_and_fines_equal_a_count_over_the_files(sample_book):
    for month in (9, 10, 11):
        start, end = date(2026, month, 1), date(2026, month + 1, 1)
        mine = [one for one in owed() if one.type in SCORED and start <= one.day < end and one.state]
        expected = {}
        for person in {one.person for one in mine}:
            states = [(one.type, one.state) for one in mine if one.person == person]
            missing = sum(state == "missing" for _, state in states)
            flawed = sum(state in {"late", "incomplete"} for _, state in states)
            fine = 50 * states.count(("weekly", "missing"))
            expected[person] = (len(states), missing, flawed, max(0, 100 - 5 * missing - 3 * flawed), fine)
        found = points(sample_book, COMPANY, start, start + DAY)
        shown = {s.person: (s.due, len(s.missing), len(s.flawed), s.points, s.fine) for s in found.scores}
        assert {who: row for who, row in shown.items() if who in sellers()} == expected
        assert found.fine == sum(row[-1] for row in expected.values())


def opportunities(person: str) -> tuple[int, int]:
    """Required columns of a person's open projects that are filled, and all of them."""
    projects = [one for one in of("projects", owner=person) if one["stage"] in OPEN]
    filled = sum(
        sum(bool(one.get(name)) for name in COLUMNS)
        + ("项目进展" in one["headings"])
        + bool(one.get("vertical") or raw("customers")[one["customer"]].get("vertical"))
        for one in projects
    )
    return filled, 7 * len(projects)


def test_punctuality_and_quality_equal_a_count_over_the_files(sample_book):
    start = TODAY - DAY * (TODAY.weekday() + 21)
    expected = {}
    for person in sellers():
        for kind in (*SCORED, "daily"):
            mine = [one for one in owed() if (one.person, one.type) == (person, kind) and one.state]
            mine = [one for one in mine if start <= one.day <= TODAY]
            on_time = sum(one.came is not None and one.came <= one.day for one in mine)
            counts = (sum(one.filled for one in mine), sum(one.asked for one in mine))
            expected[person, kind] = (
                len(mine),
                on_time,
                *(opportunities(person) if kind == "opportunities" else counts),
            )
    found = punctuality(sample_book, COMPANY)
    assert {
        (q.person, q.type): (q.due, q.on_time.numerator, q.complete.numerator, q.complete.denominator)
        for q in found.rows
        if q.type != "regional"
    } == expected
