"""Account developments: how far each is, whether it goes on, what is missing for the next stage (S21)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.development import CLOSED, LOST, STAGES, stages_at
from site_gen.book.per_book import per_book
from site_gen.history.stages import state_on
from site_gen.locale.text import N_
from site_gen.measures.members import members
from site_gen.measures.period import is_done
from site_gen.measures.regions import customers_of
from site_gen.measures.registry import measure
from site_gen.measures.scope import Scope
from site_gen.records import FORMS, Development

#: The points of each stage, as fields of the sheets, in their order (S21.2–S21.6). `contact` is a visit that was
#: done. The expected cost is for managers and none of them.
POINTS: dict[str, tuple[str, ...]] = {
    "target": (
        "contact",
        "supplier_change_reason",
        "supplier_change_urgency",
        "years_in_business",
        "scale",
        "operation",
        "profile",
        "business_plan",
        "specific_need",
        "chance",
    ),
    "samples_info": (
        "samples",
        "samples_delivered_on",
        "insider",
        "info_sufficient",
        "need_clear",
        "decision_maker",
    ),
    "valuation": ("closing_likelihood", "obstacles", "procedure"),
    "relationship": ("decision_maker_good", "influence_penetrates"),
    "close": ("executive_contact", "inspection", "system_support"),
}


class Point(Struct, frozen=True):
    """A point of a stage: `done`, answered with `no`, or `open`."""

    stage: str
    key: str
    state: str


class DevelopmentState(Struct, frozen=True):
    """One development on the day of the figures.

    Attributes:
        development: id.
        customer: customer id.
        project: id of its project; empty when it has none.
        manager: id of the development manager.
        stage: one of the five stages, `closed` once the project is won, `lost`.
        derived: whether the stage is read from the project.
        gate: result of the first stage: `go`, `stop` or `open`.
        gate_on: day it was decided.
        points: all points in the order of the form.
        missing: keys of the points of its stage that are not done: what the next stage waits for.
        behind: keys of the points of earlier stages that are not done.
        terminated: whether a “no” has ended it.
        goes_on: ids of planned visits, and the id of the open project, although it is terminated.
    """

    development: str
    customer: str
    project: str
    manager: str
    stage: str
    derived: bool
    gate: str
    gate_on: date | None
    points: tuple[Point, ...]
    missing: tuple[str, ...]
    behind: tuple[str, ...]
    terminated: bool
    goes_on: tuple[str, ...]

    @property
    def done(self) -> int:
        """How many points are done."""
        return sum(point.state == "done" for point in self.points)

    @property
    def running(self) -> bool:
        """Whether it is neither terminated, won nor lost."""
        return not self.terminated and self.stage in STAGES


class Developments(Struct, frozen=True):
    """The developments of a scope (S21.5).

    Attributes:
        developments: all of them: running ones by stage, the furthest first, then the ended.
        running: ids of those that go on.
        undecided: ids of running ones beyond the first stage, or in it, whose gate is open.
        terminated: ids of those ended by a “no”.
        closed: ids of those whose project is won.
        lost: ids of those whose project is lost.
        goes_on: ids of terminated ones with open work.
    """

    developments: tuple[DevelopmentState, ...]
    running: tuple[str, ...]
    undecided: tuple[str, ...]
    terminated: tuple[str, ...]
    closed: tuple[str, ...]
    lost: tuple[str, ...]
    goes_on: tuple[str, ...]


@per_book
def development_state(book: Book, ident: str) -> DevelopmentState:
    """Return the state of one development."""
    record = book.developments[ident]
    points = tuple(
        Point(stage, key, _state(book, record, key)) for stage, keys in POINTS.items() for key in keys
    )
    informed = all(p.state == "done" for p in points if p.stage == "samples_info")
    stage = _stage(book, record, informed=informed)
    decided = record.chance is not None and (record.gate_on is None or record.gate_on <= book.as_of)
    gate = ("go" if record.chance else "stop") if decided else "open"
    rank = STAGES.index(stage) if stage in STAGES else len(STAGES)
    waiting = [p for p in points if p.state != "done"]
    return DevelopmentState(
        development=ident,
        customer=record.customer,
        project=record.project,
        manager=record.manager,
        stage=stage,
        derived=bool(record.project),
        gate=gate,
        gate_on=record.gate_on if decided else None,
        points=points,
        missing=tuple(p.key for p in waiting if p.stage == stage),
        behind=tuple(p.key for p in waiting if STAGES.index(p.stage) < rank) if stage in STAGES else (),
        terminated=gate == "stop",
        goes_on=_goes_on(book, record, stage) if gate == "stop" else (),
    )


def _stage(book: Book, record: Development, *, informed: bool) -> str:
    project = book.projects.get(record.project)
    state = state_on(book, project, book.as_of) if project else None
    if state is None:
        return record.stage or STAGES[0]
    fitting = stages_at(book.config, state.stage)
    if record.stage in fitting:
        return record.stage
    return fitting[-1] if informed else fitting[0]


def _state(book: Book, record: Development, key: str) -> str:
    if key == "contact":
        visits = book.visits_of_customer.get(record.customer, ())
        return "done" if any(is_done(book, visit) for visit in visits) else "open"
    if FORMS[record.kind].specs[key].type.prose:
        return "done" if record.says(key) else "open"
    value = getattr(record, key)
    if value is False:
        return "no"
    if isinstance(value, date) and value > book.as_of:
        return "open"
    return "open" if value in (None, "", ()) else "done"


def _goes_on(book: Book, record: Development, stage: str) -> tuple[str, ...]:
    """Return the project when it is open, and the visits planned for it from the day of the figures on."""
    if not record.project:
        return ()
    planned = [
        visit.id
        for visit in book.visits_of_project.get(record.project, ())
        if visit.date >= book.as_of and visit.status in {"planned", "prepared"}
    ]
    return (*((record.project,) if stage in STAGES else ()), *planned)


@measure(
    "S21.5",
    "account-developments",
    N_("Account developments"),
    N_(
        "The five stages of a development follow from the stage of its project: before {qualified} choose target; from "
        "there samples and information, and once all points of that stage are done, or the record says so, valuation; from "
        "{complete} relationship; from {quoted} close; from {signed} closed. Only a development without a project says its own stage, by "
        "default the first. The first stage ends with yes or no to the chance to close; no terminates the development, and "
        "open work after it (the project still open, visits planned) is listed. Missing for the next stage are the points "
        "of the present stage that are not done; “no” is not done. The expected cost is for managers and not counted. A "
        "development belongs to who manages it, to their team, and to the market and province of the customer."
    ),
    unit="count",
    source="S21.2, S21.5",
)
def developments(book: Book, scope: Scope) -> Developments:
    """List the developments of a scope with stage, gate and what is missing (S21)."""
    found = [development_state(book, one.id) for one in _of(book, scope)]
    found.sort(key=lambda s: (not s.running, -_rank(s.stage), s.development))
    return Developments(
        tuple(found),
        tuple(s.development for s in found if s.running),
        tuple(s.development for s in found if s.running and s.gate == "open"),
        tuple(s.development for s in found if s.terminated),
        tuple(s.development for s in found if s.stage == CLOSED and not s.terminated),
        tuple(s.development for s in found if s.stage == LOST and not s.terminated),
        tuple(s.development for s in found if s.goes_on),
    )


def _rank(stage: str) -> int:
    return (*STAGES, CLOSED).index(stage) if stage != LOST else -1


def _of(book: Book, scope: Scope) -> tuple[Development, ...]:
    match scope.kind:
        case "company":
            return tuple(book.developments.values())
        case "person":
            return book.developments_of_manager.get(scope.id, ())
        case "team":
            return tuple(
                d for one in members(book, scope.id) for d in book.developments_of_manager.get(one, ())
            )
        case _:
            customers = customers_of(book, scope) or ()
            return tuple(d for c in customers for d in book.developments_of_customer.get(c.id, ()))
