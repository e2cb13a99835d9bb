"""What people have typed and not yet sent: plain rows outside the ledger."""
