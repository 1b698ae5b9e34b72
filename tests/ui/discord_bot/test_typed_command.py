"""What counts as a command that was written as words."""

from bot.ui.discord_bot.features.typed_command import TypedCommand, names_of, typed_command

NAMES = names_of(("ask", "fact", "topics", "sources", "status", "forgetme", "help"))


def test_only_a_name_counts_and_none_that_the_sheet_knows() -> None:
    cases: list[tuple[str, TypedCommand | None]] = [
        ("/topics", TypedCommand("topics")),
        (" ! Topics now", TypedCommand("topics")),
        ("/спросить когда?", TypedCommand("ask", "когда?")),
        ("/fact lamp", TypedCommand("fact", "lamp")),
        ("topics", TypedCommand("topics")),
        ("forget me", TypedCommand("forgetme")),
        ("/status", TypedCommand("status")),
        ("status", None),
        ("Hilfe!", TypedCommand("help")),
        ("help", None),
        ("aide", None),
        ("fact", None),
        ("sources", None),
        ("topics of the day", None),
        ("/unknown", None),
        ("and/topics", None),
        ("", None),
    ]

    knows = frozenset(("sources", "aide")).__contains__
    assert [(text, got) for text, want in cases if (got := typed_command(text, NAMES, knows)) != want] == []
