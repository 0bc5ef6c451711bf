"""Pages are planned again only when something that decides them has changed, and one alone can be found."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from builds import small_team
from msgspec.msgpack import decode, encode

from site_gen.book import Book, read_book
from site_gen.book.content import wholes
from site_gen.book.redaction import book_for
from site_gen.book.trace import VALUES, tracing, value_of
from site_gen.memo import Memo
from site_gen.pages import plan as plans
from site_gen.pages.edition import Edition
from site_gen.pages.plan import FAMILIES, Plan
from site_gen.publish.build import Job, build
from site_gen.publish.planned import Planned

DAY = date(2026, 11, 20)


def seen(book: Book, audience: str = "team") -> Book:
    found = book.config.audience(audience)
    assert found is not None
    return book_for(book, found)


def told(page: object) -> tuple[object, ...]:
    return tuple(getattr(page, name) for name in ("url", "template", "section", "paper"))


def test_a_page_alone_is_the_one_of_the_plan(sample_book):
    book = seen(sample_book)
    whole = Plan(book)
    by_kind = defaultdict(list)
    for page in whole.pages:
        by_kind[page.template].append(page)
    for pages in by_kind.values():
        for page in (*pages[:3], pages[-1]):
            alone = Plan(book, whole.listing)
            assert told(alone.find(page.url)) == told(page)
            assert "pages" not in alone.__dict__, page.url
    assert Plan(book, whole.listing).find("nothing.html") is None
    assert Plan(book, whole.listing).urls == whole.urls == [page.url for page in whole.pages]


def test_an_edition_of_a_known_plan_has_the_same_files(sample_book):
    book = seen(sample_book, "partner")
    whole = Edition(book)
    known = Edition(book, listing=whole.plan.listing)
    assert list(known.addresses) == list(whole.addresses) == list(whole.items)
    for address in ("index.html", "en/index.html", "data/index.json", list(whole.items)[-1]):
        assert known.render(address) == whole.render(address)
    with pytest.raises(KeyError):
        known.item("nothing.html")


@pytest.fixture
def team(tmp_path) -> Path:
    return small_team(tmp_path / "team", languages="zh-Hans").parent


def read(team: Path, day: date = DAY) -> Book:
    book, problems = read_book(team / "records", day, day)
    assert book is not None, problems
    return seen(book)


def planned(memo: Memo, book: Book, output: str = "out") -> Planned:
    return Planned(memo, output, book, wholes(book))


def keep(memo: Memo, book: Book) -> Plan:
    with tracing() as reads:
        plan = Edition(book).plan
    planned(memo, book).keep(reads, plan.listing, b"marks")
    return plan


def test_a_plan_holds_until_something_that_decides_it_changes(team, tmp_path):
    visit = max((team / "records/visits").rglob("*.md"))
    with Memo.open(tmp_path / "memo.sqlite") as memo:
        assert planned(memo, read(team)).listing is None
        plan = keep(memo, read(team))
        found = planned(memo, read(team))
        assert ([*map(tuple, found.listing or ())], found.marks) == ([*map(tuple, plan.listing)], b"marks")
        assert planned(memo, read(team), "elsewhere").listing is None
        assert planned(memo, read(team, DAY + timedelta(1))).listing is None
        text = visit.read_text(encoding="utf-8")
        visit.write_text(f"{text}\nOne more sentence.\n", encoding="utf-8")
        assert planned(memo, read(team)).listing is not None
        visit.with_stem(f"{visit.stem}-again").write_text(text, encoding="utf-8")
        assert planned(memo, read(team)).listing is None


@pytest.mark.parametrize("source", ["nobody", "value"])
def test_a_damaged_plan_is_no_plan(team, tmp_path, source):
    book = read(team)
    with Memo.open(tmp_path / "memo.sqlite") as memo:
        keep(memo, book)
        ((key, data),) = memo.get_all("plan").items()
        salt, whole, _, listing, marks = decode(data)
        memo.put("plan", key, encode([salt, whole, [[source, "os.system", b""]], listing, marks]))
        assert planned(memo, book).listing is None
        memo.put("plan", key, b"no plan")
        assert planned(memo, book).listing is None


def test_a_sentence_more_plans_nothing_anew(team, tmp_path, monkeypatch):
    def job() -> Job:
        return Job(
            team / "records", tmp_path / "out", DAY, DAY, workers=1, memo=tmp_path / "memo/memo.sqlite"
        )

    def families(_: Book) -> tuple[()]:
        asked.append("plan")
        return ()

    first = build(job())
    assert first.written is not None
    asked: list[str] = []
    visit = max((team / "records/visits").rglob("*.md"))
    visit.write_text(visit.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(plans, "plan", families)
        second = build(job())
    assert second.written is not None
    assert (second.written.files, asked) == (first.written.files, [])
    assert 0 < second.written.changed < first.written.files / 10


def test_names_of_values_lead_into_the_program_only():
    for name in list(VALUES):
        assert value_of(name) is VALUES[name]
    for name in (
        "os.system",
        "site_gen.__main__.run",
        "site_gen.pages.nothing.here",
        "site_gen.pages.home.pages",
    ):
        with pytest.raises(KeyError):
            value_of(name)


def test_every_family_is_listed_once(sample_book):
    listing = Plan(seen(sample_book)).listing
    assert tuple(name for name, _ in listing) == FAMILIES
