"""Policies, documents and pictures of people who do not exist, and a desk to show them at."""

from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from tests.domain.people.folks import NOW, fresh
from yika.domain.identity import actions
from yika.domain.identity.actions import Witness
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.journal.models import DueWork
from yika.domain.messages.queries import inbox
from yika.kit.actor import Actor
from yika.products.tables.real_name import RealName
from yika.site.reactions import WORK

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
SETTLED = 30 * SECOND
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NAMES = ("周宁", "林晚", "陈清河", "李思远", "王若溪", "赵景行", "吴安澜")
NOBODY = Witness()
SEEN = Witness(original=True, face=True)


def policy(**other: Any) -> RealName:
    given: dict[str, Any] = {
        "need": "before-activation",
        "level": 1,
        "documents": ["resident-id", "passport"],
        "keep": "30 days",
        "keep_refused": "7 days",
        "promise": "2 days",
    }
    return RealName.model_validate(given | other)


def citizen(serial: int = 1, born: str = "19900307", region: str = "110101") -> str:
    """A number that is made as those of residents are; an odd serial is a man's."""
    stem = f"{region}{born}{serial:03}"
    total = sum(int(digit) * weight for digit, weight in zip(stem, WEIGHTS, strict=True))
    return stem + "10X98765432"[total % 11]


def card(serial: int = 1, **other: str) -> dict[str, str]:
    """What stands on a resident ID card."""
    given = {
        "name": "林晚",
        "sex": "male" if serial % 2 else "female",
        "ethnic_group": "汉",
        "born_on": "1990-03-07",
        "address": "北京市东城区样本路 1 号",
        "number": citizen(serial),
        "authority": "北京市公安局东城分局",
        "issued_on": "2020-01-01",
        "expires_on": "2040-01-01",
    }
    return given | other


@cache
def picture(seed: int = 1) -> bytes:
    """A picture with enough on it that nobody calls it hopeless."""
    rnd = Random(seed)
    image = Image.new("RGB", (640, 420), (210, 220, 225))
    draw = ImageDraw.Draw(image)
    for _ in range(90):
        x, y = rnd.randrange(600), rnd.randrange(400)
        shade = rnd.randrange(140)
        wide, high = rnd.randrange(4, 90), rnd.randrange(3, 24)
        draw.rectangle((x, y, x + wide, y + high), fill=(shade,) * 3)
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def acting(by: Actor, now: datetime = NOW, request_id: str = "") -> dict[str, Any]:
    return {"by": by, "now": now, "request_id": request_id or fresh()}


def begun(
    holder: str, by: Actor, *, now: datetime = NOW, subject: str = "", **rule: Any
) -> VerificationView:
    return actions.begin_verification(
        holder=holder,
        issuer="harbor",
        product="mobile-sim",
        edition=1,
        real_name=policy(**rule),
        document="resident-id",
        subject=subject,
        **acting(by, now),
    )


def filled(
    holder: str,
    by: Actor,
    *,
    now: datetime = NOW,
    subject: str = "",
    fields: dict[str, str] | None = None,
    **rule: Any,
) -> str:
    """A verification with all that it needs, not yet submitted."""
    rule = {"front_only": ["resident-id"]} | rule
    found = begun(holder, by, now=now, subject=subject, **rule)
    about = {"verification": found.id}
    for place, (_, side) in enumerate(found.missing):
        content = picture(place + 1)
        actions.add_picture(**about, side=side, content=content, **acting(by, now))
    actions.give_fields(**about, fields=fields or card(), **acting(by, now))
    return found.id


def submit(found: str, by: Actor, now: datetime = NOW, witness: Witness = NOBODY) -> Any:
    return actions.submit_verification(verification=found, witness=witness, **acting(by, now))


def submitted(holder: str, by: Actor, *, now: datetime = NOW, **given: Any) -> str:
    found = filled(holder, by, now=now, **given)
    submit(found, by, now)
    return found


def taken(found: str, by: Actor, now: datetime = NOW) -> VerificationView:
    return actions.take_up(verification=found, **acting(by, now))


def approve(
    found: str, by: Actor, now: datetime = NOW, remark: str = "", request_id: str = ""
) -> VerificationView:
    seen = taken(found, by, now)
    return actions.approve(
        verification=found, version=seen.version, remark=remark, **acting(by, now, request_id)
    )


def refuse(
    found: str, by: Actor, now: datetime = NOW, reason: str = "does-not-agree"
) -> VerificationView:
    seen = taken(found, by, now)
    return actions.refuse(
        verification=found, version=seen.version, reason=reason, **acting(by, now)
    )


def ask_again(found: str, by: Actor, now: datetime = NOW, thing: str = "front") -> VerificationView:
    seen = taken(found, by, now)
    return actions.ask_again(
        verification=found, version=seen.version, thing=thing, reason="glare", **acting(by, now)
    )


def work(now: datetime) -> None:
    """Whatever the worker does about verifications until then, in the order of its time."""
    while row := _next(now):
        again = WORK[row.kind](key=row.key, now=max(now, row.due_at))
        if again is None:
            row.delete()
        else:
            row.due_at = again
            row.save()


def _next(now: datetime) -> DueWork | None:
    due = DueWork.objects.filter(kind__in=set(WORK), kind__startswith="identity.")
    return due.filter(due_at__lte=now).order_by("due_at").first()


def told(holder: str) -> list[str]:
    """What a holder finds in his inbox about his name, the oldest first."""
    notes = inbox(holder)
    return [one.template for one in reversed(notes) if one.template.startswith("identity-")]
