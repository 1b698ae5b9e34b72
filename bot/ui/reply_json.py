"""A reply as JSON, for the command line; scripts rely on its keys and their order."""

import json
from collections.abc import Iterable

from bot.domain.answering import Chat, Found, Unknown, Unsure
from bot.domain.briefing import Briefing, Citation
from bot.domain.sheet import Fact
from bot.domain.suggesting import Suggestion, suggestions
from bot.services.asking import Reply
from bot.services.searching import FoundPassage

STATUS = {Found: "answered", Unsure: "unsure", Unknown: "unknown", Chat: "unknown"}


def reply_line(reply: Reply) -> str:
    """One object on one line of ASCII, so that no text can break the line or the terminal."""
    return json.dumps(reply_object(reply))


def search_line(words: str, found: Iterable[FoundPassage], sheet: str) -> str:
    """The passages found, as one object on one line."""
    return json.dumps({"words": words, "passages": passage_objects(found), "sheet": sheet})


def reply_object(reply: Reply) -> dict[str, object]:
    answer, briefing = reply.answer, reply.snapshot.briefing
    fact = briefing.facts[answer.best.id] if isinstance(answer, Found) else None
    return {
        "question": reply.question,
        "status": STATUS[type(answer)],
        **_given(fact, briefing),
        "score": points(answer.score),
        "suggestions": suggestion_objects(reply, briefing),
        "open_question": answer.open_question if isinstance(answer, Unknown) else None,
        "sheet": reply.snapshot.version,
        "elapsed_ms": round(reply.elapsed_ms, 3),
        "more": [
            fact_object(Suggestion(briefing.facts[part.answer.best.id], part.answer.score), briefing)
            for part in reply.more
            if isinstance(part.answer, Found)
        ],
        "passages": passage_objects(reply.passages),
    }


def _given(fact: Fact | None, briefing: Briefing) -> dict[str, object]:
    return {
        "fact_id": fact.id if fact else None,
        "answer": fact.told if fact else None,
        "kind": fact.kind.value if fact else None,
        "said_by": fact.said_by if fact else None,
        "as_of": fact.as_of.isoformat() if fact and fact.as_of else None,
        "quotes": quote_objects(briefing.citations[fact.id]) if fact else [],
    }


def suggestion_objects(reply: Reply, briefing: Briefing) -> list[dict[str, object]]:
    """What is offered for each question that no fact answers, each fact once."""
    near = (near for part in (reply, *reply.more) for near in suggestions(part.answer, briefing))
    return [fact_object(near, briefing) for near in {each.fact.id: each for each in near}.values()]


def fact_object(near: Suggestion, briefing: Briefing) -> dict[str, object]:
    return {
        "fact_id": near.fact.id,
        "question": near.fact.question,
        "answer": near.fact.told,
        "quotes": quote_objects(briefing.citations[near.fact.id]),
        "score": points(near.score),
    }


def passage_objects(passages: Iterable[FoundPassage]) -> list[dict[str, object]]:
    return [
        {**quote, "score": points(passage.score)}
        for passage in passages
        for quote in quote_objects([passage.citation])
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
