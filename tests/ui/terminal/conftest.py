"""Rendering to plain text, as a terminal of a given width would show it."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console, RenderableType

Render = Callable[..., str]


@pytest.fixture
def render() -> Render:
    def rendered(view: RenderableType, width: int = 100) -> str:
        stream = StringIO()
        Console(file=stream, width=width, markup=False, emoji=False, highlight=False).print(view)
        return stream.getvalue()

    return rendered
