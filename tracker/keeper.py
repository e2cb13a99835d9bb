"""How does a server have a scheduler beside it that ends with it, and is started again when it dies alone?

By a process in between, the keeper: forked from the server while that has no thread and no connection yet, it does nothing but fork
schedulers from itself and wait for them. So the modules that the server has loaded are shared by all, and nothing else is: what the
server does later (threads of requests, connections) cannot be in the middle of anything when a scheduler is forked again.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socket import socket

from flask import Flask

from tracker import scheduler
from tracker.extensions import db

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds that a scheduler has to finish the job in hand when the server stops."""
SHORT, LONG, STEADY = 1.0, 60.0, 60.0
"""Seconds before a scheduler that died is started again: SHORT, twice as many each time up to LONG; one that lived STEADY was sound."""
STEP = 0.2
ENDING = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def beside(app: Flask, listener: socket) -> Iterator[None]:
    """A scheduler beside this process for as long as it lives. Call it before there are threads and connections.

    The listener is the server's alone: a scheduler that held it as well would keep the port when the server is gone.
    """
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    owner = os.getpid()

    def keep() -> None:
        listener.close()
        Keeper(app, owner).go()

    keeper = forked(keep)
    try:
        yield
    finally:
        if os.getpid() == owner:  # a worker that was forked in between leaves by the same way
            end(keeper, GRACE + 2)


def forked(work: Callable[[], None]) -> int:
    """Do it in a process forked from this one, which must have a single thread; its pid."""
    if threading.active_count() != 1:
        raise RuntimeError("a process with threads cannot be forked soundly")
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # one that comes now must not be taken for the parent's
    pid = os.fork()
    if pid:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        return pid
    code = 1
    try:
        for sign in ENDING:
            signal.signal(sign, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a terminal that closes: the server goes on, so we do
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        work()
        code = 0
    except BaseException:
        log.exception("the process %s ended", os.getpid())
    finally:
        with suppress(Exception):
            logging.shutdown()
        os._exit(code)  # nothing that the parent meant to do at its own end


def ended(pid: int) -> int | None:
    """How a child ended (as os.waitpid says it; -1 when somebody else was told), or None while it runs."""
    try:
        found, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return -1
    return status if found else None


def end(pid: int, grace: float) -> None:
    """Ask a child to end, and end it when it does not within `grace` seconds."""
    until = time.monotonic() + grace
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if ended(pid) is not None:
            return
        os.kill(pid, sign)
        while ended(pid) is None:
            if sign == signal.SIGTERM and time.monotonic() > until:
                break
            time.sleep(STEP / 4)
        else:
            return


class Keeper:
    """The process in between. `parent` is the server."""

    def __init__(self, app: Flask, parent: int) -> None:
        self.app, self.parent, self.stopping = app, parent, False

    def go(self) -> None:
        """Keep a scheduler running until the server is gone or says so."""
        for sign in ENDING:
            signal.signal(sign, self._stop)
        pause, own = SHORT, os.getpid()
        while self._wanted():
            began = time.monotonic()
            child = forked(lambda: scheduler.run(self.app, parent=own))
            while self._wanted() and (status := ended(child)) is None:
                time.sleep(STEP)
            if not self._wanted():
                end(child, GRACE)
                return
            if time.monotonic() - began >= STEADY:
                pause = SHORT
            log.error("the scheduler ended by itself (%s); it is started again in %.0f s", told(status), pause)
            self._rest(pause)
            pause = min(2 * pause, LONG)

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _wanted(self) -> bool:
        return not self.stopping and os.getppid() == self.parent

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._wanted() and time.monotonic() < until:
            time.sleep(STEP)


def told(status: int | None) -> str:
    """How a process ended, in words."""
    if status is None or status == -1:
        return "nobody knows how"
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit code {code}"
