"""YAML files and documents, read into a briefing or refused with every problem and its place."""
