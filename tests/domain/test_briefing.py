"""A checked briefing: what can be read off it without going back to its files."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.briefing import Briefing, Citation
from tests.shipped_sheet import shipped

SPANS = st.tuples(st.sampled_from(["paper", "annex"]), st.integers(0, 30), st.integers(1, 12))
CITED = st.dictionaries(st.sampled_from("abcdef"), st.lists(SPANS, max_size=3).map(tuple))


def citation(source: str, start: int, length: int) -> Citation:
    return Citation(source, "seeds/x", 1, start, start + length, "x" * length, "X", None, None, None)


@given(CITED)
@settings(max_examples=80, deadline=None)
def test_kin_are_the_facts_that_quote_some_of_the_same_words(
    cited: dict[str, tuple[tuple[str, int, int], ...]],
) -> None:
    said = {
        fact: {(source, at) for source, start, n in spans for at in range(start, start + n)}
        for fact, spans in cited.items()
    }
    citations = {fact: tuple(citation(*span) for span in spans) for fact, spans in cited.items()}

    kin = Briefing(shipped().briefing.sheet, {}, citations, "v").kin

    assert kin == {
        fact: {other for other in said if other != fact and said[fact] & said[other]} for fact in said
    }
