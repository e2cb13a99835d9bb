"""What each person follows, and what changed there since they last looked."""
