"""Per-agency tasks: progress, verification, and where they stand."""
