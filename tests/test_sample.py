"""The sample team in `records/`: whole, warned about like a real one, and telling on every page."""

from __future__ import annotations

from collections import Counter
from datetime import date
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
    assert 30 <= len(book.warnings) <= 60
    assert len({d.code for d in book.warnings}) >= 10


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
    assert [r.date.month for r in sorted(monthly, key=lambda r: r.date)] == [10, 11]
    scopes = {answer.scope.split(":")[0] for r in monthly for answer in r.diagnosis}
    assert {"company", "person", "province", "vertical"} <= scopes
