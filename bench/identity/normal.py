"""What is never the same twice, made the same: each thing by its own rule, and nothing else."""

import re

from tests.snapshots.neutral import without_duration

ELAPSED = re.compile(r'("elapsed_ms": ?)[\d.]+')
REFERENCE = re.compile(r"(Reference: |reference )[0-9a-f]{8}\b")
LOGGER = re.compile(r"^(\S+Z [A-Z]+) bot[\w.]*:", re.MULTILINE)
FRAMES = re.compile(r"( < [^\s:]+:\d+ \S+)+")
ADDRESS = re.compile(r"0x[0-9a-f]+")
GATEWAY = re.compile(r"^\S+Z WARNING discord\.gateway: .*(\n|\Z)", re.MULTILINE)


def command_line(text: str) -> str:
    """Milliseconds that a reply took, and the blanks of a column as wide as they are; reference codes."""
    text = ELAPSED.sub(r"\1<time>", text)
    return REFERENCE.sub(r"\1<reference>", without_duration(text))


def log_lines(text: str) -> str:
    """Of what a running bot logs, where in the code it happened: a module's name is no promise.

    What discord.py says about a slow connection depends on how busy the machine is.
    """
    text = LOGGER.sub(r"\1 <module>:", text)
    text = FRAMES.sub(" < <frames>", text)
    text = GATEWAY.sub("", text)
    return ADDRESS.sub("<address>", re.sub(r"error [0-9a-f]{8}\b", "error <reference>", text))
