"""Hunter planning (S3, M12): from the target back to the leads, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from measure_books import TODAY, book, projects

from site_gen.measures.average_deal import average_deal
from site_gen.measures.hunter import hunter, hunter_gaps
from site_gen.measures.leads import spread
from site_gen.measures.required import required
from site_gen.measures.scope import COMPANY, Scope

LI, ZHAO, EAST = Scope("person", "li"), Scope("person", "zhao"), Scope("team", "east")
OLD = "old payment 100 stage_history=@lead:2025-02-01,payment:2025-03-01"


def target(owner: str, year: int = 2026, **months: int) -> dict[str, str]:
    rows = ", ".join(f"{{month: {int(m[1:])}, orders: {a}}}" for m, a in months.items())
    return {f"targets/{year}-{owner}.md": f"owner: {owner}\nyear: {year}\nmonths: [{rows}]"}


def plan(owner: str, more: str = "", leads: int = 100, year: int = 2026) -> dict[str, str]:
    text = (
        f"owner: {owner}\nyear: {year}\nlead_sources: [{{source: referral, expected_leads: {leads}}}, "
        "{source: event, expected_leads: 5}, {source: referral, expected_leads: 1}]\n"
        "action_plan: [{who: li, what: 老客户回访, when: 2026-12-01}]\n"
    )
    return {f"plans/{year}-{owner}.md": text + more}


def test_m12_the_example_by_model_and_by_own_rates():
    """Target 950, won 0, average 100: 10 deals, L 100, O 60, S 40, Q 20, A/O/P 10; own 1 of 3 leads: 30."""
    files = projects(OLD, "l lead 5", "q quotation 5") | target("li", m1=950)
    found = hunter(book(files), LI)
    assert (found.target, found.target_from, found.remaining, found.average) == (950, "targets", 950, 100)
    assert (found.average_from, found.average_of, found.wins, found.year_wins) == ("person", ("old",), 10, 10)
    assert [row.by_model for row in found.stages] == [100, 60, 40, 20, 10, 10, 10]
    assert [row.by_own for row in found.stages] == [30, 20, 20, 20, 10, 10, 10]
    assert [row.few for row in found.stages] == [True] * 7
    assert [(row.existing.count, row.gap, row.own_gap) for row in found.stages[:4]] == [
        (2, 98, 28),
        (1, 59, 19),
        (1, 39, 19),
        (1, 19, 19),
    ]
    assert found.rates_from == "person"


def test_deals_are_rounded_up_exactly():
    """Three deals of together 100 are an average without end; a target of 100 still needs three, 100.1 four."""
    rows = [f"w{n} payment {a} stage_history=@payment:2025-03-0{n}" for n, a in ((1, 33), (2, 33), (3, 34))]
    made = book(projects(*rows) | target("li", m1=100) | target("zhao", m1=101))
    assert hunter(made, LI).wins == 3
    assert required(made, LI).wins == 3
    assert hunter(made, ZHAO).wins == 4


def test_a_target_just_reached_or_passed_needs_nothing_more():
    row = "w payment 100 stage_history=@lead:2026-01-05,agreement:2026-02-01,payment:2026-03-01"
    for goal, met in ((100, True), (80, True), (101, False)):
        found = hunter(book(projects(row) | target("li", m2=goal)), LI)
        assert (found.met, found.wins, found.year_wins) == (met, 0 if met else 1, 2 if goal > 100 else 1)
        assert found.stages[0].by_model == (0 if met else 10)
        assert (found.stages[0].listed.ids, found.stages[-1].listed.ids) == (("w",), ("w",))
        assert found.months[10].to_find == (0 if met else 5)


def test_without_an_average_deal_the_reason_is_said():
    found = hunter(book(projects("l lead 5") | target("li", m1=100)), LI)
    assert (found.wins, found.stages, found.average, found.reason is not None) == (None, (), None, True)
    assert [(m.target, m.planned, m.to_find) for m in found.months[:2]] == [
        (100, None, None),
        (None, None, None),
    ]
    none = hunter(book(projects(OLD)), LI)
    assert (none.target, none.wins, none.reason is not None) == (None, None, True)
    assert hunter(book({}), Scope("vertical", "water")).reason is not None


def test_the_plan_s_own_target_and_average_come_first():
    files = projects(OLD) | target("li", m1=950) | plan("li", "target: 500\naverage_deal: 40")
    found = hunter(book(files), LI)
    assert (found.plans, found.target, found.target_from) == (("2026-li",), 500, "plan")
    assert (found.average, found.average_from, found.average_of, found.wins) == (40, "plan", (), 13)
    assert (found.targets, found.expected) == (("2026-li",), 106)
    assert required(book(files), LI).wins == 13


def test_the_average_is_the_person_s_then_the_team_s_then_the_company_s():
    rows = [
        "old payment 900 owner=li stage_history=@payment:2024-12-31",
        "w payment 60 owner=wang stage_history=@payment:2025-01-01",
        "x payment 40 owner=wang stage_history=@payment:2026-11-18",
        "z payment 30 owner=zhao customer=hua stage_history=@payment:2026-03-01",
        "later payment 990 owner=li stage_history=@quotation:2026-11-01,payment:2026-11-19",
    ]
    made = book(projects(*rows))
    assert (average_deal(made, LI, 2026).amount, average_deal(made, LI, 2026).source) == (50, "team")
    assert average_deal(made, ZHAO, 2026).source == "person"
    assert average_deal(made, Scope("team", "west"), 2026).amount == 30
    alone = book(projects(*rows[3:4]))
    assert (average_deal(alone, LI, 2026).amount, average_deal(alone, LI, 2026).source) == (30, "company")
    past = book(projects(rows[0], "u payment 100 owner=wang"))
    assert (average_deal(past, LI, 2026).amount, average_deal(past, LI, 2026).source) == (500, "ever")


def test_own_rates_fall_back_and_say_so():
    """Wang won 1 of 4; Li, of the same team, nothing of 1; Zhao has nobody else in the west: the company's 1 of 6."""
    rows = [
        "w payment 100 owner=wang stage_history=@payment:2026-01-01",
        *[f"l{n} lead 1 owner=wang" for n in range(3)],
    ]
    files = projects(*rows, "mine solution 5", "his lead 5 owner=zhao customer=hua")
    made = book(files | target("li", m1=100) | target("zhao", m1=100))
    li, zhao = hunter(made, LI), hunter(made, ZHAO)
    assert (li.rates_from, li.stages[0].own_rate.percent, li.stages[0].by_own, li.stages[0].few) == (
        "team",
        20,
        5,
        False,
    )
    assert (zhao.rates_from, zhao.stages[0].by_own) == ("company", 6)
    assert required(made, LI).stages[0].by_own is None


def test_the_list_of_the_year_holds_what_was_open_when_it_began():
    rows = [
        "carried solution 5 stage_history=@lead:2025-10-01,opportunity:2025-11-01,solution:2026-02-01",
        "fresh lead 5 stage_history=@lead:2026-03-01",
        "lost lost 5 lost_date=2026-04-01 lost_from_stage=quotation stage_history=@lead:2026-01-10,quotation:2026-02-01",
        "gone lost 5 lost_date=2025-06-01 lost_from_stage=quotation",
        "won payment 50 stage_history=@lead:2025-03-01,agreement:2026-01-31,payment:2026-05-01",
        "before payment 50 stage_history=@lead:2025-03-01,agreement:2025-12-31,payment:2026-05-01",
        "undated opportunity 5",
    ]
    found = hunter(book(projects(*rows) | target("li", m1=150)), LI)
    assert found.stages[0].listed.ids == ("carried", "fresh", "lost", "undated", "won")
    assert found.stages[3].listed.ids == ("lost", "won")
    assert (found.leads.ids, found.undated.ids) == (("fresh", "lost"), ("undated",))
    assert (found.year_wins, found.stages[0].year_by_model, found.stages[0].year_gap) == (3, 30, 25)
    assert (found.wins, found.stages[0].by_model, found.stages[0].gap) == (2, 20, 17)


def test_months_share_the_leads_by_their_targets():
    """100 leads of the year over targets 100, 300, 600; 99 are missing in November, by 300 to 600."""
    files = projects(OLD, "l lead 5 stage_history=@lead:2026-01-05") | target("li", m1=100, m11=300, m12=550)
    found = hunter(book(files), LI)
    months = {m.month: m for m in found.months}
    assert [m.planned for m in found.months] == [10, *[0] * 9, 32, 58]  # 10.5, 31.6, 57.9: two roundings up
    assert (months["2026-01"].entered.ids, months["2026-01"].gap, months["2026-02"].gap) == (("l",), 9, 0)
    assert (months["2026-10"].to_find, months["2026-11"].to_find, months["2026-12"].to_find) == (None, 35, 64)
    assert (months["2026-11"].gap, months["2026-12"].gap) == (32, None)


def test_december_asks_for_all_that_remains():
    files = projects(OLD) | target("li", m1=900, m12=50)
    found = hunter(book(files, as_of=date(2026, 12, 31)), LI)
    assert [m.to_find for m in found.months] == [*[None] * 11, 100]


def test_a_target_without_months_is_shared_equally():
    found = hunter(book(projects(OLD) | plan("li", "target: 1000")), LI)
    assert [m.planned for m in found.months] == [9, 9, 9, 9, *[8] * 8]
    assert [m.to_find for m in found.months] == [*[None] * 10, 50, 50]


def test_spread_adds_up_whatever_the_weights():
    assert spread(10, [Decimal(1), Decimal(1), Decimal(1)]) == (4, 3, 3)
    assert spread(3, [Decimal(0), Decimal(0)]) == (2, 1)
    assert spread(0, [Decimal(5)]) == (0,)
    assert spread(5, []) == ()
    assert spread(7, [Decimal("0.1"), Decimal("0.2"), Decimal(0)]) == (2, 5, 0)


def test_a_past_year_looks_back_from_its_last_day():
    rows = [
        OLD,
        "later lead 5 stage_history=@lead:2026-02-01",
        "was solution 5 stage_history=@lead:2025-12-01,solution:2026-01-05",
    ]
    found = hunter(book(projects(*rows) | target("li", 2025, m1=200)), LI, 2025)
    assert (found.over, found.met, found.won.amount, found.wins, found.year_wins) == (True, False, 100, 1, 2)
    assert found.stages[0].existing.ids == ("was",)
    assert found.stages[0].listed.ids == ("old", "was")
    assert found.stages[2].listed.ids == ("old",)
    assert {m.to_find for m in found.months} == {None}
    assert not hunter(book(projects(OLD) | target("li", 2027, m1=100)), LI, 2027).over


def test_leads_by_channel_and_source_stand_beside_what_the_plan_expects():
    rows = [
        "a lead 1 lead_channel=referral source=gf stage_history=@lead:2026-02-01",
        "b lead 1 lead_channel=phone stage_history=@lead:2026-11-18",
        "c lead 1 stage_history=@lead:2026-03-01",
        "old lead 1 lead_channel=phone stage_history=@lead:2025-12-31",
        "later lead 1 lead_channel=phone stage_history=@lead:2026-11-19",
    ]
    found = hunter(book(projects(*rows) | plan("li")), LI)
    assert [(c.channel, c.expected, c.entered.ids) for c in found.channels] == [
        ("phone", None, ("b",)),
        ("referral", 101, ("a",)),
        ("event", 5, ()),
        ("", None, ("c",)),
    ]
    assert [(o.source, o.entered.ids) for o in found.origins] == [("gf", ("a",)), ("dealer", ("b", "c"))]


def test_a_team_needs_what_its_people_need():
    """Li needs 2 deals (150 at 100), Wang 3 at the team's average; Chen, who left, and Zhao of the west do not count."""
    rows = [OLD, "l lead 1", "z lead 1 owner=zhao customer=hua"]
    files = projects(*rows) | target("li", m1=150) | target("wang", m1=250) | target("zhao", m1=100)
    made = book(files)
    found = hunter(made, EAST)
    assert (found.target, found.wins, found.stages[0].by_model, found.stages[0].existing.ids) == (
        400,
        5,
        50,
        ("l",),
    )
    assert [(r.person, r.wins, r.leads, r.existing, r.gap) for r in found.people] == [
        ("li", 2, 20, 1, 19),
        ("wang", 3, 30, 0, 30),
    ]
    assert hunter(made, COMPANY).stages[0].by_model == 60
    assert sum(m.to_find or 0 for m in found.months) == 49
    gone = book(files | {"people/wang.md": "name: 王芳\nrole: sales\nteam: east\nleft: 2026-11-01"})
    assert [r.person for r in hunter(gone, EAST).people] == ["li"]


def test_gaps_for_a_meeting_name_the_stage_that_lacks_most():
    files = projects(OLD, "l lead 1", "m lead 1 stage_history=@lead:2026-11-02") | target(
        "li", m1=100, m11=100
    )
    (gap,) = hunter_gaps(book(files | plan("li")), COMPANY)
    assert (gap.person, gap.stage, gap.needed, gap.existing, gap.gap) == ("li", "opportunity", 12, 0, 12)
    assert (gap.month, gap.to_find, gap.entered, gap.plan) == ("2026-11", 18, 1, "2026-li")
    assert hunter_gaps(book(projects(OLD)), LI) == ()
    assert TODAY.month == 11
