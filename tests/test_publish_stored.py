"""What is kept of a build: all of it once, then only what differs, and never what belongs to another build."""

from __future__ import annotations

import pytest
from builds import AS_OF, small_team, tree
from msgspec.msgpack import decode

from site_gen.memo import Memo
from site_gen.publish import stored
from site_gen.publish.build import Job, build
from site_gen.publish.stored import Entries, Kept, Stored

KEY, SALT = b"k" * 16, b"s" * 16
ENTRIES = Entries([("visit", "a", b"1"), ("visit", "b", b"2")], [(0, 1)])


def kept(mark: bytes) -> Kept:
    return Kept(mark, "digest", 1, 2, b"", [])


FILES = {f"{number}.html": kept(b"old") for number in range(80)}


@pytest.fixture
def memo(tmp_path):
    with Memo.open(tmp_path / "memo.sqlite") as found:
        Stored(found, KEY, SALT).replace({"visit": b"w1"}, ENTRIES, FILES)
        yield found


def size(memo: Memo) -> int:
    return sum(map(len, memo.get_all("site").values()))


def test_nothing_is_known_at_first_nor_under_another_salt(memo):
    for found in (Stored(Memo.open(None), KEY, SALT), Stored(memo, KEY, b"t" * 16)):
        assert (found.files, found.wholes, found.contents) == ({}, {}, {})
        assert [len(part) for part in found.parts] == [0]
        assert not found.has_room(3, 1)


def test_what_a_build_changed_is_kept_beside_all(memo):
    everything = memo.get("site", KEY)
    before = Stored(memo, KEY, SALT)
    assert before.files == FILES
    assert before.has_room(3, 1)
    more = Entries([("visit", "c", b"3")], [(3, 2)])
    before.add({"visit": b"w2"}, {0: b"9"}, more, {"1.html": kept(b"new")}, {"2.html"})
    assert memo.get("site", KEY) == everything
    after = Stored(memo, KEY, SALT)
    assert after.wholes == {"visit": b"w2"}
    assert after.contents == {0: b"9"}
    assert list(after.parts) == [ENTRIES, more]
    assert after.files.keys() == FILES.keys() - {"2.html"}
    assert after.files["1.html"].mark == b"new"
    # A file that is there again, another one gone; what was changed before stays changed.
    after.add({"visit": b"w3"}, {1: b"8"}, Entries([], []), {"2.html": kept(b"back")}, {"1.html"})
    last = Stored(memo, KEY, SALT)
    assert last.contents == {0: b"9", 1: b"8"}
    assert last.files["2.html"].mark == b"back"
    assert "1.html" not in last.files


def test_changes_of_another_build_say_nothing(memo):
    Stored(memo, KEY, SALT).add({"visit": b"w2"}, {0: b"9"}, Entries([], []), {"1.html": kept(b"new")}, set())
    since = memo.get("site", KEY + b" since")
    Stored(memo, KEY, SALT).replace({"visit": b"w4"}, ENTRIES, FILES)
    assert memo.get("site", KEY + b" since") == since
    found = Stored(memo, KEY, SALT)
    assert (found.files, found.wholes, found.contents) == (FILES, {"visit": b"w4"}, {})
    memo.put("site", KEY + b" since", b"\xc1 broken")
    assert Stored(memo, KEY, SALT).files == FILES
    memo.put("site", KEY, b"\xc1 broken")
    assert Stored(memo, KEY, SALT).files == {}


def test_all_is_written_anew_when_much_has_changed(memo):
    before = Stored(memo, KEY, SALT)
    assert before.has_room(3, len(FILES) // 8)
    assert not before.has_room(3, len(FILES) // 8 + 1)
    assert not before.has_room(len(ENTRIES) + 100, 1)
    for _ in range(stored._MOST_PARTS):
        found = Stored(memo, KEY, SALT)
        assert found.has_room(3, 1)
        found.add({}, {}, Entries([], []), {"1.html": kept(b"new")}, set())
    assert not Stored(memo, KEY, SALT).has_room(3, 1)


def test_parts_become_one_again(tmp_path, monkeypatch):
    """After some builds all is kept anew, each read once, and what is made from it stays right."""
    # In a team of this size most edits would be kept with all the rest.
    monkeypatch.setattr(Stored, "has_room", lambda self, *_: bool(self.files) and len(self.parts) < 3)
    records = small_team(tmp_path / "team", languages="zh-Hans")
    visit = max((records / "visits").rglob("*.md"))
    names, parts = [], []
    for number in range(4):
        with visit.open("a", encoding="utf-8") as file:
            file.write(f"\nSentence {number}.\n")
        job = Job(records, tmp_path / "out", AS_OF, AS_OF, workers=1, memo=tmp_path / "memo/memo.sqlite")
        assert build(job).written is not None
        with Memo.open(tmp_path / "memo/memo.sqlite") as memo:
            known = memo.get_all("site")
        (everything,) = (decode(value) for key, value in known.items() if not key.endswith(b" since"))
        since = [decode(value) for key, value in known.items() if key.endswith(b" since")]
        names.append(everything[2])
        parts.append(len(since[0][3]) if since and since[0][0] == everything[2] else 0)
        reads = [(source, key) for source, key, _ in everything[4][0]]
        steps = [tuple(step) for step in everything[4][1]]
        assert len(set(reads)) == len(reads)
        assert len(set(steps)) == len(steps)
    assert names[0] == names[1] == names[2] != names[3]
    assert parts == [0, 1, 2, 0]
    assert build(Job(records, tmp_path / "clean", AS_OF, AS_OF, workers=1)).written is not None
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")
