"""Every table, as numbered steps that are only ever added to; a step and its number are one transaction.

Times are UTC ISO text, Discord's ids are integers, a user in the log is a keyed hash.
"""

from typing import Final

from bot.database.connection import Database
from bot.database.log_views import VIEWS
from bot.database.sums import SUMS
from bot.errors import StorageError

APPLICATION_ID = 0x42524246

QUESTION_LOG = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    """CREATE TABLE queries (
        id INTEGER PRIMARY KEY,
        request_id TEXT NOT NULL UNIQUE,
        asked_at TEXT NOT NULL,
        surface TEXT NOT NULL,
        guild_id INTEGER,
        channel_id INTEGER,
        user_hash TEXT,
        text TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'unsure', 'unknown')),
        fact_id TEXT,
        open_question_id TEXT,
        score REAL NOT NULL,
        sheet TEXT NOT NULL,
        elapsed_ms REAL NOT NULL
    ) STRICT""",
    "CREATE INDEX queries_by_time ON queries (asked_at, outcome)",
    "CREATE INDEX queries_by_user ON queries (user_hash)",
    """CREATE TABLE feedback (
        query_id INTEGER NOT NULL REFERENCES queries (id) ON DELETE CASCADE,
        user_hash TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('helpful', 'wrong', 'outdated', 'unclear')),
        given_at TEXT NOT NULL,
        PRIMARY KEY (query_id, user_hash)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX feedback_by_user ON feedback (user_hash)",
)

ADMINISTRATION = (
    """CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE admin_actions (
        id INTEGER PRIMARY KEY,
        request_id TEXT NOT NULL UNIQUE,
        done_at TEXT NOT NULL,
        user_id INTEGER,
        user_name TEXT,
        guild_id INTEGER,
        action TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX admin_actions_by_time ON admin_actions (done_at)",
)

DIGEST = (
    """CREATE TABLE subscriptions (
        channel_id INTEGER PRIMARY KEY,
        guild_id INTEGER,
        at TEXT NOT NULL CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]'),
        zone TEXT NOT NULL,
        owner_id INTEGER,
        origin TEXT NOT NULL CHECK (origin IN ('command', 'config')),
        valid_from TEXT NOT NULL,
        paused TEXT CHECK (paused IN ('asked', 'gone', 'forbidden')),
        paused_at TEXT,
        CHECK ((paused IS NULL) = (paused_at IS NULL))
    ) STRICT""",
    """CREATE TABLE notices (
        channel_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        told_at TEXT NOT NULL,
        PRIMARY KEY (channel_id, kind)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE digests (
        id INTEGER PRIMARY KEY,
        channel_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'skipped')),
        planned_for TEXT NOT NULL,
        nonce TEXT NOT NULL CHECK (length(nonce) <= 25),
        number INTEGER,
        attempts INTEGER NOT NULL DEFAULT 0,
        sheet TEXT,
        content_hash TEXT,
        message_id INTEGER,
        reason TEXT,
        planned_at TEXT NOT NULL,
        claimed_at TEXT,
        settled_at TEXT,
        UNIQUE (channel_id, day),
        UNIQUE (channel_id, number),
        CHECK ((state = 'sent') = (message_id IS NOT NULL)),
        CHECK ((state = 'skipped') = (reason IS NOT NULL)),
        CHECK ((state IN ('sending', 'sent')) = (number IS NOT NULL)),
        CHECK ((state IN ('sent', 'skipped')) = (settled_at IS NOT NULL))
    ) STRICT""",
    "CREATE INDEX digests_by_state ON digests (state, planned_for)",
    """CREATE TABLE shown_facts (
        digest_id INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        fact_id TEXT NOT NULL,
        PRIMARY KEY (digest_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sheets (
        version TEXT PRIMARY KEY,
        kept_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sheet_entries (
        version TEXT NOT NULL REFERENCES sheets (version) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('fact', 'open')),
        entry_id TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        title TEXT NOT NULL,
        PRIMARY KEY (version, kind, entry_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE arrivals (
        channel_id INTEGER NOT NULL,
        fact_id TEXT NOT NULL,
        digest INTEGER NOT NULL,
        PRIMARY KEY (channel_id, fact_id)
    ) STRICT, WITHOUT ROWID""",
)

CHAT = ("ALTER TABLE queries ADD COLUMN chat INTEGER NOT NULL DEFAULT 0 CHECK (chat IN (0, 1))",)

TEACHING = (
    """CREATE TABLE taught_ways (
        id INTEGER PRIMARY KEY,
        entry_id TEXT NOT NULL,
        way TEXT NOT NULL,
        spelling TEXT NOT NULL UNIQUE,
        taught_by TEXT,
        taught_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX taught_ways_by_curator ON taught_ways (taught_by)",
)

# Numbers, not people: who was forgotten stands in a file of its own (erasures.py).
ERASURES = (
    """CREATE TABLE erasures (
        id TEXT PRIMARY KEY,
        erased_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

KEPT_SHEETS = (
    """CREATE TABLE kept_sheets (
        id INTEGER PRIMARY KEY,
        version TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        facts INTEGER NOT NULL,
        served_at TEXT NOT NULL,
        content BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE held_sheet (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        version TEXT NOT NULL,
        files TEXT NOT NULL,
        held_at TEXT NOT NULL
    ) STRICT""",
)

AWAITED_ANSWERS = (
    """CREATE TABLE awaited_answers (
        id INTEGER PRIMARY KEY,
        query_id INTEGER NOT NULL REFERENCES queries (id) ON DELETE CASCADE,
        user_hash TEXT NOT NULL,
        channel_id INTEGER,
        message_id INTEGER,
        awaited_at TEXT NOT NULL,
        UNIQUE (query_id, user_hash),
        CHECK ((channel_id IS NULL) = (message_id IS NULL))
    ) STRICT""",
    "CREATE INDEX awaited_answers_by_user ON awaited_answers (user_hash)",
)

# A gap is known by the hashes of its questions; 0 is the server of those that all servers dismissed.
GAPS = (
    """CREATE TABLE dismissed_gaps (
        question_hash TEXT NOT NULL,
        guild_id INTEGER NOT NULL,
        dismissed_at TEXT NOT NULL,
        PRIMARY KEY (question_hash, guild_id)
    ) STRICT, WITHOUT ROWID""",
)

CROSSPOSTS = (
    "ALTER TABLE subscriptions ADD COLUMN crosspost INTEGER NOT NULL DEFAULT 0 CHECK (crosspost IN (0, 1))",
)

# What somebody asked the curators goes with the question, and its card in their channel goes after it.
HUMAN_QUESTIONS = (
    """CREATE TABLE human_questions (
        id INTEGER PRIMARY KEY,
        query_id INTEGER NOT NULL UNIQUE REFERENCES queries (id) ON DELETE CASCADE,
        user_hash TEXT NOT NULL,
        channel_id INTEGER,
        message_id INTEGER,
        asked_at TEXT NOT NULL,
        card_channel_id INTEGER,
        card_message_id INTEGER,
        answer TEXT,
        answered_at TEXT,
        told_at TEXT,
        CHECK ((channel_id IS NULL) = (message_id IS NULL)),
        CHECK ((card_channel_id IS NULL) = (card_message_id IS NULL)),
        CHECK ((answer IS NULL) = (answered_at IS NULL))
    ) STRICT""",
    "CREATE INDEX human_questions_by_user ON human_questions (user_hash, asked_at)",
    """CREATE TABLE withdrawn_cards (
        message_id INTEGER PRIMARY KEY,
        channel_id INTEGER NOT NULL
    ) STRICT""",
    """CREATE TRIGGER withdraw_card AFTER DELETE ON human_questions WHEN OLD.card_message_id IS NOT NULL
    BEGIN
        INSERT OR IGNORE INTO withdrawn_cards VALUES (OLD.card_message_id, OLD.card_channel_id);
    END""",
)

# A server's own log, and what was shown of choices: without these a large log is read from end to end.
LARGE_LOG = (
    "CREATE INDEX queries_by_server ON queries (guild_id)",
    "CREATE INDEX choices_by_user ON queries (user_hash, asked_at) WHERE surface = 'choice'",
)

# Discord's own time of the channel's newest message when a digest was first asked for: no clock of ours
# can be trusted to find it again.
DISCORDS_TIME = ("ALTER TABLE digests ADD COLUMN asked_after TEXT",)

# A server's week is a few of its rows, and a digest asks for seven days one by one.
SERVERS_DAYS = ("CREATE INDEX queries_by_server_and_time ON queries (guild_id, asked_at)",)

# A hash of what a digest showed, which nothing ever compared.
NO_CONTENT_HASH = ("ALTER TABLE digests DROP COLUMN content_hash",)

STEPS = (
    QUESTION_LOG,
    ADMINISTRATION,
    DIGEST,
    CHAT,
    TEACHING,
    ERASURES,
    KEPT_SHEETS,
    VIEWS,
    AWAITED_ANSWERS,
    GAPS,
    CROSSPOSTS,
    HUMAN_QUESTIONS,
    LARGE_LOG,
    DISCORDS_TIME,
    SERVERS_DAYS,
    SUMS,
    NO_CONTENT_HASH,
)
NEWEST: Final = len(STEPS)
NEWER: Final = "{path} was written by a newer version of this program. Update the program."
_STATE: Final = """
    SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)
    FROM pragma_user_version, pragma_application_id"""


async def version_of(database: Database) -> int:
    """The version of a database of ours; 0 for an empty one; a sentence for anything else."""
    ((version, application, tables),) = await database.read(_STATE)
    if application != APPLICATION_ID and (version or tables):
        raise StorageError(
            f"{database.path} is the database of another program. Set database.path to a file of its own."
        )
    return int(version)


async def migrate(database: Database, target: int = NEWEST) -> None:
    """Apply every step that is missing; refuse a file that a newer program wrote."""
    version = await version_of(database)
    if version > NEWEST:
        raise StorageError(
            f"{database.path} was written by a newer version of this program "
            f"(database version {version}, this program knows {NEWEST}). Update the program."
        )
    for number in range(version + 1, target + 1):
        await _step(database, number)


async def _step(database: Database, number: int) -> None:
    async with database.transaction() as transaction:
        (current,) = await transaction.run("PRAGMA user_version")
        if current[0] >= number:
            return
        for statement in STEPS[number - 1]:
            await transaction.run(statement)
        await transaction.run(f"PRAGMA user_version = {number}")
