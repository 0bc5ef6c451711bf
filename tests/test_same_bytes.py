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


@pytest.mark.parametrize("workers", ["1", "2", "3", "7"])
def test_with_any_number_of_workers(original, tmp_path, workers):
    records, site = original
    assert differences(site, built(records, tmp_path / "out", "--workers", workers)) == []


@pytest.mark.parametrize("seed", ["0", "7", "random"])
def test_with_any_hash_seed(original, tmp_path, seed):
    records, site = original
    assert differences(site, built(records, tmp_path / "out", PYTHONHASHSEED=seed)) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Shanghai"])
def test_in_any_time_zone(original, tmp_path, zone):
    records, site = original
    assert differences(site, built(records, tmp_path / "out", TZ=zone)) == []


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "zh_CN.GBK", "tr_TR.UTF-8"])
def test_in_any_locale(original, tmp_path, locale):
    records, site = original
    environment = {"LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0", "SITE_GEN_LANG": ""}
    assert differences(site, built(records, tmp_path / "out", **environment)) == []


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
