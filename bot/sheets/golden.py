"""Loads the golden questions that stand beside a fact sheet."""

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.domain.briefing import Briefing
from bot.domain.rehearsal import GoldenQuestion
from bot.errors import Problem
from bot.sheets.documents import SHEET_MB, UnreadableFileError, read_text, shown
from bot.sheets.validation import model_shape, validate
from bot.sheets.wordings import did_you_mean
from bot.sheets.yaml_nodes import ListNode, MapNode, Node, Place, node_at, text_at
from bot.sheets.yaml_reader import read_yaml

GOLDEN_FILES = ("golden.yaml", "golden.yml")  # the first that there is
_QUESTION = model_shape(GoldenQuestion)


def golden_questions(
    knowledge: Path, briefing: Briefing
) -> tuple[tuple[GoldenQuestion, ...], tuple[Problem, ...]]:
    """The golden questions of a knowledge folder, if any, or what is wrong with them."""
    written, problems = written_golden(knowledge, briefing)
    return tuple(question for question, _ in written), problems


def written_golden(
    knowledge: Path, briefing: Briefing
) -> tuple[tuple[tuple[GoldenQuestion, Place], ...], tuple[Problem, ...]]:
    """The golden questions of a knowledge folder with their places, or what is wrong with them."""
    candidates = (knowledge / name for name in GOLDEN_FILES)
    file = next((file for file in candidates if file.exists()), None)
    if file is None:
        return (), ()
    entries, problems = _read(file)
    questions = []
    for node in entries:
        question, misfits = validate(_QUESTION, node)
        problems.extend(misfits)
        if question is not None:
            questions.append((question, node.place))
            problems.extend(_misled(question, node, briefing))
    return ((), tuple(sorted(set(problems)))) if problems else (tuple(questions), ())


def _read(path: Path) -> tuple[tuple[Node, ...], list[Problem]]:
    name = shown(path)
    try:
        root, unreadable = read_yaml(read_text(path, SHEET_MB), name)
    except UnreadableFileError as error:
        return (), [error.problem(name)]
    entries = _entries(root)
    if entries is None and not unreadable:
        hint = "Write “golden:” and below it a line “- {ask: …, fact: …}” for each question."
        return (), [Problem(name, 1, 1, "This file must hold the key `golden` with a list.", hint)]
    return entries or (), list(unreadable)


def _entries(root: Node | None) -> tuple[Node, ...] | None:
    if not isinstance(root, MapNode) or len(root.keys) != 1:
        return None
    entries = root.entries.get("golden")
    return entries.entries if isinstance(entries, ListNode) else None


def _misled(question: GoldenQuestion, node: Node, briefing: Briefing) -> Iterator[Problem]:
    yield from _unknown("fact", question.fact, briefing.facts, node)
    yield from _unknown("open", question.open, briefing.open_questions, node)
    if question.fact is not None and question.open is not None:
        message = "A question cannot be answered and open at once."
        yield node_at(node, ("open",)).place.problem(message, "Keep `fact` or `open`.")


def _unknown(key: str, name: str | None, known: Collection[str], node: Node) -> Iterator[Problem]:
    at = text_at(node, (key,))
    if name is not None and name not in known and at is not None:
        noun = "fact" if key == "fact" else "open question"
        hint = did_you_mean(name, known, f"Add it, or name another {noun}.")
        yield at.place.problem(f"There is no {noun} `{name}`.", hint)
