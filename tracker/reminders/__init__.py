"""Who is told what, when, and how it reaches them: rules, what is planned, the outbox and its delivery."""
