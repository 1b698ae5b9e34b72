"""The pages of *Ask a human* and their ids: what is shared, the curators' card, the proposed entry."""

from typing import Final

from bot.database.awaited_answers import PublicMessage
from bot.domain.answering import entry_of
from bot.domain.briefing import Briefing
from bot.domain.sheet import Fact, OpenQuestion
from bot.domain.suggesting import suggestions
from bot.services.asking import Reply
from bot.sheets.sheet_text import LearnedWays, Proposal, proposal_text
from bot.ui.discord_bot.markdown import shortened
from bot.ui.discord_bot.page import Attached, Button, Page, Row, Tone, button
from bot.ui.discord_bot.persistent_button import REQUEST
from bot.ui.texts import human as texts
from bot.ui.texts.language import spoken

_PLACE: Final = r"(?P<channel>\d{1,20}):(?P<message>\d{1,20})"
_CARD: Final = r"(?P<number>\d{1,18})"
SEND: Final = rf"human:(?P<how>named|unnamed):{REQUEST}:{_PLACE}"
DROP: Final = r"human:drop"
ANSWER: Final = rf"human:answer:{_CARD}"
MAKE_A_FACT: Final = rf"human:fact:{_CARD}"
QUESTION_ROOM: Final = 1500
FACT_ROOM: Final = 200
MOST_NEAR: Final = 3
MOST_YAML: Final = 2500


def _lead(entry: Proposal, briefing: Briefing) -> str:
    if isinstance(entry, LearnedWays):
        return spoken(texts.HAS_IT)
    return texts.to_paste(entry.id, is_open=entry.id in briefing.open_questions)


def sharing_page(question: str, request: str, place: PublicMessage | None) -> Page:
    """What will be shared with whom, before anything is."""
    spot = f"{place.channel_id}:{place.message_id}" if place else "0:0"
    lines = (
        spoken(texts.SHARES),
        f"> {shortened(question, QUESTION_ROOM)}",
        spoken(texts.ALSO_SHARED if place else texts.ALSO_SHARED_IN_PRIVATE),
        spoken(texts.NAME),
        spoken(texts.WHERE_HERE if place else texts.WHERE_TO_YOU),
    )
    row = (
        button(spoken(texts.UNNAMED), f"human:unnamed:{request}:{spot}", primary=True),
        button(spoken(texts.NAMED), f"human:named:{request}:{spot}"),
        button(spoken(texts.DROP), "human:drop"),
    )
    return Page("\n".join(lines), spoken(texts.TITLE), tone=Tone.QUESTION, rows=(row,))


def card_page(reply: Reply, number: int, who: str | None, link: str | None) -> Page:
    """What the curators see of a question."""
    briefing = reply.snapshot.briefing
    near = suggestions(reply.answer, briefing)[:MOST_NEAR]
    facts = [_listed(each.fact) for each in near]
    known = briefing.open_questions.get(entry_of(reply.answer) or "")
    lines = (
        f"> {shortened(reply.question, QUESTION_ROOM)}",
        texts.asked_by(who) if who else spoken(texts.NOBODY_NAMED),
        *([f"[{spoken(texts.LINK)}]({link})"] if link else []),
        *([spoken(texts.KNOWN_OPEN), _listed(known)] if known else []),
        *([spoken(texts.NEAREST), *facts] if facts else [spoken(texts.NOTHING_NEAR)]),
    )
    row = (button(spoken(texts.ANSWER), f"human:answer:{number}", primary=True),)
    return Page("\n".join(lines), spoken(texts.CARD), tone=Tone.QUESTION, rows=(row,))


def _listed(entry: Fact | OpenQuestion) -> str:
    return f"- `{entry.id}` {shortened(entry.question, FACT_ROOM)}"


def link_to(guild_id: int | None, place: PublicMessage | None) -> str | None:
    if place is None or guild_id is None:
        return None
    return f"https://discord.com/channels/{guild_id}/{place.channel_id}/{place.message_id}"


def answered_row(number: int) -> tuple[Button, ...]:
    done = Button(spoken(texts.ANSWERED), f"human:answer:{number}", disabled=True)
    return (done, button(spoken(texts.MAKE_A_FACT), f"human:fact:{number}"))


def proposal_page(proposal: Proposal, briefing: Briefing, number: int, rows: tuple[Row, ...]) -> Page:
    lead, entry = _lead(proposal, briefing), proposal_text(proposal)
    if "```" in entry or len(entry) > MOST_YAML:
        file = Attached(f"fact-{number}.yaml", entry.encode())
        return Page(lead, spoken(texts.MAKE_A_FACT), rows=rows, files=(file,))
    return Page(f"{lead}\n```yaml\n{entry}```", spoken(texts.MAKE_A_FACT), rows=rows)
