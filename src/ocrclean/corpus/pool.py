"""Worker processes that give results in order, in bounded memory, and outlive the loss of one of them.

The executors of the standard library stop altogether when one worker is killed (by the system, short of memory,
say); a run over night must not. A worker ends by itself when the process that it works for is gone, since its
connection closes.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import connection, get_context
from typing import Any, Generic, TypeVar

from ocrclean.files import remove_unfinished

__all__ = ["Pool"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_WINDOW = 64  # results that wait, at most, for one that comes first


def _serve(link: "connection.Connection[Any, Any]") -> None:
    """A worker's life: tasks in, results out, until the other side closes."""
    # Ctrl-C reaches the whole group of processes; the first one decides what it means. SIGTERM ends this one by
    # an exception, so that its temporary file goes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    try:
        with suppress(EOFError, OSError):
            while True:
                function, item = link.recv()
                link.send(function(item))
    finally:
        remove_unfinished()


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(143)


class _Worker:
    def __init__(self) -> None:
        # "spawn" on all systems: a fork would carry locks and open files along.
        context = get_context("spawn")
        self.link, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # inherited, so Ctrl-C cannot disturb its start
        try:
            self.process.start()
        finally:
            signal.signal(signal.SIGINT, before)
        theirs.close()
        self.tasks: deque[tuple[int, Any]] = deque()


class _Tasks(Generic[Item]):
    """Numbered items; those that a lost worker had not begun come first."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._fresh = enumerate(items)
        self._returned: deque[tuple[int, Item]] = deque()
        self._next = 0

    def take(self, *, before: int) -> tuple[int, Item] | None:
        """The next item with its number; None where there is none, or none with a number under `before`."""
        if self._returned:
            return self._returned.popleft()
        if self._next >= before or (task := next(self._fresh, None)) is None:
            return None
        self._next = task[0] + 1
        return task

    def give_back(self, tasks: Iterable[tuple[int, Item]]) -> None:
        self._returned.extend(tasks)


class Pool:
    """`jobs` worker processes, started when first needed; ``jobs=1`` works in this process."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        lost: Callable[[Item], Result],
        ahead: int = 1,
    ) -> Iterator[Result]:
        """`function` of each item, in the order of the items.

        `lost` gives the result for an item whose worker died on it. Each worker has up to `ahead` items waiting;
        more than 1 only where an item is small: a large one could fill the connection while the worker fills it
        from the other end.
        """
        if self._jobs == 1:
            yield from map(function, items)
            return
        tasks = _Tasks(items)
        results: dict[int, Result] = {}
        given = 0  # results yielded
        while True:
            while given in results:
                yield results.pop(given)
                given += 1
            while self._has_room(ahead) and (task := tasks.take(before=given + _WINDOW)):
                worker = self._least_busy()
                worker.tasks.append(task)
                self._send(worker, function, task[1])
            busy = [worker for worker in self._workers if worker.tasks]
            if not busy:
                return
            for worker in self._ready(busy):
                self._receive(worker, results, tasks, lost)

    def _has_room(self, ahead: int) -> bool:
        return len(self._workers) < self._jobs or any(len(worker.tasks) < ahead for worker in self._workers)

    def _least_busy(self) -> _Worker:
        idle = next((worker for worker in self._workers if not worker.tasks), None)
        if idle is None and len(self._workers) < self._jobs:
            idle = _Worker()
            self._workers.append(idle)
        return idle or min(self._workers, key=lambda worker: len(worker.tasks))

    @staticmethod
    def _ready(busy: list[_Worker]) -> list[_Worker]:
        ready = set(map(id, connection.wait([worker.link for worker in busy])))
        return [worker for worker in busy if id(worker.link) in ready]

    @staticmethod
    def _send(worker: _Worker, function: Callable[[Item], Result], item: Item) -> None:
        with suppress(OSError):  # it has died; that shows when its result is read
            worker.link.send((function, item))

    def _receive(
        self, worker: _Worker, results: dict[int, Any], tasks: "_Tasks[Item]", lost: Callable[[Item], Any]
    ) -> None:
        try:
            results[worker.tasks[0][0]] = worker.link.recv()
            worker.tasks.popleft()
        except (EOFError, OSError):
            number, item = worker.tasks.popleft()
            results[number] = lost(item)
            tasks.give_back(worker.tasks)
            self._workers.remove(worker)
            worker.link.close()

    def close(self) -> None:
        """Let the workers finish what they are at, and go."""
        for worker in self._workers:
            worker.link.close()
        for worker in self._workers:
            worker.process.join(timeout=30)
            if worker.process.is_alive():
                worker.process.terminate()
        self._workers.clear()
