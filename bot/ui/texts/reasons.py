"""Why a fact was believed or not: each figure of the evidence in words, and how much it added."""

from bot.matching.results import Match

# By the names of bot.matching.evidence.SIGNALS: what was looked at, so that it reads well after + and −.
SIGNAL_PHRASES = {
    "phrasing": "likeness to the nearest way of asking",
    "phrasing_coverage": "how much of that way of asking the question says",
    "record": "likeness to all that the fact says",
    "bm25": "rare words in common",
    "proximity": "words that stand together in both",
    "question_type": "kind of question",
    "lead": "lead over the next fact",
    "open_lead": "lead over the nearest open question",
    "open_likelihood": "likeness to the nearest open question",
    "question_coverage": "words of the question that the fact has",
    "exact_coverage": "words that the fact has exactly",
    "plain_coverage": "words other than names that the fact has",
    "missed_known": "missing words of the sheet",
    "missed_unknown": "missing words that no fact has",
    "missed_name": "missing names of the sheet",
    "missed_new_name": "missing names that no fact has",
    "missed_most": "weightiest missing word",
    "missed_words": "number of missing words",
    "head": "the thing that is asked about",
    "head_missed": "weight of the thing that is asked about",
    "kind_told": "whether the fact tells the kind of thing asked for",
    "kind_asked": "whether it is ever asked for that kind of thing",
    "kind_same": "whether the nearest way of asking wants that kind of thing",
    "kind_likeness": "likeness to a way of asking for that kind of thing",
    "counted": "whether the fact has a number of what is to be counted",
    "denies": "a “not” that only the question has",
    "denied": "a “not” that only the fact has",
    "reversed": "a word here and its opposite there",
    "named_number": "another number of the same thing",
    "other_name": "another name in the nearest way of asking",
    "other_number": "another number in the nearest way of asking",
    "missed_numbers": "missing numbers",
    "telling_words": "number of telling words",
    "terms": "length of the question",
    "verifies": "a question for yes or no",
    "corrected": "words read as misspelt",
    "meaning": "likeness in meaning",
    "meaning_phrasing": "likeness in meaning to the nearest way of asking",
    "meaning_text": "likeness in meaning to what the fact says",
    "meaning_lead": "lead in meaning over the next fact",
    "meaning_open_lead": "lead in meaning over the nearest open question",
}


def reasons(match: Match) -> list[str]:
    """The strongest first, as the match has them."""
    return [f"{_signed(added)} {SIGNAL_PHRASES[signal]}" for signal, added in match.reasons]


def _signed(added: float) -> str:
    return f"{'−' if added < 0 else '+'}{abs(added):.1f}"


def score(reached: float, needed: float) -> str:
    return f"{reached:.1f} of 100; an answer needs {needed:g}"
