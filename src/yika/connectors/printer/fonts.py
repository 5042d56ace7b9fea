"""Finds a font for Chinese on this machine; the fonts that every PDF reader has know none."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

FOLDERS: Final = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
)


class Font(NamedTuple):
    """A font file, and the place of Simplified Chinese in a file of several fonts."""

    name: str
    place: int = 0


# The small ones first: the large ones take seconds to be read.
KNOWN: Final = (
    Font("DroidSansFallbackFull.ttf"),
    Font("DroidSansFallback.ttf"),
    Font("wqy-microhei.ttc"),
    Font("wqy-zenhei.ttc"),
    Font("NotoSansSC-Regular.ttf"),
    Font("NotoSansSC-Regular.otf"),
    Font("NotoSansCJK-Regular.ttc", place=2),
    Font("NotoSansCJKsc-Regular.otf"),
    Font("SourceHanSansSC-Regular.otf"),
    Font("PingFang.ttc", place=2),
)


@cache
def chinese() -> tuple[Path, int] | None:
    """The file of the first known font there is and its place in it, or None."""
    return find(FOLDERS)


def find(folders: Iterable[Path]) -> tuple[Path, int] | None:
    """The same in these folders."""
    there = {
        path.name: path
        for folder in folders
        if folder.is_dir()
        for path in folder.rglob("*.[to]t[cf]")
    }
    return next(((there[font.name], font.place) for font in KNOWN if font.name in there), None)
