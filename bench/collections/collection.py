"""A collection to be measured on: plain records and labelled questions."""

from dataclasses import dataclass

from bot.matching.results import Record


@dataclass(frozen=True, slots=True)
class Asked:
    """A question a person would put, and the ids of all records that answer it (none: out of scope)."""

    text: str
    right: frozenset[str]
    kind: str = "in scope"

    @property
    def answerable(self) -> bool:
        return bool(self.right)


@dataclass(frozen=True, slots=True)
class Collection:
    """Records of one sort with the questions to put to them."""

    name: str
    about: str
    records: tuple[Record, ...]
    asked: tuple[Asked, ...]

    @property
    def in_scope(self) -> tuple[Asked, ...]:
        return tuple(asked for asked in self.asked if asked.answerable)

    @property
    def out_of_scope(self) -> tuple[Asked, ...]:
        return tuple(asked for asked in self.asked if not asked.answerable)


class NotThereError(Exception):
    """A collection cannot be loaded here; says what to do about it."""
