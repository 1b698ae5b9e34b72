"""Single sentences of a history of the Debian project: people, places, dates and numbers in plain prose."""

import re
from hashlib import sha256

from bench.collections.asked_lines import asked_of, lines_of
from bench.collections.collection import Collection, NotThereError
from bench.collections.packages import pages
from bench.collections.sections import Section, sections_of
from bot.matching.results import Record

FOLDER = "usr/share/doc/debian-history/docs"
SENTENCE_END = re.compile(r"""(?<![ .][A-Z]\.)(?<=[.!?])["”)]*\s+(?=["“(]?[A-Z])""")
FEWEST_WORDS = 4


def load_sentences(*, as_phrasings: bool = False) -> Collection:
    """A record a sentence, as its text (or as its only phrasing)."""
    html = pages("debian-history", FOLDER, ("intro.en.html", "detailed.en.html"))
    said = {
        name_of(section, sentence): sentence
        for page in html
        for section in sections_of(page)
        for sentence in sentences_in(section.text)
    }
    records = tuple(
        Record(name, (sentence,)) if as_phrasings else Record(name, (), sentence)
        for name, sentence in said.items()
    )
    asked = tuple(asked for line in lines_of("sentences.jsonl") for asked in asked_of(line))
    if strangers := {right for one in asked for right in one.right} - set(said):
        raise NotThereError(f"this version of the package lacks the sentences {sorted(strangers)}")
    return Collection("sentences", "plain sentences of a history", records, asked)


def sentences_in(text: str) -> list[str]:
    """The sentences of a text, headings' remains and other stubs left out."""
    return [one for one in SENTENCE_END.split(text) if len(one.split()) >= FEWEST_WORDS]


def name_of(section: Section, sentence: str) -> str:
    """The anchor of the section and a digest: stable while the sentence stays as it is."""
    return f"{section.anchor}-{sha256(sentence.encode()).hexdigest()[:8]}"
