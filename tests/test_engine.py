"""The engine's port: outcomes in order, one bad item lost alone, streams of any length."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.engine import Engine, Lost, Processes, Serial, start

KILL = "__import__('os')._exit(3)"  # items are expressions for `eval`, which every process can import


@pytest.fixture(scope="module", params=["serial", "processes"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with Serial() if request.param == "serial" else Processes(2) as running:
        yield running


def test_outcomes_come_in_the_order_of_the_items(engine: Engine) -> None:
    items = [f"{n}*2" for n in range(50)]
    assert list(engine.map(eval, items)) == [(item, n * 2) for n, item in enumerate(items)]


def test_an_item_that_raises_is_lost_alone_and_says_why(engine: Engine) -> None:
    found = dict(engine.map(eval, ["1", "1/0", "3"]))
    assert found["1"] == 1 and found["3"] == 3
    assert found["1/0"] == Lost("ZeroDivisionError: division by zero")


def test_items_are_taken_as_there_is_room(engine: Engine) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "1"

    results = engine.map(eval, endless())
    assert [next(results)[1] for _ in range(3)] == [1, 1, 1]
    assert taken < 200


def test_one_map_may_feed_another(engine: Engine) -> None:
    """Cleaning feeds reading in the same pool."""
    first = engine.map(eval, (f"{n}" for n in range(60)))
    assert [r for _, r in engine.map(eval, (f"{result}+1" for _, result in first))] == list(range(1, 61))


def test_an_item_that_kills_its_process_is_lost_alone() -> None:
    items = [*(str(n) for n in range(9)), KILL, *(str(n) for n in range(9, 20))]
    with Processes(2) as engine:
        found = list(engine.map(eval, items))
        assert [r for _, r in found if not isinstance(r, Lost)] == list(range(20))
        assert [(i, r) for i, r in found if isinstance(r, Lost)] == [(KILL, Lost("its process died"))]
        assert list(engine.map(eval, ["7"])) == [("7", 7)], "the engine works on after that"


def test_an_item_that_takes_too_long_is_lost_alone() -> None:
    slow = "__import__('time').sleep(60)"
    with Processes(1, patience=2.0) as engine:
        found = dict(engine.map(eval, ["1", slow, "2"]))
    assert found["1"] == 1 and found["2"] == 2
    assert found[slow] == Lost("took longer than 2 seconds")


def test_a_few_items_are_not_worth_a_process() -> None:
    assert start("auto", items=3, workers=8).name == "serial"
    assert start("auto", items=3000, workers=8).name == "processes"
    assert start("auto", items=3000, workers=1).name == "serial"
