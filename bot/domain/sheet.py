"""The fact sheet as curators write it: frozen values, every field checked, nothing unknown allowed."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Group = Annotated[tuple[Text, ...], Field(min_length=2)]


class Kind(StrEnum):
    """How sure a reader may be: the article reports it, or somebody claims, plans or thinks it."""

    REPORTED = "reported"
    CLAIM = "claim"
    PLAN = "plan"
    OPINION = "opinion"


class Entry(BaseModel):
    """What every part of a sheet has in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Entry):
    """A document the quotes are taken from; `file` is relative to the parent of the knowledge folder."""

    file: Text
    title: Text
    publisher: Text | None = None
    published: date | None = None
    url: Text | None = None


class Quote(Entry):
    """Words of a source, as they stand there."""

    source: Identifier
    text: Text


class Fact(Entry):
    """One question, its answer and the words of the source that carry it."""

    id: Identifier
    topic: Text
    question: Text
    also: tuple[Text, ...] = ()
    answer: Text
    kind: Kind = Kind.REPORTED
    said_by: Text | None = None
    quotes: Annotated[tuple[Quote, ...], Field(min_length=1)]
    as_of: date | None = None
    review_by: date | None = None
    related: tuple[Identifier, ...] = ()

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.question, *self.also)


class OpenQuestion(Entry):
    """Something people ask and the briefing leaves open; `see` names facts that come near."""

    id: Identifier
    question: Text
    also: tuple[Text, ...] = ()
    note: Text | None = None
    see: tuple[Identifier, ...] = ()

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.question, *self.also)


class FactSheet(Entry):
    """Everything the bot may say, merged from all files of a knowledge folder."""

    title: Text
    sources: dict[Identifier, Source]
    vocabulary: tuple[Group, ...] = ()
    facts: tuple[Fact, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
