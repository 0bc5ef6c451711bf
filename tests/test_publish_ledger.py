"""What files were made from is numbered alike, whichever process made them."""

from __future__ import annotations

from site_gen.book.trace import ALL, Step, flat
from site_gen.publish.accounts import Accounts
from site_gen.publish.ledger import STEP, Ledger
from site_gen.publish.ways import words


def _meaning(accounts, numbers, *, reads=0, steps=0):
    """Return all reads that some numbers of accounts stand for, which were counted on from others."""
    by_number = {number: read for read, number in accounts.reads.items()}
    assert sorted(by_number) == [*range(reads, reads + len(by_number))]
    found, rest = set(), [*numbers]
    for number in rest:
        if number < STEP:
            found.add(by_number[number])
        else:
            rest += accounts.steps[number - STEP - steps]
    return found


def _added(accounts, ledger, *readings):
    """Return the numbers in accounts of what a ledger is told was read, one after the other."""
    own = [ledger.numbers(reads) for reads in readings]
    return [list(words(some)) for some in accounts.add(ledger.name, ledger.take(), own)]


def test_numbers_stand_for_all_that_was_read():
    inner = Step({("visit", "a"), ("visit", "b")})
    outer = Step({inner, ("project", "p")})
    accounts, ledger = Accounts(), Ledger()
    some, more = _added(accounts, ledger, {outer, ("person", "x")}, {inner})
    assert _meaning(accounts, some) == flat({outer}) | {("person", "x")}
    assert _meaning(accounts, more) == {("visit", "a"), ("visit", "b")}
    assert len(more) == 1
    assert len(accounts) == 6
    # What was told once is not told again.
    (again,) = _added(accounts, ledger, {outer, ("person", "x"), ("person", "y")})
    assert set(again) > set(some)
    assert len(accounts) == 7


def test_what_a_step_is_made_of_comes_before_it():
    steps = [Step({("visit", "a"), ("visit", "b")})]
    for number in range(5):
        steps.append(Step({*steps, ("visit", str(number))}))
    accounts, ledger = Accounts(), Ledger()
    _added(accounts, ledger, {steps[-1]})
    ways = accounts.steps
    assert len(ways) == 6
    for number in range(len(ways)):
        assert all(below < STEP + number for below in ways[number])


def test_of_what_was_read_as_a_whole_no_single_keys_are_kept():
    accounts = Accounts()
    _added(accounts, Ledger(), {("visit", "a"), ("visit", ALL), ("project", "p")})
    assert set(accounts.reads) == {("visit", ALL), ("project", "p")}
    assert set(Step({("visit", "a"), ("visit", ALL)}).reads) == {("visit", ALL)}


def test_equal_reads_of_two_processes_are_one():
    accounts = Accounts()
    found, expected = [], []
    for extra in ("x", "y"):
        step = Step({("person", extra), Step({("visit", "a"), ("visit", "b")})})
        found += _added(accounts, Ledger(), {step, ("visit", "a")})
        expected.append({("person", extra), ("visit", "a"), ("visit", "b")})
    assert [_meaning(accounts, numbers) for numbers in found] == expected
    # Four reads, and of each process two steps.
    assert len(accounts) == 8


def test_ledgers_may_take_turns():
    accounts, one, other = Accounts(), Ledger(), Ledger()
    shared = Step({("visit", "a")})
    (first,) = _added(accounts, one, {shared, ("visit", "b")})
    (second,) = _added(accounts, other, {("visit", "c"), Step({("visit", "b"), ("visit", "c")})})
    (third,) = _added(accounts, one, {Step({shared, ("visit", "c")})})
    assert _meaning(accounts, first) == {("visit", "a"), ("visit", "b")}
    assert _meaning(accounts, second) == {("visit", "b"), ("visit", "c")}
    assert _meaning(accounts, third) == {("visit", "a"), ("visit", "c")}


def test_numbers_go_on_from_what_was_kept():
    accounts = Accounts(100, 7)
    (own,) = _added(accounts, Ledger(), {Step({("visit", "a")}), ("visit", "b")})
    assert {*own, *accounts.steps[0]} == {100, 101, STEP + 7}
    assert _meaning(accounts, own, reads=100, steps=7) == {("visit", "a"), ("visit", "b")}


def test_the_own_ledger_of_accounts_has_their_numbers():
    step = Step({("visit", "a"), Step({("visit", "b")})})
    found = []
    for is_own in (True, False):
        accounts = Accounts(100, 7)
        ledger = accounts.own if is_own else Ledger()
        some = [*_added(accounts, ledger, {step, ("visit", "b")}), *_added(accounts, ledger, {step})]
        assert _meaning(accounts, some[0], reads=100, steps=7) == {("visit", "a"), ("visit", "b")}
        found.append((some, accounts.reads, accounts.steps))
    assert found[0] == found[1]
    assert len(accounts) == 4
