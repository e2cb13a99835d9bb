"""What the resolution says about money, and what the agencies chose."""
