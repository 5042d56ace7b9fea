"""What a reader would find on the specimens, known from the drawing: the demo reads without one."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from yika.connectors.face.simulator import pair_of
from yika.connectors.ocr.fake import digest_of
from yika.kit.pictures import clean
from yika.site.demo.specimens.drawing import Line, draw, lines, sides
from yika.site.demo.specimens.people import Person, people
from yika.site.demo.specimens.selfies import FACE, draw_face
from yika.site.demo.specimens.spoiling import as_jpeg

SCORE: Final = 0.99
OWN_FROM: Final = 66
STRANGERS_FROM: Final = 22
SPREAD: Final = 18
SAME_LINE: Final = 14  # pixels up or down
GAP_MAX: Final = 3.2  # letters between two words of one box
Row = list[Any]


def write_answers(file: Path) -> None:
    """The file of answers of a FakeReader for every side of everybody's specimen."""
    found = {
        digest_of(clean(picture(person, side)).jpeg): rows(person, side)
        for person in people().values()
        for side in sides(person.kind)
    }
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(json.dumps({"answers": found}, ensure_ascii=False), encoding="utf-8")


def picture(person: Person, side: str) -> bytes:
    """A side, or his face, as the file that is uploaded."""
    return as_jpeg(draw_face(person) if side == FACE else draw(person, side))


def write_faces(file: Path) -> None:
    """What a SimulatedMatcher says: everybody looks like himself, and like nobody else."""
    told: dict[str, int] = {}
    for person in people().values():
        portrait = clean(picture(person, sides(person.kind)[0])).jpeg
        told |= likeness(portrait, clean(picture(person, FACE)).jpeg)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(json.dumps(told), encoding="utf-8")


def likeness(portrait: bytes, face: bytes) -> dict[str, int]:
    """Believable figures for a face: beside the portrait it belongs to, and beside any other."""
    chance = int(digest_of(face)[:4], 16)
    own, strangers = OWN_FROM + chance % SPREAD, STRANGERS_FROM + chance % SPREAD
    return {pair_of(portrait, face): own, digest_of(face): strangers}


def rows(person: Person, side: str) -> list[Row]:
    """The boxes of text on it; what stands close together on one line is one box."""
    ordered = sorted(lines(person, side), key=lambda line: (line.at[1] // 20, line.at[0]))
    joined: list[list[Line]] = [ordered[:1]]
    for before, line in pairwise(ordered):
        if _belongs(before, line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_box(group) for group in joined if group]


def _belongs(before: Line, line: Line) -> bool:
    """Whether a reader takes the two for one piece of text."""
    same_line = abs(line.at[1] - before.at[1]) <= SAME_LINE
    return same_line and 0 <= line.at[0] - _end(before) <= GAP_MAX * before.size


def _box(group: list[Line]) -> Row:
    left, right = group[0].at[0], _end(group[-1])
    top = min(line.at[1] for line in group)
    bottom = max(line.at[1] + line.size for line in group) + 6
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return ["".join(line.text for line in group), SCORE, corners]


def _end(line: Line) -> float:
    """Where its words end, about."""
    if line.pitch:
        return line.at[0] + line.pitch * len(line.text)
    wide = sum(1 if sign > "\xff" else 0.55 for sign in line.text)
    return line.at[0] + wide * line.size
