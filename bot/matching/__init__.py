"""From a question to the facts that may answer it: an index over plain records."""
