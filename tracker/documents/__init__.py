"""In which words does a report say it? The text of letter and annex: pure, a snapshot in, both languages out."""
