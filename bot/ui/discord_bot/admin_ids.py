"""What the buttons of admins, and those about one's own data, carry."""

from typing import Final

APPLY: Final = r"reload:(?P<version>[0-9a-f]{10})"
CANCEL: Final = r"reload:cancel"
RECENT: Final = r"log:recent:(?P<number>\d{1,4})"
UNANSWERED: Final = r"log:unanswered:(?P<number>\d{1,4})"
FORGET: Final = r"forget:yes"
KEEP: Final = r"forget:no"


def apply(version: str) -> str:
    return f"reload:{version}"


def recent(number: int) -> str:
    return f"log:recent:{number}"


def unanswered(number: int) -> str:
    return f"log:unanswered:{number}"
