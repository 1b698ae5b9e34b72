"""Broken, hostile and half-written sheets: each is served with verbatim quotes, or refused with places.

`FUZZ_EXAMPLES=20000` makes a long run of it (`python -m bench fuzz`).
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.briefing import Briefing
from bot.domain.check.linting import lint
from bot.errors import Problem, SheetError
from bot.services.asking import ask
from bot.services.snapshot import snapshot_of
from bot.sheets.knowledge import load
from bot.ui.discord_bot.features.answer import reply_page
from bot.ui.discord_bot.features.entry_page import fact_page
from bot.ui.discord_bot.features.sources import sources_page
from bot.ui.discord_bot.features.topics import topics_page
from bot.ui.discord_bot.page import Page
from tests.conftest import SHEET, SOURCE, furnish
from tests.ui.discord_bot.limits import broken_limits
from tests.ui.discord_bot.sheets import NASTY

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "20"))
FUZZED = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
KEYS = (
    *("title", "sources", "vocabulary", "facts", "open_questions", "learned", "id", "topic", "question"),
    *("also", "answer", "kind", "said_by", "quotes", "as_of", "review_by", "related", "note", "see"),
    *("paper", "file", "text", "source", "lamp-height", "withdrawn", "ignore", "differs", "markup"),
)
SCALARS = st.one_of(
    st.sampled_from(
        [
            *NASTY,
            *KEYS,
            "no",
            "2024-02-30",
            "12:30",
            "1e999",
            "~",
            "seeds/lighthouse.txt",
            "/proc/self/environ",
        ]
    ),
    st.text(max_size=60),
    st.integers(),
)
PIECES = st.one_of(
    st.sampled_from(
        [
            "\n",
            "\n\n",
            "  ",
            "\t",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "'",
            '"',
            "&a ",
            "*a",
            "<<: ",
            "!!python/object ",
        ]
    ),
    st.sampled_from(["|\n", ">\n", "---\n", "...\n", "%YAML 9\n", "\x00", "\u2028", "\ufeff", "\ud800", "#"]),
    st.sampled_from(SHEET.splitlines(keepends=True)),
    st.sampled_from(NASTY),
    st.text(max_size=20),
)


@st.composite
def damaged(draw: st.DrawFn, text: str = SHEET) -> bytes:
    """A sheet in which some places were cut, filled or doubled, as editors, merges and disks do it."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 200)))
        text = text[:start] + draw(PIECES) + (text[start:end] * draw(st.integers(0, 2))) + text[end:]
    raw = text.encode("utf-8", "surrogatepass")
    if draw(st.booleans()):
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.binary(max_size=4)) + raw[at:]
    return raw


def values(leaves: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=6)
        ),
        max_leaves=25,
    )


@st.composite
def hostile_facts(draw: st.DrawFn) -> bytes:
    """Well-formed, with any text in all places that take text: mostly served."""
    sheet = yaml.load(SHEET, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    words = st.sampled_from(NASTY) | st.text(min_size=1, max_size=200)
    for fact in sheet["facts"]:
        for key in draw(st.sets(st.sampled_from(["topic", "question", "answer", "said_by"]))):
            fact[key] = draw(words)
        fact["also"] = draw(st.lists(words, max_size=9))
    sheet["title"] = draw(words)
    sheet["sources"]["paper"]["title"] = draw(words)
    return yaml.safe_dump(sheet, allow_unicode=draw(st.booleans()), width=10_000).encode("utf-8", "replace")


def served(raw: bytes, source: bytes = SOURCE.encode()) -> Briefing | None:
    """The briefing, if this is served; every refusal names places within the file."""
    with tempfile.TemporaryDirectory() as name:
        home = furnish(Path(name))
        (home / "knowledge" / "lighthouse.yaml").write_bytes(raw)
        (home / "seeds" / "lighthouse.txt").write_bytes(source)
        try:
            return load(home / "knowledge")
        except SheetError as error:
            problems = error.problems
    check_refused(problems, raw)
    return None


def check_refused(problems: Sequence[Problem], raw: bytes) -> None:
    """A refusal says something about a place that is there."""
    breaks = (b"\n", b"\r", "\u2028".encode(), "\u2029".encode(), "\x85".encode())
    lines = 2 + sum(map(raw.count, breaks))
    assert problems
    for problem in problems:
        assert problem.message
        assert problem.column >= 1
        assert 1 <= problem.line <= lines or not problem.file.endswith(".yaml")


def check_served(briefing: Briefing) -> None:
    """Quotes are verbatim, questions are answered from it, and its pages keep to Discord's limits."""
    for fact in briefing.sheet.facts:
        for citation in briefing.citations[fact.id]:
            document = briefing.documents[citation.source]
            assert document.text[citation.start : citation.end] == citation.text
    snapshot = snapshot_of(briefing)
    list(lint(briefing, snapshot.matcher, date(2024, 6, 1)))
    reply = ask(snapshot, "how tall is the lamp")
    for page in (*pages(briefing), reply_page(reply, 1, private=False)):
        assert broken_limits(page) == []


def pages(briefing: Briefing) -> Iterator[Page]:
    yield topics_page(briefing, 0)
    yield sources_page(briefing, 0)
    yield from (fact_page(fact, briefing) for fact in briefing.sheet.facts)


@given(damaged())
@FUZZED
def test_a_damaged_sheet_is_served_or_refused_with_places(raw: bytes) -> None:
    briefing = served(raw)

    if briefing is not None:
        check_served(briefing)


@given(values(SCALARS))
@FUZZED
def test_any_structure_is_served_or_refused_with_places(value: object) -> None:
    raw = yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace")

    assert served(raw) is None


@given(hostile_facts())
@FUZZED
def test_hostile_texts_in_a_sheet_that_is_served_keep_to_every_limit(raw: bytes) -> None:
    briefing = served(raw)

    if briefing is not None:
        check_served(briefing)


@given(st.binary(max_size=300))
@FUZZED
def test_any_bytes_in_a_document_are_served_or_refused_with_places(content: bytes) -> None:
    briefing = served(SHEET.encode(), SOURCE.encode() + content)

    if briefing is not None:
        check_served(briefing)
