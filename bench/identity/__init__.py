"""Holds two checkouts against each other: whatever somebody can see must be the same, byte for byte."""
