"""Removes from a question what must not be stored: addresses, numbers, mentions and secrets."""

import re
from functools import cache
from typing import Final

# Secrets by the shape their makers gave them, then any long run that mixes letters and digits.
_SHAPES: Final = (
    r"mfa\.[\w-]{20,}",
    r"[\w-]{20,40}\.[\w-]{6,7}\.[\w-]{27,}",
    r"eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?",
    r"gh[opsur]_\w{20,}",
    r"github_pat_\w{20,}",
    r"glpat-[\w-]{20,}",
    r"xox[a-z]-[\w-]{10,}",
    r"A(?:KIA|SIA)[0-9A-Z]{16}",
    r"AIza[\w-]{30,}",
    r"[spr]k[-_][\w-]{16,}",
    r"(?=\w*[0-9])(?=\w*[A-Za-z])\w{32,}",
)
_NAMES: Final = (
    r"(?:access_?|api_?|auth_?|bot_?|refresh_?)?(?:token|key|secret|sig|signature)",
    r"pass(?:word|wd|phrase)?",
    r"pwd",
)
# Order matters: an address inside a link's credentials would otherwise be cut in half.
_RULES: Final = (
    (r"(?i)\b(https?://[\w.]*discord[\w.]*/api/(?:v\d+/)?webhooks/)[\w/-]+", r"\1[token]"),
    (r"(?i)(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,30}://)[^\s/@?#]+@", r"\1[credentials]@"),
    (r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}", r"\1 [token]"),
    (rf"(?i)(?<![a-z])({'|'.join(_NAMES)})(\s*[:=]\s*)(?!\[token\](?:[\s&]|$))[^\s&]+", r"\1\2[token]"),
    (rf"(?<![\w-])(?:{'|'.join(_SHAPES)})", "[token]"),
    (r"<(?:@[!&]?|\#)\d+>|<@\w[^>]{0,40}>", "[mention]"),
    (r"[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", "[email]"),
    (r"(?<![\w\]])@[\w.]{2,37}", "[mention]"),
    (r"(?<![\w+])\+\d(?:[ ()./-]{0,2}\d){7,14}(?!\d)", "[phone]"),
    (r"(?<![\w+.-])\(?0\d{2,5}\)?[ /-]{1,3}\d(?:[ -]?\d){4,10}(?![\d])", "[phone]"),
    (r"(?<![\w+.-])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])", "[phone]"),
    (r"(?<!\w)\d{13,}(?!\w)", "[number]"),
)
# Every rule needs one of these; hardly any question has one.
_SUSPECT: Final = re.compile(r"[\d@<:=]|[\w.-]{15}|bearer|basic", re.IGNORECASE)
_UNSTORABLE: Final = re.compile(r"[\ud800-\udfff\x00]")
# What replaces something removed.
_TRACES: Final = re.compile(r"\[(?:token|credentials|mention|email|phone|number)\]")


def is_clean(text: str) -> bool:
    """Whether there is nothing to remove, nor anything that was removed."""
    return scrub(text) == text and not _TRACES.search(text)


def scrub(text: str) -> str:
    """The text without them; idempotent."""
    text = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    if not _SUSPECT.search(text):
        return text
    scrubbed = _scrub_once(text)
    while scrubbed != text:
        text, scrubbed = scrubbed, _scrub_once(scrubbed)
    return scrubbed


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Ready when they are first needed: a start does not wait for them."""
    return tuple((re.compile(pattern), replacement) for pattern, replacement in _RULES)


def _scrub_once(text: str) -> str:
    for pattern, replacement in _rules():
        text = pattern.sub(replacement, text)
    return text
