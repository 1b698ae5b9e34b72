"""Web pages and PDFs as text that can be quoted: facts quote plain text and Markdown alone."""

from pathlib import Path

from bot.sheets.documents import TEXTS, UnreadableFileError, read_bytes, shown


def text_name(path: Path) -> str | None:
    """What the file with a document's text is called; None for a document that is text itself."""
    ending = TEXTS.get(path.suffix.lower())
    return ending and path.stem + ending


def converted(path: Path, most_mb: int) -> str:
    """The text of such a document."""
    content, name = read_bytes(path, most_mb), shown(path)
    try:
        if path.suffix.lower() == ".pdf":
            from bot.sheets.pdf_file import pdf_text

            return pdf_text(content, name, most_mb)
        from bot.sheets.web_page import page_text

        return page_text(content, name, most_mb)
    except ImportError as error:
        hint = "Install it: pip install briefing-bot[documents]"
        raise UnreadableFileError(f"What reads {path.suffix} files is not installed.", hint) from error
