"""Pages of business flows, open steps, batches and requests (S23)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from measure_books import PEOPLE, book, projects
from pages_helper import Pages, ids, text

from site_gen.config.flows import flows
from site_gen.pages import addresses

SITE = "languages: [en, zh-Hans]\napprovers: [{role: operations_director, who: [chen]}]\n"
TEAM = projects("p agreement 50", "q agreement 20 customer=hua owner=zhao") | {
    "customers/hua.md": PEOPLE["customers/hua.md"] + "\ncredit_limit: 3",
    "orders/o.md": (
        "project: p\ncontract_no: A1\namount: 50\nflow: trading\nsigned_on: 2026-10-01\nordered_on: 2026-10-05\n"
        "payments: [{amount: 12, paid_on: 2026-10-05}]\n"
        "shipments: [{shipped_on: 2026-11-02, amount: 30}]\n"
        "steps: [{step: production, done_on: 2026-10-20, by: li, note: On time}]"
    ),
    "orders/c.md": "project: q\namount: 20\nshipments: [{shipped_on: 2026-11-10, amount: 5}]",
    "requests/r.md": (
        "type: return\ncustomer: heng\norder: o\nowner: li\ndate: 2026-11-10\namount: 2.5\nquality_issue: no\n"
        "approvals: [{role: finance, on: 2026-11-12, decision: approved, comment: Half price}]\n---\n"
        "## Content\nFour <valves>."
    ),
}


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(book(TEAM, SITE))


def rows(tree: Element, table: str) -> list[list[str]]:
    found = next(e for e in tree.iter("table") if e.get("id") == table)
    return [[text(cell) for cell in row] for row in found.find("tbody").iter("tr")]


def test_every_page_is_valid_in_both_languages(pages):
    urls = [u for u in pages.pages if u.startswith(("flows/", "requests/", "orders/"))]
    assert len(urls) == 1 + len(flows(pages.book.config)) + 2 + 2 + 2
    for url in (*urls, addresses.UNFULFILLED):
        for lang in ("en", "zh-Hans"):
            tree = pages.tree(url, lang)
            hrefs = {a.get("href", "") for a in tree.iter("a")}
            assert {h[1:] for h in hrefs if h.startswith("#") and h != "#main"} <= ids(tree)


def test_a_flow_is_drawn_and_told_in_full(pages):
    tree = pages.tree(addresses.flow("returns"))
    html = pages.html(addresses.flow("returns"))
    assert html.count('class="chart-wide"') == html.count('class="chart-narrow"') == 1
    flow = flows(pages.book.config)["returns"]
    assert {f"step-{step.key}" for step in flow.steps} <= ids(tree)
    shown = text(tree)
    for word in (
        "Appraisal sheet",
        "Executive director",
        "Not in the source",
        "Yes: Operations director approves",
    ):
        assert word in shown
    assert "Forms: Return or exchange request, Appraisal sheet, Return order." in shown


def test_the_flow_says_which_orders_wait_where(pages):
    row = next(e for e in pages.tree(addresses.flow("trading")).iter("tr") if e.get("id") == "step-shipping")
    assert text(row).endswith("A1")


def test_open_steps_of_orders(pages):
    ((order, project, who, flow, done, step, turn, form, _, since, days, passed),) = rows(
        pages.tree(addresses.ORDER_STEPS), "open"
    )
    assert (order, project, who, flow, done, step) == ("A1", "p", "李伟", "Trading", "3 / 18", "Shipping")
    assert (turn, form, since, days, passed) == ("李伟", "Two ledgers", "20 Oct 2026", "29", "10")


def test_an_order_shows_its_next_step_and_its_batches(pages):
    shown = text(pages.tree(addresses.record("order", "o")))
    assert "By batch 18 CNY 10k are overdue, for up to 9 days. Next step: Shipping." in shown
    assert "overdue by 9 d" in shown  # 30 shipped on the 2nd, due on the 9th, 12 paid
    assert "3 of 18 steps done" in shown
    assert "On time" in shown
    assert "Return 恒泰" in shown


def test_unfulfilled_orders_show_payment_by_batch_and_credit(pages):
    tree = pages.tree(addresses.UNFULFILLED)
    found = rows(tree, "batch-list")
    assert [row[0] for row in found] == ["A1", "c"]
    assert "Of 35 CNY 10k shipped 23 are not paid, 23 of it overdue by batch." in text(tree)
    assert "Credit limit 3 CNY 10k, used 5" in text(tree)
    assert "2 over the limit" in text(tree)


def test_a_request_says_for_whom_it_waits(pages):
    tree = pages.tree(addresses.record("request", "r"))
    shown = text(tree)
    assert "Waits for Operations director (陈刚) for 6 days; level 2 of 3." in shown
    assert "Four <valves>." in shown
    assert "Half price" in shown
    assert "amounts above 2 CNY 10k" in shown
    register = text(pages.tree(addresses.REQUESTS))
    assert "Waiting for approval: 1; the longest for 6 days, for Operations director." in register


def test_a_customer_s_page_has_their_requests(pages):
    tree = pages.tree(addresses.record("customer", "heng"))
    heading = next(e for e in tree.iter("h2") if e.get("id") == "requests")
    parent = next(e for e in tree.iter() if heading in list(e))
    (row,) = list(parent)[list(parent).index(heading) + 1]
    assert text(row) == "10 Nov 2026 Return waiting Operations director 陈刚 6 days"
    assert row.find("a").get("href") == "../../requests/r/r.html"
    assert "requests" not in ids(pages.tree(addresses.record("customer", "hua")))


def test_teams_without_orders_and_requests_are_told_so():
    empty = Pages(book({}, SITE))
    assert "No request has been recorded yet" in text(empty.tree(addresses.REQUESTS))
    assert "No order names a business flow yet." in text(empty.tree(addresses.ORDER_STEPS))


def test_a_team_s_own_flow_has_its_page():
    own = (
        "flows:\n  - key: mine\n    title: Our way\n    document_no: QD-7\n    steps:\n"
        "      - {key: a, type: start, title: Go}\n      - {key: b, title: Do, form: F1}\n"
        "      - {key: z, type: end, title: Done}\n"
    )
    tree = Pages(book({}, SITE + own)).tree(addresses.flow("mine"))
    assert "QD-7" in text(tree)
    assert "The team’s own" in text(tree)
    assert "Forms: F1." in text(tree)
