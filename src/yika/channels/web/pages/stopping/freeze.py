"""Freezing a card that is not lost, and thawing it, at its holder's will."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from yika.channels.common.art.pictures import shown
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, visitor
from yika.channels.web.pages.card import own_card
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import CardView
from yika.domain.cards.rules.stops import (
    SCOPE_WORDS,
    EndsInPast,
    EndsTooLate,
    FreezeNotOffered,
    StopScope,
)
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.issuers import queries as issuers
from yika.kit.errors import Fault, Invalid, gettext_noop

UNTIL = Ask(
    "until",
    AskKind.DATE,
    gettext_noop("Until which day?"),
    gettext_noop("Leave it empty, and it stays frozen until you thaw it."),
    required=False,
    max_length=10,
)
DAY = gettext_noop("Enter the day, such as 2026-11-20.")


@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, card_id: str) -> HttpResponse:
    """Everything, or only what the policy lets be stopped by itself."""
    who = visitor(request)
    found = own_card(who, card_id)
    ways = _ways(found)
    asks = [*([_scope(ways)] if len(ways) > 1 else []), UNTIL]

    def save() -> HttpResponse:
        try:
            actions.freeze_card(
                card=found.id,
                scope=request.POST.get("scope", "") if len(ways) > 1 else ways[0],
                until=_until(request.POST.get("until", "").strip(), found),
                **asking(request, who.as_holder()),
            )
        except (EndsInPast, EndsTooLate) as refusal:
            refusal.facts["field"] = "until"
            raise
        return go("web:card", found.id)

    title = gettext_noop("Freeze the card")
    values = {"scope": ways[0]}
    more = {"tab": "home", "card": shown(found, uid="card")}
    return form_page(
        request, "web/loss/freeze.html", asks, save, title=title, values=values, more=more
    )


@require_POST
def thaw(request: HttpRequest, card_id: str) -> HttpResponse:
    """It works again at once."""
    who = visitor(request)
    found = own_card(who, card_id)
    actions.thaw_card(card=found.id, **asking(request, who.as_holder()))
    return go("web:card", found.id)


def _ways(found: CardView) -> tuple[str, ...]:
    """What of a card its holder may freeze."""
    policy = queries.product_of(found).freeze
    if policy is None or not policy.holder:
        raise FreezeNotOffered
    return policy.holder


def _scope(ways: tuple[str, ...]) -> Ask:
    choices = tuple(Choice(way, SCOPE_WORDS[StopScope(way)]) for way in ways)
    return Ask("scope", AskKind.CHOICE, gettext_noop("What shall stop?"), choices=choices)


def _until(text: str, found: CardView) -> datetime | None:
    """The end of that day where the issuer is."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
        zone = ZoneInfo(issuers.issuer(found.issuer).zone)
        return datetime.combine(day + timedelta(days=1), time(), zone)
    except (ValueError, OverflowError):
        raise Invalid([Fault("until", "", DAY)]) from None
