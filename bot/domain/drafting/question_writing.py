"""Turns a statement into a question by its form alone; a person may well word it better."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.domain.casing import PLAIN, Casing
from bot.domain.drafting.plain_statements import bare, led_in, unopened
from bot.matching import english

_BEFORE_ME = "about|to|for|of|with|by|from|on|told|(?:ask|send|give|let|tell|ring|call|help|keep|remind)s?"
# Said to somebody, and by somebody: `your ticket` is `my ticket`, `our rules` are `your rules`.
_TURNED = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"\b[Yy]ou are\b", "I am"),
        (r"\b[Yy]ou're\b", "I'm"),
        (r"\byourself\b", "myself"),
        (r"\byours\b", "mine"),
        (r"\bours(elves)?\b", r"yours\1"),
        (r"\b[Yy]our\b", "my"),
        (rf"\b({_BEFORE_ME}) you\b", r"\1 me"),
        (r"\byou(?=\s*$)", "me"),
        (r"\b[Yy]ou\b", "I"),
        (r"\b[Ww]e\b", "you"),
        (r"\b[Oo]ur\b", "your"),
        (r"\bus\b", "you"),
    )
)
# Where another statement begins: `… and they were a burden`, `…; the others are`, `… - all of them`.
_ANOTHER = re.compile(
    r"(?:,? (?:and|but) (?:[\w’'-]+ ){0,5}?"
    r"(?:is|are|was|were|must|can|cannot|could|would|may|will|has|have|had)\b"
    r"| and [a-z]{3,}s (?=\d|every |each |the |an? |to |about |around |up |down |back |away |off |only |at )"
    r"| and [a-z]{3,}s (?=it |them |you )| and (?:gives|offers|includes|helps|makes|takes|shows|has) "
    r"| and only |,? since (?=the |we |they |it |there )|, (?:so (?!that\b)|because )"
    r"|, (?:[\w’'-]+ ){1,4}(?:is|are|was|were|will|has|have|can|may|must)\b"
    r"|,? (?:and|but) (?:it|they|we|you|he|she|there|does|did)\b"
    r"|,? (?:and|but) (?:each\b|at no |nowhere\b|nobody\b|nothing\b|none\b)|, (?:which|who|\d)"
    r"|,? but |,? because |, (?:even|sorry|please|otherwise|unless|if|when|as|not|stop|in (?:our|my))\b"
    r"|, especially |, [A-Z]\w+['’]s |, [a-z]{3,}s (?:no|the|an?) "
    r"|,? (?:except|apart from) |\s*[;(]|(?<![ap]\.m)(?<!\b[A-Z])[.!?] | [-–—] ).*"
)
_AND_MORE = re.compile(
    r", (?:(?:and|around|but|at|by|for|from|in|on|up to|with|without|while|no|ask|tell|call"
    r"|(?:only|the|each|both|usually|always|one|two|three|four|five)\b(?!.* (?:and|or) ))\b.*|[^,]* too$"
    r"|[A-Z](?!.* (?:and|or) ).*)"
)
# Several things, without which the question is whole: `for floors, walls, plumbing and windows`.
_LIST = re.compile(
    r"(?<=\w{3}) (?:for|with|such as|including) [\w’'-]+(?: [\w’'-]+)?"
    r"(?:(?:, [\w’'-]+(?: [\w’'-]+){0,2})+,? (?:and|or) .*|(?:, [\w’'-]+(?: [\w’'-]+){0,2}){2,}$)"
)
_EMOJI = re.compile(r":\w+:")
_AFTER_COLON = re.compile(r": (?=[a-z\d]).*")
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*(?:[;–—(]|:(?!\d)).*",
        r" (?:as long as|provided|in case)\b.{8,}",
        r"(?<!only allowed)(?<!only open) (?:even )?(?:if|when|once)\b.{40,}",
        r",(?!\d| [a-z]+ or ).*",
        r" (?:so that|because|but|unless|although|which|who|where|as well as)\b.*",
    )
)
# Whoever asks does not know yet that there is none.
_NONE = (
    (re.compile(r"\bno longer\b(?! than)"), "still"),
    (re.compile(r"\b[Nn]o(?= [a-z/!#])(?! (?:longer|more|fewer|less|later|earlier)\b)"), "any"),
    (re.compile(r"\b[Nn]o(?=body\b|thing\b|where\b)"), "any"),
    (re.compile(r"\bnever\b"), "ever"),
)
_NO = re.compile(r"\b[Nn]o ")
_LETTING = re.compile(r"\b((?:let|help|allow|ask|give|owe|promise|show|send|tell|cost|save|want)s?) I\b")
# What is left of a cut pair: `between May and`.
_DANGLING = re.compile(
    r"(?: (?:between|from|for|with|of|to|by|in|on|at)(?: the| an?)? [\w’'-]+)? (?:and|or|but)$"
)
_UNDONE = re.compile(
    r"(?:^What (?:are|were) you$|^Should I \w+ me\b|^Do(?:es)?\b.* do(?:es)? not "
    r"|^(?:Is|Was) .* the one\b(?! of)"
    r"|^(?!.*\b(?:one|two|three|\d+)\b).* at a time$|^(?:Is|Are|Was|Were|Can|May|Will)\b.* not"
    r"| (?:and|or|but|the|an?|if|because|than|every|no)$| [–—] )"
)
_TOO_LONG = "…"
_FORBIDDEN = re.compile(r"(?:not|never) ")
# What hardly stands without an article in a question: `Move-in fee is $150`.
_BARE = re.compile(
    r"(?!(?:the|an?|this|that|each|every|no|any|our|your|my|its|their|his|her|one)\b)(?:[a-z][a-z-]* )?"
    r"(?:fee|notice|cost|price|deposit|fine|rate|limit|deadline|budget|venue|number|address|meeting|quota|quorum|password|time)"
)
_ONE = frozenset(("is", "was"))
_SEVERAL = frozenset(("are", "were", "have", "may", "must", "should", "can", "will"))
_LONG, _LONGEST, _LONGEST_QUESTION = 60, 90, 110
_PERSON = re.compile(r"(?!The )(?:(?:Dr|Mr|Mrs|Ms)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}")
# What goes by two capitalised words, and is a thing: `Lost Luggage is a podcast about …`.
_THING = re.compile(
    r"\b(?:an?|the) (?:[\w-]+ ){0,4}?(?:app|band|book|bridge|building|cafe|café|centre|center|church|club"
    r"|company|competition|event|festival|game|group|gym|hall|island|journal|league|library|magazine|museum|newsletter"
    r"|park|place|podcast|programme|program|project|race|river|school|series|server|service|shelter|shop|show"
    r"|society|software|station|street|system|team|terminus|tool|town|train|village|website)\b"
)
_IN_BRACKETS = re.compile(r" \([^)]*\)$")
_PRONOUN = re.compile(r"(?:It|They|He|She|This|That|These|Those|You|We|I|There)\b")
_ENDS_IN_PRONOUN = re.compile(r"\b(?:it|they|you|we|I|he|she)$")
_SPOT = re.compile(
    r"on [\w-]+ days$"
    r"|(?:at|in|near) (?!.*(?:\d|day\b|\b(?:month|year|season|week|spring|summer|autumn|winter|term|night)))"
)
_PASTS = "PASTS = "
_BASES = {"has": "have", "goes": "go", "lies": "lie", "dies": "die", "ties": "tie"}


class _Form(NamedTuple):
    statement: re.Pattern[str]
    question: str


def question_of(statement: str, casing: Casing = PLAIN) -> str | None:
    """A question that the statement answers; None when it has no form that we know."""
    return next(questions_of(statement, casing), None)


def questions_of(statement: str, casing: Casing = PLAIN) -> Iterator[str]:
    """All such questions; those about what it mainly tells come first."""
    whole = bare(statement)
    for text in unopened(whole):
        yield from _asked(text[:1].upper() + text[1:], casing)
    if led := led_in(whole):
        lead = turned(led.lead[:1].lower() + led.lead[1:])
        asked = _asked(led.told[:1].upper() + led.told[1:], casing)
        is_spot = _SPOT.match(lead) is not None
        with_lead = (
            f"{one[:-1]} {lead}?" if is_spot or not one.startswith("When ") else one for one in asked
        )
        yield from (one for one in with_lead if len(one) <= _LONGEST_QUESTION)


def _asked(text: str, casing: Casing) -> Iterator[str]:
    for form in _forms():
        found = form.statement.match(text)
        if found:
            several = " do {subject}" in form.question or " are {subject}" in form.question
            asked = " ".join(form.question.format_map(_filled(found, casing, several=several)).split())
            asked = _DANGLING.sub("", asked)
            if _TOO_LONG in asked:
                return  # another form would only find less in it
            is_closed = asked.count("(") == asked.count(")") and asked.count('"') % 2 == 0
            if is_closed and not _UNDONE.search(asked):
                yield _LETTING.sub(r"\1 me", f"{asked}?")


def subject_of(statement: str) -> str | None:
    """What a statement is about, if its form shows that; never a pronoun."""
    found = _subject().match(statement)
    subject = found["subject"] if found else ""
    return None if not subject or _PRONOUN.match(subject) or _ENDS_IN_PRONOUN.search(subject) else subject


def _filled(found: re.Match[str], casing: Casing, *, several: bool) -> dict[str, str]:
    told = {key: value for key, value in found.groupdict().items() if value is not None}
    if told.get("aux") == "cannot":
        told["aux"] = "can"
    if told.get("aux") == "must" and _FORBIDDEN.match(told.get("part", "")):
        told["aux"] = "may"  # whoever asks whether dogs must come means something else
    filled = {"more": ""} | told | {"Aux": told.get("aux", "").capitalize()}
    if "part" in told:
        # Whoever asks does not know yet that it is not so.
        whole = re.sub(r"^(?:not|never) ", "", told["part"])
        # A condition is asked for as a whole: `if you have registered and cannot come`.
        part = whole if "when" in told and len(whole) <= _LONG else _cut(whole)
        filled["part"] = turned(part if "when" in told else _open(part))
        filled["order"] = filled["part"][:1].lower() + filled["part"][1:]
    if "when" in told:
        filled["when"] = "if" if told["when"].lower() == "if" else "when"
    if "more" in told:
        more = told["more"]
        filled["more"] = turned(casing.lowered(more) if more[:1].isupper() else more)
    if "lead" in told:
        filled["lead"] = turned(told["lead"][:1].lower() + told["lead"][1:])
    if "subject" in told:
        several |= told.get("aux") in _SEVERAL or ("verbal" in told and "aux" not in told)
        subject = _open(turned(casing.lowered(told["subject"], several=several)))
        subject = f"the {subject}" if _BARE.fullmatch(subject) and told.get("aux") in _ONE else subject
        filled["subject"] = "I" if subject == "me" else subject
        name = _IN_BRACKETS.sub("", told["subject"])
        is_person = _PERSON.fullmatch(name) and not _THING.search(found.string, found.end("subject"))
        filled["who"] = "Who" if is_person else "What"
    if "verb" in told:
        filled["verb"] = _base(told["verb"])
    if "past" in told:
        filled["past"] = _present(told["past"])
    return filled


def turned(text: str) -> str:
    """As the person addressed would say it: `your` becomes `my`."""
    for pattern, other in _TURNED:
        text = pattern.sub(other, text)
    return text


def _open(text: str) -> str:
    """Replace words like `no` and `none`: an asker does not know yet that there is none."""
    if len(_NO.findall(text)) == 1:
        text = _no_one().sub(lambda found: "an " if found["what"][0] in "aeiou" else "a ", text)
    for pattern, other in _NONE:
        text = pattern.sub(other, text)
    return text


def _cut(text: str) -> str:
    """As much as a question can carry: a long one ends at a comma or a link word."""
    text = _ANOTHER.sub("", text.strip(" ,;:"))
    if text.count(",") == 1:
        text = _AND_MORE.sub("", text)  # of a list there would be two commas
    text = text if _EMOJI.search(text) else _AFTER_COLON.sub("", text)
    if len(text) > _LONG and text.count(",") > 1:
        text = _LIST.sub("", text)
    for cut in _CUTS:
        if len(text) > _LONG:
            text = cut.sub("", text, count=1)
    return text.strip(" ,;:") if len(text) <= _LONGEST else _TOO_LONG


def _base(verb: str) -> str:
    """The verb form after `does`."""
    if verb in _BASES:
        return _BASES[verb]
    if verb.endswith(("ches", "shes", "sses", "xes")):
        return verb.removesuffix("es")
    return f"{verb[:-3]}y" if verb.endswith("ies") else verb.removesuffix("s")


def _present(past: str) -> str:
    """The verb form after `did`: `stopped` becomes `stop`."""
    if past in _pasts():
        return _pasts()[past]
    doubled = past[-3:-2] == past[-4:-3]
    stems = (past[:-1], *((past[:-3],) if doubled else ()))
    other = f"{past[:-3]}y" if past.endswith("ied") else past[:-2]
    return next((stem for stem in stems if stem in english.common_words()), other)


@cache
def _pasts() -> dict[str, str]:
    """Verbs whose past does not end in -ed."""
    line = next(line for line in english.question_forms() if line.startswith(_PASTS))
    return {past: verb for past, _, verb in (pair.partition(":") for pair in line[len(_PASTS) :].split())}


@cache
def _pieces() -> tuple[dict[str, str], tuple[str, ...]]:
    """The named pieces, each filled in with earlier ones, and the lines of forms."""
    pieces = {"FUNCTION": "|".join(sorted(english.function_words()))}
    forms = []
    for line in english.question_forms():
        name, sign, piece = line.partition(" = ")
        if line.startswith(_PASTS):
            pieces[name] = "|".join(_pasts())
        elif sign and name.isupper():
            pieces[name] = _filled_in(piece, pieces)
        else:
            forms.append(line)
    return pieces, tuple(forms)


@cache
def _forms() -> tuple[_Form, ...]:
    pieces, lines = _pieces()
    parted = (line.partition(" => ") for line in lines)
    return tuple(_Form(re.compile(_filled_in(left, pieces)), right) for left, _, right in parted)


@cache
def _subject() -> re.Pattern[str]:
    pieces, _ = _pieces()
    return re.compile(rf"{pieces['SUBJECT']} (?:{pieces['AUX']}|costs?|lasts?|takes?|opens?|closes?)\b")


@cache
def _no_one() -> re.Pattern[str]:
    """`no ticket`, of which there would be one; not `no parking`."""
    pieces, _ = _pieces()
    which = "(?:(?!other |more |longer |further |such )[a-z-]+ )?"
    return re.compile(rf"\b[Nn]o (?=(?P<what>{which}{pieces['COUNTED']}\b)(?! [a-z]{{3,}}s\b))")


def _filled_in(expression: str, pieces: dict[str, str]) -> str:
    for name, piece in pieces.items():
        expression = expression.replace(f"<{name}>", piece)
    return expression
