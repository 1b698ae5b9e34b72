"""A statement reduced to its core: without openers, asides and contractions."""

import re
from typing import NamedTuple

from bot.domain.drafting.speech import DATELINE

# A date before the statement itself: `In 2024 there were …`.
_WHEN = re.compile(r"^(?:In|On|Since|By) (?:the )?(?:\d[\w ]{0,20}|\w+ \d{4}),? (?=(?:there|the|we) )")
# What opens a sentence and tells nothing.
_OPENING = re.compile(
    r"^(?:In addition|In return|In all|As of [A-Z]\w+|As an? [^,;:]{3,60}(?=, you )|However|Overall"
    r"|In general|In total|Of course|At present|At the moment|Meanwhile|Because of [^,;:]{3,40}(?=, )"
    r"|Today|Now|Currently|(?:\w+|A few) (?:hours|days|weeks|months|years) later|Normally|Usually"
    r"|Generally|Unfortunately|Please|For (?:health|legal|safety|security|technical) reasons"
    r"|For the first time|As a rule|First|Then|After that|Afterwards|A total of(?= \d)"
    r"|(?:As|So) (?:most|many|some|all) of you (?:will|may|might)? ?(?:have heard|know|be aware|remember)"
    r"|As you (?:will |may |might )?(?:know|have heard|remember)"
    r"|(?:Please )?(?:[Nn]ote|[Rr]emember|[Bb]e aware) that),? (?=\w)"
)
# What only announces it: `We are delighted to tell you that …`.
_ANNOUNCING = re.compile(
    r"^(?:P\.? ?S\.?"
    r"|(?:I am|We are) (?:also |very |so )?(?:glad|pleased|happy|delighted|proud|sorry|sad) to"
    r" (?:announce|say|tell you|report|inform you|let you know) (?:that)?"
    r"|(?:I|We) (?:must|have to|can|regret to) (?:also )?(?:tell|inform) you that"
    r"),? (?=\w)"
)
# What only links it with the sentence before, in the middle of a verb: `has therefore been called off`.
_LINKING = re.compile(
    r"\b(is|are|was|were|has|have|will|can|must) (?:therefore|thus|then|however|unfortunately"
    r"|also|already|recently|since(?= [a-z]))(?= )"
)
# `may come, dogs as well`, `is not needed here either`
_AS_WELL = re.compile(
    r"(?:, (?:[\w’'-]+ )?[\w’'-]+ as well(?=$|;)|(?: here)? (?:as well(?! as\b)|either)(?=$|[,;]))"
)
# What a sentence begins with, before its subject: `In Brennick, workers found …`.
_LEAD = re.compile(
    r"(?P<lead>(?:Each|Every|Last|This|Next)"
    r" (?:week|month|year|season|spring|summer|autumn|winter|term|night)"
    r"(?= (?:the|we|our|all|an?|you|[A-Z])\b)|(?!At (?:least|most)\b)(?:"
    r"(?:In|On|At|For|With|Without|Within|During|After|Before|Since|From|Under|By|Until|Through|Near)\b"
    r"[^,;:]{2,60}(?=, )|(?:In|On|At|During|After|Before|For|Near|Between)\b(?:(?! (?:is|are|was|were|will"
    r"|can|may|must|has|have|that|who|how|what|when|which|if) )[^,;:]){3,50}?(?= we )"
    r"|(?:In|On|At|By) (?:the|each|every) (?:[\w-]+ )?\w+ of (?:the|each|every) \w+"
    r"(?= (?:the|we|our|all) )|On (?:[\w-]+ )?days(?= (?:the|we|all) )"
    r"|(?:Over the last|Over the past|After|Before|From|Until|Within)"
    r" (?:\w+ (?:hours|days|weeks|months|years)|the \w+ (?:day|week|month|year))(?: of [a-z]+)?"
    r"(?= (?:the|an?|our|your) ))),? (?P<told>(?!(?:and|or|but|then|so|which|who|where)\b)[^,]+.*)"
)
_CONTRACTED = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"\b([Cc])an['’]t\b", r"\1annot"),
        (r"\b([Ww])on['’]t\b", r"\1ill not"),
        (r"n['’]t\b", " not"),
        (r"['’]re\b", " are"),
        (r"['’]ve\b", " have"),
        (r"['’]ll\b", " will"),
        (r"\b([Tt]here|[Ii]t|[Tt]hat)['’]s\b", r"\1 is"),
        (r"([a-z])['’]s (?=(?:on|in|at|not|open|closed|free|from|an?|the|always|only|every)\b)", r"\1 is "),
    )
)
# What is only said by the way: `The hut, with 36 beds, will be …`.
_ASIDE = re.compile(
    r"^(?P<before>(?!(?:If|When|Once|To|As|While|After|Before|During|Over|Since|Until)\b)[^,]{3,60})"
    r", (?:(?:[^,]|,(?=\d)){3,70}, "
    r"(?=(?:is|are|was|were|will|can|may|must|has|have|had|costs?|shows?|opens?)\b)"
    r"|(?:who|which|whose|together|along|\d[\d,]* [a-z]+|an?|the|its|their|his|her|with"
    r"|for|in|at|of|from|near|by|to|now|once|built|made|held"
    r"|led|run|known|[a-z]+ed)\b[^,()]{2,80}, (?=[a-z]+(?:s|ed)\b(?<!this)(?<!as)(?<!its)"
    r"|(?:came|went|took|began|gave|made)\b"
    r"|[a-z]+ (?:the|an?|about|roughly|nearly|almost|up to|\d)))"
)
_IN_BRACKETS = re.compile(r" \([^()]*\)(?= \w)")
# Who it is, behind what somebody is: `The captain, Rolf Sandquist, 52, has worked …`.
_NAMED = re.compile(
    r"^(?P<before>(?:The|Our|Its|Her|His) (?:[a-z’'-]+ ){0,3}[a-z]+), [A-Z][^,]{2,50}(?:, \d+)?, "
    r"(?=(?:is|are|was|were|will|can|may|must|has|have)\b|[a-z]+(?:s|ed)\b)"
)


class Led(NamedTuple):
    """What a statement begins with (`In Brennick`), and the rest."""

    lead: str
    told: str


def bare(statement: str) -> str:
    """Contractions spelt out, without full stop, link words and asides."""
    whole = _ANNOUNCING.sub("", _spelt_out(DATELINE.sub("", statement.strip().rstrip(".!"))))
    whole = _AS_WELL.sub("", _LINKING.sub(r"\1", whole))
    whole = _IN_BRACKETS.sub("", whole)
    return _NAMED.sub(r"\g<before> ", _ASIDE.sub(r"\g<before> ", whole))


def unopened(whole: str) -> tuple[str, ...]:
    """The statement as it is, and without its openers."""
    return tuple(dict.fromkeys((whole, _OPENING.sub("", whole), _WHEN.sub("", whole))))


def led_in(whole: str) -> Led | None:
    found = _LEAD.match(whole)
    return Led(found["lead"], found["told"]) if found else None


def _spelt_out(text: str) -> str:
    """Without contractions: `aren't` is `are not`."""
    for pattern, other in _CONTRACTED:
        text = pattern.sub(other, text)
    return text
