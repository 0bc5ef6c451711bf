"""What `site.yaml` keeps private must be spelt as it stands in the records: a slip would show it."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.book.book import Book
from site_gen.book.withheld import folded
from site_gen.diagnostics import Diagnostic
from site_gen.forms.vocabulary import nearest


def check(book: Book) -> Iterator[Diagnostic]:
    """Yield a problem for each group left out for an audience in which there is no customer."""
    listed = [
        (one, number, name) for one in book.config.audiences for number, name in enumerate(one.without_groups)
    ]
    if not listed:
        return
    groups = {folded(group): group for customer in book.customers.values() for group in customer.groups}
    for audience, number, name in listed:
        if folded(name) not in groups:
            near = nearest(name, list(groups.values()))
            args: tuple[tuple[str, object], ...] = (("group", name),)
            args += (("suggestion", near),) if near else ()
            place = book.config.place(f"audiences[{audience.position}].without_groups[{number}]")
            yield Diagnostic("SG922", place, args, len(name))
