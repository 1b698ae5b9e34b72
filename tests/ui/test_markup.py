"""The small part of Discord's markup that a sheet may use, taken apart."""

from bot.domain.sheet import Markup
from bot.ui.markup import (
    Code,
    CodeBlock,
    Inline,
    Line,
    Link,
    Mention,
    Strong,
    Words,
    inline,
    parsed,
    plain_words,
)

CHANNEL = "123456789012345678"


def test_the_parts_of_a_line() -> None:
    cases: list[tuple[str, tuple[Inline, ...]]] = [
        ("plain __init__ and **kwargs", (Words("plain __init__ and **kwargs"),)),
        ("a **b `c`** d", (Words("a "), Strong((Words("b "), Code("c"))), Words(" d"))),
        ("``a`b``", (Code("a`b"),)),
        ("[how](https://a.example/x_(y))", (Link("https://a.example/x_(y)", "how"),)),
        ("see https://a.example/a_b.", (Words("see "), Link("https://a.example/a_b"), Words("."))),
        ("<https://a.example>", (Link("https://a.example"),)),
        ("[x](javascript:alert)", (Words("[x](javascript:alert)"),)),
        ("https://good.example@evil.example", (Words("https://good.example@evil.example"),)),
        ("https://a.example/@who", (Link("https://a.example/@who"),)),
        (f"<#{CHANNEL}><@&{CHANNEL}>", (Mention(CHANNEL), Mention(CHANNEL, is_role=True))),
        (f"<@{CHANNEL}>", (Words(f"<@{CHANNEL}>"),)),
    ]

    assert [(text, parts, got) for text, parts in cases if (got := inline(text)) != parts] == []


def test_lists_and_blocks_of_code() -> None:
    text = "First:\n- one\n  - two\n2) three\n```py\ndef f():\n    return 1\n```\nlast\n```\nnever ends"

    assert parsed(text) == (
        Line((Words("First:"),)),
        Line((Words("one"),), "-"),
        Line((Words("two"),), "-", 1),
        Line((Words("three"),), "2."),
        CodeBlock("def f():\n    return 1", "py"),
        Line((Words("last"),)),
        CodeBlock("never ends"),
    )


def test_in_a_list_of_answers_the_words_stand_on_one_line_without_marks() -> None:
    text = "Use **this**:\n- `make run`\n- [the docs](https://a.example)"

    assert plain_words(text, Markup.DISCORD) == "Use this: make run the docs (https://a.example)"
    assert plain_words(text, None) == text
