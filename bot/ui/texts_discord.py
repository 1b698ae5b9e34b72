"""Every sentence that only Discord shows."""

from math import ceil

from bot.ui.texts import plural

NOT_ADMIN = "This command is for those who manage the server, or have a role that the bot's settings name."
NOT_HERE = "This command cannot be used here."
COMMAND_CHANGED = "This command has changed since Discord last asked for it. Please try again in a minute."


def unexpected(reference: str) -> str:
    """What nobody foresaw; the reference is also in the log."""
    return f"Something went wrong that should not have, sorry. Reference: {reference}"


def wait(seconds: float) -> str:
    return f"That was a lot at once. Please ask again in {plural(max(1, ceil(seconds)), 'second')}."


# What the program says at its start and end, on standard error.
READY = "ready"
TOKEN_REFUSED = (  # noqa: S105 - a sentence, not a secret
    "Discord refused the token. Copy it again from https://discord.com/developers/applications "
    "and set DISCORD_TOKEN, or the file that discord.token_file names."
)
WRONG_INTENTS = "Discord refused the connection because of an intent that this application may not use."
WRONG_CONNECTION = "Discord refused the connection for good (code {code})."
UNREACHABLE = "Discord cannot be reached at {api_url}: {reason}"
NO_CONNECTIONS_LEFT = (
    "Discord allows this bot no further connection for {minutes}; it was started too often today."
)
LOST = "The connection to Discord ended for good: {reason}"
NO_DIGEST = "no digest subscribed"


def started(version: str) -> str:
    return f"Briefing bot {version}"


def serving(title: str, summary: str) -> str:
    return f"Serving “{title}”: {summary}"


def database_open(path: str, version: int) -> str:
    return f"Database {path}, version {version}"


def commands_told(count: int, *, changed: bool) -> str:
    return f"{plural(count, 'command')} {'synced' if changed else 'unchanged'}"


def next_digest(when: str | None) -> str:
    return f"Next digest: {when}" if when else NO_DIGEST.capitalize()
