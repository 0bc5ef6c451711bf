"""Indicators of those who look after key accounts, by hand (M28), and how full a file is (S24.4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import book, projects

from site_gen.measures.file_completeness import customer_file, fields_of, record_completeness
from site_gen.measures.key_account_kpis import key_account_kpis, points, specialist
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.values import Ratio

KEY = "name: {0}\nvertical: chemical\nprovince: jiangsu\nowner: {1}\nkey_account: yes\n"
FILES = {
    "customers/heng.md": KEY.format("恒泰", "li") + "key_account_since: 2025-03-01",
    # Marked without a day: a key account from of old.
    "customers/bo.md": KEY.format("博远", "li"),
    "customers/new.md": KEY.format("新源", "li") + "key_account_since: 2026-10-20",
    # The plan of the running quarter, which this day is not in yet.
    "customers/later.md": KEY.format("后来", "li") + "key_account_since: 2026-11-19",
    "customers/hua.md": KEY.format("华新", "zhao") + "key_account_since: 2026-07-01",
    # No key account, though it was lost.
    "customers/plain.md": "name: 普通\nvertical: water\nprovince: jiangsu\nowner: li",
    "churn/bo.md": "customer: bo\nlost_on: 2026-10-31\nreason: price",
    # Lost before the quarter and won back in it: not there at its start, so not lost in it again.
    "churn/heng-1.md": "customer: heng\nlost_on: 2026-02-10\nreason: price\nreturned_on: 2026-05-04",
    "churn/plain.md": "customer: plain\nlost_on: 2026-11-01\nreason: price",
    # After the day of the figures.
    "churn/heng-2.md": "customer: heng\nlost_on: 2026-11-19\nreason: price",
    "targets/li.md": (
        "owner: li\nyear: 2026\nmonths:\n"
        "  - {month: 9, orders: 7, key_accounts: 5}\n"
        "  - {month: 10, orders: 50, key_accounts: 1}\n"
        "  - {month: 11, orders: 70}\n"
        "  - {month: 12, orders: 80, key_accounts: 3}"
    ),
    **projects(
        "a agreement 60 stage_history=@lead:2026-01-05,agreement:2026-10-05",
        "b agreement 30 customer=plain stage_history=@lead:2026-01-05,agreement:2026-11-02",
        "c agreement 90 stage_history=@lead:2026-01-05,agreement:2026-09-30",
    ),
}


def test_the_running_quarter_of_one_person():
    now = specialist(book(FILES), "li").now
    assert (now.id, now.start, now.end) == ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1))
    # 60 + 30 signed of 50 + 70 + 80; what was signed on 30 September is last quarter's.
    assert (now.signed, now.projects, now.target) == (90, ("a", "b"), 200)
    assert (now.completion.percent, now.key_signed) == (45, 60)
    assert now.at_start == ("bo", "heng")
    assert [(one.churn, one.customer) for one in now.lost] == [("bo", "bo")]
    assert now.churn.percent == 50
    assert (now.new, now.planned, now.development.percent) == (("new",), 4, 25)
    assert now.growth.percent == 50


def test_quarters_before_say_what_was_so_then():
    found = specialist(book(FILES), "li")
    assert [one.id for one in found.quarters] == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    autumn, winter, spring, summer, _ = found.quarters
    assert (autumn.target, autumn.completion.value, autumn.planned) == (None, None, None)
    # Heng is lost on 10 February, away on 1 April, back on 1 July.
    assert (winter.at_start, [one.churn for one in winter.lost]) == (("bo", "heng"), ["heng-1"])
    assert (spring.at_start, spring.lost) == (("bo",), ())
    assert summer.at_start == ("bo", "heng")
    assert (summer.signed, summer.target, summer.planned) == (90, 7, 5)
    # Bo was lost in October; what becomes a key account tomorrow is none today.
    assert found.accounts == ("heng", "new")


def test_quarters_follow_the_fiscal_year():
    found = specialist(book(FILES, "fiscal_month: 3\n"), "li").now
    assert (found.id, found.start, found.target) == ("2026-Q3", date(2026, 9, 1), 127)
    assert found.planned == 6


def test_several_people_are_summed_before_they_are_divided():
    found = key_account_kpis(book(FILES), COMPANY)
    assert [one.person for one in found.specialists] == ["li", "zhao"]
    assert found.now.at_start == ("bo", "heng", "hua")
    assert found.now.churn == Ratio.of(1, 3)
    assert (found.now.target, found.now.planned) == (200, 4)
    team = key_account_kpis(book(FILES), Scope("team", "west"))
    assert [one.person for one in team.specialists] == ["zhao"]
    assert team.now.completion.value is None
    assert key_account_kpis(book(FILES), Scope("province", "jiangsu")).specialists == ()


def test_nobody_with_key_accounts():
    found = key_account_kpis(book({}), COMPANY)
    assert (found.specialists, found.file.value, found.now.churn.value) == ((), None, None)


def test_points_are_the_mean_of_what_has_a_value():
    quarter = specialist(book(FILES), "li").now
    # 45, 80, 100 - 50, 25.
    assert points(quarter, Ratio.of(8, 10)) == Decimal(50)
    alone = specialist(book(FILES), "zhao").now
    # No target, no plan: files and what is left of churn.
    assert points(alone, Ratio.of(8, 10)) == Decimal(90)


def test_a_file_is_customer_contacts_and_last_survey():
    made = book(
        {
            "customers/heng.md": KEY.format("恒泰", "li") + "city: 常州\n---\n## 背景\n\n老厂",
            "contacts/zhang.md": "name: 张工\ncustomer: heng\ncoach_potential: no\nbirthday: 1978-07-07",
            "contacts/xu.md": "name: 徐总\ncustomer: heng",
            "surveys/one.md": "sales_manager: li\ncustomer: heng\ndate: 2026-05-01\nsurvey_method: meeting\nbudget: 20",
            "surveys/two.md": "sales_manager: li\ncustomer: heng\ndate: 2026-06-01\nsurvey_method: meeting",
            "surveys/late.md": "sales_manager: li\ncustomer: heng\ndate: 2026-12-01\nsurvey_method: meeting\nbudget: 9",
        }
    )
    found = customer_file(made, "heng")
    assert [(part.kind, part.record) for part in found.parts] == [
        ("customer", "heng"),
        ("contact", "xu"),
        ("contact", "zhang"),
        ("survey", "two"),
    ]
    # Name, vertical, province, city, owner, background.
    assert [part.filled.numerator for part in found.parts] == [6, 2, 3, 4]
    assert found.filled.numerator == 15
    assert found.filled.denominator == len(fields_of("customer")) + 2 * len(fields_of("contact")) + 24
    assert "budget" in found.parts[-1].missing


def test_no_contact_and_no_survey_are_empty_forms():
    made = book({"customers/solo.md": KEY.format("独", "li")})
    found = customer_file(made, "solo")
    assert [(part.kind, part.record, part.filled.numerator) for part in found.parts] == [
        ("customer", "solo", 4),
        ("contact", "", 0),
        ("survey", "", 0),
    ]


@pytest.mark.parametrize("kind", ["customer", "contact", "survey"])
def test_private_facts_do_not_count(kind):
    assert not {"birthday", "home_address", "family", "annual_profit", "key_account", "parent"} & set(
        fields_of(kind)
    )
    assert record_completeness(kind, None).filled.numerator == 0
