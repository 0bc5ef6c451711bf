"""The six questions of hunter planning, answered with a salesperson's own figures (S3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from site_gen.locale.text import N_, Msg
from site_gen.measures.funnel import implied_win_rate
from site_gen.measures.hunter_parts import Hunter, HunterStage
from site_gen.pages.view import View
from site_gen.records import HunterPlan


class Question(Struct, frozen=True):
    """One of the six questions.

    Attributes:
        group: the heading of the slide it stands under.
        text: the question.
        answer: sentences with the person's figures.
        anchor: id of the section that shows the records behind them.
    """

    group: str
    text: str
    answer: tuple[str, ...]
    anchor: str


#: Group, question and the section of the page, in the order of the slide.
_QUESTIONS: tuple[tuple[Msg, Msg, str], ...] = (
    (N_("Research"), N_("Where do I get enough lead information?"), "sources"),
    (N_("Planning"), N_("How many leads must be on the list per year at least?"), "year"),
    (N_("Selling skill"), N_("How many of them can become final customers of quality?"), "funnel"),
    (N_("Sales management"), N_("What is the conversion from lead to customer?"), "funnel"),
    (N_("Sales management"), N_("How many leads do I need at least to reach my target?"), "funnel"),
    (N_("Sales management"), N_("What is my action plan?"), "actions"),
)

#: Group and question, for the handbook.
SIX = tuple((group, text) for group, text, _ in _QUESTIONS)


def questions(view: View, found: Hunter, plan: HunterPlan | None) -> list[Question]:
    """Return the questions with their answers."""
    answers = (
        _sources(view, found, plan),
        _list(view, found),
        _quality(view, found),
        _conversion(view, found),
        _need(view, found),
        _actions(view, plan),
    )
    return [
        Question(view.tr(group), view.tr(text), tuple(answer), anchor)
        for (group, text, anchor), answer in zip(_QUESTIONS, answers, strict=True)
    ]


def _sources(view: View, found: Hunter, plan: HunterPlan | None) -> Iterator[str]:
    words = view.words
    if plan:
        names = words.join([words.label("lead_channel", key) for key in _channels(plan)])
        text = N_("From {channels}; leads expected in the year: {expected}.")
        yield view.tr(text, channels=names, expected=words.num(found.expected or 0))
    else:
        yield view.tr(N_("No plan says it yet."))
    yield view.tr(
        N_("Leads entered in {year} so far: {count}."), year=found.year, count=words.num(found.leads.count)
    )
    best = max(
        (row for row in found.channels if row.channel), key=lambda row: row.entered.count, default=None
    )
    if best and best.entered.count:
        text = N_("Most came through {channel}: {count}.")
        channel = words.label("lead_channel", best.channel)
        yield view.tr(text, channel=channel, count=words.num(best.entered.count))
    bare = next((row.entered.count for row in found.channels if not row.channel), 0)
    if bare:
        yield view.tr(N_("Without a channel: {count}."), count=words.num(bare))


def _channels(plan: HunterPlan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.source for row in plan.lead_sources))


def _list(view: View, found: Hunter) -> Iterator[str]:
    words, first = view.words, found.first
    if first is None or found.year_wins is None:
        yield _unknown(view, found)
        return
    text = N_("A target of {target} {unit} at {average} a deal is {wins} deals:")
    yield view.tr(
        text,
        target=words.money(found.target),
        unit=words.money_unit(),
        average=words.money(found.average),
        wins=words.num(found.year_wins),
    )
    yield _by(view, first.year_by_model, first.year_by_own)
    yield view.tr(N_("On the list of {year}: {count}."), year=found.year, count=words.num(first.listed.count))


def _by(view: View, model: int | None, own: int | None) -> str:
    """Say a number of leads by the model and by own rates, as far as they are known."""
    words = view.words
    if model is None:
        return view.tr(N_("leads by own rates {own}."), own=words.num(own))
    if own is None:
        return view.tr(N_("leads by the model {model}; own rates are not known yet."), model=words.num(model))
    text = N_("leads by the model {model}, by own rates {own}.")
    return view.tr(text, model=words.num(model), own=words.num(own))


def _quality(view: View, found: Hunter) -> Iterator[str]:
    words, config, first = view.words, view.book.config, found.first
    if first is None:
        yield _unknown(view, found)
        return
    rows = {row.stage: row for row in found.stages}
    qualified, signed = rows[config.gates.qualified], rows[config.gates.signed]
    text = N_("Of {count} on the list of the year, {qualified} came to “{stage}” and {signed} were signed.")
    yield view.tr(
        text,
        count=words.num(first.listed.count),
        qualified=words.num(qualified.listed.count),
        stage=words.stage(qualified.stage),
        signed=words.num(signed.listed.count),
    )
    standing = [row for row in found.stages if row.stage in config.open_keys]
    chances = [implied_win_rate(view.book, row.stage).value for row in standing]
    text = N_("Of {open} open ones {model} can be signed by the model’s chances, {own} by own rates.")
    yield view.tr(
        text,
        open=words.num(first.existing.count),
        model=words.num(_expected(standing, chances), 1),
        own=words.num(_expected(standing, [row.own_rate.value for row in standing]), 1),
    )


def _expected(rows: Sequence[HunterStage], chances: Sequence[Decimal | None]) -> Decimal | None:
    """Return how many of the open projects are signed when each has the chance of its stage."""
    found = Decimal(0)
    for number, (row, chance) in enumerate(zip(rows, chances, strict=True)):
        further = rows[number + 1].existing.count if number + 1 < len(rows) else 0
        here = row.existing.count - further
        if chance is None:
            return None
        found += here * chance
    return found


def _conversion(view: View, found: Hunter) -> Iterator[str]:
    words, first = view.words, found.first
    if first is None:
        yield _unknown(view, found)
        return
    model = implied_win_rate(view.book, first.stage).percent
    if found.rates_from:
        whose = {
            "person": N_("{own} of own leads were signed ({signed} of {all}); in the model {model}."),
            "team": N_("{own} of the team’s leads were signed ({signed} of {all}); in the model {model}."),
            "company": N_(
                "{own} of the company’s leads were signed ({signed} of {all}); in the model {model}."
            ),
        }[found.rates_from]
        rate = first.own_rate
        yield view.tr(
            whose,
            own=words.percent(rate.percent, 1),
            signed=words.num(rate.numerator),
            all=words.num(rate.denominator),
            model=words.percent(model, 1),
        )
        if found.rates_from != "person":
            yield view.tr(N_("Own rates are not known yet: nothing was signed so far."))
        elif first.few:
            yield view.tr(N_("The own rate rests on few cases."))
    else:
        yield view.tr(N_("Nothing was signed so far; in the model {model}."), model=words.percent(model, 1))


def _need(view: View, found: Hunter) -> Iterator[str]:
    words, first = view.words, found.first
    if first is None or found.wins is None:
        yield _unknown(view, found)
        return
    if found.met:
        yield view.tr(N_("None: the target is reached."))
        return
    text = N_("Still to be signed: {remaining} {unit}, deals needed: {wins};")
    money = words.money(found.remaining)
    yield view.tr(text, remaining=money, unit=words.money_unit(), wins=words.num(found.wins))
    yield _by(view, first.by_model, first.by_own)
    gap = first.own_gap if first.gap is None else first.gap
    text = N_("Open: {count}; missing: {gap}.")
    yield view.tr(text, count=words.num(first.existing.count), gap=words.num(max(gap or 0, 0)))


def _actions(view: View, plan: HunterPlan | None) -> Iterator[str]:
    words, day = view.words, view.book.as_of
    if plan is None:
        yield view.tr(N_("No action plan is written yet."))
        return
    done = [row for row in plan.action_plan if row.done or row.done_on]
    left = [row for row in plan.action_plan if not (row.done or row.done_on)]
    text = N_("Actions: {count}, of these done {done}, overdue {overdue}.")
    yield view.tr(
        text,
        count=words.num(len(plan.action_plan)),
        done=words.num(len(done)),
        overdue=words.num(sum(row.when < day for row in left)),
    )
    ahead = min((row for row in left if row.when >= day), key=lambda row: row.when, default=None)
    if ahead:
        yield view.tr(N_("Next, by {date}: {what}"), date=words.date(ahead.when), what=ahead.what)


def _unknown(view: View, found: Hunter) -> str:
    return view.tr(found.reason or N_("The required funnel cannot be computed."))
