"""Contact calendar, birthdays and holidays (S32), after-talk answers (S20.3)."""

from __future__ import annotations

from datetime import date

import pytest
from measure_books import book

from site_gen.config.lunar import month_and_day
from site_gen.measures.after_talk import after_talk
from site_gen.measures.birthdays import birthdays_ahead, knows_birthdays
from site_gen.measures.care import care, care_state
from site_gen.measures.festivals import holidays_from, holidays_of, next_lunar, next_solar
from site_gen.measures.scope import COMPANY, Scope

TODAY = date(2026, 11, 18)


def customer(ident: str, more: str = "") -> str:
    return f"name: {ident}\nvertical: chemical\nprovince: jiangsu\nowner: wang\n{more}"


def visit(ident: str, day: str, more: str = "", body: str = "") -> str:
    front = f"customer: {ident}\nowner: wang\ndate: {day}\nstatus: done\n{more}"
    return f"{front}\n---\n{body}" if body else front


def state(days_ago: int, more: str):
    """The state of one of five customers with a value, so that they are A, B, B, B, C."""
    files = {f"customers/v{n}.md": customer(f"v{n}", f"annual_profit: {50 - n}") for n in (2, 3, 4)}
    last = date.fromordinal(TODAY.toordinal() - days_ago)
    files |= {"customers/x.md": customer("x", more), "customers/v5.md": customer("v5", "annual_profit: 20")}
    return care_state(book(files | {"visits/x.md": visit("x", last.isoformat())}), "x")


@pytest.mark.parametrize(
    ("more", "days_ago", "interval", "overdue", "silent"),
    [
        ("annual_profit: 90", 30, 30, 0, False),
        ("annual_profit: 90", 31, 30, 1, False),
        ("annual_profit: 90", 60, 30, 30, False),
        ("annual_profit: 90", 61, 30, 31, True),
        ("annual_profit: 30", 90, 90, 0, False),
        ("annual_profit: 30\nkey_account: yes", 90, 30, 60, True),
        ("annual_profit: 1", 181, 180, 1, False),
        ("", 91, 90, 1, False),
    ],
)
def test_s32_1_intervals_by_tier_and_for_key_accounts(more, days_ago, interval, overdue, silent):
    found = state(days_ago, more)
    assert (found.interval, found.overdue_days, found.silent) == (interval, overdue, silent)
    assert found.state == ("overdue" if overdue else "due")


@pytest.fixture(scope="module")
def team():
    return book(
        {
            "customers/never.md": customer("never"),
            "customers/late.md": customer("late"),
            "customers/soon.md": customer("soon"),
            "customers/fine.md": customer("fine"),
            "customers/gone.md": customer("gone"),
            "churn/g.md": "customer: gone\nlost_on: 2026-01-01\nreason: price",
            "visits/late.md": visit("late", "2026-08-01"),
            "visits/late2.md": "customer: late\nowner: wang\ndate: 2026-11-20\nstatus: planned",
            "visits/late3.md": "customer: late\nowner: wang\ndate: 2026-11-17\nstatus: cancelled",
            "visits/soon.md": visit("soon", "2026-09-19", "channel: phone", "## 产品使用情况\n\nGood."),
            "visits/fine.md": visit("fine", "2026-09-20", body="## New needs\n\nA pump."),
            "visits/tomorrow.md": visit("never", "2026-11-19"),
        }
    )


def test_s32_1_who_is_due_and_who_is_silent(team):
    found = care(team, Scope("person", "wang"))
    assert (found.overdue, found.due) == (("never", "late"), ("soon",))
    assert found.until == date(2026, 12, 18)
    assert [(one.customer, one.state) for one in found.states] == [
        ("never", "overdue"),
        ("late", "overdue"),
        ("soon", "due"),
        ("fine", "later"),
    ]
    # 1 August + 90 days = 30 October; 19 September + 90 = 18 December.
    assert [one.due for one in found.states][1:3] == [date(2026, 10, 30), date(2026, 12, 18)]
    assert (found.silent, found.unplanned) == (("never",), ("never", "soon"))
    assert found.states[1].coming == date(2026, 11, 20)
    assert "gone" not in {one.customer for one in care(team, COMPANY).states}


def test_s32_2_revisits_are_those_that_answer_its_questions(team):
    assert care(team, COMPANY).revisits == ("fine", "soon")
    assert care(team, Scope("person", "li")).revisits == ()


def test_holidays_of_the_lunar_calendar_on_known_days():
    known = {holiday.key: holiday for holiday in holidays_of(2026)}
    assert {key: str(holiday.day) for key, holiday in known.items()} == {
        "new_year": "2026-01-01",
        "spring_festival": "2026-02-17",
        "lantern": "2026-03-03",
        "qingming": "2026-04-05",
        "labour_day": "2026-05-01",
        "dragon_boat": "2026-06-19",
        "mid_autumn": "2026-09-25",
        "national_day": "2026-10-01",
        "double_ninth": "2026-10-18",
    }
    assert [key for key, holiday in known.items() if not holiday.greeting] == ["qingming"]
    # 2023 had a second second month, 2025 a second sixth, 2033 has a second eleventh.
    days = {2023: "2023-06-22", 2024: "2024-06-10", 2025: "2025-05-31", 2033: "2033-06-01"}
    assert {y: str(_day(y, "dragon_boat")) for y in days} == days
    springs = ("2024-02-10", "2025-01-29", "2027-02-06", "2034-02-19")
    assert tuple(str(_day(int(day[:4]), "spring_festival")) for day in springs) == springs
    assert str(_day(2025, "qingming")) == "2025-04-04"
    assert (str(_day(2025, "mid_autumn")), str(_day(2024, "mid_autumn"))) == ("2025-10-06", "2024-09-17")


def _day(year: int, key: str) -> date:
    return next(holiday.day for holiday in holidays_of(year) if holiday.key == key)


def test_holidays_ahead_include_both_ends_and_the_turn_of_the_year():
    keys = [holiday.key for holiday in holidays_from(date(2026, 10, 1), 92)]
    assert keys == ["national_day", "double_ninth", "new_year"]
    assert [holiday.key for holiday in holidays_from(date(2026, 10, 2), 15)] == []


def test_years_outside_the_tables_have_their_solar_holidays():
    assert [holiday.key for holiday in holidays_of(2150)] == ["new_year", "labour_day", "national_day"]


@pytest.mark.parametrize(
    ("month", "day", "today", "expected"),
    [
        (8, 15, date(2026, 9, 25), date(2026, 9, 25)),
        (8, 15, date(2026, 9, 26), date(2027, 9, 15)),
        # The twelfth month reaches into the next calendar year: New Year's Eve of 2027 is on 5 February.
        (12, 29, date(2026, 11, 18), date(2027, 2, 5)),
        # That month has 29 days, so the 30th is kept on its last.
        (12, 30, date(2027, 1, 10), date(2027, 2, 5)),
    ],
)
def test_lunar_birthdays(month, day, today, expected):
    assert next_lunar(month, day, today) == expected


@pytest.mark.parametrize(
    ("born", "today", "expected"),
    [
        (date(1980, 11, 18), date(2026, 11, 18), date(2026, 11, 18)),
        (date(1980, 11, 17), date(2026, 11, 18), date(2027, 11, 17)),
        (date(1984, 2, 29), date(2026, 11, 18), date(2027, 2, 28)),
        (date(1984, 2, 29), date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_solar_birthdays(born, today, expected):
    assert next_solar(born, today) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [("08-15", (8, 15)), (" 8-5 ", (8, 5)), ("13-01", None), ("02-31", None), ("八月十五", None), ("", None)],
)
def test_a_lunar_birthday_is_a_month_and_a_day(text, found):
    assert month_and_day(text) == found


def test_birthdays_ahead_of_customers_we_still_have():
    made = book(
        {
            "customers/gone.md": customer("gone"),
            "churn/g.md": "customer: gone\nlost_on: 2026-01-01\nreason: price",
            "contacts/a.md": "name: A\ncustomer: heng\nbirthday: 1970-12-18",
            "contacts/b.md": "name: B\ncustomer: heng\nbirthday: 1970-12-19",
            # Both are known: the lunar one is kept. 15 of the tenth month is 23 November 2026.
            "contacts/c.md": "name: C\ncustomer: hua\nbirthday: 1970-12-01\nlunar_birthday: 10-15",
            "contacts/d.md": "name: D\ncustomer: gone\nbirthday: 1970-12-01",
        }
    )
    found = birthdays_ahead(made, 30)
    assert [(one.contact, str(one.day), one.lunar) for one in found] == [
        ("c", "2026-11-23", "10-15"),
        ("a", "2026-12-18", ""),
    ]
    assert (knows_birthdays(made), knows_birthdays(book({}))) == (True, False)


def test_s20_3_the_newest_answer_of_each_question():
    made = book(
        {
            "visits/a.md": visit(
                "heng",
                "2026-10-01",
                "considering_competitor: yes",
                "## 客户反应\n\nWarm.\n\n## Need fit\n\nFits.",
            ),
            "visits/b.md": visit("heng", "2026-11-01", body="## 客户反应\n\nCool."),
            "visits/c.md": visit("heng", "2026-11-19", "considering_competitor: no"),
        }
    )
    found = after_talk(made, "heng")
    assert (found.considering, found.asked, found.day) == (True, "a", date(2026, 10, 1))
    assert found.answers == (("reaction", "b"), ("need_fit", "a"))
    assert after_talk(made, "hua").considering is None
