"""What is kept of a build: all of it once, then only what differs, and never what belongs to another build."""

from __future__ import annotations

import pytest
from builds import AS_OF, small_team, tree
from msgspec.msgpack import decode

from site_gen.memo import Memo
from site_gen.publish import stored
from site_gen.publish.build import Job, build
from site_gen.publish.entries import Entries
from site_gen.publish.ledger import STEP
from site_gen.publish.stored import Kept, State, Stored, packed_links
from site_gen.publish.ways import Ways, packed

KEY, SALT = b"k" * 16, b"s" * 16
#: The first step is made of the first two reads, and the second step of the first.
ENTRIES = Entries(
    [("visit", "a", b"1"), ("visit", "b", b"2"), ("week", "w", b"w")], Ways.of([2, 1], packed([0, 1, STEP]))
)
SINCE = KEY + b" since"


def kept(mark: bytes, *reads: int, links: tuple[tuple[str, str, str], ...] = ()) -> Kept:
    return Kept(State(mark, "digest", (1, 2)), packed(reads), packed_links(links))


#: What is made from which: the first from the second step, so from 0 and 1; the second from 1, the third from 2, the others from
#: nothing.
FILES = {
    "0.html": kept(b"old", STEP + 1, links=(("x.html#a", "1.html", "a"), ("y.html", "2.html", ""))),
    "1.html": kept(b"old", 1, links=(("y.html", "2.html", ""),)),
    "2.html": kept(b"old", 2),
    **{f"{number}.html": kept(b"old") for number in range(3, 80)},
}


def replace(memo, whole):
    found = Stored(memo, KEY, SALT)
    found.replace(found.replaced({"visit": whole}, ENTRIES, FILES))


@pytest.fixture
def memo(tmp_path):
    with Memo.open(tmp_path / "memo.sqlite") as found:
        replace(found, b"w1")
        yield found


def states(files):
    return {address: file.state for address, file in files.items()}


def content(**now):
    """Return what tells the content of reads: as in ENTRIES but for some keys."""
    known = {key: was for _, key, was in ENTRIES.reads} | now
    return lambda _, key: known.get(key, b"")


def test_nothing_is_known_at_first_nor_under_another_salt(memo):
    for found in (Stored(Memo.open(None), KEY, SALT), Stored(memo, KEY, b"t" * 16)):
        assert (found.files, found.wholes, found.counts) == ({}, {}, (0, 0))
        assert found.different({"visit": b"w"}, content()) == ({}, set())
        assert found.everything() == ([Entries()], {}, {})
        assert not found.has_room(3, 1)


def test_files_are_found_by_what_they_were_made_from(memo):
    found = Stored(memo, KEY, SALT)
    assert found.files == states(FILES)
    assert found.counts == (3, 2)
    assert found.different({"visit": b"w2"}, content()) == ({}, set())
    assert found.different({"visit": b"w2"}, content(a=b"9")) == ({0: b"9"}, {"0.html"})
    assert found.different({"visit": b"w2"}, content(b=b"9")) == ({1: b"9"}, {"0.html", "1.html"})
    # What stands for all visits is as it was, so none is looked at; nothing stands for weeks.
    assert found.different({"visit": b"w1"}, content(a=b"9", w=b"v")) == ({2: b"v"}, {"2.html"})


def test_links_are_found_by_what_they_lead_to(memo):
    before = Stored(memo, KEY, SALT)
    assert sorted(before.links_to({"2.html", "9.html"})) == [
        ("0.html", ("y.html", "2.html", "")),
        ("1.html", ("y.html", "2.html", "")),
    ]
    assert before.had("0.html", ("x.html#a", "1.html", "a"))
    assert not before.had("1.html", ("x.html#a", "1.html", "a"))
    new = kept(b"new", links=(("z.html", "1.html", ""),))
    before.add({}, {}, Entries(), {"0.html": new}, {"1.html"})
    after = Stored(memo, KEY, SALT)
    assert list(after.links_to({"1.html"})) == [("0.html", ("z.html", "1.html", ""))]
    assert after.had("0.html", ("z.html", "1.html", ""))
    assert not after.had("0.html", ("x.html#a", "1.html", "a"))
    assert not after.had("1.html", ("y.html", "2.html", ""))


def test_what_a_build_changed_is_kept_beside_all(memo):
    everything = memo.get("site", KEY)
    before = Stored(memo, KEY, SALT)
    assert before.has_room(5, 1)
    # A visit, and a step of it and of a read there was.
    more = Entries([("visit", "c", b"3")], Ways.of([2], packed([3, 2])))
    before.add({"visit": b"w2"}, {0: b"9"}, more, {"1.html": kept(b"new", STEP + 2)}, {"2.html"})
    assert memo.get("site", KEY) == everything
    after = Stored(memo, KEY, SALT)
    assert after.wholes == {"visit": b"w2"}
    assert after.counts == (4, 3)
    assert after.files.keys() == FILES.keys() - {"2.html"}
    assert after.files["1.html"].mark == b"new"
    now = {"a": b"9", "c": b"3"}
    assert after.different({"visit": b"w3"}, content(**now)) == ({}, set())
    assert after.different({"visit": b"w3"}, content(**now | {"a": b"1"})) == ({0: b"1"}, {"0.html"})
    # The second is made from other things now; the third is gone.
    assert after.different({"visit": b"w3"}, content(**now, b=b"8")) == ({1: b"8"}, {"0.html"})
    assert after.different({"visit": b"w3"}, content(**now | {"c": b"4"})) == ({3: b"4"}, {"1.html"})
    assert after.different({"visit": b"w2"}, content(**now, w=b"v")) == ({2: b"v"}, {"1.html", "2.html"})
    assert after.everything() == ([ENTRIES, more], {0: b"9"}, {**FILES, "1.html": kept(b"new", STEP + 2)})
    # A file that is there again, another one gone; what was changed before stays changed.
    after.add({"visit": b"w3"}, {1: b"8"}, Entries(), {"2.html": kept(b"back")}, {"1.html"})
    last = Stored(memo, KEY, SALT)
    assert last.everything()[1] == {0: b"9", 1: b"8"}
    assert last.files["2.html"].mark == b"back"
    assert "1.html" not in last.files


def test_changes_of_another_build_say_nothing(memo):
    Stored(memo, KEY, SALT).add({"visit": b"w2"}, {0: b"9"}, Entries(), {"1.html": kept(b"new")}, set())
    since = memo.get("site", SINCE)
    replace(memo, b"w4")
    assert memo.get("site", SINCE) == since
    found = Stored(memo, KEY, SALT)
    assert (found.files, found.wholes) == (states(FILES), {"visit": b"w4"})
    assert found.everything() == ([ENTRIES], {}, FILES)
    memo.put("site", SINCE, b"\xc1 broken")
    assert Stored(memo, KEY, SALT).files == states(FILES)
    memo.put("site", KEY, b"\xc1 broken")
    assert Stored(memo, KEY, SALT).files == {}


def test_without_anything_the_next_build_makes_all_files(memo):
    Stored(memo, KEY, SALT).replace(b"")
    assert Stored(memo, KEY, SALT).files == {}


def test_all_is_written_anew_when_much_has_changed(memo):
    before = Stored(memo, KEY, SALT)
    assert before.has_room(5, len(FILES) // 8)
    assert not before.has_room(5, len(FILES) // 8 + 1)
    assert not before.has_room(len(ENTRIES) + 100, 1)
    for _ in range(stored._MOST_PARTS):
        found = Stored(memo, KEY, SALT)
        assert found.has_room(5, 1)
        found.add({}, {}, Entries(), {"1.html": kept(b"new")}, set())
    assert not Stored(memo, KEY, SALT).has_room(5, 1)


def test_parts_become_one_again(tmp_path, monkeypatch):
    """After some builds all is kept anew, each read once, and what is made from it stays right."""
    # In a team of this size most edits would be kept with all the rest.
    monkeypatch.setattr(Stored, "has_room", lambda self, *_: bool(self.files) and len(self._since.parts) < 2)
    records = small_team(tmp_path / "team", languages="zh-Hans")
    visit = max((records / "visits").rglob("*.md"))
    names, parts = [], []
    for number in range(4):
        with visit.open("a", encoding="utf-8") as file:
            file.write(f"\nSentence {number}.\n")
        job = Job(records, tmp_path / "out", AS_OF, AS_OF, workers=1, memo=tmp_path / "memo/memo.sqlite")
        assert build(job).written is not None
        with Memo.open(tmp_path / "memo/memo.sqlite") as memo:
            kept_now = memo.get_all("site")
            ((key, data),) = ((key, value) for key, value in kept_now.items() if not key.endswith(b" since"))
            name, later = (
                decode(data)[2],
                [decode(value) for other, value in kept_now.items() if other != key],
            )
            names.append(name)
            parts.append(len(later[0][3]) if later and later[0][0] == name else 0)
            # Under a salt of another one nothing would be found.
            (entries, *_), _, _ = Stored(memo, key, decode(data)[0]).everything()
        reads = [(source, key) for source, key, _ in entries.reads]
        steps = entries.steps.cut()
        assert len(set(reads)) == len(reads)
        assert len(set(steps)) == len(steps)
    assert names[0] == names[1] == names[2] != names[3]
    assert parts == [0, 1, 2, 0]
    assert build(Job(records, tmp_path / "clean", AS_OF, AS_OF, workers=1)).written is not None
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")
