"""Measures as plain tables of words: what `stats` prints."""

from site_gen.render.figures import funnel, plan, reports, visits, work
from site_gen.render.figures.base import Figures, Table

__all__ = ["Figures", "Table", "funnel", "plan", "reports", "visits", "work"]
from site_gen.render.figures import funnel, market, plan, progress, visits
from site_gen.render.figures.base import Figures, Table

__all__ = ["Figures", "Table", "funnel", "market", "plan", "progress", "visits"]
from site_gen.render.figures import funnel, hunter, plan, visits
from site_gen.render.figures.base import Figures, Table

__all__ = ["Figures", "Table", "funnel", "hunter", "plan", "visits"]
