"""What has changed since the last visit stands on the brief of the next one."""

from __future__ import annotations

from measure_books import book, projects
from visit_pages import Shown, words

from site_gen.pages import addresses

FILES = {
    "projects/p.md": (
        "customer: heng\nname: 酸管\nstage: opportunity\nimportance: normal\nsource: dealer\nowner: li\n"
        "stage_history:\n  - {stage: lead, date: 2026-11-05}\n  - {stage: opportunity, date: 2026-11-10}\n"
    ),
    "orders/o.md": (
        "project: p\nsigned_on: 2026-11-12\namount: 30\npayments:\n"
        "  - {amount: 12, due: 2026-11-15, paid_on: 2026-11-16}\n  - {amount: 18, due: 2026-12-15}\n"
    ),
    "complaints/c.md": "customer: heng\nowner: li\nresponsible: li\ndate: 2026-11-18\n---\n## Content\n漏水\n",
    "visits/2026-11-05-a.md": "customer: heng\nowner: li\ndate: 2026-11-05\nstatus: done\n---\n## Result\n好\n",
    "visits/2026-11-25-b.md": "customer: heng\nowner: li\ndate: 2026-11-25\nstatus: planned\nproject: p\n",
}
HEADING = "Changes since the last visit"


def brief(files: dict[str, str], visit: str) -> str:
    return words(Shown(book(files)).tree(addresses.brief(visit), "en"))


def test_moves_orders_money_and_complaints_since_the_last_visit_newest_first():
    text = brief(FILES, "2026-11-25-b")
    part = text[text.index(HEADING) : text.index("Open promises")]
    wanted = ("complaint recorded", "12 CNY 10k received", "order signed, 30 CNY 10k", "酸管 moved to")
    places = [part.index(one) for one in wanted]
    assert places == sorted(places)
    # What happened on the day of the last visit was known on it.
    assert part.count("moved to") == 1


def test_more_than_four_changes_are_counted():
    moves = "".join(
        f"  - {{stage: {stage}, date: 2026-11-{day}}}\n"
        for stage, day in (("solution", 13), ("quotation", 14), ("agreement", 17))
    )
    text = brief(FILES | {"projects/p.md": FILES["projects/p.md"] + moves}, "2026-11-25-b")
    part = text[text.index(HEADING) : text.index("Open promises")]
    assert "and 3 more" in part


def test_a_first_visit_and_a_quiet_one_have_no_such_heading():
    first = {name: text for name, text in FILES.items() if name != "visits/2026-11-05-a.md"}
    assert HEADING not in brief(first, "2026-11-25-b")
    quiet = projects("p lead 10") | {
        "visits/2026-11-19-a.md": FILES["visits/2026-11-05-a.md"].replace("11-05", "11-19"),
        "visits/2026-11-25-b.md": FILES["visits/2026-11-25-b.md"],
    }
    assert HEADING not in brief(quiet, "2026-11-25-b")
