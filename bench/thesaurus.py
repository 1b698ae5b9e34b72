"""Makes the matcher's thesaurus again, from WordNet 3.0 and the common words of SCOWL."""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import Stemmer

WORD = re.compile(r"[a-z]{3,}")
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
# A relation counts when the senses that have it carry at least this share of a word's uses.
SHARE = 0.3
DERIVED = "+\\"  # pointers to words of the same root


@dataclass(frozen=True, slots=True)
class Synset:
    """Words of one meaning, and which of them derive from words of other synsets."""

    words: tuple[str, ...]
    derived: tuple[tuple[int, str, str, int], ...]


def related(wordnet: Path, scowl: Path) -> dict[str, dict[str, float]]:
    """Stem to related stems, each with the share of uses that the relation holds for."""
    stem = Stemmer.Stemmer("english").stemWord
    common = set(_common_words(scowl))
    stems: dict[str, dict[str, float]] = {}
    for word, others in _relations(wordnet).items():
        for other, share in others.items():
            one, two = stem(word), stem(other)
            if share >= SHARE and {word, other} <= common and one != two:
                known = stems.setdefault(one, {})
                known[two] = max(known.get(two, 0.0), min(share, 1.0))
    return stems


def lines(stems: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """As `bot/domain/matching/thesaurus_words.py` holds them: a line a letter, the closest stems first."""
    for letter in string.ascii_lowercase:
        entries = [
            f"{stem} {' '.join(sorted(near, key=lambda other: (-near[other], other)))}"
            for stem, near in sorted(stems.items())
            if stem.startswith(letter)
        ]
        yield ",".join(entries) + ","


def _common_words(scowl: Path) -> Iterator[str]:
    for size in ("10", "20", "35"):
        for kind in ("english", "american", "british"):
            file = scowl / f"{kind}-words.{size}"
            if file.exists():
                yield from (line.strip().lower() for line in file.read_text("latin-1").splitlines())


def _relations(wordnet: Path) -> dict[str, dict[str, float]]:
    synsets, uses = _synsets(wordnet), _uses(wordnet)
    relations: dict[str, dict[str, float]] = {}
    for word, senses in _senses(wordnet).items():
        if not WORD.fullmatch(word):
            continue
        counts = [uses.get((word, part, number), 0) + 0.5 for part, number, _ in senses]
        for (part, _, offset), count in zip(senses, counts, strict=True):
            for other in _neighbours(word, synsets[part, offset], synsets):
                shares = relations.setdefault(word, {})
                shares[other] = shares.get(other, 0.0) + count / sum(counts)
    return relations


def _neighbours(word: str, synset: Synset, synsets: Mapping[tuple[str, str], Synset]) -> Iterator[str]:
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
            found[part, fields[0]] = Synset(words, tuple(_derived(fields[4 + 2 * count :])))
    return found


def _derived(fields: list[str]) -> Iterator[tuple[int, str, str, int]]:
    for n in range(int(fields[0])):
        symbol, offset, part, places = fields[1 + 4 * n : 5 + 4 * n]
        at, to = divmod(int(places, 16), 256)
        if symbol in DERIVED and at and to:
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
