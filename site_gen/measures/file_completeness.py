"""How complete the file of a customer is: its record, its people and its last survey (S24.4, M28)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from site_gen.book import Book
from site_gen.book.per_book import per_book
from site_gen.measures.values import Ratio
from site_gen.records import FORMS, Record

#: Sensitivities of the fields that count: what the whole team may see, so that the figure is the same for everybody.
COUNTED = ("public", "team")
#: Fields that do not count because most records rightly leave them empty, or because they make it a file at all.
LEFT_OUT: dict[str, frozenset[str]] = {"customer": frozenset({"parent", "key_account"})}


class FilePart(Struct, frozen=True):
    """One record of a file.

    Attributes:
        kind: `customer`, `contact` or `survey`.
        record: id; empty when there is no such record, then all of its fields are missing.
        filled: filled fields over all that count.
        missing: names of the fields that are not filled, in the order of the form.
    """

    kind: str
    record: str
    filled: Ratio
    missing: tuple[str, ...]


class CustomerFile(Struct, frozen=True):
    """The file of a customer.

    Attributes:
        customer: id.
        parts: its record, its contacts by id (one empty form when there is nobody), its last survey.
        filled: filled fields of all parts over all their fields.
    """

    customer: str
    parts: tuple[FilePart, ...]
    filled: Ratio


def fields_of(kind: str) -> tuple[str, ...]:
    """Return the names of the fields of a kind that count, in the order of its form."""
    out = LEFT_OUT.get(kind, frozenset())
    return tuple(
        name for name, spec in FORMS[kind].specs.items() if spec.sensitivity in COUNTED and name not in out
    )


def is_filled(record: Record, name: str) -> bool:
    """Whether a field holds something; a yes-or-no question is filled by either answer."""
    if FORMS[record.kind].specs[name].type.prose:
        return record.says(name)
    return getattr(record, name) not in (None, "", ())


def record_completeness(kind: str, record: Record | None) -> FilePart:
    """Return how much of a record is filled; of one that does not exist, nothing is."""
    names = fields_of(kind)
    missing = tuple(name for name in names if record is None or not is_filled(record, name))
    filled = Ratio.of(len(names) - len(missing), len(names))
    return FilePart(kind, record.id if record else "", filled, missing)


def together(ratios: Iterable[Ratio]) -> Ratio:
    """Return the sum of the numerators over the sum of the denominators."""
    found = tuple(ratios)
    return Ratio.of(sum(int(one.numerator) for one in found), sum(int(one.denominator) for one in found))


@per_book
def customer_file(book: Book, customer: str) -> CustomerFile:
    """Return the file of one customer as it stands at `book.as_of`."""
    contacts = sorted(book.contacts_of_customer.get(customer, ()), key=lambda one: one.id)
    surveys = [one for one in book.surveys_of_customer.get(customer, ()) if one.date <= book.as_of]
    parts = (
        record_completeness("customer", book.customers[customer]),
        *(record_completeness("contact", one) for one in contacts or (None,)),
        record_completeness("survey", surveys[-1] if surveys else None),
    )
    return CustomerFile(customer, parts, together(part.filled for part in parts))
