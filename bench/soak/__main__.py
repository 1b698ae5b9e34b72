"""`python -m bench.soak`: where only the tests' packages are installed, as in `.ci/run`."""

from bench.soak.command import soak_command

soak_command(prog_name="python -m bench.soak")
