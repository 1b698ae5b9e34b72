"""A file of learned ways that a machine wrote is read back as it was, and a person can read it, too."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sheet import IDENTIFIER
from bot.sheets.sheet_reader import read_learned_file
from bot.sheets.sheet_text import learned_text
from tests.thorough import some_of

SHIPPED = Path(__file__).parents[2] / "knowledge" / "learned"
WAY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
LEARNED = st.dictionaries(
    st.from_regex(IDENTIFIER, fullmatch=True), st.lists(WAY, min_size=1, max_size=4), max_size=4
)


def read(text: str) -> dict[str, list[str]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.yaml"
        file.write_bytes(text.encode())
        written = read_learned_file(file)
    assert written.problems == ()
    return {ways.id: list(ways.value or ()) for ways in written.learned}


def test_quotes_stand_only_where_yaml_needs_them() -> None:
    ways = ["who, me?", "is it 12:30?", "Kim: who is he", "1.10", "null", "- x", "the “quoted” one", '"so"']

    text = learned_text({"who": ways, "age": ["how old"]})

    assert (
        text.split("learned:\n")[1]
        == """\
  age:
    - how old
  who:
    - who, me?
    - is it 12:30?
    - "Kim: who is he"
    - "1.10"
    - "null"
    - "- x"
    - the “quoted” one
    - "\\"so\\""
"""
    )
    assert read(text) == {"age": ["how old"], "who": ways}


@given(LEARNED.filter(bool))
def test_what_was_written_is_read_back(learned: Mapping[str, list[str]]) -> None:
    assert read(learned_text(learned)) == learned


def test_the_shipped_files_are_as_a_machine_writes_them() -> None:
    texts = [file.read_text(encoding="utf-8") for file in some_of(sorted(SHIPPED.glob("*.yaml")), 3)]

    assert texts
    assert [learned_text(read(text)) for text in texts] == texts
