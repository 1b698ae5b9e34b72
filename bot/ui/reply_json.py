"""A reply for machines: the JSON object of the command line, whose keys and order scripts rely on."""

import json
from collections.abc import Iterable

from bot.domain.answering import Found, Unknown, Unsure
from bot.domain.briefing import Briefing, Citation
from bot.domain.suggesting import suggestions
from bot.services.asking import Reply

STATUS = {Found: "answered", Unsure: "unsure", Unknown: "unknown"}


def reply_line(reply: Reply) -> str:
    """One object on one line, in ASCII, so that no text breaks the line or the terminal it goes to."""
    return json.dumps(reply_object(reply))


def reply_object(reply: Reply) -> dict[str, object]:
    answer, briefing = reply.answer, reply.snapshot.briefing
    fact = briefing.facts[answer.best.id] if isinstance(answer, Found) else None
    return {
        "question": reply.question,
        "status": STATUS[type(answer)],
        "fact_id": fact.id if fact else None,
        "answer": fact.answer if fact else None,
        "kind": fact.kind.value if fact else None,
        "said_by": fact.said_by if fact else None,
        "as_of": fact.as_of.isoformat() if fact and fact.as_of else None,
        "quotes": quote_objects(briefing.citations[fact.id]) if fact else [],
        "score": points(answer.score),
        "suggestions": suggestion_objects(reply, briefing),
        "open_question": answer.open_question if isinstance(answer, Unknown) else None,
        "sheet": reply.snapshot.version,
        "elapsed_ms": round(reply.elapsed_ms, 3),
    }


def suggestion_objects(reply: Reply, briefing: Briefing) -> list[dict[str, object]]:
    return [
        {
            "fact_id": suggestion.fact.id,
            "question": suggestion.fact.question,
            "answer": suggestion.fact.answer,
            "quotes": quote_objects(briefing.citations[suggestion.fact.id]),
            "score": points(suggestion.score),
        }
        for suggestion in suggestions(reply.answer, briefing)
    ]


def quote_objects(citations: Iterable[Citation]) -> list[dict[str, object]]:
    return [
        {
            "text": citation.text,
            "source": citation.source,
            "file": citation.file,
            "line": citation.line,
            "start": citation.start,
            "end": citation.end,
        }
        for citation in citations
    ]


def points(score: float) -> float:
    return round(min(max(score, 0.0), 100.0), 1)
