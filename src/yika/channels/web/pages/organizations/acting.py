"""The organizations I act for, with their cards and users, and the cards of others that I use."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.domain.cards import actions as cards
from yika.domain.cards import queries as cards_seen
from yika.domain.cards.rules import CardView
from yika.domain.cards.rules.stops import StopKind
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.organizations import queries
from yika.domain.organizations.actions import end_user
from yika.domain.organizations.rules import Act, ActingView, UserView
from yika.domain.organizations.rules.standing import ROLE_WORDS
from yika.domain.organizations.rules.terms import WORDS_MAX
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop

TAB = {"tab": "me"}
ASKS = (
    Ask(
        "person",
        AskKind.TEXT,
        gettext_noop("Number of the person's account"),
        gettext_noop("It begins with hld_. He finds it on his own page of organizations."),
        max_length=40,
    ),
    Ask(
        "words",
        AskKind.TEXT,
        gettext_noop("What he uses the card for"),
        gettext_noop("Such as: fuel, on working days. He reads it."),
        required=False,
        max_length=WORDS_MAX,
    ),
)


@dataclass(frozen=True, slots=True)
class House:
    """An organization as its line in the list says it."""

    view: ActingView
    role: str


@dataclass(frozen=True, slots=True)
class Used:
    """A card with those who use it."""

    card: CardView
    users: tuple[UserView, ...]

    @property
    def frozen(self) -> bool:
        return any(stop.kind is StopKind.FROZEN for stop in self.card.stops)


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """All that I act for, and what I use."""
    who = visitor(request)
    me = who.as_holder()
    houses = [
        House(one, _(ROLE_WORDS[one.role])) for one in queries.organizations_of(me, now=who.now)
    ]
    used = [Used(_card(me, one), (one,)) for one in queries.cards_used_by(me)]
    context = TAB | {"houses": houses, "used": used, "me": me.id, "request_id": ids.new_id()}
    return render(request, "web/organizations/list.html", context)


@require_safe
def organization(request: HttpRequest, holder_id: str) -> HttpResponse:
    """Its cards, and who uses each."""
    who = visitor(request)
    by = _acting(who, holder_id)
    found = cards_seen.cards_of(holder_id, by)
    context = TAB | {
        "house": queries.organization(holder_id, by=by, now=who.now),
        "cards": [Used(one, tuple(queries.users_of(one.id, by=by))) for one in found],
        "request_id": ids.new_id(),
    }
    return render(request, "web/organizations/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def user(request: HttpRequest, holder_id: str, card_id: str) -> HttpResponse:
    """One more who uses a card, or new words for one who does."""
    who = visitor(request)
    by = _acting(who, holder_id)
    found = cards_seen.card(card_id, by)

    def save() -> HttpResponse:
        cards.name_user(
            card=found.id,
            person=request.POST.get("person", "").strip(),
            words=request.POST.get("words", ""),
            **asking(request, by),
        )
        return go("web:organization", holder_id)

    title = gettext_noop("Name who uses the card")
    more = TAB | {"lead": found.masked_number}
    return form_page(request, "web/me_form.html", ASKS, save, title=title, more=more)


@require_POST
def user_end(request: HttpRequest, holder_id: str, user_id: str) -> HttpResponse:
    """He uses it no longer."""
    by = _acting(visitor(request), holder_id)
    end_user(user=user_id, **asking(request, by))
    return go("web:organization", holder_id)


@require_POST
def freeze(request: HttpRequest, holder_id: str, card_id: str) -> HttpResponse:
    """Stop a card of the organization."""
    by = _acting(visitor(request), holder_id)
    cards.freeze_card(card=card_id, **asking(request, by))
    return go("web:organization", holder_id)


@require_POST
def thaw(request: HttpRequest, holder_id: str, card_id: str) -> HttpResponse:
    """Let it go again."""
    by = _acting(visitor(request), holder_id)
    cards.thaw_card(card=card_id, **asking(request, by))
    return go("web:organization", holder_id)


@require_POST
def stop_used(request: HttpRequest, card_id: str) -> HttpResponse:
    """Stop a card that I use; those who act for the organization let it go again."""
    by = queries.acting_on(visitor(request).as_holder(), card_id, Act.FREEZE)
    cards.freeze_card(card=card_id, **asking(request, by))
    return go("web:organizations")


def _acting(who: Visitor, organization: str) -> Actor:
    return queries.acting_for(who.as_holder(), organization, now=who.now)


def _card(me: Actor, used: UserView) -> CardView:
    return cards_seen.card(used.card, queries.acting_on(me, used.card, Act.LOOK))
