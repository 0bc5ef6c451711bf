"""The sample team in `records/`: whole, warned about like a real one, and telling on every page."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from site_gen.book import Book, read_book
from site_gen.locale.text import tr
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.scope import all_scopes
from site_gen.records import FORMS

RECORDS = Path(__file__).resolve().parent.parent / "records"


@pytest.fixture(scope="module")
def book() -> Book:
    found, problems = read_book(RECORDS, None, date(2030, 1, 1))
    assert found is not None, problems
    return found


def test_no_error_and_a_realistic_number_of_warnings(book: Book) -> None:
    assert [f"{d.place} {d.message('en')}" for d in book.errors] == []
    assert 60 <= len(book.warnings) <= 105
    assert len({d.code for d in book.warnings}) >= 10


def test_no_field_is_warned_of_twice(book: Book) -> None:
    """What a project lacks from a stage on is said by `SG604` or by `SG638`, each of its own fields."""
    spots = Counter((str(d.place), d.code) for d in book.warnings)
    assert [spot for spot, times in spots.items() if times > 1] == []
    lines = Counter(str(d.place) for d in book.warnings)
    assert {place for place, times in lines.items() if times > 1} == {"projects/zhongxin-tank.md:4:8"}
    wanted = [d for d in book.warnings if d.code == "SG638"]
    assert 3 <= len(wanted) <= 5
    specs = FORMS["project"].specs
    assert [name for name in ("equipment", "tech_specs") if specs[name].gate] == []


def test_the_day_and_the_languages_are_pinned(book: Book) -> None:
    assert book.as_of == date(2026, 11, 20)
    assert book.config.languages == ("zh-Hans", "zh-Hant", "en")
    assert book.config.header.dealer_name
    assert not book.config.calendar.is_workday(date(2026, 10, 5))
    assert book.config.calendar.is_workday(date(2026, 10, 10))


def test_every_kind_is_there_in_the_size_of_a_real_team(book: Book) -> None:
    sizes = {kind: len(book.of_kind(kind)) for kind in FORMS}
    assert all(sizes.values())
    assert (sizes["customer"], sizes["contact"], sizes["project"]) == (25, 60, 60)
    assert 190 <= sizes["visit"] <= 215
    assert sum(p.role == "sales" for p in book.people.values()) == 6
    assert len(book.config.teams) == 2


def test_every_stage_level_and_six_provinces_have_projects(book: Book) -> None:
    projects = book.projects.values()
    assert {p.stage for p in projects} == set(book.config.stage_by_key)
    assert {p.importance for p in projects} == set(book.config.vocabularies["importance"].keys)
    assert len({book.province(p) for p in projects}) >= 6
    assert len({book.vertical(p) for p in projects}) >= 8


def test_every_diagnosis_pattern_shows_somewhere(book: Book) -> None:
    fired = {
        finding.question
        for scope in all_scopes(book)
        for finding in diagnosis(book, scope).findings
        if finding.fires
    }
    assert fired == {f"DQ{n}" for n in range(2, 11)}  # DQ1 only informs


def test_one_region_has_visits_and_no_project(book: Book) -> None:
    with_projects = {book.province(p) for p in book.projects.values()}
    visited = {book.customers[v.customer].province for v in book.visits.values()}
    assert visited - with_projects == {"jiangxi"}


def test_the_next_week_is_planned_with_briefs(book: Book) -> None:
    coming = [v for v in book.visits.values() if v.date > book.as_of]
    assert Counter(v.status for v in coming).keys() == {"planned", "prepared"}
    assert {v.owner for v in coming} == {p.id for p in book.people.values() if p.role == "sales"}
    assert any(v.is_joint and v.has_brief for v in coming)
    assert any(v.is_joint and not v.has_brief for v in coming)


def test_visits_are_planned_unplanned_cancelled_phoned_and_made(book: Book) -> None:
    visits = book.visits.values()
    assert {v.status for v in visits} == {"planned", "prepared", "done", "cancelled"}
    assert {v.channel for v in visits} == {"visit", "phone"}
    assert any(v.unplanned for v in visits)
    assert all(book.config.calendar.is_workday(v.date) for v in visits)


def test_no_section_was_taken_for_a_free_note(book: Book) -> None:
    notes = [r.path for kind in FORMS for r in book.of_kind(kind).values() if r.notes]
    assert notes == []


def test_the_headings_are_the_labels_of_the_first_language(book: Book) -> None:
    for kind in FORMS:
        labels = {tr(spec.label, "zh-Hans") for spec in FORMS[kind].prose.values()}
        for record in book.of_kind(kind).values():
            text = (RECORDS / record.path).read_text(encoding="utf-8")
            assert {line[3:] for line in text.splitlines() if line.startswith("## ")} <= labels, record.path


def test_reviews_answer_diagnostic_questions_of_several_scopes(book: Book) -> None:
    monthly = [r for r in book.reviews.values() if r.meeting == "monthly"]
    assert [r.date.month for r in sorted(monthly, key=lambda r: r.date)] == [9, 10, 11]
    scopes = {answer.scope.split(":")[0] for r in monthly for answer in r.diagnosis}
    assert {"company", "person", "province", "vertical"} <= scopes


def working_days(book: Book, week: str) -> list[date]:
    """Return the working days of a week by the team's own calendar."""
    year, number = int(week[:4]), int(week[6:])
    days = (date.fromisocalendar(year, number, day) for day in range(1, 8))
    return [day for day in days if book.config.calendar.is_workday(day)]


def away(book: Book, person: str, day: date) -> bool:
    return any(a.first <= day <= (a.last or a.first) for a in book.people[person].absences)


def test_twelve_weeks_of_weekly_reports_with_three_missing(book: Book) -> None:
    reports = book.weekly_reports.values()
    weeks = {f"2026-W{n}" for n in range(35, 47)}
    owed = {(p.id, week) for p in book.people.values() if p.role == "sales" for week in weeks}
    missing = owed - {(r.owner, r.week) for r in reports}
    assert missing == {("zhou-kai", "2026-W40"), ("zhou-kai", "2026-W44"), ("wu-hao", "2026-W45")}
    assert {r.week for r in reports} == weeks


def test_weekly_reports_are_late_incomplete_and_unsigned(book: Book) -> None:
    reports = book.weekly_reports.values()
    late, incomplete = set(), set()
    for report in reports:
        assert report.submitted_on is not None
        days = working_days(book, report.week)
        monday = date.fromisocalendar(int(report.week[:4]), int(report.week[6:]), 1) + timedelta(days=7)
        due = next(
            day for n in range(14) if book.config.calendar.is_workday(day := monday + timedelta(days=n))
        )
        if report.submitted_on > due:
            late.add((report.owner, report.week[-3:]))
        told = {row.date for row in report.days}
        assert told <= set(days), report.id
        if {day for day in days if not away(book, report.owner, day)} - told:
            incomplete.add((report.owner, report.week[-3:]))
    # Wu Hao was on leave on the Monday on which W43 was due.
    assert late - {("wu-hao", "W43")} == {
        ("zhou-kai", "W37"),
        ("wang-ting", "W42"),
        ("sun-liping", "W44"),
        ("zhou-kai", "W46"),
    }
    assert incomplete == {
        ("wu-hao", "W38"),
        ("sun-liping", "W41"),
        ("chen-siyuan", "W43"),
        ("zhou-kai", "W46"),
    }
    assert {(r.owner, r.week[-3:]) for r in reports if not r.signed_by} == {
        ("zhou-kai", "W46"),
        ("wu-hao", "W46"),
        ("li-wei", "W42"),
    }
    assert {(r.owner, r.week[-3:]) for r in reports if not r.opportunities_on} == {
        ("wu-hao", "W42"),
        ("zhou-kai", "W39"),
    }


def test_daily_reports_of_four_weeks_with_gaps(book: Book) -> None:
    start = book.config.reports.daily
    assert start == date(2026, 10, 26)
    reports = book.daily_reports.values()
    owed = {
        (person.id, day)
        for person in book.people.values()
        if person.role == "sales"
        for day in book.config.calendar.workdays(start, date(2026, 11, 19))
        if not away(book, person.id, day)
    }
    assert owed - {(r.owner, r.date) for r in reports} == {
        ("zhou-kai", date(2026, 10, 29)),
        ("wu-hao", date(2026, 11, 3)),
        ("chen-siyuan", date(2026, 11, 6)),
        ("zhou-kai", date(2026, 11, 12)),
        ("sun-liping", date(2026, 11, 18)),
    }
    late = {(r.owner, r.date) for r in reports if r.submitted_on and r.submitted_on > r.date}
    assert len(late) == 7
    present = [r for r in reports if r.attendance == "present"]
    assert {(r.owner, r.date.day) for r in present if not r.learning} == {
        ("chen-siyuan", 3),
        ("wu-hao", 11),
        ("zhou-kai", 16),
    }
    assert {r.attendance for r in reports} == {"present", "training", "leave"}
    assert all(60 <= r.expense <= 900 for r in reports if r.expense is not None)
    assert 5 <= sum(not r.signed_by for r in reports) <= 10


def test_nobody_works_while_away(book: Book) -> None:
    absent = {
        p.id: [(a.first, a.last, a.reason) for a in p.absences] for p in book.people.values() if p.absences
    }
    assert absent == {
        "wu-hao": [(date(2026, 10, 22), date(2026, 10, 26), "leave")],
        "wang-ting": [(date(2026, 11, 4), None, "sick")],
    }
    assert [v.id for v in book.visits.values() if away(book, v.owner, v.date)] == []
    assert [r.id for r in book.reviews.values() if any(away(book, who, r.date) for who in r.attendees)] == []


def test_regional_reports_of_both_teams_with_one_missing_and_one_late(book: Book) -> None:
    reports = {(r.team, r.week[-3:]): r for r in book.region_reports.values()}
    owed = {(team, f"W{n}") for team in ("east-1", "east-2") for n in range(35, 47)}
    assert owed - set(reports) == {("east-2", "W41")}
    assert reports["east-2", "W44"].submitted_on == date(2026, 11, 4)  # due on Monday, 2 November
    assert all(r.competitor_moves and r.next_week for r in reports.values())


def test_bids_are_won_lost_void_open_and_agree_with_their_projects(book: Book) -> None:
    bids = book.bids.values()
    assert Counter(bid.result for bid in bids) == {"won": 6, "lost": 5, "void": 1, "": 2}
    for bid in bids:
        project = book.projects[bid.project]
        if bid.result == "won":
            assert project.stage in {"agreement", "order", "payment"}
            assert (bid.final_price or bid.our_price) == project.amount, bid.id
            assert not any(row.won for row in bid.bidders)
        elif bid.result == "lost":
            assert (project.stage, project.lost_from_stage) == ("lost", "quotation")
            assert [row.name for row in bid.bidders if row.won] == [project.lost_to]
        else:
            assert project.stage == "quotation"
    assert [b.project for b in bids if not b.result and b.bid_date < book.as_of] == ["zhongxin-hcl"]
    assert [b.project for b in bids if b.submitted_on and b.submitted_on > b.bid_date] == ["lanhai-cool"]


def test_contract_reviews_with_one_missing_one_late_one_conditional_one_rejected(book: Book) -> None:
    reviews = {r.project: r for r in book.contract_reviews.values()}
    orders = {o.project: o for o in book.orders.values()}
    assert set(orders) - set(reviews) == {"guangyao-drain"}
    assert [
        p for p, o in orders.items() if p in reviews and o.signed_on and reviews[p].date > o.signed_on
    ] == ["wanjiang-chem"]
    assert {p: r.result for p, r in reviews.items() if r.result != "pass"} == {
        "guangyao-acid": "conditional",
        "ligao-utility": "reject",
    }
    assert "ligao-utility" not in orders


def test_alerts_of_every_subject_level_and_state(book: Book) -> None:
    config, market = book.config, book.market_reports.values()
    assert (len(market), len(book.complaints)) == (6, 5)
    assert {m.type for m in market} == set(config.vocabularies["market_subject"].keys)
    assert {m.severity for m in market} == set(config.vocabularies["level"].keys)
    assert {m.status for m in market} == set(config.vocabularies["handling"].keys)
    assert {c.status for c in book.complaints.values()} == set(config.vocabularies["handling"].keys)


def test_plans_and_channels_of_leads(book: Book) -> None:
    sellers = {p.id for p in book.people.values() if p.role == "sales"}
    assert sellers - {plan.owner for plan in book.hunter_plans.values()} == {"zhou-kai"}
    rows = [row for plan in book.hunter_plans.values() for row in plan.action_plan]
    assert any(row.done for row in rows)
    assert any(not row.done and row.when < book.as_of for row in rows)
    assert any(not row.done and row.when > book.as_of for row in rows)
    known = [p for p in book.projects.values() if p.lead_channel]
    assert 35 <= len(known) <= 45
    assert {p.lead_channel for p in known} == set(book.config.vocabularies["lead_channel"].keys)


def test_plans_of_most_weeks_are_countersigned(book: Book) -> None:
    signed = [s for s in book.signatures.values() if s.plan == "week"]
    assert all(s.date.isoweekday() == 1 for s in signed)
    assert 60 <= len(signed) < 13 * 6
    assert {s.owner for s in signed if s.date == date(2026, 11, 23)} == {"li-wei", "wang-ting", "sun-liping"}
    assert any(s.plan == "day" for s in book.signatures.values())


def test_every_week_had_its_minutes_and_actions_are_carried_over(book: Book) -> None:
    weekly = [r for r in book.reviews.values() if r.meeting == "weekly"]
    weeks = {(r.team, r.date.isocalendar().week) for r in weekly}
    assert weeks == {(team, n) for team in ("east-1", "east-2") for n in range(35, 48)}
    assert {r.meeting for r in book.reviews.values()} == set(book.config.vocabularies["meeting"].keys)
    overdue = [a for r in weekly for a in r.actions if not a.done and (book.as_of - a.when).days > 28]
    assert len(overdue) >= 4


def test_no_sentence_stands_in_two_reports(book: Book) -> None:
    seen: dict[str, str] = {}
    for kind in ("weekly_report", "daily_report", "region_report", "signature"):
        for record in book.of_kind(kind).values():
            prose = [getattr(record, name) for name in FORMS[kind].prose]
            prose += [row.text for row in getattr(record, "days", ())]
            for sentence in filter(None, (s.strip() for text in prose for s in text.split("。"))):
                assert seen.setdefault(sentence, record.id) == record.id, sentence
