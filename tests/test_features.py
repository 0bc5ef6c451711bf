"""docs/features.md is true: every id is there, and the pages and tests it names exist."""

from __future__ import annotations

import re
from fnmatch import fnmatch

import pytest
from conftest import CORPUS, ROOT

from site_gen.pages.plan import plan
from site_gen.records import FORMS

ROW = re.compile(
    r"^\| (?P<id>[SM][\d.]+(?:/DQ\d+)?) \| (?P<item>[^|]+) \| (?P<kinds>[^|]*) \| (?P<pages>[^|]*) \| (?P<tests>[^|]*) \|$"
)


def rows() -> list[dict[str, str]]:
    text = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
    return [match.groupdict() for line in text.splitlines() if (match := ROW.match(line))]


def test_each_id_stands_once():
    ids = [row["id"] for row in rows()]
    assert len(ids) == len(set(ids)) > 200


def test_every_id_of_the_domain_specification_is_there():
    domain = CORPUS.parent / "domain.md"
    if not domain.is_file():
        pytest.skip("the domain specification is not beside the repository")
    checklist = domain.read_text(encoding="utf-8").split("## 6. Checklist", 1)[1]
    wanted = set(re.findall(r"^\| \**([SM]\d+(?:\.\d+)?(?:/DQ\d+)?)\** \|", checklist, re.MULTILINE))
    assert wanted
    assert wanted == {row["id"] for row in rows()}


def test_named_kinds_pages_and_tests_exist(sample_book):
    urls = {page.url for page in plan(sample_book)}
    for row in rows():
        if "not yet" in row["pages"]:
            assert not row["tests"].strip(), row
            continue
        assert row["tests"].strip(), f"{row['id']} is said to be covered but names no test"
        for kind in re.findall(r"`([a-z_]+)`", row["kinds"]):
            assert kind in FORMS or kind == "site", row
        for url in re.findall(r"`([^`]+)`", row["pages"]):
            assert any(fnmatch(known, url) for known in urls), f"{row['id']}: no page {url}"
        for name in re.findall(r"`([^`]+)`", row["tests"]):
            path, _, function = name.partition("::")
            source = ROOT / "tests" / path
            assert source.is_file(), f"{row['id']}: no test file {path}"
            if function:
                assert re.search(
                    rf"^\s*def {function}\b", source.read_text(encoding="utf-8"), re.MULTILINE
                ), row
