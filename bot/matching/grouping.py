"""Grouping: questions that ask for the same thing, found among many without knowing any answer.

The questions are an index of their own, read like any other question: stems, the briefing's vocabulary and
everyday words for the same thing, near words for a share. Each is tied to those most like it, and what is
tied together more than by chance is a group. A word that stands all over the groups then counts less, one
that stands in a single group more, and they are put together anew. Where there is a sentence encoder,
likeness in meaning counts more than words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching import english
from bot.matching.aspects import by_aspect
from bot.matching.communities import communities
from bot.matching.index import build_index
from bot.matching.lexicon import Lexicon
from bot.matching.meaning import Meaning
from bot.matching.query import QueryParser
from bot.matching.results import Record
from bot.matching.spelling import Speller

# Chosen on logs of tests/gaps; docs/matching.md has the figures, and those of logs not seen before.
_RELATED = 0.3  # what of its credit a near word or a word of the same family earns here
_NEIGHBOURS = 12  # so many of the most similar questions each is tied to, and all equally similar ones
_LEAST = 0.05  # similarity below which two questions have nothing to do with each other
_RESOLUTION = 8.0  # the higher, the smaller the groups
_SMALLEST = 450.0  # the weight of all ties in a log of some seventy questions; a smaller log is a part of one
_BACKGROUND = (
    300  # questions of other people that are thought of beside a log, so that its words are not all common
)
_ROUNDS = 2
_ONCE = 0.1  # the weight of a word that a single question has: it ties nothing
_EVERYWHERE = 0.2  # and of a word that stands in all groups alike
_SPREAD = 0.7
_MEANT = 0.8  # the share of likeness in meaning, where an encoder tells it
_STRANGERS = 0.2  # the cosine of two questions that have nothing to do with each other
_CLOSEST, _BELONGING = 3, 0.25  # how like so many of its group, on average, a question has to be


@dataclass(frozen=True, slots=True)
class _Words:
    """Questions (rows) by terms (columns): the credit of each, whether the term is said, and its weight."""

    credit: NDArray[np.float64]
    said: NDArray[np.bool_]
    weights: NDArray[np.float64]


def group(
    questions: Sequence[str], vocabulary: Iterable[Sequence[str]] = (), meaning: Meaning | None = None
) -> tuple[tuple[int, ...], ...]:
    """The numbers of the questions group by group, the largest first and in each the most typical first."""
    if not questions:
        return ()
    words = _read(questions, [*english.everyday_words(), *vocabulary])
    meant = _likeness_in_meaning(questions, meaning) if meaning else None
    often = words.said.sum(axis=0)
    plain = likeness = _likeness(words, np.where(often > 1, 1.0, _ONCE), meant)
    labels = _communities(likeness)
    for _ in range(_ROUNDS):
        telling = np.maximum(_concentration(words.said, labels) ** _SPREAD, _EVERYWHERE)
        likeness = _likeness(words, np.where(often > 1, telling, _ONCE), meant)
        labels = _communities(likeness)
    whole = _likeness(words, np.ones(len(often)), meant)
    return _listed(_belonging(by_aspect(questions, labels, plain), whole), likeness)


def _read(questions: Sequence[str], vocabulary: Sequence[Sequence[str]]) -> _Words:
    lexicon = Lexicon.over(vocabulary)
    index = build_index([Record(str(at), (question,)) for at, question in enumerate(questions)], lexicon)
    speller = Speller(lexicon.words, lambda word: index.postings.length(lexicon.lookup(word)))
    parser = QueryParser(lexicon, speller, index.weights, index.unknown_weight)
    credit = np.zeros((len(questions), len(index.weights)))
    said = np.zeros_like(credit, dtype=np.bool_)
    for row, question in enumerate(questions):
        for asked in parser.parse(question).terms:
            for term, earned in asked.alternatives if asked.is_telling else ():
                share = earned if term == asked.own else earned * _RELATED
                credit[row, term] = max(credit[row, term], share)
                said[row, term] |= term == asked.own
    used = np.flatnonzero(credit.any(axis=0))
    often = said[:, used].sum(axis=0)
    weights = np.log1p((len(questions) + _BACKGROUND - often + 0.5) / (often + 0.5))
    return _Words(credit[:, used], said[:, used], weights)


def _likeness(
    words: _Words, telling: NDArray[np.float64], meant: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """The cosine of each pair, in words alone or in both; 0 of a question with itself."""
    vectors = words.credit * (words.weights * telling)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths > 0, lengths, 1.0)
    likeness = vectors @ vectors.T
    if meant is not None:
        likeness = (1 - _MEANT) * likeness + _MEANT * meant
    np.fill_diagonal(likeness, 0.0)
    return np.asarray(likeness)


def _likeness_in_meaning(questions: Sequence[str], meaning: Meaning) -> NDArray[np.float64]:
    """Each is encoded by itself: what members ask is not kept among the sheet's vectors."""
    vectors = np.array([meaning.encode(question) for question in questions], np.float64)
    return np.clip((vectors @ vectors.T - _STRANGERS) / (1 - _STRANGERS), 0.0, 1.0)


def _communities(likeness: NDArray[np.float64]) -> NDArray[np.int64]:
    count = len(likeness)
    at = max(count - _NEIGHBOURS, 0)
    nearest = np.partition(likeness, at, axis=1)[:, at] if count else np.zeros(0)
    tied = likeness >= np.maximum(nearest - 1e-9, _LEAST)[:, None]
    tied |= tied.T
    graph = [
        {other: float(likeness[row, other]) ** 2 for other in np.flatnonzero(tied[row]).tolist()}
        for row in range(count)
    ]
    return np.array(communities(graph, _RESOLUTION, _SMALLEST), np.int64)


def _belonging(labels: NDArray[np.int64], likeness: NDArray[np.float64]) -> NDArray[np.int64]:
    """Without the questions that share a word with their group and mean something else: each by itself."""
    apart = labels.copy()
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        while len(members) > 1:
            inside = np.sort(likeness[np.ix_(members, members)], axis=1)
            closest = inside[:, -min(_CLOSEST, len(members) - 1) :].mean(axis=1)
            stranger = int(closest.argmin())
            if closest[stranger] >= _BELONGING:
                break
            apart[members[stranger]] = apart.max() + 1
            members = np.delete(members, stranger)
    return apart


def _concentration(said: NDArray[np.bool_], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """How likely two questions with the same word are of one group, for each word."""
    counts = np.zeros((int(labels.max()) + 1, said.shape[1]))
    np.add.at(counts, labels, said)
    often = counts.sum(axis=0)
    together = (counts * (counts - 1)).sum(axis=0)
    return np.asarray(together / np.maximum(often * (often - 1), 1.0))


def _listed(labels: NDArray[np.int64], likeness: NDArray[np.float64]) -> tuple[tuple[int, ...], ...]:
    members = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1)]
    typical = [each[np.argsort(-likeness[np.ix_(each, each)].sum(axis=1), kind="stable")] for each in members]
    ordered = sorted((tuple(each.tolist()) for each in typical), key=lambda each: (-len(each), min(each)))
    return tuple(ordered)
