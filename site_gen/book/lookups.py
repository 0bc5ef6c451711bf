"""The look-ups of a Book: records by what they belong to, made once and noted when read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from site_gen.book import competitors
from site_gen.book.cuts import Cuts, cuts_of_project, cuts_of_visit, fact_of_project, fact_of_visit
from site_gen.book.index import Index, in_order
from site_gen.book.trace import ALL, Gone, Noted, aside, note, withheld_in
from site_gen.config import Week
from site_gen.records import (
    AccountAssessment,
    Bid,
    Churn,
    Complaint,
    Contact,
    ContractReview,
    Customer,
    DailyReport,
    Development,
    HunterPlan,
    KpiRating,
    MarketReport,
    MonthlyForecast,
    OpportunityAssessment,
    Order,
    Person,
    Project,
    RegionReport,
    Request,
    Review,
    Rival,
    Signature,
    StaffReview,
    Survey,
    Target,
    Visit,
    WeeklyCommit,
    WeeklyReport,
)
from site_gen.records.texts import text_of

if TYPE_CHECKING:
    from site_gen.book.book import Book


@dataclass(frozen=True, eq=False, kw_only=True)
class Lookups:
    """The records of a Book by their ids, and what finds them by something else."""

    people: Mapping[str, Person]
    customers: Mapping[str, Customer]
    contacts: Mapping[str, Contact]
    projects: Mapping[str, Project]
    visits: Mapping[str, Visit]
    targets: Mapping[str, Target]
    orders: Mapping[str, Order]
    reviews: Mapping[str, Review]
    hunter_plans: Mapping[str, HunterPlan]
    signatures: Mapping[str, Signature]
    daily_reports: Mapping[str, DailyReport]
    weekly_reports: Mapping[str, WeeklyReport]
    region_reports: Mapping[str, RegionReport]
    bids: Mapping[str, Bid]
    contract_reviews: Mapping[str, ContractReview]
    market_reports: Mapping[str, MarketReport]
    complaints: Mapping[str, Complaint]
    weekly_commits: Mapping[str, WeeklyCommit]
    monthly_forecasts: Mapping[str, MonthlyForecast]
    staff_reviews: Mapping[str, StaffReview]
    kpi_ratings: Mapping[str, KpiRating]
    surveys: Mapping[str, Survey]
    opportunity_assessments: Mapping[str, OpportunityAssessment]
    account_assessments: Mapping[str, AccountAssessment]
    churns: Mapping[str, Churn]
    developments: Mapping[str, Development]
    rivals: Mapping[str, Rival]
    requests: Mapping[str, Request]

    if TYPE_CHECKING:

        def twin_of(self, kind: str) -> Lookups | None:
            """Return the earlier Book when it has the very same records of a kind."""

    #: Contacts by customer id.
    contacts_of_customer = Index[Contact]("customer")
    #: Projects by customer id.
    projects_of_customer = Index[Project]("customer")
    #: Projects by salesperson id.
    projects_of_owner = Index[Project]("owner")
    #: Projects by id of the manufacturer's salesperson who follows them.
    projects_of_gf_sales = Index[Project]("gf_sales")
    #: Projects by key of a competitor in them, also of the one they were lost to (see `book.competitors`).
    projects_of_competitor = Index[Project](lambda p: competitors.keys(competitors.names_in_project(p)))
    #: Projects by id of each person who holds a role in the decision (S15.2).
    projects_of_role_holder = Index[Project](lambda p: dict.fromkeys(s.contact for s in p.roles if s.contact))
    #: Visits by customer id.
    visits_of_customer = Index[Visit]("customer")
    #: Visits by project id.
    visits_of_project = Index[Visit]("project", empty=False)
    #: Visits by salesperson id.
    visits_of_owner = Index[Visit]("owner")
    #: Visits by the id of their ISO week (`2026-W47`).
    visits_of_week = Index[Visit](lambda v: (Week.of(v.date).id,))
    #: Visits by contact id.
    visits_of_contact = Index[Visit](lambda v: dict.fromkeys(v.contacts))
    #: Visits by the id of whoever promised something on them.
    visits_of_promiser = Index[Visit](lambda v: dict.fromkeys(row.who for row in v.follow_ups))
    #: Visits by id of who came along.
    visits_of_companion = Index[Visit](lambda v: dict.fromkeys(row.who for row in v.companions))
    #: Visits by id of each key person with a note on them (S14.1).
    visits_of_key_person = Index[Visit](lambda v: dict.fromkeys(row.contact for row in v.key_people))
    #: Customers by salesperson id.
    customers_of_owner = Index[Customer]("owner")
    #: Subsidiaries by the id of their parent company.
    customers_of_parent = Index[Customer]("parent", empty=False)
    #: Orders by project id.
    orders_of_project = Index[Order]("project")
    #: Requests by customer id.
    requests_of_customer = Index[Request]("customer")
    #: Requests by id of the order they are about.
    requests_of_order = Index[Request]("order", empty=False)
    #: Requests by id of the applicant.
    requests_of_owner = Index[Request]("owner")
    #: Targets by salesperson id.
    targets_of_owner = Index[Target]("owner")
    #: Hunter plans by salesperson id.
    hunter_plans_of_owner = Index[HunterPlan]("owner")
    #: Signed plans by id of whose plan it is.
    signatures_of_owner = Index[Signature]("owner")
    #: Daily reports by salesperson id.
    daily_reports_of_owner = Index[DailyReport]("owner")
    #: Weekly reports by salesperson id.
    weekly_reports_of_owner = Index[WeeklyReport]("owner")
    #: Regional reports by team key.
    region_reports_of_team = Index[RegionReport]("team")
    #: Bids by project id.
    bids_of_project = Index[Bid]("project")
    #: Bids by key of a competitor in them.
    bids_of_competitor = Index[Bid](lambda bid: competitors.keys(competitors.names_in_bid(bid)))
    #: Contract reviews by project id.
    contract_reviews_of_project = Index[ContractReview]("project")
    #: Market status reports by customer id.
    market_reports_of_customer = Index[MarketReport]("customer", empty=False)
    #: Market status reports by key of the competitor they are about.
    market_reports_of_competitor = Index[MarketReport](
        lambda report: competitors.keys(competitors.names_in_market_report(report))
    )
    #: Complaints by customer id.
    complaints_of_customer = Index[Complaint]("customer")
    #: Weekly commits by salesperson id.
    weekly_commits_of_owner = Index[WeeklyCommit]("owner")
    #: Weekly commits by the id of each project in them.
    weekly_commits_of_project = Index[WeeklyCommit](
        lambda c: dict.fromkeys(row.project for row in c.projects)
    )
    #: Monthly forecasts by salesperson id.
    monthly_forecasts_of_owner = Index[MonthlyForecast]("owner")
    #: Reviews of staff by person id.
    staff_reviews_of_person = Index[StaffReview]("person")
    #: Surveys by customer id (S16).
    surveys_of_customer = Index[Survey]("customer")
    #: Opportunity assessments by project id (S17).
    opportunity_assessments_of_project = Index[OpportunityAssessment]("project")
    #: Account assessments by customer id (S19).
    account_assessments_of_customer = Index[AccountAssessment]("customer")
    #: Losses of a customer by its id (S31).
    churns_of_customer = Index[Churn]("customer")
    #: Account developments by customer id (S21).
    developments_of_customer = Index[Development]("customer")
    #: Account developments by id of the development manager (S21).
    developments_of_manager = Index[Development]("manager")
    #: Records of competitors by the key of each of their names (S20.4).
    rivals_of_competitor = Index[Rival](lambda r: competitors.keys((r.name, *r.aliases)))

    @property
    def visits_by_date(self) -> tuple[Visit, ...]:
        """All visits, by date, time and id."""
        note("visit", ALL)
        return in_order(cast("Book", self), "visit")

    @cached_property
    def projects_of_cut(self) -> Cuts[Project]:
        """Projects by `kind:id` of what a pipeline is cut by, by id."""
        book = cast("Book", self)
        return Cuts(book, "projects_of_cut", LOOK_UPS["projects_of_cut"], cuts_of_project, fact_of_project)

    @cached_property
    def visits_of_cut(self) -> Cuts[Visit]:
        """Visits by `kind:id` of what a pipeline is cut by, oldest first."""
        book = cast("Book", self)
        return Cuts(book, "visits_of_cut", LOOK_UPS["visits_of_cut"], cuts_of_visit, fact_of_visit)

    @cached_property
    def mentions_of_competitor(self) -> Mapping[str, tuple[competitors.Telling, ...]]:
        """Visits, daily and weekly reports by key of a competitor that their competitor information names."""
        with aside() as reads:
            found = competitors.mentions(cast("Book", self)).items()
        gone = withheld_in(reads)
        return Gone("mentions_of_competitor", found, gone) if gone else Noted("mentions_of_competitor", found)


#: By look-up, what decides all that is found by it (see `book.content.wholes`): the facts of kinds of record, or all of their files.
LOOK_UPS: Mapping[str, tuple[str, ...]] = {
    **{name: (one.kind,) for name, one in vars(Lookups).items() if isinstance(one, Index)},
    "projects_of_cut": ("project", "customer"),
    "visits_of_cut": ("visit", "project", "customer"),
    "mentions_of_competitor": tuple(
        text_of(kind)
        for kind in ("visit", "daily_report", "weekly_report", "bid", "project", "market_report", "rival")
    ),
    "sellers": ("person", "project", "visit", "target"),
}
