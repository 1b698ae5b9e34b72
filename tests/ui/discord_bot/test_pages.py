"""Every page stays within Discord's limits and calls nobody, whatever the sheet and the question hold."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.database.awaited_answers import PublicMessage
from bot.database.human_questions import HumanQuestion
from bot.domain.answering import Found, Unknown, Unsure
from bot.domain.briefing import Briefing
from bot.matching.results import Match, Ranking
from bot.services.asking import Reply, ask, choose
from bot.services.completion import Completion
from bot.services.snapshot import Snapshot, snapshot_of
from bot.ui.discord_bot.features.answer import reply_page
from bot.ui.discord_bot.features.answer_buttons import explanation_page, fact_context
from bot.ui.discord_bot.features.answer_rows import asking, under_fact
from bot.ui.discord_bot.features.entry_page import fact_page
from bot.ui.discord_bot.features.human_answer import human_page
from bot.ui.discord_bot.features.human_pages import card_page, sharing_page
from bot.ui.discord_bot.features.sources import source_context, sources_page
from bot.ui.discord_bot.features.topics import topic_key, topic_page, topics_page
from bot.ui.discord_bot.interactions import choices
from bot.ui.discord_bot.markdown import units
from bot.ui.discord_bot.page import Menu, Page
from bot.ui.discord_bot.quotes import standing_out
from bot.ui.texts import answers
from tests.each_row import each_row
from tests.ui.discord_bot.limits import CALLS, broken_limits
from tests.ui.discord_bot.sheets import WORDS, briefings, snapshots

pytestmark = pytest.mark.slow

REQUEST = 2**63 - 1


def shown_text(page: Page) -> str:
    """What a reader sees: the marks of the markdown taken away again."""
    bare = re.sub(r"<(https?://[^\s>]+)>", r"\1", page.body)
    return re.sub(r"\\(.)", r"\1", bare).replace("\u200b", "")


@given(briefings())
@settings(max_examples=20, deadline=None)
def test_any_fact_fits_on_its_page(briefing: Briefing) -> None:
    [fact] = briefing.sheet.facts

    page = fact_page(fact, briefing, (under_fact(fact.id, REQUEST, private=True),))

    assert broken_limits(page) == []


@given(briefings())
@settings(max_examples=20, deadline=None)
def test_no_quote_is_cut_without_saying_so(briefing: Briefing) -> None:
    [fact] = briefing.sheet.facts

    page = fact_page(fact, briefing)

    seen = shown_text(page)
    every_whole = all(
        answers.quoted(citation).replace("\u200b", "") in seen for citation in briefing.citations[fact.id]
    )
    assert every_whole or "There is more" in seen or "more quote" in seen or "\ufffd" in seen


@given(briefings(), st.integers(0, 9))
@settings(max_examples=20, deadline=None)
def test_any_quote_fits_on_the_page_of_its_context(briefing: Briefing, number: int) -> None:
    [fact] = briefing.sheet.facts

    pages = (fact_context(briefing, fact.id, number), source_context(briefing, "paper", number))

    assert all(page is not None and broken_limits(page) == [] for page in pages)


@each_row(
    ("before", "words", "after", "shown"),
    [
        ("Before it. ", "the quote\nwraps", " after.", "> Before it. **the quote wraps** after."),
        (
            "Need:\n- ",
            "a lamp\n- oil\n\nThen go",
            ".",
            "> Need:\n> \\- **a lamp**\n> **\\- oil**\n> **Then go**.",
        ),
        ("", "\n- x ", "", "> **\\- x**"),
        ("", "\ue0f1a*b", "", "> **\ufffda\\*b**"),
    ],
)
def test_a_quote_stands_out_on_each_line_of_its_passage(
    before: str, words: str, after: str, shown: str
) -> None:
    assert standing_out(before, words, after) == shown


@given(briefings())
@settings(max_examples=20, deadline=None)
def test_any_sheet_can_be_looked_through(briefing: Briefing) -> None:
    [topic] = briefing.topics

    listed = topics_page(briefing, 0), sources_page(briefing, 0)
    inside = topic_page(briefing, topic_key(topic), 0)

    assert [broken_limits(page) for page in (*listed, inside or Page(""))] == [[], [], []]


@given(WORDS, WORDS, st.integers(1, 40), st.integers(1, 20), st.integers(0, 9))
@example("*" * 300, "ж" * 170, 40, 1, 0)
@example("*" * 300, "ж" * 170, 40, 20, 0)
@settings(max_examples=20, deadline=None)
def test_any_number_of_topics_facts_and_documents_can_be_looked_through(
    text: str, url: str, size: int, topics: int, number: int
) -> None:
    briefing = snapshots(text, f"https://example.org/{url}", size, topics)
    keys = [topic_key(topic) for topic in briefing.topics]

    listed = topics_page(briefing, number), sources_page(briefing, number)
    inside = [topic_page(briefing, key, number) for key in keys]

    assert [problem for page in (*listed, *inside) for problem in broken_limits(page or Page(""))] == []


@given(briefings())
@settings(max_examples=20, deadline=None)
def test_any_choice_and_any_open_question_fit(briefing: Briefing) -> None:
    snapshot = snapshot_of(briefing)
    names = (briefing.sheet.facts[0].id, briefing.sheet.open_questions[0].id)

    pages = [
        reply_page(reply, REQUEST, private=True)
        for name in names
        if (reply := choose(snapshot, name)) is not None
    ]

    assert [broken_limits(page) for page in pages] == [[], []]


@given(briefings(), st.lists(st.sampled_from(range(4)), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_answers_to_all_questions_of_a_message_fit_on_one_page(
    briefing: Briefing, kinds: list[int]
) -> None:
    snapshot, name = snapshot_of(briefing), briefing.sheet.facts[0].id
    match = Match(name, 50.0, "p")
    answers_given = (Found(match), Unsure((match,) * 4), Unknown(f"{name[:60]}-o"), Unknown(nearest=(match,)))
    first, *more = (Reply("q", answers_given[kind], Ranking(()), snapshot, 1.0) for kind in kinds)

    page = reply_page(replace(first, more=tuple(more)), REQUEST, private=True)

    assert broken_limits(page) == []
    assert page.body.count(answers.YOU_ALSO_ASKED) + page.body.count(answers.YOU_ASKED_MORE) >= len(more)


def test_each_answer_of_a_page_has_its_quotes(snapshot: Snapshot) -> None:
    reply = ask(snapshot, "how tall is the lamp and when will the tower open to visitors")

    page = reply_page(reply, REQUEST, private=False)

    alone = [reply_page(replace(part, more=()), REQUEST, private=False).body for part in (reply, *reply.more)]
    assert page.body == f"{alone[0]}\n\n### You also asked: When will the tower open to visitors?\n{alone[1]}"
    assert page.rows == reply_page(replace(reply, more=()), REQUEST, private=False).rows


def test_a_further_question_that_finds_what_was_told_is_pointed_to_it(snapshot: Snapshot) -> None:
    first = ask(snapshot, "how tall is the lamp")
    further = Reply("q", Unsure(()), Ranking(()), snapshot, 1.0)

    page = reply_page(replace(first, more=(further,)), REQUEST, private=True)

    alone = reply_page(first, REQUEST, private=True)
    assert page.body.rstrip() == f"{alone.body}\n\n### {answers.TOLD_ABOVE}"
    assert page.rows == alone.rows


def test_what_is_offered_to_a_further_question_can_be_opened_and_asked_of_a_human(
    snapshot: Snapshot,
) -> None:
    first, second = ask(snapshot, "how tall is the lamp"), Match("visitors", 50.0, "p")
    further = Reply("q", Unsure((second,)), Ranking(()), snapshot, 1.0)

    page = reply_page(replace(first, more=(further,)), REQUEST, private=True, human=True)

    *rows, menu = page.rows
    assert isinstance(menu, Menu)
    assert [line.value for line in menu.options] == ["visitors"]
    assert f"human:ask:{REQUEST}" in [
        each.custom_id for row in rows if isinstance(row, tuple) for each in row
    ]
    assert reply_page(replace(first, more=(first,)), REQUEST, private=True, human=True).rows == (
        reply_page(first, REQUEST, private=True, human=True).rows
    )


def test_the_menu_of_a_message_stands_below_as_many_choices_as_there_may_be(snapshot: Snapshot) -> None:
    """An open question that came first stands before three facts."""
    facts = tuple(Match(name, 20.0, name) for name in ("first-lit", "lamp-height", "visitors"))
    unsure, open_question = Unsure(facts), Match("architect", 50.0, "who was the architect")
    further = Reply("and?", unsure, Ranking(facts), snapshot, elapsed_ms=1.0)
    reply = replace(further, ranking=Ranking((open_question, *facts)), more=(further,))

    page = reply_page(reply, REQUEST, private=True)

    assert broken_limits(page) == []
    assert isinstance(page.rows[-1], Menu)
    assert "1. Who built the lighthouse?\n2. " in page.body


@each_row("question", ["?", "...", "!!!", "https://example.org/lol", "\u200b"])
def test_who_says_no_word_is_asked_for_some_and_offered_nothing(snapshot: Snapshot, question: str) -> None:
    page = reply_page(ask(snapshot, question), REQUEST, private=False, human=True)

    assert page.body.startswith("Please ask me something")
    assert page.rows == (asking(),)


def test_what_is_too_long_to_be_looked_up_has_no_buttons_about_its_answer(snapshot: Snapshot) -> None:
    page = reply_page(ask(snapshot, "lamp " * 300), REQUEST, private=False, human=True)

    assert page.rows == (asking(),)


@given(question=WORDS)
@settings(max_examples=20, deadline=None)
def test_any_question_gets_a_page_that_fits_and_calls_nobody(snapshot: Snapshot, question: str) -> None:
    reply = ask(snapshot, question)

    page, why = reply_page(reply, REQUEST, private=False), explanation_page(reply, "another")

    assert broken_limits(page) == []
    assert broken_limits(why) == []


def test_an_explanation_says_what_spoke_for_and_against_the_fact(snapshot: Snapshot) -> None:
    best = Match("first-lit", 70.0, "p", reasons=(("lead", 1.26), ("denies", -0.5)))

    page = explanation_page(Reply("q", Found(best), Ranking((best,)), snapshot, 1.0), snapshot.version)

    assert f"Score 70.0 of 100; an answer needs {snapshot.thresholds.answer:g}." in page.body
    assert "For (+) and against (−) it: +1.3 lead over the next fact, −0.5 a “not” that only" in page.body


@given(question=WORDS)
@settings(max_examples=20, deadline=None)
def test_a_page_holds_nothing_that_only_the_question_held(snapshot: Snapshot, question: str) -> None:
    marked = f"{question} zqxjkvbb"

    page = reply_page(ask(snapshot, marked), REQUEST, private=False)

    assert "zqxjkvbb" not in str(page)


@given(st.lists(WORDS, max_size=40))
@settings(max_examples=20, deadline=None)
def test_autocomplete_never_offers_what_discord_refuses(questions: list[str]) -> None:
    offered = choices(Completion(f"id-{number}", text) for number, text in enumerate(questions))

    assert len(offered) <= 25
    assert all(1 <= units(each.name) <= 100 and not CALLS.search(each.name) for each in offered)
    assert all(1 <= len(str(each.value)) <= 100 for each in offered)


def test_a_curators_words_look_as_they_were_written_and_call_nobody() -> None:
    words = "See https://harbour.example/a_b, **page 4**:\n- one\n- two @everyone <@1>"

    page = human_page(HumanQuestion(1, "1", "who says so", PublicMessage(2, 3), words), private=True)

    assert "\nSee <https://harbour.example/a_b>, **page 4**:\n- one\n- two " in page.body
    assert broken_limits(page) == []


@given(question=WORDS, answer=WORDS, near=st.none() | briefings())
@settings(max_examples=20, deadline=None)
@example(question="* " * 750, answer="*_\n" * 500, near=None)
@example(
    question="0", answer="`<@0>`, `<a:b:1>`, `<t:1:R>`, `</ask:1>`, `<id:home>` and `vector<int>`", near=None
)
def test_whatever_is_asked_of_the_curators_fits_and_calls_nobody(
    snapshot: Snapshot, question: str, answer: str, near: Briefing | None
) -> None:
    reply = ask(snapshot_of(near) if near else snapshot, question)
    answered = HumanQuestion(1, "1", question, PublicMessage(2, 3), answer)

    pages = (
        sharing_page(question, str(REQUEST), PublicMessage(2**63, 2**63)),
        card_page(reply, 1, None, "https://discord.com/channels/1/2/3"),
        *(human_page(answered, private=private) for private in (True, False)),
    )

    assert [broken_limits(page) for page in pages] == [[]] * 4
