"""Small PDFs as a test needs them: pages of lines, each where it is said to stand."""

from collections.abc import Sequence
from typing import Literal

# Words, points from the left and from the foot, size of the letters, bold or not.
Set = tuple[str, float, float, float, bool]
# A line's text is moved to its place, or the page is; its text may grow as well, or the page shrink.
Drawing = Literal["placed", "moved", "scaled", "shrunk"]
FONTS = {False: "Helvetica", True: "Helvetica-Bold"}


def column(
    lines: Sequence[str], *, x: float = 50, top: float = 700, size: float = 10, bold: bool = False
) -> list[Set]:
    """Lines below each other."""
    return [(line, x, top - 1.2 * size * number, size, bold) for number, line in enumerate(lines)]


def pdf(*pages: Sequence[Set], drawing: Drawing = "placed") -> bytes:
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for name in FONTS.values()
    )
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]
    for number, lines in enumerate(pages):
        drawn = "\n".join(_drawn(line, drawing) for line in lines).encode("cp1252")
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {4 + 2 * number} 0 R"
        objects.append(f"{page} /Resources << /Font << {fonts} >> >> >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _file(objects)


def _drawn(line: Set, drawing: Drawing) -> str:
    text, x, y, size, bold = line
    font = FONTS[bold]
    match drawing:
        case "placed":
            return f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET"
        case "moved":
            return f"q 1 0 0 1 {x} {y} cm BT /{font} {size} Tf ({text}) Tj ET Q"
        case "scaled":
            return f"BT /{font} 1 Tf {size} 0 0 {size} {x} {y} Tm ({text}) Tj ET"
        case "shrunk":
            return f"q .5 0 0 .5 0 0 cm BT /{font} {2 * size} Tf {2 * x} {2 * y} Td ({text}) Tj ET Q"


def _file(objects: Sequence[bytes]) -> bytes:
    out, starts = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + trailer
