"""Why a fact was believed or not: each signal of the evidence in words, and how much it added."""

from bot.matching.results import ConflictKind, Match
from bot.ui.texts.language import decimal, marked, spoken

# By the names of bot.matching.evidence.SIGNALS: what was looked at, so that it reads well after + and −.
SIGNAL_PHRASES = {
    "phrasing": marked("likeness to the nearest way of asking"),
    "phrasing_coverage": marked("how much of that way of asking the question says"),
    "record": marked("likeness to all that the fact says"),
    "bm25": marked("rare words in common"),
    "proximity": marked("words that stand together in both"),
    "question_type": marked("kind of question"),
    "lead": marked("lead over the next fact"),
    "open_lead": marked("lead over the nearest open question"),
    "open_likelihood": marked("likeness to the nearest open question"),
    "question_coverage": marked("words of the question that the fact has"),
    "exact_coverage": marked("words that the fact has exactly"),
    "plain_coverage": marked("words other than names that the fact has"),
    "missed_known": marked("missing words of the sheet"),
    "missed_unknown": marked("missing words that no fact has"),
    "missed_name": marked("missing names of the sheet"),
    "missed_new_name": marked("missing names that no fact has"),
    "missed_most": marked("weightiest missing word"),
    "missed_words": marked("number of missing words"),
    "head": marked("the thing that is asked about"),
    "head_missed": marked("weight of the thing that is asked about"),
    "kind_told": marked("whether the fact tells the kind of thing asked for"),
    "kind_asked": marked("whether it is ever asked for that kind of thing"),
    "kind_same": marked("whether the nearest way of asking wants that kind of thing"),
    "kind_likeness": marked("likeness to a way of asking for that kind of thing"),
    "counted": marked("whether the fact has a number of what is to be counted"),
    "denies": marked("a “not” that only the question has"),
    "denied": marked("a “not” that only the fact has"),
    "reversed": marked("a word here and its opposite there"),
    "named_number": marked("another number of the same thing"),
    "other_name": marked("another name in the nearest way of asking"),
    "other_number": marked("another number in the nearest way of asking"),
    "missed_numbers": marked("missing numbers"),
    "telling_words": marked("number of telling words"),
    "terms": marked("length of the question"),
    "verifies": marked("a question for yes or no"),
    "corrected": marked("words read as misspelt"),
    "meaning": marked("likeness in meaning"),
    "meaning_phrasing": marked("likeness in meaning to the nearest way of asking"),
    "meaning_text": marked("likeness in meaning to what the fact says"),
    "meaning_lead": marked("lead in meaning over the next fact"),
    "meaning_open_lead": marked("lead in meaning over the nearest open question"),
    "meaning_words": marked("how much of the question’s words the fact says or means"),
    "meaning_least": marked("the word that the fact says and means least"),
}

CONFLICT_NAMES = {
    ConflictKind.NAME: marked("name"),
    ConflictKind.NUMBER: marked("number"),
    ConflictKind.NEGATION: marked("negation"),
    ConflictKind.OPPOSITE: marked("opposite"),
    ConflictKind.FRAGMENT: marked("too little to go by"),
}


def reasons(match: Match) -> list[str]:
    """Strongest first, in the order of the match."""
    return [f"{_signed(added)} {spoken(SIGNAL_PHRASES[signal])}" for signal, added in match.reasons]


def conflicts(match: Match) -> list[str]:
    """What the question and the fact disagree about, with the words."""
    return [f"{spoken(CONFLICT_NAMES[conflict.kind])} ({conflict.text})" for conflict in match.conflicts]


def _signed(added: float) -> str:
    return f"{'−' if added < 0 else '+'}{decimal(abs(added))}"


def score(reached: float, needed: float) -> str:
    return spoken("{reached} of 100; an answer needs {needed}").format(
        reached=decimal(reached), needed=f"{needed:g}"
    )
