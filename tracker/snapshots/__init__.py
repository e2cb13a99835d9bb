"""What exactly does a report to the Cabinet say? Read at one cut of the ledger, then frozen: everything else is drawn from it."""
