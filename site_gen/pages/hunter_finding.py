"""The finding of the hunter pages: what is still needed, in one or two sentences (S3.3)."""

from __future__ import annotations

from site_gen.locale.text import N_
from site_gen.measures.hunter_parts import Hunter
from site_gen.pages.view import View


def person_finding(view: View, found: Hunter) -> str:
    """Say what one salesperson still needs, and whether there is a plan."""
    parts = [_need(view, found)]
    if not found.plans:
        parts.append(view.tr(N_("No hunter plan is written for {year}."), year=found.year))
    return view.words.gap.join(parts)


def _need(view: View, found: Hunter) -> str:
    words, first = view.words, found.first
    if found.reason is not None or first is None or found.target is None:
        return view.tr(found.reason or N_("The required funnel cannot be computed."))
    money = {
        "won": words.money(found.won.amount),
        "target": words.money(found.target),
        "unit": words.money_unit(),
        "year": found.year,
    }
    if found.met:
        return view.tr(N_("The target of {year} is reached: {won} of {target} {unit} signed."), **money)
    if found.over:
        return view.tr(N_("{year} is over: {won} of {target} {unit} were signed."), **money)
    args = {
        "remaining": words.money(found.remaining),
        "unit": words.money_unit(),
        "wins": words.num(found.wins),
        "there": words.num(first.existing.count),
    }
    needed, gap = (first.by_own, first.own_gap) if first.by_model is None else (first.by_model, first.gap)
    if needed is None or gap is None:
        return view.tr(N_("Still to be signed: {remaining} {unit}, deals needed: {wins}."), **args)
    if gap <= 0:
        text = N_(
            "Still to be signed: {remaining} {unit}, deals needed: {wins}. That takes {needed} leads; {there} "
            "projects are open, enough."
        )
        return view.tr(text, **args, needed=words.num(needed))
    text = N_(
        "Still to be signed: {remaining} {unit}, deals needed: {wins}. That takes {needed} leads; open "
        "projects: {there}, missing: {gap}."
    )
    return view.tr(text, **args, needed=words.num(needed), gap=words.num(gap))


def group_finding(view: View, found: Hunter) -> str:
    """Say how many people lack leads, and how many have no plan."""
    words = view.words
    if not found.people:
        return ""
    short = [row for row in found.people if row.gap and row.gap > 0]
    unwritten = sum(1 for row in found.people if not row.plan)
    people = words.num(len(found.people))
    if found.reason is not None:
        parts = [view.tr(found.reason)]
    elif short:
        text = N_("{short} of {people} salespeople have fewer leads than they need; missing in all: {gap}.")
        gap = words.num(sum(row.gap or 0 for row in short))
        parts = [view.tr(text, short=words.num(len(short)), people=people, gap=gap)]
    else:
        parts = [view.tr(N_("Every salesperson has the leads that the rest of the target needs."))]
    if unwritten:
        text = N_("Without a hunter plan for {year}: {count} of {people}.")
        parts.append(view.tr(text, year=found.year, count=words.num(unwritten), people=people))
    return words.gap.join(parts)
