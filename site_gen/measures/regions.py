"""Questions about regional markets: DQ8–DQ10 (S4.3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.config import Week
from site_gen.history.stages import State, moves_of
from site_gen.locale.text import N_, Msg
from site_gen.measures.answers import CLEAR, FIRES, Finding
from site_gen.measures.deals import biggest_deals
from site_gen.measures.members import members
from site_gen.measures.period import is_done, visits_on
from site_gen.measures.scope import COMPANY, KINDS, Scope, states_by
from site_gen.measures.shape import unknown, urgency
from site_gen.measures.values import Amount, Name, Percent, Ratio, Sentence, Tally, sentence, tally
from site_gen.records import Customer, Project

_HUNDRED = Decimal(100)
#: Weeks of visits looked at for visits without a project, the current one included.
VISIT_WEEKS = 12


def customers_of(book: Book, scope: Scope) -> tuple[Customer, ...] | None:
    """Return the customers of a scope by id; `None` for scopes that only projects can belong to."""
    match scope.kind:
        case "company":
            return tuple(book.customers.values())
        case "person":
            return book.customers_of_owner.get(scope.id, ())
        case "team":
            people = members(book, scope.id)
            found = [c for one in people for c in book.customers_of_owner.get(one, ())]
            return tuple(sorted(found, key=attrgetter("id")))
        case "vertical" | "province":
            return tuple(c for c in book.customers.values() if getattr(c, scope.kind) == scope.id)
        case _:
            return None


class _Market(Struct, frozen=True):
    """The open projects of the provinces where a scope has customers or projects, and their average."""

    open: dict[str, Tally]
    count: Decimal
    amount: Decimal

    def small(self, province: str, limit: Decimal) -> bool:
        """Whether both number and amount lie below `limit` percent of the average."""
        here = self.open[province]
        few = Ratio.of(here.count, self.count).below(limit)
        return few and Ratio(here.amount, self.amount).below(limit)


@per_book
def _market(book: Book, scope: Scope) -> _Market:
    provinces = {customer.province for customer in customers_of(book, scope) or ()}
    groups = states_by(book, scope, "province")
    open_keys = book.config.open_keys
    found = {
        province: tally(s for s in groups.get(province, ()) if s.stage in open_keys)
        for province in sorted({*provinces, *groups})
        if province
    }
    number = max(len(found), 1)
    count = Decimal(sum(t.count for t in found.values())) / number
    return _Market(found, count, sum((t.amount for t in found.values()), Decimal(0)) / number)


def _round(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def small_regions(book: Book, scope: Scope) -> Finding:
    """Answer DQ8: provinces far below the average; for a province, that one among all."""
    limits = book.config.thresholds
    market = _market(book, COMPANY if scope.kind == "province" else scope)
    if len(market.open) < 2:
        return unknown("DQ8", sentence(N_("There are not two regions that could be compared.")))
    wanted = [scope.id] if scope.kind == "province" and scope.id in market.open else list(market.open)
    small = [p for p in wanted if market.small(p, limits.region_share)]
    small.sort(key=lambda p: (market.open[p].amount, market.open[p].count, p))
    average = sentence(
        N_("The average of {regions} regions is {count} open projects with {amount}."),
        regions=len(market.open),
        count=_round(market.count),
        amount=Amount(_round(market.amount)),
    )
    if not small:
        clear = sentence(
            N_("No region lies below {limit} of the average."), limit=Percent(limits.region_share)
        )
        if wanted == [scope.id]:
            clear = _region_sentence(scope.id, market.open[scope.id])
        return Finding("DQ8", CLEAR, evidence=(clear, average))
    ids = tuple(ident for p in small for ident in market.open[p].ids)
    degree = Decimal(len(small)) / len(wanted)
    if wanted == [scope.id]:
        degree = 1 - market.open[scope.id].amount / market.amount
    evidence = (*(_region_sentence(p, market.open[p]) for p in small), average)
    return Finding("DQ8", FIRES, urgency(degree, Decimal(1)), evidence, ids)


def _region_sentence(province: str, here: Tally) -> Sentence:
    return sentence(
        N_("{province}: {count} open projects with {amount}."),
        province=Name("province", province),
        count=here.count,
        amount=Amount(here.amount),
    )


@per_book
def last_sign(book: Book, project: str) -> date | None:
    """Return the last day up to `as_of` on which something shows work on a project; `None` for never."""
    record = book.projects[project]
    days = [record.updated_on, record.importance_confirmed_on]
    days += [move.day for move in moves_of(book, record)]
    days += [v.date for v in book.visits_of_project.get(project, ()) if is_done(book, v)]
    return max((day for day in days if day and day <= book.as_of), default=None)


def stale(book: Book, scope: Scope) -> tuple[State, ...]:
    """Return the open projects of a scope without a sign of work for more than `stale_days`."""
    oldest = book.as_of - timedelta(days=book.config.thresholds.stale_days)
    states = scope.open_states(book)
    return tuple(s for s in states if not _touched_since(book, s.project, oldest))


def _touched_since(book: Book, project: Project, oldest: date) -> bool:
    """Whether `last_sign` lies on or after `oldest`, looking at the record first and no further than needed."""
    for day in (project.updated_on, project.importance_confirmed_on):
        if day and oldest <= day <= book.as_of:
            return True
    return (last_sign(book, project.id) or date.min) >= oldest


def hidden_projects(book: Book, scope: Scope) -> Finding:
    """Answer DQ9: customers and visits without a project, and projects nobody updates."""
    limits = book.config.thresholds
    customers = customers_of(book, scope)
    silent = [c.id for c in customers or () if c.id not in book.projects_of_customer]
    since = Week.of(book.as_of).shift(1 - VISIT_WEEKS).start
    linked = {"product", "source", "importance"}
    made = [v for v in visits_on(scope.visits(book), since, date.max) if is_done(book, v)]
    loose = [v.id for v in made if not v.project]
    open_ = scope.open_states(book)
    old = stale(book, scope)
    checks = [
        (
            Ratio.of(len(silent), len(customers or ())),
            N_("Customers without any project: {count} of {total} ({share})."),
        ),
        (
            Ratio.of(len(loose), 0 if scope.kind in linked else len(made)),
            N_("Visits without a project since {since}: {count} of {total} ({share})."),
        ),
        (
            Ratio.of(len(old), len(open_)),
            N_(
                "Open projects without a sign of work for more than {days} days: {count} of {total} ({share})."
            ),
        ),
    ]
    enough = [(ratio, text) for ratio, text in checks if ratio.denominator >= max(limits.small_sample, 1)]
    if not enough:
        said = sentence(
            N_("Fewer than {limit} customers, visits and open projects: too few to judge."),
            limit=limits.small_sample,
        )
        return unknown("DQ9", said)
    enough.sort(key=lambda row: -(row[0].value or 0))
    evidence = [_share_sentence(book, ratio, text, since) for ratio, text in enough]
    if customers is None:
        kind = KINDS[scope.kind]
        text = N_("A customer without a project cannot be found by {kind}.")
        evidence.append(sentence(text, kind=kind))
    fires = any(ratio.above(limits.unlinked_share) for ratio, _ in enough)
    return Finding(
        "DQ9",
        FIRES if fires else CLEAR,
        urgency(enough[0][0].percent or Decimal(0), _HUNDRED) if fires else 0,
        tuple(evidence),
        tuple(sorted(s.project.id for s in old)),
        tuple(silent),
        tuple(sorted(loose)),
    )


def _share_sentence(book: Book, ratio: Ratio, text: Msg, since: date) -> Sentence:
    args: dict[str, object] = {
        "count": int(ratio.numerator),
        "total": int(ratio.denominator),
        "share": Percent(ratio.percent),
        "since": since,
        "days": book.config.thresholds.stale_days,
    }
    return Sentence(text, tuple(args.items()))


def without_big_deals(book: Book, scope: Scope) -> Finding:
    """Answer DQ10: are there open projects of the size of a big deal."""
    found = biggest_deals(book, scope)
    limit = Amount(book.config.thresholds.big_deal_amount)
    if not found.open.count:
        return unknown("DQ10", sentence(N_("There is no open project here.")))
    provinces = _empty_provinces(book, scope)
    if found.big.count:
        said = sentence(
            N_("Open projects of {limit} or more: {count}, with {amount}; the largest is {project}."),
            limit=limit,
            count=found.big.count,
            amount=Amount(found.big.amount),
            project=Name("project", found.deals[0].project),
        )
        more: tuple[Sentence, ...] = ()
        if provinces:
            names = tuple(Name("province", p) for p in provinces)
            more = (
                sentence(
                    N_("Regions with open projects but none of that size: {provinces}."), provinces=names
                ),
            )
        return Finding("DQ10", CLEAR, evidence=(said, *more), projects=found.big.ids)
    said = sentence(N_("No open project reaches {limit}."), limit=limit)
    if not found.deals:
        return Finding("DQ10", FIRES, 100, (said,), found.open.ids)
    first = found.deals[0]
    largest = sentence(
        N_("The largest is {project} with {amount}."),
        project=Name("project", first.project),
        amount=Amount(first.amount),
    )
    return Finding(
        "DQ10",
        FIRES,
        urgency(limit.value - first.amount, limit.value),
        (said, largest),
        tuple(deal.project for deal in found.deals),
    )


def _empty_provinces(book: Book, scope: Scope) -> tuple[str, ...]:
    open_ = _market(book, scope).open
    big = set(biggest_deals(book, scope).big.ids)
    return tuple(province for province, found in open_.items() if found.count and big.isdisjoint(found.ids))
