"""Learned ways of asking that earn their place: those that the sheet does not answer surely without them."""

from collections import defaultdict
from pathlib import Path

from bot.domain.answering import Answer, Found, Unknown
from bot.services.asking import ask
from bot.services.snapshot import snapshot_of
from bot.sheets.knowledge import load_sheet
from bot.sheets.sheet_text import learned_text


def prune(knowledge: Path) -> tuple[int, int]:
    """Rewrite the files of learned ways without those that are not needed: how many there were, and are."""
    briefing, written = load_sheet(knowledge)
    learned = briefing.sheet.learned
    curated = snapshot_of(briefing.without_learned())
    files: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for name, ways in learned.items():
        file = written.place(("learned", name)).file
        files[file][name] = [way for way in ways if led_to(ask(curated, way).answer) != name]
    for file, kept in files.items():
        _rewrite(Path(file), {name: ways for name, ways in kept.items() if ways})
    left = sum(len(ways) for kept in files.values() for ways in kept.values())
    return sum(map(len, learned.values())), left


def led_to(answer: Answer) -> str | None:
    """The fact that was given, or the open question that was recognised."""
    match answer:
        case Found(best):
            return best.id
        case Unknown(open_question):
            return open_question
        case _:
            return None


def _rewrite(file: Path, learned: dict[str, list[str]]) -> None:
    if learned:
        file.write_text(learned_text(learned), encoding="utf-8")
    else:
        file.unlink()
