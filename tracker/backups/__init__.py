"""A copy of everything that cannot be made again: the database and the files of evidence, and the way back."""
