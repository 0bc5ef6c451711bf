"""A broken rule as a diagnostic at the field that has to be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from site_gen.diagnostics import Diagnostic, Place
from site_gen.locale.text import Text
from site_gen.records import FORMS, Record

#: Yields the breaches of one record of a kind.
Checker = Callable[[Any], Iterator[Diagnostic]]
#: What a rule has to say about single records, by kind of record.
Checkers = Mapping[str, Checker]


def breach(
    code: str, record: Record, field: str, *, person: str = "", others: Sequence[Place] = (), **args: object
) -> Diagnostic:
    """Return the diagnostic for a rule that `record` breaks.

    Args:
        code: code of the rule.
        record: the record to change.
        field: path of the field it is about, such as `follow_ups[0].when`.
        person: id of who should act; the record's owner when not given.
        others: further places of the same problem.
        args: the words of the message.
    """
    length = record.marks.get(field, (1, 1, 1))[2]
    who = person or str(getattr(record, "owner", "") or "")
    return Diagnostic(
        code,
        record.place(field),
        tuple(args.items()),
        length,
        person=who,
        record=(record.kind, record.id),
        others=tuple(others),
    )


def label_of(record: Record, field: str) -> Text:
    """Return the label of a field of a record."""
    return FORMS[record.kind].specs[field].label


def plain(value: Decimal) -> str:
    """Return an amount with its digits and no idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
