"""Teaching a gap: all its wordings at once, for one entry, after showing what that changes."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from re import Match
from typing import Final

import discord

from bot.services.batch_teaching import BatchTaught, BatchTrial
from bot.services.gap_closing import MOST_WAYS
from bot.services.gaps import Gap, Gaps
from bot.services.snapshot import Snapshot
from bot.services.teaching import LONGEST_WAY
from bot.sheets.sheet_text import LearnedWays
from bot.ui.discord_bot.features.teach import TEACH, Classroom, lines_of, remember
from bot.ui.discord_bot.form import Field, Form
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import MOST_CHOICES, Interaction, chosen
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Button, Menu, Page, Row, Tone, button, option, titled
from bot.ui.discord_bot.persistent_button import FACT, PersistentButton, persistent_button
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import gaps as gap_texts
from bot.ui.texts import teaching as texts
from bot.ui.texts.language import spoken

MOST_SHOWN: Final = 20
FORM_SECONDS: Final = 1.5  # Discord shows a form within three seconds or never
KEY: Final = r"(?P<key>[0-9a-f]{12})"
BEGIN: Final = rf"gap:teach:{KEY}"
PICK: Final = rf"gap:to:{KEY}"
VOUCH: Final = rf"gap:vouch:{KEY}:(?P<digest>[0-9a-f]{{8}}):{FACT}"
REWORD: Final = rf"gap:reword:{KEY}:{FACT}"


@dataclass(frozen=True, slots=True)
class GapLessons:
    """The gaps that somebody may see, and who may teach."""

    gaps: Gaps
    room: Classroom
    shown: OrderedDict[tuple[int | None, tuple[str, ...], str], BatchTrial] = field(
        default_factory=OrderedDict
    )
    """Trials by server, wordings and entry, the latest last."""

    def rows(self, interaction: Interaction, gap: Gap) -> tuple[Row, ...]:
        """The buttons below a gap for those who may teach."""
        shown = button(spoken(texts.TEACH_ALL), f"gap:teach:{gap.key}")
        return ((shown,),) if self.room.curators.include(interaction) else ()

    async def find(self, interaction: Interaction, key: str) -> Gap | None:
        found = await self.gaps.find(self.room.audit.scope(interaction))
        return next((gap for gap in found if gap.key == key), None)

    async def choice(self, gap: Gap) -> Page:
        """The facts and open questions that come near, the likeliest first."""
        snapshot = self.gaps.snapshots.current
        report = await self.gaps.report(gap)
        meant = report.proposal.entry_id if isinstance(report.proposal, LearnedWays) else None
        entries = snapshot.briefing.entries
        options = tuple(option(entries[name].question, name, name) for name in _near(snapshot, gap, meant))
        menu = Menu(f"gap:to:{gap.key}", spoken(texts.CHOOSE), options)
        body = neutral(texts.which(cut(gap.questions[0], LONGEST_WAY)))
        return Page(body, titled(spoken(texts.TITLE)), tone=Tone.QUESTION, rows=(menu, (_back(),)))

    async def rehearse(self, interaction: Interaction, gap: Gap, entry_id: str) -> BatchTrial:
        ways = await self.gaps.ways_to(gap, entry_id)
        scope = self.room.audit.scope(interaction)
        tried = await self.room.batches.rehearse(ways, entry_id, guild_id=scope)
        remember(self.shown, (scope, gap.questions, entry_id), tried, MOST_SHOWN)
        return tried

    async def tried(self, interaction: Interaction, gap: Gap, entry_id: str) -> BatchTrial:
        """The trial that was shown, unless sheet or wordings have changed since; then a new one."""
        shown = self.shown.get((self.room.audit.scope(interaction), gap.questions, entry_id))
        if shown is not None and shown.sheet == self.gaps.snapshots.current.version:
            return shown
        return await self.rehearse(interaction, gap, entry_id)

    async def vouched(self, interaction: Interaction, trial: BatchTrial) -> Page | None:
        """Teach what was shown; None when another sheet serves by now."""
        by = self.room.questions.key.hash(interaction.user.id)
        taught = await self.room.batches.teach_as_tried(trial, by)
        if taught is None:
            return None
        await self.room.audit.record(interaction, TEACH, texts.batch_summary(taught))
        return taught_page(taught)

    async def teach(self, interaction: Interaction, wanted: tuple[str, ...], entry_id: str) -> Page:
        """At most as many as one button can take back."""
        ways, beyond = wanted[:MOST_WAYS], wanted[MOST_WAYS:]
        by = self.room.questions.key.hash(interaction.user.id)
        scope = self.room.audit.scope(interaction)
        taught = await self.room.batches.teach(ways, entry_id, by, guild_id=scope)
        await self.room.audit.record(interaction, TEACH, texts.batch_summary(taught))
        return taught_page(taught, beyond)


def trial_page(trial: BatchTrial, key: str, *lead: str) -> Page:
    """What teaching members' own words would do; whoever teaches them vouches for all that are shown."""
    vouch = button(
        spoken(texts.VOUCH_ALL), f"gap:vouch:{key}:{digest_of(trial.ways)}:{trial.entry_id}", primary=True
    )
    reword = button(spoken(texts.REWORD_ALL), f"gap:reword:{key}:{trial.entry_id}")
    body = lines_of(*lead, *texts.batch_lines(trial))
    body = f"{body}\n{neutral(spoken(texts.NO_NAMES))}" if trial.ways else body
    pressed = (*([vouch] if trial.ways else []), reword, _back())
    return Page(body, titled(spoken(texts.TITLE)), tone=Tone.QUESTION, rows=(pressed,))


def taught_page(taught: BatchTaught, beyond: tuple[str, ...] = ()) -> Page:
    numbers = ".".join(map(str, taught.numbers))
    back = button(spoken(texts.TAKE_ALL_BACK), f"teach:back:{numbers}")
    return Page(
        lines_of(texts.batch_headline(taught), *map(texts.too_many, beyond), *texts.batch_details(taught)),
        titled(spoken(texts.TITLE)),
        tone=Tone.ANSWER if numbers else Tone.NOTHING,
        rows=((*([back] if numbers else []), _back()),),
    )


def digest_of(ways: tuple[str, ...]) -> str:
    """Identifies the words that somebody was shown and vouches for."""
    return sha256("\n".join(ways).encode()).hexdigest()[:8]


def _near(snapshot: Snapshot, gap: Gap, meant: str | None) -> list[str]:
    near = [match.id for match in snapshot.matcher.rank(gap.questions[0], limit=MOST_CHOICES).matches]
    first = [meant] if meant else []
    return list(dict.fromkeys([*first, *near, *snapshot.briefing.entries]))[:MOST_CHOICES]


def _back() -> Button:
    return button(spoken(gap_texts.ALL_GAPS), "gaps:0")


@dataclass(frozen=True, slots=True)
class _Presses:
    """What each button does; a right may have been lost since it was shown."""

    lessons: GapLessons
    gatekeeper: Gatekeeper

    async def begin(self, interaction: Interaction, match: Match[str]) -> None:
        gap = await self._gap(interaction, match["key"])
        if gap is not None:
            await finish(interaction, await self.lessons.choice(gap))

    async def pick(self, interaction: Interaction, match: Match[str]) -> None:
        gap = await self._gap(interaction, match["key"])
        if gap is not None:
            tried = await self.lessons.rehearse(interaction, gap, chosen(interaction))
            await finish(interaction, trial_page(tried, gap.key))

    async def vouch(self, interaction: Interaction, match: Match[str]) -> None:
        """Only valid for the very words that were shown."""
        gap = await self._gap(interaction, match["key"])
        if gap is None:
            return
        tried, page = await self.lessons.tried(interaction, gap, match["fact"]), None
        if digest_of(tried.ways) == match["digest"]:
            page = await self.lessons.vouched(interaction, tried)
        if page is None:
            tried = await self.lessons.tried(interaction, gap, match["fact"])
            page = trial_page(tried, gap.key, spoken(texts.CHANGED))
        await finish(interaction, page)

    async def reword(self, interaction: Interaction, match: Match[str]) -> None:
        self._require(interaction)
        scope = self.lessons.room.audit.scope(interaction)
        ways = await self.lessons.gaps.wordings(match["key"], scope, within=FORM_SECONDS)
        field = Field(
            default="\n".join(ways) or None,
            max_length=MOST_WAYS * LONGEST_WAY,
            style=discord.TextStyle.paragraph,
        )
        submit = partial(self._reworded, match["fact"])
        form = Form(spoken(texts.TITLE), spoken(texts.REWORDED_ALL), field, self.gatekeeper, submit)
        await interaction.response.send_modal(form)

    async def _reworded(self, entry_id: str, interaction: Interaction, words: str) -> None:
        """Teach the reworded lines, which identify nobody."""
        self._require(interaction)
        await interaction.response.defer()
        ways = tuple(filter(str.strip, words.splitlines()))
        await finish(interaction, await self.lessons.teach(interaction, ways, entry_id))

    async def _gap(self, interaction: Interaction, key: str) -> Gap | None:
        """None, after saying so, when it has been closed or forgotten."""
        self._require(interaction)
        await interaction.response.defer()
        gap = await self.lessons.find(interaction, key)
        if gap is None:
            await finish(interaction, Page(spoken(gap_texts.GONE), rows=((_back(),),)))
        return gap

    def _require(self, interaction: Interaction) -> None:
        """Teaching a gap takes the right to see its words and to change what all servers share."""
        self.lessons.room.audit.require_admin(interaction)
        self.lessons.room.curators.require(interaction)


def gap_lesson_buttons(lessons: GapLessons, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    presses = _Presses(lessons, gatekeeper)
    by_pattern = {BEGIN: presses.begin, PICK: presses.pick, VOUCH: presses.vouch, REWORD: presses.reword}
    return tuple(persistent_button(pattern, press, gatekeeper) for pattern, press in by_pattern.items())
