"""Sends, turns and follows up pages in a form that the message has and Discord accepts."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

import discord
from discord import InteractionResponseType
from discord.ui import ActionRow, Container, Item, LayoutView, View

from bot.ui.discord_bot.interactions import Interaction
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.render import attachments, controls, layout, words

LOG: Final = logging.getLogger(__name__)
MISSING_PERMISSIONS: Final = 50013
INVALID_FORM: Final = 50035
Sent = TypeVar("Sent")
Keywords = dict[str, Any]
Send = Callable[..., Awaitable[Sent]]


async def respond(interaction: Interaction, page: Page, *, private: bool) -> None:
    """The first response to an interaction."""

    async def send(**shown: Any) -> object:
        return await interaction.response.send_message(**shown, ephemeral=private)

    await in_either_form(send, page)


async def turn(interaction: Interaction, page: Page) -> None:
    """Replace the page whose button was pressed."""
    await interaction.response.edit_message(**_instead(interaction.message, page))


async def finish(interaction: Interaction, *pages: Page, above: str = "") -> None:
    """Complete a deferred response: in a new message, or in that of the button."""
    edit, pressed = interaction.edit_original_response, interaction.message
    if pressed and interaction.response.type is InteractionResponseType.deferred_message_update:
        await edit(**_instead(pressed, *pages, above=above))
        return

    async def send(files: list[discord.File] | None = None, **shown: Any) -> object:
        return await edit(**shown, attachments=files or [])

    await in_either_form(send, *pages, above=above)


async def follow_up(interaction: Interaction, page: Page, *, private: bool) -> None:
    """A further message after the first response."""

    async def send(**shown: Any) -> object:
        return await interaction.followup.send(**shown, ephemeral=private, wait=True)

    await in_either_form(send, page)


async def keep_words(interaction: Interaction, page: Page) -> None:
    """Keep the message, but with this page's buttons."""
    message = interaction.message
    if message is None or not message.flags.components_v2:
        await interaction.response.edit_message(view=controls(page))
        return
    shown = LayoutView.from_message(message, timeout=None)
    _exchange_buttons(_last_box(shown), _last_box(layout(page)))
    shown.stop()
    await interaction.response.edit_message(view=shown)


def _exchange_buttons(box: Container[LayoutView], new: Container[LayoutView]) -> None:
    for row in _button_rows(box):
        box.remove_item(row)
    for row in _button_rows(new):
        box.add_item(row)


def _last_box(view: LayoutView) -> Container[LayoutView]:
    *_, box = (item for item in view.children if isinstance(item, Container))
    return box


def _button_rows(box: Container[LayoutView]) -> list[ActionRow[LayoutView]]:
    return [item for item in box.children if isinstance(item, ActionRow)]


async def drop_pressed(interaction: Interaction) -> None:
    """Keep the message, but without the button that was pressed."""
    message = interaction.message
    pressed = dict[str, Any](interaction.data or {}).get("custom_id")
    shown = _view_of(message) if message else View(timeout=None)
    for item in [each for each in shown.walk_children() if getattr(each, "custom_id", None) == pressed]:
        _take_out(item, shown)
    shown.stop()
    await interaction.response.edit_message(view=shown)


def _take_out(item: Item[Any], shown: LayoutView | View) -> None:
    """With its row, if it was alone there."""
    row = item.parent
    if isinstance(row, ActionRow):
        row.remove_item(item)
        if not row.children and isinstance(row.parent, Container):
            row.parent.remove_item(row)
    else:
        shown.remove_item(item)


def _view_of(message: discord.Message) -> LayoutView | View:
    if message.flags.components_v2:
        return LayoutView.from_message(message, timeout=None)
    return View.from_message(message, timeout=None)


async def in_either_form(send: Send[Sent], *pages: Page, above: str = "") -> Sent:
    """As components, which no user setting hides; as plain words where Discord refuses them."""
    try:
        return await send(**as_components(*pages, above=above))
    except discord.HTTPException as refused:
        if not is_refused_form(refused):
            raise
        LOG.info("Discord refused a message of components (%s); it is sent in plain words", refused.code)
    return await send(**as_words(*pages, above=above))


def is_refused_form(error: BaseException | None) -> bool:
    """Whether nothing was posted but something plainer may be accepted."""
    return isinstance(error, discord.HTTPException) and error.code in {MISSING_PERMISSIONS, INVALID_FORM}


def as_components(*pages: Page, above: str = "") -> Keywords:
    """The keyword arguments for discord.py."""
    return {"view": layout(*pages, above=above), **_files(*pages)}


def as_words(*pages: Page, above: str = "") -> Keywords:
    return {"content": words(*pages, above=above), "view": controls(*pages), **_files(*pages)}


def _files(*pages: Page) -> Keywords:
    files = attachments(*pages)
    return {"files": files} if files else {}


def _instead(message: discord.Message | None, *pages: Page, above: str = "") -> Keywords:
    """The keyword arguments that edit a message in the form it has, which it cannot change."""
    files = attachments(*pages)
    if message is None or message.flags.components_v2:
        return {"view": layout(*pages, above=above), "attachments": files}
    content = words(*pages, above=above)
    return {"content": content, "embeds": [], "view": controls(*pages), "attachments": files}
