"""A record in the folder of another kind is told in one message; in its own folder nothing of it is held back."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import SAMPLE

from site_gen.book import make_book
from site_gen.book.link import read_site
from site_gen.config import default_config
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import Source, discover
from site_gen.records import FOLDERS

CONFIG = default_config("T")


@cache
def samples() -> dict[str, list[Source]]:
    """The first records of each folder of the sample team."""
    found: dict[str, list[Source]] = {folder: [] for folder in FOLDERS}
    for source in discover(Path(SAMPLE))[0]:
        found[source.path.split("/", 1)[0]].append(source)
    return {folder: sources[:4] for folder, sources in found.items()}


def told(result: Read) -> list[str]:
    return [str(dict(d.args)["target"]) for d in result.diagnostics if d.code == "SG114"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_record_in_any_other_folder_is_told_where_it_belongs(folder):
    walls = 0
    for source in samples()[folder]:
        name = source.path.rsplit("/", 1)[-1]
        for other in FOLDERS.keys() - {folder}:
            result = read_record(Source(f"{other}/2026/{name}", source.data), CONFIG)
            unknown = [d for d in result.diagnostics if d.code == "SG301" and d.place.col == 1]
            if targets := told(result):
                assert targets == [f"{folder}/{name}"]
                assert len(result.diagnostics) == 1
            else:
                walls += len(unknown) > 3
    assert walls == 0


#: What stands where a field of the record stood; its own form knows most of these not.
SLIPS = (
    ["stage: 1", "week: 1", "type: 1"],
    ["year: 2026"],
    ["month: 2026-11"],
    ["customer: x"],
    ["person: x"],
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_in_its_own_folder_every_problem_is_told(folder):
    for source in samples()[folder]:
        lines = source.data.decode().split("\n")
        end = lines.index("---", 1)
        for number in range(1, end):
            for slip in SLIPS:
                text = "\n".join([*lines[:number], *slip, *lines[number + 1 :]])
                result = read_record(Source(source.path, text.encode()), CONFIG)
                assert told(result) == [], text


def test_who_names_a_misfiled_record_is_not_told_besides():
    config, _ = read_site(Path(SAMPLE) / "site.yaml")
    assert config is not None
    moved = {"customers/hengtai.md": "projects/hengtai.md", "people/zhao-min.md": "customers/zhao-min.md"}
    wanted = ("people/", "customers/", "contacts/hengtai-", "projects/hengtai-line3")
    sources = [source for source in discover(Path(SAMPLE))[0] if source.path.startswith(wanted)]
    reads = [read_record(Source(moved.get(s.path, s.path), s.data), config) for s in sources]
    link = b"---\nname: X\ncustomer: hengtai\n---\n## Notes\n[H](../customers/hengtai.md)\n"
    book = make_book(config, [*reads, read_record(Source("contacts/x.md", link), config)], date(2026, 11, 20))
    assert not book.is_sound
    errors = sorted((d.place.path, d.code) for d in book.diagnostics if d.severity == "error")
    assert errors == [("customers/zhao-min.md", "SG114"), ("projects/hengtai.md", "SG114")]
