"""What Yika is written in, as trees: every file is read once, however many tests look at it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "yika"


def modules(folder: Path) -> list[Path]:
    """The modules below a folder, but for migrations."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    """As it is imported."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def text_of(path: Path) -> str:
    """What stands in it."""
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """What it says."""
    return ast.parse(text_of(path))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Everything in it, from the outside in."""
    return list(ast.walk(tree_of(path)))


@cache
def imports(path: Path) -> list[str]:
    """What it imports, by full names."""
    return list(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
