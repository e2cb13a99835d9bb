"""Which steps does a task go through? Each is one row; route, button, form, timeline and tests read that row."""

from __future__ import annotations

from tracker.tasks.deciding_steps import DECIDING
from tracker.tasks.reporting_steps import REPORTING
from tracker.tasks.step import OPEN as OPEN
from tracker.tasks.step import PURSUED as PURSUED
from tracker.tasks.step import State as State
from tracker.tasks.step import Step as Step
from tracker.tasks.step import When as When

STEPS = REPORTING + DECIDING
STEP = {step.name: step for step in STEPS}
