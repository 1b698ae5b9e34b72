"""Adds taught ways of asking to a folder's learned/.

Its files are written by machine, and still only lines are added: below the other ways of the same entry if it
has any, else in taught.yaml.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.errors import InputError
from bot.sheets.documents import ReadingRules, read_text, shown
from bot.sheets.knowledge import load_sheet
from bot.sheets.sheet_reader import LEARNED
from bot.sheets.sheet_text import learned_text, way_line
from bot.sheets.whole_files import whole_file
from bot.sheets.written_sheet import Written
from bot.sheets.yaml_nodes import ListNode, Place

TAUGHT_FILE: Final = "taught.yaml"
Ways = Mapping[str, Sequence[str]]


def export_learned(knowledge: Path, rules: ReadingRules, ways: Ways) -> tuple[str, ...]:
    """The files that were written; SheetError when the sheet is not in order."""
    if not knowledge.is_dir():
        raise InputError(f"{shown(knowledge)} is a single file; learned ways stand beside a folder's sheet.")
    _, written = load_sheet(knowledge, rules)
    own = knowledge / LEARNED / TAUGHT_FILE
    mine = {entry.id: entry.value or () for entry in written.learned if entry.place.file == shown(own)}
    others = {entry.id: entry for entry in written.learned if entry.id not in mine}
    texts = _with_lines({name: more for name, more in ways.items() if name in others}, others)
    added = {name: more for name, more in ways.items() if name not in others}
    if added:
        texts[own] = learned_text({n: (*mine.get(n, ()), *added.get(n, ())) for n in {**mine, **added}})
    for file, text in texts.items():
        with whole_file(file, in_new_folder=True) as opened:
            opened.write(text)
    return tuple(map(shown, texts))


def _with_lines(ways: Ways, there: Mapping[str, Written[tuple[str, ...]]]) -> dict[Path, str]:
    """Each file with its new lines, inserted from the end so that earlier places stay valid."""
    places: dict[str, list[tuple[Place, Sequence[str]]]] = defaultdict(list)
    for name, more in ways.items():
        place = _last(there[name])
        places[place.file].append((place, more))
    return {Path(file): _grown(Path(file), additions) for file, additions in places.items()}


def _last(entry: Written[tuple[str, ...]]) -> Place:
    return entry.node.entries[-1].place if isinstance(entry.node, ListNode) else entry.node.place


def _grown(file: Path, additions: Sequence[tuple[Place, Sequence[str]]]) -> str:
    lines = read_text(file).splitlines(keepends=True)
    for place, more in sorted(additions, key=lambda addition: addition[0].line, reverse=True):
        line = lines[place.line - 1]
        before, dash, _ = line.partition("- ")
        if before.strip() or not dash:
            raise InputError(f"{place}: The ways of asking must stand one a line, each after a “- ”.")
        lines[place.line - 1] = line.rstrip("\r\n") + "\n"
        lines[place.line : place.line] = [f"{before}{way_line(way)}\n" for way in more]
    return "".join(lines)
