"""`site-gen demo`: believable, of any size, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from site_gen.book import Book, read_book
from site_gen.cli.main import FINE, USAGE, main
from site_gen.exchange.demo import Size, demo_files, write_demo

AS_OF = date(2026, 11, 20)


def book_of(folder: Path, size: Size) -> Book:
    write_demo(folder, size)
    book, problems = read_book(folder / "records", None, size.as_of)
    assert book is not None, problems
    return book


def digest(texts: dict[str, str]) -> str:
    whole = hashlib.sha256()
    for path, text in texts.items():
        whole.update(f"{path}\0{text}\0".encode())
    return whole.hexdigest()


def test_the_default_team_has_no_error_and_a_realistic_number_of_warnings(tmp_path: Path) -> None:
    book = book_of(tmp_path / "team", Size(AS_OF))
    assert [d.message("en") for d in book.errors] == []
    assert 10 <= len(book.warnings) <= 80
    assert (len(book.projects), len(book.visits), len(book.customers)) == (60, 200, 25)
    assert sum(person.role == "sales" for person in book.people.values()) == 6
    assert 2.0 <= len(book.contacts) / len(book.customers) <= 2.8


@pytest.mark.parametrize(
    "size",
    [
        Size(AS_OF, reps=1, customers=1, projects=0, visits=0),
        Size(AS_OF, reps=1, customers=1, projects=1, visits=1, seed=3),
        Size(date(2024, 2, 29), reps=12, customers=7, projects=30, visits=90, seed=9),
        Size(date(2031, 1, 1), reps=3, customers=60, projects=200, visits=500, seed=4),
    ],
    ids=str,
)
def test_any_size_seed_and_day_gives_records_without_an_error(tmp_path: Path, size: Size) -> None:
    book = book_of(tmp_path / "team", size)
    assert [d.message("en") for d in book.errors] == []
    assert (len(book.projects), len(book.visits)) == (size.projects, size.visits)
    assert len(book.customers) == size.customers


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_of_a_busy_team_looks_like_a_copy(tmp_path: Path, seed: int) -> None:
    book = book_of(tmp_path / "team", Size(AS_OF, reps=4, customers=200, projects=75, visits=1200, seed=seed))
    assert [d.message("en") for d in book.warnings if d.code == "SG695"] == []


def test_stage_history_runs_in_stage_order_on_working_days_up_to_today(tmp_path: Path) -> None:
    book = book_of(tmp_path / "team", Size(AS_OF))
    seen = 0
    for project in book.projects.values():
        days = [move.date for move in project.stage_history]
        ranks = [book.config.rank(move.stage) for move in project.stage_history]
        assert days == sorted(set(days)), project.id
        assert ranks == sorted(set(ranks)), project.id
        assert all(book.config.calendar.is_workday(day) and day <= AS_OF for day in days), project.id
        seen += len(days)
    assert seen > 120


def test_the_next_week_is_planned_and_nothing_is_done_after_today(tmp_path: Path) -> None:
    book = book_of(tmp_path / "team", Size(AS_OF))
    coming = [visit for visit in book.visits.values() if visit.date > AS_OF]
    assert coming
    assert {visit.status for visit in coming} <= {"planned", "prepared"}
    assert all(date(2026, 11, 23) <= visit.date <= date(2026, 11, 27) for visit in coming)


def test_the_review_rhythm_is_told_too(tmp_path: Path) -> None:
    book = book_of(tmp_path / "team", Size(AS_OF))
    sellers = {person.id for person in book.people.values() if person.role == "sales"}
    assert {plan.owner for plan in book.hunter_plans.values()} == sellers
    weeks = {report.week for report in book.weekly_reports.values()}
    assert weeks == {f"2026-W{n}" for n in range(39, 47)}
    assert 42 <= len(book.weekly_reports) <= 48  # a few are missing
    assert any(not report.signed_by for report in book.weekly_reports.values())
    assert {review.project for review in book.contract_reviews.values()} == {
        order.project for order in book.orders.values()
    }
    assert (len(book.market_reports), len(book.complaints)) == (1, 1)
    assert not book.daily_reports


def test_commits_of_eight_weeks_and_a_forecast_of_each_are_told(tmp_path: Path) -> None:
    book = book_of(tmp_path / "team", Size(AS_OF))
    sellers = {person.id for person in book.people.values() if person.role == "sales"}
    commits = book.weekly_commits.values()
    assert {commit.week for commit in commits} == {f"2026-W{n}" for n in range(40, 48)}
    assert 40 <= len(commits) <= 48  # a few are missing
    assert all(commit.submitted_on and commit.submitted_on <= AS_OF for commit in commits)
    rows = [(commit, row) for commit in commits for row in commit.projects]
    assert {row.kind for _, row in rows} == {"commit", "upside"}
    assert all(book.projects[row.project].owner == commit.owner for commit, row in rows)
    kept = [row for _, row in rows if book.orders_of_project.get(row.project)]
    assert kept
    forecasts = book.monthly_forecasts.values()
    assert {(forecast.owner, forecast.month) for forecast in forecasts} == {
        (who, "2026-11") for who in sellers
    }
    assert all(len(forecast.months) == 12 for forecast in forecasts)


def test_bids_agree_with_their_projects(tmp_path: Path) -> None:
    book = book_of(tmp_path / "team", Size(AS_OF, projects=200, seed=5))
    quoted = {
        project.id
        for project in book.projects.values()
        if project.bid_date and any(move.stage == "quotation" for move in project.stage_history)
    }
    assert {bid.project for bid in book.bids.values()} == quoted
    for bid in book.bids.values():
        project = book.projects[bid.project]
        moves = {move.stage: move.date for move in project.stage_history}
        outcome = "lost" if project.stage == "lost" else "won" if "agreement" in moves else ""
        assert bid.result == outcome, bid.id
        assert moves["quotation"] <= bid.bid_date, bid.id
        if outcome == "lost":
            assert [row.name for row in bid.bidders if row.won] == [project.lost_to]
            assert bid.bid_date <= moves["lost"]
        if outcome == "won":
            assert (bid.final_price or bid.our_price) == book.orders_of_project[project.id][0].amount
            assert bid.bid_date < moves["agreement"]


def test_another_seed_gives_another_team_and_the_same_seed_the_same() -> None:
    one, again = dict(demo_files(Size(AS_OF))), dict(demo_files(Size(AS_OF)))
    assert list(one.items()) == list(again.items())
    assert digest(one) != digest(dict(demo_files(Size(AS_OF, seed=2))))


def test_the_bytes_do_not_depend_on_hash_seed_time_zone_or_locale() -> None:
    code = (
        "import hashlib, datetime\n"
        "from site_gen.exchange.demo import Size, demo_files\n"
        "whole = hashlib.sha256()\n"
        "for path, text in demo_files(Size(datetime.date(2026, 11, 20))):\n"
        "    whole.update(f'{path}\\0{text}\\0'.encode())\n"
        "print(whole.hexdigest())\n"
    )
    found = set()
    for seed, zone in (("1", "UTC"), ("77", "Pacific/Kiritimati")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        found.add(done.stdout.strip())
    assert found == {digest(dict(demo_files(Size(AS_OF))))}


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text("mine")
    assert main(["demo", str(tmp_path), "--as-of", "2026-11-20", "--lang", "en"]) == USAGE
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_the_command_writes_the_team(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "team"
    argv = ["demo", str(folder), "--reps", "2", "--customers", "3", "--projects", "4", "--visits", "5"]
    assert main([*argv, "--as-of", "2026-11-20", "--seed", "7", "--lang", "en"]) == FINE
    assert "records written" in capsys.readouterr().out
    expected = dict(demo_files(Size(AS_OF, 2, 3, 4, 5, 7)))
    written = {
        path.relative_to(folder / "records").as_posix() for path in folder.rglob("*") if path.is_file()
    }
    assert written == set(expected)


def test_a_count_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path / "a"), "--reps", "0"]) == USAGE
    assert main(["demo", str(tmp_path / "a"), "--visits", "-1"]) == USAGE
    assert main(["demo", str(tmp_path / "a"), "--visits", "many"]) == USAGE
