"""Files that were copied and left as they were (SG695), and days whose year is a slip (SG696)."""

from __future__ import annotations

from datetime import date

import pytest
from rule_books import AS_OF, PROJECT, VISIT, problems_of, spots

AT = "date: 2026-11-19\nstatus: planned\n"
ORDER = "project: p\namount: 80\n"
BID = "project: p\nbid_date: 2026-11-02\nour_price: 80\n"
P = {"projects/p.md": PROJECT}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"projects/p.md": PROJECT, "projects/p (1).md": PROJECT}, ["projects/p.md:3:7"]),
        ({"projects/p.md": PROJECT, "projects/q.md": PROJECT.replace("三期阀门", "四期阀门")}, []),
        ({"projects/p.md": PROJECT, "projects/q.md": PROJECT.replace("hengtai", "ruida")}, []),
        ({"contacts/zhang-2.md": "name: 张工\ncustomer: hengtai\n"}, ["contacts/zhang.md:2:7"]),
        ({"contacts/zhang-2.md": "name: 张工\ncustomer: ruida\n"}, []),
        (
            {"visits/a.md": VISIT + AT + "time: 09:30\n", "visits/b.md": VISIT + AT + "time: 09:30\n"},
            ["visits/a.md:4:7"],
        ),
        (
            {
                "visits/a.md": VISIT + AT + "contacts: [zhang]\n",
                "visits/b.md": VISIT + AT + "contacts: [zhang]\n",
            },
            ["visits/a.md:4:7"],
        ),
        ({"visits/a.md": VISIT + AT + "time: 09:30\n", "visits/b.md": VISIT + AT + "time: 14:00\n"}, []),
        ({"visits/a.md": VISIT + AT, "visits/b.md": VISIT + AT}, []),
        (
            {
                "visits/a.md": VISIT + AT.replace("planned", "cancelled") + "time: 09:30\n",
                "visits/b.md": VISIT + AT + "time: 09:30\n",
            },
            [],
        ),
        (
            P
            | {
                "orders/o.md": ORDER + "contract_no: HT-1\n",
                "orders/o-2.md": ORDER.replace("80", "90") + "contract_no: HT-1\n",
            },
            ["orders/o.md:4:14"],
        ),
        (
            P
            | {
                "orders/o.md": ORDER + "contract_no: HT-1\nsigned_on: 2026-10-01\n",
                "orders/o-2.md": ORDER + "contract_no: HT-2\nsigned_on: 2026-10-01\n",
            },
            ["orders/o.md:5:12"],
        ),
        (P | {"orders/o.md": ORDER, "orders/o-2.md": ORDER}, []),
        (P | {"bids/a.md": BID, "bids/b.md": BID}, ["bids/a.md:3:11"]),
        (P | {"bids/a.md": BID, "bids/b.md": BID.replace("80", "78")}, []),
    ],
)
def test_a_copy_is_told_at_the_later_file(files: dict[str, str], told: list[str]):
    found = problems_of(files, "SG695")
    assert [str(place) for problem in found for place in problem.others] == told


def test_a_copy_says_what_is_the_same_in_every_language():
    (found,) = problems_of({"projects/p.md": PROJECT, "projects/p - 副本.md": PROJECT}, "SG695")
    assert spots([found]) == ["projects/p - 副本.md:3:7"]
    assert found.message("en").endswith("the same Customer, Project name.")
    assert found.message("zh-Hans") == "看起来是projects/p.md的副本：客户名称、项目名称都相同。"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"visits/v.md": VISIT + "date: 2028-11-21\nstatus: planned\n"}, []),
        ({"visits/v.md": VISIT + "date: 2028-11-23\nstatus: planned\n"}, ["visits/v.md:4:7"]),
        ({"visits/v.md": VISIT + "date: 2062-11-23\nstatus: planned\n"}, ["visits/v.md:4:7"]),
        ({"projects/p.md": PROJECT + "next_step_date: 2072-01-01\n"}, ["projects/p.md:8:17"]),
        ({"projects/p.md": PROJECT + "purchase_date: 2035-01-01\nbid_date: 2034-01-01\n"}, []),
        ({"projects/p.md": PROJECT + "purchase_date: 2072-01-01\n"}, ["projects/p.md:8:16"]),
    ],
)
def test_a_slip_of_the_year(files: dict[str, str], told: list[str]):
    assert date(2026, 11, 20) == AS_OF
    assert spots(problems_of(files, "SG696")) == told
