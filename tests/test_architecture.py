"""The arrows of ARCHITECTURE.md that import-linter cannot draw."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT, SOURCE, imports, modules, name_of, nodes, tree_of

NOUNS = sorted(
    path.name for path in (SOURCE / "domain").iterdir() if (path / "__init__.py").exists()
)

# What a noun of the domain shows to others. Everything else is its own.
OPEN = {"actions", "queries", "rules", "provider"}
OPEN_TOO = {"vault": {"fields"}, "ledger": {"posting", "verify"}}

# How rows are written. A channel that does one of these decides something.
WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}


def test_the_import_contracts_hold() -> None:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("noun", NOUNS)
def test_the_tables_of_a_noun_are_touched_by_its_own_code_only(noun: str) -> None:
    home = f"yika.domain.{noun}"
    allowed = OPEN | OPEN_TOO.get(noun, set())
    strangers = [
        f"{name_of(path)} imports {imported}"
        for path in modules(SOURCE)
        if not name_of(path).startswith(home)
        for imported in imports(path)
        if imported.startswith(f"{home}.") and imported.split(".")[3] not in allowed
    ]
    assert not strangers, "\n".join(strangers)


def test_channels_never_write() -> None:
    writes = [
        f"{name_of(path)}:{node.lineno} calls {node.func.attr}()"
        for path in modules(SOURCE / "channels")
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id in {"dict", "set"})
    ]
    assert not writes, "\n".join(writes)


def test_channels_know_no_tables() -> None:
    known = [
        f"{name_of(path)} imports {imported}"
        for path in modules(SOURCE / "channels")
        for imported in imports(path)
        if imported.endswith(".models") or ".models." in imported or imported == "django.db"
    ]
    assert not known, "\n".join(known)


def test_whoever_acts_is_named_with_the_moment_and_the_request() -> None:
    """`by` never travels alone, and never by its place: what is recorded must be repeatable."""
    wanted = {"by", "now", "request_id"}
    loose = [
        f"{name_of(path)}.{node.name}"
        for path in modules(SOURCE / "domain")
        if path.parent.name == "actions"
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if "by" in {arg.arg for arg in [*node.args.args, *node.args.kwonlyargs]}
        and not wanted <= {arg.arg for arg in node.args.kwonlyargs}
    ]
    assert not loose, "\n".join(loose)


def test_the_test_tree_mirrors_the_source_tree() -> None:
    folders = {
        path.relative_to(SOURCE).parts[0] for path in modules(SOURCE) if path.parent != SOURCE
    }
    tested = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert folders <= tested, f"no tests for {sorted(folders - tested)}"
