"""How is the product served? gunicorn with threads; one process on SQLite (its writers stand in one line anyway), two on PostgreSQL."""

from __future__ import annotations

import ctypes
import gc
import os
import socket
import sys
from contextlib import nullcontext, suppress
from typing import Any

from tracker import create_app
from tracker.config import ConfigurationError, Settings
from tracker.keeper import beside

THREADS = 8
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""Names of glibc's mallopt(3)."""


class CannotServe(Exception):
    """The product cannot start serving. Its text is one line for the operator."""


def serve(host: str, port: int, workers: int | None, scheduled: bool = True) -> None:
    """Serve until stopped, with a scheduler beside it where `scheduled`.

    Raises CannotServe when the port is taken, the database is not ready or a production start is unsafe.
    """
    # Links in messages lead where people find the product: without a name of its own, to this machine and port.
    here = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"
    settings = Settings.from_environment({"TRACKER_BASE_URL": here, **os.environ})
    app = create_app(settings)
    _check(app, settings)
    listener = _listen(host, port)
    sqlite = settings.database_url.startswith("sqlite")
    address = f"http://{host}:{port}"
    print(f"Cabinet Resolution Tracker: {address}", flush=True)
    _print_accounts(app, settings)
    _settle()
    server = _server(app, {
        "bind": f"fd://{listener.fileno()}", "workers": workers or (1 if sqlite else 2), "threads": THREADS, "worker_class": "gthread",
        "timeout": 60, "graceful_timeout": 10, "keepalive": 15, "accesslog": None, "errorlog": "-", "loglevel": "warning",
        "preload_app": False, "forwarded_allow_ips": "127.0.0.1",
    })  # fmt: skip
    with beside(app, listener) if scheduled else nullcontext():
        server.run()


def _settle() -> None:
    """Make before the fork what every worker needs, so that they share it, and let freed memory go back to the system.

    glibc raises its limit for memory of its own after the first large block is freed – a password check takes 19 MiB – and then keeps
    such blocks, once for each thread; with a fixed limit and two pools they go back. Elsewhere than on glibc nothing is set.
    """
    from tracker.workdays import thai_government_calendar

    thai_government_calendar()
    with suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_THRESHOLD, 1 << 20)
        libc.mallopt(M_ARENA_MAX, 2)
    gc.collect()
    gc.freeze()


def _check(app: Any, settings: Settings) -> None:
    if settings.production and settings.today:
        raise ConfigurationError(
            "TRACKER_TODAY freezes the calendar of a demonstration; a production start (TRACKER_BASE_URL is https) refuses it."
        )
    from sqlalchemy.exc import DatabaseError

    from tracker.migrations import WrongSchema, check
    from tracker.people.store import demonstration_accounts
    from tracker.writing_day import settle_day

    with app.app_context():
        try:
            check()
            accounts = demonstration_accounts(closed_too=True)
            if not (settings.production and accounts):
                settle_day()
        except WrongSchema as error:
            raise CannotServe(str(error)) from error
        except DatabaseError as error:
            raise CannotServe(f"The database does not answer: {error.orig}") from error
        finally:
            from tracker.extensions import db

            db.session.remove()
            db.engine.dispose()
    if settings.production and accounts:
        raise ConfigurationError(
            f"{accounts} demonstration accounts are in this database; a production start refuses it, even when they are disabled. "
            "Use a fresh one (TRACKER_DATABASE_URL or TRACKER_INSTANCE)."
        )  # fmt: skip


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotServe(
            f"Port {port} on {host} cannot be used: {error.strerror}. Choose another with PORT=…"
        ) from error
    listener.listen(512)
    listener.set_inheritable(True)
    return listener


def _print_accounts(app: Any, settings: Settings) -> None:
    from tracker.extensions import db
    from tracker.people.store import users

    with app.app_context():
        found = [user for _id, user in users() if user.demonstration and user.enabled]
        db.session.remove()
        db.engine.dispose()
    if not found:
        return
    print(f"Demonstration accounts (password: {settings.demo_password}):")
    for user in found:
        print(f"  {user.email:34} {user.role.title.en}")
    sys.stdout.flush()


def _server(app: Any, options: dict[str, Any]) -> Any:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        """gunicorn with our settings instead of its command line."""

        def load_config(self) -> None:
            """Take the options given."""
            for key, value in options.items():
                self.cfg.set(key, value)  # type: ignore[union-attr]

        def load(self) -> Any:
            """The application, made before the fork; its connections are opened after it."""
            return app

    return Server()
