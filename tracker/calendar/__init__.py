"""On which days the government's offices work: what a package knows, put right by people."""
