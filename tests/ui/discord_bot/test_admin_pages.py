"""What admins are shown fits into a message of Discord whatever it holds, and has no power there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.database.query_figures import Counts, UnansweredGroup
from bot.database.query_log import Outcome
from bot.database.subscriptions import Origin, Pause, Subscription, Terms
from bot.domain.briefing import Briefing
from bot.domain.digest.schedule import Slot
from bot.domain.rehearsal import GoldenQuestion, Promises, Rehearsal, Shift
from bot.domain.revision import Difference, Part, Revision
from bot.errors import Problem
from bot.services.digest.channel_status import ChannelStatus
from bot.services.log import ROWS, LogPage
from bot.services.reload import Rejected, Reloaded, ReloadEffect
from bot.services.snapshot import Snapshot
from bot.services.status import Records, Status
from bot.services.trial import Trial
from bot.ui.discord_bot.command_sync import CommandState
from bot.ui.discord_bot.features.log import recent_page, unanswered_page
from bot.ui.discord_bot.features.reload import report_page
from bot.ui.discord_bot.features.status import ClientHealth, status_page
from bot.ui.discord_bot.markdown import units
from bot.ui.discord_bot.page import BODY, Menu, Page, Tone
from bot.ui.texts.admin import EFFECTS, recalled, size
from bot.ui.texts.language import speaking
from tests.database.samples import NOON, a_query
from tests.each_row import each_row

ANYTHING = st.text(max_size=400) | st.sampled_from(["@everyone " * 30, "*_~`|>[](" * 50, "👩‍🚀" * 150])


def file_text(page: Page) -> str:
    return "".join(file.data.decode() for file in page.files)


QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fits(page: Page) -> bool:
    return 0 < units(page.body) <= BODY and "@everyone" not in page.body


@QUICK
@given(st.lists(ANYTHING, min_size=1, max_size=ROWS), st.sampled_from(Outcome), st.booleans())
def test_a_page_of_questions_fits(texts: list[str], outcome: Outcome, more: bool) -> None:  # noqa: FBT001
    rows = tuple(a_query(n, text=text, outcome=outcome, fact_id="f" * 64) for n, text in enumerate(texts))

    page = recent_page(LogPage(rows, 3, more))

    assert fits(page)
    assert page.body.count("\n") == len(texts) - 1


@QUICK
@given(st.lists(ANYTHING, min_size=1, max_size=ROWS))
def test_a_page_of_unanswered_questions_fits(texts: list[str]) -> None:
    group = UnansweredGroup("", 10**6, 10**6, NOON, "f" * 64, None)

    page = unanswered_page(LogPage(tuple(replace(group, text=text) for text in texts), 0, has_more=False))

    assert fits(page)
    assert page.rows == ()


@QUICK
@given(st.lists(ANYTHING, min_size=1, max_size=60))
def test_problems_fit_or_come_whole_as_a_file(messages: list[str]) -> None:
    problems = tuple(Problem(f"{n}.yaml", n, 1, message) for n, message in enumerate(messages, 1))

    shown = report_page(Rejected("abc", problems))

    assert fits(shown)
    assert shown.tone is Tone.NOTHING
    told = file_text(shown) or shown.body.replace("\\", "")
    assert all(problem.place in told for problem in problems)


@pytest.fixture
def trial(snapshot: Snapshot) -> Trial:
    return Trial(
        snapshot,
        Revision(
            "aaaaaaaaaa",
            "bbbbbbbbbb",
            4,
            Difference(("a",), ("b", "c"), ("d",)),
            Difference((), ("o",), ()),
            (Part.TITLE, Part.VOCABULARY),
        ),
        3,
        Rehearsal(
            5,
            (Shift("new?", None, "a"),),
            (Shift("gone?", "d", None),),
            (Shift("same?", "b", "b"), Shift("other?", "b", "c")),
        ),
        Promises(
            3, (GoldenQuestion(ask="x", fact="a"), GoldenQuestion(ask="y", open="o"), GoldenQuestion(ask="z"))
        ),
    )


def test_a_report_says_everything_that_changes(trial: Trial) -> None:
    shown = report_page(Reloaded(trial, ReloadEffect.APPLIED))

    assert shown.files == ()
    assert shown.rows == ()
    assert shown.body.replace("\\", "").splitlines() == [
        "The new sheet is in use: version aaaaaaaaaa became bbbbbbbbbb.",
        "Facts added (1): a",
        "Facts changed (2): b, c",
        "Facts removed (1): d",
        "Open questions changed (1): o",
        "Also changed: title and vocabulary",
        "New and changed entries have 3 weaknesses; the command check names those of the whole sheet.",
        "Of 3 golden questions, 0 led where they should.",
        "Golden: “x” should lead to a.",
        "Golden: “y” should lead to the open question o.",
        "Golden: “z” should not be answered.",
        "Rehearsed 5 questions; answers: 1 gained, 1 lost and 2 changed.",
        "Gained: “new?” (a)",
        "Lost: “gone?” (d)",
        "Changed: “same?” (b says something else)",
        "Changed: “other?” (b became c)",
    ]


def test_buttons_are_there_when_consent_is_needed_and_only_then(trial: Trial) -> None:
    held = report_page(Reloaded(trial, ReloadEffect.HELD))

    assert held.tone is Tone.QUESTION
    (row,) = held.rows
    assert not isinstance(row, Menu)
    assert [pressed.label for pressed in row] == ["Apply", "Cancel"]
    assert report_page(Reloaded(trial, ReloadEffect.UNCHANGED)).rows == ()


def a_channel(number: int, pause: Pause | None = None, *, overdue: bool = False) -> ChannelStatus:
    terms = Terms(number, NOON.time(), "UTC")
    subscription = Subscription(terms, Origin.COMMAND, NOON, pause)
    slot = None if pause else Slot(NOON + timedelta(hours=1), NOON.date())
    return ChannelStatus(subscription, None, slot, overdue)


def a_status(briefing: Briefing, *channels: ChannelStatus) -> Status:
    records = Records(Counts(0, 0, 0, 0), None, channels)
    return Status(briefing, Path("bot.sqlite3"), 5 * 1024 * 1024, records, pending=0, stalled=False)


@each_row("count", [0, 1, 30, 500])
def test_the_status_fits_however_many_channels_there_are(briefing: Briefing, count: int) -> None:
    channels = (a_channel(10**18 + number) for number in range(count))

    page = status_page(a_status(briefing, *channels), ClientHealth(NOON), 0.042)

    assert fits(page)
    assert "answers within 42 ms" in page.body
    assert page.tone is Tone.ANSWER
    assert page.body.endswith("…") is (count == 500)


def test_the_status_says_what_is_wrong(briefing: Briefing) -> None:
    paused, late = a_channel(1, Pause.FORBIDDEN), a_channel(2, overdue=True)
    healthy = a_status(briefing, paused, late)

    page = status_page(replace(healthy, pending=2, stalled=True), ClientHealth(), float("inf"))
    blind = status_page(replace(healthy, records=None), ClientHealth(commands=CommandState(told=True)), 0.1)

    assert "<#1>: none yet, paused: the bot is not allowed to post there" in page.body
    assert "<#2>: none yet, next <t:" in page.body
    assert "OVERDUE" in page.body
    assert "5.0 MiB; 2 log entries waiting in memory, because it cannot be written" in page.body
    assert "has not been timed yet, has not been told the commands yet" in page.body
    assert page.tone is blind.tone is Tone.NOTHING
    assert "cannot be read right now" in blind.body


@each_row(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1023, "1,023 bytes"),
        (1536, "1.5 KiB"),
        (5 << 20, "5.0 MiB"),
        (3 << 41, "6,144.0 GiB"),
    ],
)
def test_a_size_is_said_as_people_say_it(count: int, said: str) -> None:
    assert size(count) == said


@each_row("effect", list(ReloadEffect))
def test_what_a_reload_did_is_read_in_another_language_than_it_was_written_in(effect: ReloadEffect) -> None:
    written = f"{effect.value}: 0a1b to 2c3d, facts 1 added, 20 changed, 0 removed"

    assert effect.value in EFFECTS
    assert recalled(written) == written
    with speaking("de"):
        assert recalled(written).endswith(": 0a1b zu 2c3d, Fakten 1 neu, 20 geändert, 0 entfernt")
        assert recalled("refused: 2 problems") == "refused: 2 problems"
