"""Sheets as no reloader would write them: any text whatever in every place that takes text."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from bot.domain.briefing import Briefing, Citation, Document
from bot.domain.sheet import Fact, FactSheet, Kind, OpenQuestion, Quote, Source

NASTY = [
    "@everyone",
    "<@123>",
    "<@&4>",
    "<#5>",
    "<:x:6>",
    "</ask:7>",
    "<t:1>",
    "**",
    "`",
    "](http://x)",
    "\\",
    chr(0x1D518),  # two code units
]
PIECES = (*NASTY, "a sentence.", "An end!", "words and")
REPEATED = ("x", "Ende. ", "wörter ", "\U0001f469\u200d\U0001f680", "*", "@here ")
WORDS = st.one_of(
    st.text(min_size=1, max_size=80),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map(" ".join),
    st.builds(lambda piece, times: piece * times, st.sampled_from(REPEATED), st.integers(1, 5000)),
).filter(lambda text: bool(text.strip()))
NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    text = draw(WORDS)
    before = draw(st.sampled_from(("", "Before it. ", "x" * 500)))
    return Citation(
        source="paper",
        file=draw(WORDS),
        line=draw(st.integers(1, 10**6)),
        start=len(before),
        end=len(before) + len(text),
        text=text,
        title=draw(WORDS),
        publisher=draw(st.none() | WORDS),
        published=draw(st.none() | st.dates()),
        url=draw(st.none() | WORDS | st.just("https://example.org/a_(b)?c=[d]&e=@everyone")),
    )


def snapshots(text: str, url: str, size: int, topics: int) -> Briefing:
    """So many facts and documents, all of them with the same text in all places."""
    names = [f"name-{number}" for number in range(size)]
    sources = {
        name: Source.model_construct(file=text, title=text, publisher=text, published=date.max, url=url)
        for name in names
    }
    quotes = (Quote.model_construct(source=names[0], text="x"),)
    facts = tuple(
        Fact.model_construct(
            id=name, topic=f"{number % topics} {text}", question=text, answer=text, quotes=quotes
        )
        for number, name in enumerate(names)
    )
    sheet = FactSheet.model_construct(
        title=text, sources=sources, facts=facts, open_questions=(), vocabulary=()
    )
    return Briefing(sheet, {}, dict.fromkeys(names, ()), "0123456789")


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """One fact with up to five quotes, and one open question that points to it."""
    name, shown = draw(NAMES), draw(st.lists(citations(), min_size=1, max_size=5))
    values: dict[str, Any] = {
        "id": name,
        "topic": draw(WORDS),
        "question": draw(WORDS),
        "answer": draw(WORDS),
        "kind": draw(st.sampled_from(Kind)),
        "said_by": draw(st.none() | WORDS),
        "quotes": (Quote.model_construct(source="paper", text="x"),),
        "as_of": draw(st.none() | st.just(date(2024, 6, 1))),
    }
    asked = OpenQuestion.model_construct(
        id=f"{name[:60]}-o", question=draw(WORDS), note=draw(st.none() | WORDS), see=(name,)
    )
    sheet = FactSheet.model_construct(
        title=draw(WORDS),
        sources={"paper": Source.model_construct(file=draw(WORDS), title=draw(WORDS), url=draw(WORDS))},
        facts=(Fact.model_construct(**values),),
        open_questions=(asked,),
        vocabulary=(),
    )
    text = "Before it. " + "".join(citation.text for citation in shown) + " After it."
    return Briefing(sheet, {"paper": Document("paper", "seeds/x", text)}, {name: tuple(shown)}, "0123456789")
