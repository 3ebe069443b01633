"""Running one function over many items: here and now, or in other processes. One port, two engines.

    with engine.start("auto") as running:
        for outcome in running.map(function, items): ...

Outcomes come in the order of the items. An item that raises, that takes too long or that takes its whole process down
becomes a `Lost` in its place, and all others are done: one bad item never stops a run. Items are taken from the
iterable as there is room, so a stream of any length fits.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any, Literal, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
EngineName = Literal["auto", "serial", "processes"]

CHUNK = 4  # items a task: a report takes about 0.1 s to read, so the cost of a task (1 ms) is lost in it
AHEAD = 4  # tasks a process that wait in line, so that no process is idle while results are written
PATIENCE = 300.0  # seconds for one item; the longest report of a 20,000-word limit takes under ten
FEW = 24  # items up to which starting processes (2 s each to load the model) costs more than it saves


@dataclass(frozen=True)
class Lost:
    """An item that could not be worked on: `why` in a few words."""

    why: str


class Engine(Protocol):
    name: str

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]: ...
    def close(self) -> None: ...
    def __enter__(self) -> Engine: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


class Serial:
    """In this process, one after the other."""

    name = "serial"

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        for item in items:
            yield item, _attempt(function, item)

    def close(self) -> None:
        pass

    def __enter__(self) -> Serial:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Processes:
    """In fresh processes of the standard library. Functions and items must be picklable, functions by their name.

    When a process dies, everything that was in flight is tried again one by one in a process apart, so exactly the
    item that kills is lost.
    """

    name = "processes"

    def __init__(self, workers: int | None = None, *, patience: float = PATIENCE) -> None:
        self.workers = workers or max(1, min(os.cpu_count() or 1, 16))
        self._patience = patience
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        source = iter(items)
        waiting: deque[tuple[list[T], Future[list[Any]], ProcessPoolExecutor]] = deque()
        more = True
        while more or waiting:
            while more and len(waiting) < self.workers * AHEAD:
                chunk = list(islice(source, CHUNK))
                more = bool(chunk)
                if chunk:
                    pool = self._running()
                    try:
                        waiting.append((chunk, pool.submit(_attempt_all, function, chunk), pool))
                    except BrokenProcessPool:
                        self._forget(pool)
                        yield from self._one_by_one(function, chunk)
            if waiting:
                chunk, future, pool = waiting.popleft()
                try:
                    results = future.result(timeout=self._patience * len(chunk))
                except (BrokenProcessPool, TimeoutError):
                    self._forget(pool)
                    yield from self._one_by_one(function, chunk)
                except ImportError:
                    raise
                except Exception as error:  # what came back could not be pickled
                    yield from ((item, Lost(_words(error))) for item in chunk)
                else:
                    yield from zip(chunk, results, strict=True)

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self.workers)
        return self._pool

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        """A pool that broke or hangs is of no more use; what else was in flight in it breaks with it."""
        if self._pool is pool:
            self._pool = None
            _end(pool)

    def _one_by_one(self, function: Callable[[T], R], chunk: list[T]) -> Iterator[tuple[T, R | Lost]]:
        pool: ProcessPoolExecutor | None = None
        for item in chunk:
            pool = pool or _pool(1)
            try:
                (result,) = pool.submit(_attempt_all, function, [item]).result(timeout=self._patience)
            except (BrokenProcessPool, TimeoutError) as error:
                late = isinstance(error, TimeoutError)
                result = Lost(f"took longer than {self._patience:.0f} seconds" if late else "its process died")
                _end(pool)
                pool = None
            except ImportError:
                raise
            except Exception as error:
                result = Lost(_words(error))
            yield item, result
        if pool is not None:
            pool.shutdown()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None and self._pool is not None:
            _end(self._pool)  # an interrupted run does not wait for what is in flight
            self._pool = None
        self.close()


def start(name: EngineName = "auto", *, workers: int | None = None, items: int | None = None) -> Engine:
    """The engine of that name. "auto": processes where there is more than one core and more than a few items."""
    if name == "auto":
        alone = (workers or os.cpu_count() or 1) == 1 or (items is not None and items <= FEW)
        name = "serial" if alone else "processes"
    return Serial() if name == "serial" else Processes(workers)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_leave_to_parent)


def _leave_to_parent() -> None:
    """Ctrl-C reaches every process of a terminal; what it means is for the one that writes to decide."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(pool: ProcessPoolExecutor) -> None:
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)


def _attempt(function: Callable[[T], R], item: T) -> R | Lost:
    try:
        return function(item)
    except ImportError:  # a broken installation is not the item's fault
        raise
    except Exception as error:
        return Lost(_words(error))


def _attempt_all(function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    return [_attempt(function, item) for item in items]


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip(": ")[:300]
