"""What is probably wrong in the data, and what coordinators judged to be right."""
