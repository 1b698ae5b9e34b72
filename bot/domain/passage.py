"""The passage of a document in which a quote stands."""

from bot.domain.briefing import Citation

AROUND = 400  # characters to either side; a paragraph is seldom longer


def passage(citation: Citation, text: str) -> tuple[int, int]:
    """The span of the paragraph that holds the citation, cut where it grows too long."""
    before = text.rfind("\n\n", 0, citation.start)
    after = text.find("\n\n", citation.end)
    start = max(before + 2 if before >= 0 else 0, citation.start - AROUND)
    end = min(after if after >= 0 else len(text), citation.end + AROUND)
    return start, end
