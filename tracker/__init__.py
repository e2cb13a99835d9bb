"""The tracker of Cabinet resolutions: who promised what by when, how far it is, and the proof."""

from __future__ import annotations

import os
from importlib import import_module

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker import clock
from tracker.config import Settings, prepare_instance, resource_root
from tracker.extensions import csrf, db, engine_options, login_manager, own_sqlite_transactions

SLICES = (
    "people",
    "drafts",
    "calendar",
    "tasks",
    "worksheets",
    "budget",
    "reminders",
    "quality",
    "reports",
    "companions",
    "letters",
    "search",
    "watching",
    "cadence",
    "feeds",
    "dashboard",
    "authenticity",
    "jobs",
)
"""Slices with pages, each with a blueprint `pages` in its views."""


def create_app(settings: Settings | None = None) -> Flask:
    """The web application for these settings (default: from the environment); ConfigurationError when they are not sound."""
    settings = settings or Settings.from_environment(os.environ)
    prepare_instance(settings.instance)
    clock.freeze(settings.today)
    root = resource_root()
    app = Flask(
        "tracker", instance_path=str(settings.instance), template_folder=str(root / "templates"), static_folder=str(root / "static")
    )  # fmt: skip
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.checked_secret(),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        SESSION_COOKIE_NAME="__Host-tracker" if settings.production else "tracker",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_PROTECTION=None,
        TRUSTED_HOSTS=settings.trusted_hosts,
        TEMPLATES_AUTO_RELOAD=False,
    )
    if settings.production:  # behind one reverse proxy: only its words about the visitor count, the last in each header
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _bind(app)
    return app


def _bind(app: Flask) -> None:
    from tracker.web import frame, health, safety

    db.init_app(app)
    with app.app_context():
        own_sqlite_transactions(db.engine)
    login_manager.session_protection = None  # type: ignore[assignment]  # our session rows decide, not its guess
    login_manager.init_app(app)
    csrf.init_app(app)
    safety.init_app(app)
    frame.init_app(app)
    app.register_blueprint(health.pages)
    for name in SLICES:
        app.register_blueprint(import_module(f"tracker.{name}.views").pages)
