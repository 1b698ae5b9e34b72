"""The engine in Discord; the only folder that imports discord."""
