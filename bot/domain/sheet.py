"""The fact sheet as curators write it: frozen values, every field checked, nothing unknown allowed."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)

from bot.matching.analysis import plain

_LISTED = re.compile(r"^ *\d{1,3}[.)](?=\s)", re.MULTILINE)
_DAY = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*", re.ASCII)


def _written_as_day(value: object) -> object:
    """Only YYYY-MM-DD is a date: left alone, pydantic takes 20250408 for seconds since 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
DIFFERS = "The sources differ; according to"
IDENTIFIER = r"^[a-z0-9][a-z0-9-]{0,63}$"
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER)]
Day = Annotated[date, BeforeValidator(_written_as_day, json_schema_input_type=date)]
Group = Annotated[tuple[Text, ...], Field(min_length=2)]
Ways = Annotated[tuple[Text, ...], Field(min_length=1)]


class Kind(StrEnum):
    """How sure a reader may be: the article reports it, or somebody claims, plans or thinks it."""

    REPORTED = "reported"
    CLAIM = "claim"
    PLAN = "plan"
    OPINION = "opinion"


class Markup(StrEnum):
    """What the signs in an answer mean; without it they are nothing but characters."""

    DISCORD = "discord"


class SheetModel(BaseModel):
    """What every part of a sheet has in common."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Source(SheetModel):
    """A document the quotes are taken from."""

    file: Text
    """The text file, relative to the parent of the knowledge folder."""
    title: Text
    """What the document is called."""
    publisher: Text | None = None
    """Who published it."""
    published: Day | None = None
    """The day it was published, as YYYY-MM-DD."""
    url: Text | None = None
    """Where it can be read."""


class Quote(SheetModel):
    """Words of a source, as they stand there."""

    source: Identifier
    """The id of the source."""
    text: Text
    """The exact words; only white space, the shape of quotation marks and dashes, and Markdown may differ."""


class Differing(SheetModel):
    """What another source says of the same thing."""

    said_by: Text
    """Who says so, as it is told: the Northern Ledger."""
    says: Text
    """What it says, in plain words."""
    source: Identifier
    """The id of the source."""
    text: Text
    """The exact words that carry it."""


class Fact(SheetModel):
    """One question, its answer and the words of the source that carry it."""

    id: Identifier
    """A short name that never changes; people link to it."""
    topic: Text
    """The topic under which the fact is listed."""
    question: Text
    """The question as a person would ask it."""
    also: tuple[Text, ...] = ()
    """Other ways in which people ask it."""
    answer: Text
    """The answer in plain words."""
    kind: Kind = Kind.REPORTED
    """How sure a reader may be."""
    said_by: Text | None = None
    """Who says it: for claims, plans, opinions and quoted words."""
    quotes: Annotated[tuple[Quote, ...], Field(min_length=1)]
    """The words of the sources that carry the answer."""
    as_of: Day | None = None
    """The day on which this was so, as YYYY-MM-DD."""
    review_by: Day | None = None
    """The day by which somebody should look at it again, as YYYY-MM-DD."""
    related: tuple[Identifier, ...] = ()
    """Ids of facts that people want to read next."""
    differs: tuple[Differing, ...] = ()
    """What other sources say of the same thing."""

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.question, *self.also)

    @property
    def cited(self) -> tuple[Quote | Differing, ...]:
        """All words of sources that it shows, its own first."""
        return (*self.quotes, *self.differs)

    @property
    def told(self) -> str:
        """The answer, and what differs from it."""
        others = (f"{DIFFERS} {one.said_by}: {one.says}" for one in self.differs)
        return " ".join((self.answer, *others))

    @model_serializer(mode="wrap")
    def _without_nothing(self, serialize: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Leave out an empty `differs`, so that older facts keep their hash and version."""
        written: dict[str, object] = serialize(self)
        if not self.differs:
            written.pop("differs", None)
        return written


class OpenQuestion(SheetModel):
    """Something people ask and the briefing leaves open."""

    id: Identifier
    """A short name that never changes."""
    question: Text
    """The question as a person would ask it."""
    also: tuple[Text, ...] = ()
    """Other ways in which people ask it."""
    note: Text | None = None
    """A remark on what the briefing does say, or why it leaves this open."""
    see: tuple[Identifier, ...] = ()
    """Ids of facts that come near."""

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.question, *self.also)


class Ignored(SheetModel):
    """Words of a source that no fact needs to quote, and why."""

    source: Identifier
    """The id of the source."""
    text: Text
    """The words, as they stand there."""
    reason: Text
    """Why nobody needs to ask for them."""


class Withdrawal(SheetModel):
    """What is left of a fact that was taken out: people may still have its id or its buttons."""

    id: Identifier
    """The id of the fact that was taken out."""
    date: Day
    """The day on which it was withdrawn, as YYYY-MM-DD."""
    reason: Text
    """Why it no longer holds, in a sentence."""
    replacement: Identifier | None = None
    """The id of the fact that holds instead."""


class FactSheet(SheetModel):
    """Everything the bot may say, merged from all files of a knowledge folder."""

    title: Text
    markup: Markup | None = None
    """`discord` where answers and notes hold lists, bold, code, links or mentions to be shown as such."""
    sources: dict[Identifier, Source]
    vocabulary: tuple[Group, ...] = ()
    facts: tuple[Fact, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    learned: dict[Identifier, Ways] = Field(default_factory=dict)
    """Ways of asking gathered from questions, by id; they stand in files of the folder learned alone."""
    ignore: tuple[Ignored, ...] = ()
    """Passages of the sources that `check` need not name as not quoted."""

    def said(self, fact: Fact) -> str:
        """An answer's own words: where there is markup, without addresses, mentions and numbers of lists."""
        return _LISTED.sub("", plain(fact.told)) if self.markup else fact.told

    def phrasings(self, entry: Fact | OpenQuestion) -> tuple[str, ...]:
        """All ways to ask for an entry, those that its curator wrote first."""
        return (*entry.phrasings, *self.learned.get(entry.id, ()))
