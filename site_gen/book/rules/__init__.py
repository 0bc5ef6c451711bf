"""Rules of the method that are checked across records; each breach is a diagnostic.

A rule about single records has `checkers(book)`: by kind a function that yields the breaches of one
record. It may look at that record, the records it names, and those that these name; at nothing else,
so that after an edit only the records near it are checked again. A rule about many records together
has `check(book)`. Rules hold their ground when records are missing or references lead nowhere, so
that all problems show in one run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_gen.book.book import Book
from site_gen.book.per_book import per_book
from site_gen.book.rules import (
    accounts_together,
    alerts,
    approving,
    assessments,
    audiences,
    belonging,
    bids,
    birthdays,
    caps,
    churn,
    churn_together,
    circles,
    commit,
    commits_together,
    completeness,
    contracts,
    copies,
    credit,
    dates,
    day_reports,
    discipline,
    duplicates,
    equipment,
    focus,
    follow_up,
    forecast,
    forecasts_together,
    handover,
    history,
    hunting,
    loss,
    names,
    out_of_touch,
    preparation,
    probability,
    ratings,
    report,
    report_sets,
    rivals,
    roadmap,
    roles,
    settling,
    shipping,
    staffing,
    targets_together,
    told_twice,
    typed_figures,
    win_rate,
)
from site_gen.book.rules.breach import Checker
from site_gen.diagnostics import Diagnostic

_OF_ONE = (
    alerts,
    approving,
    assessments,
    belonging,
    bids,
    birthdays,
    churn,
    commit,
    completeness,
    dates,
    day_reports,
    discipline,
    equipment,
    focus,
    follow_up,
    forecast,
    handover,
    history,
    loss,
    preparation,
    probability,
    ratings,
    report,
    roadmap,
    roles,
    settling,
    shipping,
    staffing,
    win_rate,
)
_OF_MANY = {
    rule.__name__: rule
    for rule in (
        accounts_together,
        audiences,
        caps,
        churn_together,
        circles,
        commits_together,
        contracts,
        copies,
        credit,
        duplicates,
        forecasts_together,
        hunting,
        names,
        out_of_touch,
        report_sets,
        rivals,
        targets_together,
        told_twice,
        typed_figures,
    )
}


def checkers(book: Book) -> Mapping[str, Sequence[Checker]]:
    """Return what is to be asked of each record, by kind."""
    found: dict[str, list[Checker]] = book.own.setdefault(checkers, {})
    if not found:
        for rule in _OF_ONE:
            for kind, checker in rule.checkers(book).items():
                found.setdefault(kind, []).append(checker)
    return found


@per_book
def breaches_of(book: Book, kind: str, ident: str) -> tuple[Diagnostic, ...]:
    """Return the breaches of rules about single records in one record; none when there is no such record."""
    record = book.get(kind, ident)
    rules = checkers(book).get(kind, ()) if record is not None else ()
    return tuple(problem for rule in rules for problem in rule(record))


def check_together(book: Book) -> Iterator[Diagnostic]:
    """Yield the breaches of rules about many records, in no particular order."""
    for name in _OF_MANY:
        yield from _of_rule(book, name)


@per_book
def _of_rule(book: Book, name: str) -> tuple[Diagnostic, ...]:
    """Return the breaches of a rule about many records; those of the Book before when it would find the same."""
    return tuple(_OF_MANY[name].check(book))
