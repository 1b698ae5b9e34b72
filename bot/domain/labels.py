"""Lines that give a label its value (`Meeting point: Talstation, 7:30`), and the question for it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.casing import PLAIN, Casing
from bot.matching import english

_LABELLED = re.compile(
    r"(?P<label>[A-Z][^\W\d_’'/-]*(?:[’'/-][^\W\d_]+)*(?:[’'](?= ))?(?: [^\W\d_][^\W\d_’'&/-]*){0,4}?)"
    r"(?: \([^)]*\))?: (?P<value>\S.*)"
)
_VERB = re.compile(
    r"\b(?:you|we|they|did|is|are|was|were|has|have|had|can|may|must|will|do|does|says?|said|goes|reads?)\b"
)
_NOTE = re.compile(
    r"(?:Note|NB|Info|Tip|Hint|New|Changed|Added|Warning|Important|Attention|Caution|Please note|Remember)"
    r": (?=\w)"
)
_PERSON = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-Z][\w’'-]+ [A-Z][\w’'-]+(?=$|[,.;(&]| and )")
_PEOPLE = re.compile(
    r"\b(?:leader|head|chair|chairman|chairwoman|contact|teacher|trainer|coach|owner|author|editor|organiser"
    r"|organizer|host|treasurer|secretary|caretaker|doctor|manager|director|assistant|guide|speaker|conductor"
    r"|responsible|captain|president|person)\b",
    re.IGNORECASE,
)
# What goes by two capitalised words and is nobody.
_THINGS = re.compile(
    r"\b(?:place|point|where|location|venue|address|room|stop|station|name|client|product|type|model|system|title"
    r"|language|source|version|format|project|company|publisher)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:(?:about|from|only|up to) )?(?:[$€£]\s?\d"
    r"|\d[\d,.]* ?(?:€|(?:euros?|dollars?|pounds?|crowns?|cents?|francs?|CHF)\b))"
)
_TIME = re.compile(
    r"(?:(?:from|until|by|at|on|every|daily|between) )*(?:the )?"
    r"(?:(?:first|second|third|last) )?(?:\d{1,2}[.:]\d\d\b|\d{1,2} ?(?:am|pm)\b"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:days?)?\b"
    r"|\d{1,2}\.? (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December))\b",
    re.IGNORECASE,
)
_ACTION = re.compile(r"[A-Z][a-z]+ing(?: (?:up|down|off|out|in|away|back))?")
_DONE = re.compile(r"Not |[A-Z][a-z]+ed$|(?:New|Known|Done)$")  # `Fixed: …` says what became of the value
_SPOKEN = re.compile(r"(?:I|We|You|The|But|And|Some|There|It|In|No|Yes)\b.*[.!?]$")
_LOOSE = re.compile(
    r"(?:an?|the|no|not|at|some|every|all|only|up|about|[a-z]+ (?:are|is|was|were|have|has)"
    r"|(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve) [a-z]+s?['’]?s?) "
)
_CLAUSE = re.compile(
    r"(?:you|we|they|it|he|she|please|do|don['’]t|never|there|if|when)\b|\w+ (?:is|are|may|must|can|will)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[a-z]+s(?<!ss)(?<!us)(?<!is)$")
_OF = re.compile(
    r" (?:of|from|for|in|on|at|to|with|by) .*"
)  # `Leaks from upstairs` are several for the leaks
_DATED = re.compile(r"^[^:]*\d[^:]*: (?=\S)")  # `Sunday, 29 March: Two Towers Walk`


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and its value."""

    label: str
    value: str

    def question(self, casing: Casing = PLAIN, place: str = "") -> str:
        """The question for it; `place` is the heading above, where other headings share the label."""
        name, of = casing.lowered(self.label, several=True), f" of {_DATED.sub('', place)}" if place else ""
        several, asking = bool(_SEVERAL.search(_OF.sub("", self.label))), self._asking()
        is_loose = asking == "What" and not place and (" " not in self.label or _LOOSE.match(self.value))
        if is_loose or self.label.startswith(("A ", "An ")) or _CLAUSE.match(self.value):
            return f"What about {name}{of}?"
        verb, the = ("are" if several else "is"), "" if _ACTION.fullmatch(self.label) else "the "
        return f"{asking} {verb} {the}{name}{of}?"

    def _asking(self) -> str:
        if is_person(self.label) or (_PERSON.match(self.value) and not _THINGS.search(self.label)):
            return "Who"
        if is_money(self.value):
            return "How much"
        return "When" if is_time(self.value) else "What"


def is_person(label: str) -> bool:
    """Whether it is somebody's office or part: `Leader`, `Contact`."""
    return bool(_PEOPLE.search(label))


def is_money(value: str) -> bool:
    return bool(_MONEY.match(value))


def is_time(value: str) -> bool:
    return bool(_TIME.match(value))


def labelled(text: str) -> Labelled | None:
    """None where a line has no label, or one that only draws attention, such as `Note`."""
    found = None if _NOTE.match(text) else _LABELLED.match(text)
    if (
        found is None
        or found["label"].isupper()
        or _VERB.search(found["label"])
        or _DONE.match(found["label"])
    ):
        return None
    if " " not in found["label"] and _SPOKEN.match(found["value"]):
        return None
    if found["label"] in {"Contact", "Contacts"} and re.search(r"@|\d{3}", found["value"]):
        return None  # an address
    opens = found["label"].split()[0].lower()
    return (
        None if opens in english.function_words() - {"a", "an"} else Labelled(found["label"], found["value"])
    )


def without_note(text: str) -> str:
    """Without the label that only draws attention: `Note: …`."""
    return _NOTE.sub("", text)


def recurring(texts: Iterable[str]) -> frozenset[str]:
    """The labels that several of the texts share."""
    found = Counter(one.label for text in texts if (one := labelled(text)))
    return frozenset(label for label, times in found.items() if times > 1)
