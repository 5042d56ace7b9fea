"""What the form of a document begins with, and what lies on the customer's screen at a counter."""

from dataclasses import dataclass, field
from datetime import datetime

from yika.domain.identity.models import Verification, VerificationTurn
from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.documents import RULES
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import GIVING, Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import checking, signing
from yika.domain.identity.verifying.folder import Folder, open_folder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OnScreen:
    """The details that a clerk has handed over, whole, for the person who stands there."""

    verification: str
    version: int
    case: str
    holder: str
    issuer: str
    product: str
    document: str
    fields: dict[str, str] = field(repr=False)


def offered_fields(verification: str, *, by: Actor) -> dict[str, str]:
    """The fields as texts, by name. For the holder alone; whoever serves him types them."""
    folder = open_folder(verification, by=by)
    if by.kind is not ActorKind.HOLDER:
        raise refusals.NotTheHolder
    return _offered(folder)


def offered_at_hand(verification: str, *, by: Actor, now: datetime) -> dict[str, str]:
    """The same for the clerk who took down all of it a moment ago; else nothing.

    He has the document in his hand, and corrects what he typed without typing it all again.
    """
    folder = open_folder(verification, by=by)
    return _offered(folder) if signing.has_at_hand(folder, by, now) else {}


def open_for(subject: str, *, holder: str, by: Actor, now: datetime) -> VerificationView | None:
    """What this holder still gives for an errand or a card, as this actor sees it."""
    rows = Verification.objects.filter(holder=ids.read("hld", holder), subject=subject)
    row = rows.filter(state__in=[one.value for one in GIVING]).order_by("-id").first()
    return view(open_folder(str(row), by=by), by=by, now=now) if row else None


def on_screen(*, by: Actor, now: datetime) -> OnScreen | None:
    """What this clerk has handed over to the person before him, if it is still as it was then."""
    since = now - signing.SHOWN_FOR
    shown = VerificationTurn.objects.filter(act=Act.SHOWN.value, at__gt=since, by=by.id)
    turn = shown.order_by("-at", "-version").first()
    if turn is None:
        return None
    folder = open_folder(ids.show("ver", turn.verification_id), by=by)
    if not signing.is_shown(folder, by, now):
        return None
    row = folder.row
    return OnScreen(
        verification=folder.id,
        version=row.version,
        case=row.case,
        holder=folder.holder,
        issuer=row.issuer,
        product=row.product,
        document=row.document,
        fields=folder.given().said(),
    )


def _offered(folder: Folder) -> dict[str, str]:
    offered = folder.given()
    for read in (checking.read_fields(folder) or {}).values():
        offered = offered.joined(read)
    known = RULES[folder.document].fields()
    return {name: text for name, text in offered.said().items() if name in known}
