"""A loopback Discord: enough of its HTTP API and gateway to carry the real client through every test."""
