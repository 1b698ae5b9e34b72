"""A unit of meaning: what the matcher makes of a word or phrase of a question."""

from dataclasses import dataclass

from bot.matching.lexicon import TermClass


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or phrase of the question: its terms with the share of its weight that each earns.

    `own` is the term that the words themselves stand for, when the collection has it; the others are inside
    it or near it. A unit is known when it has any.
    """

    text: str
    own: int | None
    terms: tuple[tuple[int, float], ...]
    term_class: TermClass
    weight: float
    named: bool = False

    @property
    def known(self) -> bool:
        return bool(self.terms)

    @property
    def is_telling(self) -> bool:
        return self.term_class.is_telling
