"""Settings: from a file, from the environment, and refused with the place of every mistake."""

import logging
import sys
from contextlib import chdir, nullcontext, suppress
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.answering import Thresholds
from bot.errors import ConfigError
from bot.settings.reading import read_settings
from bot.settings.settings import Settings, discord_token
from tests.each_row import each_row


def written(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def complaints(file: Path | None, environment: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_settings(file, environment)
    return caught.value.sentence.splitlines()


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    with chdir(tmp_path):
        settings = read_settings(None, {})

    assert settings == Settings()
    assert settings.knowledge.path == Path("knowledge")
    assert settings.matching.thresholds == Thresholds()


def test_config_yaml_is_read_where_the_bot_is_run(tmp_path: Path) -> None:
    written(tmp_path, "log: {retention_days: 7}")

    with chdir(tmp_path):
        settings = read_settings(None, {})

    assert settings.log.retention_days == 7


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    told = complaints(tmp_path / "none.yaml", {})

    assert len(told) == 1
    assert "none.yaml does not exist" in told[0]


def test_a_full_file_is_read_as_text_and_turned_into_values(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """
discord: {api_url: "http://127.0.0.1:8080/api/v10", admin_roles: [123456789012345678], token_file: token}
digest:
  subscriptions:
    - {channel: 123456789012345678, time: 09:00, timezone: Europe/Berlin}
    - {channel: 5, time: "22:30"}
matching: {boldness: 1.10}
""",
    )

    settings = read_settings(file, {})

    assert settings.discord.admin_roles == (123456789012345678,)
    assert settings.discord.token_file == Path("token")
    assert [part.time for part in settings.digest.subscriptions] == [time(9), time(22, 30)]
    assert [part.timezone for part in settings.digest.subscriptions] == ["Europe/Berlin", "UTC"]
    assert settings.matching.boldness == 1.1


def test_the_environment_wins_over_the_file_and_leaves_the_rest(tmp_path: Path) -> None:
    file = written(tmp_path, "digest: {late_hours: 3}\nlog: {retention_days: 7}\n")
    environment = {
        "BOT_LOG__RETENTION_DAYS": "30",
        "BOT_DISCORD__ADMIN_ROLES": "1, 2",
        "BOT_DISCORD__OWNER_IDS": "[3]",
        "BOT_DIGEST__SUBSCRIPTIONS": '[{channel: 4, time: "09:00"}]',
        "BOT_KNOWLEDGE__PATH": "other place",
        "BOTTLE__SIZE": "1",
        "BOT_ALONE": "1",
    }

    settings = read_settings(file, environment)

    assert (settings.digest.late_hours, settings.log.retention_days) == (3, 30)
    assert (settings.discord.admin_roles, settings.discord.owner_ids) == ((1, 2), (3,))
    assert settings.digest.subscriptions[0].channel == 4
    assert settings.knowledge.path == Path("other place")


@each_row(("boldness", "answer"), [("0", 100), ("25.5", 74.5), ("100", 0)])
def test_a_bolder_bot_needs_less_confidence_and_changes_nothing_else(boldness: str, answer: float) -> None:
    environment = {"BOT_MATCHING__BOLDNESS": boldness, "BOT_MATCHING__CHOICES": "2"}

    assert read_settings(None, environment).matching.thresholds == Thresholds(answer=answer, choices=2)


def test_settings_of_an_earlier_version_have_no_effect_and_are_told_with_their_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = written(tmp_path, "matching:\n  answer: high\n  sure: 85\n  boldness: 30\n")

    settings = read_settings(file, {"BOT_MATCHING__OFFER": "0", "BOT_MATCHING__CONTENT": ""})

    assert settings == Settings.model_validate({"matching": {"boldness": 30}})
    told = [record.message.split(" no longer ")[0] for record in caplog.records]
    assert told == [
        f"{file}:2:3: “matching.answer”",
        f"{file}:3:3: “matching.sure”",
        "BOT_MATCHING__OFFER: “matching.offer”",
        "BOT_MATCHING__CONTENT: “matching.content”",
    ]
    assert all(record.levelno == logging.WARNING for record in caplog.records)
    assert all("set “matching.boldness”" in record.message for record in caplog.records)


def test_a_time_zone_is_read_as_people_name_it(tmp_path: Path) -> None:
    entry = "digest: {{subscriptions: [{{channel: 5, time: 9am, timezone: {zone}}}]}}"

    zones = [
        read_settings(written(tmp_path, entry.format(zone=zone)), {}).digest.subscriptions[0].timezone
        for zone in ("Berlin", "new york", "Europe/Berlin", "CET")
    ]
    (near,) = complaints(written(tmp_path, entry.format(zone="Europe/Berln")), {})
    (several,) = complaints(written(tmp_path, entry.format(zone="IST")), {})

    assert zones == ["Europe/Berlin", "America/New_York", "Europe/Berlin", "CET"]
    assert near.endswith("“Europe/Berln” is not a time zone; what may be meant is Europe/Berlin.")
    assert several.endswith("what may be meant is Asia/Kolkata, Asia/Jerusalem, Europe/Dublin.")


def test_an_empty_list_in_the_environment_empties_the_list(tmp_path: Path) -> None:
    file = written(tmp_path, "discord: {owner_ids: [1]}")

    assert read_settings(file, {"BOT_DISCORD__OWNER_IDS": ""}).discord.owner_ids == ()


def test_every_mistake_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """log:
  retention_days: soon
  retention_weeks: 3
digest:
  subscriptions:
    - {channel: 5, time: "25:00", timezone: Europe/Berlin}
    - {channel: 5, time: "09:00", timezone: Mars/Olympus}
    - {time: "09:00"}
knowledge: here
colour: {}
""",
    )

    told = complaints(file, {"BOT_DATABASE__PTAH": "x", "BOT_DIGEST__LATE_HOURS": "-1"})

    places = [line.partition(": ")[0] for line in told]
    assert sorted(places) == sorted(
        [
            f"{file}:2:3",
            f"{file}:3:3",
            f"{file}:6:20",
            f"{file}:7:35",
            f"{file}:8:7",
            f"{file}:9:1",
            f"{file}:10:1",
            "BOT_DATABASE__PTAH",
            "BOT_DIGEST__LATE_HOURS",
        ]
    )
    assert "there is no setting “log.retention_weeks”" in told[places.index(f"{file}:3:3")]
    assert "“Mars/Olympus” is not a time zone" in told[places.index(f"{file}:7:35")]
    assert "“digest.subscriptions.2.channel” is missing." in told[places.index(f"{file}:8:7")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("log: {retention_days: 1}\nlog: {retention_days: 2}", ":2:1: "),
        ("log: [", ":2:1: "),
        ("- a\n- b", ":1:1: Settings stand in sections"),
        ("log:\n\tretention_days: 1", ":2:1: "),
        ("log: &a [*a]", ":1:10: "),
        ("log: {retention_days: ~}", ":1:7: "),
    ],
)
def test_a_file_that_is_no_settings_file_is_refused_at_the_place(
    tmp_path: Path, text: str, where: str
) -> None:
    told = complaints(written(tmp_path, text), {})

    assert len(told) == 1
    assert told[0].startswith(f"{tmp_path}/config.yaml{where}")


def test_a_folder_or_other_bytes_in_the_place_of_the_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"log: \xff")

    assert "is a folder" in complaints(tmp_path, {})[0]
    assert "not UTF-8" in complaints(tmp_path / "bytes.yaml", {})[0]


SECTIONS = st.sampled_from(["log", "digest", "discord", "matching", "other", ""])
NAMES = st.sampled_from(["retention_days", "late_hours", "admin_roles", "subscriptions", "boldness", "sure"])


@given(st.dictionaries(st.tuples(SECTIONS, NAMES), st.text(max_size=20), max_size=4))
@examples(max_examples=100)
def test_any_environment_gives_settings_or_a_sentence(values: dict[tuple[str, str], str]) -> None:
    environment = {
        f"BOT_{section.upper()}__{name.upper()}": value for (section, name), value in values.items()
    }

    try:
        settings = read_settings(None, environment)
        told = []
    except ConfigError as error:
        settings, told = Settings(), error.sentence.splitlines()

    assert isinstance(settings, Settings)
    assert all(line.startswith("BOT_") for line in told)


def test_the_token_comes_from_the_environment_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file\n", encoding="utf-8")
    (tmp_path / "token").chmod(0o600)
    settings = Settings.model_validate({"discord": {"token_file": tmp_path / "token"}})

    from_file = discord_token(settings, {})
    from_environment = discord_token(settings, {"DISCORD_TOKEN": " from-environment "})

    assert from_file is not None
    assert from_file.get_secret_value() == "from-file"
    assert from_environment is not None
    assert from_environment.get_secret_value() == "from-environment"
    assert "from" not in repr((from_file, from_environment))


def test_a_token_file_may_have_a_name_as_long_as_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "the-token-of-the-bot-for-the-server-of-the-readers-of-the-briefing"
    Path(name).write_text("from-file\n", encoding="utf-8")
    Path(name).chmod(0o600)

    read = discord_token(Settings.model_validate({"discord": {"token_file": name}}), {})

    assert read is not None
    assert read.get_secret_value() == "from-file"


def test_without_a_token_there_is_none() -> None:
    assert discord_token(Settings(), {"DISCORD_TOKEN": ""}) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize(("mode", "refused"), [(0o600, False), (0o440, False), (0o644, True), (0o602, True)])
def test_a_token_that_everybody_can_use_is_refused(tmp_path: Path, mode: int, *, refused: bool) -> None:
    (tmp_path / "token").write_text("from-file", encoding="utf-8")
    (tmp_path / "token").chmod(mode)
    settings = Settings.model_validate({"discord": {"token_file": tmp_path / "token"}})

    with pytest.raises(ConfigError, match="chmod 600") if refused else nullcontext():
        assert discord_token(settings, {}) is not None


@pytest.mark.parametrize("content", [None, "", " \n", b"\xff"])
def test_a_token_file_without_a_token_is_told(tmp_path: Path, content: str | bytes | None) -> None:
    if content is not None:
        (tmp_path / "token").write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "token").chmod(0o600)
    settings = Settings.model_validate({"discord": {"token_file": tmp_path / "token"}})

    with pytest.raises(ConfigError, match="token"):
        discord_token(settings, {})


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("log.retention_days", "soon", "must be a whole number."),
        ("log.retention_days", "0", "must be 1 or more."),
        ("log.retention_days", "36501", "must be 36500 or less."),
        ("log.retention_days", "[1]", "must be a whole number."),
        ("log.format", "xml", "must be text or json."),
        ("matching.boldness", "bold", "must be a number."),
        ("matching.meaning", "[a]", "must be text; put quotation marks around it."),
        ("discord.owner_ids", "12", "must be a list: [1, 2], or a line “- …” for each."),
        ("discord.owner_ids", "[99999999999999999999]", "is too large."),
        ("curators.channel", "[1]", "must be a whole number."),
        ("privacy.policy_url", "www.example.org", "must be an address that begins with https://."),
        ("privacy.contact", '" Ada"', "must be a single line that does not begin with a blank."),
        ("discord.api_url", '"http://[x"', "cannot be used: it is not a whole address."),
        (
            "discord.api_url",
            "https://discord.com:99999/api/v10",
            "cannot be used: it is not a whole address.",
        ),
        ("discord.api_url", "https://:80/api", "cannot be used: it is not a whole address."),
        ("database.path", '""', "cannot be used: it must name a file or a folder."),
        (
            "database.path",
            "..",
            "cannot be used: it must name a file in that folder, such as data/bot.sqlite3.",
        ),
        (
            "database.path",
            "/",
            "cannot be used: it must name a file in that folder, such as data/bot.sqlite3.",
        ),
        ("knowledge.path", '" "', "cannot be used: it must name a file or a folder."),
        ("discord.token_file", '"a\\0b"', "cannot be used: it must name a file or a folder."),
        ("database.path", "[a]", "must be text; put quotation marks around it."),
        (
            "digest.subscriptions",
            "[{channel: 1, time: late}]",
            "it is not a time of day; an example of one is 09:00.",
        ),
        ("digest.subscriptions", '[{channel: 1, time: "09:00Z"}]', "it is not a time of day"),
        ("digest.subscriptions", "[{channel: 1, time: 9, crosspost: maybe}]", "must be true or false."),
        (
            "digest.subscriptions",
            "[{channel: 7, time: 9}, {channel: 7, time: 10}]",
            "a channel gets one digest a day, and 7 stands there twice.",
        ),
        ("log.retention_day", "3", "there is no setting “log.retention_day”; did you mean “retention_days”?"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_words_for_people(
    tmp_path: Path, setting: str, value: str, told: str
) -> None:
    section, name = setting.split(".")
    (said,) = complaints(written(tmp_path, f"{section}:\n  {name}: {value}\n"), {})

    assert told in said
    for word in ("Input", "string", "pattern", "class", "tuple", "integer"):
        assert word not in said


@pytest.mark.parametrize("typed", ["09:00", "9:00", '"0900"', "9am", "09:00:00"])
def test_a_digest_time_is_read_as_the_command_reads_it(tmp_path: Path, typed: str) -> None:
    file = written(tmp_path, f"digest: {{subscriptions: [{{channel: 1, time: {typed}}}]}}")

    (subscription,) = read_settings(file, {}).digest.subscriptions

    assert subscription.time == time(9)


@each_row(
    "change",
    [
        {"discord": {"api_url": "ftp://example.org"}},
        {"discord": {"owner_ids": [0]}},
        {"matching": {"boldness": 101}},
        {"matching": {"choices": 0}},
        {"digest": {"late_hours": 25}},
    ],
)
def test_values_out_of_range_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(change)


@pytest.mark.parametrize("around", ["{}", "{}\r\n", "\ufeff{}\n", "\n {} \n"])
def test_what_an_editor_leaves_around_a_token_is_no_part_of_it(tmp_path: Path, around: str) -> None:
    file = tmp_path / "token"
    file.write_text(around.format("mfa.the-secret"), encoding="utf-8", newline="")
    file.chmod(0o600)

    token = discord_token(Settings.model_validate({"discord": {"token_file": file}}), {})

    assert token is not None
    assert token.get_secret_value() == "mfa.the-secret"


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("  ", "DISCORD_TOKEN is empty"),
        ("mfa.first-half\nsecond-half", "holds a blank, a line break"),
        ('"mfa.in-quotes"', "holds a blank, a line break, a quotation mark"),
        ("Bot mfa.the-secret", "begins with “Bot”"),
        ("DISCORD_TOKEN=mfa.the-secret", "begins with “DISCORD_TOKEN=”"),
        ("mfa.the\u200bsecret", "another odd sign"),
    ],
)
def test_a_token_that_was_not_copied_well_is_told_in_a_sentence_and_never_repeated(
    tmp_path: Path, token: str, sentence: str
) -> None:
    file = tmp_path / "token"
    file.write_text(token, encoding="utf-8")
    file.chmod(0o600)
    settings = Settings.model_validate({"discord": {"token_file": file}})

    for environment in ({"DISCORD_TOKEN": token}, {}):
        with pytest.raises(ConfigError) as caught:
            discord_token(settings, environment)
        assert caught.value.exit_code == 2
        assert sentence.removeprefix("DISCORD_TOKEN ") in caught.value.sentence
        assert "mfa" not in caught.value.sentence


@each_row(
    "token", ["MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789AB", "x" * 70, "y" * 5000]
)
def test_a_token_in_the_place_of_its_file_is_told_and_not_repeated(token: str) -> None:
    settings = Settings.model_validate({"discord": {"token_file": token}})

    with pytest.raises(ConfigError, match="looks like a token itself") as caught:
        discord_token(settings, {})

    assert token not in caught.value.sentence


@pytest.mark.parametrize(
    ("variable", "sentence"),
    [
        ("BOT_LOG_RETENTION_DAYS", "Write BOT_LOG__RETENTION_DAYS."),
        ("bot_log__retention_days", "Write BOT_LOG__RETENTION_DAYS."),
        ("BOT_LOG_RETENSION_DAYS", "Write BOT_LOG__RETENTION_DAYS."),
        ("BOT_TOKEN", "The token is DISCORD_TOKEN."),
        ("DISCORD_BOT_TOKEN", "The token is DISCORD_TOKEN."),
        ("BOT_DISCORD__TOKEN", "The token is DISCORD_TOKEN."),
        ("discord_token", "The token is DISCORD_TOKEN."),
        ("BOT_SOMETHING", "Settings are written BOT_SECTION__KEY; config.example.yaml lists them all."),
    ],
)
def test_a_variable_that_is_not_read_is_warned_of_with_the_right_spelling(
    caplog: pytest.LogCaptureFixture, variable: str, sentence: str
) -> None:
    with suppress(ConfigError):
        read_settings(None, {variable: "never-repeated"})

    assert f"{variable} is not read. {sentence}" in caplog.messages
    assert "never-repeated" not in caplog.text


@pytest.mark.parametrize("name", ["config.yml", "config.yaml.txt"])
def test_a_file_that_was_meant_for_settings_is_told_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    with chdir(tmp_path):
        (tmp_path / name).write_text("log: {retention_days: 3}", encoding="utf-8")
        read_settings(None, {})
        told = list(caplog.messages)
        written(tmp_path, "log: {retention_days: 4}")
        settings = read_settings(None, {})

    assert told == [f"{name} is not read. Call it config.yaml."] == caplog.messages
    assert settings.log.retention_days == 4


def test_variables_of_others_and_of_settings_are_not_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    read_settings(None, {"PATH": "/bin", "bot_of_somebody": "1", "BOT_LOG__RETENTION_DAYS": "3"})

    assert caplog.messages == []


def test_a_digest_time_that_is_a_list_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "digest: {subscriptions: [{channel: 1, time: [9, 0]}]}")

    (said,) = complaints(file, {})

    assert "digest.subscriptions" in said
