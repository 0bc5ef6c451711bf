"""The ten diagnostic questions with hand-made patterns: DQ1–DQ10, in every kind of scope."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from measure_books import FIVE, book, projects

from site_gen.measures.answers import CLEAR, FIRES, INFORMS, UNKNOWN
from site_gen.measures.diagnosis import diagnosis
from site_gen.measures.regions import last_sign, stale
from site_gen.measures.scope import COMPANY, Scope, all_scopes
from site_gen.measures.values import Amount, Name, Percent
from site_gen.render.say import say, say_html
from site_gen.render.words import Words

TARGET = {"targets/li.md": "owner: li\nyear: 2026\nmonths: [{month: 1, orders: 1000}]"}


def ask(made, question: str, scope: Scope = COMPANY):
    return next(f for f in diagnosis(made, scope).findings if f.question == question)


def said(made, finding, lang: str = "en") -> list[str]:
    return [say(s, Words(lang, made.config), made) for s in finding.evidence]


def test_every_scope_gets_ten_answers_with_evidence():
    made = book(projects("a lead 10", "b solution 20 products=[pipes] purchase_date=2026-12-01") | TARGET)
    for scope in all_scopes(made):
        found = diagnosis(made, scope)
        assert [f.question for f in found.findings] == [f"DQ{n}" for n in range(1, 11)]
        for finding in found.findings:
            assert finding.evidence, (str(scope), finding.question)
            assert all(said(made, finding)), finding.question
            assert finding.fires == (finding.urgency > 0)


def test_dq1_says_where_projects_and_money_stand():
    made = book(projects("a lead 10", "b lead -", "c solution 20", "w payment 99"))
    found = ask(made, "DQ1")
    assert (found.status, found.projects) == (INFORMS, ("a", "b", "c"))
    args = dict(found.evidence[0].args)
    assert (args["count"], args["amount"]) == (3, Amount(Decimal(30)))
    assert (args["stage"], args["most"]) == (Name("stage", "lead"), 2)
    assert (args["rich"], args["money"]) == (Name("stage", "solution"), Amount(Decimal(20)))
    assert ask(book({}), "DQ1").status == UNKNOWN


def test_dq2_thin_pipeline():
    """Open 1,200 of a target of 1,000 is 120 %: 30 points of 150 short, a fifth."""
    found = ask(book(projects("a lead 1200") | TARGET), "DQ2")
    assert (found.status, found.urgency, found.projects) == (FIRES, 20, ("a",))
    assert dict(found.evidence[0].args)["coverage"] == Percent(Decimal(120))
    assert ask(book(projects("a lead 1500") | TARGET), "DQ2").status == CLEAR
    assert ask(book(projects("a lead 1500")), "DQ2").status == UNKNOWN
    assert ask(book(projects("a lead 1500") | TARGET), "DQ2", Scope("vertical", "chemical")).status == UNKNOWN


def leads(prefix: str, count: int, rest: str = "") -> list[str]:
    return [f"{prefix}{n} lead 1 {rest}" for n in range(count)]


def test_dq3_low_conversion_names_the_step_and_the_projects_left_behind():
    """2 of 10 leads became opportunities: 20 % against 60 %."""
    made = book(projects(*leads("l", 8), "o1 opportunity 1", "o2 opportunity 1"))
    found = ask(made, "DQ3")
    assert (found.status, found.urgency) == (FIRES, 40)
    assert found.projects == tuple(f"l{n}" for n in range(8))
    first, second = (made.config.label("stage", key, "en") for key in ("lead", "opportunity"))
    assert said(made, found)[0] == (
        f"From “{first}” to “{second}”: 20% against 60% in the model (2 of 10 projects moved on)."
    )
    assert "fewer than 5" in said(made, found)[-1]
    assert ask(book(projects(*leads("l", 4))), "DQ3").status == UNKNOWN
    level = projects(*leads("l", 2), *[f"o{n} opportunity 1" for n in range(3)])
    assert ask(book(level), "DQ3").status == CLEAR


def test_dq4_thin_reserve():
    """Target 1,000, average 100, nothing signed this year: 100 leads and 60 opportunities are needed."""
    files = projects("w payment 100 stage_history=@payment:2025-01-01", *leads("l", 25)) | TARGET
    found = ask(book(files), "DQ4")
    assert (found.status, found.urgency) == (FIRES, 100)
    assert [dict(s.args).get("needed") for s in found.evidence[:2]] == [100, 60]
    assert [dict(s.args).get("existing") for s in found.evidence[:2]] == [25, 0]
    signed = projects("w payment 1000 stage_history=@payment:2026-01-05", "l lead 1") | TARGET
    assert ask(book(signed), "DQ4").status == CLEAR
    assert ask(book(projects("l lead 1") | TARGET), "DQ4").status == UNKNOWN


def test_a_purchase_month_that_is_over_is_not_judged_by_its_target():
    october = {"targets/li.md": "owner: li\nyear: 2026\nmonths: [{month: 10, orders: 100}]"}
    made = book(projects("w payment 80", "l lead 5 purchase_date=2026-10-20") | october)
    for question in ("DQ2", "DQ4"):
        found = ask(made, question, Scope("month", "2026-10"))
        assert found.status == "unknown"
        assert said(made, found) == ["This month is over; its target can no longer be planned for."]


def test_dq4_without_a_target_to_reach():
    zero = {"targets/li.md": "owner: li\nyear: 2026\nmonths: [{month: 1, orders: 0}]"}
    made = book(projects("w payment 80", "l lead 5") | zero)
    found = ask(made, "DQ4")
    assert (found.status, said(made, found)) == ("unknown", ["The order target of this period is zero."])


def test_dq5_late_losses():
    """3 of 5 quoted projects lost: 60 % against 50 %."""
    rows = [f"x{n} lost 1 lost_from_stage=quotation" for n in range(3)]
    made = book(projects(*rows, "q1 quotation 1", "w1 payment 1", "w2 payment 1", "q2 quotation 1"))
    found = ask(made, "DQ5")
    assert (found.status, found.projects) == (CLEAR, ("x0", "x1", "x2"))
    made = book(projects(*rows, "q1 quotation 1", "w1 payment 1"))
    found = ask(made, "DQ5")
    assert (found.status, found.urgency) == (FIRES, 10)
    assert said(made, found)[0].startswith("Late losses: 3 of 5 projects")
    assert ask(book(projects("x lost 1")), "DQ5").status == UNKNOWN


def test_dq6_one_big_deal():
    """80 of 100 is 80 %: 30 of the 50 points above the limit."""
    rows = ["a quotation 80 purchase_date=2026-12-01", "b solution 20 purchase_date=2026-12-01"]
    found = ask(book(projects(*rows)), "DQ6")
    assert (found.status, found.urgency, found.projects) == (FIRES, 60, ("a", "b"))
    assert ask(book(projects("a quotation 80")), "DQ6").status == UNKNOWN


def test_dq7_names_the_market_and_its_reason():
    rows = [*leads("l", 7), "x lost 5 lost_reason=delivery", "o opportunity 1"]
    rows += [f"h{n} opportunity 1 customer=hua" for n in range(6)]
    made = book(projects(*rows))
    found = ask(made, "DQ7")
    assert (found.status, len(found.projects), found.urgency) == (FIRES, 14, 66)
    args = [dict(sentence.args) for sentence in found.evidence]
    assert [a.get("vertical") for a in args] == [
        Name("vertical", "water"),
        Name("vertical", "chemical"),
        None,
    ]
    assert [(a.get("moved"), a.get("entered")) for a in args[:2]] == [(0, 6), (1, 9)]
    assert args[1]["own"] == Percent(Decimal("11.1111"))
    assert (args[2]["reason"], args[2]["count"], args[2]["lost"]) == (Name("lost_reason", "delivery"), 1, 1)
    assert ask(made, "DQ7", Scope("vertical", "chemical")).status == FIRES
    assert ask(made, "DQ7", Scope("person", "zhao")).status == UNKNOWN


def test_dq8_a_small_region():
    """Jiangsu 4 projects with 400, Zhejiang 1 with 40: the average is 2.5 with 220."""
    rows = [f"j{n} lead 100" for n in range(4)]
    made = book(projects(*rows, "z lead 40 customer=hua"))
    found = ask(made, "DQ8")
    assert (found.status, found.projects) == (FIRES, ("z",))
    assert said(made, found)[-1] == "The average of 2 regions is 2.5 open projects with 220 CNY 10k."
    own = ask(made, "DQ8", Scope("province", "zhejiang"))
    assert (own.status, own.urgency) == (FIRES, 81)
    assert ask(made, "DQ8", Scope("province", "jiangsu")).status == CLEAR
    rich = book(projects(*rows, "z lead 400 customer=hua"))
    assert ask(rich, "DQ8", Scope("province", "zhejiang")).status == CLEAR
    assert ask(made, "DQ8", Scope("vertical", "chemical")).status == UNKNOWN


def test_dq9_customers_and_visits_without_project_and_stale_ones():
    files = {
        f"customers/k{n}.md": f"name: 客户{n}\nvertical: food\nprovince: jiangsu\nowner: li" for n in range(3)
    }
    files |= projects(
        "a lead 1 updated_on=2026-11-01", "b lead 1 updated_on=2026-10-13", "c lead 1 customer=hua"
    )
    made = book(files)
    found = ask(made, "DQ9")
    assert (found.status, found.urgency) == (FIRES, 60)
    assert found.customers == ("k0", "k1", "k2")
    assert found.projects == ("b", "c")
    assert last_sign(made, "b") == date(2026, 10, 13)
    assert [s.project.id for s in stale(made, Scope("person", "li"))] == ["b", "c"]
    assert ask(made, "DQ9", Scope("province", "zhejiang")).status == UNKNOWN
    only = ask(made, "DQ9", Scope("source", "dealer"))
    assert (only.status, only.customers) == (UNKNOWN, ())


def test_dq9_exactly_35_days_is_not_stale():
    made = book(projects("a lead 1 updated_on=2026-10-14", "b lead 1 updated_on=2026-10-13"))
    assert [s.project.id for s in stale(made, COMPANY)] == ["b"]


def test_dq10_no_big_deal():
    made = book(projects("a lead 199.9", "b lead 50"))
    found = ask(made, "DQ10")
    assert (found.status, found.projects) == (FIRES, ("a", "b"))
    big = book(projects("a lead 200", "b lead 50 customer=hua"))
    found = ask(big, "DQ10")
    assert (found.status, found.projects) == (CLEAR, ("a",))
    assert said(big, found)[-1] == "Regions with open projects but none of that size: Zhejiang."
    assert ask(big, "DQ10", Scope("province", "zhejiang")).status == FIRES


def test_the_latest_answer_of_the_same_scope_is_shown():
    def review(day: str, rows: str, team: str = "") -> dict[str, str]:
        front = f"meeting: monthly\ndate: {day}\nchair: chen\nattendees: [li]\ndiagnosis: [{rows}]"
        return {
            f"reviews/{day}{team}.md": front + (f"\nteam: {team}" if team else "") + "\n---\n## Summary\n好\n"
        }

    files = review("2026-09-01", "{question: DQ2, scope: company, cause: 旧}")
    files |= review(
        "2026-10-01",
        "{question: DQ2, cause: 新, solution: 多找}, {question: DQ3, scope: 'person:li', cause: 慢}",
    )
    files |= review("2026-10-02", "{question: DQ2, cause: 东}", "east")
    files |= review("2026-12-01", "{question: DQ2, cause: 以后}")
    made = book(files)
    answer = ask(made, "DQ2").answer
    assert answer is not None
    assert (answer.review, answer.day, answer.cause, answer.solution) == (
        "2026-10-01",
        date(2026, 10, 1),
        "新",
        "多找",
    )
    east, li = ask(made, "DQ2", Scope("team", "east")).answer, ask(made, "DQ3", Scope("person", "li")).answer
    assert east is not None
    assert li is not None
    assert (east.cause, li.cause) == ("东", "慢")
    assert ask(made, "DQ3").answer is None


def test_the_firing_ones_come_in_order_of_urgency():
    made = book(projects("a lead 1200", "b lead 1") | TARGET)
    firing = diagnosis(made, COMPANY).firing
    assert [f.urgency for f in firing] == sorted((f.urgency for f in firing), reverse=True)
    assert all(f.fires for f in firing)


def test_names_in_evidence_become_links_and_are_escaped():
    made = book(projects("a quotation 80 purchase_date=2026-12-01"))
    finding = ask(made, "DQ6")
    html = say_html(
        finding.evidence[0], Words("en", made.config), made, lambda kind, i: f"<a href='{kind}/{i}'>x</a>"
    )
    assert html.startswith("<a href='project/a'>x</a> with 80 CNY 10k is 100%")


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_five_stages_are_diagnosed_too(lang):
    rows = [*[f"i{n} idea 10" for n in range(9)], "t talk 20 purchase_date=2026-12-01", "c cash 50"]
    made = book(projects(*rows) | TARGET, FIVE)
    for scope in all_scopes(made):
        for finding in diagnosis(made, scope).findings:
            assert all(said(made, finding, lang))
    assert ask(made, "DQ3").status == FIRES
    assert ask(made, "DQ4").status == FIRES
    assert ask(made, "DQ6").projects == ("t",)


def test_gates_that_no_open_stage_reaches_switch_their_questions_off():
    """A team that has only leads, wins and losses points `complete` and `quoted` past its open stages."""
    gates = FIVE.replace("complete: talk, quoted: offer", "complete: dead, quoted: cash")
    rows = [*[f"x{n} dead 1 lost_from_stage=idea" for n in range(5)], *[f"c{n} cash 1" for n in range(5)]]
    made = book(projects(*rows, "i idea 1 purchase_date=2026-12-01"), gates)
    assert said(made, ask(made, "DQ6")) == [
        "No open stage is near to signing: “complete” among the gates of site.yaml is “Dead”."
    ]
    assert len(ask(made, "DQ5").evidence) == 1
