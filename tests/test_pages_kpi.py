"""The page of key-account indicators (S24.4, S24.5)."""

from __future__ import annotations

import pytest
from measure_books import book
from pages_helper import Pages, by_class, for_managers, ids, seen_by, text
from test_measures_key_account_kpis import FILES

from site_gen.pages import addresses

LANGUAGES = "languages: [en, zh-Hans]\n"


@pytest.fixture(scope="module")
def site() -> Pages:
    return Pages(book(FILES, LANGUAGES))


def rows(site: Pages, section: str) -> list[list[str]]:
    found = next(e for e in site.tree(addresses.KPI).iter("section") if e.get("id") == section)
    return [[text(cell) for cell in row] for row in found.iter("tr")]


def test_the_finding_says_the_four_indicators(site: Pages) -> None:
    found = text(by_class(site.tree(addresses.KPI), "p", "finding")[0])
    assert "Quarter 4, 2026: 45% of the plan signed" in found
    assert "key accounts lost 1 of 3, new 1 of 4 planned" in found
    # 华新 has one contact with two facts and no survey, 李伟's four files are thinner still.
    assert "The files of 李伟 are the thinnest" in found


def test_each_specialist_has_a_row_and_the_total_one(site: Pages) -> None:
    table = rows(site, "specialists")
    assert [row[0] for row in table[1:]] == ["李伟", "赵军", "All"]
    li = table[1]
    assert (li[2], li[3], li[4], li[5]) == ("90", "200", "45%", "60")
    assert (li[7], li[8], li[9]) == ("50%", "1 / 2", "1 / 4")


def test_three_indicators_have_five_quarters(site: Pages) -> None:
    table = rows(site, "trend")
    assert table[0][1:] == [
        f"Quarter {n}, {year}" for n, year in ((4, 2025), (1, 2026), (2, 2026), (3, 2026), (4, 2026))
    ]
    churn = table.index(["Churn of key accounts"])
    assert table[churn + 1] == ["李伟", "0%", "50%", "0%", "0%", "50%"]


def test_every_figure_leads_to_what_is_behind_it(site: Pages) -> None:
    tree = site.tree(addresses.KPI)
    assert {"specialists", "trend", "behind", "files"} <= ids(tree)
    behind = rows(site, "behind")[1]
    assert "新源" in behind[2]
    assert "博远" in behind[3]
    files = rows(site, "files")
    assert [row[0] for row in files[1:]] == ["恒泰", "新源", "华新"]  # 博远 is lost, 后来 is none yet
    assert "none" in files[1][4]
    assert "the whole form" in files[1][5]


def test_it_says_that_there_are_no_key_accounts() -> None:
    empty = Pages(book({}, LANGUAGES))
    assert "No customer is marked as a key account yet." in empty.html(addresses.KPI)


def test_a_quarter_without_a_plan_says_so() -> None:
    key = {
        "customers/heng.md": "name: 恒泰\nvertical: chemical\nprovince: jiangsu\nowner: li\nkey_account: yes\nkey_account_since: 2026-11-02"
    }
    found = Pages(book(key, LANGUAGES)).html(addresses.KPI)
    assert "key accounts lost 0 of 0, new 1, no number planned." in found


def test_somebody_without_a_file_is_not_said_to_have_the_thinnest() -> None:
    lost = {
        "customers/c.md": "name: 丙公司\nvertical: water\nprovince: jiangsu\nowner: wang\nkey_account: yes\nkey_account_since: 2025-01-01",
        "churn/c.md": "customer: c\nlost_on: 2026-11-12\nreason: price",
    }
    made = Pages(book(FILES | lost, LANGUAGES))
    assert next(row for row in rows(made, "specialists") if row[0] == "王芳")[6] == "–"
    assert "The files of 李伟 are the thinnest" in text(by_class(made.tree(addresses.KPI), "p", "finding")[0])


def test_it_reads_in_chinese(site: Pages) -> None:
    tree = site.tree(addresses.KPI, "zh-Hans")
    assert text(tree.find(".//h1"))
    assert "2026年第4季度" in text(tree)
    assert "Q4" not in text(tree)


#: Stands nowhere but in a rating.
CANARY = "kanarienvogel"
RATED = FILES | {
    "kpi/2026-q3-wang.md": "person: wang\nquarter: 2026-Q3\nskill: 90\ninnovation: 60\nrated_by: chen",
    "kpi/2026-q4-wang.md": f"person: wang\nquarter: 2026-Q4\nskill: 40\nrated_by: chen\n---\n## 评语\n\n{CANARY}",
}


def test_ratings_and_warnings_are_for_managers_only() -> None:
    whole = book(RATED, LANGUAGES + "thresholds: {kpi_warning: 50}\n")
    site = Pages(seen_by(whole, "team"))
    shown = site.html(addresses.KPI)
    assert CANARY not in shown
    assert "oral warning" not in shown
    site = Pages(for_managers(whole))
    table = rows(site, "ratings")
    # 40 alone is 40, below the limit; (90 + 60) / 2.
    assert [(row[0], row[1], row[6]) for row in table[1:]] == [
        ("王芳", "Quarter 4, 2026", "40"),
        ("王芳", "Quarter 3, 2026", "75"),
    ]
    assert CANARY in table[1][8]
    assert "Below 50 points there is an oral warning." in site.html(addresses.KPI)
