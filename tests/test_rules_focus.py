"""Focus lists: caps, monthly confirmation, plans (S2)."""

from __future__ import annotations

from rule_books import PROJECT, SITE, book_of, problems_of, record, spots

IMPORTANT = PROJECT.replace("normal", "important") + "importance_confirmed_on: 2026-11-02\n"


def projects(count: int, fields: str) -> dict[str, str]:
    return {f"projects/p{n:02}.md": fields.replace("三期", f"{n}期") for n in range(count)}


def test_five_important_projects_are_within_the_cap():
    assert problems_of(projects(5, IMPORTANT), "SG601") == []


def test_a_sixth_important_project_is_over_the_cap_of_its_owner():
    (found,) = problems_of(projects(6, IMPORTANT), "SG601")
    assert found.person == "li-wei"
    assert found.record == ("person", "li-wei")
    assert found.message("en") == "李伟 has 6 projects of the level Important this month; the cap is 5."
    assert found.message("zh-Hans") == "李伟本月有6个“重要”项目，上限是5个。"
    assert "1 of them" in found.hint("en")
    assert len(found.others) == 6


def test_closed_projects_do_not_count_against_a_cap():
    won = IMPORTANT.replace("lead", "payment")
    assert problems_of(projects(5, IMPORTANT) | {"projects/w.md": won}, "SG601") == []


def test_gf_care_counts_per_person_of_the_manufacturer():
    care = PROJECT.replace("normal", "gf_care") + "gf_sales: wang-gf\n"
    assert problems_of(projects(10, care), "SG601") == []
    (found,) = problems_of(projects(11, care), "SG601")
    assert found.person == "wang-gf"


def test_very_important_counts_per_sales_head_of_the_dealer():
    very = PROJECT.replace("normal", "very_important")
    (found,) = problems_of(projects(11, very), "SG601")
    assert found.person == "zhao-zong"


def test_without_a_sales_head_in_the_configuration_the_cap_still_holds():
    very = PROJECT.replace("normal", "very_important")
    (found,) = problems_of(projects(11, very), "SG601", site="name: T\n")
    assert found.record == ("project", "p10")
    assert found.message("en").startswith("The dealer’s sales head has 11")


def test_caps_are_data():
    site = SITE + "extend:\n  importance:\n    - {key: important, cap: 1}\n"
    assert len(problems_of(projects(2, IMPORTANT), "SG601", site=site)) == 1


def test_gf_care_without_a_person_of_the_manufacturer():
    (found,) = problems_of({"projects/p.md": PROJECT.replace("normal", "gf_care")}, "SG624")
    assert str(found.place) == "projects/p.md:5:13"


def test_importance_confirmed_last_month_or_never():
    files = {
        "projects/now.md": IMPORTANT.replace("11-02", "11-01"),
        "projects/before.md": IMPORTANT.replace("11-02", "10-31"),
        "projects/never.md": PROJECT.replace("normal", "important"),
        "projects/plain.md": PROJECT,
        "projects/closed.md": IMPORTANT.replace("lead", "order").replace("11-02", "10-31"),
    }
    found = problems_of(files, "SG602")
    assert spots(found) == ["projects/before.md:8:26", "projects/never.md:5:13"]
    assert found[0].message("en").endswith("in 2026-11; last confirmed: 2026-10-31.")
    assert found[1].message("zh-Hans") == "2026-11还没有确认重要程度“重要”；上次确认：从未。"


def test_gf_care_needs_a_plan_and_resources_and_very_important_needs_resources():
    care = PROJECT.replace("normal", "gf_care")
    very = PROJECT.replace("normal", "very_important")
    resources = "resource_plan:\n  - {resource: 样品, party: gf}\n"
    files = {
        "projects/bare.md": care,
        "projects/full.md": record(care + resources, "## 项目计划\n\n先做方案。\n"),
        "projects/very.md": very,
        "projects/very-full.md": very + resources,
    }
    found = problems_of(files, "SG603")
    assert [d.record[1] for d in found] == ["bare", "bare", "very"]
    assert {dict(d.args)["label"].id for d in found[:2]} == {"Project plan", "Resource allocation plan"}


def test_warnings_are_computed_beside_errors():
    files = projects(6, IMPORTANT) | {
        "visits/v.md": "customer: nobody\nowner: li-wei\ndate: x\nstatus: done\n"
    }
    codes = {d.code for d in book_of(files).diagnostics}
    assert {"SG401", "SG304", "SG601"} <= codes
