"""What both sides are asked: exams, golden questions, other files of questions, nonsense from a seed."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.identity.home import read_yaml

SCRAPS = (
    "not", "never", "1871", "2,000", "$18bn", "3rd", "third", "4 May", "", "?", "…", "’s", "who", "why",
    "\u202e", "\x00", "\x1b[31m", "é", "\u0301", "🚀", "名前", "عربي", "<@1>", "@everyone", "**",
    "https://x.y/z", "“", "”",
)  # fmt: skip


def known(home: Path, others: Sequence[Path]) -> list[str]:
    golden = read_yaml(home / "knowledge/golden.yaml")["golden"]
    exams = (*sorted((home / "tests/exams").glob("*.jsonl")), *others)
    lines = (line for exam in exams for line in exam.read_text("utf-8").splitlines() if line.strip())
    return [json.loads(line)["q"] for line in lines] + [question["ask"] for question in golden]


def fuzzed(questions: Sequence[str], count: int, seed: int) -> Iterator[bytes]:
    """Questions with words lost, swapped, misspelt and mixed; scraps; and bytes that are no text at all."""
    dice = random.Random(seed)
    words = sorted({word for question in questions for word in question.split()})
    for _ in range(count):
        kind = dice.randrange(10)
        if kind == 0:
            line = dice.randbytes(dice.randrange(60))
        elif kind == 1:
            line = " ".join(dice.choices(SCRAPS, k=dice.randrange(8))).encode()
        elif kind < 4:
            line = " ".join(dice.choices(words, k=dice.randrange(1, 12))).encode()
        else:
            line = " ".join(bent(dice, dice.choice(questions).split(), words)).encode()
        yield line.replace(b"\n", b"").rstrip(b"\r")


def bent(dice: random.Random, line: list[str], words: Sequence[str]) -> list[str]:
    for _ in range(dice.randrange(1, 4)):
        place = dice.randrange(len(line) + 1)
        match dice.randrange(4):
            case 0:
                line = [*line[:place], *line[place + 1 :]]
            case 1:
                line = [*line[:place], dice.choice(words), *line[place:]]
            case 2:
                line = [*line[:place], dice.choice(SCRAPS), *line[place:]]
            case _ if place < len(line) and line[place]:
                line[place] = misspelt(dice, line[place])
    return line


def misspelt(dice: random.Random, word: str) -> str:
    place = dice.randrange(len(word))
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice((word[:place] + word[place + 1 :], word[:place] + letter + word[place:], word.upper()))
