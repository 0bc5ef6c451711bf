"""Business flows and approval chains as data: what leads to what, who does it, with which form (S23)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from site_gen.locale.text import Label

#: Types of steps (S23.2), in the order of the legend.
STEP_TYPES = ("start", "process", "decision", "store", "note", "end")
#: What an order tells by itself, so that nobody ticks it: see `book.order_steps`.
STEP_FACTS = ("signed", "ordered", "shipped", "details", "settled", "paid")


class Edge(Struct, frozen=True):
    """A way from one step to another; `label` says when it is taken, empty for always."""

    to: str
    label: Label


class Step(Struct, frozen=True):
    """A step of a flow (S23.2).

    Attributes:
        key: names it in edges and in the steps of an order.
        type: one of `STEP_TYPES`.
        number: its number in the source, empty for none.
        title: what it is called.
        text: what is to be done.
        who: who does it.
        form: the form it needs.
        approver: who approves.
        edges: where it leads; a note belongs to the step before it and leads nowhere.
        fact: what of an order tells that it is done, one of `STEP_FACTS`; empty for what a person ticks.
    """

    key: str
    type: str
    number: str
    title: Label
    text: Label
    who: Label
    form: Label
    approver: Label
    edges: tuple[Edge, ...]
    fact: str = ""

    @property
    def is_task(self) -> bool:
        """Whether somebody does it, so that an order can tick it."""
        return self.type in {"process", "decision", "store"}


class Flow(Struct, frozen=True, dict=True):
    """A flow (S23.15).

    Attributes:
        key: names it in addresses and orders.
        title: what it is called.
        source: ids in the domain specification.
        orders: whether an order may follow it.
        document_no: number of the document.
        effective: day from which it holds, or words about it.
        executor: who carries it out.
        duty: what they are responsible for.
        requirement: the work required, in short.
        notes: notes and lessons.
        missing: what the source leaves out.
        steps: its steps, in reading order.
    """

    key: str
    title: Label
    source: str
    orders: bool
    document_no: str
    effective: str
    executor: Label
    duty: Label
    requirement: Label
    notes: Label
    missing: Label
    steps: tuple[Step, ...]

    @cached_property
    def tasks(self) -> tuple[Step, ...]:
        """The steps that somebody does."""
        return tuple(step for step in self.steps if step.is_task)

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """The steps by key."""
        return {step.key: step for step in self.steps}


class Approval(Struct, frozen=True):
    """Who approves requests of a type, one after the other (S23.9–S23.12).

    Attributes:
        type: type of request.
        quality: `yes` or `no` when it holds only for goods with or without a quality problem; empty for both.
        above: it holds for amounts above this, money units; `None` for all.
        chain: roles, in the order in which they decide.
        care: whether somebody is named who looks after the customer (S23.11).
    """

    type: str
    quality: str
    above: Decimal | None
    chain: tuple[str, ...]
    care: bool


def reached(steps: Iterable[Step]) -> frozenset[str]:
    """Return the keys of the steps that can be reached from the start; a note is where its step is."""
    by_key = {step.key: step for step in steps}
    waiting = [step.key for step in by_key.values() if step.type == "start"][:1]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in found and key in by_key:
            found.add(key)
            waiting.extend(edge.to for edge in by_key[key].edges)
    host = ""
    for step in by_key.values():
        if step.type != "note":
            host = step.key
        elif host in found:
            found.add(step.key)
    return frozenset(found)
