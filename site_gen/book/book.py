"""The Book: every record of a team as of one day, with the look-ups that measures and pages need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial, wraps
from pathlib import PurePosixPath
from typing import TypeVar
from unicodedata import normalize
from urllib.parse import unquote

from site_gen.book import competitors
from site_gen.book.cuts import Cuts, cuts_of_project, cuts_of_visit, fact_of_project, fact_of_visit
from site_gen.book.trace import ALL, Gone, Noted, aside, note, withheld_in
from site_gen.config import Config, Week
from site_gen.config.audience import Audience
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.reading.record import Read
from site_gen.records import (
    FOLDERS,
    FORMS,
    Bid,
    Complaint,
    Contact,
    ContractReview,
    Customer,
    DailyReport,
    HunterPlan,
    MarketReport,
    MonthlyForecast,
    Order,
    Person,
    Project,
    Record,
    RegionReport,
    Review,
    Signature,
    StaffReview,
    Target,
    Visit,
    WeeklyCommit,
    WeeklyReport,
)

R = TypeVar("R", bound=Record)


def plural(kind: str) -> str:
    """Return the name of the Book's mapping of a kind."""
    return {"person": "people"}.get(kind, kind + "s")


def _index(
    function: Callable[[Book], Mapping[str, tuple[R, ...]]],
) -> cached_property[Mapping[str, tuple[R, ...]]]:
    """Make records by some id a property that is computed once and notes which ids are looked up.

    Its name begins with the records it is made of, and it is made of no others (`visits_of_owner`).
    """
    name = function.__name__
    kind = {plural(kind): kind for kind in FORMS}[name.partition("_of_")[0]]

    @wraps(function)
    def make(book: Book) -> Mapping[str, tuple[R, ...]]:
        before = book.twin_of(kind)
        if before is not None and name in vars(before):
            known: Mapping[str, tuple[R, ...]] = vars(before)[name]
            return known
        with aside() as reads:
            found = function(book)
        gone = withheld_in(reads)
        return Gone(name, found.items(), gone) if gone else Noted(name, found.items())

    return cached_property(make)


@dataclass(frozen=True, eq=False)
class Book:
    """All records, read-only, by id in sorted order.

    References between records have been checked: when there is no error among the diagnostics,
    every id in a reference field is a key of the right mapping.

    Attributes:
        config: the team's configuration.
        as_of: the day every figure is computed for.
        file_count: how many record files were read; `files` for whoever shows it.
        known: what was read of each file, by kind and id.
        config_digest: 16 bytes that stand for the bytes of `site.yaml`.
        is_sound: whether pages can be made: all files are records and all references lead to one.
        find_problems: finds the problems of the Book.
        audience: who it was made for, with what they may not see left out (see `book.redaction`); `None` when it is whole.
        before: an earlier Book of the same configuration and day, whose results are taken over where nothing that
            they were made of has changed (see `book.heritage`); `None` when there is none or it is no longer needed.
    """

    config: Config
    as_of: date
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
    file_count: int = 0
    known: Mapping[str, Mapping[str, Read]] = field(default_factory=dict, repr=False)
    config_digest: bytes = b""
    is_sound: bool = True
    find_problems: Callable[[Book], tuple[Diagnostic, ...]] = field(default=lambda _: (), repr=False)
    audience: Audience | None = None
    before: Book | None = field(default=None, repr=False, init=False)

    @property
    def files(self) -> int:
        """How many record files were read."""
        note("book", "files")
        return self.file_count

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems of all files, sorted by place; found when they are first asked for."""
        note("book", "diagnostics")
        return self._diagnostics

    @cached_property
    def _diagnostics(self) -> tuple[Diagnostic, ...]:
        with aside():
            return self.find_problems(self)

    @cached_property
    def _problems_of_record(self) -> Mapping[tuple[str, str], tuple[Diagnostic, ...]]:
        found: dict[tuple[str, str], list[Diagnostic]] = {}
        for problem in self._diagnostics:
            if problem.record:
                found.setdefault(problem.record, []).append(problem)
        return {key: tuple(problems) for key, problems in found.items()}

    def problems_of(self, kind: str, ident: str) -> tuple[Diagnostic, ...]:
        """Return the problems of one record, sorted by place."""
        note("problems", f"{kind}/{ident}")
        return self._problems_of_record.get((kind, ident), ())

    def __post_init__(self) -> None:
        """Let the mappings note what is read from them."""
        for kind in FORMS:
            name = plural(kind)
            records = getattr(self, name)
            if not isinstance(records, Noted):
                object.__setattr__(self, name, Noted(kind, records.items()))

    def twin_of(self, kind: str) -> Book | None:
        """Return the earlier Book when it has the very same records of a kind."""
        before = self.before
        same = before is not None and kind in self.known and before.known.get(kind) is self.known[kind]
        return before if same else None

    def follow(self, before: Book | None) -> None:
        """Take results over from another Book from now on; `None` lets go of it, and what was taken over stays."""
        object.__setattr__(self, "before", before)

    def digest(self, kind: str, ident: str) -> bytes:
        """Return what stands for the content of a record's file; empty when there is no such record."""
        read = self.known.get(kind, {}).get(ident)
        return read.digest if read else b""

    def facts(self, kind: str, ident: str) -> bytes:
        """Return what stands for a record without the words of its texts (see `records.texts`)."""
        read = self.known.get(kind, {}).get(ident)
        return read.facts if read else b""

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind (`person`, `customer`, … as in `FORMS`)."""
        found: Mapping[str, Record] = getattr(self, plural(kind))
        return found

    def get(self, kind: str, ident: str) -> Record | None:
        """Return one record, or `None`."""
        return self.of_kind(kind).get(ident)

    def name_of(self, ident: str) -> str:
        """Return the name of a person or contact; the id itself when there is none."""
        found = self.people.get(ident) or self.contacts.get(ident)
        return found.name if found else ident

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that stop a build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The broken rules of the method."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

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
            ids_of = partial(cuts_of_project, self)
            return Cuts("projects_of_cut", self.projects.values(), ids_of, fact_of_project)

    @cached_property
    def visits_of_cut(self) -> Cuts[Visit]:
        """Visits by `kind:id` of what a pipeline is cut by, oldest first."""
        with aside():
            return Cuts("visits_of_cut", self.visits_by_date, partial(cuts_of_visit, self), fact_of_visit)

    @_index
    def orders_of_project(self) -> Mapping[str, tuple[Order, ...]]:
        """Orders by project id."""
        return _group(self.orders.values(), "project")

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
            found = competitors.mentions(self).items()
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

    @property
    def sellers(self) -> tuple[Person, ...]:
        """People of the dealer who own a project, a visit or a target, by id."""
        note("book", "sellers")
        return self._sellers

    @cached_property
    def _sellers(self) -> tuple[Person, ...]:
        with aside():
            return self._find_sellers()

    def _find_sellers(self) -> tuple[Person, ...]:
        owners = {p.owner for p in self.projects.values()} | {v.owner for v in self.visits.values()}
        owners |= {t.owner for t in self.targets.values()}
        return tuple(person for key, person in self.people.items() if key in owners)

    def vertical(self, project: Project) -> str:
        """Return a project's vertical market; the customer's when it has none of its own (S1.4)."""
        return project.vertical or self._customer_fact(project, "vertical")

    def province(self, project: Project) -> str:
        """Return a project's province; the customer's when it has none of its own (S1.4)."""
        return project.province or self._customer_fact(project, "province")

    def city(self, project: Project) -> str:
        """Return a project's city; the customer's when it has none of its own (S1.4)."""
        return project.city or self._customer_fact(project, "city")

    def _customer_fact(self, project: Project, name: str) -> str:
        customer = self.customers.get(project.customer)
        return str(getattr(customer, name)) if customer else ""

    def team_of(self, person: str) -> str:
        """Return the team key of a person, empty for none."""
        found = self.people.get(person)
        return found.team if found else ""

    def team_on(self, person: str, day: date) -> str:
        """Return the key of the team a person was in on `day`, empty for none."""
        found = self.people.get(person)
        return found.team_on(day) if found else ""


def visit_order(visit: Visit) -> tuple[date, str, str]:
    """Return what visits are sorted by: date, time, id."""
    return visit.date, str(visit.time or ""), visit.id


def linked_record(href: str, exists: Callable[[str, str], bool]) -> tuple[str, str] | None:
    """Return kind and id of the record that a link in a record's text leads to, or `None`.

    Args:
        href: path of a record's file as written, such as `../projects/hengtai-line3.md`.
        exists: whether there is a record of a kind with an id.
    """
    path = PurePosixPath(unquote(href.partition("#")[0]))
    if path.suffix != ".md":
        return None
    kinds = [FOLDERS[part] for part in path.parts if part in FOLDERS] or list(FOLDERS.values())
    ident = normalize("NFC", path.stem)
    return next(((kind, ident) for kind in kinds if exists(kind, ident)), None)


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
