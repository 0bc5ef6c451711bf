"""The POPSA brief is one A4 page and a full week of visits two A4 landscape pages, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from measure_books import book as small_book
from untraced import untraced
from visit_pages import Shown

from site_gen.config import Week
from site_gen.measures.scope import Scope
from site_gen.pages import addresses

pytestmark = pytest.mark.browser
A4 = (595, 842)


@pytest.fixture(scope="module")
def printed(browser):
    """Print a page of a folder: how many sheets, and the size of the first in points."""
    page = browser.new_page()

    def _print(folder: Path, url: str) -> tuple[int, tuple[int, int]]:
        with untraced():
            page.goto((folder / url).as_uri())
            data = page.pdf(prefer_css_page_size=True)
        box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)
        assert box
        size = (round(float(box[1])), round(float(box[2])))
        return len(re.findall(rb"/Type\s*/Page\b", data)), size

    yield _print
    page.close()


def test_the_longest_briefs_of_the_sample_are_one_page(sample_book, printed, tmp_path):
    shown = Shown(sample_book)
    urls = sorted(
        (url for url in shown.pages if url.endswith(".popsa.html")),
        key=lambda url: (len(shown.text(url)), url),
        reverse=True,
    )
    assert len(urls) > 20
    # The longest could be two pages, and some of the others could be anything.
    urls = [*urls[:12], *urls[12::8]]
    shown.write(tmp_path, urls)
    for url in urls:
        assert printed(tmp_path, url) == (1, A4), url


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("length", [1, 8, 30, 200])
def test_a_brief_of_any_length_is_one_page_and_says_what_it_cuts(printed, tmp_path, length, lang):
    text = "先了解对方的顾虑，再给出同行业的案例，最后约定下一步。" * length
    rows = "\n".join(
        f"  - {{question: 问题{n}{'很长' * min(length, 90)}, answer: 回答{n}, answered_by: li}}"
        for n in range(4)
    )
    goals = "\n".join(f"  - {{text: 目标{n}{'具体' * min(length, 90)}, smart: SMAT}}" for n in range(3))
    front = (
        "customer: heng\nowner: li\ndate: 2026-11-19\nstatus: prepared\ncontacts: [zhang, xu]\n"
        f"companions:\n  - {{who: sun, role: 回答技术问题}}\nobjectives:\n{goals}\nanticipate:\n{rows}\n"
    )
    body = f"---\n## 拜访目的\n{text}\n## 前提\n{text}\n## 策略\n{text}\n"
    shown = Shown(small_book({"visits/a.md": front + body}, f"\nlanguages: [{lang}]\n"))
    url = addresses.brief("a")
    shown.write(tmp_path, [url], lang)
    assert printed(tmp_path, url) == (1, A4)
    assert ('class="cut"' in shown.text(url, lang)) == (length >= 30)


def test_a_full_week_is_two_landscape_pages_at_most(printed, tmp_path):
    body = "---\n" + "".join(
        f"## {heading}\n{text}\n"
        for heading, text in {
            "拜访目的": "核实项目是否立项，谁提的需求，采购方是业主还是总包，大概什么时候要货。",
            "对方观点": "经理说项目已经报集团，批下来最快也要两周，管道由业主自己采购，价格不是首要因素。",
            "拜访结果": "拿到可研报告里管道部分的描述，材料写的是耐腐蚀塑料管，没有指定品牌，我们有机会。",
            "下一步拜访计划": "下次带同类项目业绩表，争取确认预算。",
        }.items()
    )
    files = {
        f"visits/v{day}-{turn}.md": (
            f"customer: heng\nowner: li\ndate: 2026-11-{16 + day}\ntime: '{9 + turn}:00'\nstatus: done\n"
            "department: 设备部\ncontacts: [zhang, xu]\n"
            "follow_ups:\n  - {who: li, what: 找设计院了解材料等级并书面回复, when: 2026-11-25}\n" + body
        )
        for day in range(5)
        for turn in range(3)
    }
    shown = Shown(small_book({name: text.replace("'", "") for name, text in files.items()}))
    url = addresses.call_plan(Week(2026, 47), Scope("person", "li"))
    shown.write(tmp_path, [url])
    pages, size = printed(tmp_path, url)
    assert size == A4[::-1]
    assert pages <= 2


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("length", [1, 20])
def test_a_brief_full_of_people_is_one_page(printed, tmp_path, length, lang):
    people = {
        f"contacts/p{n}.md": f"name: 欧阳人物{n}\ncustomer: heng\ndepartment: 信息化建设领导小组办公室\nposition: 副主任\n"
        f"phone: 0510-8888{n:04}\nemail: p{n}@example.com\npersonality: {('tiger', 'peacock', 'owl', 'koala')[n % 4]}\n"
        for n in range(20)
    }
    seats = "".join(
        f"  - {{role: {role}, contact: p{n}, stance: against, focus: {'政绩和验收不能出问题' * length}}}\n"
        for n, role in enumerate(["decision_maker", "project_lead", "technical", "business"] * 2)
    )
    project = (
        "customer: heng\nname: 教育云\nstage: solution\nimportance: normal\nsource: dealer\nowner: li\n"
        f"group_decision: yes\nroles:\n{seats}"
    )
    text = "先了解对方的顾虑，再约定下一步。" * length
    front = (
        "customer: heng\nproject: cloud\nowner: li\ndate: 2026-11-19\nstatus: prepared\n"
        f"contacts: [{', '.join(f'p{n}' for n in range(8))}]\n"
    )
    files = {
        **people,
        "projects/cloud.md": project,
        "visits/a.md": f"{front}---\n## 拜访目的\n{text}\n## 前提\n{text}\n## 策略\n{text}\n",
    }
    shown = Shown(small_book(files, f"\nlanguages: [{lang}]\n"))
    url = addresses.brief("a")
    shown.write(tmp_path, [url], lang)
    assert printed(tmp_path, url) == (1, A4)
