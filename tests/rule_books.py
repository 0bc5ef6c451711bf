"""Small teams for the tests of the rules: a base without any problem, and files to change it."""

from __future__ import annotations

from datetime import date

from site_gen.book import Book, make_book
from site_gen.config import read_config
from site_gen.diagnostics import Diagnostic
from site_gen.reading.record import read_record
from site_gen.reading.source import Source

AS_OF = date(2026, 11, 20)  # a Friday
SITE = "name: 测试团队\ndealer_head: zhao-zong\n"
PROJECT = (
    "customer: hengtai\nname: 三期阀门\nstage: lead\nimportance: normal\nsource: dealer\nowner: li-wei\n"
)
VISIT = "customer: hengtai\nowner: li-wei\n"
BASE = {
    "people/li-wei.md": "name: 李伟\nrole: sales\n",
    "people/zhao-zong.md": "name: 赵总\nrole: sales_head\n",
    "people/wang-gf.md": "name: 王工\nrole: gf_sales\nside: gf\n",
    "customers/hengtai.md": "name: 恒泰化工\nvertical: chemical\nprovince: jiangsu\ncity: 常州\nowner: li-wei\n",
    "customers/ruida.md": "name: 瑞达水务\nvertical: water\nprovince: zhejiang\nowner: li-wei\n",
    "contacts/zhang.md": "name: 张工\ncustomer: hengtai\n",
    "contacts/chen.md": "name: 陈经理\ncustomer: ruida\n",
}


def record(fields: str, body: str = "") -> str:
    return f"---\n{fields}---\n{body}"


def book_of(files: dict[str, str], site: str = SITE, as_of: date = AS_OF) -> Book:
    """A Book of the base and `files`: path to front matter, or to a whole file beginning with a fence."""
    config, problems = read_config(site)
    assert config is not None, [d.message("en") for d in problems]
    texts = {path: text if text.startswith("---") else record(text) for path, text in (BASE | files).items()}
    reads = [read_record(Source(path, text.encode()), config) for path, text in texts.items()]
    return make_book(config, reads, as_of, problems)


def problems_of(files: dict[str, str], code: str, site: str = SITE, as_of: date = AS_OF) -> list[Diagnostic]:
    """The problems with one code."""
    return [d for d in book_of(files, site, as_of).diagnostics if d.code == code]


def spots(found: list[Diagnostic]) -> list[str]:
    """Where problems are."""
    return [str(problem.place) for problem in found]
