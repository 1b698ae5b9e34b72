"""Why a question was decided as it was: score, best way of asking, reasons, runner-up, gates."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.domain.answering import Gate
from bot.matching.results import Match
from bot.services.asking import Reply
from bot.ui.reply_json import STATUS
from bot.ui.terminal.screen import safe
from bot.ui.texts import meaning as meaning_texts
from bot.ui.texts import reasons as reason_texts
from bot.ui.texts.plain import one_line

NOTHING = "none"


def explain_view(reply: Reply) -> RenderableType:
    """Each question of the message, in the order of the answers."""
    return Group(*(_explanation(part) for part in (reply, *reply.more)))


def _explanation(reply: Reply) -> RenderableType:
    return Group(Text(), _grid(_rows(reply)), *_gates(reply.answer.gates), _candidates(reply.ranking.matches))


def _rows(reply: Reply) -> Iterator[tuple[str, str]]:
    ranking = reply.ranking
    yield "decided", f"{STATUS[type(reply.answer)]} in {reply.elapsed_ms:.1f} ms"
    yield "score", reason_texts.score(reply.answer.score, reply.snapshot.thresholds.answer)
    yield "words", _words(ranking.words)
    if ranking.corrected:
        yield "read as", ", ".join(f"{typed} → {word}" for typed, word in ranking.corrected)
    if ranking.unknown:
        yield "never heard of", _words(ranking.unknown)
    for best in ranking.matches[:1]:
        yield from _best(best)
    for nearest in (*ranking.alike, *ranking.matches)[:1]:
        if nearest.likeness is not None:
            yield "in meaning", meaning_texts.nearest(nearest.id, nearest.likeness)
    for second in ranking.matches[1:2]:
        yield "runner-up", f"{second.id} at {second.confidence:.1f}, by “{second.phrasing}”"


def _best(best: Match) -> Iterator[tuple[str, str]]:
    yield "best", f"{best.id} at {best.confidence:.1f}"
    yield "by the phrasing", best.phrasing
    yield "words matched", _words(best.matched)
    yield "words missed", _words(best.missed)
    if best.conflicts:
        yield "clashes", _words([str(conflict) for conflict in best.conflicts])
    for at, reason in enumerate(reason_texts.reasons(best)):
        yield "" if at else "reasons", reason


def _words(words: Sequence[str]) -> str:
    return ", ".join(words) or NOTHING


def _grid(rows: Iterator[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", min_width=6)
    grid.add_column(ratio=1, overflow="fold")
    for name, value in rows:
        grid.add_row(name, safe(one_line(value)))
    return grid


def _gates(gates: Sequence[Gate]) -> Iterator[RenderableType]:
    if not gates:
        return
    table = Table("gate", "passed", "because", box=SIMPLE_HEAD)
    for gate in gates:
        verdict = Text("yes", "green") if gate.passed else Text("no", "red")
        table.add_row(safe(gate.name), verdict, safe(one_line(gate.detail)))
    yield table


def _candidates(matches: Sequence[Match]) -> Table:
    table = Table("fact", "score", "phrasing", box=SIMPLE_HEAD)
    for match in matches:
        table.add_row(safe(match.id), f"{match.confidence:.1f}", safe(one_line(match.phrasing)))
    return table
