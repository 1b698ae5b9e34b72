"""The digest as a person in a terminal reads it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.database.subscriptions import Pause
from bot.domain.briefing import Briefing
from bot.domain.digest.changes import entries
from bot.domain.digest.digest import Digest, EarlierDigests, Edition, compose
from bot.domain.digest.interest import Asked, DayFigures, Week
from bot.domain.digest.label import DigestLabel
from bot.domain.digest.reasons import Reason, Why
from bot.domain.digest.rotation import Showing
from bot.domain.digest.schedule import Slot
from bot.domain.sheet import FactSheet, Withdrawal
from bot.services.digest.composition import Preview
from bot.services.digest.publisher import News, Overdue, Paused, Resumed, Skipped
from bot.ui.digest_view import digest_text, preview_text, view
from bot.ui.texts import digest as digest_texts
from bot.ui.texts import digest_admin as texts
from tests.each_row import each_row

DAY = date(2025, 4, 9)
EDITION = Edition(DigestLabel(DAY, 12))
WEEK = Week(tuple(DayFigures(DAY - timedelta(days=n), n, n - 1) for n in range(7, 0, -1)))


def _digest(
    briefing: Briefing, past: EarlierDigests | None = None, *asked: Asked, week: Week = WEEK
) -> Digest:
    return compose(EDITION, briefing, past or EarlierDigests(), asked, week)


def test_a_silent_day_reads_like_this(briefing: Briefing) -> None:
    one_topic = tuple(fact for fact in briefing.sheet.facts if fact.topic == "plans")
    sheet = briefing.sheet.model_copy(update={"facts": one_topic})

    text = digest_text(_digest(replace(briefing, sheet=sheet), week=Week()))

    assert text == (
        "The lighthouse at Hollow Point\n"
        "\n"
        "FACT OF THE DAY\n"
        "- When will the tower open to visitors?\n"
        "  The harbour board plans to open the tower to visitors in 2031.\n"
        "  “plans to open the tower to visitors in 2031”\n"
        "    The lighthouse at Hollow Point · Coast Post · seeds/lighthouse.txt:6 · 1 June 2024\n"
        "  (A plan, according to the harbour board · fact visitors)\n"
        "\n"
        "Digest 2025-04-09 · No. 12"
    )


def test_a_full_day_has_every_section_in_order_and_the_mark_last(briefing: Briefing) -> None:
    other = briefing.sheet.facts[0].model_copy(
        update={"id": "gone", "question": "Was it so?", "answer": "Yes."}
    )
    before = briefing.sheet.model_copy(update={"facts": (*briefing.sheet.facts[1:], other)})

    text = digest_text(_digest(briefing, EarlierDigests(entries=entries(before)), Asked("visitors", 4)))

    headings = [line for line in text.splitlines() if line.isupper()]
    assert headings == [
        "FACT OF THE DAY",
        "ALSO IN THE BRIEFING",
        "WHAT HAS CHANGED",
        "MOST ASKED YESTERDAY",
        "THE LAST SEVEN DAYS",
    ]
    assert "- Was it so?\n  (Withdrawn)" in text
    assert "(asked by 4 people)" in text
    assert "28 questions, 21 of them answered (75 %).\nWed 2  ██████░ 6/7" in text
    assert DigestLabel.in_text(text.splitlines()[-1]) == DigestLabel(DAY, 12)


def test_what_stands_above_is_not_told_again(briefing: Briefing) -> None:
    known = [fact.id for fact in briefing.sheet.facts]
    changed = briefing.sheet.model_copy(
        update={
            "facts": tuple(
                fact.model_copy(update={"answer": f"Not so: {fact.answer}"}) for fact in briefing.sheet.facts
            )
        }
    )

    asked = (Asked(fact_id, 4) for fact_id in known)
    digest = _digest(briefing, EarlierDigests(entries=entries(changed)), *asked)

    text = digest_text(digest)
    assert {fact.id for fact in digest.changes.corrected} == set(known)
    assert [text.count(fact.answer) for fact in briefing.sheet.facts] == [1] * len(known)
    assert text.count("asked by 4 people") == 3


def test_why_a_fact_was_withdrawn_is_told_where_the_sheet_says_so(briefing: Briefing) -> None:
    gone = Withdrawal(id="gone", date=DAY, reason="it was never true")
    other = briefing.sheet.facts[0].model_copy(update={"id": "gone", "question": "Was it so?"})
    before = briefing.sheet.model_copy(update={"facts": (*briefing.sheet.facts, other)})
    after = briefing.sheet.model_copy(update={"withdrawn": (gone,)})

    text = digest_text(_digest(replace(briefing, sheet=after), EarlierDigests(entries=entries(before))))

    assert "- Was it so?\n  (Withdrawn · it was never true)" in text


def test_an_empty_sheet_gets_one_kind_line(briefing: Briefing) -> None:
    empty = replace(briefing, sheet=FactSheet(title="Soon", sources=briefing.sheet.sources))

    text = digest_text(_digest(empty, week=Week()))

    assert text == f"Soon\n\n{digest_texts.NOTHING_YET}\n\nDigest 2025-04-09 · No. 12"


def test_a_late_digest_says_so_first(briefing: Briefing) -> None:
    late = replace(_digest(briefing), late=timedelta(hours=2, minutes=5))

    shown = view(late)

    assert shown.notices == ("This digest is 2 hours and 5 minutes late. Sorry!",)


@each_row(
    ("span", "words"),
    [
        (timedelta(minutes=11), "11 minutes late"),
        (timedelta(hours=1), "1 hour late"),
        (timedelta(hours=1, seconds=-10), "1 hour late"),
        (timedelta(hours=1, minutes=1), "1 hour and 1 minute late"),
    ],
)
def test_lateness_is_told_in_words(span: timedelta, words: str) -> None:
    assert words in digest_texts.late(span)


def test_a_big_change_is_cut_to_a_few_and_the_rest_counted(briefing: Briefing) -> None:
    nothing = briefing.sheet.model_copy(update={"facts": ()})
    many = tuple(
        briefing.sheet.facts[0].model_copy(update={"id": f"f{n}", "answer": f"{n}."}) for n in range(12)
    )
    citations = {fact.id: briefing.citations["first-lit"] for fact in many}
    grown = replace(briefing, sheet=nothing.model_copy(update={"facts": many}), citations=citations)

    text = digest_text(_digest(grown, EarlierDigests(entries=entries(nothing))))

    assert text.count("(New)") == 5
    assert "and 7 more" in text


def test_closed_questions_are_answered(briefing: Briefing) -> None:
    answer = briefing.sheet.facts[0].model_copy(update={"id": "architect", "answer": "A builder."})
    sheet = briefing.sheet.model_copy(update={"facts": (answer,), "open_questions": ()})
    known = replace(briefing, sheet=sheet, citations={"architect": briefing.citations["first-lit"]})

    text = digest_text(_digest(known, EarlierDigests(entries=entries(briefing.sheet))))

    assert "NO LONGER OPEN\n- Who built the lighthouse?\n  A builder." in text


def test_a_preview_holds_the_very_digest_its_reasons_and_the_next_slot(briefing: Briefing) -> None:
    digest = _digest(briefing, EarlierDigests((Showing(DAY - timedelta(days=1), ("first-lit",)),)))
    slot = Slot(datetime(2025, 4, 10, 7, tzinfo=UTC), date(2025, 4, 10))

    text = preview_text(Preview(digest, slot))

    assert text.startswith(digest_text(digest))
    assert "- visitors: shown, because it never has been before." in text
    assert text.endswith("The next digest is due on 10 April 2025, at 2025-04-10 07:00 UTC.")


def test_where_nothing_is_due_the_preview_says_so(briefing: Briefing) -> None:
    text = preview_text(Preview(_digest(briefing)))

    assert text.endswith(texts.NO_NEXT)


def test_a_sheet_cannot_steer_the_terminal(briefing: Briefing) -> None:
    evil = briefing.sheet.facts[3].model_copy(update={"answer": "\x1b[2Jgone"})
    sheet = briefing.sheet.model_copy(update={"facts": (evil,)})

    text = digest_text(_digest(replace(briefing, sheet=sheet)))

    assert "\x1b" not in text
    assert "gone" in text


@each_row("why", list(Why))
def test_every_reason_has_its_sentence(why: Why) -> None:
    sentence = digest_texts.reason(Reason(why, shown=True, subject="first-lit", last_day=DAY, number=2))

    assert sentence.endswith(".")
    assert "{" not in sentence


def test_owners_are_told_in_plain_words() -> None:
    cases: list[tuple[News, str]] = [
        (Paused(1, Pause.GONE), "can no longer find #news"),
        (Paused(1, Pause.FORBIDDEN), "no longer allowed to post in #news"),
        (Resumed(1), "#news gets its daily digest again"),
        (Skipped(1, (DAY,)), "too late now to post the digest of 9 April 2025 in #news."),
        (
            Skipped(1, tuple(DAY + timedelta(days=n) for n in range(2))),
            "9 April 2025 and 10 April 2025 in #news.",
        ),
        (
            Skipped(1, tuple(DAY + timedelta(days=n) for n in range(9))),
            "of 9 days, 9 April 2025 to 17 April 2025 in #news.",
        ),
        (Overdue(1, None), "no digest yet"),
        (Overdue(1, datetime(2025, 4, 9, tzinfo=UTC)), "since 9 April 2025"),
    ]

    assert [(news, words) for news, words in cases if words not in texts.news(news, "#news")] == []


@each_row(
    ("asked", "answered", "sentence"),
    [
        (1, 1, "1 question, answered."),
        (1, 0, "1 question, not answered."),
        (5, 0, "5 questions, none answered."),
        (5, 5, "5 questions, all answered."),
        (5, 4, "5 questions, 4 of them answered (80 %)."),
    ],
)
def test_the_week_is_one_grammatical_sentence(asked: int, answered: int, sentence: str) -> None:
    assert digest_texts.week_sentence(Week((DayFigures(DAY, asked, answered),))) == sentence
