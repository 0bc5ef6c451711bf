"""The pages of discipline say of a small team what was worked out by hand."""

from __future__ import annotations

from datetime import date

import measure_books
import pytest
from owed_books import daily, made, weekly
from visit_pages import Shown, by_id, having, words

from site_gen.config import Week
from site_gen.measures.obligations import owed_by
from site_gen.measures.punctuality import quality
from site_gen.pages import addresses, compliance_week
from site_gen.pages.leaders import routing

VISIT = "customer: heng\nowner: li\nstatus: done\n"
FULL = "contacts: [zhang]\nfollow_ups: [{who: li, what: 报价, when: 2026-12-01}]\n---\n## 拜访目的\n一\n## 拜访结果\n二"
FILES = {
    **weekly("2026-W44", "2026-11-02"),
    **weekly("2026-W45", "2026-11-10", days="1234"),
    **daily("2026-11-16"),
    "visits/full.md": f"{VISIT}date: 2026-11-10\nsubmitted_on: 2026-11-13\n{FULL}",
    "visits/none.md": f"{VISIT}date: 2026-11-11\n{FULL}",
    "people/ma.md": "name: 马丽\nrole: marketing",
}


@pytest.fixture(scope="module")
def shown():
    away = "absences: [{first: 2026-10-26, last: 2026-10-30, reason: leave}]"
    files = FILES | weekly("2026-W42", "2026-10-19")
    return Shown(made(files, person=away))


def cells(tree, row: int) -> list[tuple[str, str]]:
    """State and words of the weeks of a line of li."""
    line = by_id(tree, "rep-li").findall("tr")[row]
    found = [cell for cell in line.findall("td") if cell.get("class") == "c"]
    return [
        (next(cell.iter("i")).get("class").split()[1], words(having(cell, "visually-hidden")[0]))
        for cell in found
    ]


def test_the_matrix_has_a_mark_and_words_for_every_week_and_type(shown):
    tree = shown.tree(addresses.COMPLIANCE, "en")
    week = cells(tree, 0)
    assert len(week) == 12  # W36 to W47
    assert [state for state, _ in week[6:]] == [
        "on_time",  # W42
        "missing",  # W43
        "away",  # W44: on leave, though a report came
        "late_incomplete",
        "missing",
        "not_due",
    ]
    assert week[9][1] == "late and incomplete, due Mon 9 Nov, handed in Tue 10 Nov; it lacks Fri 6 Nov"
    assert week[10][1] == "missing, due Mon 16 Nov"
    visits = cells(tree, 1)
    assert visits[10] == ("missing", "in time and complete 1, missing 1")
    days = cells(tree, 2)
    assert days[11] == ("missing", "in time and complete 1, missing 1, not due yet 1")
    marks = having(by_id(tree, "rep-li"), "owed")
    assert all(mark.get("aria-hidden") == "true" for mark in marks)


def test_what_is_missing_leads_to_the_call_plan_of_its_week(shown):
    line = by_id(shown.tree(addresses.COMPLIANCE, "en"), "rep-li").find("tr")
    hrefs = [a.get("href") for cell in line.findall("td") for a in cell.iter("a")]
    assert "../visits/plan/2026-W46/person-li.html" in hrefs


def test_the_page_says_how_to_begin_with_what_is_not_owed_yet(shown):
    assert "Opportunities, Regional report" in shown.text(addresses.COMPLIANCE, "en")
    empty = Shown(made({}))
    text = shown.text(addresses.COMPLIANCE, "en")
    assert "reports:" in text
    assert "Nothing is owed yet." in empty.text(addresses.COMPLIANCE, "en")
    for url in (addresses.STATISTICS, addresses.LEDGER):
        empty.tree(url, "en")
    assert "no report was due" in empty.text(addresses.STATISTICS, "en")
    assert "no report that counts was due yet" in empty.text(addresses.LEDGER, "en")


def test_the_statistics_of_a_week_add_up(shown):
    tree = shown.tree(addresses.STATISTICS, "en")
    # W46: the weekly report is missing, one visit report in time, one missing.
    text = words(next(tree.iter("main")))
    assert "Week 46, 2026: of 3 reports due 1 came in time and complete; the others: missing 2." in text
    assert "To be finished by Wed 18 Nov 2026." in text
    assert "Marketing department: 马丽" in text
    figures = {
        words(f.find("dt")).rstrip(" ?"): words(having(f, "value")[0]) for f in having(tree, "figure", "div")
    }
    assert figures == {
        "Reports due": "3",
        "In time and complete": "1",
        "Late or incomplete": "0",
        "Missing": "2",
        "Points taken": "10",
        "Fines": "50",
    }
    people = having(tree, "owed-people", "table")[0]
    assert [words(head) for head in people.iter("th") if "data-key" in head.attrib] == [
        "Type of report",
        "In time and complete",
    ]


def test_statistics_are_kept_for_twelve_weeks_and_end_after_a_holiday(shown):
    kept = [url for url in shown.pages if url.startswith("compliance/statistics")]
    assert len(kept) == 12
    assert compliance_week.address(shown.book, Week(2026, 46)) == addresses.STATISTICS
    assert "compliance/statistics/2026-W35.html" in kept
    holiday = Shown(made(FILES, "calendar: {holidays: [2026-11-18]}\n"))
    assert "Thu 19 Nov 2026" in words(next(holiday.tree(addresses.STATISTICS, "en").iter("main")))


def test_the_ledger_lists_every_occurrence_with_its_price(shown):
    tree = shown.tree(addresses.LEDGER, "en")
    # November: W43, due on 2 November after the leave, and W46 missing: −5 and 50 yuan each; W45 late and
    # incomplete: −3; one visit report missing: −5.
    assert (
        "Nov 2026 so far: 1 of 1 person lost points, 18 in all; the fewest left has 李伟 with 82; fines of 100 CNY"
        in words(next(tree.iter("main")))
    )
    group = by_id(tree, "2026-11-li")
    assert [words(cell) for cell in group] == ["李伟 82 points left of 100", "−18", "100"]
    body = next(b for b in tree.iter("tbody") if group in list(b))
    said = [[words(cell) for cell in row] for row in body.findall("tr")[1:]]
    assert [(row[0], row[1], row[4], row[5], row[6]) for row in said] == [
        ("2 Nov 2026", "Weekly report", "S12.5, S12.6", "−5", "50"),
        ("9 Nov 2026", "Weekly report", "S12.5", "−3", "–"),
        ("16 Nov 2026", "Visit report", "S12.5", "−5", "–"),
        ("16 Nov 2026", "Weekly report", "S12.5, S12.6", "−5", "50"),
    ]
    assert said[1][3] == "late and incomplete 1 day lacks Fri 6 Nov"
    questions = having(tree, "four-questions")[0]
    assert len(questions.findall("div")) == 4


def test_a_person_s_page_has_their_reports(shown):
    tree = shown.tree(addresses.record("person", "li"), "en")
    text = words(next(tree.iter("main")))
    assert "Nov 2026: 82 points left of 100, fine 100 CNY" in text
    row = [words(cell) for cell in by_id(tree, "report-types").find("tbody").find("tr")]
    # Due between 26 October and today: W43 on 2 November (away on the Monday before), W45 and W46.
    assert row[:7] == ["Weekly report", "3", "0", "0", "0", "1", "2"]
    other = shown.text(addresses.record("person", "zhao"), "en")
    assert "Reports of the last four weeks" not in other


def test_leaders_see_the_plan_carried_out_as_plan_against_done_counts_it():
    files = {
        "visits/cancelled.md": "customer: heng\nowner: li\ndate: 2026-11-12\nstatus: cancelled",
        "visits/missed.md": "customer: heng\nowner: li\ndate: 2026-11-13\nstatus: planned",
        "visits/call.md": f"{VISIT}date: 2026-11-12\nchannel: phone\n{FULL}",
        "visits/extra.md": f"{VISIT}date: 2026-11-12\nunplanned: yes\n{FULL}",
    }
    tree = Shown(made(FILES | files)).tree(addresses.LEDGER, "en")
    # Two made, one missed, one cancelled; neither the call nor what was never planned.
    said = "Of 4 visits planned for the days from Mon 26 Oct on 2 were made (50%)"
    assert said in words(tree)


def test_reports_go_to_the_marketing_department_and_the_leaders(monkeypatch):
    led = measure_books.SITE.replace("{key: east, label: East}", "{key: east, label: East, leader: chen}")
    monkeypatch.setattr(measure_books, "SITE", led)
    gone = {"people/old.md": "name: 老马\nrole: marketing\nleft: 2026-10-01"}
    found = routing(made(FILES | gone))
    assert found == (("ma",), (("east", "chen"),))


def test_the_rules_are_told_with_the_team_s_own_numbers():
    site = "thresholds: {points_base: 60, points_missing: 7, fine_missing: 80}\n"
    text = words(next(Shown(made({}, site)).tree(addresses.method("discipline"), "en").iter("main")))
    assert "Everybody begins a month with 60 points." in text
    assert "−7 points" in text
    assert "a fine of 80 CNY" in text
    assert "by every Wednesday, Wednesday included" in text


def test_the_sample_s_matrix_counts_like_its_files(sample_book):
    owed = owed_by(sample_book, "li-wei")
    due = [
        v
        for v in sample_book.visits.values()
        if v.owner == "li-wei" and v.status == "done" and v.channel == "visit"
    ]
    visits = [one for one in owed if one.type == "visit"]
    assert {one.period for one in visits} == {v.id for v in due if v.date <= date(2026, 11, 20)}
    assert quality(sample_book, visits).due <= len(visits)
