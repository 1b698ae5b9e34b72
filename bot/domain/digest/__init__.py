"""What a day's digest shows: chosen by rules alone, the same for the same day and data."""
