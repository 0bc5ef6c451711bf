"""The look-ups of a Book: records by what they belong to, made once and noted when read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from site_gen.book import competitors
from site_gen.book.cuts import Cuts, cuts_of_project, cuts_of_visit, fact_of_project, fact_of_visit
from site_gen.book.trace import ALL, Gone, Noted, aside, note, withheld_in
from site_gen.config import Week
from site_gen.records import (
    FORMS,
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
    Record,
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

if TYPE_CHECKING:
    from site_gen.book.book import Book

R = TypeVar("R", bound=Record)


def plural(kind: str) -> str:
    """Return the name of the Book's mapping of a kind."""
    return {"person": "people"}.get(kind, kind + "s")


def _index(
    function: Callable[[Any], Mapping[str, tuple[R, ...]]],
) -> cached_property[Mapping[str, tuple[R, ...]]]:
    """Make records by some id a property that is computed once and notes which ids are looked up.

    Its name begins with the records it is made of, and it is made of no others (`visits_of_owner`).
    """
    name = function.__name__
    kind = {plural(kind): kind for kind in FORMS}[name.partition("_of_")[0]]

    @wraps(function)
    def make(book: Lookups) -> Mapping[str, tuple[R, ...]]:
        before = book.twin_of(kind)
        if before is not None and name in vars(before):
            known: Mapping[str, tuple[R, ...]] = vars(before)[name]
            return known
        with aside() as reads:
            found = function(book)
        gone = withheld_in(reads)
        return Gone(name, found.items(), gone) if gone else Noted(name, found.items())

    return cached_property(make)


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

    @_index
    def contacts_of_customer(self) -> Mapping[str, tuple[Contact, ...]]:
        """Contacts by customer id."""
        return _group(self.contacts.values(), "customer")

    @_index
    def projects_of_customer(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by customer id."""
        return _group(self.projects.values(), "customer")

    @_index
    def projects_of_owner(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by salesperson id."""
        return _group(self.projects.values(), "owner")

    @_index
    def visits_of_customer(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by customer id, oldest first."""
        return _group(self.visits_by_date, "customer")

    @_index
    def visits_of_project(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by project id, oldest first."""
        return _group((v for v in self.visits_by_date if v.project), "project")

    @_index
    def visits_of_owner(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by salesperson id, oldest first."""
        return _group(self.visits_by_date, "owner")

    @_index
    def visits_of_week(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by the id of their ISO week (`2026-W47`), by day and time."""
        found: dict[str, list[Visit]] = {}
        for visit in self.visits_by_date:
            found.setdefault(Week.of(visit.date).id, []).append(visit)
        return {key: tuple(values) for key, values in found.items()}

    @_index
    def visits_of_contact(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by contact id, oldest first."""
        found: dict[str, list[Visit]] = {}
        for visit in self.visits_by_date:
            for contact in visit.contacts:
                found.setdefault(contact, []).append(visit)
        return {key: tuple(values) for key, values in found.items()}

    @_index
    def visits_of_promiser(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by the id of whoever promised something on them, oldest first."""
        found: dict[str, list[Visit]] = {}
        for visit in self.visits_by_date:
            for who in sorted({item.who for item in visit.follow_ups}):
                found.setdefault(who, []).append(visit)
        return {key: tuple(values) for key, values in found.items()}

    @_index
    def visits_of_companion(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by id of who came along, oldest first."""
        found: dict[str, list[Visit]] = {}
        for visit in self.visits_by_date:
            for who in dict.fromkeys(companion.who for companion in visit.companions):
                found.setdefault(who, []).append(visit)
        return {key: tuple(values) for key, values in found.items()}

    @_index
    def customers_of_owner(self) -> Mapping[str, tuple[Customer, ...]]:
        """Customers by salesperson id."""
        return _group(self.customers.values(), "owner")

    @_index
    def projects_of_gf_sales(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by id of the manufacturer's salesperson who follows them."""
        return _group(self.projects.values(), "gf_sales")

    @_index
    def customers_of_parent(self) -> Mapping[str, tuple[Customer, ...]]:
        """Subsidiaries by the id of their parent company."""
        return _group((c for c in self.customers.values() if c.parent), "parent")

    @property
    def visits_by_date(self) -> tuple[Visit, ...]:
        """All visits, by date, time and id."""
        note("visit", ALL)
        return self._visits_by_date

    @cached_property
    def _visits_by_date(self) -> tuple[Visit, ...]:
        before = self.twin_of("visit")
        if before is not None:
            return before._visits_by_date  # noqa: SLF001 - another Book's
        return tuple(sorted(self.visits.values(), key=visit_order))

    @cached_property
    def projects_of_cut(self) -> Cuts[Project]:
        """Projects by `kind:id` of what a pipeline is cut by, by id."""
        with aside():
            ids_of = partial(cuts_of_project, cast("Book", self))
            return Cuts("projects_of_cut", self.projects.values(), ids_of, fact_of_project)

    @cached_property
    def visits_of_cut(self) -> Cuts[Visit]:
        """Visits by `kind:id` of what a pipeline is cut by, oldest first."""
        with aside():
            return Cuts(
                "visits_of_cut",
                self.visits_by_date,
                partial(cuts_of_visit, cast("Book", self)),
                fact_of_visit,
            )

    @_index
    def orders_of_project(self) -> Mapping[str, tuple[Order, ...]]:
        """Orders by project id."""
        return _group(self.orders.values(), "project")

    @_index
    def requests_of_customer(self) -> Mapping[str, tuple[Request, ...]]:
        """Requests by customer id, oldest first."""
        return _group(self._requests_by_date, "customer")

    @_index
    def requests_of_order(self) -> Mapping[str, tuple[Request, ...]]:
        """Requests by id of the order they are about, oldest first."""
        return _group((one for one in self._requests_by_date if one.order), "order")

    @_index
    def requests_of_owner(self) -> Mapping[str, tuple[Request, ...]]:
        """Requests by id of the applicant, oldest first."""
        return _group(self._requests_by_date, "owner")

    @property
    def _requests_by_date(self) -> list[Request]:
        return sorted(self.requests.values(), key=lambda one: (one.date, one.id))

    @_index
    def targets_of_owner(self) -> Mapping[str, tuple[Target, ...]]:
        """Targets by salesperson id, by id."""
        return _group(self.targets.values(), "owner")

    @_index
    def hunter_plans_of_owner(self) -> Mapping[str, tuple[HunterPlan, ...]]:
        """Hunter plans by salesperson id, by id."""
        return _group(self.hunter_plans.values(), "owner")

    @_index
    def signatures_of_owner(self) -> Mapping[str, tuple[Signature, ...]]:
        """Signed plans by id of whose plan it is, by id."""
        return _group(self.signatures.values(), "owner")

    @_index
    def daily_reports_of_owner(self) -> Mapping[str, tuple[DailyReport, ...]]:
        """Daily reports by salesperson id, oldest first."""
        return _group(
            sorted(self.daily_reports.values(), key=lambda report: (report.date, report.id)), "owner"
        )

    @_index
    def weekly_reports_of_owner(self) -> Mapping[str, tuple[WeeklyReport, ...]]:
        """Weekly reports by salesperson id, oldest first."""
        return _group(
            sorted(self.weekly_reports.values(), key=lambda report: (report.week, report.id)), "owner"
        )

    @_index
    def region_reports_of_team(self) -> Mapping[str, tuple[RegionReport, ...]]:
        """Regional reports by team key, oldest first."""
        return _group(
            sorted(self.region_reports.values(), key=lambda report: (report.week, report.id)), "team"
        )

    @_index
    def bids_of_project(self) -> Mapping[str, tuple[Bid, ...]]:
        """Bids by project id, oldest first."""
        return _group(sorted(self.bids.values(), key=lambda bid: (bid.bid_date, bid.id)), "project")

    @_index
    def bids_of_competitor(self) -> Mapping[str, tuple[Bid, ...]]:
        """Bids by key of a competitor in them (see `book.competitors`), oldest first."""
        bids = sorted(self.bids.values(), key=lambda bid: (bid.bid_date, bid.id))
        return _group_by(bids, lambda bid: competitors.keys(competitors.names_in_bid(bid)))

    @_index
    def projects_of_competitor(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by key of a competitor in them, also of the one they were lost to, by id."""
        return _group_by(self.projects.values(), lambda p: competitors.keys(competitors.names_in_project(p)))

    @_index
    def market_reports_of_competitor(self) -> Mapping[str, tuple[MarketReport, ...]]:
        """Market status reports by key of the competitor they are about, oldest first."""
        reports = sorted(self.market_reports.values(), key=lambda report: (report.date, report.id))
        return _group_by(reports, lambda r: competitors.keys(competitors.names_in_market_report(r)))

    @cached_property
    def mentions_of_competitor(self) -> Mapping[str, tuple[competitors.Telling, ...]]:
        """Visits, daily and weekly reports by key of a competitor that their competitor information names."""
        with aside() as reads:
            found = competitors.mentions(cast("Book", self)).items()
        gone = withheld_in(reads)
        return Gone("mentions_of_competitor", found, gone) if gone else Noted("mentions_of_competitor", found)

    @_index
    def contract_reviews_of_project(self) -> Mapping[str, tuple[ContractReview, ...]]:
        """Contract reviews by project id, oldest first."""
        return _group(
            sorted(self.contract_reviews.values(), key=lambda review: (review.date, review.id)), "project"
        )

    @_index
    def market_reports_of_customer(self) -> Mapping[str, tuple[MarketReport, ...]]:
        """Market status reports by customer id, oldest first."""
        return _group(
            sorted(
                (r for r in self.market_reports.values() if r.customer),
                key=lambda report: (report.date, report.id),
            ),
            "customer",
        )

    @_index
    def complaints_of_customer(self) -> Mapping[str, tuple[Complaint, ...]]:
        """Complaints by customer id, oldest first."""
        return _group(sorted(self.complaints.values(), key=lambda one: (one.date, one.id)), "customer")

    @_index
    def weekly_commits_of_owner(self) -> Mapping[str, tuple[WeeklyCommit, ...]]:
        """Weekly commits by salesperson id, oldest first."""
        return _group(sorted(self.weekly_commits.values(), key=lambda one: (one.week, one.id)), "owner")

    @_index
    def weekly_commits_of_project(self) -> Mapping[str, tuple[WeeklyCommit, ...]]:
        """Weekly commits by the id of each project in them, oldest first."""
        found: dict[str, list[WeeklyCommit]] = {}
        for commit in sorted(self.weekly_commits.values(), key=lambda one: (one.week, one.id)):
            for project in dict.fromkeys(row.project for row in commit.projects):
                found.setdefault(project, []).append(commit)
        return {key: tuple(values) for key, values in found.items()}

    @_index
    def monthly_forecasts_of_owner(self) -> Mapping[str, tuple[MonthlyForecast, ...]]:
        """Monthly forecasts by salesperson id, oldest first."""
        return _group(sorted(self.monthly_forecasts.values(), key=lambda one: (one.month, one.id)), "owner")

    @_index
    def staff_reviews_of_person(self) -> Mapping[str, tuple[StaffReview, ...]]:
        """Reviews of staff by person id, oldest first."""
        return _group(sorted(self.staff_reviews.values(), key=lambda one: (one.date, one.id)), "person")

    @_index
    def visits_of_key_person(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits by id of each key person with a note on them, oldest first (S14.1)."""
        return _group_by(self.visits_by_date, lambda v: dict.fromkeys(row.contact for row in v.key_people))

    @_index
    def projects_of_role_holder(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by id of each person who holds a role in the decision, by id (S15.2)."""
        return _group_by(
            self.projects.values(), lambda p: dict.fromkeys(s.contact for s in p.roles if s.contact)
        )

    @_index
    def surveys_of_customer(self) -> Mapping[str, tuple[Survey, ...]]:
        """Surveys by customer id, oldest first (S16)."""
        return _group(sorted(self.surveys.values(), key=lambda one: (one.date, one.id)), "customer")

    @_index
    def opportunity_assessments_of_project(self) -> Mapping[str, tuple[OpportunityAssessment, ...]]:
        """Opportunity assessments by project id, oldest first (S17)."""
        return _group(
            sorted(self.opportunity_assessments.values(), key=lambda one: (one.date, one.id)), "project"
        )

    @_index
    def account_assessments_of_customer(self) -> Mapping[str, tuple[AccountAssessment, ...]]:
        """Account assessments by customer id, oldest first (S19)."""
        return _group(
            sorted(self.account_assessments.values(), key=lambda one: (one.date, one.id)), "customer"
        )

    @_index
    def churns_of_customer(self) -> Mapping[str, tuple[Churn, ...]]:
        """Losses of a customer by its id, oldest first (S31)."""
        return _group(sorted(self.churns.values(), key=lambda one: (one.lost_on, one.id)), "customer")

    @_index
    def developments_of_customer(self) -> Mapping[str, tuple[Development, ...]]:
        """Account developments by customer id, by id (S21)."""
        return _group(self.developments.values(), "customer")

    @_index
    def developments_of_manager(self) -> Mapping[str, tuple[Development, ...]]:
        """Account developments by id of the development manager, by id (S21)."""
        return _group(self.developments.values(), "manager")

    @_index
    def rivals_of_competitor(self) -> Mapping[str, tuple[Rival, ...]]:
        """Records of competitors by the key of each of their names (see `book.competitors`), by id (S20.4)."""
        return _group_by(self.rivals.values(), lambda r: competitors.keys((r.name, *r.aliases)))


def visit_order(visit: Visit) -> tuple[date, str, str]:
    """Return what visits are sorted by: date, time, id."""
    return visit.date, str(visit.time or ""), visit.id


def _group(records: Iterable[R], attribute: str) -> Mapping[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(getattr(record, attribute), []).append(record)
    return {key: tuple(values) for key, values in found.items()}


def _group_by(records: Iterable[R], keys: Callable[[R], Iterable[str]]) -> Mapping[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for record in records:
        for key in keys(record):
            found.setdefault(key, []).append(record)
    return {key: tuple(values) for key, values in found.items()}
