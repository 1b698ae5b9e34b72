"""Who says what a sentence reports: direct and reported speech, and `according to`."""

import re
from dataclasses import dataclass

_SAID = (
    r"(?:said|says|added|adds|explained|explains|answered|declared|proposed|criticised|emphasi[sz]ed|suggested"
    r"|suggests|admits|predicts|argued|argues|claimed|claims|warned|warns|stressed|stresses|promised"
    r"|promises|announced|announces|insisted|insists|noted|notes|stated|states|wrote|writes|replied|reported"
    r"|confirmed|told|tells)"
)
_HELD = rf"(?:{_SAID}|believes|believed|thinks|thought|hopes|hoped|fears|feared|estimates|estimated)"
DATELINE = re.compile(r"^[A-Z][A-Z .-]{2,30}(?:, [^–—]{3,25})? [–—] ")
_OPENED, _CLOSED = '["“„«]', '["”“»]'
_BEFORE = r"(?<! is)(?<! are)(?<! was)(?<! were)(?<! be)(?<! been)(?<! will)(?<! an)(?<! a)(?<! the)(?<! and)"
_TITLED = r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)"  # the stop behind it ends nothing
_ITSELF = (
    r"(?!the (?:date|detail|launch|news|opening|plan|result|start)s?\b)"
    r"(?!(?:We|You|I|It|This|That|These|Those|There|If|When|What|Nobody|Everybody|Never|Always|Please|Unless"
    r"|Until|In|On|At|For|With|From|After|Before|During)\b)"
)
_WITHIN = (
    r"(?:(?! (?:is|are|was|were|will|can|may|must|if|when|that|who|which|whose|not|unless|until"
    r"|it|they|we|you) )"
    r"(?:[^,.;:\"“”„«»]|(?<=\bDr)[.]|(?<=\bMr)[.]|(?<=\bMs)[.]|(?<=\bMrs)[.]|(?<=\bProf)[.]))"
)
_WHO = rf"{_ITSELF}(?:[A-Z]|[Tt]he |[Aa]n? |[Hh]e\b|[Ss]he\b|[Tt]hey\b){_WITHIN}{{0,60}}?{_BEFORE}{_TITLED}"
_NAMED = rf"(?:(?:[a-z-]+ ){{0,3}}?{_WHO})"
_REST = r"(?=[,.;:]|$| (?:after|before|during|while|when|in|on|at|to|with)\b)"
_SPOKEN = rf"{_OPENED}.+?[,.!?…]{_CLOSED}"
_LATELY = r"(?:(?:us|him|her|them) )?(?:(?:yesterday|today|on \w+day),? )?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^(?P<told>{_SPOKEN}),? {_SAID} (?:(?:its|their|his|her|the) [\w -]+?, )?(?P<who>{_NAMED}){_REST}",
        rf"^(?P<told>{_SPOKEN}),? (?P<who>{_NAMED}) {_SAID}\b",
        rf"^(?P<told>{_SPOKEN}) ?[–—-]+ ?(?P<who>[A-Z][^,.;:\"“”]{{2,50}})",
        r"^According to (?P<who>[^,.;:]{2,60}), (?P<told>.+)",
        rf"^(?P<told>[^\"“„«]+?), {_SAID} (?P<who>{_WHO}){_REST}",
        rf"^(?P<told>[^\"“„«]+?), (?P<who>{_WHO}) {_SAID}[.]?$",
        rf"^(?P<who>{_WHO}) (?:(?:has|had|also) )?{_HELD} {_LATELY}(?:that )?(?P<told>.+)",
    )
)
_QUOTED = re.compile(rf"^(?P<told>{_SPOKEN}|{_OPENED}[^”»\"]+$)")
_UNNAMED = re.compile(r"(?:he|she|they|it|we|i)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says it (empty where there is only a pronoun), and the words themselves."""

    who: str
    told: str


def speech_of(text: str) -> Speech | None:
    """What a sentence quotes or reports; None where the document speaks for itself."""
    text = DATELINE.sub("", text)
    found = next(filter(None, (form.match(text) for form in _FORMS)), None)
    if found is None:
        quoted = _QUOTED.match(text)
        return Speech("", _bare(quoted["told"])) if quoted else None
    parts = found.groupdict()
    who = "" if _UNNAMED.match(parts["who"]) else parts["who"].strip()
    return Speech(who, _bare(parts["told"]))


def _bare(told: str) -> str:
    """Without quotation marks and what stops it."""
    told = re.sub(r"[\"“”„«»]", "", told).strip(" ,.")
    return told[:1].upper() + told[1:]
