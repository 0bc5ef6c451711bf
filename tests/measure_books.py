"""Small Books for the tests of measures, written as a person would write the records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from site_gen.book import Book, make_book
from site_gen.config import read_config
from site_gen.reading.record import read_record
from site_gen.reading.source import Source

#: Wednesday.
TODAY = date(2026, 11, 18)
SITE = """
name: Test team
dealer_head: chen
teams:
  - {key: east, label: East}
  - {key: west, label: West}
"""
PEOPLE = {
    "people/li.md": "name: 李伟\nrole: sales\nteam: east",
    "people/wang.md": "name: 王芳\nrole: sales\nteam: east",
    "people/zhao.md": "name: 赵军\nrole: sales\nteam: west",
    "people/chen.md": "name: 陈刚\nrole: sales_manager",
    "people/sun.md": "name: 孙磊\nrole: gf_sales\nside: gf",
    "customers/heng.md": "name: 恒泰\nvertical: chemical\nprovince: jiangsu\nowner: li",
    "customers/hua.md": "name: 华新\nvertical: water\nprovince: zhejiang\nowner: zhao",
    "contacts/zhang.md": "name: 张工\ncustomer: heng\ndepartment: 设备部",
    "contacts/xu.md": "name: 徐总\ncustomer: heng\ndepartment: 总经办",
    "contacts/he.md": "name: 何工\ncustomer: hua\ndepartment: 设备部",
}
#: Stages of a team of its own: five, the last two of them won, then dead.
FIVE = """
stages:
  - {key: idea, label: Idea, model: 50, counts_as: open}
  - {key: talk, label: Talk, model: 20, counts_as: open}
  - {key: offer, label: Offer, model: 10, counts_as: open}
  - {key: deal, label: Deal, model: 4, counts_as: won}
  - {key: cash, label: Cash, model: 4, counts_as: won}
  - {key: dead, label: Dead, counts_as: lost}
gates: {qualified: talk, complete: talk, quoted: offer, signed: deal, ordered: cash}
"""


def book(files: Mapping[str, str], site: str = "", as_of: date = TODAY) -> Book:
    """Make a Book of `PEOPLE` and the files given (front matter, or front matter, `---` and body).

    Problems that would stop a build fail the test.
    """
    config, problems = read_config(SITE + site)
    assert config is not None, [d.message("en") for d in problems]
    sources = [_source(path, text) for path, text in {**PEOPLE, **files}.items()]
    made = make_book(config, [read_record(source, config) for source in sources], as_of)
    assert not made.errors, [f"{d.place}: {d.message('en')}" for d in made.errors]
    return made


def _source(path: str, text: str) -> Source:
    front, _, body = text.partition("\n---\n")
    return Source(path, f"---\n{front}\n---\n{body}".encode())


def projects(*rows: str, **default: str) -> dict[str, str]:
    """Make project files from lines `id stage amount key=value …`.

    An amount of `-` is left out; a history is written `stage_history=@lead:2026-01-05,solution:2026-02-01`.
    """
    files = {}
    for row in rows:
        ident, stage, amount, *more = row.split()
        fields = {
            "customer": "heng",
            "name": ident,
            "stage": stage,
            "importance": "normal",
            "source": "dealer",
            "owner": "li",
            **default,
            **dict(part.split("=", 1) for part in more),
        }
        if amount != "-":
            fields["amount"] = amount
        if stage in {"lost", "dead"}:
            fields = {"lost_reason": "price", "lost_date": "2026-10-01"} | fields
        written = {k: _history(v) if v.startswith("@") else v for k, v in fields.items() if v}
        front = "\n".join(f"{key}: {value}" for key, value in written.items())
        files[f"projects/{ident}.md"] = front
    return files


def _history(text: str) -> str:
    """Return the YAML of a stage history written as `@lead:2026-01-05,opportunity:2026-02-01`."""
    moves = [move.split(":") for move in text.removeprefix("@").split(",")]
    return "[" + ", ".join(f"{{stage: {stage}, date: {day}}}" for stage, day in moves) + "]"
