"""`python -m bench.identity BEFORE [AFTER]`: imports no module of the bot, so that it runs amid a move."""

from bench.identity.command import identity

identity(prog_name="python -m bench.identity")
