"""The briefing bot: it answers questions about a briefing with the exact words of the source."""
