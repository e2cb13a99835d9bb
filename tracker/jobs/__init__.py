"""What the product does by itself: the table of jobs, every run of one, who runs them, and the administrator's page."""
