"""What buttons and menus carry: at most 100 characters that hold all a restarted bot needs to know."""

from hashlib import sha256
from typing import Final

_REQUEST: Final = r"(?P<request>\d{1,20})"
_FACT: Final = r"(?P<fact>[a-z0-9][a-z0-9-]{0,63})"
_NUMBER: Final = r"(?P<number>\d{1,4})"

CHOOSE: Final = rf"choose:{_REQUEST}:{_FACT}"
CONTEXT: Final = rf"context:{_FACT}"
QUOTE: Final = rf"quote:{_FACT}:{_NUMBER}"
WHY: Final = rf"why:{_REQUEST}"
RATE: Final = rf"rate:{_REQUEST}:(?P<verdict>helpful|not|wrong|outdated|unclear)"
POST: Final = rf"post:{_REQUEST}:{_FACT}"
TOPICS: Final = rf"topics:{_NUMBER}"
TOPIC: Final = rf"topic:(?P<topic>[0-9a-f]+):{_NUMBER}"
PICK_TOPIC: Final = r"pick-topic"
PICK_FACT: Final = r"pick-fact"
SOURCES: Final = rf"sources:{_NUMBER}"
PICK_SOURCE: Final = r"pick-source"
PASSAGE: Final = rf"passage:(?P<source>[a-z0-9][a-z0-9-]{{0,63}}):{_NUMBER}"


def choose(request: int, fact: str) -> str:
    return f"choose:{request}:{fact}"


def context(fact: str) -> str:
    return f"context:{fact}"


def quote(fact: str, number: int) -> str:
    return f"quote:{fact}:{number}"


def why(request: int) -> str:
    return f"why:{request}"


def rate(request: int | str, verdict: str) -> str:
    return f"rate:{request}:{verdict}"


def post(request: int, fact: str) -> str:
    return f"post:{request}:{fact}"


def topics(number: int) -> str:
    return f"topics:{number}"


def topic(key: str, number: int) -> str:
    return f"topic:{key}:{number}"


def topic_key(name: str) -> str:
    """Topics have no ids and may be long; a hash of the name stays the same through reloads."""
    return sha256(name.encode()).hexdigest()[:12]


def sources(number: int) -> str:
    return f"sources:{number}"


def passage(source: str, number: int) -> str:
    return f"passage:{source}:{number}"
