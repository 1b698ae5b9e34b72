"""The log as open data: views without who asked; `docs/data.md` explains every column."""

from typing import Final

# Ids of Discord are text here: in JavaScript, which shows such tables, numbers of this size are rounded.
VIEWS: Final = (
    """CREATE VIEW log_questions AS
    SELECT id AS question, asked_at, substr(asked_at, 1, 10) AS day, surface,
        CAST(guild_id AS TEXT) AS guild_id, CAST(channel_id AS TEXT) AS channel_id,
        text, outcome, fact_id, open_question_id, score, sheet, elapsed_ms, chat,
        count(*) FILTER (WHERE verdict = 'helpful') AS helpful,
        count(*) FILTER (WHERE verdict = 'wrong') AS wrong,
        count(*) FILTER (WHERE verdict = 'outdated') AS outdated,
        count(*) FILTER (WHERE verdict = 'unclear') AS unclear
    FROM queries LEFT JOIN feedback ON query_id = id GROUP BY id""",
    """CREATE VIEW log_days AS
    SELECT substr(asked_at, 1, 10) AS day, count(*) AS questions,
        count(*) FILTER (WHERE outcome = 'answered') AS answered,
        count(*) FILTER (WHERE outcome = 'unsure') AS unsure,
        count(*) FILTER (WHERE outcome = 'unknown') AS unknown,
        round(100.0 * count(*) FILTER (WHERE outcome = 'answered') / count(*), 1) AS answered_percent,
        count(DISTINCT user_hash) AS people
    FROM queries WHERE NOT chat GROUP BY day""",
    """CREATE VIEW log_facts AS
    SELECT fact_id, count(*) AS answered, sum(helpful) AS helpful, sum(wrong) AS wrong,
        sum(outdated) AS outdated, sum(unclear) AS unclear, max(asked_at) AS last_answered
    FROM log_questions WHERE outcome = 'answered' AND fact_id IS NOT NULL GROUP BY fact_id""",
    """CREATE VIEW log_channels AS
    SELECT guild_id, channel_id, count(*) AS questions,
        count(*) FILTER (WHERE outcome = 'answered') AS answered,
        round(100.0 * count(*) FILTER (WHERE outcome = 'answered') / count(*), 1) AS answered_percent
    FROM log_questions WHERE NOT chat GROUP BY guild_id, channel_id""",
    """CREATE VIEW log_unanswered AS
    SELECT text, count(*) AS times, max(asked_at) AS last_asked, fact_id AS nearest_fact, open_question_id
    FROM log_questions WHERE outcome <> 'answered' AND NOT chat
    GROUP BY lower(trim(text, ' ?!.'))""",
)
