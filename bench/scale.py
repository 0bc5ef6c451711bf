"""How time and memory of site-gen grow with the number of records.

    python bench/scale.py [--sizes 1000 10000 100000] [--runs 1] [--keep DIR]

`check` and `build`, cold (no output, nothing kept from earlier runs), one language. The exponent says how a figure
grows from the size above: 1.00 is in proportion to the records, 2.00 would be with their square; below 1 a fixed cost
is shared by more. Memory is that of all processes together, looked at in a run of its own. A machine is not as quick
at all times: each smaller team is timed before and after the larger ones, so that a slow hour counts for all of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from common import (
    SITE_GEN,
    Run,
    clear_away,
    count_records,
    forget,
    machine,
    make_team,
    middle,
    options,
    peak_memory,
    put_aside,
    table,
    timed,
    work_folder,
    written,
)

COMMANDS = ("check", "build")


@dataclass(frozen=True)
class Size:
    """What one command took at one size: seconds on the clock and of all processors, MB of all processes."""

    records: int
    wall: float
    cpu: float
    memory: float
    made: str


class Measured:
    """One command on one team, cold.

    Args:
        command: `check` or `build`.
        records: the team.
        out: where its site goes.
    """

    def __init__(self, command: str, records: Path, out: Path) -> None:
        self._line = [*SITE_GEN, command, "--records", str(records)]
        self._line += ["--output", str(out)] if command == "build" else ["--format", "json"]
        self._records = records
        self._out = out
        self._runs: list[Run] = []
        self._made = ""
        self._cold()
        self._memory = peak_memory(self._line)

    def run(self, times: int) -> None:
        """Run it some times more."""
        for _ in range(times):
            self._cold()
            self._runs.append(timed(self._line))
        self._made = written(self._out) if self._out.exists() else ""
        self._cold()

    def size(self) -> Size:
        """Return the medians of all runs."""
        wall, cpu = (middle([getattr(run, figure) for run in self._runs]) for figure in ("wall", "cpu"))
        return Size(count_records(self._records), wall, cpu, self._memory, self._made)

    def _cold(self) -> None:
        forget(self._records)
        put_aside(self._out)


def growth(one: Size | None, other: Size, figure: str) -> str:
    """Return the exponent with which a figure grew from one size to a larger one."""
    if one is None:
        return "–"
    grown = math.log(getattr(other, figure) / getattr(one, figure))
    return f"{grown / math.log(other.records / one.records):.2f}"


def main() -> None:
    """Print the table."""
    parser = options(__doc__, records=None, runs=1)
    text = "sizes of the teams, smallest first (default: 1000 10000 100000)"
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000], metavar="N", help=text
    )
    args = parser.parse_args()
    lines = []
    with work_folder(args.keep) as folder:
        sizes = sorted(args.sizes)
        teams = {size: make_team(folder, size) for size in sizes}
        known: dict[tuple[int, str], Measured] = {}
        for size in [*sizes, *sizes[-2::-1]]:
            for command in COMMANDS:
                if (size, command) not in known:
                    known[size, command] = Measured(command, teams[size], folder / "out")
                known[size, command].run(args.runs)
            clear_away(folder)
        last: dict[str, Size] = {}
        for size in sizes:
            for command in COMMANDS:
                found = known[size, command].size()
                line = [f"{command}, {found.records:,} records", f"{found.wall:.2f}", f"{found.cpu:.2f}"]
                line += [f"{1000 * found.cpu / found.records:.2f} ms", f"{found.memory:.0f} MB"]
                line += [f"{1000 * found.memory / found.records:.0f} kB"]
                line += [growth(last.get(command), found, figure) for figure in ("wall", "cpu", "memory")]
                lines.append([*line, found.made])
                last[command] = found
    print(f"{args.runs} timed runs each, of all but the largest twice as many; {machine()}\n")
    head = ["", "wall s", "processor s", "a record", "memory, all", "a record"]
    head += ["exponent: wall", "processor", "memory", "written"]
    print(table(head, sorted(lines, key=lambda line: line[0].split(",")[0])))


if __name__ == "__main__":
    main()
