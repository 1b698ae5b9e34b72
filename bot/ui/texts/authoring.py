"""What somebody reads who makes a briefing of their own."""

from collections.abc import Iterator, Sequence

from bot.services.authoring import Drafted, ExistingSheet, Imported
from bot.ui.texts.plain import plural

_NEXT = (
    ("check", "what is wrong or weak, and what to do about it"),
    ("chat", "ask it in this terminal"),
    ("run", "start it on Discord"),
)
_SKIPPED = 20  # so many are listed


def begun(folder: str, drafts: Sequence[Drafted]) -> str:
    """What was created, and the next three commands."""
    told = [f"{folder} is ready."]
    told += [drafted(one) for one in drafts]
    told += ["", "Next:", f"  cd {folder}"]
    told += [f"  python -m bot {command:<8}# {use}" for command, use in _NEXT]
    return "\n".join(told)


def drafted(one: Drafted) -> str:
    if not one.facts:
        none = f"Nothing new in {one.file}: the sheet quotes what it claims, or it claims nothing."
        return f"{taken_out(one)}\n{none}" if one.made_of else none
    looked_at = f", {one.remarks:,} of them with a remark above" if one.remarks else ""
    told = f"{plural(one.facts, 'fact')} drafted from {one.file}{looked_at}; read each before you trust it."
    return f"{taken_out(one)}\n{told}" if one.made_of else told


def taken_out(one: Drafted) -> str:
    """Facts quote the text that was made of a web page or PDF, not the original."""
    return f"{one.file} has the text of {one.made_of}, and is what facts quote: compare the two."


def _existing(there: ExistingSheet, sheet: str) -> Iterator[str]:
    """After an import into a new project, the example and its title are still there."""
    were = "was" if there.facts == 1 else "were"
    yield f"The title of all stays “{there.title}”, with the {plural(there.facts, 'fact')} that {were} there."
    if there.example:
        yield (
            f"That is the example of a new project. To be rid of it, write a title into {sheet} "
            "(title: …), and delete example.yaml, its document in seeds/ and its golden question."
        )


def imported(one: Imported) -> str:
    """What was written, and everything that was not taken over."""
    answers = "its answer" if one.facts == 1 else "each with its answer"
    told = [f"{plural(one.facts, 'fact')} in {one.sheet}, {answers} quoted from {one.source}."]
    if one.existing:
        told += _existing(one.existing, one.sheet)
    skipped = one.faq.skipped
    if skipped:
        told.append(f"Left out, {len(skipped):,} in all:")
        told += [f"  line {each.line}: {each.text[:80]} ({each.reason})" for each in skipped[:_SKIPPED]]
    if len(skipped) > _SKIPPED:
        told.append(f"  … and {len(skipped) - _SKIPPED:,} more.")
    if skipped and one.source.endswith(".md"):
        told.append(f"Facts of what has no question: python -m bot draft {one.source} --output FILE")
    return "\n".join(told)
