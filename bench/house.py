"""How the house is cut: modules, who imports them, lines, functions. `python -m bench.house [CHECKOUT]`."""

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "bot"
SMALL, SINGLE_SMALL = 40, 60


@dataclass(frozen=True, slots=True)
class Module:
    """One file that says something; an `__init__` that holds a docstring alone is none."""

    name: str
    lines: int
    import_lines: int
    imports: frozenset[str]
    functions: tuple[int, ...]


def modules(checkout: Path) -> list[Module]:
    files = {name_of(path, checkout): path for path in sorted((checkout / PACKAGE).rglob("*.py"))}
    known = set(files)
    read = (module(name, path, known) for name, path in files.items())
    return [one for one in read if one is not None]


def name_of(path: Path, checkout: Path) -> str:
    parts = path.relative_to(checkout).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module(name: str, path: Path, known: set[str]) -> Module | None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    if path.name == "__init__.py" and len(tree.body) < 2:
        return None
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    targets = {target for node in imports for target in targets_of(node, known)} - {name}
    return Module(
        name,
        len(text.splitlines()),
        sum(length(node) for node in imports),
        frozenset(targets),
        tuple(length(node) for node in functions),
    )


def targets_of(node: ast.Import | ast.ImportFrom, known: set[str]) -> Iterator[str]:
    """The modules of the package; `from folder import module` names the module, not the folder."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
        return
    for alias in node.names:
        inner = f"{node.module}.{alias.name}"
        yield from (name for name in ((inner if inner in known else node.module),) if name in known)


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def share(figures: Sequence[int], percent: int) -> int:
    """The figure that so many percent do not exceed."""
    ordered = sorted(figures)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def importers(found: Sequence[Module]) -> Counter[str]:
    return Counter(target for one in found for target in one.imports)


def figures(found: Sequence[Module]) -> dict[str, str]:
    lines = [one.lines for one in found]
    functions = [each for one in found for each in one.functions]
    imported = importers(found)
    single = [one for one in found if imported[one.name] == 1]
    total, importing = sum(lines), sum(one.import_lines for one in found)
    return {
        "modules": f"{len(found)}",
        "lines": f"{total:,}",
        "lines of a module: median, 90 %, longest": f"{share(lines, 50)}, {share(lines, 90)}, {max(lines)}",
        "modules with one importer": f"{len(single)}",
        f"modules under {SMALL} lines": f"{sum(one.lines < SMALL for one in found)}",
        f"with one importer, under {SINGLE_SMALL}": f"{sum(one.lines < SINGLE_SMALL for one in single)}",
        "lines of import": f"{importing:,} ({importing / total:.1%})",
        "imports between modules": f"{sum(len(one.imports) for one in found)}",
        "functions": f"{len(functions):,}",
        "lines of a function: 50, 90, 100 %": ", ".join(
            f"{share(functions, each)}" for each in (50, 90, 100)
        ),
    }


def rooms(found: Sequence[Module]) -> Iterator[tuple[str, int, int]]:
    """Every folder with its own modules and their median."""
    folders: dict[str, list[int]] = defaultdict(list)
    for one in found:
        folders[one.name.rpartition(".")[0] or PACKAGE].append(one.lines)
    for folder, lines in sorted(folders.items()):
        yield folder, len(lines), share(lines, 50)


def main(checkouts: Sequence[Path]) -> None:
    found = [modules(each) for each in checkouts]
    columns = [figures(each) for each in found]
    for name in columns[0]:
        print(f"{name:42}", *(f"{column[name]:>16}" for column in columns))
    imported = importers(found[-1])
    small = [one for one in found[-1] if imported[one.name] == 1 and one.lines < SINGLE_SMALL]
    print(f"\nWith one importer, under {SINGLE_SMALL} lines:")
    print(*(f"  {one.lines:3} {one.name}" for one in sorted(small, key=lambda one: one.name)), sep="\n")
    print("\nModules of a folder, median lines:")
    print(*(f"  {count:3} {middle:4} {folder}" for folder, count, middle in rooms(found[-1])), sep="\n")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or [Path(__file__).parents[1]])
