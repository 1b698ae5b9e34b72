"""Pure values and rules: no clock, file, network, log or Discord."""
