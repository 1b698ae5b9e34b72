"""Every button and menu the bot reacts to, each made from just the parts it needs."""

from bot.ui.discord_bot.administration import administration
from bot.ui.discord_bot.buttons.answer_buttons import answer_buttons
from bot.ui.discord_bot.buttons.browsing_buttons import browsing_buttons
from bot.ui.discord_bot.buttons.forget_buttons import forget_buttons
from bot.ui.discord_bot.buttons.log_buttons import log_buttons
from bot.ui.discord_bot.buttons.reload_buttons import reload_buttons
from bot.ui.discord_bot.buttons.verdict_buttons import verdict_buttons
from bot.ui.discord_bot.parts import Parts
from bot.ui.discord_bot.pressing import Pressable


def every_button(parts: Parts) -> tuple[Pressable, ...]:
    admin = administration(parts)
    return (
        *answer_buttons(parts.snapshots, parts.questions, parts.gatekeeper),
        *verdict_buttons(parts.questions, parts.gatekeeper),
        *browsing_buttons(parts.snapshots, parts.gatekeeper),
        *forget_buttons(parts.privacy, parts.gatekeeper),
        *reload_buttons(admin.reloading, parts.gatekeeper),
        *log_buttons(admin.reading, parts.gatekeeper),
    )
