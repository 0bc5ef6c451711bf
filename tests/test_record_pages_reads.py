"""A record's page reads what belongs to the record, so that it stays as it is when others change."""

from __future__ import annotations

import pytest

from site_gen.book.trace import ALL, flat, tracing
from site_gen.pages import addresses
from site_gen.pages.edition import Edition
from site_gen.records import FORMS


@pytest.fixture(scope="module")
def edition(sample_book):
    return Edition(sample_book)


@pytest.mark.parametrize("kind", ["project", "customer", "contact", "order", "review"])
def test_page_of_a_record_reads_no_kind_of_record_as_a_whole(edition, sample_book, kind):
    for ident in list(sample_book.of_kind(kind))[:3]:
        with tracing() as reads:
            edition.render(addresses.record(kind, ident))
        assert not [source for source, key in flat(reads) if key == ALL and source in FORMS]
        assert ("book", "diagnostics") not in flat(reads)


def test_customer_page_names_its_subsidiaries_and_follows_them(edition, sample_book):
    parents = sample_book.customers_of_parent
    for ident in list(parents):
        html = edition.render(addresses.record("customer", ident)).decode()
        for child in parents[ident]:
            assert child.name in html


def test_what_a_contact_promised_stands_on_the_contact_s_page(edition, sample_book):
    promisers = sorted(set(sample_book.visits_of_promiser) & set(sample_book.contacts))
    assert promisers
    for ident in promisers:
        html = edition.render(addresses.record("contact", ident)).decode()
        for visit in sample_book.visits_of_promiser[ident]:
            for item in visit.follow_ups:
                if item.who == ident and not item.done and visit.date <= sample_book.as_of:
                    assert item.what in html
