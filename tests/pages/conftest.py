"""The sample site, built once by the real command, and a real browser to look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

#: One page of every type, of the default language's tree.
PAGE_TYPES = {
    "home": "index.html",
    "packs": "packs/index.html",
    "pack-daily": "packs/2026-11-20/company.html",
    "pack-weekly": "packs/2026-W47/company.html",
    "pack-monthly": "packs/2026-11/company.html",
    "pack-one-on-one": "packs/one-on-one/*.html",
    "pipeline": "pipeline/index.html",
    "funnel-team": "pipeline/team/*/index.html",
    "funnel-person": "pipeline/person/*/index.html",
    "funnel-vertical": "pipeline/vertical/*/index.html",
    "funnel-province": "pipeline/province/*/index.html",
    "projects-of-scope": "pipeline/person/*/projects.html",
    "compare": "pipeline/compare.html",
    "focus": "pipeline/focus.html",
    "projects": "projects/index.html",
    "project": "projects/r/*.html",
    "lost": "projects/lost.html",
    "supply": "projects/supply.html",
    "customers": "customers/index.html",
    "customer": "customers/r/*.html",
    "contacts": "contacts/index.html",
    "contact": "contacts/r/*.html",
    "visits": "visits/index.html",
    "visit": "visits/r/*[!a].html",
    "brief": "visits/r/*.popsa.html",
    "briefs": "visits/briefs.html",
    "reports": "reports/index.html",
    "daily-report": "reports/daily/r/*.html",
    "weekly-report": "reports/weekly/r/*.html",
    "day-plan": "reports/day-plan.html",
    "digest": "reports/digest.html",
    "follow-ups": "visits/follow-ups.html",
    "call-plan-person": "visits/plan/2026-W47/person-*.html",
    "call-plan-team": "visits/plan/2026-W47/team-*.html",
    "people": "people/index.html",
    "person": "people/r/*.html",
    "targets": "people/targets.html",
    "hunter": "plans/index.html",
    "hunter-person": "plans/person/*.html",
    "hunter-plan": "plans/r/*.html",
    "orders": "orders/index.html",
    "order": "orders/r/guangyao-acid.html",
    "order-steps": "orders/steps.html",
    "requests": "requests/index.html",
    "request": "requests/r/*.html",
    "flows": "flows/index.html",
    "flow": "flows/returns.html",
    "flow-in-two-columns": "flows/processing.html",
    "bids": "bids/index.html",
    "bid": "bids/r/*.html",
    "contract-reviews": "contracts/index.html",
    "contract-review": "contracts/r/*.html",
    "competitors": "competitors/index.html",
    "competitor": "competitors/r/*.html",
    "registration": "projects/registration.html",
    "reviews": "reviews/index.html",
    "review": "reviews/r/*.html",
    "efficiency": "reports/efficiency.html",
    "efficiency-person": "reports/efficiency-person-*.html",
    "regions": "regions/index.html",
    "region-week": "regions/2026-W46/*.html",
    "region-report": "regions/r/*.html",
    "alerts": "market/index.html",
    "alert": "market/r/*.html",
    "complaint": "complaints/r/*.html",
    "compliance": "compliance/index.html",
    "statistics": "compliance/statistics.html",
    "statistics-of-week": "compliance/statistics/*.html",
    "ledger": "compliance/ledger.html",
    "forecast": "forecast/index.html",
    "forecast-monday": "forecast/week/2026-W47/company.html",
    "forecast-history": "forecast/history.html",
    "forecast-periods": "forecast/periods.html",
    "forecast-months": "forecast/months.html",
    "forecast-phases": "forecast/phases.html",
    "forecast-unfulfilled": "forecast/unfulfilled.html",
    "forecast-speed": "forecast/speed.html",
    "forecast-win-loss": "forecast/win-loss.html",
    "forecast-cohorts": "forecast/cohorts.html",
    "forecast-indicators": "forecast/indicators.html",
    "commit-record": "forecast/commit/r/*.html",
    "month-record": "forecast/month/r/*.html",
    "quality": "quality/index.html",
    "method": "method/index.html",
    "method-stages": "method/stages.html",
    "method-hunting": "method/hunting.html",
    "method-cadences": "method/cadences.html",
    "method-popsa": "method/popsa.html",
    "method-records": "method/records.html",
    "method-alerts": "method/alerts.html",
    "method-bids": "method/bids.html",
    "method-discipline": "method/discipline.html",
    "method-efficiency": "method/efficiency.html",
    "method-opportunities": "method/opportunities.html",
    "method-weekly-report": "method/weekly-report.html",
    "method-regions": "method/regions.html",
    "method-forecast": "method/forecast.html",
    "method-key-accounts": "method/key-accounts.html",
    "method-deciders": "method/deciders.html",
    "method-assessment": "method/assessment.html",
    "method-relations": "method/relations.html",
    "method-department": "method/department.html",
    "kpi": "key-accounts/kpi.html",
    "key-accounts": "key-accounts/index.html",
    "key-account-project": "projects/r/chenghu-lab.html",
    "key-account-customer": "customers/r/hengtai.html",
    "key-account-contact": "contacts/r/hengtai-*.html",
    "assessments": "key-accounts/assessments.html",
    "opportunity-assessment": "key-accounts/assessment/r/*.html",
    "roadmaps": "key-accounts/roadmaps.html",
    "portfolio": "key-accounts/portfolio.html",
    "account-assessment": "key-accounts/account/r/*.html",
    "developments": "key-accounts/development.html",
    "development": "key-accounts/development/r/*.html",
    "surveys": "key-accounts/surveys.html",
    "survey": "customers/survey/r/*.html",
    "tiers": "customers/tiers.html",
    "churn": "customers/churn.html",
    "care": "customers/care.html",
    "definitions": "method/definitions.html",
    "not-found": "404.html",
}


@pytest.fixture(scope="session")
def built(built_sample) -> Path:
    """Folder of the sample site."""
    return built_sample


def find(site: Path, pattern: str) -> Path:
    """The first page that fits a pattern of `PAGE_TYPES`."""
    if "*" not in pattern:
        return site / pattern
    return min(site.glob(pattern))


@pytest.fixture(scope="session")
def page_of(built):
    """From a page type to the file of one page of it, in a language's tree."""
    return lambda name, lang="": find(built / lang, PAGE_TYPES[name])
