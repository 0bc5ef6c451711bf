"""Where the memo of a team lies: `.site-gen/` beside its records folder, or where `SITE_GEN_CACHE` says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from site_gen import KEPT

#: Environment variable that names another folder, such as one that a CI keeps between runs.
VARIABLE = "SITE_GEN_CACHE"
_FILE = "memo.sqlite"


def memo_place(records: Path, environ: Mapping[str, str] | None = None) -> Path:
    """Return the path of the memo file of a team.

    A folder named by `SITE_GEN_CACHE` may serve several teams, so the file's name tells them apart.

    Args:
        records: the records folder.
        environ: the environment; the process's own when not given.
    """
    environ = os.environ if environ is None else environ
    root = Path(os.path.abspath(records))  # noqa: PTH100 - a link among the parents stays as it is
    named = environ.get(VARIABLE, "").strip()
    if not named:
        # A team may keep its site.yaml at the top of its repository, and above that nothing is the team's.
        return (root if (root / ".git").exists() else root.parent) / KEPT / _FILE
    which = blake2b(os.fsencode(root), digest_size=6).hexdigest()
    return Path(named) / f"{which}-{_FILE}"
