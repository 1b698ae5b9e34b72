"""The faces: terminal and Discord, and every sentence a person can read."""
