"""Each text is encoded once: its vector waits in a file, and goes with the text."""

from pathlib import Path

import numpy as np
import pytest

from bot.matching.word_meaning import Axes
from bot.meaning.encoder import Encoder, open_encoder
from bot.meaning.vectors import Vectors
from tests.meaning.tiny_model import WIDTH, build

TEXTS = ("height of the lamp", "visitors of the tower", "height of the lamp", "night")


class Counted:
    """How many texts were encoded, as the progress tells it."""

    def __init__(self) -> None:
        self.encoded: list[int] = []

    def __call__(self, done: int, total: int) -> None:
        if done == total:
            self.encoded.append(total)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bot.vectors.npz"


def test_every_text_gets_its_row(encoder: Encoder, file: Path) -> None:
    rows = Vectors(encoder, file).of(TEXTS)

    assert rows.shape == (4, len(encoder.encode("night")))
    assert rows.dtype == np.float32
    assert np.allclose(rows, [encoder.encode(text) for text in TEXTS], atol=1e-3)


def test_what_was_encoded_once_is_read_from_the_file(encoder: Encoder, file: Path) -> None:
    first, second = Counted(), Counted()
    made = Vectors(encoder, file, first).of(TEXTS)
    read = Vectors(encoder, file, second).of((*TEXTS, "new"))

    assert (first.encoded, second.encoded) == ([3], [1])
    assert (read[:4] == made).all()


def test_a_vector_goes_with_its_text(encoder: Encoder, file: Path) -> None:
    vectors = Vectors(encoder, file)
    vectors.of(TEXTS)
    vectors.keep(["night", "never encoded"])

    assert len(vectors) == len(Vectors(encoder, file)) == 1


def test_another_model_starts_anew(encoder: Encoder, file: Path, tmp_path: Path) -> None:
    Vectors(encoder, file).of(TEXTS)
    other = open_encoder(build(tmp_path / "other", seed=1))

    assert len(Vectors(other, file)) == 0


def test_words_are_kept_beside_the_vector_for_the_axes_they_lie_along(encoder: Encoder, file: Path) -> None:
    along = Axes(np.zeros(WIDTH, np.float32), np.eye(WIDTH, 8, dtype=np.float32))
    vectors = Vectors(encoder, file, axes=along)
    made = vectors.words_of(("", *TEXTS))
    counted = Counted()
    read = Vectors(encoder, file, counted, along).words_of(("", *TEXTS))

    assert [words.shape for words in made] == [(0, 8), (4, 8), (4, 8), (4, 8), (1, 8)]
    assert all((one == other).all() for one, other in zip(made, read, strict=True))
    assert counted.encoded == []
    assert (
        len(Vectors(encoder, file))
        == len(Vectors(encoder, file, axes=Axes(along.mean + 1, along.directions)))
        == 0
    )


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 broken"])
def test_a_damaged_file_is_made_again(encoder: Encoder, file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    vectors = Vectors(encoder, file)

    assert len(vectors) == 0
    vectors.of(TEXTS)
    assert len(Vectors(encoder, file)) == 3


def test_a_file_that_was_cut_short_is_made_again(encoder: Encoder, file: Path) -> None:
    Vectors(encoder, file).of(TEXTS)
    whole = file.read_bytes()
    for length in range(0, len(whole), 97):
        file.write_bytes(whole[:length])

        assert len(Vectors(encoder, file)) in {0, 3}


def test_where_nothing_can_be_written_it_works_all_the_same(encoder: Encoder, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder would have to be")

    assert len(Vectors(encoder, tmp_path / "data" / "bot.vectors.npz").of(TEXTS)) == 4


def test_the_file_is_its_owners_alone_and_no_draft_stays(encoder: Encoder, file: Path) -> None:
    Vectors(encoder, file).of(TEXTS)

    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]
