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
    """Words that carry grammar rather than content."""
    return frozenset(_lines("function_words"))


@cache
def filler_words() -> frozenset[str]:
    """Words that belong to asking, not to what is asked."""
    return frozenset(_lines("filler_words"))


@cache
def negations() -> frozenset[str]:
    """Words that negate a sentence, besides all that end in n't."""
    return frozenset(_lines("negations"))


@cache
def denials() -> frozenset[str]:
    """Words that negate or exclude without being a negation: banned, gone, except."""
    return frozenset(_lines("denials"))


@cache
def aliases() -> Mapping[str, str]:
    """Chat spellings, short forms and number words, each with its reading."""
    return _table("aliases")


@cache
def question_types() -> tuple[tuple[str, ...], ...]:
    """Groups of ways to ask for the same kind of answer, each named by its first."""
    return _groups("question_types")


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Everyday words that nobody would distinguish in a question."""
    return _groups("synonyms")


@cache
def everyday_words() -> tuple[tuple[str, ...], ...]:
    """Looser than synonyms: good enough to group questions, not to answer them."""
    return _groups("everyday_words")


@cache
def common_words() -> frozenset[str]:
    """Words that are surely no misspelling."""
    return frozenset(_lines("common_words"))


@cache
def chat_words() -> frozenset[str]:
    """Words that are small talk and never its subject."""
    return frozenset(word for line in _lines("chat_words") for word in line.split())


@cache
def chat_phrases() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """What people say without asking: each phrase as places, with what may stand in each."""
    return tuple(
        tuple(tuple(place.split("|")) for place in line.split(" ")) for line in _lines("chat_phrases")
    )


@cache
def near_words() -> Mapping[str, str]:
    """Stem to `stems of the same meaning / stems near it`; parsed only for words that are asked for."""
    return _table("near_words")


@cache
def opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Pairs of opposite sides, each a set of words."""
    pairs = (line.partition(" | ") for line in _lines("opposites"))
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, _, other in pairs)


@cache
def question_forms() -> tuple[str, ...]:
    """Lines of statement forms, with the questions that they answer."""
    return tuple(_lines("question_forms"))


@cache
def turned_questions() -> tuple[tuple[str, str, str], ...]:
    """Patterns that turn a question into its opposite, the replacement, and words that tell of it."""
    lines = (line.partition(" => ") for line in _named_pieces("turned_questions"))
    rests = ((pattern, *rest.partition(" | ")) for pattern, _, rest in lines)
    return tuple((pattern, instead, words) for pattern, instead, _, words in rests)


@cache
def asked_otherwise() -> tuple[tuple[str, str], ...]:
    """Patterns for questions, and the other question words that each may begin with."""
    lines = (line.partition(" => ") for line in _named_pieces("asked_otherwise"))
    return tuple((pattern, word) for pattern, _, word in lines)


@cache
def prefixes() -> tuple[str, ...]:
    """Prefixes that turn a word into its opposite."""
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
    """Function words by language, to tell a question in it from an English one."""
    return _table("small_words")


def related_stems(stem: str) -> dict[str, float]:
    """Stems of similar meaning, closest first, each with its share (0 to 1); none for some words."""
    close, _, near = near_words().get(stem, "").partition("/")
    return dict.fromkeys(close.split(), _CLOSE) | dict.fromkeys(near.split(), _NEAR)


def _lines(name: str) -> list[str]:
    """The lines of a file without blank ones and comments."""
    text = (files("bot") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def _named_pieces(name: str) -> Iterator[str]:
    """The lines of a file, with pieces defined by `NAME = …` substituted."""
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
