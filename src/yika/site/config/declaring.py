"""How a setting is declared."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about one setting before anything is read."""

    name: str
    purpose: str
    default: str
    choices: tuple[str, ...]
    secret: bool
    needed_in_production: bool


def setting(
    name: str,
    default: str,
    purpose: str,
    *,
    choices: tuple[str, ...] = (),
    secret: bool = False,
    needed_in_production: bool = False,
) -> Any:
    """A field of `Config`. `{home}` in a default stands for the value of YIKA_HOME."""
    declared = Setting(name, purpose, default, choices, secret, needed_in_production)
    return field(metadata={"setting": declared})
