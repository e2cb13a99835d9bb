"""Official papers: from HTML to a PDF that archives and screen readers can read, drawn in a process of its own and kept as a file."""
