"""A channel's daily digest: when it is due, and what it shows, by rules alone."""
