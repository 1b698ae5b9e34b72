"""Posting the daily digest: the loop, the publisher and the message."""
