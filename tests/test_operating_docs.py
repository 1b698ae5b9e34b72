"""What the documents for operators say is true: link, permissions, exit codes, commands, files to deploy."""

import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import click
import discord
import pytest
import yaml

from bot.cli.program import program
from bot.domain.rehearsal import GoldenQuestion
from bot.errors import BotError
from bot.services.privacy.privacy import Subject
from bot.services.privacy.retention import ADMIN_DAYS
from bot.settings.reading import read_settings
from bot.settings.settings import Settings
from bot.ui.discord_bot.client import INTENTS
from tests.child_process import completed
from tests.each_row import each_row
from tests.typed_command import typed

ROOT = Path(__file__).parents[1]
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
OPERATING = DOCS["operating.md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = DOCS | {"README.md": README, "SECURITY.md": (ROOT / "SECURITY.md").read_text(encoding="utf-8")}
UNIT = ROOT / "deploy" / "briefing-bot.service"
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
NAMES = {
    "View Channels": "view_channel",
    "Send Messages": "send_messages",
    "Send Messages in Threads": "send_messages_in_threads",
    "Embed Links": "embed_links",
    "Attach Files": "attach_files",
    "Read Message History": "read_message_history",
}
NEEDED = discord.Permissions(**dict.fromkeys(NAMES.values(), True))
SCOPES = ("bot", "applications.commands")
COMMAND_LINE = re.compile(
    r"^    (?:.*bin/)?python -m bot +(?:--config \S+ +)?([a-z][^#|&…\n]*)", re.MULTILINE
)
DATE = re.compile(r"\$\(.*?\)")
IN_A_CONTAINER = re.compile(
    r"docker compose -f (\S+) (?:exec briefing-bot|run --rm(?: --volume \S+)?) (\S+) ([a-z][^`\n]*)"
)
SETTING = re.compile(rf"`({'|'.join(Settings.model_fields)})\.([a-z_]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.fixture(scope="module")
def unit() -> dict[str, list[str]]:
    """The values of each key of the unit."""
    values: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE):
        values.setdefault(key, []).append(value)
    return values


def test_the_link_asks_for_exactly_the_permissions_needed() -> None:
    link = re.search(r"https://discord\.com/oauth2/authorize\S+", OPERATING)

    assert link is not None
    assert link[0].replace("APPLICATION_ID", "4711") == discord.utils.oauth_url(
        4711, permissions=NEEDED, scopes=SCOPES
    )
    assert link[0].endswith(f"permissions={NEEDED.value}")


def test_every_permission_of_the_link_is_explained_and_no_other() -> None:
    table = OPERATING.partition("| Permission |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| ([A-Z][^|]+?) \|", table, re.MULTILINE)

    assert discord.Permissions(**{NAMES[name]: True for name in named}) == NEEDED
    assert not NEEDED.administrator


def test_no_privileged_intent_is_used() -> None:
    privileged = discord.Intents(members=True, presences=True, message_content=True)

    assert INTENTS.value & privileged.value == 0
    assert "Leave all three **Privileged Gateway" in OPERATING


def test_the_exit_codes_are_those_of_the_program(unit: dict[str, list[str]]) -> None:
    told = dict(re.findall(r"^\| (\d) \| (.+?) \|", OPERATING, re.MULTILINE))

    assert set(told) == {"0", "1", "2"}
    assert {error.exit_code for error in BotError.__subclasses__()} == {2}
    assert BotError.exit_code == 1
    assert unit["RestartPreventExitStatus"] == ["2"]
    assert unit["Restart"] == ["on-failure"]


@pytest.mark.parametrize("pattern", [COMMAND_LINE, IN_A_CONTAINER, SETTING, LINK])
def test_the_documents_have_what_is_looked_for_in_them(pattern: re.Pattern[str]) -> None:
    assert any(map(pattern.search, DOCS.values()))


def test_every_command_that_is_named_exists() -> None:
    named = {(name, command) for name in DOCS for command in re.findall(r"python -m bot\s+(\w+)", DOCS[name])}

    assert {(name, command) for name, command in named if command not in program.commands} == set()


@each_row("name", ["README.md", "SECURITY.md", *sorted(DOCS)])
def test_every_command_line_can_be_typed_as_it_stands(name: str) -> None:
    for line in COMMAND_LINE.findall(TEXTS[name]):
        words = shlex.split(DATE.sub("2025-04-09", line).replace(" SEED", " 7"))
        command: click.Command = program
        while isinstance(command, click.Group) and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        typed(command, words)


def test_every_command_in_a_container_can_be_typed_as_it_stands() -> None:
    for file, service, line in IN_A_CONTAINER.findall(OPERATING):
        name, *words = shlex.split(DATE.sub("2025-04-09", line))
        assert (ROOT / file).is_file()
        assert service in COMPOSE["services"]
        typed(program.commands[name], words)


def test_nothing_is_installed_under_a_name_that_may_be_somebody_elses() -> None:
    assert [name for name, text in TEXTS.items() if re.search(r"pip install \W*briefing", text)] == []


def test_every_setting_that_is_named_exists() -> None:
    named = [(name, *found) for name, text in DOCS.items() for found in SETTING.findall(text)]

    assert [
        (name, section, key)
        for name, section, key in named
        if key not in type(getattr(Settings(), section)).model_fields
    ] == []


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for name, text in DOCS.items():
        for target in LINK.findall(re.sub(r"`[^`\n]+`", "", text)):
            assert (ROOT / "docs" / target).exists(), (name, target)


def test_the_readme_links_every_document() -> None:
    assert [name for name in DOCS if f"(docs/{name})" not in README] == []


def test_every_test_that_the_table_of_faults_names_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", DOCS["reliability.md"])

    assert named
    for file, name in named:
        assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), name


def test_privacy_tells_everything_that_is_kept_with_its_days() -> None:
    table = re.findall(r"^\| \*\*(.+?)\*\*.*\| (.+?) \|$", DOCS["privacy.md"], re.MULTILINE)

    assert len(table) == len(Subject)
    assert table[0][1].startswith(f"{Settings().log.retention_days} days")
    assert table[2] == ("Admin actions", f"{ADMIN_DAYS} days")


def test_the_golden_questions_of_the_document_are_valid() -> None:
    example = re.search(r"```yaml\n(golden:.*?)```", DOCS["curating.md"], re.DOTALL)

    assert example is not None
    questions = [GoldenQuestion(**entry) for entry in yaml.safe_load(example[1])["golden"]]
    assert [question.answerable for question in questions] == [True, False, False]


def test_the_settings_of_the_unit_name_the_database_that_the_unit_makes(unit: dict[str, list[str]]) -> None:
    settings = read_settings(ROOT / "deploy" / "config.yaml", {})

    (folder,) = unit["StateDirectory"]
    assert settings.database.path.parent == Path("/var/lib") / folder
    assert f"BOT_DATABASE__PATH=%S/{folder}/{settings.database.path.name}" in unit["Environment"]
    assert settings.knowledge.path.parent == Path(unit["WorkingDirectory"][0])
    assert "--config /etc/briefing-bot/config.yaml" in OPERATING
    assert "deploy/config.yaml /etc/briefing-bot/config.yaml" in OPERATING


def test_the_unit_starts_again_for_ever_but_never_too_often(unit: dict[str, list[str]]) -> None:
    assert unit["StartLimitIntervalSec"] == ["0"]
    assert "StartLimitBurst" not in unit
    assert unit["RestartSec"] == ["60"]
    assert (unit["RestartSteps"], unit["RestartMaxDelaySec"]) == (["4"], ["5min"])


def test_a_system_call_that_is_not_needed_is_refused_and_kills_nothing(unit: dict[str, list[str]]) -> None:
    assert unit["SystemCallFilter"] == ["@system-service", "~@privileged @resources"]
    assert unit["SystemCallErrorNumber"] == ["EPERM"]


def test_the_supervisors_ask_the_bot_itself_how_it_is(unit: dict[str, list[str]]) -> None:
    assert (unit["Type"], unit["NotifyAccess"], unit["WatchdogSec"]) == (["notify"], ["main"], ["120"])
    assert unit["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
    assert 'CMD ["briefing-bot", "status", "--brief"]' in DOCKERFILE


def test_the_settings_of_the_unit_name_the_token_that_it_is_handed(unit: dict[str, list[str]]) -> None:
    settings = read_settings(ROOT / "deploy" / "config.yaml", {})

    assert unit["LoadCredential"] == [f"token:{settings.discord.token_file}"]


def test_an_upgrade_installs_what_the_installation_did_and_takes_the_new_unit() -> None:
    beginning = re.search(r"### With systemd\n[\s\S]*?\n\n((?:    .*\n)+)", OPERATING)
    upgrade = OPERATING.partition("## Upgrade it")[2].partition("## When")[0].splitlines()

    assert beginning is not None
    again = [line for line in beginning[1].splitlines() if re.search(r"pip install|sudo cp|cd /", line)]
    assert len(again) == 4
    assert [line for line in upgrade if line in again] == again
    assert "    sudo systemctl daemon-reload" in upgrade


def test_the_unit_sets_settings_that_exist(unit: dict[str, list[str]], tmp_path: Path) -> None:
    variables = dict(value.split("=", 1) for value in unit["Environment"])
    (config := tmp_path / "config.yaml").write_text("log: {retention_days: 7}\n", encoding="utf-8")

    settings = read_settings(config, variables)

    assert str(settings.database.path) == "%S/briefing-bot/bot.sqlite3"
    assert str(settings.discord.token_file) == "%d/token"
    assert unit["LoadCredential"][0].startswith("token:")
    assert "-m bot run --config" in unit["ExecStart"][0]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_unit_is_understood_and_exposes_little() -> None:
    result = completed(["systemd-analyze", "security", "--offline=true", "--threshold=20", UNIT])

    assert result.returncode == 0, result.stdout
    unknown = set(re.findall(r"Unknown key '(\w+)'", result.stderr))
    assert unknown <= {"RestartSteps", "RestartMaxDelaySec"}  # which systemd knows since 254


def test_the_image_is_made_of_files_that_exist_and_is_nobody_special() -> None:
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for name in line.split()[:-1]
    ]

    assert copied
    assert all((ROOT / name).exists() for name in copied)
    assert re.search(r"^USER bot$", DOCKERFILE, re.MULTILINE)
    assert "BOT_DATABASE__PATH=/data/bot.sqlite3" in DOCKERFILE


def test_the_image_starts_a_program_that_the_project_has_with_words_that_it_knows() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    commands = re.findall(r"^(?:ENTRYPOINT|CMD|HEALTHCHECK .*CMD) (\[.*\])$", DOCKERFILE, re.MULTILINE)
    health, (start,), words = map(json.loads, commands)

    assert {health[0], start} <= scripts.keys()
    for name, *rest in (health[1:], words):
        typed(program.commands[name], rest)


def test_an_extra_of_the_image_is_one_of_the_project() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.search(r'`EXTRAS: "([a-z ]+)"`', OPERATING)

    assert named is not None
    assert {*named[1].split()} <= extras["optional-dependencies"].keys()
    assert COMPOSE["services"]["briefing-bot"]["build"]["args"] == {"EXTRAS": ""}
    assert "ARG EXTRAS" in DOCKERFILE


def test_the_container_has_no_rights_but_its_data() -> None:
    service = COMPOSE["services"]["briefing-bot"]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["restart"] == "unless-stopped"
    assert 'CMD ["run", "--stay"]' in DOCKERFILE
    assert read_settings(None, service["environment"]).discord.token_file == Path("/run/secrets/token")
