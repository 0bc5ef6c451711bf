"""A small team with key accounts: surveys, assessments, roadmaps and developments, for measures and pages."""

from __future__ import annotations

from measure_books import projects

#: Keys of the ten items in the order of the form.
ITEMS = (
    "application", "business", "approval", "budget", "urgency",
    "short_revenue", "future_revenue", "profit", "risk", "strategic",
)  # fmt: skip
_WORDS = {"+": "good", "?": "unknown", "-": "poor"}


def assessment(project: str, day: str, signs: str, assessor: str = "li") -> str:
    """Return an opportunity assessment written as ten signs; a blank leaves an item out."""
    rows = [
        f"  - {{item: {item}, rating: {_WORDS[sign]}{', comment: Told by 张工' if sign == '-' else ''}}}"
        for item, sign in zip(ITEMS, signs, strict=True)
        if sign != " "
    ]
    return f"project: {project}\ndate: {day}\nassessor: {assessor}\nitems:\n" + "\n".join(rows)


def account(customer: str, day: str, signs: str) -> str:
    """Return an account assessment written as three signs."""
    rows = [
        f"  - {{item: {item}, rating: {_WORDS[sign]}}}"
        for item, sign in zip(("org_chart", "market_growth", "solution_fit"), signs, strict=True)
        if sign != " "
    ]
    return f"customer: {customer}\ndate: {day}\nassessor: li\nitems:\n" + "\n".join(rows)


#: Ruida is a key account; the others are not.
CUSTOMERS = {
    "customers/ruida.md": (
        "name: 瑞达\nvertical: water\nprovince: zhejiang\nowner: wang\nkey_account: yes\nannual_revenue: 120"
    ),
    "contacts/lu.md": "name: 陆总\ncustomer: ruida\nposition: 总经理",
    "contacts/qin.md": "name: 秦工\ncustomer: ruida\nposition: 工程师",
}
#: The sample of the source (S18.2): 1, 1.5, 8 and 5 hundred million, in 万元.
SAMPLE = projects(
    "a opportunity 10000 purchase_date=2009-05-01 network=[decision_maker,supporter] "
    "info_channel=decision_maker fund_source=government fund_status=in_place",
    "b opportunity 15000 purchase_date=2010-01-01 network=[supporter] "
    "info_channel=decision_maker fund_source=bank fund_status=not_in_place",
    "c opportunity 80000 purchase_date=2009-12-01 network=[supporter] "
    "info_channel=employee fund_source=self_raised fund_status=half",
    "d opportunity 50000 purchase_date=2009-10-01 network=[decision_maker] "
    "info_channel=supporter fund_source=bank fund_status=in_place",
)
ROUTE = (
    "\nroute:\n"
    "  - {contact: qin, goal: Meet at the plant, our_person: wang, by_date: 2026-10-10, done_on: 2026-10-09, cost: 800}\n"
    "  - {contact: lu, goal: Invite to the reference, our_person: wang, by_date: 2026-11-10, cost: 2500}\n"
    "  - {contact: lu, goal: Dinner with 陈刚, our_person: chen, by_date: 2026-12-01}\n"
    "pairings:\n"
    "  - {our_person: chen, contact: lu, purpose: Decision}\n"
    "  - {our_person: wang, contact: qin, purpose: Technology}\n"
    "  - {our_person: wang, contact: lu}"
)
WORK = projects(
    "plant opportunity 300 customer=ruida owner=wang network=[decision_maker] fund_status=in_place "
    "approved_on=2026-10-01 stage_history=@lead:2026-06-01,opportunity:2026-07-01",
    "pumps quotation 90 long_cycle=yes large_amount=yes tender_on=2026-09-01 "
    "stage_history=@lead:2026-09-10,quotation:2026-10-01",
    "old lost 40 lost_from_stage=solution approved_on=2026-02-01 tender_on=2026-01-15 "
    "stage_history=@lead:2026-01-15",
    "plain solution 50",
    "won payment 200 stage_history=@lead:2026-01-10,payment:2026-05-05",
)
WORK["projects/plant.md"] += ROUTE
ASSESSMENTS = {
    # 4 − 1 = 3 real, 2 − 1 = 1 worth.
    "assessments/plant-1.md": assessment("plant", "2026-09-01", "????? ++-??".replace(" ", "")),
    "assessments/plant-2.md": assessment("plant", "2026-11-01", "++++-" + "++-? "),
    # 1 − 2 = −1 real, 3 worth; older than 35 days.
    "assessments/pumps-1.md": assessment("pumps", "2026-10-01", "+--??" + "+++??"),
    "assessments/old-1.md": assessment("old", "2026-01-20", "+++++" + "-----"),
    # Not yet known on the day of the figures.
    "assessments/plain-1.md": assessment("plain", "2026-11-19", "+" * 10),
}
ACCOUNTS = {
    "accounts/ruida-1.md": account("ruida", "2026-03-01", "-?-"),
    "accounts/ruida-2.md": account("ruida", "2026-09-01", "++-"),
    "accounts/heng-1.md": account("heng", "2026-09-01", "+- "),
    "accounts/hua-1.md": account("hua", "2026-09-02", "+??"),
}
SURVEYS = {
    "surveys/ruida-1.md": (
        "sales_manager: wang\ncustomer: ruida\nsurvey_method: meeting\ndate: 2026-05-01\n"
        "software:\n  - {name_version: FinSys 3, vendor: 金软, replace: yes}\n"
        "  - {name_version: HR 1, vendor: 人云, replace: yes}"
    ),
    "surveys/ruida-2.md": (
        "sales_manager: wang\ncustomer: ruida\nproject: plant\nsurvey_method: one_on_one\ndate: 2026-09-10\n"
        "interviewees:\n  - {contact: qin, influence: medium, support: high}\n"
        "infrastructure_sufficient: no\nsoftware:\n"
        "  - {name_version: FinSys 3, vendor: 金软, scope: Finance, live_since: 2019-05-01, urgent_problems: Slow, "
        "replace: no}\n"
        "  - {name_version: Depot 2, vendor: 仓友, replace: yes}\nproject_owner: lu\nbudget: 300 万元\nmigrate: yes"
        "\n---\n## Network coverage\nTwo plants.\n\n## Processes and functions\nPayments.\n"
    ),
    "surveys/later.md": "sales_manager: wang\ncustomer: ruida\nsurvey_method: meeting\ndate: 2026-11-25",
}
DEVELOPMENTS = {
    "developments/plant.md": (
        "customer: ruida\nproject: plant\nmanager: wang\nchance: yes\ngate_on: 2026-07-01\ngate_by: chen\n"
        "years_in_business: 20 years\nscale: 800 people\nsamples: [Valve]\nsamples_delivered_on: 2026-08-01\n"
        "insider: qin\ninfo_sufficient: yes\nneed_clear: no\ndecision_maker: lu\nexpected_cost: 60000"
        "\n---\n## Specific need\nStrong.\n"
    ),
    "developments/pumps.md": "customer: heng\nproject: pumps\nmanager: li\nchance: no\ngate_on: 2026-10-10",
    "developments/hua.md": "customer: hua\nmanager: zhao",
    "developments/won.md": "customer: heng\nproject: won\nmanager: li\nchance: yes",
}
VISITS = {
    "visits/first.md": "customer: ruida\nowner: wang\nproject: plant\ndate: 2026-05-20\nstatus: done\ncontacts: [qin]",
    "visits/coming.md": (
        "customer: ruida\nowner: wang\nproject: plant\ndate: 2026-11-20\nstatus: planned\ncontacts: [lu]"
    ),
    "visits/pumps.md": "customer: heng\nowner: li\nproject: pumps\ndate: 2026-11-23\nstatus: planned",
}
TEAM = {**CUSTOMERS, **WORK, **ASSESSMENTS, **ACCOUNTS, **SURVEYS, **DEVELOPMENTS, **VISITS}
