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
HUNTER = "plans/index.html"
REPORTS = "reports/index.html"
DIGEST = "reports/digest.html"
DAY_PLAN = "reports/day-plan.html"
COMPLIANCE = "compliance/index.html"
STATISTICS = "compliance/statistics.html"
LEDGER = "compliance/ledger.html"
BIDS = "bids/index.html"
CONTRACTS = "contracts/index.html"
COMPETITORS = "competitors/index.html"
REGISTRATION = "projects/registration.html"
ALERTS = "market/index.html"
EFFICIENCY = "reports/efficiency.html"
REGIONS = "regions/index.html"
COMMIT = "forecast/index.html"
COMMIT_HISTORY = "forecast/history.html"
PERIODS = "forecast/periods.html"
TWELVE_MONTHS = "forecast/months.html"
UNFULFILLED = "forecast/unfulfilled.html"
PHASES = "forecast/phases.html"
SPEED = "forecast/speed.html"
WIN_LOSS = "forecast/win-loss.html"
COHORTS = "forecast/cohorts.html"
INDICATORS = "forecast/indicators.html"
STAFF = "people/staff.html"
KEY_ACCOUNTS = "key-accounts/index.html"
PORTFOLIO = "key-accounts/portfolio.html"
OPPORTUNITIES = "key-accounts/assessments.html"
ROADMAPS = "key-accounts/roadmaps.html"
SURVEYS = "key-accounts/surveys.html"
DEVELOPMENTS = "key-accounts/development.html"
KPI = "key-accounts/kpi.html"
TIERS = "customers/tiers.html"
CHURN = "customers/churn.html"
CARE = "customers/care.html"
FLOWS = "flows/index.html"
ORDER_STEPS = "orders/steps.html"
REQUESTS = "requests/index.html"

_FOLDERS = {
    "person": "people",
    "customer": "customers",
    "contact": "contacts",
    "project": "projects",
    "visit": "visits",
    "order": "orders",
    "review": "reviews",
    "hunter_plan": "plans",
    "daily_report": "reports/daily",
    "weekly_report": "reports/weekly",
    "region_report": "regions",
    "bid": "bids",
    "contract_review": "contracts",
    "market_report": "market",
    "complaint": "complaints",
    "weekly_commit": "forecast/commit",
    "monthly_forecast": "forecast/month",
    "survey": "customers/survey",
    "opportunity_assessment": "key-accounts/assessment",
    "account_assessment": "key-accounts/account",
    "development": "key-accounts/development",
    "request": "requests",
}


def record(kind: str, ident: str) -> str:
    """Return the address of a record's own page; some kinds stand together on one page."""
    if kind == "target":
        return f"{TARGETS}#{ident}"
    if kind == "staff_review":
        return f"{STAFF}#{ident}"
    if kind == "kpi_rating":
        return f"{KPI}#{ident}"
    if kind == "churn":
        return f"{CHURN}#{ident}"
    if kind == "rival":
        return f"{COMPETITORS}#rival-{ident}"
    if kind == "signature":
        return f"{REPORTS}#{ident}"
    return f"{_FOLDERS[kind]}/r/{ident}.html"


def commit_week(week: Week, scope: Scope) -> str:
    """Return the address of the Monday page of the company, a team or a person (S34)."""
    name = scope.kind if scope.kind == "company" else f"{scope.kind}-{scope.id}"
    return f"forecast/week/{week.id}/{name}.html"


def twelve_months(scope: Scope) -> str:
    """Return the address of the forecast of twelve months of the company, a team or a person (S35)."""
    return TWELVE_MONTHS if scope.kind == "company" else f"forecast/months-{scope.kind}-{scope.id}.html"


def region_week(week: Week, team: str) -> str:
    """Return the address of a team's ten items of a week (S29)."""
    return f"regions/{week.id}/{team}.html"


def flow(key: str) -> str:
    """Return the address of a business flow (S23)."""
    return f"flows/{key}.html"


def efficiency(scope: Scope) -> str:
    """Return the address of targets to date and the cost of selling of a person, a team or the company (S27)."""
    return EFFICIENCY if scope.kind == "company" else f"reports/efficiency-{scope.kind}-{scope.id}.html"


def hunter(person: str) -> str:
    """Return the address of a salesperson's hunter page (S3)."""
    return f"plans/person/{person}.html"


def statistics(week: Week) -> str:
    """Return the address of the statistics of an earlier week (S12.4)."""
    return f"compliance/statistics/{week.id}.html"


def competitor(slug: str) -> str:
    """Return the address of what is known about a competitor (S20.4)."""
    return f"competitors/r/{slug}.html"


def one_on_one(person: str) -> str:
    """Return the address of the pack for a talk with one person."""
    return f"packs/one-on-one/person-{person}.html"


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
