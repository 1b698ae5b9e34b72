"""/teach and /unteach: make a question a way of asking for a fact, after showing what that changes."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final, TypeVar

from discord import app_commands

from bot.domain.sheet_state import TaughtWay
from bot.services.asking import entry_named
from bot.services.batch_teaching import BatchTeaching
from bot.services.questions import QuestionService
from bot.services.snapshot import Snapshots
from bot.services.teaching import (
    LONGEST_WAY,
    Lesson,
    LessonTrial,
    RefusedLesson,
    Taught,
    Teaching,
    TeachReport,
    Withheld,
)
from bot.ui.discord_bot.interactions import (
    LONGEST_CHOICE,
    MOST_CHOICES,
    Command,
    Interaction,
    choices,
    completing,
)
from bot.ui.discord_bot.markdown import cut, lines_within, neutral, plain
from bot.ui.discord_bot.page import REPORT, Button, Page, Tone, button, titled
from bot.ui.discord_bot.permissions import AuditLog, Curators
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import teaching as teaching_texts
from bot.ui.texts.language import spoken

TEACH: Final = "teach"
UNTEACH: Final = "unteach"
LINES: Final = 20
LONGEST_LINE: Final = 150
MOST_SHOWN: Final = 100
Key = TypeVar("Key")
Trial = TypeVar("Trial")


@dataclass(frozen=True, slots=True)
class Classroom:
    """Who may teach, the services for it, and the trials that wait for consent."""

    teaching: Teaching
    snapshots: Snapshots
    questions: QuestionService
    curators: Curators
    audit: AuditLog
    withheld: OrderedDict[int, LessonTrial] = field(default_factory=OrderedDict)
    tried: OrderedDict[tuple[int | None, Lesson], LessonTrial] = field(default_factory=OrderedDict)

    async def rehearse(self, interaction: Interaction, lesson: Lesson) -> RefusedLesson | LessonTrial:
        """What teaching it would change, for somebody who may then vouch for it."""
        scope = self.audit.scope(interaction)
        found = await self.teaching.rehearse(lesson, guild_id=scope)
        if isinstance(found, LessonTrial):
            remember(self.tried, (scope, lesson), found)
        return found

    async def vouched(self, interaction: Interaction, lesson: Lesson) -> None:
        """Teach what was shown, without another trial while the sheet is the same."""
        trial = self.tried.pop((self.audit.scope(interaction), lesson), None)
        await self.teach(interaction, lesson, shown=trial, agreed=True)

    async def teach(
        self,
        interaction: Interaction,
        lesson: Lesson,
        *,
        shown: LessonTrial | None = None,
        agreed: bool = False,
    ) -> None:
        """Teach, and show the report in the deferred reply."""
        by = self.questions.key.hash(interaction.user.id)
        scope = self.audit.scope(interaction)
        taught = await self.teaching.teach_as_tried(shown, by) if shown else None
        report = taught or await self.teaching.teach(lesson, by, agreed=agreed, guild_id=scope)
        await self.audit.record(interaction, TEACH, teaching_texts.summary(report))
        if isinstance(report, Withheld):
            remember(self.withheld, interaction.id, report.trial)
        await finish(interaction, report_page(report, interaction.id))

    @property
    def batches(self) -> BatchTeaching:
        return BatchTeaching(self.teaching)


def remember(shown: OrderedDict[Key, Trial], key: Key, trial: Trial, most: int = MOST_SHOWN) -> None:
    """Keep a trial that somebody was shown, and no more than so many of them."""
    shown[key] = trial
    while len(shown) > most:
        shown.popitem(last=False)


def report_page(report: TeachReport, interaction_id: int) -> Page:
    body = lines_of(teaching_texts.headline(report), *teaching_texts.details(report))
    match report:
        case RefusedLesson():
            return Page(body, titled(spoken(teaching_texts.TITLE)), tone=Tone.NOTHING)
        case Withheld():
            anyway = button(spoken(teaching_texts.ANYWAY), f"teach:anyway:{interaction_id}", primary=True)
            return Page(body, titled(spoken(teaching_texts.TITLE)), tone=Tone.QUESTION, rows=((anyway,),))
        case Taught(number=number):
            back = button(spoken(teaching_texts.TAKE_BACK), f"teach:back:{number}")
            return Page(body, titled(spoken(teaching_texts.TITLE)), tone=Tone.ANSWER, rows=((back,),))


def trial_page(tried: RefusedLesson | LessonTrial, request: str, lesson: Lesson) -> Page:
    """What teaching a member's own words would do; whoever teaches them vouches for them."""
    reword = button(spoken(teaching_texts.REWORD), f"teach:reword:{request}:{lesson.entry_id}")
    if isinstance(tried, RefusedLesson):
        rows: tuple[Button, ...] = (reword,)
        body = lines_of(teaching_texts.headline(tried))
    else:
        vouch = button(spoken(teaching_texts.VOUCH), f"teach:vouch:{request}:{lesson.entry_id}", primary=True)
        rows = (vouch, reword)
        effect = lines_of(teaching_texts.proposed(lesson), *teaching_texts.trial_lines(tried))
        body = f"{effect}\n{neutral(spoken(teaching_texts.NO_NAMES))}"  # always shown, however long
    return Page(body, titled(spoken(teaching_texts.TITLE)), tone=Tone.QUESTION, rows=(rows,))


def lines_of(*lines: str) -> str:
    """As many lines as fit."""
    every = [neutral(cut(line, LONGEST_LINE + LONGEST_WAY)) for line in lines[:LINES]]
    shown = every[: lines_within(every, REPORT)]
    left = len(lines) - len(shown)
    return "\n".join([*shown, *([f"-# {teaching_texts.more(left)}"] if left else [])])


def teach_command(room: Classroom) -> Command:
    @app_commands.command(name=TEACH, description="Make a question a way of asking for a fact")
    @app_commands.describe(
        question="The question, without anything personal", fact="The fact it should lead to"
    )
    async def teach(interaction: Interaction, question: str, fact: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await room.teach(interaction, Lesson.of(question, entry_named(room.snapshots.current, fact)))

    @teach.autocomplete("fact")
    @completing
    async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return choices(room.snapshots.current.complete(current))

    return teach


def unteach_command(room: Classroom) -> Command:
    @app_commands.command(name=UNTEACH, description="Take back a way of asking that was taught")
    @app_commands.describe(question="The way of asking")
    async def unteach(interaction: Interaction, question: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await room.teaching.find(question)
        number = found.number if found else int(question) if question.isdecimal() else 0
        await take_back(interaction, room, number)

    @unteach.autocomplete("question")
    @completing
    async def complete(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        if not room.curators.include(interaction):  # Discord asks for choices without the command's checks
            return []
        every, typed = reversed(await room.teaching.every()), current.casefold()
        fits = [each for each in every if typed in f"{each.way} {each.entry_id}".casefold()]
        return list(map(_choice, fits[:MOST_CHOICES]))

    return unteach


def _choice(taught: TaughtWay) -> app_commands.Choice[str]:
    name = cut(plain(f"{taught.way} → {taught.entry_id}"), LONGEST_CHOICE)
    return app_commands.Choice(name=name, value=str(taught.number))


async def take_back(interaction: Interaction, room: Classroom, *numbers: int) -> None:
    gone = await room.batches.take_back(numbers)
    for each in gone:
        await room.audit.record(interaction, UNTEACH, f"taken back: {each.entry_id}, number {each.number}")
    if not gone:
        await room.audit.record(interaction, UNTEACH, "not there")
    words = neutral(teaching_texts.all_taken_back(gone))
    await finish(interaction, Page(words, titled(spoken(teaching_texts.TITLE))))
