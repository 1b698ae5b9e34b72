"""What a curator vouches for is shown whole, however much else there is to tell, in every language."""

import pytest

from bot.domain.rehearsal import Rehearsal, Shift
from bot.services.batch_teaching import BatchTaught, BatchTrial
from bot.services.gap_closing import LONGEST_WAY, MOST_WAYS
from bot.services.teaching import Lesson, LessonTrial
from bot.ui.discord_bot.features.gap_lessons import taught_page, trial_page
from bot.ui.discord_bot.features.teach import trial_page as lesson_page
from bot.ui.discord_bot.markdown import neutral, units
from bot.ui.discord_bot.page import BODY, Menu, Page
from bot.ui.texts import teaching
from bot.ui.texts.language import speaking, spoken

FACT = "f" * 64
WAYS = tuple(f"{number} {'*' * (LONGEST_WAY - 2)}" for number in range(MOST_WAYS))
MUCH = Rehearsal(99, gained=(Shift("q" * 300, None, FACT),) * 99)
COURSE = BatchTrial(FACT, tuple(Lesson(way, FACT) for way in WAYS), (), (), MUCH, "")
every_language = pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru"])


def custom_ids(page: Page) -> list[str]:
    return [pressed.custom_id for row in page.rows if not isinstance(row, Menu) for pressed in row]


@every_language
def test_all_that_is_vouched_for_is_shown(language: str) -> None:
    with speaking(language):
        course, lesson = (
            trial_page(COURSE, "a" * 12),
            lesson_page(LessonTrial(COURSE.lessons[0], None, MUCH), "9" * 20, COURSE.lessons[0]),
        )
        said = neutral(spoken(teaching.NO_NAMES))

    assert all(neutral(way) in course.body for way in WAYS)
    assert neutral(WAYS[0]) in lesson.body
    assert all(page.body.endswith(said) for page in (course, lesson))
    assert all(units(page.body) <= BODY for page in (course, lesson))


@every_language
def test_its_buttons_hold_what_discord_lets_them(language: str) -> None:
    with speaking(language):
        pages = (
            trial_page(COURSE, "a" * 12),
            taught_page(BatchTaught(COURSE, tuple(range(10**10, 10**10 + MOST_WAYS)))),
        )

    assert all(len(name) <= 100 for page in pages for name in custom_ids(page))
