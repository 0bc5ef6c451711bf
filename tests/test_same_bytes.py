"""The same records give the same bytes: in any folder, zone, locale, hash order, file order, with any workers."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from builds import built, differences, small_team


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    """A team and its site, built by one process."""
    folder = tmp_path_factory.mktemp("same")
    records = small_team(folder / "team")
    return records, built(records, folder / "site", "--workers", "1", PYTHONHASHSEED="1", TZ="UTC")


#: Each number of workers, hash seed, time zone and locale once: they have nothing to do with one another, so one build
#: tries one of each.
SURROUNDINGS = [
    ("1", "0", "Pacific/Kiritimati", "C"),
    ("2", "7", "Pacific/Pago_Pago", "C.UTF-8"),
    ("3", "random", "Asia/Shanghai", "zh_CN.GBK"),
    ("7", "1", "UTC", "tr_TR.UTF-8"),
]


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids="-".join)
def test_with_any_workers_hash_seed_time_zone_and_locale(original, tmp_path, surroundings):
    records, site = original
    workers, seed, zone, locale = surroundings
    words = {"LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0", "SITE_GEN_LANG": ""}
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, **words}
    assert differences(site, built(records, tmp_path / "out", "--workers", workers, **environment)) == []


def test_from_another_folder_with_files_made_in_another_order_at_another_time(original, tmp_path):
    records, site = original
    copy = tmp_path / "第二 place" / "much deeper" / "records"
    for path in sorted(records.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(records)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (86_400, 86_400))
    out = tmp_path / "elsewhere" / "out"
    assert differences(site, built(copy, out)) == []


def test_built_again_over_itself_and_over_another_site(original, tmp_path):
    records, site = original
    out = tmp_path / "out"
    assert differences(site, built(records, out)) == []
    times = {p: p.stat().st_mtime_ns for p in [out, *out.rglob("*")]}
    assert differences(site, built(records, out)) == []
    assert {p: p.stat().st_mtime_ns for p in [out, *out.rglob("*")]} == times, (
        "nothing changed, so nothing is touched"
    )
    other = small_team(tmp_path / "other", languages="en")
    built(other, out)
    assert differences(site, built(records, out)) == []
