"""Processes that share work: everything is made once, whoever leaves is replaced, nothing is lost in silence."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from site_gen.publish.crew import Crew
from site_gen.publish.lost import LostProcessError

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="processes are copies only where a system can fork"
)


def crew(make: Callable[[int], tuple[object, bool]], count: int = 2, shares: int = 20) -> Crew[int, object]:
    return Crew(count, range(shares), make, lambda: None)


def test_every_share_is_made_once_by_as_many_processes_as_asked_for():
    def make(share: int) -> tuple[object, bool]:
        time.sleep(0.02)
        return os.getpid(), False

    with crew(make) as made:
        found = sorted(made)
    assert [share for share, _ in found] == list(range(20))
    assert len({process for _, process in found} - {os.getpid()}) == 2


def test_who_is_tired_is_replaced():
    with crew(lambda share: (os.getpid(), share % 3 == 2), count=1) as made:
        found = dict(made)
    assert list(found) == list(range(20))
    assert len(set(found.values())) == 7


def test_one_process_begins_at_the_beginning_the_others_at_the_end():
    def make(share: int) -> tuple[object, bool]:
        time.sleep(0.02)
        # Whoever takes the place of the first one goes on from the same side.
        return os.getpid(), share == 2

    with crew(make, count=3, shares=30) as made:
        of_process: dict[object, list[int]] = {}
        for share, process in made:
            of_process.setdefault(process, []).append(share)
    up = [shares for shares in of_process.values() if shares[0] < 5]
    down = [shares for shares in of_process.values() if shares[0] >= 5]
    assert min(up) == [0, 1, 2]
    assert sorted(up)[1][0] == 3
    assert all(shares == sorted(shares) for shares in up)
    assert len(up) == len(down) == 2
    assert all(shares == sorted(shares, reverse=True) for shares in down)
    assert sorted(share for shares in of_process.values() for share in shares) == list(range(30))


def test_a_later_process_knows_what_was_found_out_meanwhile():
    known = ["at first"]
    with crew(lambda _: (known[0], True), count=1, shares=500) as made:
        known[0] = "later"
        for _ in range(20):
            time.sleep(0.02)
            made.tend()
        rest = made.stop()
        assert {found for _, found in made} == {"at first", "later"}
    assert 0 < len(rest) < 500


def test_what_nobody_has_taken_is_left_when_the_work_is_stopped():
    def make(share: int) -> tuple[object, bool]:
        time.sleep(0.05)
        return share, False

    with crew(make, shares=1000) as made:
        time.sleep(0.2)
        rest = made.stop()
        found = [share for share, _ in made]
    assert sorted([*found, *rest]) == list(range(1000))
    assert found


def test_nothing_to_make_is_no_process():
    with crew(lambda share: (share, False), shares=0) as made:
        assert list(made) == []


def test_what_goes_wrong_is_raised_where_it_is_waited_for():
    def make(share: int) -> tuple[object, bool]:
        if share == 3:
            raise OSError(28, "No space left on device", f"page-{share}.html")
        return share, False

    with pytest.raises(OSError, match="No space left on device") as raised, crew(make) as made:
        list(made)
    assert raised.value.filename == "page-3.html"
    assert "in make" in raised.value.__notes__[0]


class _UnsendableError(Exception):
    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one}{other}")


def test_an_error_that_cannot_be_sent_is_told_in_words():
    def make(share: int) -> tuple[object, bool]:
        raise _UnsendableError(share, 7)

    with pytest.raises(RuntimeError, match="_UnsendableError: 07"), crew(make, count=1) as made:
        list(made)


def test_a_process_that_is_killed_is_told():
    def make(share: int) -> tuple[object, bool]:
        if share == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return share, False

    with pytest.raises(LostProcessError), crew(make) as made:
        list(made)


def test_no_process_is_left_behind():
    def make(_: int) -> tuple[object, bool]:
        time.sleep(60)
        return None, False

    began = time.monotonic()
    with crew(make) as made:
        processes = [process for process, _ in made._members.values()]
        assert all(process.is_alive() for process in processes)
    assert not any(process.is_alive() for process in processes)
    assert time.monotonic() - began < 30
