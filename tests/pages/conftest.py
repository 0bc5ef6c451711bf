"""The sample site, built once by the real command, and a real browser to look at it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import SAMPLE

#: One page of every type, of the default language's tree.
PAGE_TYPES = {
    "home": "index.html",
    "packs": "packs/index.html",
    "pack-daily": "packs/2026-11-20/company.html",
    "pack-weekly": "packs/2026-W47/company.html",
    "pack-monthly": "packs/2026-11/company.html",
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
    "order": "orders/r/*.html",
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
    "method-key-accounts": "method/key-accounts.html",
    "method-deciders": "method/deciders.html",
    "method-assessment": "method/assessment.html",
    "method-relations": "method/relations.html",
    "method-department": "method/department.html",
    "kpi": "key-accounts/kpi.html",
    "definitions": "method/definitions.html",
    "not-found": "404.html",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """Folder of the sample site, built once for all workers."""
    shared = tmp_path_factory.getbasetemp().parent
    if not os.environ.get("PYTEST_XDIST_WORKER"):
        shared = tmp_path_factory.getbasetemp()
    site, mine = shared / "site", shared / "site.building"
    try:
        mine.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 300
        while not (site / "index.html").is_file() and time.monotonic() < deadline:
            time.sleep(0.2)
        return site
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "build", "--records", str(SAMPLE), "--output", str(site)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SITE_GEN_LANG": "en"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def find(site: Path, pattern: str) -> Path:
    """The first page that fits a pattern of `PAGE_TYPES`."""
    if "*" not in pattern:
        return site / pattern
    return min(site.glob(pattern))


@pytest.fixture(scope="session")
def page_of(built):
    """From a page type to the file of one page of it, in a language's tree."""
    return lambda name, lang="": find(built / lang, PAGE_TYPES[name])
