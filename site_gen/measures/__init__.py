"""Numbers: pure functions from a Book and a scope to frozen values; one file per family.

Importing the package registers every measure in `registry.MEASURES`.
"""

from site_gen.measures import (
    ageing,
    attainment,
    bids,
    checks,
    competitors,
    contracts,
    conversion,
    coverage,
    deals,
    diagnosis,
    effect,
    focus,
    followups,
    funnel,
    gates,
    loss,
    movement,
    registration,
    required,
    supply,
)

__all__ = [
    "ageing",
    "attainment",
    "bids",
    "checks",
    "competitors",
    "contracts",
    "conversion",
    "coverage",
    "deals",
    "diagnosis",
    "effect",
    "focus",
    "followups",
    "funnel",
    "gates",
    "loss",
    "movement",
    "registration",
    "required",
    "supply",
]
