"""Reads the templates that ship. One that is wrong in any way stops the program, naming it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from yika.domain.messages.rules.language import Language
from yika.domain.messages.rules.template import Frame, Template
from yika.kit.errors import Fault, Invalid

HOME = Path(__file__).resolve().parent.parent
FOLDER = HOME / "templates"


@cache
def templates() -> Mapping[str, Template]:
    """Every template by its name, which is that of its file."""
    files = sorted(FOLDER.rglob("*.toml"), key=lambda path: path.stem)
    return MappingProxyType({path.stem: load(path) for path in files})


def template(name: str) -> Template:
    """One template. A name that is none is a programming error."""
    if name not in templates():
        raise ValueError(f"there is no template {name!r}, only {', '.join(templates())}")
    return templates()[name]


def load(path: Path) -> Template:
    """The template of one file. Raises `Invalid` with every fault in it."""
    try:
        return Template.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        faults = [
            Fault(str(path), ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()
        ]
        raise Invalid(faults) from error
    except tomllib.TOMLDecodeError as error:
        raise Invalid([Fault(str(path), "", str(error))]) from error


def frame(language: Language) -> Frame:
    """What stands around the text of every message in this language."""
    return _frames()[language]


@cache
def _frames() -> Mapping[str, Frame]:
    frames = tomllib.loads((HOME / "frame.toml").read_text(encoding="utf-8"))
    return {language: Frame.model_validate(table) for language, table in frames.items()}
