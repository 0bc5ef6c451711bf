"""Figures of a scope read the records of that scope only, so that an edit elsewhere leaves them alone."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from site_gen.book.trace import ALL, flat, tracing
from site_gen.history.stages import moved_between, state_on
from site_gen.measures.followups import follow_ups, overdue_items
from site_gen.measures.movement import movement
from site_gen.measures.region_week import region_week
from site_gen.measures.registry import MEASURES
from site_gen.measures.sales_per_person import report_weeks
from site_gen.measures.scope import KINDS, Scope, all_scopes
from site_gen.measures.wins import wins_of
from site_gen.pages.scopes import switch
from site_gen.pages.view import Site, View
from site_gen.records.texts import kind_of

#: Records whose change must not touch the figures of a scope they do not belong to.
LARGE = {"project", "visit", "customer", "order", "contact"}


def everything_read(book, scope):
    """Return the kinds of which the measures of a scope read all records."""
    fresh = dataclasses.replace(book)
    with tracing() as reads:
        for measure in MEASURES.values():
            measure.compute(fresh, scope)
    return {source for source, key in flat(reads) if key == ALL} & LARGE


def fullest(book, kind):
    """Return the scope with most wins: without any, the company's average deal stands in and is read."""
    scopes = [scope for scope in all_scopes(book) if scope.kind == kind]
    return max(scopes, key=lambda scope: wins_of(book, scope).count)


@pytest.mark.parametrize("kind", ["person", "team", "product", "source", "importance"])
def test_a_scope_reads_no_kind_whole(sample_book, kind):
    assert everything_read(sample_book, fullest(sample_book, kind)) == set()


def test_a_market_reads_all_customers_because_one_could_move_there(sample_book):
    assert everything_read(sample_book, fullest(sample_book, "vertical")) == {"customer"}


@pytest.mark.parametrize("kind", ["province", "month"])
def test_what_is_compared_with_the_company_reads_all_projects(sample_book, kind):
    # DQ8 compares a province with all others; the target of a month is the company's.
    assert "project" in everything_read(sample_book, fullest(sample_book, kind))


def test_a_person_s_figures_name_their_own_projects_only(sample_book):
    scope = next(scope for scope in all_scopes(sample_book) if scope.kind == "person")
    with tracing() as reads:
        movement(dataclasses.replace(sample_book), scope)
    assert {read for read in flat(reads) if read[0].startswith("projects_of")} == {
        ("projects_of_owner", scope.id)
    }


def test_a_region_s_week_reads_no_words(sample_book):
    book = dataclasses.replace(sample_book)
    heard = 0
    with tracing() as reads:
        for team in book.config.teams:
            for week in report_weeks(book):
                heard += len(region_week(book, team.key, week).heard)
    assert heard
    assert not {source for source, _ in flat(reads) if kind_of(source)}


def test_without_a_move_in_the_period_nothing_moves(sample_book):
    book = sample_book
    start, day = date(2026, 1, 1), timedelta(days=1)
    seen = set()
    for project in book.projects.values():
        for weeks in range(0, 48, 3):
            first = start + timedelta(weeks=weeks)
            last = first + timedelta(weeks=3)
            moved = moved_between(book, project, first, last)
            before, after = state_on(book, project, first - day), state_on(book, project, last - day)
            assert moved or before == after
            seen.add(moved)
    assert seen == {True, False}


def test_overdue_items_are_those_of_the_whole_list(sample_book):
    found = 0
    for scope in all_scopes(sample_book):
        assert overdue_items(sample_book, scope) == follow_ups(sample_book, scope).overdue
        found += len(follow_ups(sample_book, scope).overdue)
    assert found


def test_the_switch_marks_the_scope_of_the_page_and_links_the_others(sample_book):
    people = [scope for scope in all_scopes(sample_book) if scope.kind == "person"]
    site = Site(sample_book)
    for person in people:
        view = View(site, "en", f"pipeline/person/{person.id}/index.html")
        siblings, others = switch(view, person, lambda s: f"pipeline/{s.kind}/{s.id}/index.html")
        assert siblings.links.count("<li>") == len(people)
        name = sample_book.name_of(person.id)
        assert f'<a href="index.html" aria-current="true">{name}</a>' in siblings.links
        assert siblings.links.count("aria-current") == 1
        assert all(f'href="../{p.id}/index.html"' in siblings.links for p in people if p != person)
        assert "compare.html#team" in others.links
    assert switch(View(site, "en", "pipeline/index.html"), Scope(), lambda s: f"pipeline/{s.kind}/{s.id}/")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_figure_changes_with_the_words_of_a_report(sample_book, kind):
    """Whether something is written counts, what it says does not; most edits add a sentence."""
    scope = next(one for one in all_scopes(sample_book) if one.kind == kind)
    with tracing() as reads:
        for measure in MEASURES.values():
            measure.compute(sample_book, scope)
    assert {source for source, _ in flat(reads) if source.endswith(":text")} == set()
