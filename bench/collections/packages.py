"""Fetches documentation packages of Debian into a cache folder; nothing of theirs is part of the project."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from bench.collections.collection import NotThereError

CACHE = Path(__file__).parents[2] / "build" / "collections"
PACKAGES = ("debian-faq", "python3.11-doc", "debian-history")


def fetch(package: str) -> None:
    """Downloads and unpacks one package with apt's own client; needs no root."""
    for tool in ("apt-get", "dpkg-deb"):
        if not shutil.which(tool):
            raise NotThereError(f"{tool} is not installed; the package {package} comes from a Debian archive")
    target = CACHE / package
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    _run(["apt-get", "download", package], target)
    for archive in target.glob("*.deb"):
        _run(["dpkg-deb", "-x", str(archive), "."], target)
        archive.unlink()


def folder_of(package: str, inside: str) -> Path:
    """A folder of a fetched package, or of the same package where it is installed."""
    for root in (CACHE / package, Path("/")):
        if (root / inside).is_dir():
            return root / inside
    raise NotThereError(f"the package {package} is not here; run: python -m bench fetch")


def pages(package: str, inside: str, names: Iterable[str]) -> list[str]:
    """The text of the named files of a package's folder."""
    folder = folder_of(package, inside)
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def _run(command: list[str], where: Path) -> None:
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotThereError(f"{' '.join(command)} failed: {done.stderr.strip()}")
