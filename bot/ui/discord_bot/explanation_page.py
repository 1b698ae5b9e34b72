"""Why a question was decided as it was, from the sheet's own words; the same question gives the same page."""

from collections.abc import Iterator
from typing import Final

from bot.domain.answering import Found, Unknown, Unsure
from bot.matching.results import Match
from bot.services.asking import Reply
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Page, footed
from bot.ui.texts import discord_bot as texts

LONGEST: Final = 300
MOST_GATES: Final = 8


def explanation_page(reply: Reply, decided_by: str) -> Page:
    """`decided_by` is the version of the sheet that answered then; another one may decide differently."""
    lines = list(_lines(reply))
    if decided_by != reply.snapshot.version:
        lines.insert(0, f"*{texts.SHEET_CHANGED}*")
    return Page("\n".join(lines), title=texts.WHY, footer=footed(texts.sheet_label(reply.snapshot.version)))


def _lines(reply: Reply) -> Iterator[str]:
    ranking, answer = reply.ranking, reply.answer
    yield texts.decided(_verdict(reply), answer.score, reply.snapshot.thresholds.answer)
    for best in ranking.matches[:1]:
        yield texts.best_match(_shown(best.id), f"{best.confidence:.1f}", _shown(best.phrasing))
        yield from _words(best)
    if ranking.unknown:
        yield texts.unknown_words(len(ranking.unknown))
    for second in ranking.matches[1:2]:
        yield texts.runner_up(_shown(second.id), f"{second.confidence:.1f}", _shown(second.phrasing))
    for gate in answer.gates[:MOST_GATES]:
        yield texts.gate(_shown(gate.name), _shown(gate.detail), passed=gate.passed)


def _words(best: Match) -> Iterator[str]:
    if best.matched:
        yield texts.matched_words(_shown(", ".join(best.matched)))
    if best.conflicts:
        yield texts.clashing(_shown(", ".join(map(str, best.conflicts))))


def _verdict(reply: Reply) -> str:
    match reply.answer:
        case Found():
            return texts.VERDICT_FOUND
        case Unsure():
            return texts.VERDICT_UNSURE
        case Unknown(open_question=None):
            return texts.VERDICT_UNKNOWN
        case Unknown():
            return texts.VERDICT_OPEN


def _shown(text: str) -> str:
    return neutral(cut(text, LONGEST))
