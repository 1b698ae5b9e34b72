"""The question and the ways of asking that a drafted statement begins with."""

import re
from collections.abc import Collection, Iterator

from bot.domain.casing import Casing
from bot.domain.drafting.plain_statements import bare
from bot.domain.drafting.question_writing import questions_of, subject_of, turned
from bot.domain.drafting.speech import Speech
from bot.domain.drafting.statements import Statement, is_claim
from bot.domain.drafting.ways_of_asking import key_words, leans, ways_of
from bot.domain.labels import labelled, without_note

_PRONOUN = re.compile(
    r"(?:It|They|He|She)(?= (?!is (?:\w+ )?(?:to|that)\b)[a-z])"
    r"|(?:This|These)(?= (?:is|are|was|were|can|may|must|will|has|have|costs?|lasts?|takes?)\b)"
)


def ways_within(statement: Statement, casing: Casing) -> Iterator[str]:
    """Ways of asking made of an answer whose question stands in the document."""
    claims = (text for text in statement.texts if is_claim(text))
    return (way for text in claims for way in ways_of(text, casing))


def ways_for(
    statement: Statement, speech: Speech | None, casing: Casing, taken: Collection[str], place: str = ""
) -> list[str]:
    """Free questions first, then the telling words of each sentence.

    `place` is the heading to name with a label that other headings have as well.
    """
    texts = (speech.told, *statement.texts[1:]) if speech else tuple(map(without_note, statement.texts))
    who = speech.who if speech else ""
    subject = who or subject_of(bare(texts[0]))
    ways = [_asking_who(speech, casing)] if speech and who else []
    if not speech and (label := labelled(f"{texts[0][:1].upper()}{texts[0][1:]}")):
        ways.append(label.question(casing, place))
    for text in texts:
        whole = _PRONOUN.sub(subject, text, count=1) if subject and _PRONOUN.match(text) else text
        made = () if leans(whole) else questions_of(whole, casing)
        ways += [asked for asked in made if asked.lower() not in taken][:1]
    telling = [key_words(text) for text in texts]
    return [*(ways or [f"What about {telling[0] or texts[0]}?"]), *telling]


def _asking_who(speech: Speech, casing: Casing) -> str:
    """What somebody said about the matter: nobody asks whether it is so."""
    subject = None if leans(speech.told) else subject_of(speech.told)
    about = f" about {turned(casing.lowered(subject))}" if subject else ""
    return f"What did {casing.lowered(speech.who)} say{about}?"
