"""Limits of files."""

from __future__ import annotations

#: Bytes that a file may have at most.
LARGEST = 1 << 20
#: Levels of values inside values.
DEEPEST = 8
