"""How quick can a Flask page be on this server at all? A bare page, and a page with three indexed queries and forty rows.

`python -m bench.floor` serves both through the product's own `tracker.serving`, so with the same server and the same options, and
with the product's settings of the database.
"""

from __future__ import annotations

import os
from typing import Any
from unittest.mock import patch

from flask import Flask, render_template
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tracker import serving
from tracker.config import Settings
from tracker.extensions import engine_options, own_sqlite_transactions

ROWS = 40
PAGE = """<!doctype html><html lang="th"><head><title>{{ resolution.title }}</title></head><body>
<h1>{{ resolution.title }}</h1><p>{{ agency.name }}</p>
<table><thead><tr><th>Task</th><th>Title</th><th>Percent</th><th>State</th></tr></thead><tbody>
{% for task in tasks %}<tr><td><a href="/task/{{ task.id }}">T-{{ task.id }}</a></td><td>{{ task.title }}</td>
<td>{{ task.percent }}</td><td>{% if task.percent > 50 %}<b>{{ task.state }}</b>{% else %}{{ task.state }}{% endif %}</td></tr>
{% endfor %}</tbody></table></body></html>"""


class Base(DeclarativeBase):
    """Base of the floor's own tables."""


floor_db = SQLAlchemy(model_class=Base)


class FloorResolution(floor_db.Model):  # type: ignore[name-defined]
    """What the first query finds."""

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))


class FloorAgency(floor_db.Model):  # type: ignore[name-defined]
    """What the second query finds."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class FloorTask(floor_db.Model):  # type: ignore[name-defined]
    """What the third query finds forty of."""

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey(FloorResolution.id), index=True)
    title: Mapped[str] = mapped_column(String(200))
    percent: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))


def floor_app(settings: Settings) -> Flask:
    """The two pages on this database, its tables made and filled."""
    app = Flask("floor", static_folder=None, template_folder=None)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.database_url, SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url)
    )  # fmt: skip
    floor_db.init_app(app)
    with app.app_context():
        own_sqlite_transactions(floor_db.engine)
        _fill()
        floor_db.engine.dispose()
    template = app.jinja_env.from_string(PAGE)

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.get("/table")
    def table() -> str:
        resolution = floor_db.session.get(FloorResolution, 1)
        agency = floor_db.session.get(FloorAgency, 1)
        query = select(FloorTask).where(FloorTask.resolution_id == 1).order_by(FloorTask.id).limit(ROWS)
        return render_template(
            template, resolution=resolution, agency=agency, tasks=floor_db.session.scalars(query).all()
        )

    return app


def _fill() -> None:
    floor_db.create_all()
    if floor_db.session.get(FloorResolution, 1) is None:
        floor_db.session.add_all([FloorResolution(id=1, title="มติคณะรัฐมนตรี"), FloorAgency(id=1, name="กระทรวงการคลัง")])
        floor_db.session.flush()
        floor_db.session.add_all(
            FloorTask(resolution_id=1, title=f"ภารกิจตามมติคณะรัฐมนตรี ลำดับที่ {number}", percent=number, state="in_progress")
            for number in range(ROWS)
        )  # fmt: skip
        floor_db.session.commit()
    floor_db.session.remove()


def main() -> None:
    """Serve the floor on PORT with as many processes as BENCH_WORKERS says."""
    nothing: dict[str, Any] = {"_check": lambda *_: None, "_print_accounts": lambda *_: None}
    with patch.multiple(serving, create_app=floor_app, **nothing):
        serving.serve("127.0.0.1", int(os.environ["PORT"]), int(os.environ["BENCH_WORKERS"]), scheduled=False)


if __name__ == "__main__":
    main()
