"""Threads in lock-step: one runs at a time, and where they touch what they share a scheduler says who goes on.

Everything is decided by `choose`, so an order is a list of numbers: the same list gives the same run. A thread that
waits is woken only by what would wake it, so a wake-up that is forgotten is found as a deadlock.
"""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any
from unittest import mock

Choose = Callable[[int], int]
_MOST_POINTS = 20_000


class Deadlock(Exception):
    """Nobody can go on."""


class Ended(BaseException):
    """The order is over, and with it this thread."""


class Every:
    """All orders, one after the other, in depth."""

    def __init__(self) -> None:
        self._path: list[list[int]] = []
        self._at = 0

    def __call__(self, count: int) -> int:
        if self._at == len(self._path):
            self._path.append([0, count])
        chosen = self._path[self._at][0]
        self._at += 1
        return chosen

    def turn(self) -> bool:
        """Go to the next order; False after the last."""
        self._at = 0
        while self._path and self._path[-1][0] + 1 >= self._path[-1][1]:
            self._path.pop()
        if self._path:
            self._path[-1][0] += 1
        return bool(self._path)


def at_random(seed: int) -> Choose:
    return random.Random(seed).randrange


class _Actor:
    def __init__(self, name: str) -> None:
        self.name = name
        self.baton = threading.Semaphore(0)
        self.ready: Callable[[], bool] | None = None
        self.ended = False


class Lockstep:
    """Whoever makes it is the first actor, the GUI thread; `Thread`, `Condition` and `Lock` take the places of those
    of :mod:`threading` in the modules given to `driving`."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        self.main = _Actor("main")
        self._actors = [self.main]
        self._now = self.main
        self._over = False
        self._deadlock = ""
        self._points = 0

    def point(self, ready: Callable[[], bool] | None = None) -> None:
        """Let somebody go on, perhaps another; whoever waits for something says with `ready` whether it is there."""
        me = self._now
        if self._over:
            raise Ended
        me.ready = ready
        self._pass_on(me)
        if self._over and me is not self.main:
            raise Ended
        if self._deadlock and me is self.main:
            raise Deadlock(self._deadlock)
        me.ready = None

    def ask(self, count: int) -> int:
        """A choice that is not about threads."""
        return self.choose(count) if count > 1 else 0

    def _pass_on(self, me: _Actor) -> None:
        self._points += 1
        able = [one for one in self._actors if not one.ended and (one.ready is None or one.ready())]
        if not able or self._points > _MOST_POINTS:
            waiting = ", ".join(one.name for one in self._actors if not one.ended)
            self._deadlock = f"nobody goes on of {waiting}" if not able else f"no end with {waiting}"
            target = self.main
        else:
            target = able[self.ask(len(able))]
        if target is not me:
            self._now = target
            target.baton.release()
            if not me.ended:
                me.baton.acquire()

    def _run(self, actor: _Actor, target: Callable[[], Any]) -> None:
        actor.baton.acquire()
        try:
            if not self._over:
                target()
        except Ended:
            pass
        finally:
            actor.ended = True
            if self._over:
                self.main.baton.release()
            else:
                self._pass_on(actor)

    def start(self, name: str, target: Callable[[], Any]) -> _Actor:
        actor = _Actor(name)
        self._actors.append(actor)
        threading.Thread(target=self._run, args=(actor, target), name=f"lockstep {name}").start()
        return actor

    def finish(self) -> None:
        """End what still runs; called by the first actor."""
        self._over = True
        for one in self._actors[1:]:
            if not one.ended:
                one.baton.release()
                self.main.baton.acquire()

    @contextmanager
    def driving(self, *modules: ModuleType) -> Iterator["Lockstep"]:
        """Take the place of `threading` in these modules."""
        with ExitStack() as stack:
            for module in modules:
                stack.enter_context(mock.patch.object(module, "threading", _Shim(self)))
            try:
                yield self
            finally:
                self.finish()


class _Thread:
    def __init__(self, steps: Lockstep, target: Callable[[], Any], name: str) -> None:
        self._steps, self._target, self.name = steps, target, name
        self._actor: _Actor | None = None

    def start(self) -> None:
        self._actor = self._steps.start(self.name, self._target)

    def join(self, timeout: float | None = None) -> None:
        actor = self._actor
        if actor is not None and not self._steps._over:
            self._steps.point(lambda: actor.ended)

    def is_alive(self) -> bool:
        return self._actor is not None and not self._actor.ended


class _Lock:
    def __init__(self, steps: Lockstep) -> None:
        self._steps, self._owner = steps, None

    def __enter__(self) -> "_Lock":
        if not self._steps._over:
            self._steps.point(lambda: self._owner is None)
        self._owner = self._steps._now
        return self

    def __exit__(self, *_: object) -> None:
        self._owner = None


class _Condition(_Lock):
    def __init__(self, steps: Lockstep) -> None:
        super().__init__(steps)
        self._turns = 0

    def notify_all(self) -> None:
        self._turns += 1

    def wait_for(self, wanted: Callable[[], Any], timeout: float | None = None) -> bool:
        assert self._owner is not None, "waits without the lock"
        while not wanted():
            turn = self._turns
            self._owner = None
            self._steps.point(lambda turn=turn: self._turns != turn and self._owner is None)
            self._owner = self._steps._now
        return True


class _Shim:
    """What the modules see as `threading`."""

    def __init__(self, steps: Lockstep) -> None:
        self._steps = steps

    def Thread(self, target: Callable[..., Any], name: str = "", args: tuple[Any, ...] = (),
               daemon: bool = False) -> _Thread:  # fmt: skip
        return _Thread(self._steps, (lambda: target(*args)) if args else target, name)

    def Condition(self) -> _Condition:
        return _Condition(self._steps)

    def Lock(self) -> _Lock:
        return _Lock(self._steps)

    def current_thread(self) -> threading.Thread:
        return threading.current_thread()

    def main_thread(self) -> threading.Thread:
        return threading.main_thread()
