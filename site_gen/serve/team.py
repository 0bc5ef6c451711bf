"""What is shown: where the records and theme files are, and how they are named to people."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct

from site_gen.config.audience import DEFAULT
from site_gen.locale.text import SOURCE_LANGUAGE


def no_commit() -> str:
    """Return the commit of a folder outside git."""
    return ""


class Team(Struct, frozen=True):
    """A team's folders and what a preview needs to know about them.

    Attributes:
        records: folder with `site.yaml`.
        themes: folder for the team's theme files; it need not exist.
        as_of: the day to compute for, when given on the command line.
        today: says which day it is.
        commit: asks for the id of the records' commit; may be slow.
        prefix: path of the records folder as people see it, for the places of problems.
        output: folder of a built site, which is never watched.
        memo: file that keeps charts between runs, and for `build`.
        lang: language of texts that stand outside any page.
        audience: key of the audience for whom it is shown.
    """

    records: Path
    today: Callable[[], date]
    themes: Path | None = None
    as_of: date | None = None
    commit: Callable[[], str] = no_commit
    prefix: str = "records"
    output: Path | None = None
    memo: Path | None = None
    lang: str = SOURCE_LANGUAGE
    audience: str = DEFAULT

    @property
    def root(self) -> Path:
        """The records folder as an absolute path, links left as they are."""
        return Path(os.path.abspath(self.records))  # noqa: PTH100 - resolve() would follow links
