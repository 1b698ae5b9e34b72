"""A parser for the subset of Discord's markup that a sheet with `markup: discord` may use.

Lines, lists, **bold**, `code` and blocks of it, links, and mentions of channels and roles. All else is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.sheet import Markup
from bot.ui.texts.plain import one_line

_FENCE: Final = re.compile(r"```(\w*)\s*")
_ENTRY: Final = re.compile(r"( *)(?:([-*•])|(\d{1,3})[.)])\s+(?=\S)")
# No user may stand before the host of an address, which would look like another host.
_LABEL: Final = r"[^\s<>()\[\]@\"“”„«»‘’*`/?#.,:;!']+"
_HOST: Final = rf"(?>https?://{_LABEL}(?:[.:]{_LABEL})*)(?![^\s/?#]*@)"
_REST: Final = r"[^\s<>()\[\]\"“”„«»‘*`]|\([^\s<>()\[\]\"“”„«»‘*`]*\)"
_URL: Final = rf"{_HOST}(?:[/?#](?:{_REST})*)?"
_BARE: Final = rf"{_HOST}(?:[/?#](?:(?:{_REST})*(?:(?<![.,:;!?'’])|(?<=/\?)))?)?"
_ADDRESS: Final = re.compile(rf"(?P<bare>{_BARE})")
_WITHIN: Final = (
    rf"(?P<tick>`+)(?P<code>[^`]|[^`].*?[^`])(?P=tick)(?!`)"
    rf"|\[(?P<words>[^\[\]]+)\]\((?P<url>{_URL})\)"
    rf"|<(?P<auto>{_BARE})>|(?P<bare>{_BARE})"
    rf"|<#(?P<channel>\d{{15,20}})>|<@&(?P<role>\d{{15,20}})>"
)
_INSIDE_STRONG: Final = re.compile(_WITHIN)
_INLINE: Final = re.compile(rf"\*\*(?!\s)(?P<strong>[^*]*[^*\s])\*\*(?!\*)|{_WITHIN}")


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be shown letter by letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address, with words before it or alone."""

    url: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A channel or a role of a server."""

    number: str
    is_role: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised parts."""

    parts: tuple["Inline", ...]


Inline = Words | Code | Link | Mention | Strong


@dataclass(frozen=True, slots=True)
class Line:
    """A line; in a list, with its bullet or number and its indentation."""

    parts: tuple[Inline, ...]
    sign: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code, with the name of its language."""

    text: str
    language: str = ""


def parsed(text: str) -> tuple[Line | CodeBlock, ...]:
    return tuple(_blocks(text.split("\n")))


def inline(text: str) -> tuple[Inline, ...]:
    """The parts of one line."""
    return tuple(_parts(_INLINE, text))


def linked(text: str) -> tuple[Inline, ...]:
    """The parts of a line in which only addresses count as markup."""
    return tuple(_parts(_ADDRESS, text))


def plain_words(text: str, markup: Markup | None) -> str:
    """Everything on one line without markup, for lists and buttons."""
    if markup is None:
        return text
    return one_line(" ".join(_said(block) for block in parsed(text)))


def mentions(text: str) -> Iterator[Mention]:
    """The channels and roles named outside code."""
    for block in parsed(text):
        if isinstance(block, Line):
            inside = (part.parts if isinstance(part, Strong) else (part,) for part in block.parts)
            yield from (part for parts in inside for part in parts if isinstance(part, Mention))


def _blocks(lines: list[str]) -> Iterator[Line | CodeBlock]:
    rest = iter(lines)
    for line in rest:
        fence = _FENCE.fullmatch(line.strip())
        yield CodeBlock("\n".join(_until_fence(rest)), fence[1]) if fence else _line(line)


def _line(text: str) -> Line:
    entry = _ENTRY.match(text)
    if entry is None:
        return Line(inline(text.strip()))
    sign = f"{entry[3]}." if entry[3] else "-"
    return Line(inline(text[entry.end() :]), sign, min(len(entry[1]) // 2, 1))


def _until_fence(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.strip() == "```":
            return
        yield line.rstrip()


def _parts(pattern: re.Pattern[str], text: str) -> Iterator[Inline]:
    end = 0
    for found in pattern.finditer(text):
        if found.start() > end:
            yield Words(text[end : found.start()])
        yield _part(found)
        end = found.end()
    if text[end:]:
        yield Words(text[end:])


def _part(found: re.Match[str]) -> Inline:
    match found.lastgroup:
        case "code":
            return Code(found["code"])
        case "strong":
            return Strong(tuple(_parts(_INSIDE_STRONG, found["strong"])))
        case "url":
            return Link(found["url"], found["words"])
        case "channel" | "role" as kind:
            return Mention(found[kind], is_role=kind == "role")
        case _:
            return Link(found[found.lastgroup or 0])


def _said(block: Line | CodeBlock) -> str:
    if isinstance(block, CodeBlock):
        return block.text
    words = "".join(map(words_of, block.parts))
    return f"{block.sign} {words}" if block.sign.endswith(".") else words


def words_of(part: Inline) -> str:
    """Without its marks."""
    match part:
        case Words(text) | Code(text):
            return text
        case Link(url, words):
            return f"{words} ({url})" if words else url
        case Mention(number, is_role):
            return f"@{number}" if is_role else f"#{number}"
        case Strong(parts):
            return "".join(map(words_of, parts))
