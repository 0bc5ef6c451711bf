"""The benchmarks run, measure what they say, and leave the records as they were."""

from __future__ import annotations

import subprocess
import sys

import pytest
from builds import small_team, tree
from conftest import ROOT

BENCH = ROOT / "bench"


def bench(name: str, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, str(BENCH / name), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(printed: str) -> dict[str, list[str]]:
    """The lines of a Markdown table by their first cell."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines() if "|" in line
    ]
    return {row[0]: row[1:] for row in cells}


@pytest.fixture
def modules(monkeypatch):
    """The modules of the benchmarks, which import one another as scripts do."""
    monkeypatch.syspath_prepend(str(BENCH))
    import common
    import compare
    import peers
    import scale

    return common, compare, peers, scale


def test_micro_measures_every_family_of_pages(tmp_path):
    from site_gen.pages.plan import FAMILIES

    found = rows(bench("micro.py", "--records", "20", "--keep", str(tmp_path)))
    assert {f"page: {name}" for name in FAMILIES} <= found.keys()
    assert found["read: a file to its record"][0] == found["link: references and rules of a record"][0]


def test_scale_prints_growth_from_size_to_size(tmp_path):
    found = rows(bench("scale.py", "--sizes", "20", "60", "--keep", str(tmp_path)))
    small, large = (line for name, line in found.items() if name.startswith("build"))
    assert small[5] == "–"
    assert float(large[5]) == pytest.approx(float(large[5])), "a figure, which on a busy machine may be any"


def test_an_exponent_of_one_is_linear_and_of_two_is_square(modules):
    *_, scale = modules
    one, ten = scale.Size(100, 1.0, 2.0, 3.0, ""), scale.Size(1000, 10.0, 200.0, 3.0, "")
    assert [scale.growth(one, ten, name) for name in ("wall", "cpu", "memory")] == ["1.00", "2.00", "0.00"]
    assert scale.growth(None, ten, "wall") == "–"


def test_an_edit_changes_one_visit_anew_each_round_and_is_undone(modules, tmp_path):
    _, compare, *_ = modules
    records = small_team(tmp_path)
    before = tree(records)
    with compare.edits(records) as (edit,):
        seen = []
        for turn in range(3):
            edit.make(turn)
            changed = [name for name, data in tree(records).items() if before[name] != data]
            assert len(changed) == 1
            seen.append(tree(records)[changed[0]])
        assert len(set(seen)) == 3
    assert tree(records) == before


def test_ratios_are_of_runs_of_the_same_round(modules):
    common, compare, *_ = modules

    def row(name: str, against: str, *walls: float) -> compare.Row:
        made = compare.Row(name, (), None, None, lambda _: None, against)
        made.runs = [common.Run(wall, 2 * wall) for wall in walls]
        return made

    # The second round was a busy one, for both.
    hugo, ours = row("Hugo, cold", "Hugo, cold", 4.0, 40.0, 4.0), row("ours", "Hugo, cold", 2.0, 20.0, 2.0)
    assert rows(compare.shown([ours, hugo]))["ours"][5:7] == ["0.50", "0.50"]
    assert rows(compare.shown([ours]))["ours"][5] == "–"


def test_memory_is_that_of_all_processes_together(modules):
    common, *_ = modules
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells the memory of all processes")
    hold = "import sys, time; x = bytearray(60_000_000); time.sleep(1.2)"
    both = f"import subprocess, sys; c = subprocess.Popen([sys.executable, '-c', {hold!r}]); exec({hold!r}); c.wait()"
    assert 120 < common.peak_memory([sys.executable, "-c", both]) < 180


def test_a_program_that_cannot_be_had_is_named_with_the_reason(modules, tmp_path, monkeypatch):
    _, _, peers, _ = modules
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(peers.NotMeasuredError, match="npm"):
        peers.eleventy(tmp_path / "records", tmp_path / "eleventy")
