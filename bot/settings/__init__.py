"""What can be set, and how it is read from a file and the environment."""
