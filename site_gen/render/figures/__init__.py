"""Measures as plain tables of words: what `stats` prints."""

from site_gen.render.figures import (
    accounts,
    bids,
    commit,
    customers,
    forecast,
    funnel,
    hunter,
    key_account_kpis,
    market,
    orders,
    people,
    plan,
    progress,
    reports,
    speed,
    visits,
    work,
)
from site_gen.render.figures.base import Figures, Table

__all__ = [
    "Figures",
    "Table",
    "accounts",
    "bids",
    "commit",
    "customers",
    "forecast",
    "funnel",
    "hunter",
    "key_account_kpis",
    "market",
    "orders",
    "people",
    "plan",
    "progress",
    "reports",
    "speed",
    "visits",
    "work",
]
