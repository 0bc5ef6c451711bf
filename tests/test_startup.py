"""Commands that do not draw or render start without the libraries that do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RECORDS = Path(__file__).resolve().parent.parent / "records"
#: Each takes from a tenth of a second to a second to import.
HEAVY = ("matplotlib", "numpy", "jinja2", "watchdog")


def modules_of(arguments: list[str]) -> set[str]:
    """Return the top-level modules that a command has imported when it ends."""
    program = (
        "import sys\n"
        "from site_gen.cli.main import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "except SystemExit:\n"
        "    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["--version"], ["check", "--help"], ["check", "--records", str(RECORDS)]]
)
def test_light_commands_import_nothing_heavy(arguments: list[str]):
    found = modules_of(arguments)
    assert "site_gen" in found
    assert not found & set(HEAVY)


def test_version_reads_neither_yaml_nor_word_distances():
    assert not modules_of(["--version"]) & {"yaml", "rapidfuzz"}


def test_little_is_loaded_before_files_are_read():
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import site_gen.cli.start\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    found = set(done.stdout.split())
    assert "site_gen.reading.early" in found
    assert not found & {"msgspec", "hashlib", "multiprocessing", "pathlib", "argparse", "site_gen.cli.main"}
