"""The records folder: what is read, what is refused, what is never passed over in silence."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from site_gen.book import Book, read_book
from site_gen.diagnostics import Diagnostic
from site_gen.reading.files import files_at

CUSTOMER = "---\nname: {}\nvertical: water\nprovince: zhejiang\n---\n"
#: The number that systems give to the user without rights.
_NOBODY = 65534
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file names and links")


def check(root: Path) -> tuple[Book | None, list[Diagnostic]]:
    return read_book(root / "records", None, date(2026, 11, 20))


def found(root: Path) -> list[str]:
    return [f"{d.code} {d.place}" for d in check(root)[1]]


@contextmanager
def not_root() -> Iterator[None]:
    """Give up the rights of root, who may read everything, while the block runs; others have none to give up."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def team(write):
    return write({"records/site.yaml": "name: T\n", "records/customers/a.md": CUSTOMER.format("甲")})


def test_sub_folders_are_free(team: Path, write):
    write({"records/customers/east/2026/b.md": CUSTOMER.format("乙")})
    book, problems = check(team)
    assert problems == []
    assert sorted(book.customers) == ["a", "b"]


def test_noise_is_ignored(team: Path, write):
    names = (".hidden.md", "#a.md#", "a.md~", "a.md.swp", ".DS_Store", "README.md", ".git/x.md", "4913")
    write({f"records/customers/{name}": "x" for name in names})
    assert found(team) == []


def test_what_was_not_read_is_said(team: Path, write):
    write(
        {
            "records/customers/b.txt": "x",
            "records/customers/c.MD": "x",
            "records/custmers/b.md": "x",
            "records/b.md": "x",
            "records/quotes/b.md": "x",
        }
    )
    assert found(team) == [
        "SG110 b.md",
        "SG110 custmers/b.md",
        "SG111 customers/b.txt",
        "SG111 customers/c.MD",
        "SG110 quotes/b.md",
    ]


@posix_only
def test_links(team: Path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.md").write_text(CUSTOMER.format("外"), encoding="utf-8")
    customers = team / "records" / "customers"
    (customers / "inside.md").symlink_to(customers / "a.md")
    (customers / "out.md").symlink_to(outside / "x.md")
    (customers / "outfolder").symlink_to(outside)
    (customers / "loop.md").symlink_to(customers / "loop.md")
    (customers / "dead.md").symlink_to(customers / "gone.md")
    (customers / "folder").symlink_to(customers)
    book, problems = check(team)
    assert [f"{d.code} {d.place}" for d in problems if d.code != "SG614"] == [
        "SG109 customers/dead.md",
        "SG113 customers/folder",
        "SG109 customers/loop.md",
        "SG107 customers/out.md",
        "SG107 customers/outfolder",
    ]
    assert sorted(book.customers) == ["a", "inside"]


@posix_only
def test_a_pipe_is_no_record_and_does_not_hang(team: Path):
    os.mkfifo(team / "records" / "customers" / "pipe.md")
    assert found(team) == ["SG109 customers/pipe.md"]


@posix_only
def test_an_unreadable_file(team: Path, write):
    write({"records/customers/b.md": CUSTOMER.format("乙")})
    assert found(team) == []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "team"
        shutil.copytree(team, copy)
        (copy / "records" / "customers" / "b.md").chmod(0)
        for each in (Path(folder), copy):
            each.chmod(0o755)
        with not_root():
            problems = found(copy)
    assert problems == ["SG109 customers/b.md"]


def test_references_to_a_file_that_cannot_be_used_are_no_second_problem(team: Path, write):
    write(
        {
            "records/customers/b.md": "",
            "records/contacts/c.md": "---\nname: 陈\ncustomer: b\n---\n",
        }
    )
    assert found(team) == ["SG108 customers/b.md:1:1"]


@posix_only
def test_names_that_differ_in_form_only(team: Path):
    folder = team / "records" / "customers"
    for name, title in (("caf\u00e9.md", "一"), ("cafe\u0301.md", "二")):
        (folder / name).write_text(CUSTOMER.format(title), encoding="utf-8")
    assert found(team) == ["SG403 customers/caf\u00e9.md"]


@posix_only
def test_a_name_that_is_not_utf8(team: Path):
    folder = os.fsencode(team / "records" / "customers")
    with open(folder + b"/\xff.md", "wb") as file:  # noqa: PTH123 - pathlib has no byte names
        file.write(b"x")
    assert found(team) == ["SG112 customers/?.md"]


@pytest.mark.parametrize("name", ["CON", "nul.txt", "com1", "a#b", "a%20b", " a", "a."])
def test_names_that_are_not_safe_everywhere(team: Path, write, name: str):
    write({f"records/customers/{name}.md": CUSTOMER.format("乙")})
    assert found(team) == [f"SG112 customers/{name}.md"]


def test_a_huge_file_is_not_read_whole(team: Path):
    path = team / "records" / "customers" / "b.md"
    with path.open("wb") as file:
        file.truncate(1 << 33)
    _, (problem,) = check(team)
    assert (problem.code, dict(problem.args)["size"]) == ("SG104", 8 << 20)


def test_two_files_with_one_id(team: Path, write):
    write({"records/customers/east/a.md": CUSTOMER.format("乙")})
    _, (problem,) = check(team)
    assert problem.code == "SG402"
    assert {str(problem.place), *map(str, problem.others)} == {
        "customers/a.md:1:1",
        "customers/east/a.md:1:1",
    }


def test_problems_name_the_owner(team: Path, write):
    write(
        {
            "records/people/li-wei.md": "---\nname: 李伟\nrole: sales\n---\n",
            "records/visits/v.md": "---\ncustomer: nobody\nowner: li-wei\ndate: x\nstatus: done\n---\n",
        }
    )
    _, problems = check(team)
    assert [(d.code, d.person) for d in problems] == [("SG401", "li-wei"), ("SG304", "li-wei")]


def test_thousands_of_wrong_references_do_not_take_long(team: Path, write):
    write({f"records/customers/c{n}.md": CUSTOMER.format(f"客户{n}编号") for n in range(300)})
    write({f"records/contacts/k{n}.md": f"---\nname: 陈\ncustomer: x{n}\n---\n" for n in range(400)})
    assert sum(line.startswith("SG401") for line in found(team)) == 400


def test_a_file_system_that_gives_a_few_bytes_at_a_time_loses_none(write, monkeypatch):
    text = "name: 长文本\n" * 400
    folder = write({"records/customers/a.md": text})
    whole = os.read
    monkeypatch.setattr(os, "read", lambda handle, most: whole(handle, min(most, 700)))
    (found,) = files_at(str(folder / "records"))
    assert found.data == text.encode()
    assert found.size == len(text.encode())
