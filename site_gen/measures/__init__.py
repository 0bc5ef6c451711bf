"""Numbers: pure functions from a Book and a scope to frozen values; one file per family.

Importing the package registers every measure in `registry.MEASURES`.
"""

from site_gen.measures import (
    ageing,
    alerts,
    attainment,
    checks,
    collection,
    contracts,
    conversion,
    coverage,
    deals,
    diagnosis,
    effect,
    efficiency,
    focus,
    followups,
    funnel,
    loss,
    movement,
    new_customers,
    progress,
    required,
    sales_per_person,
    supply,
)

__all__ = [
    "ageing",
    "alerts",
    "attainment",
    "checks",
    "collection",
    "contracts",
    "conversion",
    "coverage",
    "deals",
    "diagnosis",
    "effect",
    "efficiency",
    "focus",
    "followups",
    "funnel",
    "loss",
    "movement",
    "new_customers",
    "progress",
    "required",
    "sales_per_person",
    "supply",
]
