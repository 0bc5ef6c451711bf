"""The words of charts: each sentence is said in both widths, and often in the alternative and the table too."""

from __future__ import annotations

from functools import lru_cache

from site_gen.locale.text import tr

#: `tr`, which remembers what it said last.
said = lru_cache(maxsize=1 << 12)(tr)
