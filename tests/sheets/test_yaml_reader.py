"""YAML is read as text with places, and the parser in C and the one in Python agree."""

from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheets.yaml_nodes import MapNode, Place, Scalar, node_at, plain
from bot.sheets.yaml_reader import LOADER, read_yaml
from tests.each_row import each_row


def test_every_node_knows_its_place() -> None:
    root, _ = read_yaml('a:\n  - é: [x, "y"]\n  - z\n', "f")

    assert isinstance(root, MapNode)
    assert node_at(root, ("a", 0, "é", 1)) == Scalar("y", Place("f", 2, 12))
    assert node_at(root, ("a", 1)) == Scalar("z", Place("f", 3, 5), bare=True)


@each_row("text", ["", "# a comment", "~", "---\n", "\ufeff"])
def test_a_file_may_hold_nothing(text: str) -> None:
    assert read_yaml(text, "f") == (None, ())


@each_row("bomb", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_is_refused_at_once(bomb: str) -> None:
    began = process_time()

    root, problems = read_yaml(bomb, "f")

    assert root is None
    # Whether it is the parser that gives up or we do, it is told in the same words.
    assert [problem.message for problem in problems] == ["Lists and blocks are nested too deeply here."]
    assert process_time() - began < 5


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = process_time()

    _, problems = read_yaml("\n".join(lines), "f")

    assert [problem.line for problem in problems] == [5]
    assert process_time() - began < 5


def test_a_wide_alias_bomb_is_refused_as_well() -> None:
    text = f"a: &a [{', '.join('x' * 100)}]\nb: [{', '.join(['*a'] * 1000)}]"

    _, problems = read_yaml(text, "f")

    assert [problem.line for problem in problems] == [2]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:-[]{},'\"\n #&*!|>?%@\t", max_size=40) | st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    _, problems = read_yaml(text.encode("utf-8", "replace").decode(), "f")

    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.text(max_size=12),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
        max_leaves=10,
    ),
    st.booleans(),
)
def test_both_parsers_read_what_was_written(value: object, flow: bool) -> None:  # noqa: FBT001
    text = yaml.safe_dump({"value": value}, default_flow_style=flow, allow_unicode=True, default_style='"')

    fast, slow = (read_yaml(text, "f", loader=loader) for loader in (LOADER, yaml.BaseLoader))

    assert fast == slow
    assert fast[0] is not None
    assert plain(fast[0]) == {"value": value}


@pytest.mark.parametrize("loader", [yaml.BaseLoader, LOADER])
@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("a: {b: Hello, world}", (1, 15), "If a comma or a brace is part of a text here, put quotes around"),
        ("a: !word here", (1, 4), "Put quotes around the whole text."),
        ("a: **bold** text", (1, 4), "Put quotes around the whole text."),
    ],
)
def test_a_text_that_begins_like_yaml_is_told_to_be_quoted(
    text: str, place: tuple[int, int], remedy: str, loader: object
) -> None:
    _, (problem, *_) = read_yaml(text, "a.yaml", loader=loader)

    assert (problem.line, problem.column) == place
    assert problem.hint.startswith(remedy)
