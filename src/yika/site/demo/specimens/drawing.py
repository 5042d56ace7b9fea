"""Draws one side of a specimen as `faces.toml` says."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import Any, Final, NamedTuple

from PIL import Image, ImageDraw

from yika.kit.errors import NotFound
from yika.site.demo.specimens import lettering, mrz
from yika.site.demo.specimens.people import Person

PAPER: Final = (232, 236, 229)
INK: Final = (24, 24, 28)
LABEL: Final = (52, 84, 128)
MARK: Final = (176, 52, 44)
MARK_SIZE: Final = 28
SHADE: Final = (176, 184, 190)
TEXT_SIZE: Final = 38
LABEL_SIZE: Final = 30
GAP: Final = 110  # from the beginning of a label to its text
MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


class Line(NamedTuple):
    """Words on one line of a side: where they begin, and how high they are."""

    text: str
    at: tuple[int, int]
    size: int
    is_label: bool = False
    pitch: int = 0


@cache
def _faces() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("faces.toml").read_text(encoding="utf-8"))


KINDS: Final = tuple(name for name in _faces() if name not in {"size", "words"})


def sides(kind: str) -> tuple[str, ...]:
    """The sides that are drawn of a kind of document."""
    return tuple(_faces()[kind])


def draw(person: Person, side: str) -> Image.Image:
    """One side of his document, sharp and straight."""
    if side not in sides(person.kind):
        raise NotFound(thing="side", name=side)
    size = _faces()["size"]["page" if person.kind == "passport" else "card"]
    image = Image.new("RGB", tuple(size), PAPER)
    pen = ImageDraw.Draw(image)
    _draw_frame(pen, image.size)
    facts = _facts(person)
    for item in _faces()[person.kind][side]:
        _draw_item(pen, item, facts)
    return image


def lines(person: Person, side: str) -> list[Line]:
    """Every line of words on it, as somebody would read them."""
    facts, items = _facts(person), _faces()[person.kind][side]
    return [line for item in items if "at" in item for line in _lines(item, facts)]


def _draw_frame(pen: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    """The edge, and the mark of a specimen along it, where nothing else is to be read."""
    wide, high = size
    for top in (10, high - 44):
        for left in range(30, wide - 200, 330):
            lettering.write(pen, (left, top), _mark(), size=MARK_SIZE, color=MARK)
    pen.rectangle((4, 4, wide - 5, high - 5), outline=SHADE, width=3)


def _mark() -> str:
    return str(_faces()["words"]["mark"])


def _draw_item(pen: ImageDraw.ImageDraw, item: Mapping[str, Any], facts: Mapping[str, str]) -> None:
    if "portrait" in item:
        _draw_portrait(pen, item["portrait"])
    elif "emblem" in item:
        _draw_emblem(pen, item["emblem"])
    else:
        _draw_words(pen, item, facts)


def _draw_words(
    pen: ImageDraw.ImageDraw, item: Mapping[str, Any], facts: Mapping[str, str]
) -> None:
    for line in _lines(item, facts):
        if line.pitch:
            lettering.write_machine(pen, line.at, line.text, pitch=line.pitch, color=INK)
        else:
            color = LABEL if line.is_label else INK
            lettering.write(pen, line.at, line.text, size=line.size, color=color)


def _lines(item: Mapping[str, Any], facts: Mapping[str, str]) -> Iterator[Line]:
    """A label, if there is one, and what stands beside or below it."""
    left, top = item["at"]
    text = item.get("text", "").format_map(facts)
    size = item.get("size", TEXT_SIZE)
    if "label" in item:
        high = LABEL_SIZE if text else item.get("size", LABEL_SIZE)
        yield Line(item["label"], (left, top + 4), high, is_label=True)
        down = item.get("below", False)
        left, top = (left, top + 40) if down else (left + _gap(item), top)
    if "pitch" in item:
        yield Line(text, (left, top), lettering.EVEN_SIZE, pitch=item["pitch"])
    elif text:
        rows = wrap(text, item["wrap"]) if "wrap" in item else [text]
        for row, words in enumerate(rows):
            yield Line(words, (left, top + row * (size + 14)), size)


def _gap(item: Mapping[str, Any]) -> int:
    """A label of one sign stands close to what follows it."""
    return int(item.get("gap", GAP if len(item["label"]) > 1 else 45))


def _draw_emblem(pen: ImageDraw.ImageDraw, box: list[int]) -> None:
    """A ring with the mark of a specimen in place of what a real one bears."""
    pen.ellipse(box, outline=SHADE, width=8)
    middle = (box[0] + 44, (box[1] + box[3]) // 2 - MARK_SIZE)
    lettering.write(pen, middle, _mark().split()[0], size=MARK_SIZE, color=MARK)


def _draw_portrait(pen: ImageDraw.ImageDraw, box: list[int]) -> None:
    """A shadow of a head, so that no face is anybody's."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    pen.rectangle(box, fill=(206, 212, 218))
    head = (left + wide * 0.30, top + high * 0.15, right - wide * 0.30, top + high * 0.58)
    pen.ellipse(head, fill=SHADE)
    body = (left + wide * 0.12, top + high * 0.62, right - wide * 0.12, bottom)
    pen.rounded_rectangle(body, radius=wide * 0.3, fill=SHADE, corners=(True, True, False, False))
    lettering.write(pen, (left + 24, bottom - 60), _mark(), size=MARK_SIZE, color=MARK)


def _facts(person: Person) -> dict[str, str]:
    words = _faces()["words"]
    first, second = mrz.zone(person) if person.kind == "passport" else ("", "")
    return {
        "name": person.name,
        "latin_name": person.latin_name,
        "number": person.shown_number,
        "other_number": person.other_number,
        "sex_word": words["sex"][person.sex],
        "sex_letter": mrz.SEXES[person.sex],
        "ethnic_group": person.ethnic_group,
        "nationality": person.nationality,
        "address": person.address,
        "authority": person.authority,
        "born_year": str(person.born_on.year),
        "born_month": str(person.born_on.month),
        "born_day": str(person.born_on.day),
        "born_english": _english(person.born_on),
        "issued_english": _english(person.issued_on),
        "expires_english": _english(person.expires_on),
        "valid_from": f"{person.issued_on:%Y.%m.%d}",
        "valid_until": f"{person.expires_on:%Y.%m.%d}" if person.expires_on else words["permanent"],
        "mrz_first": first,
        "mrz_second": second,
    }


def _english(day: date | None) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}" if day else ""
