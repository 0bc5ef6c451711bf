"""When a process that makes pages is no longer there."""

from __future__ import annotations


class LostProcessError(RuntimeError):
    """A process was ended from outside, or by the system for want of memory."""
