"""Getting a model: from a hub on the loopback, all of it or nothing, with its size told."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.meaning.models import MODELS
from tests.cli.conftest import Start, start
from tests.full_disk import full_disk

__all__ = ["start"]

NAME = "all-MiniLM-L6-v2"
PATH = f"/{MODELS[NAME].repository}/resolve/main/"


@dataclass
class Hub:
    """What is served under which path; a path in `short` breaks off half way."""

    files: dict[str, bytes]
    short: set[str] = field(default_factory=set)
    address: str = ""


@pytest.fixture
def hub(model: Path) -> Iterator[Hub]:
    held = Hub(
        {
            f"{PATH}onnx/model_quantized.onnx": (model / "model.onnx").read_bytes(),
            f"{PATH}tokenizer.json": (model / "tokenizer.json").read_bytes(),
        }
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = held.files.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            whole = content or b""
            self.wfile.write(whole[: len(whole) // 2] if self.path in held.short else whole)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        held.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield held
        server.shutdown()
        thread.join()


def test_a_fetched_model_is_there_for_its_name(start: Start, hub: Hub, home: Path) -> None:
    assert "not here, about 24 MB" in start("meaning").stdout

    fetched = start("meaning", "fetch", "--hub", hub.address)

    assert fetched.exit_code == 0
    assert "about 24 MB" in fetched.stderr
    assert "The decision was not trained with it" in fetched.stdout  # what the hub of this test has is tiny
    assert sorted(file.name for file in (home / "models" / NAME).iterdir()) == [
        "model_quantized.onnx",
        "tokenizer.json",
    ]
    assert f"{NAME}: in " in start("meaning").stdout
    asked = start("ask", "wann leuchtete der leuchtturm", BOT_MATCHING__MEANING=NAME)
    assert "When was the lighthouse first lit?" in asked.stdout
    assert asked.stderr == ""


@pytest.mark.parametrize("broken", ["lost", "short"])
def test_what_cannot_be_fetched_whole_leaves_nothing_behind(
    start: Start, hub: Hub, home: Path, broken: str
) -> None:
    start("meaning", "fetch", "--hub", hub.address)
    before = (home / "models" / NAME / "tokenizer.json").read_bytes()
    if broken == "lost":
        del hub.files[f"{PATH}tokenizer.json"]
    else:
        hub.short.add(f"{PATH}tokenizer.json")

    again = start("meaning", "fetch", NAME, "--hub", hub.address)

    assert again.exit_code == 2
    assert f"{PATH}tokenizer.json" in again.stderr
    assert [folder.name for folder in (home / "models").iterdir()] == [NAME]
    assert (home / "models" / NAME / "tokenizer.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [(("no-such-model",), "There are: all-MiniLM-L6-v2"), (("--hub", "ftp://x"), "not a web address")],
)
def test_what_cannot_be_asked_for_is_told(start: Start, words: tuple[str, ...], said: str) -> None:
    result = start("meaning", "fetch", *words)

    assert result.exit_code == 2
    assert said in result.stderr


def test_on_a_full_disk_nothing_is_left_of_it(start: Start, hub: Hub, home: Path) -> None:
    with full_disk():
        result = start("meaning", "fetch", "--hub", hub.address)

    assert result.exit_code == 2
    assert f"models/{NAME} cannot be written: File too large." in result.stderr
    assert list((home / "models").iterdir()) == []
