"""Splitting: the questions of a message that asks more than one, as they stand in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from bot.matching.analysis import spoken, words
from bot.matching.chatter import POINTING_WORDS
from bot.matching.clauses import asks, clauses
from bot.matching.interrogatives import asking_words
from bot.matching.lexicon import TermClass
from bot.matching.query import LONGEST, QueryTerm

MOST_QUESTIONS = 4  # what comes after them stays with the last

# A question may end at a stop, at a line's end, or before `and`; `also` and the like go with neither part.
_JOINT = re.compile(
    r"(?:(?P<mark>(?<![?!])[?!]*\?[?!]*)|(?P<stop>(?:[!;…]+|(?<!\b[^\W\d])\.+)(?=\s)|\n)|,?\s+(?:and|&|n)(?=[\s,])"
    r"|,(?=\s*(?:also|plus)\b))[\s,]*(?:(?:and|also|plus|but|then|oh|so|ok(?:ay)?|&)\b[\s,:]*)*",
    re.IGNORECASE,
)
# Every joint has one of these, and they are looked for in a fraction of the time.
_MAY_JOIN = re.compile(r"[?!;….\n&]|\b(?:and|n|also|plus)\b", re.IGNORECASE)
_ENDING = "?!. \n"
_LEAD_IN = (
    r"(?:(?:please|pls|tell\s+me|do\s+(?:you|u)\s+know|(?:i|we)(?:['’]?d)?\s+(?:would\s+)?(?:also\s+)?"
    r"(?:wonder|(?:want|need|like)\s+to\s+know))\s+)*"
    r"(?:(?:in|on|at|by|from|to|for|with|since|until|of|under|about|during)\s+)?"
)
# `and was trained` goes on with the subject before it, `and was it` has one of its own.
_YES_NO = (
    r"(?:(?:is|are|was|were|do|does|did|can|could|will|would|should)(?:n['’]?t)?"
    r"|ha(?:s|ve|d)(?:n['’]?t)?(?!\s+(?:an?|fun|some|any|no)\b))\s+"
    r"(?!(?:in|on|at|by|of|to|for|from|with|about|be|been|being|have|not|also|so|still|now|then|as)\b)"
    r"(?!\w+(?:ed|ing)\b)\w+\s+\w+"
)
# `is that true`, `can that stand`: what was said before is to be confirmed, and nothing else is asked.
_CONFIRMING = re.compile(
    r"\W*(?:is|was|does|did|can|could|will|would)(?:n['’]?t)?\s+(?:that|this)\b", re.IGNORECASE
)
_VERBS = re.compile(
    r"\b(?:\w+['’](?:s|re|d)|whats|wheres|whos|hows|whens|is|are|was|were|do|does|did|has|have|had"
    r"|can|could|will|would|should|\w+ed)(?:n['’]?t)?\b",
    re.IGNORECASE,
)
# `which rocket`, `how many Russians`: with no verb, the one of the other half is meant.
_HEAD_ALONE = re.compile(r"\W*(?:\w+\s+)?(?:which|what|whose|how\s+(?:many|much))\b", re.IGNORECASE)
_LONGEST_HEAD = 4
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)
_POINTING = POINTING_WORDS | {"they", "them", "their"}


class QuestionSplitter:
    """Cuts a message only where each part is a question; `parse` gives the terms of a text."""

    def __init__(self, parse: Callable[[str], Sequence[QueryTerm]]) -> None:
        self._parse = parse

    def split(self, message: str) -> tuple[str, ...]:
        """The questions in order, with everything around them; one when only one is asked."""
        message = message[:LONGEST]
        if not _MAY_JOIN.search(message.rstrip(_ENDING)):
            return (message.strip(),)
        return tuple(self._questions(message))

    def _questions(self, message: str) -> Iterator[str]:
        start, found = 0, 1
        joints = list(_JOINT.finditer(message))
        ends = (*(joint.start() for joint in joints[1:]), len(message))
        for joint, end in zip(joints, ends, strict=False):
            head, tail = message[start : joint.start()], message[joint.end() : end]
            if found < MOST_QUESTIONS and self._parts(head, joint, tail):
                yield f"{head}{joint['mark'] or ''}".strip()
                start, found = joint.end(), found + 1
        yield message[start:].strip()

    def _parts(self, head: str, joint: re.Match[str], tail: str) -> bool:
        """Whether two texts are a question each; a question mark between them says more than a stop."""
        if joint["mark"] is None and not _opens(tail):
            return False
        whole = joint["mark"] is not None or joint["stop"] is not None
        if not whole and (_shares_its_verb(head) or _shares_its_verb(tail)):
            return False
        return self._is_question(tail) and self._is_question(head)

    def _is_question(self, text: str) -> bool:
        return any(self._asks(piece) for clause in clauses(text) for piece in _BUT.split(clause))

    def _asks(self, clause: str) -> bool:
        """Whether it asks, and says about what; `where is it` says it by pointing."""
        terms = self._parse(clause)
        typed = any(term.term_class is TermClass.QUESTION_TYPE for term in terms)
        tells = any(term.is_telling for term in terms) or (typed and points(clause))
        return tells and asks(clause, terms) and not _CONFIRMING.match(clause)


def points(text: str) -> bool:
    """Whether a text has a word that refers back to something."""
    said = spoken(text)
    return not _POINTING.isdisjoint(said) or said[-1:] == ["there"]


def _opens(text: str) -> bool:
    return bool(_opening().match(text))


@cache
def _opening() -> re.Pattern[str]:
    asking = "|".join(sorted(asking_words()))
    return re.compile(rf"\W*{_LEAD_IN}(?:(?:{asking})(?:['’]\w+)?\b|{_YES_NO})", re.IGNORECASE)


def _shares_its_verb(text: str) -> bool:
    short = len(words(text)) <= _LONGEST_HEAD
    return short and bool(_HEAD_ALONE.match(text)) and not _VERBS.search(text)
