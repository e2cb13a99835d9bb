"""What every page shares: the frame, the moment it shows, errors, safety headers."""
