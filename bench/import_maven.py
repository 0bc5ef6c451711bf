"""CPU time of importing the real data set of 8,800 opportunities (dry run, first and second write).

python bench/import_maven.py [FOLDER-OF-THE-CSVS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time

from site_gen.exchange.csv_import import plan_import
from site_gen.exchange.csv_write import write_plan

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "maven"


def main() -> int:
    """Print one line for each pass."""
    source = Path(sys.argv[1]) if sys.argv[1:] else ROOT.parent / "shared" / "data" / "maven_crm_sales"
    if not source.is_dir():
        print(f"no data in {source}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder)
        shutil.copy(EXAMPLE / "site.yaml", records)
        for name, write in (("dry run", False), ("first import", True), ("same import again", True)):
            start = process_time()
            outcome = plan_import(EXAMPLE / "mapping.yaml", source, records, date(2017, 12, 31))
            if outcome.plan is None:
                print("\n".join(f"{d.place} {d.message('en')}" for d in outcome.problems), file=sys.stderr)
                return 1
            planned = process_time()
            written = write_plan(outcome.plan, records) if write else 0
            end = process_time()
            rows = sum(tally.read for tally in outcome.plan.tallies)
            print(
                f"{name:<18} {rows:>6,} rows  plan {planned - start:5.2f} s  write {end - planned:5.2f} s  {written:>6,} files"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
