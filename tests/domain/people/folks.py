"""People for the tests of people, made by the product's own actions, and the codes they receive."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count

from yika.domain.journal.models import Parcel
from yika.domain.messages.models import Message
from yika.domain.people import actions
from yika.domain.people.rules import ContactView, ProofView, Purpose
from yika.domain.staff.rules import Role, rights_of
from yika.domain.vault.queries import keyring
from yika.kit import envelope
from yika.kit.actor import Actor, ActorKind, Channel

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
PHONE, OTHER_PHONE, THIRD_PHONE = "+8613812342046", "+8613912345678", "+8613712345678"
EMAIL = "lin.wan@example.com"
ADDRESS = "203.0.113.9"
ISSUER, OTHER_ISSUER = "harbor", "rivertown"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

VISITOR = Actor(ActorKind.HOLDER, "visitor", Channel.WEB)

_requests = count()


def staff(role: Role = Role.TELLER, issuer: str = ISSUER, number: int = 1) -> Actor:
    """Somebody who works for an issuer."""
    login = f"login_{number:026}"
    return Actor(ActorKind.STAFF, login, Channel.COUNTER, issuer=issuer, rights=rights_of([role]))


def himself(holder: str) -> Actor:
    return Actor(ActorKind.HOLDER, holder, Channel.WEB)


def fresh() -> str:
    """A request id that nobody has used."""
    return f"request-{next(_requests)}"


def registered(
    *, by: Actor | None = None, now: datetime = NOW, request_id: str = "", **given: str
) -> str:
    """A holder whom a clerk has taken down; his contacts are not proven."""
    wanted = {"name": "林晚", "language": "zh-hans"} | given
    return actions.register_holder(
        **wanted, by=by or staff(), now=now, request_id=request_id or fresh()
    )


def send(
    purpose: Purpose,
    contact: str = "",
    *,
    by: Actor = VISITOR,
    now: datetime = NOW,
    request_id: str = "",
    **given: str,
) -> ProofView:
    wanted = {"address": ADDRESS, "language": "zh-hans", "contact": contact} | given
    return actions.send_code(
        purpose=purpose, **wanted, by=by, now=now, request_id=request_id or fresh()
    )


def outbox() -> list[tuple[str, str, Mapping[str, object]]]:
    """What is to leave, the oldest first: the template, its reference, and the message."""
    told = {str(one): one for one in Message.objects.all()}
    return [
        (
            told[parcel.reference].template,
            told[parcel.reference].reference,
            json.loads(envelope.open_(keyring(), parcel.payload or b"", where=parcel.where)),
        )
        for parcel in Parcel.objects.filter(kind__in=["sms", "email"]).order_by("id")
    ]


def code_of(sent: ProofView) -> str:
    """The code as it stands in the message that went out for this proof."""
    [text] = [str(message) for _, proof, message in outbox() if proof == sent.id]
    return re.findall(r"(?<![0-9])[0-9]{6}(?![0-9])", text)[0]


def wrong(code: str, by: int = 1) -> str:
    """Another code than this."""
    return f"{(int(code) + by) % 10**6:06}"


def told(template: str) -> list[str]:
    """Where messages of this template went, the inbox as `inbox`."""
    left = [str(message["to"]) for name, _, message in outbox() if name == template]
    kept = Message.objects.filter(template=template, way="inbox").count()
    return sorted(left) + ["inbox"] * kept


def proven(
    holder: str, contact: str = PHONE, *, by: Actor | None = None, now: datetime = NOW
) -> ContactView:
    """A contact that the holder has proven by a code."""
    by = by or himself(holder)
    sent = send(Purpose.PROVE, contact, holder=holder, by=by, now=now)
    return actions.prove_contact(
        holder=holder,
        proof=sent.id,
        code=code_of(sent),
        address=ADDRESS,
        by=by,
        now=now,
        request_id=fresh(),
    )
