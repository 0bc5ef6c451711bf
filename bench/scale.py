"""How time and memory of site-gen grow with the number of records.

    python bench/scale.py [--sizes 1000 10000 100000] [--runs 1] [--keep DIR]

`check` and `build`, cold (no output, nothing kept from earlier runs), one language. The exponent says how a figure
grows from the size above: 1.00 is in proportion to the records, 2.00 would be with their square; below 1 a fixed cost
is shared by more. Memory is that of all processes together, looked at in a run of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from common import (
    SITE_GEN,
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


@dataclass(frozen=True)
class Size:
    """What one command took at one size: seconds on the clock and of all processors, MB of all processes."""

    records: int
    wall: float
    cpu: float
    memory: float
    made: str


def measure(command: str, records: Path, out: Path, runs: int) -> Size:
    """Run a command cold, once for its memory and `runs` times for its time."""
    line = [*SITE_GEN, command, "--records", str(records)]
    line += ["--output", str(out)] if command == "build" else ["--format", "json"]

    def cold() -> None:
        forget(records)
        put_aside(out)

    cold()
    memory = peak_memory(line)
    found = []
    for _ in range(runs):
        cold()
        found.append(timed(line))
    made = written(out) if out.exists() else ""
    cold()
    return Size(
        count_records(records), middle([r.wall for r in found]), middle([r.cpu for r in found]), memory, made
    )


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
        last: dict[str, Size] = {}
        for size in sorted(args.sizes):
            records = make_team(folder, size)
            for command in ("check", "build"):
                found = measure(command, records, folder / "out", args.runs)
                line = [f"{command}, {found.records:,} records", f"{found.wall:.2f}", f"{found.cpu:.2f}"]
                line += [f"{1000 * found.cpu / found.records:.2f} ms", f"{found.memory:.0f} MB"]
                line += [f"{1000 * found.memory / found.records:.0f} kB"]
                line += [growth(last.get(command), found, figure) for figure in ("wall", "cpu", "memory")]
                lines.append([*line, found.made])
                last[command] = found
            clear_away(folder)
    print(f"{args.runs} timed runs each; {machine()}\n")
    head = ["", "wall s", "processor s", "a record", "memory, all", "a record"]
    head += ["exponent: wall", "processor", "memory", "written"]
    print(table(head, sorted(lines, key=lambda line: line[0].split(",")[0])))


if __name__ == "__main__":
    main()
