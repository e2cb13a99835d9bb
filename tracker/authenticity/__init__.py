"""What does a paper prove: that a report was issued, that a file is that report, and where each of its figures comes from."""
