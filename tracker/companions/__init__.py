"""What goes with a report to the Cabinet: its tables as a workbook, and what else people take along. Drawn from what was kept."""
