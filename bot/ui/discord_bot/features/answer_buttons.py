"""The buttons under an answer: in context, why, post here, helpful or not, and choices to pick from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from bot.database.query_log import LoggedQuery, Outcome, Surface, Verdict
from bot.domain.answering import Chat, Found, Unknown, Unsure, is_settled
from bot.domain.briefing import Briefing
from bot.matching.results import Match
from bot.services.asking import Reply
from bot.services.following_up import is_elliptical
from bot.services.questions import QuestionService, ask_aside
from bot.services.snapshot import Snapshot, Snapshots
from bot.ui.discord_bot.features.answer import reply_page
from bot.ui.discord_bot.features.answer_rows import CHOOSE, CONTEXT, POST, RATE, WHY, context_id, rate_id
from bot.ui.discord_bot.features.entry_page import fact_page, gone_page
from bot.ui.discord_bot.features.teach_buttons import ForCurators
from bot.ui.discord_bot.gate import Gatekeeper, Seen
from bot.ui.discord_bot.interactions import Interaction, asker_of, may_speak, request_of, speak_for
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Page, Row, button, footed
from bot.ui.discord_bot.persistent_button import FACT, NUMBER, PersistentButton, persistent_button
from bot.ui.discord_bot.quotes import context_page
from bot.ui.discord_bot.sending import drop_pressed, follow_up, respond, turn
from bot.ui.texts import answers
from bot.ui.texts import discord_bot as texts
from bot.ui.texts import meaning as meaning_texts
from bot.ui.texts.language import decimal, spoken
from bot.ui.texts.reasons import conflicts, reasons

QUOTE: Final = rf"quote:{FACT}:{NUMBER}"
LONGEST_SHOWN: Final = 300
NOT_HELPFUL = "not"


def quote_id(fact: str, number: int) -> str:
    return f"quote:{fact}:{number}"


@dataclass(frozen=True, slots=True)
class _Presses:
    """What these buttons do, apart from the verdicts."""

    snapshots: Snapshots
    questions: QuestionService
    for_curators: ForCurators
    posted: Seen = field(default_factory=Seen)

    async def context(self, interaction: Interaction, match: re.Match[str]) -> None:
        page = self._context(interaction, match["fact"], int(match["number"] or 0))
        await respond(interaction, page, private=True)

    async def quote(self, interaction: Interaction, match: re.Match[str]) -> None:
        await turn(interaction, self._context(interaction, match["fact"], int(match["number"])))

    def _context(self, interaction: Interaction, fact_id: str, number: int) -> Page:
        briefing = self._briefing
        return fact_context(briefing, fact_id, number) or gone_page(fact_id, briefing, interaction.id)

    async def why(self, interaction: Interaction, match: re.Match[str]) -> None:
        asked = await self.questions.recall(match["request"])
        page = Page(spoken(texts.QUESTION_GONE))
        if asked is not None:
            page = explanation_page(await _asked_again(self.snapshots.current, asked), asked.sheet)
            page = replace(page, rows=self.for_curators(interaction, match["request"]))
        await respond(interaction, page, private=True)

    async def choose(self, interaction: Interaction, match: re.Match[str]) -> None:
        await _choose(interaction, self._briefing, self.questions, match["fact"])

    async def post(self, interaction: Interaction, match: re.Match[str]) -> None:
        if not self.posted.is_new(match[0]):  # pressed twice, before the button had gone
            await interaction.response.defer()
            return
        done = False
        try:
            done = await _post(interaction, self._briefing, match["fact"], int(match["number"] or 0))
        finally:
            if not done:
                self.posted.forget(match[0])

    @property
    def _briefing(self) -> Briefing:
        return self.snapshots.current.briefing


def answer_buttons(
    snapshots: Snapshots, questions: QuestionService, gatekeeper: Gatekeeper, for_curators: ForCurators
) -> tuple[PersistentButton, ...]:
    presses = _Presses(snapshots, questions, for_curators)
    return (
        persistent_button(CONTEXT, presses.context, gatekeeper),
        persistent_button(QUOTE, presses.quote, gatekeeper),
        persistent_button(WHY, presses.why, gatekeeper),
        persistent_button(CHOOSE, presses.choose, gatekeeper, counted=True),
        persistent_button(POST, presses.post, gatekeeper, counted=True),
    )


async def _asked_again(snapshot: Snapshot, asked: LoggedQuery) -> Reply:
    """Explain an elliptical question by the one it was taken for."""
    reply = await ask_aside(snapshot, asked.text)
    entry = asked.fact_id if asked.outcome is Outcome.ANSWERED else asked.open_question_id
    taken = snapshot.briefing.entries.get(entry or "")
    if taken is None or is_settled(reply.answer) or not is_elliptical(snapshot, asked.text):
        return reply
    return replace(await ask_aside(snapshot, taken.question), understood=taken.question)


async def _choose(
    interaction: Interaction, briefing: Briefing, questions: QuestionService, fact_id: str
) -> None:
    reply = await questions.choose(fact_id, request_of(interaction, Surface.CHOICE))
    if reply is None:
        await respond(interaction, gone_page(fact_id, briefing, interaction.id), private=True)
        return
    message = interaction.message
    private = message is not None and message.flags.ephemeral
    mine = asker_of(message) == interaction.user.id
    speak_for(interaction, private=private or not mine)
    page = reply_page(reply, interaction.id, private=private)
    if mine:
        await turn(interaction, page)
    else:
        await respond(interaction, page, private=True)


async def _post(interaction: Interaction, briefing: Briefing, fact_id: str, number: int) -> bool:
    fact = briefing.facts.get(fact_id)
    if fact is None or not may_speak(interaction):
        gone = gone_page(fact_id, briefing, interaction.id) if fact is None else None
        await respond(interaction, gone or Page(spoken(texts.NOT_YOURS_TO_POST)), private=True)
        return False
    shown = min(number, len(briefing.citations[fact.id]) - 1)  # a reload may have taken quotes away
    # The private answer loses its button first, so that nobody posts it twice.
    await drop_pressed(interaction)
    speak_for(interaction, private=False)
    under = button(spoken(texts.IN_CONTEXT), context_id(fact.id, shown))
    await follow_up(interaction, fact_page(fact, briefing, ((under,),), number=shown), private=False)
    return True


def fact_context(briefing: Briefing, fact_id: str, number: int) -> Page | None:
    """The n-th quote of a fact in its passage; None when the fact is gone."""
    if fact_id not in briefing.facts:
        return None
    return context_page(briefing, briefing.citations[fact_id], number, lambda n: quote_id(fact_id, n))


def verdict_buttons(
    questions: QuestionService, gatekeeper: Gatekeeper, for_curators: ForCurators
) -> tuple[PersistentButton, ...]:
    async def rate(interaction: Interaction, match: re.Match[str]) -> None:
        request, word = match["request"], match["verdict"]
        if word == NOT_HELPFUL:
            await respond(interaction, _reasons(request, for_curators(interaction, request)), private=True)
        else:
            await _rate(interaction, questions, request, Verdict(word))

    return (persistent_button(RATE, rate, gatekeeper),)


async def _rate(interaction: Interaction, questions: QuestionService, request: str, verdict: Verdict) -> None:
    await questions.rate(request, interaction.user.id, verdict)
    thanks = Page(spoken(texts.THANKS[verdict]))
    if verdict is Verdict.HELPFUL:
        await respond(interaction, thanks, private=True)
    else:
        await turn(interaction, thanks)


def _reasons(request: str, further: tuple[Row, ...]) -> Page:
    buttons = (button(spoken(label), rate_id(request, reason)) for reason, label in texts.REASONS.items())
    return Page(spoken(texts.WHAT_IS_WRONG), rows=(tuple(buttons), *further))


def explanation_page(reply: Reply, decided_by: str) -> Page:
    """`decided_by` is the version of the sheet that answered then; another one may decide differently."""
    lines = list(_lines(reply))
    if decided_by != reply.snapshot.version:
        lines.insert(0, f"*{spoken(texts.SHEET_CHANGED)}*")
    if reply.understood:
        lines.insert(0, f"*{spoken(answers.UNDERSTOOD_AS)} {_shown(reply.understood)}*")
    return Page(
        "\n".join(lines), title=spoken(texts.WHY), footer=footed(texts.sheet_label(reply.snapshot.version))
    )


def _lines(reply: Reply) -> Iterator[str]:
    ranking, answer = reply.ranking, reply.answer
    yield texts.decided(_verdict(reply), answer.score, reply.snapshot.thresholds.answer)
    for best in ranking.matches[:1]:
        yield texts.best_match(_shown(best.id), decimal(best.confidence), _shown(best.phrasing))
        yield from _words(best)
    if ranking.unknown:
        yield texts.unknown_words(len(ranking.unknown))
    for nearest in (*ranking.alike, *ranking.matches)[:1]:
        if nearest.likeness is not None:
            yield meaning_texts.nearest(_shown(nearest.id), nearest.likeness)
    for second in ranking.matches[1:2]:
        yield texts.runner_up(_shown(second.id), decimal(second.confidence), _shown(second.phrasing))
    if isinstance(answer, Unsure):
        yield from _open_beside(reply)


def _open_beside(reply: Reply) -> Iterator[str]:
    """The open question that keeps a fact from being given."""
    known, thresholds = reply.snapshot.briefing.open_questions, reply.snapshot.thresholds
    score = max((match.confidence for match in reply.ranking.matches if match.id not in known), default=0.0)
    asked = next((match for match in reply.ranking.matches if match.id in known), None)
    if asked is not None and asked.confidence - score >= thresholds.ahead:
        yield texts.open_beside(_shown(asked.id), decimal(asked.confidence))


def _words(best: Match) -> Iterator[str]:
    if best.matched:
        yield texts.matched_words(_shown(", ".join(best.matched)))
    if best.reasons:
        yield texts.weighed(reasons(best))
    if best.conflicts:
        yield texts.clashing(_shown(", ".join(conflicts(best))))


def _verdict(reply: Reply) -> str:
    match reply.answer:
        case Found():
            return spoken(texts.VERDICT_FOUND)
        case Unsure():
            return spoken(texts.VERDICT_UNSURE)
        case Unknown(open_question=None):
            return spoken(texts.VERDICT_UNKNOWN)
        case Unknown():
            return spoken(texts.VERDICT_OPEN)
        case Chat():
            return spoken(texts.VERDICT_CHAT)


def _shown(text: str) -> str:
    return neutral(cut(text, LONGEST_SHOWN))
