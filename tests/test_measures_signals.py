"""Signals: each sort with its count, its people and its urgency computed by hand; TODAY is Wednesday 2026-11-18."""

from __future__ import annotations

from measure_books import book as make

from site_gen.locale.text import tr
from site_gen.measures.scope import COMPANY, Scope
from site_gen.measures.signals import signals
from site_gen.render.say import say
from site_gen.render.words import Words


def of(book, key: str, scope: Scope = COMPANY):
    return [signal for signal in signals(book, scope) if signal.key == key]


def words(book, signal) -> str:
    return say(signal.gap, Words("en", book.config), book)


def visit(day: str, status: str, more: str = "", owner: str = "li") -> str:
    return f"customer: heng\nowner: {owner}\ndate: {day}\nstatus: {status}\n{more}"


def project(name: str, more: str, importance: str = "normal", owner: str = "li") -> str:
    head = f"customer: heng\nname: {name}\nimportance: {importance}\nsource: dealer\nowner: {owner}\n"
    return head + more


def test_a_book_without_records_of_work_is_quiet_about_people():
    book = make({})
    assert [s.key for s in signals(book, COMPANY) if s.people] == []


def test_overdue_promises_of_ours_count_and_the_customers_do_not():
    rows = """follow_ups:
  - {who: li, what: 样品, when: 2026-11-08}
  - {who: li, what: 报价, when: 2026-11-17}
  - {who: wang, what: 图纸, when: 2026-11-16}
  - {who: zhang, what: 参数, when: 2026-11-01}
  - {who: li, what: 回电, when: 2026-11-18}
  - {who: li, what: 名片, when: 2026-11-02, done: yes, done_on: 2026-11-03}
"""
    book = make({"visits/v1.md": visit("2026-11-02", "done", rows)})
    (found,) = of(book, "promises")
    assert words(book, found) == "3 open, the oldest 10 days late"
    assert (found.urgency, found.people, found.visits) == (50, ("li", "wang"), ("v1",))
    assert not found.red


def test_reports_are_late_after_three_working_days():
    book = make(
        {
            "visits/a.md": visit("2026-11-12", "done"),  # Thursday: due Tuesday 17th
            "visits/b.md": visit("2026-11-13", "done"),  # Friday: due today
            "visits/c.md": visit("2026-11-02", "done", "submitted_on: 2026-11-17"),
            "visits/d.md": visit("2026-11-02", "done", "channel: phone"),
            "visits/e.md": visit("2026-11-09", "done", owner="wang"),  # due Thursday 12th
            "visits/f.md": visit("2026-11-11", "done", "submitted_on: 2026-11-19", owner="wang"),  # tomorrow
        }
    )
    (found,) = of(book, "reports")
    assert words(book, found) == "3 missing, the oldest 6 days late"
    assert (found.urgency, found.people, found.visits) == (49, ("wang", "li"), ("e", "f", "a"))
    assert of(book, "reports", Scope("person", "zhao")) == []


def test_planned_visits_that_have_passed():
    book = make(
        {
            "visits/a.md": visit("2026-11-10", "planned"),
            "visits/b.md": visit("2026-11-17", "prepared", owner="wang"),
            "visits/c.md": visit("2026-11-18", "planned"),
            "visits/d.md": visit("2026-11-10", "cancelled"),
        }
    )
    (found,) = of(book, "past_visits")
    assert words(book, found) == "Visits: 2, the first on 10 Nov 2026"
    assert (found.urgency, found.visits) == (40, ("a", "b"))


def test_joint_visits_of_the_next_days_without_a_brief():
    joint = "companions:\n  - {who: sun}\n"
    book = make(
        {
            "visits/a.md": visit("2026-11-20", "planned", joint),
            "visits/b.md": visit("2026-11-19", "planned", joint + "---\n\n## Strategy\n\n先听后讲\n"),
            "visits/c.md": visit("2026-11-26", "planned", joint),
            "visits/d.md": visit("2026-11-25", "prepared", joint),
        }
    )
    (found,) = of(book, "briefs")
    assert (found.urgency, found.visits) == (60, ("a", "d"))
    assert found.red


def test_purchase_dates_that_have_passed():
    book = make(
        {
            "projects/a.md": project("甲", "stage: solution\namount: 40\npurchase_date: 2026-11-17"),
            "projects/b.md": project("乙", "stage: lead\npurchase_date: 2026-10-01", owner="wang"),
            "projects/c.md": project("丙", "stage: solution\namount: 5\npurchase_date: 2026-11-18"),
            "projects/d.md": project(
                "丁", "stage: order\namount: 9\npurchase_date: 2026-10-01\nwin_rate: 100"
            ),
        }
    )
    (found,) = of(book, "purchase")
    assert words(book, found) == "Projects: 2, 40 CNY 10k"
    assert (found.urgency, found.projects) == (36, ("a", "b"))


def test_focus_lists_over_their_cap_name_the_person():
    files = {f"projects/p{n}.md": project(f"项目{n}", "stage: lead", "important") for n in range(7)}
    book = make(files)
    (found,) = of(book, "cap")
    assert words(book, found) == "Important: 7 projects, cap 5"
    assert (found.urgency, found.people, len(found.projects)) == (80, ("li",), 7)
    (unconfirmed,) = of(book, "unconfirmed")
    assert (unconfirmed.urgency, unconfirmed.people) == (27, ("li",))


def test_the_month_is_behind_when_less_is_signed_than_days_have_gone():
    target = "owner: li\nyear: 2026\nmonths:\n  - {month: 11, orders: 100}"
    order = "project: a\namount: 20\nsigned_on: 2026-11-05"
    files = {
        "targets/li-2026.md": target,
        "projects/a.md": project("甲", "stage: agreement\namount: 20"),
        "orders/o1.md": order,
    }
    book = make(files)
    (found,) = of(book, "target")
    # November 2026 has 21 working days, 13 of them by the 18th: 61.9 % expected, 20 % signed.
    assert words(book, found) == "20 CNY 10k of 100 CNY 10k signed, working days left: 8"
    assert found.urgency == 41
    assert of(make({**files, "orders/o1.md": order.replace("20\n", "62\n")}), "target") == []


def test_signals_come_in_the_order_of_urgency(sample_book):
    found = signals(sample_book, COMPANY)
    assert [s.urgency for s in found] == sorted((s.urgency for s in found), reverse=True)
    assert all(0 <= s.urgency <= 100 for s in found)
    for signal in found:
        for lang in ("zh-Hans", "en"):
            assert tr(signal.what, lang)
            assert "{" not in say(signal.gap, Words(lang, sample_book.config), sample_book)


def test_low_conversion_names_the_step_the_diagnosis_rests_on():
    """5 of 25 quoted were signed; that none of the 5 is ordered yet is not a loss."""
    files = {f"projects/q{n}.md": project(f"报价{n}", "stage: quotation") for n in range(20)}
    files |= {f"projects/a{n}.md": project(f"签约{n}", "stage: agreement") for n in range(5)}
    book = make(files)
    (found,) = of(book, "DQ3")
    assert words(book, found) == "Confirmed quotation to Signed agreement: 20%, model 50%"
