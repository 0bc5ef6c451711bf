"""Write the generated reference pages: python tools/reference.py (tests say when they are stale)."""

from __future__ import annotations

from pathlib import Path

from site_gen.diagnostics.reference import diagnostics_reference
from site_gen.measures.reference import measures_reference
from site_gen.records.reference import records_reference

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write the pages."""
    for name, text in (
        ("diagnostics.md", diagnostics_reference()),
        ("measures.md", measures_reference()),
        ("records.md", records_reference()),
    ):
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
