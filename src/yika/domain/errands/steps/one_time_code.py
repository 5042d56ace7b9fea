"""One-time code: the person reads what arrives at a phone or an e-mail address of his.

Which code it is depends on who he is. A holder with a proven contact proves that it is he; one
whose contacts are not proven yet proves one; somebody unknown becomes the holder whose contact
it is, or a new one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm
from yika.domain.errands.rules.views import Prepared
from yika.domain.errands.steps.step import Sent, Stand, Step, Taken, Way
from yika.domain.people import actions as people
from yika.domain.people import queries
from yika.domain.people.rules import Kind, Purpose, masked, normal_contact
from yika.kit.actor import WORKER
from yika.kit.errors import Fault, Invalid, gettext_noop

CODE_MAX = 12  # six digits, as people group them
CONTACT_MAX = 254
TYPED = gettext_noop("Enter a mobile phone number or an e-mail address.")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a code can be sent to: a contact on record by its id, or one just given."""

    choice: str
    masked: str
    purpose: Purpose
    contact: str = ""
    contact_id: str = ""


class SendTo(StepForm):
    """Where the code shall go: one of those on record, or one that is typed where none is."""

    contact: Annotated[
        str | None,
        Asked(
            gettext_noop("Send the code to"),
            wrong=gettext_noop("Choose where to send the code."),
            kind=AskKind.CHOICE,
            max_length=CONTACT_MAX,
        ),
    ] = None


class Code(StepForm):
    """The code that has arrived."""

    code: Annotated[
        str,
        Asked(
            gettext_noop("Code"),
            hint=gettext_noop("Six digits. It is good for ten minutes"),
            wrong=gettext_noop("Enter the six digits of the message."),
            kind=AskKind.ONE_TIME_CODE,
            secret=True,
            max_length=CODE_MAX,
        ),
    ]


class OneTimeCode(Step):
    name = "one-time-code"
    finds_holder = True
    title = gettext_noop("Enter the code we send you")
    bring = (gettext_noop("The phone, or the e-mail, that the code is sent to"),)
    sends = SendTo
    ways = (Way(Code, gettext_noop("The code shows that the phone or e-mail address is yours.")),)

    def asks_to_send(self, at: Stand) -> tuple[Ask, ...]:
        places = list(_places(at))
        if len(places) == 1:
            return ()
        [ask] = super().asks_to_send(at)
        if not places:
            label = gettext_noop("Mobile phone number or e-mail address")
            return (replace(ask, label=label, kind=AskKind.TEXT, required=True),)
        choices = tuple(Choice(place.choice, place.masked, literal=True) for place in places)
        return (replace(ask, choices=choices, required=True),)

    def prepare(self, at: Stand, given: SendTo) -> Sent:
        place = _chosen(at, given.contact or at.sent.get("choice", ""))
        sent = people.send_code(
            purpose=place.purpose,
            contact=place.contact,
            contact_id=place.contact_id,
            holder=at.holder,
            address=at.visit.address,
            language=_language(at),
            **at.visit.who,
        )
        told = Prepared(sent.masked, expires_at=sent.expires_at, again_at=sent.again_at)
        carry = {"proof": sent.id, "purpose": place.purpose.value, "choice": place.choice}
        return Sent(told, carry=carry)

    def check(self, at: Stand, given: Code) -> str:
        """Counts wrong codes, and answers whose contact the code has proven."""
        proof, address, who = at.sent["proof"], at.visit.address, at.visit.who
        code = {"proof": proof, "code": given.code, "address": address}
        match Purpose(at.sent["purpose"]):
            case Purpose.STEP_UP:
                people.check_code(purpose=Purpose.STEP_UP, **code, **who)
                return at.holder
            case Purpose.PROVE:
                people.prove_contact(holder=at.holder, **code, **who)
                return at.holder
            case _:
                return people.join_with_code(name=at.carried.get("name", ""), **code, **who)

    def apply(self, at: Stand, checked: str) -> Taken:
        facts = {"proof": at.sent["proof"], "purpose": at.sent["purpose"]}
        return Taken(facts=facts, holder=checked)


def _places(at: Stand) -> Iterator[Place]:
    """Where a code can go, the best first: what is proven, else what is to be proven."""
    person = queries.seen_holder(at.holder, WORKER) if at.holder else None
    contacts = person.contacts if person else ()
    proven = [contact for contact in contacts if contact.proven]
    for contact in proven or contacts:
        purpose = Purpose.STEP_UP if contact.proven else Purpose.PROVE
        yield Place(contact.id, contact.masked, purpose, contact_id=contact.id)
    if proven:
        return
    for kind in Kind:
        if to := at.carried.get(kind.value):
            purpose = Purpose.PROVE if person else Purpose.SIGN_IN
            yield Place(kind.value, masked(kind, to), purpose, contact=to)


def _chosen(at: Stand, choice: str) -> Place:
    """The place that was chosen, the first where nothing was; what was typed where none is known.

    A typed one is its own choice, so that it is there again when the code is sent again.
    """
    places = list(_places(at))
    if places:
        return next((place for place in places if place.choice == choice), places[0])
    try:
        kind, to = normal_contact(choice)
    except Invalid:
        raise Invalid([Fault("contact", "", TYPED)]) from None
    purpose = Purpose.PROVE if at.holder else Purpose.SIGN_IN
    return Place(to, masked(kind, to), purpose, contact=to)


def _language(at: Stand) -> str:
    if "language" in at.carried or not at.holder:
        return at.carried.get("language", "")
    return queries.seen_holder(at.holder, WORKER).language
