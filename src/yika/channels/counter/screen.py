"""Puts the desk on a page: the person and the cards at the left, the operations at the right."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from yika.channels.common import words
from yika.channels.common.art.pictures import Shown, shown
from yika.channels.common.visitors import visitor
from yika.channels.counter.desk import SERVING, Desk
from yika.channels.counter.operation import Dress, Operation
from yika.channels.counter.operations import OPERATIONS, offered
from yika.domain.cards.rules import CardView
from yika.domain.errands.rules.asks import InBoth
from yika.domain.identity.queries import review_count
from yika.domain.issuers import queries as issuers
from yika.domain.staff.rules import Right
from yika.kit import ids

ALT_KEYS = 9


@dataclass(frozen=True, slots=True)
class Offer:
    """An operation as a button."""

    operation: Operation
    address: str
    dress: str
    current: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """A card in the list at the left, with the key that leads to it."""

    shown: Shown
    address: str
    key: str
    current: bool


def context(
    request: HttpRequest, desk: Desk, *, doing: Operation | None = None, **more: Any
) -> dict[str, Any]:
    """What every page of the counter is drawn from."""
    who = visitor(request).staff
    return {
        "desk": desk,
        "card": shown(desk.card, uid="card") if desk.card else None,
        "picks": [_pick(desk, place, card) for place, card in enumerate(desk.cards, start=1)],
        "offers": offers(desk, doing),
        "outlet": _outlet(desk),
        "handle": who.handle if who else "",
        "reviews": desk.by.may(Right.IDENTITY_REVIEW, desk.by.issuer),
        "to_review": _to_review(desk),
        "up": level_up(desk, doing),
        "did": _did(request.GET.get("did", "")),
        "request_id": ids.new_id(),
        **more,
    }


def _to_review(desk: Desk) -> int:
    may = desk.by.may(Right.IDENTITY_REVIEW, desk.by.issuer)
    return review_count(by=desk.by) if may else 0


def offers(desk: Desk, doing: Operation | None) -> list[Offer]:
    """The buttons, by what they are about.

    Only the first that comes next stands out, and none beside an open sheet.
    """
    found: list[Offer] = []
    free = doing is None
    for one in offered(desk):
        dress = one.dress if one.dress is not Dress.NEXT or free else Dress.PLAIN
        free = free and one.dress is not Dress.NEXT
        apart = bool(found) and found[-1].operation.about is not one.about
        found.append(Offer(one, one.address(desk), dress.value, one is doing, apart))
    return found


def address(desk: Desk, *, did: str = "") -> str:
    """The page of what is on the desk: the card, else the person, else the empty desk."""
    query = {SERVING: desk.serving if desk.card else "", "did": did}
    asked = urlencode({name: value for name, value in query.items() if value})
    return _page(desk) + (f"?{asked}" if asked else "")


def level_up(desk: Desk, doing: Operation | None) -> str:
    """One level back: from a sheet to what it is about, from a card to its person."""
    if doing is not None:
        return address(desk)
    if desk.application:
        return reverse("counter:applications")
    if desk.enquiry and desk.person is None:
        return reverse("counter:enquiries")
    if (desk.card or desk.enquiry) and desk.person:
        return reverse("counter:person", args=[desk.person.id])
    return reverse("counter:desk")


def card_address(card: CardView, *, serving: str = "", did: str = "") -> str:
    """The page of a card, for whoever is served where the card is nobody's yet."""
    query = {SERVING: "" if card.holder else serving, "did": did}
    asked = urlencode({name: value for name, value in query.items() if value})
    return reverse("counter:card", args=[card.id]) + (f"?{asked}" if asked else "")


def named(card: CardView) -> str:
    """A card in a sentence: its kind, and as much of its number as may be seen."""
    return f"{words.in_language(card.name, get_language() or '')} {card.masked_number}"


def in_language(said: InBoth) -> str:
    """Something that is said in both languages, in the clerk's."""
    return words.in_language(said, get_language() or "")


def _page(desk: Desk) -> str:
    if desk.application:
        return reverse("counter:application", args=[desk.application.id])
    if desk.enquiry:
        return reverse("counter:enquiry", args=[desk.enquiry.id])
    if desk.card:
        return reverse("counter:card", args=[desk.card.id])
    if desk.person:
        return reverse("counter:person", args=[desk.person.id])
    return reverse("counter:desk")


def _pick(desk: Desk, place: int, card: CardView) -> Pick:
    return Pick(
        shown=shown(card, uid=f"pick{place}"),
        address=card_address(card),
        key=f"Alt+{place}" if place <= ALT_KEYS else "",
        current=desk.card is not None and desk.card.id == card.id,
    )


def _outlet(desk: Desk) -> str:
    if not desk.by.outlet:
        return ""
    return words.in_language(issuers.outlet(desk.by.outlet).name, get_language() or "")


def _did(name: str) -> str:
    """What to say of the operation that was just done."""
    return next((one.done for one in OPERATIONS if one.name == name), "")
