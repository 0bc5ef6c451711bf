"""Measures as plain tables of words: what `stats` prints."""

from site_gen.render.figures import bids, funnel, hunter, market, plan, progress, reports, visits, work
from site_gen.render.figures.base import Figures, Table

__all__ = [
    "Figures",
    "Table",
    "bids",
    "funnel",
    "hunter",
    "market",
    "plan",
    "progress",
    "reports",
    "visits",
    "work",
]
from site_gen.render.figures import commit, funnel, plan, visits
from site_gen.render.figures.base import Figures, Table

__all__ = ["Figures", "Table", "commit", "funnel", "plan", "visits"]
