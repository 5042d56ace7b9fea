"""Lays the details before the person at a counter, and keeps how he confirmed them."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from yika.domain.identity.models import Evidence
from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.documents import RULES, Side
from yika.domain.identity.rules.review import access, refusals
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import signing
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Folder, Said, Visit, note, open_folder
from yika.domain.vault.actions import seal_file
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Fault, Invalid, gettext_noop
from yika.kit.pictures import Picture, clean, has_strokes

PEN, TOUCH, PAPER = "pen", "touch", "paper"
NOT_SIGNED = gettext_noop("Sign inside the frame first.")


@dataclass(frozen=True, slots=True)
class Signature:
    """How somebody confirmed what he read: with a pen, by a touch, or on paper."""

    how: str
    picture: Picture | None = None


def show_to_person(
    *, verification: str, by: Actor, now: datetime, request_id: str
) -> VerificationView:
    """Lay the details on the customer's screen of this clerk, for ten minutes. Safe to repeat."""
    return _turn(verification, Act.SHOWN, Said(), Visit(by, now, request_id))


def take_from_person(
    *, verification: str, wrong: bool = False, by: Actor, now: datetime, request_id: str
) -> VerificationView:
    """Take them off again; `wrong`: because the person says so. Safe to repeat."""
    said = Said(detail="wrong" if wrong else "")
    return _turn(verification, Act.HIDDEN, said, Visit(by, now, request_id))


def sign_details(
    *,
    verification: str,
    version: int = 0,
    content: bytes = b"",
    on_paper: bool = False,
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Keep that the person confirmed the details: what he drew is sealed beside the pictures.

    On the customer's screen only what lies there, in the version he has read; on paper, what the
    clerk answers for. Safe to repeat.
    """
    visit = Visit(by, now, request_id)
    if on_paper:
        return _turn(verification, Act.SIGNED, Said(detail=PAPER), visit)
    _check_who(open_folder(verification, by=by), by)
    drawn = clean(content) if content else None
    if drawn and not has_strokes(drawn):
        raise Invalid([Fault("signature", "", NOT_SIGNED)])
    signature = Signature(PEN if drawn else TOUCH, drawn)
    digest = sha256(content).hexdigest()
    return _sign(verification, (version, digest), signature, visit)


@transaction.atomic
def _turn(verification: str, act: Act, said: Said, visit: Visit) -> VerificationView:
    request = asked(visit.request_id, act.value, verification, said.detail)
    folder = open_folder(verification, by=visit.by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=visit.by, now=visit.now)

    _check_who(folder, visit.by)
    folder.check_step(act)
    _check_given(folder)

    if act is Act.SIGNED:
        signing.drop_signature(folder, now=visit.now)
    folder.write(act, visit, said, asked=request)
    _note(act, folder, visit, said.detail)
    return view(folder, by=visit.by, now=visit.now)


@transaction.atomic
def _sign(
    verification: str, seen: tuple[int, str], signature: Signature, visit: Visit
) -> VerificationView:
    request = asked(visit.request_id, "sign", verification, *seen, signature.how)
    folder = open_folder(verification, by=visit.by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=visit.by, now=visit.now)

    _check_who(folder, visit.by)
    folder.check_step(Act.SIGNED)
    if folder.row.version != seen[0] or not signing.is_shown(folder, visit.by, visit.now):
        raise refusals.NotShownNow

    signing.drop_signature(folder, now=visit.now)
    if signature.picture:
        _keep(folder, signature.picture, now=visit.now)
    folder.write(Act.SIGNED, visit, Said(detail=signature.how), asked=request)
    _note(Act.SIGNED, folder, visit, signature.how)
    return view(folder, by=visit.by, now=visit.now)


def _check_who(folder: Folder, by: Actor) -> None:
    """Only a clerk before whom the person stands."""
    if by.kind is not ActorKind.STAFF or by.channel is not Channel.COUNTER:
        raise refusals.OnlyPeople
    access.check_gives(by, folder.standing)


def _check_given(folder: Folder) -> None:
    given = folder.given()
    if any(not getattr(given, one) for one in RULES[folder.document].needed):
        raise refusals.FieldsMissing


def _keep(folder: Folder, picture: Picture, *, now: datetime) -> None:
    row = Evidence(
        verification=folder.row,
        document=folder.row.document,
        side=Side.SIGNATURE.value,
        likeness=picture.digest,
        notes=[],
        given_at=now,
    )
    row.file = seal_file(picture.jpeg, where=row.where("picture"), now=now)
    row.save(force_insert=True)


def _note(act: Act, folder: Folder, visit: Visit, how: str) -> None:
    event = {
        Act.SHOWN: "identity.shown_to_person",
        Act.HIDDEN: "identity.taken_from_person",
        Act.SIGNED: "identity.signed",
    }[act]
    note(event, folder, visit, holder=folder.holder, how=how)
