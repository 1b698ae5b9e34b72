"""What an answer says that its quotes do not say, or the opposite of what they say."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.domain.briefing import Briefing
from bot.domain.check.counterparts import clauses, counterparts
from bot.domain.check.number_spellings import unwritten
from bot.domain.check.reversals import reversals
from bot.domain.outline import Headings, outline
from bot.domain.sheet import Fact
from bot.domain.surroundings import surroundings
from bot.domain.table import heads_over
from bot.matching import calendar_words, english
from bot.matching.analysis import bare, capitalised, numbers, words
from bot.matching.polarity import stems

_QUOTE_IT = "Quote the words that say so as well, or correct the answer."
_READ_BOTH = "Correct the answer, or say it in the words of the quote."
_FIRST = re.compile(r"(?:^|[.!?]\s+|[“\"]\s*)([A-Z][^\W\d_]+)(?![\w-])")
_WORD = re.compile(r"[\w’']+")
_SMALL = re.compile(r"(?<![\w’'])[a-z]+")
_INNER = re.compile(r"(?<=[a-z,;] )[^\W\d_]")
_NOUNS = 0.25  # where so many words have a capital, every noun has one
_ENOUGH = 50  # words to tell it by
_BEGUN = 4  # letters
_FEW = 3  # are named


@dataclass(frozen=True, slots=True)
class Doubt:
    """How an answer differs from its quotes, and what to do about it."""

    message: str
    hint: str
    of_numbers: bool = False


class Witness:
    """Holds the answers of a sheet against their quotes."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing

    def against(self, fact: Fact) -> Iterator[Doubt]:
        answer, quotes = self._briefing.sheet.said(fact), "\n".join(quote.text for quote in fact.cited)
        if missing := self._unwritten(fact, answer, quotes):
            instead = _instead("say", numbers(quotes) - numbers(answer))
            yield Doubt(
                f"The answer says {_listed(missing)}, its quotes do not{instead}.", _QUOTE_IT, of_numbers=True
            )
        if days := self._other_days(fact, answer, quotes):
            instead = _instead("say", calendar_words.named(quotes) - calendar_words.named(answer))
            yield Doubt(f"The answer says {_listed(days)}, its quotes do not{instead}.", _QUOTE_IT)
        if unknown := self._unknown(fact, answer, quotes):
            instead = _instead("name", _whole(_without(self._names(quotes), answer).values(), quotes))
            told = f"The answer names {_listed(_whole(unknown, answer))}, its quotes do not{instead}."
            yield Doubt(told, _QUOTE_IT)
        for said, told in reversals(answer, quotes):
            yield Doubt(f"The answer says {said}, its quotes {told}.", _READ_BOTH)

    def _unwritten(self, fact: Fact, answer: str, quotes: str) -> frozenset[str]:
        """Numbers that the quotes lack; the number of quotes may be mentioned."""
        missing = unwritten(answer, quotes) - {str(len(fact.quotes))}
        return missing & unwritten(answer, f"{quotes}\n{self._above(fact)}") if missing else missing

    def _other_days(self, fact: Fact, answer: str, quotes: str) -> frozenset[str]:
        missing = calendar_words.unheld(answer, quotes)
        return (
            missing & calendar_words.unheld(answer, f"{quotes}\n{self._above(fact)}") if missing else missing
        )

    def _unknown(self, fact: Fact, answer: str, quotes: str) -> Collection[str]:
        """Names that appear neither in the quotes nor around them."""
        names = self._names(answer) if self._names_tell else {}
        names = _without(names, f"{quotes} {fact.said_by} {self._briefing.sheet.title}")
        swapped = frozenset(self._swapped(names, answer, quotes)) if names else frozenset[str]()
        if names:
            names = _without(names, f"{self._above(fact)} {self._beside(fact)}")
        return swapped | frozenset(names.values())

    def _swapped(self, names: dict[str, str], answer: str, quotes: str) -> Iterator[str]:
        """Names that stand where the quotes have another one, even if they appear nearby."""
        both = stems((*names, *self._names(quotes)))
        for clause, alike in counterparts(clauses(answer), clauses(quotes), both):
            others = [_without(self._names(other.text), answer) for other in alike]
            if all(others):
                yield from (names[word] for word in names if word in clause.words)

    def _names(self, answer: str) -> dict[str, str]:
        """Names as written, by the form in which they are compared."""
        inside = capitalised(answer)
        written = _WORD.findall(answer) if inside else ()
        found = {bare(word): one for one in written for word in words(one) if word in inside}
        first = (word for word in _FIRST.findall(answer) if self._is_name(word.lower()))
        found |= {bare(one): word for word in first for one in words(word)}
        return {word: one for word, one in found.items() if len(word) > 1 and not calendar_words.held(one)}

    def _is_name(self, word: str) -> bool:
        """Whether a word that begins a sentence has its capital for good."""
        if word in self._small or word in english.function_words() | english.negations():
            return False
        return english.common_words().isdisjoint((word, word.removesuffix("ing")))

    def _above(self, fact: Fact) -> str:
        """The headings, and the table headers, under which the quotes stand."""
        found = list[str]()
        for citation in self._briefing.citations.get(fact.id, ()):
            document = self._briefing.documents[citation.source]
            found += self._headings[citation.source].over(citation.start)
            found += heads_over(document.text, citation.start) if document.markdown else ()
        return "\n".join(found)

    def _beside(self, fact: Fact) -> str:
        """The paragraphs in which the quotes stand, and their publishers."""
        found = list[str]()
        for citation in self._briefing.citations.get(fact.id, ()):
            near = surroundings(citation, self._briefing.documents[citation.source].text)
            found += [near.before, near.after, citation.title, citation.publisher or ""]
        return "\n".join(found)

    @cached_property
    def _headings(self) -> Mapping[str, Headings]:
        return {name: Headings(outline(document)) for name, document in self._briefing.documents.items()}

    @cached_property
    def _small(self) -> frozenset[str]:
        """Words that the documents or the answers write in lower case."""
        answers = (fact.answer for fact in self._briefing.sheet.facts)
        documents = (document.text for document in self._briefing.documents.values())
        return frozenset(word for text in (*answers, *documents) for word in _SMALL.findall(text))

    @cached_property
    def _names_tell(self) -> bool:
        """Whether a capital marks a name, which it does not in German."""
        documents = self._briefing.documents.values()
        letters = "".join(letter for document in documents for letter in _INNER.findall(document.text))
        return len(letters) < _ENOUGH or sum(map(str.isupper, letters)) <= _NOUNS * len(letters)


def _without(names: dict[str, str], source: str) -> dict[str, str]:
    known = frozenset(map(bare, words(source)))
    return {word: one for word, one in names.items() if not any(_are_one(word, other) for other in known)}


def _are_one(name: str, other: str) -> bool:
    """Whether two words are one name, or one begins with the other: Russia and Russians, West and Western."""
    if min(len(name), len(other)) < _BEGUN:
        return name == other
    return name.startswith(other) or other.startswith(name)


def _whole(names: Collection[str], text: str) -> Collection[str]:
    """Multi-word names as units, in the order of the text."""
    if not names:
        return ()
    either = "|".join(map(re.escape, names))
    return tuple(dict.fromkeys(re.findall(rf"\b(?:{either})(?: (?:{either}))*\b", text)))


def _instead(verb: str, others: Collection[str]) -> str:
    return f"; they {verb} {_listed(others)}" if 0 < len(others) <= _FEW else ""


def _listed(said: Collection[str]) -> str:
    return " and ".join(sorted(said) if isinstance(said, frozenset) else said)
