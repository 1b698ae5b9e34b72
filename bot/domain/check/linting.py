"""Weaknesses of a valid sheet: it can be served, but people will find less than they could."""

import re
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.briefing import Briefing
from bot.domain.check.faithfulness import Witness
from bot.domain.check.phrasings import Path, Phrasing, phrasings
from bot.domain.check.vocabulary import merges, overlaps
from bot.domain.sheet import Fact
from bot.matching import english
from bot.matching.analysis import words
from bot.matching.matcher import Matcher
from bot.matching.smalltalk import is_empty_word

FEWEST_PHRASINGS = 3
MOST_ASKED = 2_000
LONGEST_ANSWER = 2_000  # characters that fit above the quote
_VERDICT = re.compile(r"yes\b|no(?=\s*(?:$|[,;:!–—]|\.(?!\s*\d)))", re.IGNORECASE)
# A sentence's end, or an address, a path, a channel or a piece of code, which nobody puts a stop behind.
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*$|[/#`]\S*$|[^\W\d_]\.[^\W\d_]{2,}\S*$|[:;][-']?[)D(]$")
_UNWORDED = re.compile(r"What about (?P<row>.+)\?")
_FEWEST_IN_A_ROW = 3


class Rule(StrEnum):
    """The rules of a sheet, each named after what breaks it."""

    WORDING = "Questions that a draft could not word"
    FETCH = "Ways of asking that lead to another entry"
    CLAIM = "Ways of asking that stand under two entries"
    PHRASINGS = "Facts with few ways of asking"
    SUBJECT = "Ways of asking that name no subject"
    VOCABULARY = "Groups of the vocabulary that merge what differs"
    REVIEW = "Facts past their review"
    NUMBERS = "Numbers in an answer that its quotes do not have"
    FAITHFUL = "Answers that say something else than their quotes"
    STATEMENT = "Answers that are no whole statement"
    LENGTH = "Answers that are too long to be shown whole"
    WHOLE = "Texts that are not read as they were meant"
    READ = "Files that are not read"
    GOLDEN = "Golden questions with a mistake"
    PROMISE = "Golden questions that do not lead where they should"
    UNSEEN = "Other ways of asking that another entry takes"
    OWN_WORDS = "Facts asked for in the document's words alone"
    DOUBLE = "Facts whose question asks two things"
    AGREEMENT = "Facts that another source contradicts"
    PROBE = "Questions like the sheet's own that get a false answer"


@dataclass(frozen=True, slots=True)
class Weakness:
    """What is weak, and where: the path leads to it in the merged sheet, by section and id."""

    rule: Rule
    path: Path
    message: str
    hint: str


def lint(
    briefing: Briefing,
    matcher: Matcher,
    today: date,
    asked: Iterable[Phrasing] | None = None,
    failing: Container[str] | None = None,
) -> tuple[Weakness, ...]:
    """Every weakness, rule by rule.

    Where the sheet was tested, `asked` are the phrasings that need be asked for, and few ways of asking are
    weak only in facts that were `failing`.
    """
    claims = tuple(double_claims(phrasings(briefing)))
    return (
        *_other_strays(phrasings(briefing) if asked is None else asked, matcher, claims),
        *claims,
        *empty_phrasings(phrasings(briefing)),
        *thin_facts(briefing, failing),
        *vocabulary_overlaps(briefing),
        *merged_questions(briefing),
        *overdue_reviews(briefing, today),
        *unworded(briefing),
        *_doubtful_answers(briefing),
    )


def lint_entries(
    briefing: Briefing, matcher: Matcher, today: date, ids: Collection[str]
) -> tuple[Weakness, ...]:
    """The weaknesses of these entries alone, which is quick when they are few.

    Only a limited number of their phrasings is asked, so that even a huge change is judged in seconds.
    """
    if not ids:
        return ()
    every = tuple(phrasings(briefing))
    asked = tuple(phrasing for phrasing in every if phrasing.id in ids)
    twins = matcher.asked_alike({phrasing.text for phrasing in asked})
    claims = tuple(double_claims(phrasing for phrasing in every if phrasing.text in twins))
    facts = tuple(fact for fact in briefing.sheet.facts if fact.id in ids)
    part = replace(briefing, sheet=briefing.sheet.model_copy(update={"facts": facts}))
    return (
        *_other_strays(asked[:MOST_ASKED], matcher, claims),
        *empty_phrasings(asked),
        *(weakness for weakness in claims if weakness.path[1] in ids),
        *thin_facts(part),
        *overdue_reviews(part, today),
        *unworded(part),
        *_doubtful_answers(part),
    )


def _other_strays(
    asked: Iterable[Phrasing], matcher: Matcher, claims: Iterable[Weakness]
) -> Iterator[Weakness]:
    """Strays that do not stand under two ids: those are reported already."""
    told = {weakness.path for weakness in claims}
    return (weakness for weakness in strays(asked, matcher) if weakness.path not in told)


def _doubtful_answers(briefing: Briefing) -> Iterator[Weakness]:
    yield from unfaithful(briefing)
    yield from verdicts(briefing)
    yield from unended(briefing)
    yield from overlong(briefing)


def strays(asked: Iterable[Phrasing], matcher: Matcher) -> Iterator[Weakness]:
    """Phrasings that find another entry than the one they stand under."""
    hint = "Make it say more clearly what it asks for, or put it where it leads."
    for phrasing in asked:
        matches = matcher.rank(phrasing.text, limit=1).matches
        if not matches:
            message = f"“{phrasing.text}” gets nothing, not even `{phrasing.id}`."
            yield Weakness(Rule.FETCH, phrasing.path, message, hint)
        elif matches[0].id != phrasing.id:
            message = f"“{phrasing.text}” gets `{matches[0].id}`, not `{phrasing.id}`."
            yield Weakness(Rule.FETCH, phrasing.path, message, hint)


def double_claims(asked: Iterable[Phrasing]) -> Iterator[Weakness]:
    """Phrasings that stand under two ids, apart from case, accents and punctuation."""
    first: dict[tuple[str, ...], Phrasing] = {}
    for phrasing in asked:
        owner = first.setdefault(tuple(words(phrasing.text)), phrasing)
        if owner.id != phrasing.id:
            message = f"“{phrasing.text}” stands under `{owner.id}` and under `{phrasing.id}`."
            yield Weakness(Rule.CLAIM, phrasing.path, message, "Leave it with the one that answers it.")


def empty_phrasings(asked: Iterable[Phrasing]) -> Iterator[Weakness]:
    """`please`, `now`: often what a list in brackets cuts off a question at a comma."""
    for phrasing in asked:
        if is_empty_word(phrasing.text):
            message = f"“{phrasing.text}” tells nothing of what it asks for."
            hint = "If a comma cut it off, put the whole question between quotation marks; else leave it out."
            yield Weakness(Rule.SUBJECT, phrasing.path, message, hint)


def is_thin(briefing: Briefing, fact: Fact) -> bool:
    return len(briefing.sheet.phrasings(fact)) < FEWEST_PHRASINGS


def thin_facts(briefing: Briefing, failing: Container[str] | None = None) -> Iterator[Weakness]:
    for fact in briefing.sheet.facts:
        if is_thin(briefing, fact) and (failing is None or fact.id in failing):
            count = len(briefing.sheet.phrasings(fact))
            ways = "one way" if count == 1 else f"{count} ways"
            message = f"It can be asked for in only {ways}."
            hint = f"Add others to `also`, {FEWEST_PHRASINGS} or more in all."
            yield Weakness(Rule.PHRASINGS, ("facts", fact.id, "question"), message, hint)


def vocabulary_overlaps(briefing: Briefing) -> Iterator[Weakness]:
    vocabulary = briefing.sheet.vocabulary
    for overlap in overlaps(vocabulary):
        group, number = overlap.spot
        member, other = vocabulary[group][number], vocabulary[overlap.other[0]][overlap.other[1]]
        message, hint = _told_of_twins(member) if overlap.same else _told_of_swallowed(member, other)
        yield Weakness(Rule.VOCABULARY, ("vocabulary", group, number), message, hint)


def _told_of_twins(member: str) -> tuple[str, str]:
    return f"“{member}” stands in the vocabulary twice.", "Keep one; merge the groups if need be."


def _told_of_swallowed(member: str, other: str) -> tuple[str, str]:
    message = f"“{member}” swallows “{other}” of another group: they differ only in small words."
    return message, "Leave one of them out, or merge the groups."


def merged_questions(briefing: Briefing) -> Iterator[Weakness]:
    """Pairs of facts that differ only in words which the vocabulary equates."""
    asked = tuple(phrasings(briefing))
    for merge in merges(briefing.sheet.vocabulary, [(phrasing.text, phrasing.id) for phrasing in asked]):
        one, other = asked[merge.one], asked[merge.other]
        message = (
            f"These words make “{one.text}” (`{one.id}`) and “{other.text}” (`{other.id}`) the same question."
        )
        hint = "Take the word that tells them apart out of the group."
        yield Weakness(Rule.VOCABULARY, ("vocabulary", merge.group), message, hint)


def overdue_reviews(briefing: Briefing, today: date) -> Iterator[Weakness]:
    for fact in briefing.sheet.facts:
        if fact.review_by is not None and fact.review_by < today:
            message = f"It was due for review by {fact.review_by}."
            hint = "See whether it still holds, and set a new date."
            yield Weakness(Rule.REVIEW, ("facts", fact.id, "review_by"), message, hint)


def unfaithful(briefing: Briefing) -> Iterator[Weakness]:
    """Answers that say more than their quotes, or the opposite."""
    witness = Witness(briefing)
    for fact in briefing.sheet.facts:
        for doubt in witness.against(fact):
            rule = Rule.NUMBERS if doubt.of_numbers else Rule.FAITHFUL
            yield Weakness(rule, ("facts", fact.id, "answer"), doubt.message, doubt.hint)


def unworded(briefing: Briefing) -> Iterator[Weakness]:
    """Drafted questions that are mere telling words, from a sentence whose form is unknown."""
    for fact in briefing.sheet.facts:
        asked = _UNWORDED.fullmatch(fact.question)
        row = words(asked["row"]) if asked else ()
        if len(row) >= _FEWEST_IN_A_ROW and not english.function_words().intersection(row):
            hint = "Write the question as people ask it, or delete the fact if nobody will."
            yield Weakness(Rule.WORDING, ("facts", fact.id, "question"), f"“{fact.question}”", hint)


def verdicts(briefing: Briefing) -> Iterator[Weakness]:
    """Answers that begin with Yes or No: wrong as soon as somebody asks the opposite."""
    for fact in briefing.sheet.facts:
        verdict = _VERDICT.match(fact.answer)
        if verdict:
            message = f"The answer begins with {verdict[0].capitalize()}."
            hint = "State the fact instead: the same answer must be right for whoever asks the opposite."
            yield Weakness(Rule.STATEMENT, ("facts", fact.id, "answer"), message, hint)


def overlong(briefing: Briefing) -> Iterator[Weakness]:
    """Answers of which Discord can only show the beginning."""
    for fact in briefing.sheet.facts:
        if len(fact.answer) > LONGEST_ANSWER:
            message = f"The answer has {len(fact.answer):,} characters."
            hint = (
                f"At most {LONGEST_ANSWER:,} are shown: make several facts of it, each with its own question."
            )
            yield Weakness(Rule.LENGTH, ("facts", fact.id, "answer"), message, hint)


def unended(briefing: Briefing) -> Iterator[Weakness]:
    """Answers without a final stop: often the rest was lost to YAML."""
    for fact in briefing.sheet.facts:
        if not _ENDED.search(fact.answer) and not _VERDICT.match(fact.answer):
            message = "The answer ends without a stop."
            hint = "See whether something was cut off, and end it with a full stop."
            yield Weakness(Rule.STATEMENT, ("facts", fact.id, "answer"), message, hint)
