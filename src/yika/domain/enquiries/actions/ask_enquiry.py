"""Takes in what somebody asks or complains of, and promises an answer."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yika.domain.enquiries.asked import Asked, asked
from yika.domain.enquiries.folder import Folder, Visit, note, sealed
from yika.domain.enquiries.models import Enquiry
from yika.domain.enquiries.queries import view
from yika.domain.enquiries.rules import access, limits, promises, refusals
from yika.domain.enquiries.rules.numbers import new_number
from yika.domain.enquiries.rules.questions import Asker, Question, normal_question
from yika.domain.enquiries.rules.states import Act
from yika.domain.enquiries.rules.views import EnquiryView
from yika.domain.enquiries.telling import tell_asker
from yika.domain.issuers.queries import issuer as find_house
from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.people import actions as people
from yika.domain.people.queries import proven_contact, seen_holder
from yika.domain.people.rules import Purpose, normal_contact, offered_language
from yika.domain.vault.actions import spend_try
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids
from yika.kit.actor import Actor, ActorKind

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, as it is kept: a holder, or else a contact."""

    holder: str = ""
    kind: str = ""
    contact: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of an issuer, who he is, and the request that says so."""

    issuer: str
    question: Question
    who: Who
    visit: Visit

    @property
    def asked(self) -> Asked:
        who, said = self.who, self.question
        return asked(
            self.visit.request_id,
            "ask",
            *(self.issuer, who.holder, who.kind, who.contact),
            *(said.kind, said.topic, said.words, said.about, said.page),
        )


def ask_enquiry(
    *,
    issuer: str,
    question: Question,
    asker: Asker,
    address: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> EnquiryView:
    """Take an enquiry in, tell who asked its number, and have the worker watch the promise.

    Holders ask for themselves; who has not signed in, or stands at a kiosk, has proven a contact
    first; staff and programs name the holder, or a contact that they have taken down. Refused
    when somebody asks too often. Safe to repeat: the same `request_id` is one enquiry.
    """
    house = find_house(issuer)
    if by.kind not in {ActorKind.HOLDER, ActorKind.SYSTEM} and not by.sees(house.code):
        raise UnknownIssuer(issuer=issuer)
    if by.kind in access.OFFICE:
        access.check_answers(by, house.code, level=0)
    question = normal_question(question, wordless=by.kind is ActorKind.DEVICE)
    who = _who(asker, by=by, now=now)
    wish = Wish(house.code, question, who, Visit(by, now, request_id))
    if seen := _seen(wish.asked):
        return view(seen, by=_as_asker(seen, by), now=now)

    subject = who.holder or f"{who.kind}:{who.contact}"
    for counted, allowance in limits.sayings(by, subject, address):
        spend_try(scope="enquiry.said", subject=counted, allowance=allowance, now=now)
    folder = _kept(wish)
    return view(folder, by=_as_asker(folder, by), now=now)


def _who(asker: Asker, *, by: Actor, now: datetime) -> Who:
    if by.kind is ActorKind.HOLDER and by.id.startswith("hld_"):
        return Who(holder=by.id)
    if asker.proof:
        proven = proven_contact(asker.proof, purpose=Purpose.ENQUIRY, now=now)
        if proven.holder:
            return Who(holder=proven.holder)
        return Who("", proven.kind, proven.value, proven.language)
    if by.kind not in access.OFFICE | {ActorKind.SYSTEM}:
        raise refusals.ContactNeeded
    if asker.holder:
        return Who(holder=seen_holder(asker.holder, by).id)
    if not asker.contact:
        raise refusals.ContactNeeded
    kind, value = normal_contact(asker.contact)
    return Who("", kind, value, offered_language(asker.language))


def _as_asker(folder: Folder, by: Actor) -> Actor:
    """Whoever has just asked may see that it was kept, also at a kiosk or signed out."""
    unknown = by.kind is ActorKind.HOLDER and not by.id.startswith("hld_")
    at_machine = by.kind is ActorKind.DEVICE
    return access.asker(folder.id, by.channel) if unknown or at_machine else by


def _kept(wish: Wish) -> Folder:
    """Keep it under a number that nothing else has; or find what the same request kept."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _keep_once(wish)
        except IntegrityError:
            if seen := _seen(wish.asked):
                return seen
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("the last attempt answers or raises")


@transaction.atomic
def _keep_once(wish: Wish) -> Folder:
    who, question, visit, request = wish.who, wish.question, wish.visit, wish.asked
    folder = Folder(_row(wish))
    folder.open_again(promises.due(folder.kind, visit.now), visit.now)
    folder.row.save(force_insert=True)
    folder.write(Act.ASKED, visit, words=question.words, asked=request)

    if who.holder:
        _acquaint(who.holder, wish.issuer, visit)
    tell_asker(folder, "enquiry-received", visit)
    note("enquiry.asked", folder, visit, holder=who.holder, about=question.about)
    return folder


def _row(wish: Wish) -> Enquiry:
    who, question, request = wish.who, wish.question, wish.asked
    by, now = wish.visit.by, wish.visit.now
    row = Enquiry(
        number=new_number(),
        kind=question.kind,
        topic=question.topic,
        issuer=wish.issuer,
        outlet=by.outlet,
        holder=_key(who.holder),
        contact_kind=who.kind,
        language=who.language,
        about=question.about,
        page=question.page,
        channel=by.channel.value,
        promise=0,
        asked_at=now,
        due_at=now,
        request=request.request,
        digest=request.digest,
    )
    if who.contact:
        row.contact = sealed(who.contact, where=row.where)
        row.contact_index = blind.index(keyring(), who.kind, who.contact)
    return row


def _acquaint(holder: str, issuer: str, visit: Visit) -> None:
    """Who asks an issuer deals with it. A proven contact has shown that it is the holder."""
    by = visit.by
    if by.kind is ActorKind.HOLDER:
        by = replace(by, id=holder)
    people.acquaint(holder=holder, issuer=issuer, by=by, now=visit.now, request_id=visit.request_id)


def _seen(request: Asked) -> Folder | None:
    """What this request asked before. The same request id for something else is refused."""
    row = Enquiry.objects.filter(request=request.request).first()
    if row is None:
        return None
    if bytes(row.digest) not in request.digests:
        raise refusals.RequestReused
    return Folder(row, list(row.turns.order_by("version")))


def _key(holder: str) -> UUID | None:
    return ids.read("hld", holder) if holder else None
