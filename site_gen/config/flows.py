"""A team's flows and approval chains over the shipped ones; mistakes in the team's own (S23)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from site_gen.config.config import Config
from site_gen.config.flow import Approval, Edge, Flow, Step, reached
from site_gen.config.flow_forms import APPROVAL, FLOW, ApprovalRow, ApproverRow, FlowRow, StepRow
from site_gen.forms.form import Form
from site_gen.forms.node import Map
from site_gen.forms.reader import Reader
from site_gen.forms.types import Rows
from site_gen.forms.vocabulary import Vocabulary, nearest
from site_gen.forms.yaml import parse
from site_gen.locale.text import N_, Label

_EMPTY = Label(())
#: A decision has at least so many ways out.
_WAYS = 2


def flows(config: Config) -> Mapping[str, Flow]:
    """Return every flow by key: the shipped ones, a team's own of the same key in their place, then the others."""
    return {**_shipped()[0], **{flow.key: flow for flow in config.own_flows}}


def approvals(config: Config) -> Mapping[str, tuple[Approval, ...]]:
    """Return the approval chains by type of request; a team's own stand in place of all shipped ones of a type."""
    return {**_shipped()[1], **_by_type(config.own_approvals)}


def _by_type(rows: Iterable[Approval]) -> dict[str, tuple[Approval, ...]]:
    ordered = sorted(rows, key=attrgetter("type"))
    return {key: tuple(group) for key, group in groupby(ordered, attrgetter("type"))}


@cache
def _shipped() -> tuple[dict[str, Flow], dict[str, tuple[Approval, ...]]]:
    """Read the shipped flows when they are first asked for; a mistake in them is a programmer's error."""
    name = "flows.yaml"
    text = (files("site_gen.config") / "defaults" / name).read_text(encoding="utf-8")
    reader = Reader(name, {})
    root = parse(text, 1, reader.at)
    if not isinstance(root, Map):
        raise TypeError([d.message("en") + str(d.place) for d in reader.diagnostics])
    forms: dict[str, Form[Any]] = {"flows": FLOW, "approvals": APPROVAL}
    given: dict[str, Any] = {
        key.text: Rows(forms[key.text]).read(value, key.text, key.text, reader) for key, value in root.entries
    }
    found = make_flows(given["flows"], reader)
    chains = _by_type(make_approvals(given["approvals"]))
    if reader.diagnostics:
        raise ValueError([d.message("en") + str(d.place) for d in reader.diagnostics])
    return {flow.key: flow for flow in found}, chains


def make_flows(rows: tuple[FlowRow, ...], reader: Reader) -> tuple[Flow, ...]:
    """Make flows of what was written, and report what is wrong with them."""
    _unique(rows, "flows", N_("Flows"), reader)
    return tuple(_flow(row, f"flows[{n}]", reader) for n, row in enumerate(rows))


def make_approvals(rows: tuple[ApprovalRow, ...]) -> tuple[Approval, ...]:
    """Make approval chains of what was written."""
    return tuple(Approval(r.type, r.quality, r.above, r.chain, r.care) for r in rows)


def make_approvers(rows: tuple[ApproverRow, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Make roles with the people who hold them."""
    return tuple((row.role, row.who) for row in rows)


def check_approvals(
    chains: tuple[ApprovalRow, ...],
    holders: tuple[ApproverRow, ...],
    vocabularies: Mapping[str, Vocabulary],
    reader: Reader,
) -> None:
    """Report types of request and roles that there are not."""
    for n, row in enumerate(chains):
        _known(row.type, f"approvals[{n}].type", vocabularies["request_type"], reader)
        for m, role in enumerate(row.chain):
            _known(role, f"approvals[{n}].chain[{m}]", vocabularies["approver"], reader)
    for n, holder in enumerate(holders):
        _known(holder.role, f"approvers[{n}].role", vocabularies["approver"], reader)


def _known(word: str, path: str, vocabulary: Vocabulary, reader: Reader) -> None:
    if word not in vocabulary:
        near = nearest(word, list(vocabulary.keys))
        args: dict[str, object] = {"suggestion": near} if near else {}
        _at(reader, path, "SG303", value=word, label=vocabulary.label, options=vocabulary.keys, **args)


def _flow(row: FlowRow, path: str, reader: Reader) -> Flow:
    steps = _steps(row.steps)
    _check(row, steps, path, reader)
    return Flow(
        key=row.key,
        title=row.title or Label.of(row.key),
        source=row.source,
        orders=row.orders,
        document_no=row.document_no,
        effective=row.effective,
        executor=row.executor or _EMPTY,
        duty=row.duty or _EMPTY,
        requirement=row.requirement or _EMPTY,
        notes=row.notes or _EMPTY,
        missing=row.missing or _EMPTY,
        steps=steps,
    )


def _steps(rows: tuple[StepRow, ...]) -> tuple[Step, ...]:
    """Make the steps; one that says nothing of its ways leads to the next step that is no note."""
    nodes = [row for row in rows if row.type != "note"]
    following = {id(row): after.key for row, after in pairwise(nodes)}
    return tuple(
        Step(
            key=row.key,
            type=row.type,
            number=row.number,
            title=row.title or _title(row),
            text=row.text or _EMPTY,
            who=row.who or _EMPTY,
            form=row.form or _EMPTY,
            approver=row.approver or _EMPTY,
            edges=_edges(row, following.get(id(row), "")),
            fact=row.fact,
        )
        for row in rows
    )


def _title(row: StepRow) -> Label:
    return row.text or Label.of(row.key)


def _edges(row: StepRow, following: str) -> tuple[Edge, ...]:
    if row.type in {"end", "note"}:
        return ()
    if row.edges:
        return tuple(Edge(edge.to, edge.label or _EMPTY) for edge in row.edges)
    return (Edge(following, _EMPTY),) if following else ()


def _check(row: FlowRow, steps: tuple[Step, ...], path: str, reader: Reader) -> None:
    """Report edges to nowhere, steps without a way out, decisions without a choice, and steps nobody comes to."""
    _unique(row.steps, f"{path}.steps", N_("Steps"), reader)
    keys = tuple(dict.fromkeys(step.key for step in steps if step.type != "note"))
    kinds = [step.type for step in steps]
    if kinds.count("start") != 1 or "end" not in kinds:
        _at(reader, f"{path}.steps", "SG905", flow=row.key)
    found = reached(steps)
    for n, (step, given) in enumerate(zip(steps, row.steps, strict=True)):
        at = f"{path}.steps[{n}]"
        for m, edge in enumerate(step.edges):
            if edge.to not in keys:
                near = nearest(edge.to, list(keys))
                args: dict[str, object] = {"suggestion": near} if near else {}
                _at(reader, f"{at}.edges[{m}].to", "SG901", step=edge.to, flow=row.key, options=keys, **args)
        if step.type == "decision" and len({edge.to for edge in given.edges}) < _WAYS:
            _at(reader, f"{at}.key", "SG903", step=step.key)
        elif step.type not in {"end", "note"} and not step.edges:
            _at(reader, f"{at}.key", "SG904", step=step.key)
        if "start" in kinds and step.key not in found:
            _at(reader, f"{at}.key", "SG902", step=step.key, flow=row.key)


def _unique(rows: Iterable[Any], path: str, label: object, reader: Reader) -> None:
    seen = set()
    for position, row in enumerate(rows):
        if row.key in seen:
            _at(reader, f"{path}[{position}].key", "SG503", label=label, key=row.key)
        seen.add(row.key)


def _at(reader: Reader, path: str, code: str, **args: object) -> None:
    line, col, length = reader.marks.get(path, (1, 1, 1))
    reader.at(code, line, col, length, args)
