"""An example or two of each command, as its `--help` shows them."""

from collections.abc import Mapping
from typing import Final

import click

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "ask": ('ask "who launched from baikonur?"', "ask --json --batch questions.txt"),
    "backup": ("backup backups/2025-04-09", "backup backups/2025-04-09 --key-to /another/place"),
    "check": ("check --output report.txt",),
    "digest": ("digest --date 2025-04-09 --preview",),
    "doctor": ("doctor --offline",),
    "draft": ("draft seeds/report.txt --output knowledge/report.yaml",),
    "exam": ("exam tests/exams/*.jsonl --min-correct 80 --max-wrong 2",),
    "export": ("export --format csv --output questions.csv",),
    "fact": ("fact docking-time",),
    "gaps": ("gaps --days 7", "gaps --dismiss 3f2a9c01"),
    "import": ("import faq.md",),
    "log export": ("log export --since 2025-04-01 --format jsonl --output log.jsonl",),
    "meaning fetch": ("meaning fetch all-MiniLM-L6-v2",),
    "new": ("new my-briefing report.pdf", "new my-briefing"),
    "program": ("new my-briefing report.pdf", 'ask "what is it about?"', "check", "run"),
    "rehearse": ("rehearse", "rehearse drafts/knowledge --yes"),
    "restore": ("restore backups/2025-04-09",),
    "rollback": ("rollback", "rollback 009a200e8d"),
    "run": ("run", "run --config /etc/briefing-bot/config.yaml"),
    "search": ("search docking hours", "search --json --limit 1 docking"),
    "stats": ("stats 7",),
    "status": ("status --brief",),
    "teach": ('teach "how fast was the docking" docking-time',),
    "teach-gap": ("teach-gap 3f2a9c01be77", "teach-gap 3f2a9c01be77 docking-time --yes"),
    "unteach": ('unteach "how fast was the docking"', "unteach --last"),
}


def with_examples(command: click.Command, name: str) -> None:
    """Its help ends with them, a line each."""
    if shown := EXAMPLES.get(name):
        lines = "".join(f"\n  briefing-bot {words}" for words in shown)
        command.epilog = f"\b\n{'Examples' if shown[1:] else 'Example'}:{lines}"
