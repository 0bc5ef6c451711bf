"""Targets and results of people who join, leave or change team: the sums equal their parts in every month."""

from __future__ import annotations

from datetime import date

import pytest
from measure_books import PEOPLE, book
from test_measures_commit import order, target, won

from site_gen.config import MonthOf
from site_gen.measures.attainment import attainment
from site_gen.measures.collection import collection
from site_gen.measures.crew import aim
from site_gen.measures.progress import to_date
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.targets import goal, members
from site_gen.measures.wins import wins_between

EAST, WEST = Scope("team", "east"), Scope("team", "west")
#: Li was in the east until the middle of June, in no team until the end of July, and is in the west since.
MOVED = {
    "people/li.md": PEOPLE["people/li.md"].replace("team: east", "team: west")
    + "\nformer_teams: [{team: east, until: 2026-06-15}]"
}
MONTHS = tuple(f"{month}:{month}:{month * 2}" for month in range(1, 13))


@pytest.fixture(scope="module")
def team():
    files = (
        MOVED
        | target("li", *MONTHS)
        | target("wang", "1:100", "6:100")
        | target("chen", "6:1000")
        | won("x", 10, "2026-06-15")
        | won("y", 20, "2026-06-16")
        | order("x", 5, "2026-06-20", "{amount: 5, paid_on: 2026-06-15}, {amount: 3, paid_on: 2026-06-16}")
    )
    return book(files)


def test_the_team_of_a_day(team):
    assert team.team_on("li", date(2026, 6, 15)) == "east"
    assert team.team_on("li", date(2026, 6, 16)) == "west"
    assert team.team_on("chen", date(2026, 6, 16)) == ""
    assert team.team_on("nobody", date(2026, 6, 16)) == ""


def test_former_teams_in_any_order():
    changed = MOVED["people/li.md"].replace(
        "[{team: east, until: 2026-06-15}]",
        "[{team: west, until: 2026-06-15}, {team: east, until: 2026-03-31}]",
    )
    team = book({"people/li.md": changed})
    assert [team.team_on("li", date(2026, 3, 31)), team.team_on("li", date(2026, 4, 1))] == ["east", "west"]


def test_a_target_belongs_to_the_team_on_the_first_of_the_month(team):
    june, july = MonthOf(2026, 6), MonthOf(2026, 7)
    assert goal(team, EAST, june.start, june.end).orders == 6 + 100
    assert goal(team, WEST, june.start, june.end).orders is None
    assert goal(team, WEST, july.start, july.end).orders == 7
    assert goal(team, EAST, july.start, july.end).orders is None
    whole = goal(team, EAST, date(2026, 1, 1), date(2027, 1, 1))
    assert whole.orders == sum(range(1, 7)) + 200
    assert whole.stretch == 2 * sum(range(1, 7)) + 200
    assert [person.id for person in members(team, EAST, june)] == ["li", "wang"]


@pytest.mark.parametrize("number", range(1, 13))
def test_the_company_is_the_sum_of_teams_and_people_without_team(team, number):
    month = MonthOf(2026, number)

    def of(scope):
        found = goal(team, scope, month.start, month.end)
        return (found.orders or 0, found.stretch or 0)

    parts = [of(EAST), of(WEST), of(Scope("person", "chen"))]
    assert of(COMPANY) == tuple(map(sum, zip(*parts, strict=True)))
    for scope in (EAST, WEST):
        people = [of(Scope("person", person.id)) for person in members(team, scope, month)]
        assert of(scope) == (sum(one[0] for one in people), sum(one[1] for one in people))
        wanted = aim(team, scope, month.start, month.end)
        assert (wanted.orders or 0, wanted.stretch or 0) == of(scope)


def test_what_was_signed_stays_with_the_team_of_the_day(team):
    year = (date(2026, 1, 1), date(2027, 1, 1))
    # Of x, 10 were signed on the last day in the east and 5 later; y the day after.
    assert wins_between(team, EAST, *year).amount == 10
    assert wins_between(team, WEST, *year).amount == 5 + 20
    assert wins_between(team, COMPANY, *year).amount == 35
    june = attainment(team, WEST).months[5]
    assert (june.target, june.won.ids) == (None, ("x", "y"))


def test_money_stays_with_the_team_of_the_day(team):
    days = (date(2026, 6, 1), date(2026, 7, 1))
    assert collection(team, EAST, *days).amount == 5
    assert collection(team, WEST, *days).amount == 3
    assert collection(team, COMPANY, *days).amount == 8


def test_targets_to_date_follow_the_team(team):
    found = to_date(team, EAST, date(2026, 6, 30)).orders
    assert found.target == 106
    assert to_date(team, WEST, date(2026, 6, 30)).orders.target is None
    # January to June of Li, January and June of Wang.
    assert found.year_target == sum(range(1, 7)) + 200
    assert to_date(team, WEST, date(2026, 7, 31)).orders.year_target == 7


def test_one_who_leaves_keeps_the_target_as_written():
    files = {"people/wang.md": PEOPLE["people/wang.md"] + "\nleft: 2026-03-31"} | target(
        "wang", "3:10", "4:10"
    )
    found = goal(book(files), EAST, date(2026, 1, 1), date(2027, 1, 1))
    assert found.orders == 20
