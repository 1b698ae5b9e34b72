"""“Should have been …”: a curator teaches a member's question, vouched for or reworded."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from re import Match
from typing import Final

from bot.services.snapshot import Snapshot
from bot.services.teaching import LONGEST_WAY, Lesson, words_of
from bot.ui.discord_bot.features.teach import Classroom, take_back, trial_page
from bot.ui.discord_bot.form import Field, Form
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import MOST_CHOICES, Interaction, chosen
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Menu, Page, Row, Tone, button, option, titled
from bot.ui.discord_bot.permissions import Curators
from bot.ui.discord_bot.persistent_button import FACT, REQUEST, PersistentButton, persistent_button
from bot.ui.discord_bot.sending import finish, respond
from bot.ui.texts import discord_bot as texts
from bot.ui.texts import teaching as teaching_texts
from bot.ui.texts.language import spoken

BEGIN: Final = rf"teach:from:{REQUEST}"
PICK: Final = rf"teach:pick:{REQUEST}"
VOUCH: Final = rf"teach:vouch:{REQUEST}:{FACT}"
REWORD: Final = rf"teach:reword:{REQUEST}:{FACT}"
ANYWAY: Final = rf"teach:anyway:{REQUEST}"
BACK: Final = r"teach:back:(?P<numbers>\d{1,18}(?:\.\d{1,18})*)"
ForCurators = Callable[[Interaction, str], tuple[Row, ...]]


def should_have_been(curators: Curators) -> ForCurators:
    """The button about an answer that only those who may teach see, on their own pages."""

    def rows(interaction: Interaction, request: str) -> tuple[Row, ...]:
        shown = button(spoken(teaching_texts.SHOULD_HAVE_BEEN), f"teach:from:{request}")
        return ((shown,),) if curators.include(interaction) else ()

    return rows


def teach_buttons(room: Classroom, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    presses = _Presses(room, gatekeeper)
    by_pattern = {
        BEGIN: presses.begin,
        PICK: presses.pick,
        VOUCH: presses.vouch,
        REWORD: presses.reword,
        ANYWAY: presses.anyway,
        BACK: presses.back,
    }
    return tuple(persistent_button(pattern, press, gatekeeper) for pattern, press in by_pattern.items())


@dataclass(frozen=True, slots=True)
class _Presses:
    """What each button does; a right may have been lost since it was shown."""

    room: Classroom
    gatekeeper: Gatekeeper

    async def begin(self, interaction: Interaction, match: Match[str]) -> None:
        self.room.curators.require(interaction)
        asked = await self.room.questions.recall(match["request"])
        page = Page(spoken(texts.QUESTION_GONE))
        if asked is not None:
            page = choice_page(self.room.snapshots.current, match["request"], asked.text)
        await respond(interaction, page, private=True)

    async def pick(self, interaction: Interaction, match: Match[str]) -> None:
        """Try the member's words, and show what they would change."""
        lesson = await self._lesson(interaction, match["request"], chosen(interaction))
        if lesson is not None:
            tried = await self.room.rehearse(interaction, lesson)
            page = trial_page(tried, match["request"], lesson)
            await finish(interaction, page)

    async def vouch(self, interaction: Interaction, match: Match[str]) -> None:
        lesson = await self._lesson(interaction, match["request"], match["fact"])
        if lesson is not None:
            await self.room.vouched(interaction, lesson)

    async def reword(self, interaction: Interaction, match: Match[str]) -> None:
        self.room.curators.require(interaction)
        asked = await self.room.questions.recall(match["request"])
        words = cut(words_of(self.room.snapshots.current, asked.text), LONGEST_WAY) if asked else ""
        field = Field(default=words or None, max_length=LONGEST_WAY)
        submit = partial(self._reworded, match["fact"])
        form = Form(
            spoken(teaching_texts.TITLE), spoken(teaching_texts.REWORDED), field, self.gatekeeper, submit
        )
        await interaction.response.send_modal(form)

    async def _reworded(self, entry_id: str, interaction: Interaction, words: str) -> None:
        """Teach the reworded words, which identify nobody."""
        self.room.curators.require(interaction)
        await interaction.response.defer()
        await self.room.teach(interaction, Lesson.of(words, entry_id))

    async def anyway(self, interaction: Interaction, match: Match[str]) -> None:
        self.room.curators.require(interaction)
        await interaction.response.defer()
        trial = self.room.withheld.pop(int(match["request"]), None)
        if trial is None:
            await finish(interaction, Page(spoken(teaching_texts.LESSON_GONE)))
        else:
            await self.room.teach(interaction, trial.lesson, shown=trial, agreed=True)

    async def back(self, interaction: Interaction, match: Match[str]) -> None:
        self.room.curators.require(interaction)
        await interaction.response.defer()
        await take_back(interaction, self.room, *map(int, match["numbers"].split(".")))

    async def _lesson(self, interaction: Interaction, request: str, entry_id: str) -> Lesson | None:
        """None, after saying so, when the question has been forgotten."""
        self.room.curators.require(interaction)
        await interaction.response.defer()
        asked = await self.room.questions.recall(request)
        if asked is None:
            await finish(interaction, Page(spoken(texts.QUESTION_GONE)))
            return None
        return Lesson.of(words_of(self.room.snapshots.current, asked.text), entry_id)


def choice_page(snapshot: Snapshot, request: str, question: str) -> Page:
    """The facts and open questions that come near; any other is named in the command."""
    entries = snapshot.briefing.entries
    near = [match.id for match in snapshot.matcher.rank(question, limit=MOST_CHOICES).matches]
    shown = list(dict.fromkeys([*near, *entries]))[:MOST_CHOICES]
    options = tuple(option(entries[name].question, name, name) for name in shown)
    menu = Menu(f"teach:pick:{request}", spoken(teaching_texts.CHOOSE), options)
    body = (
        f"{neutral(teaching_texts.which(cut(question, LONGEST_WAY)))}\n-# {spoken(teaching_texts.ANY_OTHER)}"
    )
    return Page(body, titled(spoken(teaching_texts.TITLE)), tone=Tone.QUESTION, rows=(menu,))
