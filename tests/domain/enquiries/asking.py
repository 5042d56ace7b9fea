"""People who ask, and those who answer, for the tests of enquiries."""

from datetime import datetime, timedelta
from typing import Any

from tests.domain.people.folks import ADDRESS, NOW, PHONE, VISITOR, code_of, fresh, send
from yika.domain.enquiries import actions
from yika.domain.enquiries.rules import Asker, EnquiryView, Question
from yika.domain.people import actions as people
from yika.domain.people.rules import Purpose
from yika.kit.actor import Actor, ActorKind, Channel

DAY = timedelta(days=1)
KIOSK = Actor(ActorKind.DEVICE, f"dev_{1:026}", Channel.KIOSK, issuer="harbor")
WORDS = "The gate at Pier One charged me twice."


def acting(by: Actor, now: datetime = NOW, request_id: str = "") -> dict[str, Any]:
    """Who acts, when, and with a request of its own."""
    return {"by": by, "now": now, "request_id": request_id or fresh()}


def question(**other: str) -> Question:
    given = {"kind": "complaint", "topic": "balance", "words": WORDS}
    return Question(**given | other)


def ask(
    by: Actor,
    *,
    asker: Asker | None = None,
    issuer: str = "harbor",
    now: datetime = NOW,
    request_id: str = "",
    **other: str,
) -> EnquiryView:
    return actions.ask_enquiry(
        issuer=issuer,
        question=question(**other),
        asker=asker or Asker(),
        address=ADDRESS,
        **acting(by, now, request_id),
    )


def proof(contact: str = PHONE, *, by: Actor = VISITOR, now: datetime = NOW) -> str:
    """A contact that somebody has just proven to be his."""
    sent = send(Purpose.ENQUIRY, contact, by=by, now=now)
    people.check_code(
        proof=sent.id,
        code=code_of(sent),
        purpose=Purpose.ENQUIRY,
        address=ADDRESS,
        **acting(by, now),
    )
    return sent.id


def answer(found: EnquiryView, by: Actor, *, now: datetime = NOW, words: str = "") -> EnquiryView:
    return actions.answer_enquiry(
        enquiry=found.id,
        words=words or "You get it back.",
        version=found.version,
        **acting(by, now),
    )


def look_after(key: str, now: datetime) -> datetime | None:
    return actions.look_after_enquiry(key=key, now=now)
