"""`site-gen new`: a record of every kind that passes `check`, by flags or by questions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from site_gen.book import Book, read_book
from site_gen.cli.main import FINE, PROBLEMS, USAGE, main
from site_gen.config import default_config
from site_gen.exchange.dialogue import Dialogue
from site_gen.exchange.new import Draft, draft_text, path_of, problems_of, suggest_id, write_new
from site_gen.exchange.scaffold import scaffold_files, write_scaffold
from site_gen.forms.node import Scalar
from site_gen.forms.reader import Reader
from site_gen.forms.types import BAD
from site_gen.records import FORMS

TODAY = date(2026, 11, 20)

GIVEN = {
    "person": ["name=王芳", "role=业务员"],
    "customer": ["name=无锡晶海半导体有限公司", "short_name=晶海", "vertical=微电子", "province=江苏省"],
    "contact": ["name=吴国平", "customer=hengtai", "position=采购经理"],
    "project": [
        "customer=恒泰化工",
        "name=恒泰烧碱管路",
        "stage=潜在客户",
        "importance=一般",
        "source=经销商",
        "owner=李伟",
        "products=管材管件、阀门",
        "amount=60",
    ],
    "visit": [
        "customer=hengtai",
        "project=hengtai-line3",
        "owner=li-wei",
        "date=2026/11/24",
        "time=9:30",
        "status=已计划",
        "contacts=hengtai-zhang",
        "follow_ups=[{who: li-wei, what: 发报价, when: 2026-11-27}]",
    ],
    "target": ["owner=li-wei", "year=2026", "months=[{month: 1, orders: 30, stretch: 34.5}]"],
    "order": ["project=hengtai-line3", "amount=85", "contract_no=HT-001"],
    "review": ["meeting=周会", "date=2026-11-20", "chair=li-wei", "attendees=li-wei"],
    "hunter_plan": [
        "owner=li-wei",
        "year=2026",
        "lead_sources=[{source: 老客户介绍, expected_leads: 40}]",
        "action_plan=[{who: li-wei, what: 拜访设计院, when: 2026-12-10}]",
    ],
    "signature": [
        "owner=li-wei",
        "plan=日计划",
        "date=2026-11-23",
        "signed_by=li-wei",
        "signed_on=2026-11-20",
    ],
    "daily_report": ["owner=li-wei", "date=2026-11-20", "attendance=出勤", "expense=126.5"],
    "weekly_report": [
        "owner=li-wei",
        "week=2026年第47周",
        "days=[{date: 2026-11-16, text: 拜访恒泰}]",
        "submitted_on=2026-11-23",
    ],
    "region_report": ["owner=li-wei", "team=sales", "week=2026-W47"],
    "bid": ["project=hengtai-line3", "bid_date=2026-12-01", "our_price=85", "bid_no=ZB-1"],
    "contract_review": [
        "project=hengtai-line3",
        "review_form=书面",
        "date=2026-11-20",
        "reviewers=li-wei",
        "opinions=[{topic: 付款, opinion: 可以}]",
        "result=通过",
    ],
    "market_report": ["date=2026-11-20", "owner=li-wei", "type=竞争对手推出的新品", "severity=高"],
    "complaint": ["date=2026-11-20", "customer=hengtai", "owner=li-wei", "responsible=li-wei"],
    "weekly_commit": [
        "owner=li-wei",
        "week=2026-W48",
        "projects=[{project: hengtai-line3, amount: 85, kind: 承诺, config_final: yes}]",
        "submitted_on=2026-11-20",
    ],
    "monthly_forecast": [
        "owner=li-wei",
        "month=2026-11",
        "months=[{month: 2026-11, forecast: 30}]",
        "action_plan=[{who: li-wei, what: 拜访设计院, when: 2026-12-10}]",
    ],
    "staff_review": ["person=li-wei", "date=2026-11-20", "grade=A"],
    "kpi_rating": ["person=li-wei", "quarter=2026年第4季度", "skill=80", "innovation=70"],
    "survey": [
        "customer=hengtai",
        "sales_manager=li-wei",
        "date=2026-11-20",
        "survey_method=会议",
        "interviewees=[{contact: hengtai-zhang, influence: 高}]",
    ],
    "opportunity_assessment": [
        "project=hengtai-line3",
        "date=2026-11-20",
        "items=[{item: 项目的预算, rating: '?'}]",
    ],
    "account_assessment": [
        "customer=hengtai",
        "date=2026-11-20",
        "items=[{item: 组织结构图, rating: '+', comment: 清楚}]",
    ],
    "churn": ["customer=hengtai", "lost_on=2026-11-20", "reason=价格"],
    "development": ["customer=hengtai", "manager=li-wei", "chance=yes"],
    "rival": ["name=GL管业", "aliases=GL"],
    "request": [
        "type=样品",
        "customer=hengtai",
        "owner=li-wei",
        "date=2026-11-20",
        "approvals=[{role: 运营总监, on: 2026-11-20, decision: 同意}]",
    ],
}
#: Sections that a kind must have.
SECTIONS = {
    "review": "summary=本周拜访两次。\n\n## 一个标题\n\n都有结果。",
    "market_report": "description=对手在常州推出新阀门。",
    "complaint": "content=法兰漏水。",
    "request": "content=送样两套。",
}
WHERE = {
    "person": "people/王芳.md",
    "customer": "customers/晶海.md",
    "contact": "contacts/hengtai-吴国平.md",
    "project": "projects/hengtai-恒泰烧碱管路.md",
    "visit": "visits/2026/2026-11-24-hengtai-li-wei.md",
    "target": "targets/2026-li-wei.md",
    "order": "orders/hengtai-line3.md",
    "review": "reviews/2026/2026-11-20-weekly.md",
    "hunter_plan": "plans/2026-li-wei.md",
    "signature": "signatures/2026/2026-11-23-day-li-wei.md",
    "daily_report": "daily/2026/2026-11-20-li-wei.md",
    "weekly_report": "weekly/2026/2026-W47-li-wei.md",
    "region_report": "regional/2026/2026-W47-sales.md",
    "bid": "bids/2026-12-01-hengtai-line3.md",
    "contract_review": "contracts/2026-11-20-hengtai-line3.md",
    "market_report": "market/2026-11-20-competitor-product-li-wei.md",
    "complaint": "complaints/2026-11-20-hengtai.md",
    "weekly_commit": "commits/2026/2026-W48-li-wei.md",
    "monthly_forecast": "forecasts/2026/2026-11-li-wei.md",
    "staff_review": "staff/2026-11-20-li-wei.md",
    "kpi_rating": "kpi/2026-q4-li-wei.md",
    "survey": "surveys/2026-11-20-hengtai.md",
    "opportunity_assessment": "assessments/2026-11-20-hengtai-line3.md",
    "account_assessment": "accounts/2026-11-20-hengtai.md",
    "churn": "churn/hengtai-2026-11-20.md",
    "development": "developments/hengtai.md",
    "rival": "rivals/gl管业.md",
    "request": "requests/2026-11-20-sample-hengtai.md",
}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    write_scaffold(tmp_path, scaffold_files("示例", "zh-Hans", TODAY, example=True))
    root = tmp_path / "records"
    with (root / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("as_of: 2026-11-20\nteams:\n  - {key: sales, label: 销售部}\n")
    return root


def new(kind: str, root: Path, *more: str, given: list[str] | None = None) -> int:
    pairs = [word for pair in (GIVEN[kind] if given is None else given) for word in ("--set", pair)]
    if kind in SECTIONS and given is None:
        pairs += ["--section", SECTIONS[kind]]
    return main(["new", kind, "--no-input", "--records", str(root), "--lang", "en", *pairs, *more])


def problems(root: Path) -> list[str]:
    return [f"{d.place} {d.message('en')}" for d in read_book(root, None, TODAY)[1] if d.severity == "error"]


@pytest.mark.parametrize("kind", list(FORMS))
def test_a_record_of_every_kind_is_written_where_it_belongs_and_passes_check(
    kind: str, records: Path
) -> None:
    assert new(kind, records) == FINE
    assert (records / WHERE[kind]).is_file()
    assert problems(records) == []
    book, _ = read_book(records, None, TODAY)
    assert book is not None
    made = book.get(kind, Path(WHERE[kind]).stem)
    assert made is not None
    assert made.notes == ""


def test_every_kind_is_tried() -> None:
    assert list(GIVEN) == list(WHERE)
    assert set(GIVEN) == set(FORMS)


def test_values_are_read_as_in_a_file_and_written_as_keys(records: Path) -> None:
    new("project", records)
    text = (records / WHERE["project"]).read_text(encoding="utf-8")
    assert text.startswith(
        "---\ncustomer: hengtai\nname: 恒泰烧碱管路\nstage: lead\nimportance: normal\nsource: dealer\n"
        "products: [pipes, valves]\namount: 60\nowner: li-wei\n"
    )
    assert "# win_rate:  # 胜率" in text
    assert text.endswith("## 项目计划\n\n\n## 项目进展\n\n\n## 技术规格\n\n")


def test_a_planned_visit_has_the_sections_of_its_brief_and_names_the_others(records: Path) -> None:
    new("visit", records, "--section", "purpose=确认阀门清单。")
    text = (records / WHERE["visit"]).read_text(encoding="utf-8")
    assert "## 拜访目的\n\n确认阀门清单。\n\n## 已经了解的信息\n\n\n## 策略\n" in text
    assert "## 拜访结果" not in text
    assert "拜访结果" in text
    assert "  - {who: li-wei, what: 发报价, when: 2026-11-27}\n" in text
    assert "time: 09:30\n" in text


def test_each_commented_field_can_be_uncommented_and_filled_in(records: Path) -> None:
    new("customer", records)
    file = records / WHERE["customer"]
    text = file.read_text(encoding="utf-8").replace("# city:", "city:").replace("# owner:", "owner: li-wei")
    file.write_text(text, encoding="utf-8")
    assert problems(records) == []


def test_everything_missing_is_listed_at_once(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("visit", records, given=["customer=hengtai"]) == USAGE
    err = capsys.readouterr().err
    assert all(name in err for name in ("owner (", "date (", "status ("))
    assert "customer (" not in err


def test_everything_wrong_is_said_at_once(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ["customer=hengtia", "date=2026-02-30", "status=报价", "ownr=li-wei", "owner"]
    assert new("visit", records, given=wrong) == USAGE
    err = capsys.readouterr().err
    assert "Did you mean “hengtai”?" in err
    assert "28 days" in err
    assert "报价" in err
    assert "Did you mean “owner”?" in err
    assert not list((records / "visits").rglob("2026-02*"))


def test_a_record_that_is_there_is_not_overwritten(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("visit", records, "--id", "2026-11-23-hengtai-li-wei") == USAGE
    assert "already" in capsys.readouterr().err
    assert new("visit", records) == FINE
    assert new("visit", records) == FINE
    assert (records / "visits/2026/2026-11-24-hengtai-li-wei-2.md").is_file()


def test_an_id_that_no_file_can_have_is_refused_before_writing(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("person", records, "--id", "con") == PROBLEMS
    # The place is the path as one opens it from here.
    assert f"{os.path.relpath(records)}/people/con.md" in capsys.readouterr().err
    assert not (records / "people" / "con.md").exists()


@pytest.mark.parametrize("ident", ["../outside", "a/b", "/tmp/x", "..", ".hidden", "README", " "])
def test_an_id_cannot_lead_out_of_its_folder(ident: str, records: Path) -> None:
    before = sorted(records.parent.rglob("*"))
    assert new("person", records, "--id", ident) == USAGE
    assert sorted(records.parent.rglob("*")) == before


def test_problems_that_were_there_before_do_not_count(records: Path) -> None:
    (records / "people" / "broken.md").write_text("---\nname: X\n---\n")
    assert new("person", records) == FINE


def test_writing_never_replaces_a_file(records: Path) -> None:
    with pytest.raises(FileExistsError):
        write_new(records, "people/li-wei.md", "gone")


@pytest.fixture
def book(records: Path) -> Book:
    found, _ = read_book(records, None, TODAY)
    assert found is not None
    return found


def talk(book: Book, kind: str, answers: list[str]) -> tuple[Draft, list[str]]:
    said: list[str] = []
    replies: Iterator[str] = iter(answers)

    def ask(prompt: str) -> str:
        said.append(prompt)
        return next(replies)

    draft = Draft(kind)
    Dialogue(book, "zh-Hans", TODAY, ask, said.append).fill(draft)
    assert list(replies) == []
    return draft, said


def test_a_weekly_report_offers_its_week_and_the_working_days_to_fill_in(book: Book) -> None:
    draft, said = talk(book, "weekly_report", ["li-wei", "", "", ""])
    assert draft.values["week"] == "2026-W47"  # asked on a Friday; up to Wednesday it is the week before
    assert any("[2026-W47]" in prompt for prompt in said)
    rows = [line for line in draft_text(draft, book).splitlines() if line.startswith("#   - {date:")]
    assert rows[0] == '#   - {date: 2026-11-16, text: ""}'
    assert len(rows) == 5


def test_a_visit_is_filled_in_by_answering(book: Book, records: Path) -> None:
    answers = [
        "1",
        "hengtai-line3",
        "",
        "2026-13-01",
        "2026-11-26",
        "",
        "planned",
        "订货",
        "设备部",
        "1",
        "确认阀门清单",
    ]
    draft, said = talk(book, "visit", answers)
    assert suggest_id(draft, book) == "2026-11-26-hengtai-li-wei"
    assert draft.values["customer"] == "hengtai"
    assert draft.values["owner"] == "li-wei"
    assert draft.values["contacts"] == ("hengtai-zhang",)
    assert draft.values["purpose_type"] == "order"
    assert draft.sections["purpose"] == "确认阀门清单"
    assert any("2026-13-01" in line for line in said)
    path = path_of(draft, "2026-11-26-hengtai-li-wei")
    found = problems_of(records, book, path, draft_text(draft, book))
    assert [d.message("en") for d in found if d.severity == "error"] == []


def test_an_empty_answer_takes_the_usual_value_or_leaves_an_optional_field_out(book: Book) -> None:
    draft, said = talk(book, "project", ["hengtai", "", "二期", "", "", "1", "", "", "", "", ""])
    assert draft.values == {
        "customer": "hengtai",
        "name": "二期",
        "stage": "lead",
        "importance": "normal",
        "source": "gf",
        "owner": "li-wei",
    }
    assert said.count("项目名称：") == 2  # asked again, for the name is needed
    assert "计划订单额（万元）（回车跳过）：" in said


def test_an_unknown_answer_is_asked_again_with_a_suggestion(book: Book) -> None:
    draft, said = talk(book, "order", ["hengtai-line", "恒泰三期盐酸罐区管道", "", "八十", "80", ""])
    assert draft.values == {"project": "hengtai-line3", "amount": 80}
    assert any("hengtai-line3" in line and "？" in line for line in said)


def test_a_part_of_a_name_shows_whose_it_is_with_their_numbers(book: Book) -> None:
    draft, said = talk(book, "order", ["盐酸", "1", "", "80", ""])
    at = next(place for place, line in enumerate(said) if "盐酸" in line and "没有" in line)
    assert said[at + 1].split() == ["1", "hengtai-line3", "恒泰三期盐酸罐区管道"]
    assert draft.values["project"] == "hengtai-line3"


def test_rows_are_asked_for_field_by_field_or_taken_whole(book: Book) -> None:
    answers = [
        "hengtai-line3",
        "",
        "",
        "written",
        "",
        "li-wei",
        "",
        "技术",
        "可行",
        "1",
        "交货",
        "可",
        "",
        "",
        "pass",
    ]
    draft, said = talk(book, "contract_review", answers)
    rows = [(row.topic, row.opinion, row.who) for row in draft.values["opinions"]]
    assert rows == [("技术", "可行", "li-wei"), ("交货", "可", "")]
    assert "评审内容与意见1：内容：" in said
    assert "评审内容与意见2：内容（回车结束）：" in said
    whole = [*answers[:6], "[{topic: 技术, opinion: 可行}, {topic: 交货, opinion: 可}]", "pass"]
    assert [row.topic for row in talk(book, "contract_review", whole)[0].values["opinions"]] == [
        "技术",
        "交货",
    ]


def test_a_value_of_an_empty_list_says_where_it_is_filled_in() -> None:
    reader = Reader("r.md", default_config("T").vocabularies)
    spec = FORMS["region_report"].specs["team"]
    assert spec.type.read(Scalar("east", 1, 1), "team", spec.label, reader) is BAD
    assert [d.code for d in reader.diagnostics] == ["SG326"]
    assert "site.yaml" in reader.diagnostics[0].hint("en")


def test_years_months_and_quarters_have_a_usual_answer(book: Book) -> None:
    for kind, name, usual in (
        ("target", "year", 2026),
        ("monthly_forecast", "month", "2026-11"),
        ("kpi_rating", "quarter", "2026-Q4"),
    ):
        draft = Draft(kind, {spec.name: "x" for spec in Draft(kind).missing if spec.name != name})
        Dialogue(book, "en", TODAY, lambda prompt: "", lambda text: None).fill(draft)
        assert draft.values[name] == usual


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> None:
    replies = iter(answers)

    def reply(prompt: str) -> str:
        print(prompt)
        try:
            return next(replies)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", reply)


def test_at_a_terminal_what_is_missing_is_asked_and_an_id_proposed(
    records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch, ["王芳", "业务员", "", "", "wang-fang"])
    assert main(["new", "person", "--records", str(records), "--lang", "zh-Hans"]) == FINE
    assert "[王芳]" in capsys.readouterr().out
    assert "role: sales\n" in (records / "people" / "wang-fang.md").read_text(encoding="utf-8")


def test_ending_the_input_writes_nothing(
    records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(records.rglob("*"))
    at_a_terminal(monkeypatch, ["王芳"])
    assert main(["new", "person", "--records", str(records), "--lang", "en"]) == USAGE
    assert "Nothing was written." in capsys.readouterr().err
    assert sorted(records.rglob("*")) == before
