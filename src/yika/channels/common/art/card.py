"""Draws the face of a card as an SVG to stand inside a page."""

from dataclasses import dataclass
from functools import cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from yika.channels.common.art.motifs import MOTIFS
from yika.channels.common.art.palettes import PALETTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What is printed on a card. `number` shows only its first and last four digits.

    A `band` is no print: it lies across a card that is stopped and says so.
    """

    palette: str
    motif: str
    name: str
    second_name: str = ""
    number: str = ""
    note: str = ""
    chip: bool = False
    band: str = ""


def draw(face: Face, *, uid: str) -> SafeString:
    """The card as SVG. `uid` keeps the gradients of several cards on one page apart."""
    svg = render_to_string(
        "common/parts/card.svg",
        {
            "face": face,
            "uid": uid,
            "colors": PALETTES[face.palette],
            "motif": _motif(face.palette, face.motif),
            "title": " ".join(filter(None, (face.name, face.number, face.band))),
        },
    )
    return mark_safe(svg)  # noqa: S308 (a template wrote it, with every text escaped)


@cache
def _motif(palette: str, motif: str) -> SafeString:
    return mark_safe("".join(MOTIFS[motif](PALETTES[palette])))  # noqa: S308 (numbers of our own)
