"""What an import has made of its rows: records on their way, tallies, the plan."""

from __future__ import annotations

from msgspec import Struct, field

from site_gen.diagnostics import Diagnostic
from site_gen.exchange.csv_convert import Cells
from site_gen.exchange.csv_issue import Issue, Issues, Reject
from site_gen.exchange.csv_mapping import Mapping
from site_gen.reading.record import Read

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
#: Kind and id of a record.
Key = tuple[str, str]


class Draft(Struct):
    """A record on its way: the rows it comes from and what they say."""

    step: int
    kind: str
    id: str
    rows: list[int]
    cells: Cells
    read: Read | None = None
    data: bytes = b""
    old: bytes | None = None
    changed: tuple[str, ...] = ()
    rejected: bool = False

    @property
    def state(self) -> str:
        """Whether the file is `new`, `changed` or `unchanged`."""
        if self.old is None:
            return NEW
        return UNCHANGED if self.old == self.data else CHANGED


class Tally(Struct):
    """What became of the rows of one entry of `records:`; `read` is the sum of all the others."""

    kind: str
    file: str
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    rejected: int = 0
    filtered: int = 0


class Ledger(Struct):
    """The problems and tallies of an import while it is planned."""

    issues: Issues = field(default_factory=Issues)
    rejects: list[Reject] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)

    def reject(self, issue: Issue, rows: list[int]) -> None:
        """List rows as rejected for a reason."""
        self.issues.add(issue, rows)
        self.rejects.extend(Reject(issue, row) for row in rows)

    def reject_row(self, step: int, cells: Cells, row: int) -> None:
        """Reject one row for everything that is wrong with its cells, when anything is."""
        for issue in dict.fromkeys(cells.issues):
            self.reject(issue, [row])
        self.tallies[step].rejected += bool(cells.issues)

    def drop(self, draft: Draft, issue: Issue) -> None:
        """Reject all rows of a record."""
        draft.rejected = True
        self.tallies[draft.step].rejected += len(draft.rows)
        self.reject(issue, draft.rows)


class Plan(Struct, frozen=True):
    """What an import would do.

    Attributes:
        mapping: the mapping.
        tallies: one for each entry of `records:`, in order.
        drafts: the records that can be written, in order.
        issues: every problem and note with the numbers of its rows.
        rejects: every problem of every rejected row, in the order of files and rows.
        kept: kind to how many records exist that no row speaks of; they stay as they are.
        unused: file to its columns that nothing looks at.
        warnings: code to how many records the rules of the method would list after the import.
    """

    mapping: Mapping
    tallies: tuple[Tally, ...]
    drafts: tuple[Draft, ...]
    issues: tuple[tuple[Diagnostic, tuple[int, ...]], ...]
    rejects: tuple[Reject, ...]
    kept: dict[str, int]
    unused: dict[str, tuple[str, ...]]
    warnings: dict[str, int] = field(default_factory=dict)
