"""How each kind of setting is read from its text."""

from collections.abc import Callable, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from yika.kit.errors import gettext_noop

YES = ("1", "on", "true", "yes")
NO = ("0", "off", "false", "no", "")


def _zone(text: str) -> ZoneInfo:
    if text not in available_timezones():
        raise ValueError(gettext_noop("must be the name of a time zone, such as Asia/Shanghai"))
    return ZoneInfo(text)


def _flag(text: str) -> bool:
    if text.lower() not in YES + NO:
        raise ValueError(gettext_noop("must be on or off"))
    return text.lower() in YES


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ValueError(gettext_noop("must be a whole number above zero"))
    return int(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


READ: Mapping[object, Callable[[str], object]] = {
    str: str,
    bool: _flag,
    int: _count,
    ZoneInfo: _zone,
    tuple[str, ...]: _words,
    Path: Path,
    Path | None: lambda text: Path(text) if text else None,
}
