"""The arithmetic of a hunter plan: from the target back to the projects that are needed (S3, M12)."""

from __future__ import annotations

from decimal import Decimal

from site_gen.book.book import Book
from site_gen.config import Config
from site_gen.records import HunterPlan


def plan_of(book: Book, person: str, year: int) -> HunterPlan | None:
    """Return a person's hunter plan of a year; the first by id where there are two (a rule says so)."""
    return next((plan for plan in book.hunter_plans_of_owner.get(person, ()) if plan.year == year), None)


def ceiling(numerator: Decimal, denominator: Decimal) -> int:
    """Return the quotient rounded up to a whole number, in decimal arithmetic."""
    whole, rest = divmod(numerator, denominator)
    return int(whole) + (1 if rest else 0)


def needed_by_model(config: Config, wins: int, stage: str) -> int | None:
    """Return how many projects the model funnel asks for at a stage so that `wins` are signed.

    `None` when the team's stages have no model numbers (S1.2).
    """
    signed = config.stage(config.gates.signed).model
    return ceiling(Decimal(wins * config.stage(stage).model), Decimal(signed)) if signed else None
