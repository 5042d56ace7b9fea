"""Everything people read is there in both languages, and the compiled catalogue is current."""

import ast
import re
import shutil
from pathlib import Path

import pytest
from django.utils import translation
from typer.core import TyperGroup

from tools import messages
from yika.kit.errors import Refusal
from yika.site import config
from yika.site.cli.root import make_root

SOURCE = messages.PACKAGE
CJK = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;!?][\u4e00-\u9fff]")

# A language is called by its own name, whatever the reader's.
OWN_NAMES = ("中文", "简体中文")


def catalog(path: Path = messages.CATALOG) -> dict[str, list[str]]:
    """Every English text with its Chinese ones."""
    found: dict[str, list[str]] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts: dict[str, str] = {}
        part = ""
        for line in block.splitlines():
            if line.startswith("msg"):
                part, _, text = line.partition(" ")
                parts[part] = ast.literal_eval(text)
            elif line.startswith('"'):
                parts[part] += ast.literal_eval(line)
        if "msgid" in parts:
            found[parts["msgid"]] = [
                text for name, text in parts.items() if name.startswith("msgstr")
            ]
    return found


def test_every_text_has_its_chinese() -> None:
    assert [text for text, chinese in catalog().items() if not all(chinese)] == []
    assert "fuzzy" not in messages.CATALOG.read_text(encoding="utf-8")


def test_the_catalog_holds_what_the_sources_say_and_nothing_else(tmp_path: Path) -> None:
    copy = tmp_path / "yika"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    messages.collect(copy)
    there, here = set(catalog(copy / messages.CATALOG.relative_to(SOURCE))), set(catalog())
    assert (there - here, here - there) == (set(), set()), "run `make messages`"


def test_the_compiled_catalog_is_current() -> None:
    assert messages.CATALOG.with_suffix(".mo").read_bytes() == messages.compiled(), (
        "run `make messages`"
    )


def test_chinese_has_no_commas_of_a_western_keyboard() -> None:
    odd = [text for texts in catalog().values() for text in texts if HALF_WIDTH.search(text)]
    assert odd == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    fields = re.compile(r"\{[^}]*\}|%\(\w+\)\w")
    odd = [
        (text, chinese)
        for text, translations in catalog().items()
        for chinese in translations
        if set(fields.findall(text)) != set(fields.findall(chinese))
    ]
    assert odd == []


def test_refusals_settings_and_help_can_be_translated() -> None:
    known = catalog()
    with translation.override("en"):
        said = set(helps(make_root(sound=True)))
    said |= {one.wording for one in Refusal.all() if one.__module__.startswith("yika.")}
    said |= {one.purpose for one in config.declared()}
    assert {text for text in said if text not in known} == set()


def helps(group: TyperGroup) -> list[str]:
    """Every help text of the command line, as it was written."""
    found = [group.help or ""]
    for command in group.commands.values():
        found += [command.help or "", *(getattr(one, "help", "") or "" for one in command.params)]
        if isinstance(command, TyperGroup):
            found += helps(command)
    return [text for text in found if text]


# What a template says that needs no translation: what is marked, names of programs, and markup.
MARKED = re.compile(r"(?s){% (blocktr|comment).*?end\1\w* %}|{% block face %}\w+{% endblock %}")
PROGRAM_WORDS = re.compile(r"(?s)<code[^>]*>.*?</code>")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>")


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.html")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_templates_hold_no_chinese_and_no_bare_english(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not CJK.search(text)
    for spoken in (MARKED, PROGRAM_WORDS, TAGS):
        text = spoken.sub(" ", text)
    bare = text
    assert not re.search(r"[A-Za-z]{2,}", bare), bare.split()


def test_what_channels_and_commands_say_stands_in_the_catalog() -> None:
    odd = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for folder in ("channels", "site")
        for path in (SOURCE / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if CJK.search(line) and not any(name in line for name in (*OWN_NAMES, "examples=["))
    ]
    assert odd == []
