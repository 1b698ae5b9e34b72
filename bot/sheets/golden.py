"""Loads the golden questions that stand beside a fact sheet."""

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.domain.briefing import Briefing
from bot.domain.rehearsal import GoldenQuestion
from bot.errors import Problem, SheetError
from bot.sheets.documents import UnreadableFileError, read_text, shown
from bot.sheets.places import place_of
from bot.sheets.validation import model_shape, validate
from bot.sheets.wordings import did_you_mean
from bot.sheets.yaml_nodes import ListNode, MapNode, Node, find, text_at
from bot.sheets.yaml_reader import read_yaml

_QUESTION = model_shape(GoldenQuestion)


def golden_file(knowledge: Path) -> Path | None:
    """The golden questions of a knowledge folder, if it has some."""
    candidates = (knowledge / name for name in ("golden.yaml", "golden.yml"))
    return next((file for file in candidates if file.exists()), None)


def load_golden(path: Path, briefing: Briefing) -> tuple[GoldenQuestion, ...]:
    """All questions of the file; SheetError carries everything that is wrong with them."""
    name = shown(path)
    try:
        read = read_yaml(read_text(path), name)
    except UnreadableFileError as error:
        raise SheetError([error.problem(name)]) from error
    problems = list(read.problems)
    questions = []
    for node in _entries(read.root, name, problems) if read.complete else ():
        question = validate(_QUESTION, node, name, problems)
        if question is not None:
            questions.append(question)
            problems.extend(_misled(question, node, name, briefing))
    if problems:
        raise SheetError(problems)
    return tuple(questions)


def _entries(root: Node | None, file: str, problems: list[Problem]) -> tuple[Node, ...]:
    entries = find(root, ("golden",)) if isinstance(root, MapNode) else root
    if isinstance(root, MapNode) and isinstance(entries, ListNode) and len(root.keys) == 1:
        return entries.entries
    if not problems:
        hint = "Write “golden:” and below it a line “- {ask: …, fact: …}” for each question."
        problems.append(Problem(file, 1, 1, "This file must hold the key `golden` with a list.", hint))
    return ()


def _misled(question: GoldenQuestion, node: Node, file: str, briefing: Briefing) -> Iterator[Problem]:
    yield from _unknown("fact", question.fact, briefing.facts, node, file)
    yield from _unknown("open", question.open, briefing.open_questions, node, file)
    if question.fact is not None and question.open is not None:
        message = "A question cannot be answered and open at once."
        yield place_of(find(node, ("open",)), file).problem(message, "Keep `fact` or `open`.")


def _unknown(key: str, name: str | None, known: Collection[str], node: Node, file: str) -> Iterator[Problem]:
    at = text_at(node, (key,))
    if name is not None and name not in known and at is not None:
        noun = "fact" if key == "fact" else "open question"
        hint = did_you_mean(name, known, f"Add it, or name another {noun}.")
        yield place_of(at, file).problem(f"There is no {noun} `{name}`.", hint)
