"""What files were made from is numbered alike, whichever process made them."""

from __future__ import annotations

from site_gen.book.trace import ALL, Step, flat
from site_gen.publish.ledger import Accounts, Ledger, is_read, words


def _meaning(entries, numbers):
    """Return all reads that some numbers of a ledger or of accounts stand for."""
    found = set()
    for number in numbers:
        entry = entries[number]
        found |= {entry} if is_read(entry) else _meaning(entries, words(entry))
    return found


def test_numbers_stand_for_all_that_was_read():
    inner = Step({("visit", "a"), ("visit", "b")})
    outer = Step({inner, ("project", "p")})
    ledger = Ledger()
    numbers = ledger.numbers({outer, ("person", "x")})
    assert _meaning(ledger.entries, numbers) == flat({outer}) | {("person", "x")}
    assert all(
        max(words(entry), default=-1) < at for at, entry in enumerate(ledger.entries) if not is_read(entry)
    )
    assert len(ledger.take()) == len(ledger.entries) == 6
    assert len(ledger.numbers({inner})) == 1
    assert ledger.take() == []


def test_of_what_was_read_as_a_whole_no_single_keys_are_kept():
    ledger = Ledger()
    ledger.numbers({("visit", "a"), ("visit", ALL), ("project", "p")})
    assert set(ledger.entries) == {("visit", ALL), ("project", "p")}
    assert set(Step({("visit", "a"), ("visit", ALL)}).reads) == {("visit", ALL)}


def test_equal_entries_of_two_processes_are_one():
    accounts = Accounts()
    here = []
    for extra in ("x", "y"):
        ledger = Ledger()
        step = Step({("person", extra), Step({("visit", "a"), ("visit", "b")})})
        own = ledger.numbers({step, ("visit", "a")})
        numbers = accounts.add(ledger.name, ledger.take())
        here.append([numbers[number] for number in own])
        assert _meaning(accounts.entries, here[-1]) == {
            ("person", extra),
            ("visit", "a"),
            ("visit", "b"),
        }
    # Two reads, their step, and of each process one read and one step.
    assert len(accounts.entries) == 7


def test_numbers_go_on_from_what_was_kept():
    accounts = Accounts(100)
    ledger = Ledger()
    own = ledger.numbers({Step({("visit", "a")}), ("visit", "b")})
    numbers = accounts.add(ledger.name, ledger.take())
    assert {*numbers} == {100, 101, 102}
    found = [accounts.entries[numbers[number] - 100] for number in own]
    assert ("visit", "b") in found
    (step,) = (entry for entry in found if entry != ("visit", "b"))
    assert [accounts.entries[number - 100] for number in words(step)] == [("visit", "a")]
