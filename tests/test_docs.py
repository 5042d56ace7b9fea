"""The reference is complete: every setting, refusal, product key, event and command is in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup

from tests.test_architecture import SOURCE, modules
from yika.kit.errors import Refusal
from yika.products.product import CardProduct
from yika.products.tables.table import Table, inner_table
from yika.site import config
from yika.site.cli.root import make_root

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
EVENT = re.compile(r"""record\(\s*["']([a-z_.-]+)["']""")


def documented(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


def missing(page: str, names: Iterator[str] | set[str] | list[str]) -> list[str]:
    text = documented(page)
    return sorted(name for name in set(names) if f"`{name}`" not in text)


def test_every_setting_is_documented() -> None:
    assert missing("settings.md", [one.name for one in config.declared()]) == []


def refusals() -> list[type[Refusal]]:
    """Those of the product; tests may have some of their own."""
    return [one for one in Refusal.all() if one.__module__.startswith("yika.")]


def test_every_refusal_is_documented() -> None:
    make_root(sound=True)  # imports whatever can refuse
    assert missing("refusals.md", [one.code for one in refusals()]) == []


def test_no_two_refusals_share_a_code() -> None:
    codes = [one.code for one in refusals()]
    assert sorted(codes) == sorted(set(codes))


def test_every_event_of_the_journal_is_documented() -> None:
    events = {
        event
        for path in modules(SOURCE)
        for event in EVENT.findall(path.read_text(encoding="utf-8"))
    }
    assert events
    assert missing("events.md", events) == []


def test_every_command_is_documented() -> None:
    assert missing("commands.md", list(commands(make_root(sound=True), "yika"))) == []


def commands(group: TyperGroup, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def test_every_key_of_a_product_file_is_documented() -> None:
    assert missing("products.md", set(keys(CardProduct))) == []


def keys(table: type[Table]) -> Iterator[str]:
    for name, about in table.keys().items():
        if name == "code":  # the name of the file
            continue
        yield name
        inner = inner_table(about.annotation)
        if inner:
            yield from keys(inner)


PAGES = [path for path in ROOT.rglob("*.md") if not {".venv", "var"} & set(path.parts)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("README.md", "README.zh.md"), ("CONTRIBUTING.md", "CONTRIBUTING.zh.md")],
)
def test_both_languages_have_the_same_sections(english: str, chinese: str) -> None:
    def sections(name: str) -> int:
        return len(re.findall(r"^#+ ", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert sections(english) == sections(chinese)
