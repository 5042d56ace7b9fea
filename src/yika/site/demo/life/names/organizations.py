"""A firm with a card in one of its machines: who answers for it by a letter, and who uses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from PIL import Image, ImageDraw

from yika.domain.cards import actions as cards
from yika.domain.cards import queries as shelf
from yika.domain.cards.rules import State
from yika.domain.organizations import actions
from yika.domain.organizations.queries import find_organizations
from yika.domain.organizations.rules.codes import check_letter
from yika.domain.organizations.rules.terms import Letter
from yika.kit.actor import Actor
from yika.site.demo import cast
from yika.site.demo.houses import House
from yika.site.demo.life import SAID
from yika.site.demo.life.people import people_of
from yika.site.demo.specimens import NoFont, as_jpeg, lettering

PAGE: Final = (1000, 1400)
INK: Final = (24, 24, 28)
GOOD_FOR: Final = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Firm:
    """What is told of it, and the staff who take it down."""

    told: Mapping[str, str]
    house: House
    now: datetime

    @property
    def code(self) -> str:
        stem = self.told["stem"]
        return stem + check_letter(stem)

    def asking(self, about: str) -> dict[str, Any]:
        request = f"demo:organization:{self.code}:{about}"
        return {"by": self.house.teller, "now": self.now, "request_id": request}


def fill(house: House, *, now: datetime) -> None:
    """Register the firm of this house, if it has one. Safe to repeat."""
    told = SAID["organizations"].get(house.code)
    known = people_of(house)
    if told is None or len(known) < 2:  # noqa: PLR2004  one answers, the other drives
        return
    firm = Firm(told, house, now)
    if find_organizations(firm.code, by=house.teller, now=now):
        return
    responsible, driver = known[:2]
    found = actions.register_organization(
        name=told["name"],
        code=firm.code,
        language="zh-hans",
        responsible=responsible.id,
        letter=_letter(told["name"], firm.code, now),
        **firm.asking("register"),
    )
    _give_card(firm, found.id, driver)


def _give_card(firm: Firm, organization: str, driver: Actor) -> None:
    teller, product = firm.house.teller, firm.told["product"]
    stock = shelf.cards(teller, state=State.IN_STOCK, product=product, limit=1)
    for card in stock:
        cards.hand_out(card=card.id, holder=organization, **firm.asking("hand-out"))
        cards.activate_card(card=card.id, holder=organization, **firm.asking("activate"))
        cards.name_user(
            card=card.id, person=driver.id, words=firm.told["words"], **firm.asking("user")
        )


def _letter(name: str, code: str, now: datetime) -> Letter:
    """A page with the seal of a firm that does not exist."""
    image = Image.new("RGB", PAGE, "white")
    pen = ImageDraw.Draw(image)
    words = SAID["letter"]
    lines = ((words["title"], 72, 200), (words["body"], 40, 420), (name, 40, 900), (code, 40, 970))
    for text, size, top in lines:
        _write(pen, (160, top), text, size)
    pen.ellipse((560, 820, 800, 1060), outline=(176, 52, 44), width=10)
    return Letter(as_jpeg(image), cast.day(now), cast.day(now + GOOD_FOR))


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int) -> None:
    try:
        lettering.write(pen, at, text, size=size, color=INK)
    except NoFont:
        plain = text.encode("ascii", "replace").decode()
        lettering.write(pen, at, plain, size=size, color=INK)
