"""`site.yaml` over the shipped defaults, checked like a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from site_gen.config.audience import Audience
from site_gen.config.calendar import Calendar
from site_gen.config.config import Config, Header, ReportsInForce, Team, Thresholds
from site_gen.config.flow import Flow
from site_gen.config.flows import check_approvals, make_approvals, make_approvers, make_flows
from site_gen.config.forms import SITE, AudienceRow, EntryRow, StageRow, TeamRow
from site_gen.config.money import Money
from site_gen.config.stage import Gates, Stage
from site_gen.diagnostics import Diagnostic, Severity
from site_gen.forms.node import Map, Scalar
from site_gen.forms.reader import Reader
from site_gen.forms.text import is_clean
from site_gen.forms.vocabulary import Entry, Vocabulary, fold, nearest
from site_gen.forms.yaml import parse
from site_gen.locale.text import N_, Label

_DEFAULTS = ("site.yaml", "stages.yaml", "vocabularies.yaml", "audiences.yaml")
_EMPTY = Label(())


@cache
def _defaults() -> dict[str, Any]:
    """Read the shipped defaults; a mistake in them is a programmer's error."""
    values: dict[str, Any] = {}
    for name in _DEFAULTS:
        text = (files("site_gen.config") / "defaults" / name).read_text(encoding="utf-8")
        reader = Reader(name, {})
        root = parse(text, 1, reader.at)
        if not isinstance(root, Map):
            raise TypeError([d.message("en") + str(d.place) for d in reader.diagnostics])
        values |= SITE.read_fields(root, "", reader)[0]
        wrong = [d for d in reader.diagnostics if d.code != "SG302"]
        if wrong:
            raise ValueError(wrong[0].message("en"))
    return values


def read_config(text: str, path: str = "site.yaml") -> tuple[Config | None, list[Diagnostic]]:
    """Read a team's configuration.

    Args:
        text: the content of `site.yaml`.
        path: its path, for messages.

    Returns:
        The configuration (`None` when an error was found) and all problems.
    """
    reader = Reader(path, {})
    if not is_clean(text, reader):
        return None, reader.diagnostics
    root = parse(text, 1, reader.at)
    given: dict[str, Any] = {}
    if isinstance(root, Map):
        given, _ = SITE.read_fields(root, "", reader)
    elif not reader.diagnostics:
        reader.at("SG207" if root else "SG302", 1, 1, 1, {"key": "name", "label": N_("Team name")})
    config = _build(given, reader)
    wrong = any(d.severity is Severity.ERROR for d in reader.diagnostics)
    return (None if wrong else config), sorted(reader.diagnostics, key=lambda d: d.sort_key)


def default_config(name: str = "site-gen") -> Config:
    """Return the configuration of a team that has set nothing but its name."""
    config, problems = read_config(f"name: {name}\n")
    if config is None:
        raise ValueError(problems[0].message("en"))
    return config


def _build(given: dict[str, Any], reader: Reader) -> Config:
    base = _defaults()

    def merged(section: str) -> dict[str, Any]:
        return {**(base.get(section) or {}), **(given.get(section) or {})}

    stages = _stages(given.get("stages") or (), base["stages"], reader)
    vocabularies = _vocabularies(given, base, reader)
    teams = _teams(given.get("teams") or (), reader)
    vocabularies["stage"] = Vocabulary("stage", N_("Stage"), tuple(_stage_entries(stages, given, base)))
    vocabularies["team"] = Vocabulary("team", N_("Team"), tuple(Entry(t.key, t.label) for t in teams))
    own_flows = make_flows(given.get("flows") or (), reader)
    vocabularies["flow"] = _with_own(vocabularies["flow"], own_flows)
    chains, holders = given.get("approvals") or (), given.get("approvers") or ()
    check_approvals(chains, holders, vocabularies, reader)
    for vocabulary in vocabularies.values():
        _check_words(vocabulary, reader)
    _check_probabilities(stages, vocabularies["probability"], reader)
    return Config(
        name=given.get("name") or _EMPTY,
        gf_name=given.get("gf_name") or base["gf_name"],
        languages=tuple(dict.fromkeys(given.get("languages") or base["languages"])),
        as_of=given.get("as_of"),
        header=Header(**(given.get("header") or {})),
        dealer_head=given.get("dealer_head") or "",
        teams=teams,
        stages=stages,
        gates=_gates(merged("gates"), stages, reader, own=bool(given.get("stages"))),
        vocabularies=vocabularies,
        money=_money(given.get("money") or {}, base["money"]),
        calendar=_calendar(merged("calendar"), reader),
        thresholds=Thresholds(**merged("thresholds")),
        reports=ReportsInForce(**(given.get("reports") or {})),
        fiscal_month=given.get("fiscal_month") or 1,
        own_flows=own_flows,
        own_approvals=make_approvals(chains),
        approvers=make_approvers(holders),
        audiences=_audiences(given.get("audiences") or (), base["audiences"], teams, reader),
        marks=reader.marks,
    )


def _with_own(known: Vocabulary, own: tuple[Flow, ...]) -> Vocabulary:
    """Orders may follow the flows of the list and those of the team's own that say so (S23.3)."""
    more = tuple(Entry(f.key, f.title) for f in own if f.orders and f.key not in known)
    return Vocabulary(known.name, known.label, (*known.entries, *more), known.fixed)


def _money(given: dict[str, Any], shipped: dict[str, Any]) -> Money:
    """A team with another currency has no second one unless it names it: the shipped rate is not its."""
    other = given.get("currency", shipped["currency"]) != shipped["currency"]
    none = {"second_currency": ""} if other else {}
    return Money(**{**shipped, **none, **given})


def _at(reader: Reader, path: str, code: str, **args: object) -> None:
    line, col, length = reader.marks.get(path, (1, 1, 1))
    reader.at(code, line, col, length, args)


def _unique(rows: Iterable[Any], path: str, label: object, reader: Reader) -> None:
    seen = set()
    for position, row in enumerate(rows):
        if row.key in seen:
            _at(reader, f"{path}[{position}].key", "SG503", label=label, key=row.key)
        seen.add(row.key)


def _filled(row: Any, known: Any) -> Any:
    """Return `row` with what it leaves out taken from the shipped row of the same key."""
    if known is None:
        return row
    gaps = {
        name: getattr(known, name) for name in row.__struct_fields__ if getattr(row, name) in (None, "", ())
    }
    return replace(row, **gaps)


def _stages(rows: tuple[StageRow, ...], shipped: tuple[StageRow, ...], reader: Reader) -> tuple[Stage, ...]:
    known = {row.key: row for row in shipped}
    _unique(rows, "stages", N_("Stages"), reader)
    chosen = [_filled(row, known.get(row.key)) for row in rows] if rows else list(shipped)
    order = {"open": 0, "won": 1, "lost": 2}
    kinds = [row.counts_as or "open" for row in chosen]
    if (
        sorted(kinds, key=order.__getitem__) != kinds
        or kinds.count("lost") != 1
        or not {"open", "won"} <= {*kinds}
    ):
        _at(reader, "stages", "SG507")
    _models(chosen, reader)
    return tuple(
        Stage(
            key=row.key,
            code=row.code or row.key[:1].upper(),
            label=row.label or Label.of(row.key),
            rank=rank,
            model=row.model or 0,
            phase=row.phase or "sales",
            counts_as=row.counts_as or "open",
            definition=row.definition or _EMPTY,
            exit=row.exit or _EMPTY,
            probability=row.probability or "",
        )
        for rank, row in enumerate(chosen, 1)
    )


def _check_probabilities(stages: tuple[Stage, ...], levels: Vocabulary, reader: Reader) -> None:
    """Stages lead to levels that there are; a shipped one that the team's own list leaves out leads to none (S33.1)."""
    for position, stage in enumerate(stages):
        path = f"stages[{position}].probability"
        if path in reader.marks and stage.probability and stage.probability not in levels.keys:
            near = nearest(stage.probability, list(levels.keys))
            args: dict[str, object] = {"suggestion": near} if near else {}
            options = tuple(levels.keys)
            _at(reader, path, "SG303", value=stage.probability, label=levels.label, options=options, **args)


def _models(rows: list[StageRow], reader: Reader) -> None:
    """The model funnel of a team's own stages narrows from stage to stage (S1.2)."""
    kept = [(n, row) for n, row in enumerate(rows) if row.counts_as != "lost"]
    for (_, before), (position, row) in pairwise(kept):
        if (row.model or 0) > (before.model or 0):
            path = f"stages[{position}].model"
            args = {"stage": row.label or row.key, "value": row.model, "before": before.model or 0}
            _at(reader, path, "SG508", **args)


def _stage_entries(stages: tuple[Stage, ...], given: dict[str, Any], base: dict[str, Any]) -> Iterable[Entry]:
    aliases = {row.key: row.aliases for row in (*base["stages"], *(given.get("stages") or ())) if row.aliases}
    for stage in stages:
        yield Entry(stage.key, stage.label, aliases.get(stage.key, ()))


def _gates(values: dict[str, str], stages: tuple[Stage, ...], reader: Reader, *, own: bool) -> Gates:
    keys = tuple(dict.fromkeys(stage.key for stage in stages))
    wrong = {gate: stage for gate, stage in values.items() if stage not in keys}
    for gate, stage in wrong.items():
        if f"gates.{gate}" in reader.marks or not own:
            near = nearest(stage, list(keys))
            args: dict[str, object] = {"suggestion": near} if near else {}
            _at(reader, f"gates.{gate}", "SG502", gate=gate, stage=stage, options=keys, **args)
    unset = tuple(gate for gate in wrong if own and f"gates.{gate}" not in reader.marks)
    if unset:
        _at(reader, "stages", "SG510", gates=unset, options=keys)
    return Gates(**values)


def _teams(rows: tuple[TeamRow, ...], reader: Reader) -> tuple[Team, ...]:
    _unique(rows, "teams", N_("Teams"), reader)
    return tuple(Team(row.key, row.label or Label.of(row.key), row.leader) for row in rows)


def _audiences(
    rows: tuple[AudienceRow, ...], shipped: tuple[AudienceRow, ...], teams: tuple[Team, ...], reader: Reader
) -> tuple[Audience, ...]:
    """Return the shipped audiences with what the team sets anew, then its own; an own one sees at first what is public."""
    _unique(rows, "audiences", N_("Audiences"), reader)
    known = {row.key: row for row in shipped}
    own = {row.key: _filled(row, known.get(row.key)) for row in rows}
    positions = {row.key: position for position, row in enumerate(rows)}
    for position, row in enumerate(rows):
        for number, team in enumerate(row.teams):
            keys = tuple(one.key for one in teams)
            if team not in keys:
                path, near = f"audiences[{position}].teams[{number}]", nearest(team, list(keys))
                args: dict[str, object] = {"suggestion": near} if near else {}
                _at(reader, path, "SG303", value=team, label=N_("Teams"), options=keys, **args)
    return tuple(
        Audience(
            key=row.key,
            label=row.label or Label.of(row.key),
            sees=row.sees or ("public",),
            kinds=row.kinds,
            without_kinds=row.without_kinds,
            without_groups=row.without_groups,
            customers=row.customers,
            teams=row.teams,
            sections=row.sections,
            position=positions.get(row.key, -1),
        )
        for row in (known | own).values()
    )


_FACTS = ("description", "focus", "cap", "needs", "percent")


def _vocabularies(given: dict[str, Any], base: dict[str, Any], reader: Reader) -> dict[str, Vocabulary]:
    made: dict[str, Vocabulary] = {}
    own: dict[str, Any] = given.get("vocabularies") or {}
    more: dict[str, Any] = given.get("extend") or {}
    for section, tables in (("vocabularies", own), ("extend", more)):
        for name, (node, entries, _, _) in tables.items():
            if name not in base["vocabularies"]:
                _unknown_table(node, name, list(base["vocabularies"]), reader)
            _unique(entries, f"{section}.{name}", name, reader)
            if not entries and name in base["vocabularies"]:
                _empty_table(node, name, reader)
    own = {name: table for name, table in own.items() if table[1]}
    for name, (_, shipped, label, fixed) in base["vocabularies"].items():
        known = {row.key: row for row in shipped}
        rows: dict[str, EntryRow] = dict(known)
        if name in own:
            given_rows = {row.key: _filled(row, known.get(row.key)) for row in own[name][1]}
            rows = {**known, **given_rows} if fixed else given_rows
        if name in more:
            rows |= {row.key: _filled(row, rows.get(row.key)) for row in more[name][1]}
        for key in rows:
            if fixed and key not in known:
                node = (own.get(name) or more[name])[0]
                reader.problem("SG504", node, key=name, value=key, options=tuple(known))
        title = own[name][2] if name in own and own[name][2] else label or Label.of(name)
        made[name] = Vocabulary(name, title, tuple(map(_entry, rows.values())), bool(fixed))
    _win_rates(made["win_rate"], own.get("win_rate"), reader)
    return made


def _empty_table(node: Scalar, name: str, reader: Reader) -> None:
    """Report an empty list once; the reason may have been reported already."""
    if not any(d.place.line >= node.line for d in reader.diagnostics):
        reader.problem("SG317", node, key=name)


def _win_rates(rates: Vocabulary, own: Any, reader: Reader) -> None:
    """Win rates are calculated with, so their keys are percentages (S1.5)."""
    for key in rates.keys:
        if not (key.isascii() and key.isdigit() and int(key) <= 100):
            line, col, length = (own[0].line, own[0].col, 1) if own else (1, 1, 1)
            for path, mark in sorted(reader.marks.items()):
                if path.startswith("vocabularies.win_rate[") and path.endswith(".key"):
                    line, col, length = mark
                    break
            reader.at("SG509", line, col, length, {"key": key})


def _unknown_table(node: Scalar, name: str, known: list[str], reader: Reader) -> None:
    near = nearest(name, known)
    args: dict[str, object] = {"suggestion": near} if near else {}
    form = N_("Lists of values")
    reader.problem("SG301", node, key=name, form=form, options=tuple(known), **args)


def _entry(row: EntryRow) -> Entry:
    facts = tuple((name, getattr(row, name)) for name in _FACTS if getattr(row, name) not in (None, "", ()))
    return Entry(row.key, row.label or Label.of(row.key), row.aliases, facts)


def _check_words(vocabulary: Vocabulary, reader: Reader) -> None:
    """A word must not name two entries; two entries are told once, whatever number of words they share."""
    seen: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for entry in vocabulary:
        for word in dict.fromkeys((entry.key, *entry.label.all(), *entry.aliases)):
            other = seen.setdefault(fold(word), entry.key)
            if other != entry.key and (other, entry.key) not in told:
                told.add((other, entry.key))
                path = next(
                    (
                        p
                        for p in (
                            {"stage": "stages", "team": "teams"}.get(vocabulary.name, ""),
                            f"vocabularies.{vocabulary.name}",
                            f"extend.{vocabulary.name}",
                            "vocabularies",
                            "extend",
                        )
                        if p in reader.marks
                    ),
                    "",
                )
                _at(reader, path, "SG505", value=word, label=vocabulary.label, first=other, second=entry.key)


def _calendar(values: dict[str, Any], reader: Reader) -> Calendar:
    holidays, makeup = frozenset(values.get("holidays", ())), frozenset(values.get("makeup", ()))
    for day in sorted(holidays & makeup):
        path: Callable[[int], str] = "calendar.makeup[{}]".format
        index = tuple(values["makeup"]).index(day)
        _at(reader, path(index), "SG506", value=day)
    workdays = values["workdays"]
    if not workdays:
        _at(reader, "calendar.workdays", "SG317", key="workdays")
        workdays = _defaults()["calendar"]["workdays"]
    return Calendar(frozenset(workdays), holidays, makeup)
