"""Files that prove something: which are taken, where they lie, and that they are still what they were."""
