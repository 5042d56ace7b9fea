"""Has people of the demo prove who they are, where the issuer of a card has to know it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from PIL import Image, ImageDraw

from yika.domain.identity import actions
from yika.domain.identity.actions import Witness
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor, Channel
from yika.products.load import catalogue
from yika.products.tables.real_name import RealName
from yika.site.demo.houses import House
from yika.site.demo.specimens import (
    NoFont,
    Person,
    as_jpeg,
    draw,
    draw_face,
    lettering,
    person,
    spoil,
)

DOCUMENT: Final = "resident-id"
MODEL: Final = "li-qingshan"
FIRST_BORN: Final = date(1958, 3, 4)
APART: Final = 2  # days between two birthdays, so that no two people have the same number
FROM_A_PHONE: Final = (1012, 638)
FROM_A_SCANNER: Final = (640, 404)
TAKES: Final = timedelta(hours=1)
"""How long before a card is activated its holder comes to prove who he is."""


def prove(house: House, product: str, holder: str, *, name: str, place: int, now: datetime) -> None:
    """Somebody shows his document at the counter, an hour before; nothing where nobody asks.

    `place` tells people apart. What was proven already stays as it is.
    """
    policy = catalogue()[product].real_name
    if policy is None or policy.need != "before-activation":
        return
    teller = replace(house.teller, channel=Channel.COUNTER)
    shown = document(name, place)
    at = Clock(f"demo:prove:{holder}:{product}", now - TAKES)
    found = actions.begin_verification(
        holder=holder,
        issuer=house.code,
        product=product,
        edition=catalogue()[product].edition,
        real_name=policy,
        document=DOCUMENT,
        **at.asking(teller),
    )
    if found.line.state != State.COLLECTING:
        return
    found = _submit(found, shown, policy, teller=teller, at=at)
    for colleague in (house.staff[Role.SUPERVISOR], house.staff[Role.REVIEWER]):
        if found.line.state == State.IN_REVIEW:
            found = _approve(found, colleague, at)


def _submit(
    found: VerificationView, shown: Person, policy: RealName, *, teller: Actor, at: "Clock"
) -> VerificationView:
    about: dict[str, Any] = {"verification": found.id}
    for _, side in found.missing:
        content = picture(shown, side, size=FROM_A_SCANNER)
        actions.add_picture(**about, side=side, content=content, **at.asking(teller))
    actions.give_fields(**about, fields=dict(fields(shown)), **at.asking(teller))
    witness = Witness(original=True, face=policy.face != "none")
    return actions.submit_verification(**about, witness=witness, **at.asking(teller))


def _approve(found: VerificationView, colleague: Actor, at: "Clock") -> VerificationView:
    seen = actions.take_up(verification=found.id, **at.asking(colleague))
    return actions.approve(verification=found.id, version=seen.version, **at.asking(colleague))


def document(name: str, place: int) -> Person:
    """The specimen of somebody who does not exist."""
    model = person(MODEL)
    sex = ("female", "male")[place % 2]
    born_on = FIRST_BORN + timedelta(days=APART * place)
    return replace(model, name=name, sex=sex, born_on=born_on, number="")


def fields(shown: Person) -> Iterator[tuple[str, str]]:
    """What stands on it, as he types it."""
    days = {"born_on": shown.born_on, "issued_on": shown.issued_on, "expires_on": shown.expires_on}
    texts = ("name", "sex", "ethnic_group", "address", "authority")
    yield from ((text, getattr(shown, text)) for text in texts)
    yield from ((day, value.isoformat()) for day, value in days.items() if value)
    yield "number", shown.shown_number
    if not shown.expires_on:
        yield "permanent", "yes"


def picture(shown: Person, side: str, *spoiled: str, size: tuple[int, int] = FROM_A_PHONE) -> bytes:
    """A side of his document as the file that is uploaded, with a mishap if one is named."""
    try:
        image = draw(shown, side)
    except NoFont:  # a machine that cannot write Chinese shows the demo all the same
        image = _numbers(shown, side)
    return as_jpeg(spoil(image.resize(size), *spoiled), quality=80)


def face(shown: Person) -> bytes:
    """His drawn face as the file that is uploaded."""
    return as_jpeg(draw_face(shown), quality=80)


def _numbers(shown: Person, side: str) -> Image.Image:
    """What can be written anywhere: the letters and digits of a side, one below the other."""
    image = Image.new("RGB", FROM_A_PHONE, "white")
    words = [side, shown.shown_number, str(shown.born_on), str(shown.issued_on), str(shown)]
    for row, line in enumerate(words):
        text = line.encode("ascii", "replace").decode()
        lettering.write(ImageDraw.Draw(image), (40, 40 + 70 * row), text, size=48, color=(0, 0, 0))
    return image


class Clock:
    """Each thing a minute after the last, by a request of its own."""

    def __init__(self, request: str, now: datetime) -> None:
        self.request, self.now, self.times = request, now, 0

    def asking(self, by: Actor) -> dict[str, Any]:
        self.times += 1
        self.now += timedelta(minutes=1)
        return {"by": by, "now": self.now, "request_id": f"{self.request}:{self.times}"}
