"""Actions carried over from meeting to meeting, counted by hand (S7.4)."""

from __future__ import annotations

from datetime import date

from measure_books import book

from site_gen.measures.actions import carried, meetings_of, open_actions, open_actions_on
from site_gen.measures.scope import COMPANY, Scope

EAST, WEST = Scope("team", "east"), Scope("team", "west")


def review(day: str, meeting: str = "weekly", actions: str = "", team: str = "east", who: str = "li") -> str:
    rows = f"\nactions:{actions}" if actions else ""
    return f"meeting: {meeting}\ndate: {day}\nteam: {team}\nchair: chen\nattendees: [chen, {who}]{rows}\n---\n## 总结\n好\n"


def row(who: str, what: str, when: str, done: str = "done: no") -> str:
    return f"\n  - {{who: {who}, what: {what}, when: {when}, {done}}}"


# The day of the figures is Wednesday 2026-11-18.
FILES = {
    "reviews/w1.md": review(
        "2026-10-16",
        actions=row("li", "old", "2026-10-23")
        + row("wang", "closed", "2026-10-30", "done: yes, done_on: 2026-10-30")
        + row("wang", "undated", "2026-10-30", "done: yes")
        + row("zhao", "later", "2026-12-01", "done: yes, done_on: 2026-11-20"),
    ),
    "reviews/w2.md": review("2026-10-23"),
    "reviews/w3.md": review("2026-10-30"),
    "reviews/w4.md": review("2026-11-06"),
    "reviews/w5.md": review("2026-11-13", actions=row("li", "new", "2026-11-18")),
    "reviews/w6.md": review("2026-11-20", actions=row("li", "future", "2026-11-27")),
    "reviews/west.md": review("2026-11-13", team="west", actions=row("zhao", "west only", "2026-11-20")),
    "reviews/talk1.md": review("2026-10-19", "one_on_one", row("li", "talked", "2026-11-01")),
    "reviews/talk2.md": review("2026-11-09", "one_on_one", who="wang"),
    "reviews/talk3.md": review("2026-11-16", "one_on_one"),
}


def test_an_action_is_open_at_the_later_meetings_of_its_circle():
    old, closed, undated, later = carried(book(FILES), "w1")
    assert (old.later, old.weeks, old.overdue_days, old.often) == (("w2", "w3", "w4", "w5"), 4, 26, True)
    # Done on the day of the third meeting: it was open at the second only.
    assert (closed.done, closed.later, closed.weeks, closed.often) == (True, ("w2",), 2, False)
    assert (undated.done, undated.later, undated.weeks) == (True, (), None)
    # What is done after the day of the figures is still open.
    assert (later.done, later.done_on, later.overdue_days, len(later.later)) == (False, None, 0, 4)


def test_a_talk_is_followed_by_the_next_talk_with_the_same_person():
    (talked,) = carried(book(FILES), "talk1")
    assert talked.later == ("talk3",)


def test_a_scope_has_the_open_actions_of_its_meetings_and_people():
    made = book(FILES)
    names = {scope: [one.what for one in open_actions(made, scope)] for scope in (COMPANY, EAST, WEST)}
    assert names[COMPANY] == ["old", "talked", "new", "west only", "later"]
    assert names[EAST] == ["old", "talked", "new", "later"]
    assert names[WEST] == ["west only", "later"]
    assert [one.what for one in open_actions(made, Scope("person", "li"))] == ["old", "talked", "new"]


def test_the_last_meeting_of_a_scope():
    made = book(FILES)
    assert [one.id for one in meetings_of(made, WEST, "weekly")] == ["west"]
    assert meetings_of(made, COMPANY, "weekly")[0].id == "west"
    assert [one.id for one in meetings_of(made, Scope("person", "li"), "one_on_one")] == ["talk3", "talk1"]
    assert [one.id for one in meetings_of(made, Scope("person", "zhao"), "weekly")] == ["west"]


def test_actions_stand_as_in_the_evening_of_an_earlier_day():
    made = book(FILES)
    then = {one.what: one for one in open_actions_on(made, COMPANY, date(2026, 10, 29))}
    # "closed" was done on the 30th; "undated" is done on a day that nobody knows; "new" was not yet agreed.
    assert list(then) == ["old", "closed", "talked", "later"]
    assert (then["old"].later, then["old"].weeks, then["old"].overdue_days) == (("w2",), 1, 6)
    assert (then["closed"].done, then["closed"].overdue_days) == (False, 0)
    assert "closed" not in {one.what for one in open_actions_on(made, COMPANY, date(2026, 10, 30))}
    # Of the day of the figures or later it is what is open today.
    assert open_actions_on(made, EAST, date(2026, 12, 1)) == open_actions(made, EAST)
    day = date(2026, 11, 9)
    assert open_actions_on(made, COMPANY, day) == open_actions(book(FILES, as_of=day), COMPANY)
