"""What `check` finds in a sheet: weaknesses, doubts, and what its own questions show."""
