"""Who may do what: one table, one guard."""
