"""What each group of `tracker` commands does."""
