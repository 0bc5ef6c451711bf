"""Every address of the site, in one place; all are relative to the root of a language's tree."""

from __future__ import annotations

from site_gen.config import MonthOf, Week
from site_gen.measures.scope import Scope

HOME = "index.html"
QUALITY = "quality/index.html"
DEFINITIONS = "method/definitions.html"
METHOD = "method/index.html"
PROJECTS = "projects/index.html"
LOST = "projects/lost.html"
SUPPLY = "projects/supply.html"
CUSTOMERS = "customers/index.html"
CONTACTS = "contacts/index.html"
VISITS = "visits/index.html"
FOLLOW_UPS = "visits/follow-ups.html"
BRIEFS = "visits/briefs.html"
FOCUS = "pipeline/focus.html"
PIPELINE = "pipeline/index.html"
COMPARE = "pipeline/compare.html"
PACKS = "packs/index.html"
PEOPLE = "people/index.html"
REVIEWS = "reviews/index.html"
ORDERS = "orders/index.html"
TARGETS = "people/targets.html"

_FOLDERS = {
    "person": "people",
    "customer": "customers",
    "contact": "contacts",
    "project": "projects",
    "visit": "visits",
    "order": "orders",
    "review": "reviews",
}


def record(kind: str, ident: str) -> str:
    """Return the address of a record's own page; targets stand together on one page."""
    if kind == "target":
        return f"{TARGETS}#{ident}"
    return f"{_FOLDERS[kind]}/r/{ident}.html"


def brief(visit: str) -> str:
    """Return the address of a visit's POPSA brief (S6)."""
    return f"visits/r/{visit}.popsa.html"


def funnel(scope: Scope) -> str:
    """Return the address of a scope's funnel page (S4.2)."""
    if scope.kind == "company":
        return PIPELINE
    return f"pipeline/{scope.kind}/{scope.id}/index.html"


def projects_of(scope: Scope, anchor: str = "") -> str:
    """Return the address of the list of a scope's projects, grouped by stage.

    Anchors: `stage-KEY` for a stage, `lost-REASON` for a reason for loss.
    """
    base = PROJECTS if scope.kind == "company" else f"pipeline/{scope.kind}/{scope.id}/projects.html"
    return f"{base}#{anchor}" if anchor else base


def call_plan(week: Week, scope: Scope) -> str:
    """Return the address of the weekly call plan of a person, a team or the company (S5)."""
    name = scope.kind if scope.kind == "company" else f"{scope.kind}-{scope.id}"
    return f"visits/plan/{week.id}/{name}.html"


def pack(period: str, scope: Scope) -> str:
    """Return the address of a pack (S7.5–S7.7); `period` is `2026-11-20`, `2026-W47` or `2026-11`."""
    name = scope.kind if scope.kind == "company" else f"{scope.kind}-{scope.id}"
    return f"packs/{period}/{name}.html"


def month_pack(month: MonthOf, scope: Scope) -> str:
    """Return the address of a monthly pack."""
    return pack(month.id, scope)


def method(name: str) -> str:
    """Return the address of a page of the team's handbook."""
    return f"method/{name}.html"


def definition(measure: str) -> str:
    """Return the address of a measure's definition."""
    return f"{DEFINITIONS}#{measure}"


def quality(person: str = "") -> str:
    """Return the address of the data-quality page, at a person's problems when given."""
    return f"{QUALITY}#person-{person}" if person else QUALITY
