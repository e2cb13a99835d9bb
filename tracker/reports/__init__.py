"""The progress report to the Cabinet: snapshot (pure) → document (HTML) → PDF."""
