"""The site before the last is kept beside the output, and the next one made of it holds exactly what it should."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from test_publish_write import tree

from site_gen.publish import spare, stage, swap
from site_gen.publish.stage import Stage, Written

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux exchanges two folders"
)
FIRST = {"index.html": b"1", "a/b.html": b"b", "a/c.html": b"c", "d/e/f.html": b"f", "static/x.css": b"x"}


def publish(out: Path, files: dict[str, bytes]) -> Written:
    new = Stage(out, out.with_name("kept"))
    try:
        return new.publish({}, [new.put(address, data) for address, data in files.items()])
    finally:
        new.discard()


@pytest.fixture
def carried(monkeypatch) -> list[str]:
    """The files that were linked from the output."""
    found: list[str] = []

    def noted(old, new):
        found.append(Path(old).name)
        real(old, new)

    real = spare.carry
    monkeypatch.setattr(spare, "carry", noted)
    return found


def there(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def spare_site(folder: Path) -> Path:
    (home,) = (folder / "kept").iterdir()
    return home / "site"


def test_the_next_site_is_made_of_the_one_before_the_last(tmp_path, carried):
    out = tmp_path / "out"
    publish(out, FIRST)
    assert there(tmp_path) == ["out"]
    publish(out, {**FIRST, "index.html": b"2"})
    assert there(tmp_path) == ["kept", "out"]
    assert tree(spare_site(tmp_path)) == FIRST
    third = {**FIRST, "index.html": b"2", "a/c.html": b"C", "new/g.html": b"g"}
    del third["d/e/f.html"]
    done = publish(out, third)
    assert (done.files, done.changed, done.removed) == (5, 2, 1)
    assert tree(out) == third
    assert not (out / "d").exists()
    # Only what differed between the last two was linked; all other files were there already.
    assert carried == ["index.html"]
    assert tree(spare_site(tmp_path)) == {**FIRST, "index.html": b"2"}
    fourth = {**FIRST, "d": b"a file where a folder was"}
    del fourth["d/e/f.html"]
    publish(out, fourth)
    assert tree(out) == fourth
    publish(out, FIRST)
    assert tree(out) == FIRST


def test_what_somebody_wrote_into_either_folder_is_not_published(tmp_path):
    out = tmp_path / "out"
    publish(out, FIRST)
    publish(out, {**FIRST, "index.html": b"2"})
    behind = spare_site(tmp_path)
    (behind / "a" / "b.html").unlink()
    (behind / "a" / "b.html").write_bytes(b"forged")
    (behind / "stray.html").write_bytes(b"stray")
    (out / "a" / "c.html").write_bytes(b"forged")  # the same file in both
    publish(out, {**FIRST, "index.html": b"3"})
    assert tree(out) == {**FIRST, "index.html": b"3"}
    publish(out, {**FIRST, "index.html": b"4"})
    assert tree(out) == {**FIRST, "index.html": b"4"}


def test_without_output_the_spare_is_not_taken_for_it(tmp_path):
    out = tmp_path / "out"
    publish(out, FIRST)
    publish(out, {**FIRST, "index.html": b"2"})
    out.rename(tmp_path / "moved")
    done = publish(out, FIRST)
    assert (done.changed, tree(out)) == (5, FIRST)


def test_unchanged_files_keep_their_time(tmp_path):
    out = tmp_path / "out"
    publish(out, FIRST)
    os.utime(out / "a" / "b.html", (1, 1))
    for text in (b"2", b"3", b"4"):
        publish(out, {**FIRST, "index.html": text})
        assert (out / "a" / "b.html").stat().st_mtime == 1


def test_a_full_disk_leaves_the_old_site(tmp_path, monkeypatch):
    out = tmp_path / "out"
    publish(out, FIRST)
    publish(out, {**FIRST, "index.html": b"2"})

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(spare, "carry", full)
        with pytest.raises(OSError, match="No space left"):
            publish(out, {**FIRST, "index.html": b"2", "a/b.html": b"B"})
    assert tree(out) == {**FIRST, "index.html": b"2"}
    assert not [name for name in there(tmp_path) if ".new-" in name]
    publish(out, {**FIRST, "index.html": b"3"})
    assert tree(out) == {**FIRST, "index.html": b"3"}


def test_where_folders_cannot_be_exchanged_none_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    out = tmp_path / "out"
    for text in (b"1", b"2", b"3"):
        publish(out, {**FIRST, "index.html": text})
        assert tree(out) == {**FIRST, "index.html": text}
        assert there(tmp_path) == ["out"]


def test_without_a_place_for_it_none_is_kept(tmp_path):
    out = tmp_path / "out"
    for text in (b"1", b"2"):
        new = Stage(out)
        new.publish({}, [new.put("index.html", text)])
        new.discard()
    assert there(tmp_path) == ["out"]
    (tmp_path / "kept").write_text("a file where the folder should be")
    publish(out, FIRST)
    assert tree(out) == FIRST
    assert there(tmp_path) == ["kept", "out"]


def test_spares_of_outputs_that_are_gone_are_cleared_away(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for out in (one, other):
        publish(out, FIRST)
        publish(out, {**FIRST, "index.html": b"2"})
    assert len(there(tmp_path / "kept")) == 2
    other.rename(tmp_path / "moved")
    publish(one, FIRST)
    assert len(there(tmp_path / "kept")) == 1
    assert tree(one) == FIRST


def test_after_a_build_of_most_files_the_spare_site_is_ready(tmp_path, carried, monkeypatch):
    monkeypatch.setattr(stage, "_MANY", 3)
    out = tmp_path / "out"
    publish(out, FIRST)
    assert tree(spare_site(tmp_path)) == FIRST
    assert (spare_site(tmp_path) / "a/b.html").samefile(out / "a/b.html")
    carried.clear()
    assert publish(out, {**FIRST, "index.html": b"2"}) == Written(len(FIRST), 1, 0)
    assert carried == []
    # Most files differ again: what was the site is not what the next one is made of.
    second = {**dict.fromkeys(FIRST, b"other"), "static/x.css": b"x"}
    publish(out, second)
    assert tree(spare_site(tmp_path)) == tree(out) == second
    carried.clear()
    publish(out, {**second, "index.html": b"3"})
    assert carried == []
    assert tree(out) == {**second, "index.html": b"3"}


def test_no_spare_site_is_made_where_files_cannot_be_shared(tmp_path, monkeypatch):
    monkeypatch.setattr(stage, "_MANY", 1)

    def refuse(old, new):
        raise OSError(old, new)

    monkeypatch.setattr(os, "link", refuse)
    publish(tmp_path / "out", FIRST)
    assert tree(tmp_path / "out") == FIRST
    assert [path.name for path in (tmp_path / "kept").rglob("*") if path.is_dir()] == [
        next((tmp_path / "kept").iterdir()).name
    ]
