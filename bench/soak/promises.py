"""What was promised, and what is found broken of it whenever everything is calm."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from bench.soak.people import People
from bot.database import digest_log
from bot.database.digest_log import State
from bot.database.query_log import LoggedQuery, Outcome, by_request
from bot.ui.texts.discord_bot import DATABASE_BUSY, unexpected
from tests.discord_server.messages import Message
from tests.discord_server.server import DiscordServer
from tests.e2e.daily import mark_of
from tests.e2e.running import Bot

ESCAPED: Final = re.compile(r"\\(?=[^\w\s])")
CALL: Final = re.compile(r"@everyone|@here|<@[!&]?\d+>")
VERSION: Final = re.compile(r"sheet (\w+)$")
WRITES: Final = frozenset({"POST", "PATCH", "PUT"})
TALK: Final = re.compile(r"/(callback|messages|webhooks)")
LATE: Final = timedelta(hours=6)
APOLOGY: Final = re.compile(f"{re.escape(DATABASE_BUSY)}|{unexpected('[0-9a-f]{8}')}")
SORRY: Final = "sorry"
# The log is never read as a whole: what that takes would pass for memory that the bot does not give back.
KNOWN: Final = "SELECT DISTINCT user_hash FROM queries UNION SELECT user_hash FROM askers"


@dataclass
class Promises:
    """Counts what was looked at, so that nothing passes because there was nothing."""

    server: DiscordServer
    said: Counter[str] = field(default_factory=Counter)
    """What the replies were: an outcome, or an apology for a page that did not get through."""
    quotes: int = 0
    forgotten: int = 0
    digests: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)

    async def check(self, bot: Bot, people: People, now: datetime) -> None:
        """All that was asked since the last time; then it is dropped, so that a run of hours stays small."""
        await self._check_rows(bot, people)
        self._check_pings()
        await self._check_digests(bot, now)
        self._tidy(people)

    async def _check_rows(self, bot: Bot, people: People) -> None:
        database = bot.app.services.database
        briefing = bot.app.services.snapshots.current.briefing
        documents = [on_one_line(each.text) for each in briefing.documents.values()]
        for request_id, message in list(self._arrived(people)):  # more may come while a row is read
            row = await by_request(database, request_id)
            if row is None:
                self.broken.append(f"a reply arrived and has no row: {message.text[:80]!r}")
            else:
                self.broken += self._unlike(message, row, documents)
        hashes = {row["user_hash"] for row in await database.read(KNOWN)}
        for user in people.forgotten:
            self.gone.add(user.id)
            self.forgotten += 1
        back = [user_id for user_id in self.gone if bot.app.services.key.hash(user_id) in hashes]
        self.broken += [f"{len(back)} of those who were forgotten are in the log"] if back else []

    def _arrived(self, people: People) -> Iterator[tuple[str, Message]]:
        for reply in people.replies:
            if reply.message is not None and reply.user.id not in people.unsure_of:
                yield str(reply.id), reply.message
        asked = {message.id: message for message in people.messages}
        for message in self.server.world.messages.values():
            if message.reply_to is not None and message.reply_to.id in asked:
                yield str(message.reply_to.id), message

    def _unlike(self, message: Message, row: LoggedQuery, documents: list[str]) -> Iterator[str]:
        """Whatever of a reply is not what its row and the documents say."""
        if not message.in_components:
            self.said[SORRY] += 1
            if not APOLOGY.fullmatch(message.text):
                yield f"a reply is neither a page nor an apology: {message.text[:200]!r}"
            return
        self.said[row.outcome.value] += 1
        quotes = list(quotes_of(message))
        self.quotes += len(quotes)
        for quote in quotes:
            if not any(on_one_line(quote) in text for text in documents):
                yield f"a quote is not in any document: {quote!r}"
        if row.outcome is Outcome.ANSWERED and not quotes:
            yield f"an answer came without a quote: {message.text[:200]!r}"
        if row.outcome is Outcome.ANSWERED and versions_of(message) != {row.sheet}:
            yield f"an answer is of sheet {versions_of(message)}, its row of {row.sheet}"

    def _check_pings(self) -> None:
        for request in self.server.requests:
            if request.method in WRITES and TALK.search(request.path) and isinstance(request.body, dict):
                data = request.body.get("data") or request.body
                allowed = data.get("allowed_mentions") or {"parse": ["everyone"]}
                if CALL.search(str(data)) and (allowed["parse"] or allowed.get("users")):
                    self.broken.append(f"somebody is called by {request}")

    async def _check_digests(self, bot: Bot, now: datetime) -> None:
        """One a day: never two, and none is missing once it could not even be late any more."""
        days = [mark_of(each).split()[1] for each in self.server.messages() if mark_of(each)]
        self.broken += [f"two digests on {day}" for day in sorted({d for d in days if days.count(d) > 1})]
        self.digests |= set(days)
        for row in await digest_log.history(bot.app.services.database, self.server.channel.id, limit=-1):
            day = row.slot.day.isoformat()
            if row.state is State.SKIPPED:
                self.skipped[day] = row.reason or "no reason"
            elif row.state is State.SENT and day not in self.digests:
                self.broken.append(f"the digest of {day} is on record and nobody got it")
            elif row.state in {State.PLANNED, State.SENDING} and row.slot.instant + LATE < now:
                self.broken.append(f"the digest of {day} never came")

    def missing_days(self) -> list[str]:
        """Days between the first and the last that have neither digest nor record."""
        known = sorted({*self.digests, *self.skipped})
        if not known:
            return []
        first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (known[0], known[-1]))
        days = (first + timedelta(days=n) for n in range((last - first).days))
        return [day.date().isoformat() for day in days if day.date().isoformat() not in known]

    def _tidy(self, people: People) -> None:
        """The last digests stay: the bot looks for them where it is not sure that they arrived."""
        world = self.server.world
        posted = [message for message in world.messages.values() if mark_of(message)]
        self.server.forget()
        world.messages.update({message.id: message for message in posted[-5:]})
        for user_id in people.unsure_of:
            world.users.pop(user_id, None)
            self.server.guild.members.pop(user_id, None)
        people.replies.clear()
        people.messages.clear()
        people.forgotten.clear()
        people.unsure_of.clear()


def quotes_of(message: Message) -> Iterator[str]:
    """The words between the marks of each quotation, as a reader sees them."""
    block: list[str] = []
    for line in [*(line for text in message.displayed for line in text.split("\n")), ""]:
        if line.startswith("> -# ") or not line.startswith("> "):
            said = "\n".join(block)
            block = []
            if said:
                yield said.removesuffix(" …").removeprefix("“").removesuffix("”")
        else:
            block.append(ESCAPED.sub("", line.removeprefix("> ")))


def on_one_line(text: str) -> str:
    """A quote is verbatim but for where its lines break."""
    return " ".join(text.split())


def versions_of(message: Message) -> set[str]:
    return {found[1] for line in lines_of(message.displayed) if (found := VERSION.search(line))}


def lines_of(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (line for line in text.split("\n") if line.startswith("-# "))
