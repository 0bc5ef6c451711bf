"""The figures of the pipeline pages equal a count made by hand over the raw files."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import yaml
from conftest import SAMPLE
from pages_helper import Pages, by_class, ids, number, text

from site_gen.measures.registry import MEASURES
from site_gen.measures.scope import Scope, all_scopes
from site_gen.pages import addresses, data
from site_gen.pages.track import state_of

STAGES = ["lead", "opportunity", "solution", "quotation", "agreement", "order", "payment"]
MODEL = [100, 60, 40, 20, 10, 10, 10]


@dataclass(frozen=True)
class Raw:
    """A project as it stands in its file, read by nothing of ours."""

    id: str
    facts: dict
    customer: dict

    @property
    def stage(self) -> str:
        return self.facts["stage"]

    @property
    def amount(self) -> Decimal:
        return Decimal(self.facts.get("amount", "0"))

    @property
    def reached(self) -> int:
        if self.stage != "lost":
            return STAGES.index(self.stage) + 1
        if self.facts.get("lost_from_stage"):
            return STAGES.index(self.facts["lost_from_stage"]) + 1
        before = [m["stage"] for m in self.facts.get("stage_history", []) if m["stage"] != "lost"]
        return STAGES.index(before[-1]) + 1 if before else 1

    @property
    def weighted(self) -> Decimal:
        if self.stage not in STAGES[:4]:
            return Decimal(0)
        if "win_rate" in self.facts:
            return self.amount * Decimal(self.facts["win_rate"]) / 100
        model = MODEL[STAGES.index(self.stage)]
        return (self.amount * 10 / model).quantize(Decimal("0.01"))

    def value(self, kind: str) -> object:
        facts = self.facts
        if kind == "team":
            return front(SAMPLE / "people" / f"{facts['owner']}.md").get("team", "")
        if kind == "person":
            return facts["owner"]
        if kind in {"vertical", "province"}:
            return facts.get(kind) or self.customer[kind]
        if kind == "month":
            return facts.get("purchase_date", "")[:7]
        return facts[kind]

    def belongs(self, scope: Scope) -> bool:
        if scope.kind == "company":
            return True
        if scope.kind == "product":
            return scope.id in self.facts.get("products", [])
        return self.value(scope.kind) == scope.id


def front(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8").split("---")[1], yaml.BaseLoader)


@pytest.fixture(scope="module")
def raw() -> list[Raw]:
    customers = {path.stem: front(path) for path in (SAMPLE / "customers").rglob("*.md")}
    found = []
    for path in sorted((SAMPLE / "projects").rglob("*.md")):
        facts = front(path)
        found.append(Raw(path.stem, facts, customers[facts["customer"]]))
    return found


@pytest.fixture(scope="module")
def pages(sample_book) -> Pages:
    return Pages(sample_book)


def scopes(book) -> list[Scope]:
    """Two scopes of each kind."""
    found: dict[str, list[Scope]] = {}
    for scope in all_scopes(book):
        found.setdefault(scope.kind, []).append(scope)
    return [scope for of_kind in found.values() for scope in (of_kind[0], of_kind[-1])]


def half_up(value: Decimal, places: str = "1") -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def funnel_rows(tree) -> dict[str, list[str]]:
    """The cells of the funnel table by stage, in the order of the stages."""
    table = by_class(tree, "table", "funnel-table")[0]
    rows = table.find("tbody").findall("tr")
    assert len(rows) == 8
    return {
        stage: [text(cell) for cell in row.findall("td")]
        for stage, row in zip([*STAGES, "lost"], rows, strict=True)
    }


def test_every_figure_of_the_funnel_table_is_the_count_over_the_files(pages, raw):
    seen = 0
    for scope in dict.fromkeys(scopes(pages.book)):
        mine = [project for project in raw if project.belongs(scope)]
        if not mine:
            continue
        seen += 1
        shown = funnel_rows(pages.tree(addresses.funnel(scope)))
        for rank, stage in enumerate([*STAGES, "lost"], 1):
            cells = shown[stage]
            here = [p for p in mine if p.stage == stage]
            amount = sum((p.amount for p in here), Decimal(0))
            assert int(cells[0]) == len(here), (scope, stage)
            assert Decimal(number(cells[1])) == half_up(amount, "0.1"), (scope, stage)
            assert int(number(cells[2])) == half_up(amount * 10 / Decimal("6.3")), (scope, stage)
            if rank <= 4:
                weighted = sum((p.weighted for p in here), Decimal(0))
                assert Decimal(number(cells[3])) == half_up(weighted, "0.1"), (scope, stage)
            else:
                assert cells[3] == "–"
            if rank < 7:
                check_step(cells[4:], mine, rank, (scope, stage))
            else:
                assert cells[4:] == ["–", "–", "–"]
    assert seen >= 15


def check_step(cells: list[str], mine: list[Raw], rank: int, where: object) -> None:
    entered = sum(1 for p in mine if p.reached >= rank)
    moved = sum(1 for p in mine if p.reached > rank)
    model = Decimal(MODEL[rank] * 100) / MODEL[rank - 1]
    assert cells[1] == f"{half_up(model)}%"
    if not entered:
        assert cells[0] == "–", where
        assert cells[2] == "–", where
        return
    own = Decimal(moved * 100) / entered
    assert cells[0].startswith(f"{half_up(own)}%"), where
    assert ("n=" in cells[0]) == (entered < 5), where
    gap = half_up(own - model)
    sign = "+" if own - model > 0 else ""
    assert number(cells[2]).replace("▼", "").strip() in {f"{sign}{gap}", f"{gap}"}, where


def test_the_strip_shows_open_amount_weighted_amount_and_win_rate(pages, raw):
    shown = [text(e) for e in by_class(pages.tree(addresses.PIPELINE), "span", "value")]
    open_ = [p for p in raw if p.stage in STAGES[:4]]
    won = [p for p in raw if p.stage in STAGES[4:]]
    lost = [p for p in raw if p.stage == "lost"]
    assert Decimal(number(shown[0])) == sum(p.amount for p in open_)
    assert Decimal(number(shown[1])) == half_up(sum(p.weighted for p in open_), "0.1")
    rate = Decimal(len(won) * 100) / (len(won) + len(lost))
    assert shown[3] == f"{half_up(rate)}%"


def test_the_list_of_every_scope_has_a_group_per_stage_with_its_rows(pages, raw):
    for scope in dict.fromkeys(scopes(pages.book)):
        tree = pages.tree(addresses.projects_of(scope))
        anchors = ids(tree)
        assert {f"stage-{stage}" for stage in [*STAGES, "lost"]} <= anchors
        for stage in [*STAGES, "lost"]:
            mine = {p.id for p in raw if p.belongs(scope) and p.stage == stage}
            assert rows_of(tree, stage) == mine, (scope, stage)
        reasons = {p.facts["lost_reason"] for p in raw if p.belongs(scope) and p.stage == "lost"}
        assert {f"lost-{reason}" for reason in reasons} <= anchors


def rows_of(tree, stage: str) -> set[str]:
    """Ids of the projects listed under a stage."""
    found: set[str] = set()
    current = ""
    for row in next(t for t in tree.iter("table") if t.get("id") == "projects").iter("tr"):
        anchor = row.get("id") or ""
        if "group" in (row.get("class") or ""):
            current = anchor.removeprefix("stage-") if anchor.startswith("stage-") else current
        elif current == stage and row.find("td") is not None and row.findall("td")[0].find("a") is not None:
            href = row.findall("td")[0].find("a").get("href")
            found.add(href.rpartition("/")[2].removesuffix(".html"))
    return found


def test_the_list_has_the_columns_of_the_pipeline_table_in_their_order(pages):
    table = next(
        t for t in pages.tree(addresses.PROJECTS, "zh-Hans").iter("table") if t.get("id") == "projects"
    )
    heads = [text(cell).rstrip("? ").replace("数字的定义", "") for cell in table.find("thead").find("tr")]
    words = [
        "客户",
        "项目名称",
        "状态",
        "重要程度",
        "来源",
        "胜率",
        "产品",
        "投标",
        "采购时间",
        "订单额",
        "订单额",
        "行业",
        "流失原因",
        "省份",
        "城市",
        "销售",
    ]
    assert len(heads) == len(words)
    for head, word in zip(heads, words, strict=True):
        assert word in head, (head, word)


def test_a_row_rendered_once_for_many_lists_is_right_in_each(pages):
    company = pages.html(addresses.PROJECTS)
    nested = pages.html(addresses.projects_of(Scope("source", "gf")))
    assert 'href="r/' in company
    assert 'href="../../../projects/r/' in nested
    assert 'href="../../../projects/r/' not in company


def test_a_scope_with_few_cases_says_so(pages):
    smallest = min(
        (s for s in all_scopes(pages.book) if s.kind == "vertical"),
        key=lambda s: len(s.states(pages.book)),
    )
    assert 'class="few"' in pages.html(addresses.funnel(smallest))


def test_every_question_of_the_diagnosis_stands_on_every_funnel(pages):
    for scope in scopes(pages.book):
        url = addresses.funnel(scope)
        if scope.states(pages.book):
            assert {f"DQ{n}" for n in range(1, 11)} <= ids(pages.tree(url)), url


def test_a_month_that_is_over_is_not_said_to_be_in_order(pages):
    scope = next(s for s in all_scopes(pages.book) if (s.kind, s.id) == ("month", "2026-04"))
    tree = pages.tree(addresses.funnel(scope))
    assert "None of the questions can be answered yet." in text(tree)
    assert "None of the questions asks for attention." not in text(tree)
    strip = next(e for e in tree.iter("dl") if e.get("class") == "strip")
    covered = next(e for e in strip if "Coverage of the year" in text(e))
    assert covered.get("class") == "figure"  # nothing covers the target, and nothing is asked of it any more


def test_the_manager_s_answer_stands_beside_the_question(pages):
    answers = [row for review in pages.book.reviews.values() for row in review.diagnosis]
    shown = pages.html(addresses.PIPELINE, "zh-Hans")
    given = [row for row in answers if row.scope in {"", "company"} and row.cause]
    assert any(row.cause in shown for row in given)


def test_losses_by_reason_equal_the_count(pages, raw):
    tree = pages.tree(addresses.LOST)
    table = next(t for t in tree.iter("table") if text(t.find("caption")) == "Reasons for loss")
    lost = [p for p in raw if p.stage == "lost"]
    counts = sorted((int(text(row.findall("td")[0])) for row in table.find("tbody")), reverse=True)
    reasons = [p.facts["lost_reason"] for p in lost]
    assert counts == sorted((reasons.count(r) for r in set(reasons)), reverse=True)
    listed = next(t for t in tree.iter("table") if t.get("id") == "lost")
    assert len(listed.find("tbody").findall("tr")) == len(lost)


def test_late_losses_are_those_lost_from_quotation_on(pages, raw):
    late = [p for p in raw if p.stage == "lost" and p.reached >= 4]
    quoted = [p for p in raw if p.reached >= 4]
    table = next(
        t for t in pages.tree(addresses.PIPELINE).iter("table") if text(t.find("caption")) == "Loss rates"
    )
    cells = [text(cell) for cell in table.find("tbody").findall("tr")[1].findall("td")]
    assert cells[:2] == [str(len(late)), str(len(quoted))]


def test_the_supply_plan_adds_up_to_the_open_amounts_with_a_date(pages, raw):
    tree = pages.tree(addresses.SUPPLY)
    for table, field in zip(by_class(tree, "table", "supply"), ("purchase_date", "bid_date"), strict=True):
        mine = [p for p in raw if p.stage in STAGES[:5] and p.facts.get(field)]
        total = text(table.find("tfoot").findall("tr")[0].findall("td")[-1])
        assert Decimal(number(total)) == half_up(sum(p.amount for p in mine), "0.1")
        for month in {p.facts[field][:7] for p in mine}:
            assert f"{field.removesuffix('_date')}-{month}" in ids(tree)


def test_focus_lists_count_open_projects_per_responsible_person(pages, raw):
    tree = pages.tree(addresses.FOCUS)
    assert {"gf_care", "very_important", "important"} <= ids(tree)
    for level, field in (("gf_care", "gf_sales"), ("important", "owner")):
        mine: dict[str, int] = {}
        for p in raw:
            if p.stage in STAGES[:4] and p.facts["importance"] == level:
                person = p.facts.get(field, "")
                mine[person] = mine.get(person, 0) + 1
        for person, count in mine.items():
            heading = next(h for h in tree.iter("h3") if h.get("id") == f"{level}-{person or 'nobody'}")
            if person:
                assert f"{count} /" in text(heading)


def test_orders_sum_up_what_is_paid_and_owed(pages):
    orders = [front(path) for path in (SAMPLE / "orders").rglob("*.md")]
    signed = [o for o in orders if o.get("signed_on", "") <= "2026-11-20"]
    amount = sum(Decimal(o["amount"]) for o in signed)
    rows = [r for o in signed for r in o.get("payments", [])]
    paid = sum(Decimal(r["amount"]) for r in rows if r.get("paid_on", "9999") <= "2026-11-20")
    overdue = sum(
        Decimal(r["amount"])
        for r in rows
        if r.get("due", "9999") < "2026-11-20" and r.get("paid_on", "9999") > "2026-11-20"
    )
    shown = [text(e) for e in by_class(pages.tree(addresses.ORDERS), "span", "value")]
    assert [Decimal(number(value)) for value in shown[:4]] == [amount, paid, amount - paid, overdue]


def test_the_comparison_has_a_row_per_scope_and_a_table_per_kind(pages):
    tree = pages.tree(addresses.COMPARE)
    for kind in ("team", "person", "vertical", "province", "product", "source", "importance", "month"):
        assert kind in ids(tree)
    links = {a.get("href") for a in tree.iter("a")}
    for scope in all_scopes(pages.book):
        if scope.kind != "company":
            assert f"{scope.kind}/{scope.id}/index.html" in links


def test_the_company_and_its_teams_add_up(pages):
    teams = [s for s in all_scopes(pages.book) if s.kind == "team"]
    company = funnel_rows(pages.tree(addresses.PIPELINE))
    parts = [funnel_rows(pages.tree(addresses.funnel(s))) for s in teams]
    for stage, cells in company.items():
        assert int(cells[0]) == sum(int(part[stage][0]) for part in parts)


MINE = ("pipeline/", "projects/", "orders/")


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_pages_are_strictly_valid_in_every_language(pages, lang):
    wanted = [addresses.COMPARE, addresses.FOCUS, addresses.LOST, addresses.SUPPLY, addresses.ORDERS]
    wanted += [addresses.funnel(scope) for scope in scopes(pages.book)[:7]]
    wanted += [addresses.projects_of(scope) for scope in scopes(pages.book)[:4]]
    wanted += [url for url in pages.pages if url.startswith("orders/r/")][:3]
    wanted += [url for url in pages.pages if url.startswith("projects/r/")][::4]
    for url in wanted:
        assert url.startswith(MINE)
        tree = pages.tree(url, lang)
        assert tree.get("lang") == lang
        found = [e.get("id") for e in tree.iter() if e.get("id")]
        assert len(found) == len(set(found)), url


def test_data_files_hold_what_the_pages_show(pages, raw):
    files = data.files(pages.book)
    index = json.loads(files[data.INDEX])
    assert index["schema"] == "site-gen/data/1"
    assert index["as_of"] == "2026-11-20"
    assert {row["scope"] for row in index["scopes"]} == {str(s) for s in all_scopes(pages.book)}
    assert {row["id"] for row in index["measures"]} == set(MEASURES)
    for row in index["scopes"]:
        assert f"data/{row['file']}" in files
    company = json.loads(files["data/company.json"])
    stages = company["measures"]["M2"]["value"]["stages"]
    assert {s["stage"]: s["projects"]["count"] for s in stages} == {
        stage: sum(1 for p in raw if p.stage == stage) for stage in [*STAGES, "lost"]
    }
    assert all(company["measures"][ident]["schema"] == "site-gen/measure/1" for ident in company["measures"])


def test_data_files_are_the_same_bytes_every_time(sample_book):
    assert data.files(sample_book) == data.files(sample_book)


def test_every_state_on_the_pages_is_the_record_s_own(sample_book, raw):
    for project in raw:
        state = state_of(sample_book, sample_book.projects[project.id])
        assert state is not None
        assert state.stage == project.stage


def test_the_layout_of_the_data_files_is_the_documented_one(sample_book):
    page = (SAMPLE.parent / "docs" / "data.md").read_text("utf-8").partition("## The files")[2]
    words = set(re.findall(r"`([a-z_]+)`", page))
    files = data.files(sample_book)
    index = json.loads(files[data.INDEX])
    for part in (index, index["stages"][0], index["measures"][0], index["scopes"][0]):
        assert set(part) <= words
    assert set(json.loads(files["data/company.json"])) <= words


def test_the_header_of_the_pipeline_table_stands_above_the_company_s_list(pages):
    header = yaml.load((SAMPLE / "site.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["header"]
    page = pages.html(addresses.PROJECTS, "zh-Hans")
    assert all(value in page for value in header.values())
