"""Specimen documents: drawn for people who do not exist, so that anyone can try what asks for one.

Every one is marked as a specimen, bears no emblem, and has a number that was never given out.
"""

from yika.site.demo.specimens.drawing import KINDS, draw, sides
from yika.site.demo.specimens.lettering import NoFont
from yika.site.demo.specimens.people import Person, people, person
from yika.site.demo.specimens.selfies import FACE, draw_face
from yika.site.demo.specimens.spoiling import SPOILS, as_jpeg, spoil

__all__ = [
    "FACE",
    "KINDS",
    "SPOILS",
    "NoFont",
    "Person",
    "as_jpeg",
    "draw",
    "draw_face",
    "people",
    "person",
    "sides",
    "spoil",
]
