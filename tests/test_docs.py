"""What the documents say is true: commands, settings, versions, packages, and the example of a sheet."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel

from bot.cli.program import program
from bot.errors import BotError
from bot.settings.reading import read_settings
from bot.settings.settings import Settings
from bot.sheets.knowledge import load
from bot.sheets.yaml_nodes import MapNode
from bot.sheets.yaml_reader import read_yaml
from tests.each_row import each_row

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "config.example.yaml"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def settings() -> Iterator[tuple[str, str, object]]:
    """Section, name and default of every setting."""
    for section, field in Settings.model_fields.items():
        default = field.default
        assert isinstance(default, BaseModel)
        for name in type(default).model_fields:
            yield section, name, getattr(default, name)


def test_the_example_of_settings_equals_every_default() -> None:
    assert read_settings(EXAMPLE, {}) == Settings()


def test_the_example_of_settings_holds_every_setting() -> None:
    root, _ = read_yaml(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name)

    assert isinstance(root, MapNode)
    listed = {
        (section, name)
        for section, node in root.entries.items()
        if isinstance(node, MapNode)
        for name in node.entries
    }
    assert listed == {(section, name) for section, name, _ in settings()}


def test_every_setting_of_the_example_has_a_sentence_above_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()

    above = [before for before, line in pairwise(lines) if re.match(r"  [a-z_]+:", line)]

    assert len(above) > 20
    assert [line for line in above if not re.fullmatch(r"  # .+[.}]", line)] == []


def test_the_readme_begins_with_what_it_is_and_the_two_commands() -> None:
    beginning = README.splitlines()[:12]

    assert beginning[0] == "# Briefing bot"
    assert any(line.strip().startswith("make run ") for line in beginning)
    assert any(line.strip().startswith("make test ") for line in beginning)


def test_the_readme_lists_every_command() -> None:
    listed = set(re.findall(r"^\| `([\w-]+)[ `]", README, re.MULTILINE))

    assert sorted(program.commands.keys() - listed) == []


def shown(default: object) -> str:
    if default in {None, ()}:
        return "none"
    return f"{default:g}" if isinstance(default, float) else str(default)


def test_the_readme_lists_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+\.\w+)` \| (.+?) \|", README, re.MULTILINE)
    listed = {name: default.strip("`") for name, default in rows}
    wanted = {f"{section}.{name}": shown(default) for section, name, default in settings()}

    assert {name: listed.get(name) for name in wanted} == wanted


@each_row("target", ["run", "test", "check", "bench", "exam", "lock", "clean"])
def test_make_knows_every_target_that_is_promised(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{target}:.* ## ", makefile, re.MULTILINE)


@each_row("requirement", PROJECT["dependencies"])
def test_every_package_is_bounded_and_the_readme_says_why_it_is_needed(requirement: str) -> None:
    name = re.split(r"[><=]", requirement)[0]

    assert re.search(rf"^\| {re.escape(name)} \| \S", README, re.MULTILINE)
    assert "<" in requirement or name == "tzdata"  # dated by year, not by what it breaks


def test_the_version_is_the_newest_of_the_changes() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    newest = re.search(r"^## (\S+)", changes, re.MULTILINE)

    assert newest is not None
    assert newest[1] == PROJECT["version"]


def test_the_sheet_in_the_readme_loads(tmp_path: Path) -> None:
    sheet = re.search(r"^```yaml\n(# yaml-language-server.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert sheet is not None
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "sheet.yaml").write_text(sheet[1], encoding="utf-8")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")

    briefing = load(tmp_path / "knowledge")

    assert set(briefing.facts) == {"docking-time"}
    assert set(briefing.open_questions) == {"docking-port"}


def test_the_answer_in_the_readme_is_in_the_sheet() -> None:
    briefing = load(ROOT / "knowledge")
    shown = re.search(r"^    > .+\n    (.+)\n", README, re.MULTILINE)
    source = re.search(r"· fact (\S+)", README)
    assert shown is not None
    assert source is not None

    assert briefing.facts[source[1]].answer == shown[1]


def test_every_error_has_an_exit_code_of_its_own_kind() -> None:
    assert {error.exit_code for error in BotError.__subclasses__()} == {2}
