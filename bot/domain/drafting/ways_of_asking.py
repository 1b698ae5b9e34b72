"""Ways of asking made of a statement: its question, its telling words, and what it counts."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.casing import PLAIN, Casing
from bot.domain.drafting.question_writing import question_of
from bot.matching import english
from bot.matching.answer_kinds import AnswerKind, asked_kind, told
from bot.matching.numbers import NUMBER_WORDS

DATE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?: \d{1,2}(?!\d))?(?:,? \d{4})?|\b(?:1[5-9]|20)\d\d\b"
)
_LEANING = re.compile(
    r"(?:It(?! is (?:not )?(?:allowed|permitted|forbidden|prohibited|possible) to\b)"
    r"|They|This|These|That|Those|He|She|Such|Here|Then|Also|Otherwise|However|But|And|So|Its|Their|His|Her"
    r"|(?:Both|Each|Most|More than half|Half|All|Some|Many|Others|None)"
    r"(?= (?:is|are|was|were|can|has|have|of (?:it|them)|must|may|will)\b)"
    r"|For (?:example|instance)|Instead|Therefore|Likewise"
    r"|In (?:that|this) case|Because of (?:this|that)|At (?:this|that) point|As a result|Either way)\b"
)
# What a sentence points at stands in the one before: `If we had them numbered`, `Ask for one before noon`.
_POINTING = re.compile(
    r"(?:If|When|Once|While|After|Before|Until|Because|Since|In order to|To)\b[^,]{0,60}?"
    r"\b(?:it(?!['’]s| is\b| was\b)|they|them|(?<!no )one|those|this|these)\b"
    r"(?! (?:of|another|who|that|page|server|site|guide|document|(?!has\b|needs\b|does\b)[a-z]+s)\b)"
    r"|(?:Today|Now|Currently|Usually|Since then),? (?:it|they|he|she)\b"
    r"|(?:On|In|At|For|From|With|During|After|Before|Until|By)\b[^,;.]{0,40}?,? (?:it|they|he|she)\b"
    r"|Please (?:do not |don['’]t )?[a-z]+ (?:it|them)\b|(?:If|When)\b[^,]{0,60}? than that\b"
    r"|[^,;]{0,40} (?:it|them)(?: (?:in|on|at|for|from|again)\b|[.!]?$)"
    r"|The [^,;]{0,30}\b(?:in|of|on|with|for|to) (?:it|them)\b|The \w+est(?: one)? (?:is|was|are|were)\b"
    r"|(?:In|At|On|Outside|For|With|From|By)\b[^,]{0,30}\b(?:those|these)\b"
    # `(The stain is the reason.)`, `Ada has trained them`, `Clear yours`, `half of that`, `Use a key instead`
    r"|\(|(?:(?!\b(?!(?:has|is|was|does|this|its|his|us)\b)\w+s\b|\b(?:and|or|[Pp]eople|[Cc]hildren|we|you) )"
    r"[^,;.(]){3,60} them\b"
    r"|[^,;]{0,40}\b(?:yours|hers|theirs|(?:has|have|needs?|every|each) one|the ones?"
    r"|(?:of|than) (?:that|this|them|those))(?=$|[,;.]| (?:in|on|with|cannot|can|when|until|log)\b)"
    r"|[^,;]{0,40}\bthe (?:first|second|third|others?)(?: (?:two|three|four))?(?=$|[,;.]| but )"
    r"|[^,;]{3,50} (?:instead|in (?:its|their) place)[.!]?$"
    r"|[^,]{0,40}\b(?:that|this|these|those) (?:specific|particular|same|very) \w"
    r"|(?:Please )?(?:Ask|Order|Ring|Type|Bring|Put|Send|Take|Keep|Return|Use|Write|Leave|Show|Give|Get|Read"
    r"|Open|Call|Book|Do not|Don['’]t|Never)\b[^,;.]{0,25}? (?:it|them|one)\b(?! of\b| another\b)"
)
_SHORTEST = 3  # letters; abbreviations may be shorter
_WORD = re.compile(r"(?<![\w@#!/.])[@#!/.]?[^\W_][\w’'-]*")
_COUNT = re.compile(
    r"(?<![\d.:/])\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve) "
    r"((?:(?!(?:and|or|of|to|in|on|at|by|for|with|is|are) )[a-z]+ )?(?!yes\b)[a-z]{3,}s)\b"
)
_PLACE = (
    "(?:Street|Road|Lane|Avenue|Square|Quay|Hall|House|Church|Chapel|School|College|Centre|Center|Station|Club"
    "|Park|Garden|Gardens|Bridge|Harbour|Bay|Hill|Island|River|Lake|Museum|Library|Bookshop|Hotel|Theatre"
    "|University|Institute|Hospital|League|Cup|Room|Building)"
)
# Much that `told` finds nobody asks for: `after a while`, `the people`, `3 crowns a year`.
_SURE = {
    AnswerKind.DATE: re.compile(
        rf"{DATE.pattern}|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
        r"|\b\d{1,2}[.:]\d\d\b(?! [a-z]+s\b)"
    ),
    AnswerKind.FREQUENCY: re.compile(
        r"\b(?:every [a-z]|daily|weekly|monthly|yearly|annual|hourly|once|twice|times|nightly)|days\b"
    ),
    AnswerKind.PERSON: re.compile(
        rf"(?<!^)(?<![.!?:] )[A-Z][a-z’'-]+ (?!{_PLACE}\b)[A-Z][a-z’'-]++(?! {_PLACE}\b)|@\w"
    ),
    AnswerKind.REASON: re.compile(
        r"\b(?:because|so that|in order to|due to|owing to|thanks to|the reason"
        r"|to (?:avoid|prevent|protect))\b|, (?:as|since|so) "
    ),
}
# What asks for a kind of answer; counts are asked for with what is counted.
_ASKING = {
    AnswerKind.MONEY: "how much",
    AnswerKind.FREQUENCY: "how often",
    AnswerKind.AGE: "how old",
    AnswerKind.DATE: "when",
    AnswerKind.PERSON: "who",
    AnswerKind.REASON: "why",
}


def leans(text: str) -> bool:
    """Whether a sentence depends on the one before it: `It is …`, `They can …`."""
    return _LEANING.match(text) is not None or _POINTING.match(text) is not None


def ways_of(text: str, casing: Casing = PLAIN) -> Iterator[str]:
    asked = None if leans(text) else question_of(text, casing)
    if asked:
        yield asked
    yield key_words(text)


def key_words(text: str, most: int = 6) -> str:
    """The telling words of a sentence, without numbers, which an asker does not know yet."""
    small = english.function_words() | english.filler_words()
    kept = [word for word in _WORD.findall(DATE.sub(" ", text)) if _tells(word, small)]
    return " ".join(dict.fromkeys(kept[:most]))


def _tells(word: str, small: frozenset[str]) -> bool:
    bare = word.lower().split("’")[0].split("'")[0]
    if bare[:1].isdigit() or bare in small or bare in NUMBER_WORDS or bare == "yes":
        return False
    return len(bare) >= _SHORTEST or word.isupper()


def kind_ways(text: str, asked: Iterable[str]) -> Iterator[str]:
    """The telling words behind the question word of each kind of answer that is told but not asked for."""
    had = {asked_kind(way) for way in asked}
    about = key_words(text, most=4)
    if found := _COUNT.search(DATE.sub("", text)):
        others = (word for word in about.split()[:3] if word not in found[1].split())
        yield " ".join((f"how many {found[1]}", *others))
    for kind, word in _ASKING.items() if about else ():
        if kind not in had and told(kind, text) and _SURE.get(kind, _WORD).search(text):
            yield f"{word} {about}"


def placed_way(text: str, topic: str) -> str:
    """The telling words behind those of the heading above, without which many a sentence says little."""
    if not key_words(text):
        return ""
    return " ".join(dict.fromkeys((*key_words(topic, most=4).split(), *key_words(text, most=4).split())))
