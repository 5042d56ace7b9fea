"""A visit to make: an outlet that offers them, two who go, and a device without a browser."""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.domain.cards.samples import NOW, TODAY
from tests.domain.cards.town import ask, city_card, sell
from tests.domain.enquiries.conftest import employed
from tests.domain.identity.verifying import desk
from tests.domain.issuers.samples import harbor, pier
from tests.domain.people.folks import himself, registered
from yika.domain.identity.actions.consents import give_consent
from yika.domain.issuers.rules import Service
from yika.domain.journal.models import DueWork
from yika.domain.ledger.actions import open_book
from yika.domain.messages.queries import inbox
from yika.domain.staff.rules import Role
from yika.domain.visits import actions
from yika.domain.visits.rules import bundles
from yika.domain.visits.rules.boxes import mark, new_pair, open_box, seal_to
from yika.domain.visits.rules.views import PackedView, ReturnedView, VisitView
from yika.domain.visits.rules.wishes import Door
from yika.kit.actor import Actor
from yika.site.reactions import WORK

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGINS, ENDS = NOW + 3 * HOUR, NOW + 4 * HOUR  # three to four on a Friday afternoon in Shanghai
THERE = BEGINS + timedelta(minutes=20)
BACK = ENDS + HOUR
REAL_NAME = {
    "need": "above-limits",
    "level": 1,
    "documents": ["resident-id", "passport"],
    "keep": "30 days",
    "keep_refused": "7 days",
    "promise": "2 days",
}
DOOR = Door(name="林晚", address="北京市东城区样本路 9 号 3 门 501", phone="010-8765 4321")


@dataclass(frozen=True)
class House:
    """An issuer whose people go out."""

    outlet: str
    lin: Actor
    first: Actor
    second: Actor
    third: Actor
    boss: Actor


def open_house() -> House:
    harbor(NOW)
    open_book(code="harbor", zone="Asia/Shanghai", **ask())
    sell("harbor", city_card(**{"real-name": REAL_NAME}), on=TODAY)
    outlet = pier(NOW, services=[Service.HOME_VISIT]).id
    first, second, third = (employed(Role.TELLER, f"mei.{one}") for one in ("one", "two", "three"))
    boss = employed(Role.SUPERVISOR, "su.boss")
    return House(outlet, himself(registered()), first, second, third, boss)


def agree(lin: Actor, *purposes: str) -> None:
    for purpose in purposes or ("home-visit", "real-name", "face"):
        give_consent(
            holder=lin.id, issuer="harbor", purpose=purpose, version=1, language="en", **ask(lin)
        )


def requested(house: House, lin: Actor | None = None, **other: Any) -> VisitView:
    lin = lin or house.lin
    agree(lin)
    return wish(house, lin, **other)


def wish(house: House, lin: Actor, *, request_id: str = "", **other: Any) -> VisitView:
    given: dict[str, Any] = {
        "holder": lin.id,
        "about": "harbor/city",
        "outlet": house.outlet,
        "door": DOOR,
        "days": [date(2026, 11, 23)],
        "part": "any",
        "by": lin,
    } | other
    acting = ask(given.pop("by"), request_id, now=given.pop("now", NOW))
    return actions.request_visit(**given, **acting)


def scheduled(house: House, visit: VisitView | None = None, **other: Any) -> VisitView:
    visit = visit or requested(house)
    given: dict[str, Any] = {
        "begins_at": BEGINS,
        "ends_at": ENDS,
        "first": house.first.id,
        "second": house.second.id,
    } | other
    acting = ask(given.pop("by", house.boss), given.pop("request_id", ""))
    return actions.schedule_visit(visit=visit.id, **given, **acting)


@dataclass
class Tablet:
    """What a browser does, without one: a key that never leaves it, and closed boxes."""

    private: bytes = b""
    public: bytes = b""
    told: dict[str, Any] = field(default_factory=dict)
    bundle: str = ""
    pieces: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.private, self.public = new_pair()

    def opens(self, packed: PackedView) -> "Tablet":
        self.bundle = packed.bundle
        plain = open_box(self.private, packed.box, about=f"{packed.bundle}|bundle")
        self.told = json.loads(plain)
        return self

    def keep(self, name: str, plain: bytes) -> None:
        self.pieces[name] = seal_to(server_key(self.told), plain, about=f"{self.bundle}|{name}")

    def mark(self) -> bytes:
        digest = bundles.digest(self.pieces)
        return mark(self.private, server_key(self.told), digest, about=f"{self.bundle}|return")


def server_key(told: Mapping[str, Any]) -> bytes:
    return b64decode(told["server"])


def take(house: House, visit: VisitView, tablet: Tablet | None = None, **other: Any) -> Tablet:
    tablet = tablet or Tablet()
    given = {"beside": house.second, "device": tablet.public} | other
    acting = ask(given.pop("by", house.first), given.pop("request_id", ""), given.pop("now", NOW))
    return tablet.opens(actions.take_bundle(visit=visit.id, **given, **acting))


def captured(tablet: Tablet, **other: Any) -> Tablet:
    """Two pictures and all that the card says, as the two saw it."""
    for place, side in enumerate(("front", "back")):
        tablet.keep(f"resident-id/{side}", desk.picture(place + 1))
    sheet = {
        "met": "done",
        "document": "resident-id",
        "fields": desk.card(),
        "original": True,
        "face": True,
        "captured_at": THERE.isoformat(),
    }
    tablet.keep("sheet", json.dumps(sheet | other).encode())
    return tablet


def hand_over(
    house: House, tablet: Tablet, *, by: Actor | None = None, now: datetime = BACK, **other: Any
) -> ReturnedView:
    given = {"pieces": tablet.pieces, "mark": tablet.mark()} | other
    acting = ask(by or house.first, now=now)
    return actions.return_bundle(bundle=tablet.bundle, **given, **acting)


def work(now: datetime) -> None:
    """Whatever the worker does about visits until then."""
    for _ in range(50):
        row = DueWork.objects.filter(due_at__lte=now, kind="visits.follow").first()
        if row is None:
            return
        again = WORK[row.kind](key=row.key, now=now)
        if again is None:
            row.delete()
        else:
            row.due_at = again
            row.save()
    raise AssertionError("the worker finds no end")


def told(of: Actor) -> list[str]:
    """What a holder finds in his inbox about visits, the oldest first."""
    return [one.template for one in reversed(inbox(of.id)) if one.template.startswith("visit-")]
