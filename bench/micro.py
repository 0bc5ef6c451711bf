"""What one record, text, page, chart and file cost, in one process: microseconds of processor time.

    python bench/micro.py [--records 10000] [--runs 1] [--keep DIR] [--profile NAME]

The package's own functions, called one after the other as `build` does, on the benchmark team. Nothing comes from
earlier runs: each of several `--runs` has a process of its own, and the median of each row is shown. `--profile NAME` prints where the time of one row goes instead (a family of pages such as `visits`, or
`read`, `link`, `markdown`, `plan`, `measures`, `data`, `write`).
"""

from __future__ import annotations

import cProfile
import gc
import multiprocessing
import pstats
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from time import process_time

from common import AS_OF, count_records, machine, make_team, middle, options, table, work_folder

from site_gen.book import Book
from site_gen.book.link import make_book, read_site
from site_gen.charts.watch import watched
from site_gen.config import Config
from site_gen.measures.scope import all_scopes
from site_gen.pages import data, search
from site_gen.pages.edition import render_page
from site_gen.pages.page import Page
from site_gen.pages.plan import FAMILIES
from site_gen.pages.view import Addresses, Site
from site_gen.publish.stage import write_site
from site_gen.publish.verify import Links
from site_gen.reading.record import Read, read_record
from site_gen.reading.source import discover
from site_gen.records import FORMS
from site_gen.render.environment import make_environment
from site_gen.render.markdown import markdown

#: Pages of this language are made first and not counted: templates are compiled, matplotlib is imported.
_WARM = "en"


@dataclass(frozen=True)
class Row:
    """`count` things of a sort took so many seconds together and gave so many bytes."""

    name: str
    count: int
    seconds: float
    size: int = 0


@dataclass
class Bench:
    """The rows measured so far.

    Attributes:
        wanted: name of the row to profile; empty to measure all.
    """

    wanted: str = ""
    rows: list[Row] = field(default_factory=list)

    def row(self, name: str, what: str, count: int, seconds: float, size: int = 0) -> None:
        """Add a row."""
        self.rows.append(Row(f"{name}: {what}", count, seconds, size))

    def time(self, name: str, run: Callable[[], object]) -> float:
        """Return the seconds that `run` takes; print its profile when its row is the wanted one."""
        profiler = cProfile.Profile() if self.wanted == name else None
        start = process_time()
        if profiler:
            profiler.runcall(run)
            pstats.Stats(profiler).sort_stats("tottime").print_stats(40)
        else:
            run()
        return process_time() - start


def records(bench: Bench, root: Path) -> Book:
    """Measure reading, linking and Markdown, and return the Book."""
    config, _ = read_site(root / "site.yaml")
    if config is None:
        raise SystemExit(f"{root / 'site.yaml'} cannot be used")
    usable: Config = config
    sources, _ = discover(root)
    reads: list[Read] = []
    bench.row(
        "read",
        "a file to its record",
        len(sources),
        bench.time("read", lambda: reads.extend(read_record(source, usable) for source in sources)),
    )
    books: list[Book] = []

    def link() -> None:
        book = make_book(usable, reads, date.fromisoformat(AS_OF))
        len(book.diagnostics)
        books.append(book)

    bench.row("link", "references and rules of a record", len(reads), bench.time("link", link))
    texts = sorted(
        {
            text
            for read in reads
            for name in FORMS[read.kind].prose
            if (text := str(read.values.get(name) or getattr(read.record, name, "") or "")).strip()
        }
    )
    seconds = bench.time("markdown", lambda: [markdown(text, lambda _: None) for text in texts])
    bench.row("markdown", "a text", len(texts), seconds, sum(len(text.encode()) for text in texts))
    return books[0]


def pages(bench: Bench, book: Book, lang: str) -> dict[str, bytes]:
    """Measure the plan, the measures, every family of pages and the charts; return all files."""
    families: dict[str, Sequence[Page]] = {}

    def plan() -> None:
        families.update({n: tuple(import_module(f"site_gen.pages.{n}").pages(book)) for n in FAMILIES})

    seconds = bench.time("plan", plan)
    bench.row("plan", "a page", sum(map(len, families.values())), seconds)
    scopes = tuple(all_scopes(book))
    bench.row(
        "measures",
        "all of a scope",
        len(scopes),
        bench.time("measures", lambda: [*data.count_all(book, {data.address(scope) for scope in scopes})]),
    )
    site = Site(book, "", Addresses(page.url for found in families.values() for page in found))
    theme = make_environment()
    for found in families.values():
        for page in found[:1]:
            render_page(theme, site, page, _WARM)
    files: dict[str, bytes] = {}
    charts: dict[str, list[float]] = {}
    with watched(lambda name, took: charts.setdefault(name, []).append(took)):
        for name, found in families.items():
            family = _family(bench, name, found, lambda page: render_page(theme, site, page, lang))
            files.update(family)
    for name, times in sorted(charts.items()):
        bench.row("chart", f"{name}, drawn once in two widths", len(times), sum(times))
    made: dict[str, bytes] = {}
    seconds = bench.time(
        "data", lambda: made.update((data.address(scope), data.scope_file(book, scope)) for scope in scopes)
    )
    bench.row("data", "the file of a scope", len(scopes), seconds, sum(map(len, made.values())))
    shards = range(search.shard_count(book))
    rows = {search.address(lang, n): b"" for n in shards}
    seconds = bench.time(
        "search", lambda: rows.update((u, search.file(book, lang, n)) for n, u in enumerate(rows))
    )
    bench.row("search", "a file of the index", len(rows), seconds, sum(map(len, rows.values())))
    return {**files, **made, **rows}


def _family(
    bench: Bench, name: str, found: Sequence[Page], render: Callable[[Page], bytes]
) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    seconds = bench.time(name, lambda: made.update((page.url, render(page)) for page in found))
    bench.row("page", name, len(found), seconds, sum(map(len, made.values())))
    return made


def files(bench: Bench, made: dict[str, bytes], out: Path) -> None:
    """Measure looking at links, writing a new site, and writing the same again."""
    links = Links(made)
    seconds = bench.time("links", lambda: [list(links.doubts(url, text)) for url, text in made.items()])
    size = sum(map(len, made.values()))
    bench.row("links", "those of a file", len(made), seconds, size)
    shutil.rmtree(out, ignore_errors=True)
    bench.row("write", "a new file", len(made), bench.time("write", lambda: write_site(made, out)), size)
    bench.row(
        "write", "an unchanged file", len(made), bench.time("again", lambda: write_site(made, out)), size
    )


def measure(team: Path, out: Path, wanted: str = "") -> list[Row]:
    """Measure everything once."""
    gc.set_threshold(100_000, 50, 100)
    bench = Bench(wanted)
    book = records(bench, team)
    files(bench, pages(bench, book, book.config.languages[0]), out)
    return bench.rows


def shown(row: Row, seconds: float) -> list[str]:
    """Return a line of the table."""
    each = f"{row.size / 1000 / row.count:.1f}" if row.size and row.count else ""
    return [row.name, f"{row.count:,}", f"{1e6 * seconds / max(row.count, 1):,.0f}", f"{seconds:.2f}", each]


def main() -> None:
    """Print the table."""
    parser = options(__doc__, runs=1)
    parser.add_argument("--profile", default="", metavar="NAME", help="print the profile of one row instead")
    args = parser.parse_args()
    with work_folder(args.keep) as folder:
        team, out = make_team(folder, args.records), folder / "micro"
        if args.profile:
            measure(team, out, args.profile)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, context, max_tasks_per_child=1) as pool:
            runs = [pool.submit(measure, team, out).result() for _ in range(args.runs)]
        print(f"{count_records(team):,} records, {args.runs} runs of one process; {machine()}\n")
    lines = [shown(same[0], middle([row.seconds for row in same])) for same in zip(*runs, strict=True)]
    print(table(["", "count", "µs each", "s together", "kB each"], lines))


if __name__ == "__main__":
    main()
