"""Sizes and habits of ARCHITECTURE.md section 7: past these, split by thought."""

import ast
import re
import subprocess
import tokenize
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from tests.sources import ROOT, nodes, text_of, tree_of

FUNCTION_LINES_MAX = 50
FILE_LINES_MAX = 400
SIBLINGS_MAX = 12
NOUNS_MAX = 18  # the business has more nouns than a folder should have files: decision 11
NESTING_MAX = 3

BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked() -> list[Path]:
    """What is in the repository or about to be."""
    git = ["git", "-c", "safe.directory=*"]  # also when the checkout belongs to somebody else
    command = [*git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


FILES = tracked()
PYTHON = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
SOURCE = [path for path in PYTHON if path.is_relative_to(ROOT / "src")]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in nodes(path) if isinstance(node, Function))


def test_files_stay_short_enough_to_read_in_one_go() -> None:
    long = {
        named(path): lines
        for path in PYTHON
        if (lines := len(text_of(path).splitlines())) > FILE_LINES_MAX
    }
    assert not long, long


def test_functions_stay_short_enough_to_see_whole() -> None:
    long = {
        f"{named(path)}: {one.name}": length
        for path in PYTHON
        for one in functions(path)
        if (length := (one.end_lineno or 0) - one.lineno + 1) > FUNCTION_LINES_MAX
    }
    assert not long, long


def test_nothing_is_nested_deeper_than_can_be_followed() -> None:
    deep = [
        f"{named(path)}: {one.name}"
        for path in SOURCE
        for one in functions(path)
        if depth(one) > NESTING_MAX
    ]
    assert not deep, deep


def depth(node: ast.AST) -> int:
    """How many blocks stand inside each other; `elif` and `with` beside each other count once."""
    below = max((depth(child) for child in ast.iter_child_nodes(node)), default=0)
    return below + isinstance(node, BLOCKS) - is_elif(node)


def is_elif(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)


def test_folders_hold_few_enough_things_to_be_known_by_heart() -> None:
    """`__init__.py` says what the folder is; it is not one of the things in it."""
    inside: dict[Path, set[str]] = {}
    for path in FILES:
        for child in [path, *path.parents]:
            if child == ROOT or not child.is_relative_to(ROOT / "src"):
                break
            if child.name != "__init__.py":
                inside.setdefault(child.parent, set()).add(child.name)
    full = {
        named(folder): len(names)
        for folder, names in inside.items()
        if len(names) > (NOUNS_MAX if folder.name == "domain" else SIBLINGS_MAX)
        and not {"catalog", "migrations", "web"} & set(folder.parts)
    }
    assert not full, full


def test_every_module_begins_with_one_sentence_that_says_what_it_is_for() -> None:
    silent = [
        named(path)
        for path in SOURCE
        if (path.name != "__init__.py" or text_of(path))
        and not begins(ast.get_docstring(tree_of(path)) or "")
    ]
    assert not silent, silent


def begins(doc: str) -> bool:
    return doc.partition("\n\n")[0].endswith((".", "`.", ":"))


ODD_COMMENT = re.compile(r"[-=#*_]{4,}|\b(TODO|FIXME|XXX|HACK)\b")


def test_comments_are_neither_banners_nor_reminders() -> None:
    odd = [
        f"{named(path)}: {comment}"
        for path in PYTHON
        if ODD_COMMENT.search(text_of(path))
        for comment in comments(path)
        if ODD_COMMENT.search(comment)
    ]
    assert not odd, odd


def comments(path: Path) -> list[str]:
    tokens = tokenize.generate_tokens(StringIO(text_of(path)).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def test_names_say_what_a_thing_is() -> None:
    vague = {"utils", "helpers", "manager", "service", "services", "common_utils", "misc", "base"}
    odd = [named(path) for path in SOURCE if vague & {path.stem, *path.parts}]
    assert not odd, odd


def test_tests_are_named_as_sentences() -> None:
    short = [
        f"{named(path)}: {one.name}"
        for path in PYTHON
        if path.name.startswith("test_")
        for one in functions(path)
        if one.name.startswith("test_") and one.name.count("_") < 3
    ]
    assert not short, short


# Nothing tracked may point to where it was made or to where a package came from.
FOREIGN = re.compile(
    r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|registry)\b"
    r"|--index-url|--extra-index-url|(?<![\w.])/(?:root|home/\w+|work)/",
)


def test_no_tracked_file_names_a_registry_or_a_path_of_one_machine() -> None:
    odd = []
    for path in FILES:
        if path == Path(__file__):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        odd += [f"{named(path)}: {found[0]}" for found in FOREIGN.finditer(text)]
    assert not odd, Counter(odd)
