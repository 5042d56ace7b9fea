"""People who come in: holders by a code, staff by a password and an app."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from yika.domain.journal.models import Parcel
from yika.domain.messages.models import Message
from yika.domain.people import actions
from yika.domain.people.actions import Enrolled, Pending, SignedIn
from yika.domain.people.models import Holder
from yika.domain.people.rules import Purpose, totp, visitor
from yika.domain.staff.rules import Role
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind, Channel

PHONE = "+8613800138000"
EMAIL = "lin@example.com"
HOME = "203.0.113.7"
PASSWORD = "river-lantern-42"
ANOTHER = "harbor-window-73"

OPERATOR = Actor(ActorKind.SYSTEM, "operator", Channel.COMMAND_LINE)
WEB = visitor(Channel.WEB)
DESK = visitor(Channel.COUNTER)

_numbers = count()


def request() -> str:
    """A request id that nothing else has."""
    return f"request {next(_numbers)}"


def outbox() -> list[Mapping[str, Any]]:
    """What has been put into the outbox, the oldest first."""
    return [
        json.loads(envelope.open_(keyring(), parcel.payload or b"", where=parcel.where))
        for parcel in Parcel.objects.order_by("id")
    ]


def told(template: str) -> list[str]:
    """The ways by which a message of this kind was sent."""
    return sorted(Message.objects.filter(template=template).values_list("way", flat=True))


def ask_code(
    now: datetime, *, contact: str = PHONE, purpose: Purpose = Purpose.SIGN_IN, holder: str = ""
) -> tuple[str, str]:
    """What to show for a code that was sent, and the code as the message says it."""
    sent = actions.send_code(
        purpose=purpose,
        contact=contact,
        holder=holder,
        address=HOME,
        language="en",
        by=themselves(holder) if holder else WEB,
        now=now,
        request_id=request(),
    )
    found = re.search(r"\b[0-9]{6}\b", outbox()[-1]["text"])
    assert found
    return sent.id, found[0]


def come_in(now: datetime, *, contact: str = PHONE, browser: str = "") -> SignedIn:
    """A holder signs in by a code, for the first time or again."""
    proof, code = ask_code(now, contact=contact)
    return actions.sign_in_with_code(
        proof=proof,
        code=code,
        device="Firefox · Linux",
        address=HOME,
        browser=browser,
        by=WEB,
        now=now,
        request_id=request(),
    )


def themselves(holder: str, channel: Channel = Channel.WEB) -> Actor:
    """A holder as the one who acts."""
    return Actor(ActorKind.HOLDER, holder, channel)


def prove(holder: str, contact: str, now: datetime) -> None:
    """A holder adds another contact of his."""
    proof, code = ask_code(now, contact=contact, purpose=Purpose.PROVE, holder=holder)
    actions.prove_contact(
        holder=holder,
        proof=proof,
        code=code,
        address=HOME,
        by=themselves(holder),
        now=now,
        request_id=request(),
    )


def with_password(now: datetime, password: str = PASSWORD) -> SignedIn:
    """A holder who has come in and set a password."""
    signed_in = come_in(now)
    actions.set_password(
        sign_in=signed_in.sign_in,
        new=password,
        by=themselves(signed_in.holder),
        now=now,
        request_id=request(),
    )
    return signed_in


def holder_of(signed_in: SignedIn) -> Holder:
    return Holder.objects.get(pk=ids.read("hld", signed_in.holder))


def employed(
    now: datetime, *, handle: str = "zhou", role: Role = Role.TELLER, issuer: str = "harbor"
) -> str:
    """The login of somebody who works for an issuer."""
    standing = actions.employ(
        handle=handle,
        password=PASSWORD,
        issuer=issuer,
        role=role,
        by=OPERATOR,
        now=now,
        request_id=request(),
    )
    return standing.login


def at_the_desk(now: datetime, *, handle: str = "zhou", password: str = PASSWORD) -> Pending:
    """The first of the two steps of staff."""
    return actions.staff_sign_in(
        handle=handle,
        password=password,
        device="Firefox · Linux",
        address=HOME,
        by=DESK,
        now=now,
        request_id=request(),
    )


@dataclass
class App:
    """An authenticator app that has scanned its secret."""

    secret: bytes

    def code(self, now: datetime) -> str:
        return totp.code_of(self.secret, totp.step_at(now))


def scanned(token: str, now: datetime) -> App:
    enrollment = actions.enroll_totp(token=token, installation="Yika", now=now)
    return App(totp.read(enrollment.secret))


def enrolled(now: datetime, *, handle: str = "zhou") -> tuple[App, Enrolled]:
    """Somebody who has come in for the first time, with his app and his recovery codes."""
    pending = at_the_desk(now, handle=handle)
    app = scanned(pending.token, now)
    done = actions.confirm_totp(
        token=pending.token, code=app.code(now), by=DESK, now=now, request_id=request()
    )
    return app, done
