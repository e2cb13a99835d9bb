"""Two days side by side: what became different, who did it, and why."""
