"""Measures as plain tables of words: what `stats` prints."""

from site_gen.render.figures import bids, funnel, plan, visits
from site_gen.render.figures.base import Figures, Table

__all__ = ["Figures", "Table", "bids", "funnel", "plan", "visits"]
