"""How each issuer knows me: by which document, until when; begun again, or offered to others."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.channels.web.pages.data.checks import Line, line
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import CardView, State, UnknownCard
from yika.domain.errands.actions import begin_errand
from yika.domain.identity import queries
from yika.domain.identity.queries import ProvenView
from yika.domain.identity.rules.review.states import OPEN
from yika.domain.issuers import queries as issuers
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS

ERRAND = "real-name"
LEVELS = {
    0: gettext_noop("Not proven"),
    1: gettext_noop("Your document was checked from afar"),
    2: gettext_noop("Staff saw your document and you"),
    3: gettext_noop("An authority vouched for it"),
}


@dataclass
class House:
    """How one issuer knows the holder. `card` is one that a check can be begun for."""

    code: str
    name: str = ""
    proven: ProvenView | None = None
    level: str = ""
    document: str = ""
    card: str = ""
    needed: int = 0
    under_way: bool = False
    newer: str = ""
    may_begin: bool = False
    checks: list[Line] = field(default_factory=list)

    @property
    def enough(self) -> bool:
        return (self.proven.level if self.proven else 0) >= self.needed


@require_safe
def identity(request: HttpRequest) -> HttpResponse:
    """Each issuer in turn, with its checks; what one knows better is offered to the others."""
    who = visitor(request)
    by = who.as_holder()
    proven = queries.proven_names(who.own.id, by=by, now=who.now)
    found = queries.verifications(holder=who.own.id, by=by, now=who.now)
    houses = _houses(who, proven, {one.issuer for one in found})
    for one in found:
        house = houses[one.issuer]
        house.checks.append(line(one))
        house.under_way = house.under_way or one.state in OPEN
    for house in houses.values():
        again = queries.may_prove_again(who.own.id, house.code, by=by, now=who.now)
        house.may_begin = bool(house.card) and not house.under_way and (again or not house.enough)
    _compare(houses.values(), proven)
    context = {"tab": "me", "houses": list(houses.values()), "request_id": ids.new_id()}
    return render(request, "web/data/identity.html", context)


@require_POST
def begin(request: HttpRequest, card_id: str) -> HttpResponse:
    """Prove it, again or for the first time, as the product of this card wants it."""
    who = visitor(request)
    by = who.as_holder()
    card = next((one for one in _mine(who) if one.id == card_id), None)
    if card is None:
        raise UnknownCard
    view = begin_errand(kind=ERRAND, card=card.id, address=who.address, **asking(request, by))
    return go("web:errand", view.id)


def _houses(who: Visitor, proven: list[ProvenView], others: Iterable[str]) -> dict[str, House]:
    """Every issuer whose card he has, that knows him, or that checks or checked him."""
    mine = _mine(who)
    codes = {one.issuer for one in mine} | {one.issuer for one in proven} | set(others)
    houses = {code: _house(code) for code in sorted(codes)}
    for one in reversed(proven):
        house = houses[one.issuer]
        house.proven, house.level = one, _(LEVELS[one.level])
        house.document = _(DOCUMENT_WORDS[one.document])
    for card in mine:
        policy = cards.product_of(card).real_name
        if policy is not None and policy.need != "never":
            house = houses[card.issuer]
            house.card = house.card or card.id
            house.needed = max(house.needed, policy.level)
    return houses


def _house(code: str) -> House:
    name = words.in_language(issuers.issuer(code).name, get_language() or "")
    return House(code, name=name, level=_(LEVELS[0]))


def _compare(houses: Iterable[House], proven: list[ProvenView]) -> None:
    """Name to each issuer the one that has seen another document of his since."""
    last = max(proven, key=lambda one: one.verified_at, default=None)
    names = {house.code: house.name for house in houses}
    for house in houses:
        if last and house.may_begin and _is_newer(last, house.proven):
            house.newer = names[last.issuer]


def _is_newer(last: ProvenView, known: ProvenView | None) -> bool:
    """Whether what was proven last is another name or number than what is known."""
    if known is None or known.issuer == last.issuer or known.verified_at >= last.verified_at:
        return False
    return (known.name, known.number) != (last.name, last.number)


def _mine(who: Visitor) -> list[CardView]:
    ended = {State.CLOSED, State.DESTROYED}
    found = cards.cards_of(who.own.id, by=who.as_holder())
    return [one for one in found if one.state not in ended]
