"""Rules of the flow of orders, shipping and credit (S23.3, S23.4)."""

from __future__ import annotations

import pytest
from rule_books import BASE, PROJECT, SITE, problems_of, spots

WON = PROJECT.replace("lead", "agreement")
ORDER = (
    "project: p\ncontract_no: A1\namount: 50\nsigned_on: 2026-10-01\nordered_on: 2026-10-05\nflow: trading\n"
    "payments: [{amount: 10, paid_on: 2026-10-05}]\n"
)


def found(code: str, order: str, **files: str):
    return problems_of({"projects/p.md": WON, "orders/o.md": order} | files, code)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("signed_on: 2026-10-01\n", "", "no contract is signed"),
        ("signed_on: 2026-10-01", "signed_on: 2026-10-06", "signed only on 2026-10-06"),
        ("contract_no: A1\n", "", "no contract number"),
        ("payments: [{amount: 10, paid_on: 2026-10-05}]\n", "", "how it is settled"),
        ("paid_on: 2026-10-05", "paid_on: 2026-10-06", "nothing was prepaid"),
    ],
)
def test_no_order_without_contract_number_and_prepayment(before, after, words):
    assert found("SG907", ORDER) == []
    (problem,) = found("SG907", ORDER.replace(before, after))
    assert words in problem.message("en")
    assert problem.person == "li-wei"
    # Who names no flow is not held to it.
    assert found("SG907", ORDER.replace(before, after).replace("flow: trading\n", "")) == []


def test_a_customer_with_a_credit_line_prepays_nothing():
    credit = {"customers/hengtai.md": BASE["customers/hengtai.md"] + "credit_limit: 80\n"}
    late = ORDER.replace("paid_on: 2026-10-05", "due: 2026-12-05")
    assert len(found("SG907", late)) == 1
    assert found("SG907", late, **credit) == []


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("{shipped_on: 2026-11-02, amount: 5, details_to_finance_on: 2026-11-09}", []),
        ("{shipped_on: 2026-11-02, amount: 5, details_to_finance_on: 2026-11-10}", ["orders/o.md:9:72"]),
        ("{shipped_on: 2026-11-13, amount: 5}", []),
        ("{shipped_on: 2026-11-12, amount: 5}", ["orders/o.md:9:26"]),
    ],
)
def test_finance_has_the_details_within_seven_days(row, place):
    text = ORDER + f"shipments: [{row}]\n"
    assert spots(found("SG908", text)) == place
    # Only the trading flow asks for them.
    assert found("SG908", text.replace("trading", "processing")) == []


def test_shipped_beyond_the_contract():
    rows = "shipments: [{shipped_on: 2026-11-02, amount: 30}, {shipped_on: 2026-11-12, amount: %s}]\n"
    assert found("SG910", ORDER + rows % 20) == []
    (problem,) = found("SG910", ORDER + rows % 21)
    assert "51" in problem.message("en")


def test_a_misspelt_step_is_told_with_the_one_that_was_meant():
    (problem,) = found("SG906", ORDER + "steps: [{step: productoin, done_on: 2026-10-20}]\n")
    assert dict(problem.args)["suggestion"] == "production"
    assert found("SG906", ORDER + "steps: [{step: production, done_on: 2026-10-20}]\n") == []


def test_what_the_order_tells_is_not_ticked_otherwise():
    assert found("SG911", ORDER + "steps: [{step: contract, done_on: 2026-10-01}]\n") == []
    (problem,) = found("SG911", ORDER + "steps: [{step: contract, done_on: 2026-10-02}]\n")
    assert "2026-10-01" in problem.message("en")
    (problem,) = found("SG911", ORDER + "steps: [{step: balance, done_on: 2026-10-20}]\n")
    assert "not yet" in problem.message("en")


@pytest.mark.parametrize(
    ("limit", "extra", "count"), [(30, "", 0), (29, "", 1), (29, ", cheque: yes", 1), (29, ", cheque: yes, promise: yes", 0)]
)  # fmt: skip
def test_shipping_over_the_credit_limit(limit, extra, count):
    credit = {"customers/hengtai.md": BASE["customers/hengtai.md"] + f"credit_limit: {limit}\n"}
    # 40 shipped, 10 paid before: 30 open.
    text = ORDER + f"shipments: [{{shipped_on: 2026-11-02, amount: 40{extra}}}]\n"
    assert len(found("SG909", text, **credit)) == count


def test_a_flow_of_the_list_that_is_not_drawn_is_told():
    lists = "vocabularies:\n  flow: [{key: leasing, label: 租赁}, {key: trading, label: 贸易}]\n"

    def told(order):
        return problems_of({"projects/p.md": WON, "orders/o.md": order}, "SG977", SITE + lists)

    (problem,) = told(ORDER.replace("flow: trading", "flow: leasing"))
    assert spots([problem]) == ["orders/o.md:7:7"]
    assert "leasing" in problem.message("en")
    assert "trading" in problem.hint("en")
    assert told(ORDER) == []
