"""Use cases: what the faces ask for."""
