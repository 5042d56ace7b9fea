"""Draws a face of somebody who does not exist, in colors of his own, marked as a specimen."""

import hashlib
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFilter

from yika.site.demo.specimens import lettering
from yika.site.demo.specimens.people import Person

FACE: Final = "face"
SIZE: Final = (720, 960)
MARK: Final = "SPECIMEN"
MARK_COLOR: Final = (176, 52, 44)
INK: Final = (44, 38, 36)
SKINS: Final = ((236, 205, 180), (224, 188, 158), (208, 166, 134), (186, 142, 110))
HAIRS: Final = ((34, 30, 32), (62, 46, 38), (108, 78, 52), (150, 150, 152))
CLOTHES: Final = ((46, 92, 116), (120, 62, 74), (70, 108, 78), (112, 92, 138), (168, 120, 60))
WALLS: Final = ((214, 221, 226), (226, 219, 208), (208, 220, 210), (222, 214, 224))


class _Look(NamedTuple):
    """The colors of somebody."""

    skin: tuple[int, int, int]
    hair: tuple[int, int, int]
    clothes: tuple[int, int, int]
    wall: tuple[int, int, int]


def draw_face(person: Person) -> Image.Image:
    """As he might photograph himself, but drawn, so that no face is anybody's."""
    look, (wide, high) = _look(person), SIZE
    image = Image.new("RGB", SIZE, look.wall)
    pen = ImageDraw.Draw(image)
    _draw_wall(pen, look)
    shoulders = (wide * 0.08, high * 0.74, wide * 0.92, high * 1.2)
    pen.rounded_rectangle(shoulders, radius=wide * 0.3, fill=look.clothes)
    pen.rectangle((wide * 0.41, high * 0.62, wide * 0.59, high * 0.79), fill=look.skin)
    if person.sex == "female":
        pen.rounded_rectangle((170, 180, 550, 700), radius=170, fill=look.hair)
    pen.ellipse((190, 150, 530, 420), fill=look.hair)
    pen.ellipse((210, 210, 510, 640), fill=look.skin, outline=INK, width=3)
    pen.chord((205, 170, 515, 430), 195, 345, fill=look.hair)
    _draw_features(pen)
    image = image.filter(ImageFilter.GaussianBlur(1))
    _draw_mark(ImageDraw.Draw(image))
    return image


def _look(person: Person) -> _Look:
    chance = hashlib.sha256(f"{person.name} {person.born_on}".encode()).digest()
    hairs = HAIRS[3:] if person.born_on.year < 1955 else HAIRS[:3]  # noqa: PLR2004  gray with age
    picked = (SKINS, hairs, CLOTHES, WALLS)
    return _Look(*(some[byte % len(some)] for some, byte in zip(picked, chance, strict=False)))


def _draw_wall(pen: ImageDraw.ImageDraw, look: _Look) -> None:
    darker = tuple(max(0, value - 14) for value in look.wall)
    for left in range(0, SIZE[0], 90):
        pen.line((left, 0, left, SIZE[1]), fill=darker, width=2)


def _draw_features(pen: ImageDraw.ImageDraw) -> None:
    for left in (270, 390):
        pen.arc((left - 6, 332, left + 66, 372), 200, 340, fill=INK, width=7)
        pen.ellipse((left, 370, left + 60, 402), fill=(250, 250, 248), outline=INK, width=3)
        pen.ellipse((left + 19, 373, left + 43, 399), fill=INK)
    pen.arc((338, 420, 392, 494), 20, 150, fill=INK, width=5)
    pen.arc((296, 490, 424, 568), 20, 160, fill=(150, 62, 62), width=9)


def _draw_mark(pen: ImageDraw.ImageDraw) -> None:
    for top, color in ((40, MARK_COLOR), (890, (255, 255, 255))):
        for left in (36, 470):
            lettering.write(pen, (left, top), MARK, size=36, color=color)
