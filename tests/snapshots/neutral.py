"""What is never the same twice goes by its place: the first id is `<id 1>` wherever it stands."""

import re

TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{32}(?=[/ \"])")
NAMES = (
    ("hash", re.compile(r"\b[0-9a-f]{64}\b")),
    ("id", re.compile(r"(?<![\w.])\d{17,20}(?!\w)")),
    ("form", re.compile(r'(?<="custom_id": ")[0-9a-f]{32}(?=")')),  # a modal; ours are words
    ("nonce", re.compile(r'(?<="nonce": ")[^"]+(?=")')),
)
TIMES = (
    (re.compile(r"<t:\d+(:\w)?>"), r"<t:time\1>"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?"), "<instant>"),
    (re.compile(r"(?<=\.damaged-)\d{8}T\d{6}"), "<instant>"),
    (re.compile(r'(\\?"elapsed_ms\\?": ?)[\d.]+'), r"\1<time>"),
    (re.compile(r"\banswers within ([\d,.]+ ms|a time not measured yet)"), "answers within <time>"),
    (re.compile(r"\bhalf within [\d,.]+ ms, 95 % within [\d,.]+ ms"), "half within <time>"),
    (re.compile(r"\bThis digest is [\w ,]+ late\b"), "This digest is <time> late"),
    (re.compile(r"\bagain in [\d,]+ (second|minute)s?"), "again in <time>"),
    (re.compile(r"(Reference: |reference )[0-9a-f]{8}\b"), r"\1<reference>"),
    (re.compile(r"\b[\d,.]+ [KM]iB\b"), "<size>"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "<discord>"),
)
DECIDED = re.compile(r"\b(in )[\d.,]+ ms\b *")


class Names:
    """Remembers who is who, so that a mixed-up id shows."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def neutral(self, text: str) -> str:
        text = TOKEN.sub("<token>", text)
        for kind, pattern in NAMES:
            text = pattern.sub(lambda found, kind=kind: self._name(kind, found[0]), text)  # type: ignore[misc]
        for pattern, instead in TIMES:
            text = pattern.sub(instead, text)
        return without_duration(text)

    def _name(self, kind: str, value: str) -> str:
        number = 1 + sum(known == kind for known, _ in self._known)
        return self._known.setdefault((kind, value), f"<{kind} {number}>")


def without_duration(text: str) -> str:
    """How long a decision took, and the blanks that make a column as wide as that."""
    if not DECIDED.search(text):
        return text
    return "\n".join(line.rstrip() for line in DECIDED.sub(r"\1<time>", text).split("\n"))
