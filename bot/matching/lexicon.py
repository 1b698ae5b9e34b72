"""The lexicon: from words to terms, where words that mean the same thing become one term."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple
from weakref import proxy

from bot.matching import english
from bot.matching.analysis import bare, is_signed, stemmer, words
from bot.matching.numbers import number
from bot.matching.polarity import are_opposite

_NOT = "not"


class TermClass(IntEnum):
    """A term's role in a sentence, which decides how much it weighs."""

    CONTENT = 0
    FUNCTION = 1
    FILLER = 2
    QUESTION_TYPE = 3
    NEGATION = 4
    NUMBER = 5

    is_telling: bool
    """Whether such a word says what a sentence is about; the `how` of `how old` does not."""

    def __init__(self, _number: int) -> None:
        self.is_telling = self.name in {"CONTENT", "NUMBER"}


_FACTORS = {
    TermClass.CONTENT: 1.0,
    TermClass.FUNCTION: 0.22,
    TermClass.FILLER: 0.05,
    TermClass.QUESTION_TYPE: 0.5,
    TermClass.NEGATION: 0.5,
    TermClass.NUMBER: 1.0,
}


class Token(NamedTuple):
    """A term of a text and where its words stand; `inner` are the terms of a phrase's single words."""

    term: int
    inner: tuple[int, ...]
    start: int
    stop: int


class _Spelling(NamedTuple):
    """The words of a member of a group, and their stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=4096)  # the groups of English are the same for every sheet and its passages
def _spelling(member: str) -> _Spelling:
    aliases, stem, found = english.aliases(), stemmer(), tuple(words(member))
    return _Spelling(found, tuple(stem(bare(aliases.get(word, word))) for word in found))


class _WordTable(dict[str, int]):
    """Word to term, computed once a word; a plain dictionary look-up afterwards."""

    def __init__(self, lexicon: "Lexicon", known: Mapping[str, int] = MappingProxyType({})) -> None:
        super().__init__(known)
        self._lexicon = proxy(lexicon)  # the lexicon has the table; a circle would outlive a replaced sheet

    def __missing__(self, word: str) -> int:
        term: int = self._lexicon.intern(word)
        self[word] = term
        return term


@lru_cache(maxsize=4)  # a sheet's and its passages', and those of the sheet before
def _begun(vocabulary: tuple[tuple[str, ...], ...]) -> "Lexicon":
    """Only to be copied."""
    return Lexicon(vocabulary)


class Lexicon:
    """All terms of a collection; grows while the index is built, then only looks up."""

    def __init__(self, vocabulary: Iterable[Sequence[str]] = ()) -> None:
        self._stem: Callable[[str], str] = stemmer()
        self._aliases = english.aliases()
        self._negations = english.negations()
        self._small = {
            term_class: frozenset(self._stem(bare(word)) for word in listed)
            for term_class, listed in (
                (TermClass.FILLER, english.filler_words()),
                (TermClass.FUNCTION, english.function_words()),
            )
        }
        self._ids: dict[str, int] = {}
        self._canonical: dict[str, str] = {}
        self._phrases: dict[tuple[int, int], list[tuple[tuple[int, ...], int]]] = {}
        self.classes: list[TermClass] = []
        self.words = _WordTable(self)
        self._claimed: set[tuple[str, ...]] = set()
        self._add_groups(
            [
                *((tuple(group), TermClass.CONTENT) for group in vocabulary),
                *((group, TermClass.QUESTION_TYPE) for group in english.question_types()),
                *((group, TermClass.CONTENT) for group in english.synonyms()),
            ]
        )
        self.given = len(self.classes)
        """So many terms, the first, are known even where no text holds them."""

    @classmethod
    def over(cls, vocabulary: Iterable[Sequence[str]] = ()) -> "Lexicon":
        """As a new one; the groups of the same vocabulary are put together once."""
        return _begun(tuple(map(tuple, vocabulary))).copy()

    def copy(self) -> "Lexicon":
        """Another one that grows by itself, over the same groups."""
        other = copy(self)
        other._stem = stemmer()  # noqa: SLF001 - another of this class
        other._ids = self._ids.copy()  # noqa: SLF001 - another of this class
        other.classes = self.classes.copy()
        other.words = _WordTable(other, self.words)
        return other

    def __len__(self) -> int:
        return len(self.classes)

    def intern(self, word: str) -> int:
        """The term of a word, made when it is new."""
        name = self.name(word)
        term = self._ids.get(name)
        return self._new(name, self._class_of(word, name)) if term is None else term

    def lookup(self, word: str) -> int | None:
        """The term of a word, or None when the collection does not have it."""
        term = self.words.get(word)
        return self._ids.get(self.name(word)) if term is None else term

    def name(self, word: str) -> str:
        """The canonical name of a word: number, negation, group or stem."""
        word = self._aliases.get(word, word)
        if word in self._negations or word.endswith("n't"):
            return _NOT
        digits = number(word)
        if digits is not None:
            return digits
        if is_signed(word):
            return word
        stem = self._stem(bare(word))
        return self._canonical.get(stem, stem)

    def tokens(self, terms: Sequence[int]) -> Iterator[Token]:
        """Terms with phrases of the vocabulary joined, the longest first."""
        at, phrases = 0, self._phrases
        pairs = [*pairwise(terms), (-1, -1)]
        while at < len(terms):
            token = self.phrase_at(terms, at) if pairs[at] in phrases else None
            token = token or Token(terms[at], (), at, at + 1)
            yield token
            at = token.stop

    def related(self, word: str) -> dict[int, float]:
        """The terms of this collection that the thesaurus holds near a word, each with its share."""
        terms: dict[int, float] = {}
        own = self._stem(word)
        for stem, share in english.related_stems(own).items():
            term = self._ids.get(self._canonical.get(stem, stem))
            if term is not None and not are_opposite(own, stem):
                terms.setdefault(term, share)
        return terms

    def class_of(self, word: str) -> TermClass:
        return self._class_of(word, self.name(word))

    def factor(self, term_class: TermClass) -> float:
        """How much a term of this class weighs beside a content word as rare as it."""
        return _FACTORS[term_class]

    @property
    def phrase_beginnings(self) -> list[tuple[int, int]]:
        """The first two terms of every phrase."""
        return list(self._phrases)

    def _class_of(self, word: str, name: str) -> TermClass:
        """By the stem, so that it never matters which form of a word is met first."""
        if name == _NOT:
            return TermClass.NEGATION
        if name[0].isdigit():
            return TermClass.NUMBER
        if is_signed(name):
            return TermClass.CONTENT
        stem = self._stem(bare(self._aliases.get(word, word)))
        return next((small for small, listed in self._small.items() if stem in listed), TermClass.CONTENT)

    def phrase_at(self, terms: Sequence[int], at: int = 0) -> Token | None:
        """The longest phrase that stands there, where two terms stand that one begins with."""
        for phrase, concept in self._phrases[terms[at], terms[at + 1]]:
            if tuple(terms[at : at + len(phrase)]) == phrase:
                return Token(concept, tuple(dict.fromkeys(phrase)), at, at + len(phrase))
        return None

    def _new(self, name: str, term_class: TermClass) -> int:
        term = self._ids[name] = len(self.classes)
        self.classes.append(term_class)
        return term

    def _add_groups(self, groups: Sequence[tuple[Sequence[str], TermClass]]) -> None:
        """Earlier groups win; single words first, since phrases are spelled with what words become."""
        phrases: list[tuple[str, str]] = []
        for group, term_class in groups:
            members = {member: stems for member in group if (stems := _spelling(member).stems)}
            if members:
                concept = self._concept(next(iter(members.values())), term_class)
                self._claim(members.values(), concept)
                phrases += [(member, concept) for member in members]
        for member, concept in phrases:
            self._add_phrase(member, self._ids[concept])
        for candidates in self._phrases.values():
            candidates.sort(key=lambda phrase: (-len(phrase[0]), phrase))

    def _claim(self, members: Iterable[tuple[str, ...]], concept: str) -> None:
        """Every single word among the members, unless an earlier group has it, stands for the concept."""
        for member in members:
            if len(member) == 1 and member not in self._claimed:
                self._claimed.add(member)
                self._canonical[member[0]] = concept

    def _concept(self, first: tuple[str, ...], term_class: TermClass) -> str:
        name = "=" + " ".join(first)
        if name not in self._ids:
            self._new(name, term_class)
        return name

    def _add_phrase(self, member: str, concept: int) -> None:
        spelling = _spelling(member)
        phrase = tuple(self.words[word] for word in spelling.words)
        if len(phrase) > 1 and spelling.stems not in self._claimed:
            self._claimed.add(spelling.stems)
            self._phrases.setdefault((phrase[0], phrase[1]), []).append((phrase, concept))
