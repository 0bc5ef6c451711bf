"""Files made by several processes, in an order of their own, are the same files; nobody waits for what is not needed."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import groupby

from builds import AS_OF, small_team, tree

from site_gen.book import read_book
from site_gen.book.redaction import book_for
from site_gen.pages.edition import Edition
from site_gen.publish.order import ordered
from site_gen.publish.press import _shares

#: Builds as `site-gen` does where everything that is done apart for large teams is done for this one, too.
_LARGE = """
import sys
from site_gen.cli.main import main
from site_gen.publish import build, crew, press, stage
from site_gen.reading import apart
press._MEANWHILE = build._MANY = apart._MANY = stage._MANY = 1
press._TIRED = 2000
crews = []
begin, add = crew.Crew.__init__, crew.Crew._add
crew.Crew.__init__ = lambda *args: (crews.append(0), begin(*args))[1]
crew.Crew._add = lambda self, **side: (crews.append(crews.pop() + 1), add(self, **side))[1]
code = main(sys.argv[1:])
print(*crews)
sys.exit(code)
"""


def _large(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _LARGE, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SITE_GEN_CACHE": "", "SITE_GEN_LANG": "en"},
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rpartition("\n")[0].rpartition("\n")[2]


def test_a_large_site_is_made_in_other_ways_and_is_the_same(tmp_path):
    records, out, clean = small_team(tmp_path / "team", languages="en"), tmp_path / "out", tmp_path / "clean"
    words = ("build", "--records", str(records))
    meanwhile, then = map(int, _large(*words, "--output", str(out), "--workers", "3").split())
    # Two are at work while this process counts; processes are soon tired, and others take their place.
    assert meanwhile >= 2
    assert then > 3
    assert not _large(*words, "--output", str(clean), "--workers", "1")
    assert tree(out) == tree(clean)
    visit = max((records / "visits").rglob("*.md"))
    visit.write_text(visit.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    _large(*words, "--output", str(out), "--workers", "3")
    again = tmp_path / "again"
    _large(*words, "--output", str(again), "--workers", "1")
    assert tree(out) == tree(again) != tree(clean)


def test_pages_about_a_customer_or_a_person_stand_together(tmp_path):
    records = small_team(tmp_path / "team")
    whole, _ = read_book(records, AS_OF, AS_OF)
    assert whole is not None
    audience = whole.config.audience("team")
    assert audience is not None
    book = book_for(whole, audience)
    edition = Edition(book)
    order = ordered(edition.items.values(), book)
    items = order.items
    assert sorted(item.address for item in items) == sorted(edition.items)
    others, near = items[: order.counted], items[order.counted :]
    addresses = [item.address for item in others]
    for person in book.sellers:
        named = (f"{person.id}.", f"/{person.id}/")
        of_one = [place for place, address in enumerate(addresses) if any(name in address for name in named)]
        assert len(of_one) > 8
        assert of_one == list(range(of_one[0], of_one[-1] + 1))
        assert of_one[0] in order.starts
        assert not set(order.starts) & set(of_one[1:])
    of_nobody = addresses[: addresses.index(next(a for a in addresses if "team-" in a))]
    assert len(of_nobody) > 30
    assert order.general >= len(of_nobody)
    assert not any(person.id in address for person in book.sellers for address in addresses[: order.general])
    assert any(person in addresses[order.general] for person in book.people)
    assert of_nobody == [address for address in edition.items if address in set(of_nobody)]
    assert set(range(len(of_nobody))) < set(order.starts)
    customers = {c.id: c.id for c in book.customers.values()}
    for records_of in (book.contacts, book.projects, book.visits):
        customers |= {record.id: record.customer for record in records_of.values()}
    names = [item.page.url.rpartition("/")[2].partition(".")[0] for item in near if item.page]
    about = [customers[name] for name in names if name in customers]
    assert len(about) > len(near) / 2
    assert len(list(groupby(about))) == len(set(about)) == len(book.customers) > 1


def test_shares_end_where_something_else_begins():
    starts = [0, 1, 2, 40, 50, 60, 160]
    cut = [(share.start, share.stop) for share in _shares(range(200), 32, starts)]
    # Of a hundred files about one thing, the most that a share may have; at the end what there is.
    assert cut == [(0, 40), (40, 104), (104, 160), (160, 200)]
    assert [(one.start, one.stop) for one in _shares(range(30, 45), 8, starts)] == [(30, 40), (40, 45)]
    assert list(_shares(range(0), 8, [])) == []
