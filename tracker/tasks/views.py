"""Which addresses does the tasks slice answer?"""

from __future__ import annotations

from flask import Blueprint

from tracker.calendar.service import WHEN_CHANGED
from tracker.people.post_pages import WORKLOAD
from tracker.people.store import called
from tracker.tasks import (
    bulk_page,
    draft_pages,
    export_page,
    file_pages,
    listing_page,
    queue_page,
    review_page,
    saved_page,
    step_pages,
    task_page,
    work_page,
)
from tracker.tasks.answering import workload
from tracker.tasks.bulk_rules import BULK
from tracker.tasks.sent import Sent
from tracker.tasks.shown import many, offered
from tracker.tasks.store import reckon_risks
from tracker.tasks.waits import count_of_waiting
from tracker.tasks.workflow import STEPS
from tracker.web.counts import COUNTS

pages = Blueprint("tasks", __name__)

pages.add_app_template_global(offered, "offered")
pages.add_app_template_filter(called, "agency")
WORKLOAD.append(workload)
pages.add_app_template_global(many, "many")
WHEN_CHANGED.append(reckon_risks)
COUNTS["tasks.queue"] = lambda actor: count_of_waiting(Sent(not_of=actor.agency_code))

pages.add_url_rule("/tasks", endpoint="listing", view_func=listing_page.listing)
pages.add_url_rule("/tasks.xlsx", endpoint="xlsx", view_func=export_page.xlsx)
pages.add_url_rule("/tasks.csv", endpoint="csv", view_func=export_page.csv)
pages.add_url_rule("/views", endpoint="views", view_func=saved_page.every)
pages.add_url_rule("/views", endpoint="view_keep", view_func=saved_page.keep, methods=["POST"])
pages.add_url_rule("/views/<id:view_id>", endpoint="view", view_func=saved_page.open_one)
pages.add_url_rule("/views/<id:view_id>/edit", endpoint="view_edit", view_func=saved_page.edit, methods=["GET", "POST"])
pages.add_url_rule("/views/<id:view_id>/filters", endpoint="view_refill", view_func=saved_page.refill, methods=["POST"])
pages.add_url_rule("/views/<id:view_id>/share", endpoint="view_share", view_func=saved_page.share, methods=["POST"])
pages.add_url_rule("/views/<id:view_id>/delete", endpoint="view_delete", view_func=saved_page.delete, methods=["POST"])
pages.add_url_rule("/my-work", endpoint="my_work", view_func=work_page.my_work)
pages.add_url_rule("/verification-queue", endpoint="queue", view_func=queue_page.queue)
pages.add_url_rule("/verification-queue/<id:task_id>", endpoint="review", view_func=review_page.review)
pages.add_url_rule("/verification-queue/next", endpoint="next_review", view_func=review_page.next_review)
pages.add_url_rule("/tasks/<id:task_id>", endpoint="page", view_func=task_page.page)
pages.add_url_rule("/tasks/<id:task_id>/files", endpoint="upload", view_func=file_pages.upload, methods=["POST"])
pages.add_url_rule("/tasks/<id:task_id>/evidence.zip", endpoint="archive", view_func=file_pages.archive)
pages.add_url_rule("/evidence/<file:file_id>", endpoint="file", view_func=file_pages.download)
pages.add_url_rule("/evidence/<file:file_id>/preview", endpoint="preview", view_func=file_pages.preview)
pages.add_url_rule("/evidence/<file:file_id>/<id:page>.webp", endpoint="picture", view_func=file_pages.picture)
for step in BULK:
    pages.add_url_rule(
        f"/tasks/bulk/{step.name}",
        endpoint=f"bulk_{step.name}",
        view_func=bulk_page.bulk_view(step),
        methods=["GET", "POST"],
    )
for step in STEPS:
    pages.add_url_rule(
        f"/tasks/<id:task_id>/{step.name}",
        endpoint=step.name,
        view_func=step_pages.step_view(step),
        methods=["GET", "POST"],
    )
    pages.add_url_rule(
        f"/tasks/<id:task_id>/{step.name}/draft",
        endpoint=f"{step.name}_draft",
        view_func=draft_pages.keep_view(step),
        methods=["POST"],
    )
    pages.add_url_rule(
        f"/tasks/<id:task_id>/{step.name}/draft/discard",
        endpoint=f"{step.name}_discard",
        view_func=draft_pages.discard_view(step),
        methods=["POST"],
    )
draft_pages.enter_forms()
