"""Numbers: pure functions from a Book and a scope to frozen values; one file per family.

Importing the package registers every measure in `registry.MEASURES`.
"""

from site_gen.measures import (
    ageing,
    attainment,
    checks,
    contracts,
    conversion,
    coverage,
    deals,
    diagnosis,
    effect,
    focus,
    followups,
    funnel,
    hunter,
    loss,
    movement,
    required,
    supply,
)

__all__ = [
    "ageing",
    "attainment",
    "checks",
    "contracts",
    "conversion",
    "coverage",
    "deals",
    "diagnosis",
    "effect",
    "focus",
    "followups",
    "funnel",
    "hunter",
    "loss",
    "movement",
    "required",
    "supply",
]
