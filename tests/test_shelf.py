"""The shelf reads what changed, and has the Book and the problems that reading everything would give."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_books import BASE, PROJECT, SITE, VISIT, record

from site_gen.book import Book, Shelf, read_book
from site_gen.records import FORMS

TODAY = date(2026, 11, 20)
#: More of them find more; a few hundred are enough while nothing of the shelf changes.
EXAMPLES = int(os.environ.get("SHELF_EXAMPLES", "80"))
DAY = "date: 2026-11-18\nstatus: {}\n"
NAMES = ("hengtai", "ruida", "li-wei", "zhang", "line3", "Line3", "v1")
FILES = (
    *(f"customers/{name}.md" for name in NAMES[:2]),
    "people/li-wei.md",
    "people/wang-gf.md",
    "contacts/zhang.md",
    "projects/line3.md",
    "projects/Line3.md",
    "projects/old/line3.md",
    "visits/2026/v1.md",
    "visits/2026/v2.md",
    "visits/v1.md",
    "reviews/r1.md",
    "vists/v1.md",
    "customers/note.txt",
    "customers/.hengtai.md.swp",
    "README.md",
    "notes.md",
)
TEXTS = (
    BASE["customers/hengtai.md"],
    BASE["customers/ruida.md"],
    BASE["customers/hengtai.md"] + "parent: ruida\n",
    BASE["customers/ruida.md"] + "parent: hengtai\n",
    BASE["people/li-wei.md"],
    "name: 李薇\nrole: sales\nmanager: wang-gf\n",
    BASE["people/wang-gf.md"],
    BASE["contacts/zhang.md"],
    "name: 张工\ncustomer: ruida\n",
    PROJECT,
    PROJECT.replace("stage: lead", "stage: quoted"),
    PROJECT.replace("customer: hengtai", "customer: ruida").replace("normal", "important"),
    PROJECT.replace("owner: li-wei", "owner: nobody"),
    VISIT + DAY.format("done") + "project: line3\ncontacts: [zhang]\n",
    VISIT + DAY.format("planned") + "follow_ups:\n  - {who: zhang, what: 发资料, when: 2026-11-10}\n",
    record(VISIT + DAY.format("prepared"), "## Result\n\n[项目](../projects/line3.md)\n\n```\n"),
    "customer: hengtai\nname 坏\n",
    record("customer: hengtai\n", "<<<<<<< x\n"),
    "",
)
SITES = (
    SITE,
    SITE + "thresholds: {report_workdays: 5}\n",
    SITE + "as_of: 2026-11-12\n",
    SITE + "vocabularies:\n  importance:\n    - {key: normal, label: 普通, focus: owner, cap: 0}\n",
    SITE + "languages: [en]\n",
    "name: 测试团队\ndealer_head: nobody\n",
    "name: [\n",
    None,
)
OPERATIONS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(TEXTS)),
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), st.sampled_from((*FILES, "visits", "visits/2026", "customers")), st.none()),
    st.tuples(st.just("move"), st.sampled_from(FILES), st.sampled_from(FILES)),
    st.tuples(
        st.just("move"),
        st.sampled_from(("visits/2026", "projects/old", "visits", "vists")),
        st.sampled_from(("visits/2027", "visits", "projects", "vists", "Visits")),
    ),
    st.tuples(st.just("link"), st.sampled_from(FILES), st.sampled_from((*FILES, "visits", "..", "nothing"))),
    st.tuples(st.just("site"), st.none(), st.sampled_from(SITES)),
    st.tuples(st.just("day"), st.none(), st.sampled_from((TODAY, date(2026, 12, 24)))),
)


def new_team(root: Path) -> Path:
    for path, text in BASE.items():
        put(root / path, record(text))
    put(root / "projects/line3.md", record(PROJECT))
    put(root / "visits/2026/v1.md", record(TEXTS[13]))
    put(root / "site.yaml", SITE)
    return root


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def do(root: Path, operation: tuple[str, str | None, object], shelf: Shelf) -> set[str]:
    """Do one thing to the folder; return the paths an honest watcher names."""
    what, where, value = operation
    if what == "day":
        shelf.today = value
        return set()
    if what == "site":
        remove(root / "site.yaml")
        if value is not None:
            put(root / "site.yaml", str(value))
        return {"site.yaml"}
    path = root / str(where)
    try:
        if what == "delete":
            remove(path)
        elif what == "write":
            text = str(value)
            if path.is_symlink():
                path.unlink()  # as an editor that saves in one step does
            put(path, text if text.startswith("---") or not text else record(text))
        elif what == "link":
            remove(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(os.path.relpath(root / str(value), path.parent))
        elif path.exists():
            target = root / str(value)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)
            return {str(where), str(value)}
    except OSError:
        pass  # a folder where a file should go, a folder into itself: such things do not happen
    return {str(where)}


def seen(book: Book | None, problems: object) -> object:
    """All that can be seen of a Book."""
    if book is None:
        return problems
    records = {kind: dict(book.of_kind(kind)) for kind in FORMS}
    order = {kind: list(found) for kind, found in records.items()}
    digests = {
        (kind, ident): book.digest(kind, ident) for kind in FORMS for ident in (*records[kind], *NAMES)
    }
    return (
        *(problems, records, order, digests, book.files, book.as_of, book.config),
        *(book.config_digest, book.is_sound),
    )


def check(shelf: Shelf, root: Path) -> None:
    fresh = Shelf(root, shelf.as_of, shelf.today)
    assert seen(shelf.book, shelf.problems) == seen(fresh.refresh(), fresh.problems)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.no_cover  # other tests go these ways too
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(OPERATIONS, st.sampled_from(("wait", "ask", "look", "all"))), max_size=12))
def test_any_sequence_of_changes_gives_what_reading_everything_gives(changes):
    with TemporaryDirectory() as folder:
        root = new_team(Path(folder) / "team" / "records")
        shelf = Shelf(root, None, TODAY)
        shelf.refresh()
        waiting: set[str] = set()
        for operation, then in [*changes, (("day", None, TODAY), "ask")]:
            waiting |= do(root, operation, shelf)
            if then == "wait":
                continue
            # Whether somebody asks for the problems in between makes no difference.
            shelf.refresh(None if then == "all" else waiting)
            waiting = set()
            if then == "ask":
                check(shelf, root)
        check(shelf, root)


def team(tmp_path: Path) -> Shelf:
    shelf = Shelf(new_team(tmp_path / "records"), None, TODAY)
    shelf.refresh()
    return shelf


def test_what_did_not_change_is_not_read_again(tmp_path):
    shelf = team(tmp_path)
    before = shelf.book
    assert before is not None
    assert shelf.changed
    assert shelf.refresh() is before
    assert not shelf.changed
    (shelf.root / "projects/line3.md").write_text(record(PROJECT + "city: 常州\n"), encoding="utf-8")
    after = shelf.refresh(["projects/line3.md"])
    assert after is not before
    assert shelf.changed
    assert after.projects["line3"].city == "常州"
    assert before.projects["line3"].city == ""
    assert all(after.visits[key] is before.visits[key] for key in before.visits)
    assert after.digest("project", "line3") != before.digest("project", "line3")
    assert after.digest("visit", "v1") == before.digest("visit", "v1") != b""
    assert after.digest("visit", "nobody") == b""
    assert after.config_digest == before.config_digest


def test_a_file_written_again_with_the_same_bytes_changes_nothing(tmp_path):
    shelf = team(tmp_path)
    before = shelf.book
    path = shelf.root / "projects/line3.md"
    path.write_bytes(path.read_bytes())
    assert shelf.refresh(["projects/line3.md"]) is before
    assert not shelf.changed


def test_a_folder_path_stands_for_all_below_it(tmp_path):
    shelf = team(tmp_path)
    shutil.move(shelf.root / "visits/2026", shelf.root / "visits/2027")
    assert shelf.refresh(["visits"]).visits["v1"].path == "visits/2027/v1.md"
    shutil.rmtree(shelf.root / "visits")
    assert not shelf.refresh(["visits/2027"]).visits


def test_an_unsound_book_says_so_and_rules_wait_until_they_are_asked_for(tmp_path):
    shelf = team(tmp_path)
    assert shelf.book.is_sound
    assert "_diagnostics" not in shelf.book.__dict__
    (shelf.root / "customers/hengtai.md").unlink()
    book = shelf.refresh(["customers/hengtai.md"])
    assert not book.is_sound
    assert "SG401" in {d.code for d in shelf.problems}
    (shelf.root / "projects/line3.md").write_text("---\nname: [\n", encoding="utf-8")
    assert not shelf.refresh(["projects/line3.md"]).is_sound


def test_site_yaml_can_break_and_be_mended(tmp_path):
    shelf = team(tmp_path)
    put(shelf.root / "site.yaml", "name: [\n")
    assert shelf.refresh(["site.yaml"]) is None
    assert shelf.changed
    assert [d.code for d in shelf.problems]
    (shelf.root / "visits/2026/v1.md").unlink()
    assert shelf.refresh(["visits/2026/v1.md"]) is None
    put(shelf.root / "site.yaml", SITE)
    book = shelf.refresh(["site.yaml"])
    assert book is not None
    assert not book.visits
    check(shelf, shelf.root)


def test_a_shelf_over_nothing_waits_for_a_team(tmp_path):
    shelf = Shelf(tmp_path / "records", None, TODAY)
    assert shelf.refresh() is None
    assert [d.code for d in shelf.problems] == ["SG501"]
    new_team(tmp_path / "records")
    assert shelf.refresh(["."]) is not None
    check(shelf, shelf.root)


def test_many_paths_at_once(tmp_path):
    shelf = team(tmp_path)
    paths = [f"contacts/c{number}.md" for number in range(120)]
    for path in paths:
        put(shelf.root / path, record("name: 张工\ncustomer: hengtai\n"))
    assert len(shelf.refresh(paths).contacts) == 122
    check(shelf, shelf.root)


def test_a_day_given_outweighs_the_one_in_site_yaml(tmp_path):
    root = new_team(tmp_path / "records")
    put(root / "site.yaml", SITE + "as_of: 2026-11-12\n")
    assert read_book(root, None, TODAY)[0].as_of == date(2026, 11, 12)
    assert read_book(root, date(2026, 1, 1), TODAY)[0].as_of == date(2026, 1, 1)
