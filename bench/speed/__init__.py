"""What a question costs as the collection grows: build time, latency, memory."""
