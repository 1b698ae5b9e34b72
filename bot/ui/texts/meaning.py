"""The sentences about the sentence encoder."""

from bot.ui.texts.language import grouped, spoken

MANY = 200  # fewer are done before anybody wonders


def without(reason: str) -> str:
    """The encoder that the settings name cannot be had."""
    return f"Answers come without the sentence encoder. {reason}"


def encoding(total: int) -> str:
    return f"Encoding {total:,} texts of the sheet (once) …"


def encoded(done: int, total: int) -> str:
    told = spoken("New texts of the sheet are being encoded, {done} of {total} so far …")
    return told.format(done=grouped(done), total=grouped(total))


def fetched(name: str, folder: str) -> str:
    return f"The model {name} is in {folder}. Switch it on with matching.meaning: {name}"


def fetching(name: str, languages: str, megabytes: int) -> str:
    return f"Fetching {name} ({languages}, about {megabytes} MB) …"


def role(*, decides: bool) -> str:
    """What a model may do, as the settings page of the documentation has it."""
    if decides:
        return "The decision was trained with it: it helps to find facts and to judge them."
    return "The decision was not trained with it: what it finds is offered, and words decide what is given."


def here(name: str, folder: str) -> str:
    return f"{name}: in {folder}"


def not_here(name: str, megabytes: int) -> str:
    return f"{name}: not here, about {megabytes} MB to fetch"


def nearest(fact_id: str, likeness: float) -> str:
    """The likeness is a cosine: 1 for the same meaning, 0 for nothing in common."""
    shown = spoken("Likeness in meaning to {fact}: {likeness}")
    return shown.format(fact=fact_id, likeness=f"{max(likeness, 0.0):.0%}")
