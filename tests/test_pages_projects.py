"""The project page: the stage track, the story, the gaps, and what is due."""

from __future__ import annotations

from datetime import date

import pytest
from pages_helper import Pages, by_class, text

from site_gen.book import read_book
from site_gen.pages.project_gaps import gaps
from site_gen.pages.project_story import coming, happened, promises
from site_gen.pages.track import days_in_stages, state_of, track
from site_gen.pages.view import View

SITE = """\
name: Test
languages: [en, zh-Hans]
dealer_head: li
"""
PERSON = "---\nname: Li Wei\nrole: sales\n---\n"
CUSTOMER = "---\nname: Acme & Sons\nvertical: water\nprovince: jiangsu\n---\n"
CONTACT = "---\nname: Zhang\ncustomer: acme\nposition: engineer\n---\n"
PROJECT = """\
---
customer: acme
name: Line <3>
stage: quotation
importance: gf_care
source: gf
owner: li
amount: 200
products: [valves]
stage_history:
  - {stage: lead, date: 2026-09-01}
  - {stage: opportunity, date: 2026-09-11}
  - {stage: lead, date: 2026-09-21}
  - {stage: opportunity, date: 2026-10-01}
  - {stage: quotation, date: 2026-11-01}
next_step: Send the offer
next_step_date: 2026-11-15
---
"""
LOST = """\
---
customer: acme
name: Gone
stage: lost
importance: normal
source: dealer
owner: li
lost_reason: price
lost_from_stage: solution
lost_date: 2026-11-02
lost_to: Rival
win_rate: 0
---
"""
VISIT = """\
---
customer: acme
project: line
owner: li
date: 2026-11-10
status: done
contacts: [zhang]
follow_ups:
  - {who: li, what: Drawing, when: 2026-11-12, done: no}
  - {who: li, what: Price, when: 2026-11-11, done: yes}
---
## Purpose
Agree the list.

## Result
Agreed **the list**.
"""
PLANNED = """\
---
customer: acme
project: line
owner: li
date: 2026-11-25
status: planned
---
## Purpose
Hand over the offer.
"""
ORDER = """\
---
project: line
amount: 100
signed_on: 2026-11-05
deliveries:
  - {what: Pipes, due: 2026-11-18}
payments:
  - {amount: 30, due: 2026-11-08, paid_on: 2026-11-09}
  - {amount: 60, due: 2026-12-08}
---
"""


@pytest.fixture
def pages(write) -> Pages:
    root = write(
        {
            "site.yaml": SITE,
            "people/li.md": PERSON,
            "customers/acme.md": CUSTOMER,
            "contacts/zhang.md": CONTACT,
            "projects/line.md": PROJECT,
            "projects/gone.md": LOST,
            "visits/done.md": VISIT,
            "visits/planned.md": PLANNED,
            "orders/o1.md": ORDER,
        }
    )
    book, problems = read_book(root, date(2026, 11, 20), date(2026, 11, 20))
    assert book is not None
    assert not book.errors, [d.message("en") for d in problems]
    return Pages(book)


def view(pages: Pages, ident: str = "line", lang: str = "en") -> View:
    return View(pages.site, lang, f"projects/r/{ident}.html")


def test_days_in_a_stage_add_up_over_several_stays(pages):
    project = pages.book.projects["line"]
    # lead 1–11 Sep and 21 Sep–1 Oct: 10 + 10; opportunity 11–21 Sep and 1 Oct–1 Nov: 10 + 31.
    assert days_in_stages(pages.book, project) == {"lead": 20, "opportunity": 41, "quotation": 19}


def test_the_track_shows_where_it_stands_and_what_lies_ahead(pages):
    marks = {m.key: m for m in track(pages.book, pages.book.projects["line"]).marks}
    assert [m.state for m in marks.values()] == ["done"] * 3 + ["current"] + ["future"] * 3
    assert marks["lead"].day == date(2026, 9, 21)
    assert marks["solution"].day is None
    assert marks["solution"].days is None


def test_a_lost_project_keeps_the_track_up_to_the_stage_it_was_lost_from(pages):
    found = track(pages.book, pages.book.projects["gone"])
    assert [m.state for m in found.marks] == ["done"] * 3 + ["future"] * 4
    assert found.lost is not None
    assert (found.lost.day, found.lost.reason) == (date(2026, 11, 2), "price")


def test_a_project_is_where_its_record_says(pages):
    state = state_of(pages.book, pages.book.projects["line"])
    assert state is not None
    assert state.stage == "quotation"


def test_gaps_name_what_to_write(pages):
    found = {gap.field: gap for gap in gaps(pages.book, pages.book.projects["line"], "en")}
    assert set(found) == {
        "win_rate",
        "bid_date",
        "purchase_date",
        "city",
        "importance_confirmed_on",
        "resource_plan",
        "project_plan",
    }
    assert found["project_plan"].write == "## Project plan"
    assert found["project_plan"].heading
    assert found["bid_date"].write == "bid_date: 2026-12-20"


def test_a_lost_project_with_reason_stage_and_day_has_no_gap(pages):
    assert gaps(pages.book, pages.book.projects["gone"], "en") == ()


def test_the_story_is_newest_first_and_what_comes_is_earliest_first(pages):
    project = pages.book.projects["line"]
    past = happened(view(pages), project)
    assert [event.day for event in past] == sorted((event.day for event in past), reverse=True)
    assert [event.kind for event in past].count("stage") == 5
    assert [event.kind for event in past].count("visit") == 1
    assert [event.kind for event in past].count("order") == 2
    ahead = coming(view(pages), project)
    assert [(event.day, event.kind, event.late) for event in ahead] == [
        (date(2026, 11, 15), "plan", True),
        (date(2026, 11, 18), "order", True),
        (date(2026, 11, 25), "visit", False),
        (date(2026, 12, 8), "order", False),
    ]


def test_only_open_promises_are_listed_with_the_visit_they_come_from(pages):
    found = promises(view(pages), pages.book.projects["line"])
    assert [item.what for item in found] == ["Drawing"]


def test_the_page_shows_gaps_with_the_path_of_the_file(pages):
    tree = pages.tree("projects/r/line.html")
    missing = next(e for e in tree.iter("section") if e.get("id") == "missing")
    assert "projects/line.md" in text(missing)
    assert len(missing.findall(".//dl/div")) == 7
    finding = text(by_class(tree, "p", "finding")[0])
    assert finding == (
        "Days at the stage Confirmed quotation so far: 19. The next step is overdue since 15 Nov 2026. "
        "Facts missing at this stage: 7."
    )


def test_text_of_records_is_escaped(pages):
    html = pages.html("projects/r/line.html")
    assert "Line &lt;3&gt;" in html
    assert "<3>" not in html
    assert "Acme &amp; Sons" in html
    assert "<strong>the list</strong>" in html


def test_people_met_come_first(pages):
    tree = pages.tree("projects/r/line.html")
    met = by_class(tree, "ul", "contacts-met")[0]
    assert "met: 1, last on 10 Nov 2026" in text(met)


def test_the_page_speaks_one_language(pages):
    shown = text(pages.tree("projects/r/line.html", "zh-Hans").find("body/main"))
    for word in ("Missing", "What comes next", "Planned", "stage", "overdue"):
        assert word not in shown


def test_lost_projects_say_why_and_to_whom(pages):
    tree = pages.tree("projects/r/gone.html")
    assert text(by_class(tree, "p", "finding")[0]) == "Lost: Price."
    assert "Rival" in text(tree)


def test_a_team_without_projects_gets_pages_that_say_so(write):
    root = write({"site.yaml": "name: Empty\nlanguages: [en]\n"})
    book, _ = read_book(root, date(2026, 11, 20), date(2026, 11, 20))
    assert book is not None
    pages = Pages(book)
    mine = ("pipeline/", "projects/", "orders/")
    urls = [url for url in pages.pages if url.startswith(mine)]
    assert {"pipeline/index.html", "projects/index.html", "orders/index.html"} <= set(urls)
    for url in urls:
        assert by_class(pages.tree(url), "p", "finding"), url
