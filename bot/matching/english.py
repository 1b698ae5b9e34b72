"""What any English sheet needs: word lists and tables, text files of `bot/data`, each read when first needed.

Nothing in them belongs to one briefing; words of a briefing are the curator's, in the sheet's vocabulary.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

_PIECE = re.compile(r"<([A-Z]+)>")
# How much of a synonym's credit a word earns that means the same, or only something near it.
_CLOSE, _NEAR = 1.0, 0.5


@cache
def function_words() -> frozenset[str]:
    """Words that carry grammar rather than matter."""
    return frozenset(_lines("function_words"))


@cache
def filler_words() -> frozenset[str]:
    """Words that belong to the asking and not to what is asked."""
    return frozenset(_lines("filler_words"))


@cache
def negations() -> frozenset[str]:
    """Words that turn a sentence round, besides all that end in n't."""
    return frozenset(_lines("negations"))


@cache
def denials() -> frozenset[str]:
    """Words by which a text denies or leaves out without a negation: banned, gone, except."""
    return frozenset(_lines("denials"))


@cache
def aliases() -> Mapping[str, str]:
    """Chat spellings, short forms and number words, each with what it is read as."""
    return _table("aliases")


@cache
def question_types() -> tuple[tuple[str, ...], ...]:
    """Ways to ask for the same kind of answer; the first of each names it."""
    return _groups("question_types")


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Everyday words that nobody would tell apart in a question."""
    return _groups("synonyms")


@cache
def everyday_words() -> tuple[tuple[str, ...], ...]:
    """Words for the same thing, wider than synonyms: good enough to put questions together, not to answer."""
    return _groups("everyday_words")


@cache
def common_words() -> frozenset[str]:
    """What is surely no misspelling."""
    return frozenset(_lines("common_words"))


@cache
def chat_words() -> frozenset[str]:
    """Words that are talk and never its subject."""
    return frozenset(word for line in _lines("chat_words") for word in line.split())


@cache
def chat_phrases() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """What people say when they ask nothing: the places of each phrase with what may stand there."""
    return tuple(
        tuple(tuple(place.split("|")) for place in line.split(" ")) for line in _lines("chat_phrases")
    )


@cache
def near_words() -> Mapping[str, str]:
    """Stem to `stems that mean the same / stems near it`; only what is asked for is taken apart."""
    return _table("near_words")


@cache
def opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of sides, each the words of one; what the one says the other never does."""
    pairs = (line.partition(" | ") for line in _lines("opposites"))
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, _, other in pairs)


@cache
def question_forms() -> tuple[str, ...]:
    """The lines of forms that statements have, with the questions that they answer."""
    return tuple(_lines("question_forms"))


@cache
def turned_questions() -> tuple[tuple[str, str, str], ...]:
    """Expressions that turn a question to its opposite, what stands instead, and words that tell of it."""
    lines = (line.partition(" => ") for line in _named_pieces("turned_questions"))
    rests = ((pattern, *rest.partition(" | ")) for pattern, _, rest in lines)
    return tuple((pattern, instead, words) for pattern, instead, _, words in rests)


@cache
def asked_otherwise() -> tuple[tuple[str, str], ...]:
    """Expressions for questions, and the question word that each may begin with as well."""
    lines = (line.partition(" => ") for line in _named_pieces("asked_otherwise"))
    return tuple((pattern, word) for pattern, _, word in lines)


@cache
def prefixes() -> tuple[str, ...]:
    """What turns a word into its opposite when put before it."""
    return tuple(_lines("prefixes"))


@cache
def answer_kinds() -> Mapping[str, Sequence[str]]:
    """`asked KIND`, `told KIND` and `named KIND` to regular expressions."""
    patterns: dict[str, list[str]] = {}
    for name, _, pattern in (line.partition(" = ") for line in _lines("answer_kinds")):
        patterns.setdefault(name, []).append(pattern)
    return patterns


@cache
def small_words() -> Mapping[str, str]:
    """Language to the small words by which a question in it is told from an English one."""
    return _table("small_words")


def related_stems(stem: str) -> dict[str, float]:
    """Stems of near meaning, the closest first, each with its share (0 to 1); of some there are none."""
    close, _, near = near_words().get(stem, "").partition("/")
    return dict.fromkeys(close.split(), _CLOSE) | dict.fromkeys(near.split(), _NEAR)


def _lines(name: str) -> list[str]:
    """The entries of a file: its lines but for blank ones and comments."""
    text = (files("bot") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def _named_pieces(name: str) -> Iterator[str]:
    """The entries of a file in which `NAME = …` names a piece of the lines below, with the pieces put in."""
    pieces: dict[str, str] = {}
    for line in _lines(name):
        whole = _PIECE.sub(lambda found: pieces[found[1]], line)
        called, is_piece, expression = whole.partition(" = ")
        if is_piece:
            pieces[called] = expression
        else:
            yield whole


def _table(name: str) -> dict[str, str]:
    """A file of `key = value`."""
    return {key: value for key, _, value in (line.partition(" = ") for line in _lines(name))}


def _groups(name: str) -> tuple[tuple[str, ...], ...]:
    """A file of `one | other | third`."""
    return tuple(tuple(line.split(" | ")) for line in _lines(name))
