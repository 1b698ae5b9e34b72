"""`python -m bench.licences`: the list of every locked package with its licence, for docs/licences.md.

It reads what each package says of itself, where it is installed; `make licences` installs them all. A package
that is locked for other machines alone cannot be installed here: its line stays as it was.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "licences.md"
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)
LINE = re.compile(r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
CLASSIFIER = "License :: OSI Approved :: "
LONGEST = 100
HEAD = """\
# Licences

The project itself is under the MIT licence. Below is every package that is locked in `requirements/`, with
the licence it names itself and the sets it belongs to: only `run` is needed to run the bot, `charts`,
`documents` and `meaning` are extras, the others are for those who work on it. Made by `make licences`.

| Package | Version | Licence | Sets |
|---|---|---|---|
"""


def main() -> None:
    TARGET.write_text(HEAD + "".join(f"{line}\n" for line in lines()), encoding="utf-8")
    sys.stdout.write(f"{TARGET.relative_to(ROOT)}\n")


def locked() -> dict[str, tuple[str, str]]:
    """The versions of each package, and the sets that hold it."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for file in sorted((ROOT / "requirements").glob("*.txt")):
        for name, version in PIN.findall(file.read_text("utf-8")):
            versions, sets = found.setdefault(name, ([], []))
            versions += [version] if version not in versions else []
            sets += [file.stem] if file.stem not in sets else []
    return {name: (", ".join(both[0]), ", ".join(both[1])) for name, both in sorted(found.items())}


def lines() -> Iterator[str]:
    before = {}
    if TARGET.exists():
        before = {name: licence for name, _, licence in LINE.findall(TARGET.read_text("utf-8"))}
    for name, (versions, sets) in locked().items():
        licence = licence_of(name) or before.get(name) or "UNKNOWN"
        yield f"| {name} | {versions} | {licence} | {sets} |"


def licence_of(name: str) -> str:
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    return " ".join(next(filter(None, _ways(said)), "").replace("|", "/").split())


def _field(said: PackageMetadata, name: str) -> str:
    return next(iter(said.get_all(name) or ()), "")


def _ways(said: PackageMetadata) -> Iterator[str]:
    """The modern field, then the short old one, then the classifiers."""
    yield _field(said, "License-Expression")
    old = _field(said, "License")
    yield old if len(old) <= LONGEST and "\n" not in old else ""
    classifiers = said.get_all("Classifier") or ()
    yield " / ".join(each.removeprefix(CLASSIFIER) for each in classifiers if each.startswith(CLASSIFIER))


if __name__ == "__main__":
    main()
