"""The contract bites: what Discord would not take, it reports; what Discord takes, it lets pass."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.discord_server import contract
from tests.discord_server.description import absolute, registry, validator
from tests.discord_server.limits import command_problems, message_problems
from tests.discord_server.messages import Message
from tests.discord_server.people import User
from tests.discord_server.places import Channel
from tests.discord_server.reading import hidden_words
from tests.discord_server.recording import Request
from tests.each_row import each_row

Json = dict[str, Any]

pytestmark = pytest.mark.skipif(not contract.available(), reason=contract.status_line())

MESSAGES = "/channels/1/messages"
CALLBACK = "/interactions/1/token/callback"
FOLLOW_UP = "/webhooks/1/token"
COMMANDS = "/applications/1/commands"
STRING = 3
BUTTONS = st.lists(
    st.fixed_dictionaries(
        {"type": st.sampled_from([1, 2, 3, 8, 99, "2"]), "style": st.sampled_from([1, 2, 5, 7, True, None])},
        optional={"custom_id": st.sampled_from(["a", "x" * 101]), "components": st.just([])},
    ),
    min_size=1,
    max_size=2,
)
ROWS = st.fixed_dictionaries({"type": st.sampled_from([1, 1, 1, 2, 17, None]), "components": BUTTONS})
CALLBACKS = st.fixed_dictionaries(
    {
        "type": st.sampled_from([4, 4, 7, 8, 9, 99]),
        "data": st.fixed_dictionaries({"components": st.lists(ROWS, max_size=2)}),
    }
)


def problems(method: str, path: str, body: Any, content_type: str = "application/json") -> list[str]:
    kind = "" if body is None else content_type
    return contract.problems_of(Request(method, path, {}, {}, body, kind))


def said(embeds: list[Json]) -> list[tuple[str, Json]]:
    """The same message as a post, as an answer and as a follow-up."""
    message: Json = {"embeds": embeds}
    return [(MESSAGES, message), (CALLBACK, {"type": 4, "data": message}), (FOLLOW_UP, message)]


def command(**details: Any) -> list[Json]:
    return [{"name": "ask", "description": "Ask", "type": 1, "options": []} | details]


def option(**details: Any) -> list[Json]:
    return command(options=[{"type": STRING, "name": "question", "description": "What?"} | details])


def choices(count: int) -> Json:
    listed = [{"name": str(number), "value": str(number)} for number in range(count)]
    return {"type": 8, "data": {"choices": listed}}


@pytest.mark.parametrize(
    "embeds",
    [
        [{"title": "x" * 257}],
        [{"description": "x" * 4097}],
        [{"fields": [{"name": "n", "value": "v"}] * 26}],
        [{"fields": [{"name": "n", "value": "x" * 1025}]}],
        [{"fields": [{"name": "x" * 257, "value": "v"}]}],
        [{"footer": {"text": "x" * 2049}}],
        [{"description": "x"}] * 11,
    ],
    ids=["title", "description", "fields", "value", "name", "footer", "embeds"],
)
def test_too_much_in_an_embed_is_caught_wherever_it_is_said(embeds: list[Json]) -> None:
    found = [problems("POST", path, body) for path, body in said(embeds)]

    assert all(found)


@pytest.mark.parametrize(
    "embeds",
    [
        [{"title": "x" * 256}],
        [{"description": "x" * 4096}],
        [{"fields": [{"name": "n", "value": "x" * 1024}] * 25}],
        [{"description": "x"}] * 10,
    ],
    ids=["title", "description", "fields", "embeds"],
)
def test_as_much_as_fits_is_taken(embeds: list[Json]) -> None:
    found = [problems("POST", path, body) for path, body in said(embeds)]

    assert found == [[], [], []]


def test_a_nonce_has_at_most_25_characters() -> None:
    assert problems("POST", MESSAGES, {"content": "hello", "nonce": "n" * 26})
    assert not problems("POST", MESSAGES, {"content": "hello", "nonce": "n" * 25, "enforce_nonce": True})


@each_row("kind", [0, 2, 3, 10, 99, "4", None])
def test_a_callback_has_a_type_that_exists(kind: Any) -> None:
    assert problems("POST", CALLBACK, {"type": kind, "data": {"content": "hello"}})


def test_an_answer_has_at_most_2000_characters() -> None:
    assert problems("POST", CALLBACK, {"type": 4, "data": {"content": "x" * 2001}})
    assert not problems("POST", CALLBACK, {"type": 4, "data": {"content": "x" * 2000}})


def test_autocomplete_has_at_most_25_choices() -> None:
    assert problems("POST", CALLBACK, choices(26))
    assert not problems("POST", CALLBACK, choices(25))


@pytest.mark.parametrize(
    "body",
    [
        command(description="x" * 101),
        command(name="x" * 33),
        option(description="x" * 101),
        option(description=""),
        option(name="x" * 33),
        command(description_localizations={"de": "x" * 101}),
        command(options=[{"type": STRING, "name": f"o{number}", "description": "d"} for number in range(26)]),
    ],
    ids=["description", "name", "option", "no-option-description", "option-name", "localized", "options"],
)
def test_a_command_keeps_its_lengths(body: list[Json]) -> None:
    assert problems("PUT", COMMANDS, body)


def test_a_good_command_is_taken() -> None:
    assert not problems("PUT", COMMANDS, option(description="x" * 100, required=True, autocomplete=True))


@each_row(
    ("method", "path"),
    [
        ("GET", "/nowhere"),
        ("POST", "/channels/1/message"),
        ("PUT", MESSAGES),
        ("DELETE", "/users/@me"),
        ("GET", "/channels/general"),
    ],
)
def test_unknown_paths_methods_and_ids_are_caught(method: str, path: str) -> None:
    assert problems(method, path, None)


def test_parameters_are_checked() -> None:
    assert contract.problems_of(Request("GET", MESSAGES, {"limit": "101"}, {}, None))
    assert contract.problems_of(Request("GET", MESSAGES, {"limits": "10"}, {}, None))
    assert not contract.problems_of(Request("GET", MESSAGES, {"limit": "100", "after": "5"}, {}, None))


def test_a_body_is_there_where_it_belongs_and_only_there() -> None:
    assert problems("POST", MESSAGES, None)
    assert problems("GET", MESSAGES, {"content": "hello"})
    assert problems("POST", MESSAGES, {"content": "hello"}, "text/plain")


def test_files_do_not_hide_the_message() -> None:
    body: Json = {"content": "here", "attachments": [{"id": 0, "filename": "a.txt"}]}

    assert not problems("POST", MESSAGES, body, "multipart/form-data")
    assert problems("POST", MESSAGES, body | {"embeds": [{"title": "x" * 257}]}, "multipart/form-data")


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2001},
        {"embeds": [{"description": "x" * 3001}] * 2},
        {},
        {"content": ""},
        {"embeds": [{}]},
    ],
    ids=["content", "embeds-together", "nothing", "empty", "empty-embed"],
)
def test_what_the_description_lets_pass_the_servers_own_limits_refuse(body: Json) -> None:
    assert not problems("POST", MESSAGES, body)
    assert message_problems(body)


@pytest.mark.parametrize(
    "body",
    [command(name="Ask Me"), command(description=""), command() * 2, option(name="Question")],
    ids=["name", "description", "twice", "option"],
)
def test_illegal_commands_are_refused_by_the_servers_own_limits(body: list[Json]) -> None:
    assert not problems("PUT", COMMANDS, body)
    assert command_problems(body)


V2 = 1 << 15
TEXT: Json = {"type": 10, "content": "hello"}
BUTTON: Json = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
PICTURE: Json = {"type": 12, "items": [{"media": {"url": "attachment://week.png"}}]}


def in_a_box(*components: Json, **more: Any) -> Json:
    return {"flags": V2, "components": [{"type": 17, "components": [*components]}], **more}


@pytest.mark.parametrize(
    "body",
    [
        in_a_box(TEXT, content="hello"),
        in_a_box(TEXT, embeds=[{"title": "hello"}]),
        in_a_box(TEXT | {"content": "x" * 2001}, TEXT | {"content": "x" * 2000}),
        in_a_box(*[TEXT] * 40),
        in_a_box(TEXT | {"content": " "}),
        in_a_box(TEXT, PICTURE),
        in_a_box(TEXT, {"type": 1, "components": []}),
        in_a_box(TEXT, {"type": 1, "components": [BUTTON | {"custom_id": str(each)} for each in range(6)]}),
        {"flags": V2, "components": []},
        {"content": "hello", "components": [TEXT]},
        {"components": [{"type": 1, "components": [BUTTON]}]},
        {"content": "hello", "components": [{"type": 1, "components": [BUTTON]}] * 6},
    ],
    ids=[
        "content",
        "embeds",
        "4001 characters",
        "41 components",
        "empty text",
        "no such attachment",
        "empty row",
        "six buttons",
        "nothing",
        "no flag",
        "buttons alone",
        "six rows",
    ],
)
def test_what_discord_refuses_beside_the_flag_of_components_is_refused(body: Json) -> None:
    assert message_problems(body)


def test_as_much_as_fits_into_components_is_taken() -> None:
    row = {"type": 1, "components": [BUTTON | {"custom_id": str(each)} for each in range(5)]}
    long = TEXT | {"content": "x" * 1999}
    body = in_a_box(long, long, PICTURE, *[TEXT | {"content": "?"}] * 2, row)

    assert not message_problems(body, files=["week.png"])
    assert not problems("POST", MESSAGES, body)


def test_what_only_an_embed_says_is_hidden() -> None:
    embedded = {"embeds": [{"title": "hello"}]}

    assert all(hidden_words(body) for body in (embedded, {"type": 4, "data": embedded}))
    assert not any(
        hidden_words(body) for body in ({"content": "hello"}, in_a_box(TEXT), in_a_box(TEXT, embeds=[]))
    )


def test_a_message_is_edited_in_the_form_it_has(discord_message: Message) -> None:
    embedded = replace(discord_message, embeds=[{"title": "old"}])
    boxed = replace(discord_message, flags=V2)

    assert message_problems({"content": "new"}, edit=True, before=boxed)
    assert message_problems(in_a_box(TEXT), edit=True, before=embedded)
    assert not message_problems(in_a_box(TEXT, content=None, embeds=[]), edit=True, before=embedded)
    assert not message_problems({"content": "new", "embeds": []}, edit=True, before=embedded)
    assert not message_problems(in_a_box(TEXT), edit=True, before=boxed)


@pytest.fixture
def discord_message() -> Message:
    somebody = User(1, "somebody")
    return Message(2, Channel(3, "general"), somebody, datetime(2025, 4, 9, tzinfo=UTC))


def test_a_misspelt_key_is_seen_by_nobody() -> None:
    body = {"content": "hello", "embed": {"title": "x" * 300}, "epheremal": True}

    assert not problems("POST", MESSAGES, body)
    assert not message_problems(body)


@settings(max_examples=25, deadline=None)
@given(CALLBACKS)
def test_what_is_told_apart_by_its_type_is_held_against_no_less_than_the_whole(callback: Json) -> None:
    operation = contract.find_operation("POST", CALLBACK)
    schema = json.dumps(operation.details["requestBody"]["content"]["application/json"]["schema"])
    whole = Draft202012Validator(absolute(schema), registry=registry())

    quick = validator(schema).is_valid(callback)

    assert quick == whole.is_valid(callback)


def test_ci_requires_the_description(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_OPENAPI", "/nowhere/openapi.json")
    monkeypatch.delenv("CI", raising=False)
    assert not contract.available()
    assert "NOT CHECKED" in contract.status_line()

    monkeypatch.setenv("CI", "true")
    with pytest.raises(contract.MissingDescriptionError):
        contract.available()
