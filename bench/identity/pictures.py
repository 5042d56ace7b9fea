"""Pictures made clean and judged, against Pillow opening and writing the same ones."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import Final, TypeVar

from PIL import Image

from bench.identity.here import Times, timed
from bench.report import Figure
from yika.kit.pictures import clean, judge
from yika.site.demo import specimens

KINDS: Final = {"card": "resident-id", "page": "passport"}
WAYS: Final = ((), ("photo",), ("tilt",))
CAMERA: Final = (4032, 3024)
QUALITY: Final = 90
Shown = TypeVar("Shown")


def figures(times: Times) -> list[Figure]:
    """Cards, passports, and cards as large as a telephone takes them."""
    found = []
    for name, kind in KINDS.items():
        found += compared(name, uploads(kind), times)
    return found + compared("phone", [_large(one) for one in uploads(KINDS["card"])], times)


def uploads(kind: str) -> list[bytes]:
    """The specimens of one kind as people send them."""
    return [
        specimens.as_jpeg(specimens.spoil(specimens.draw(person, specimens.sides(kind)[0]), *ways))
        for person in _people(kind)
        for ways in WAYS
    ]


def drawn(kind: str) -> bytes:
    """One specimen as a scanner would send it."""
    return specimens.as_jpeg(specimens.draw(_people(kind)[0], specimens.sides(kind)[0]))


def _people(kind: str) -> list[specimens.Person]:
    everybody = (specimens.person(name) for name in specimens.people())
    return [person for person in everybody if person.kind == kind]


def as_many(pictures: Sequence[Shown], count: int) -> list[Shown]:
    """So many, the same ones over and over."""
    return [pictures[place % len(pictures)] for place in range(count)]


def _large(upload: bytes) -> bytes:
    out = BytesIO()
    with Image.open(BytesIO(upload)) as image:
        image.resize(CAMERA).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def compared(name: str, sent: Sequence[bytes], times: Times) -> list[Figure]:
    """Cleaning and judging these, against Pillow."""
    bare, cleaned, judged = (Figure(f"{what}.{name}") for what in ("pillow", "clean", "judge"))
    uploaded = as_many(sent, times.count)
    whole = [clean(one) for one in sent]
    for _ in range(times.repetitions):
        reference = timed(partial(_again, one) for one in uploaded)
        bare.add(reference)
        cleaned.add(timed(partial(clean, one) for one in uploaded), reference.rate)
        judged.add(
            timed(partial(judge, one) for one in as_many(whole, times.count)), reference.rate
        )
    return [bare, cleaned, judged]


def _again(upload: bytes) -> bytes:
    """The same picture, opened and written as it is."""
    out = BytesIO()
    with Image.open(BytesIO(upload)) as image:
        image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
