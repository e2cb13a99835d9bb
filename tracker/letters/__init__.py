"""Official letters to agencies: drawn up when nothing moves, sent under a number, acknowledged."""
