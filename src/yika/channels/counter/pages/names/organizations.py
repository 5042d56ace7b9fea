"""Organizations at the desk: found, registered, acted for by letter, and who uses which card."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.organizations import CODE, LETTER, NAME, ROLE, letter_given
from yika.channels.common.visitors import visitor
from yika.channels.counter import named as operations
from yika.channels.counter import screen
from yika.channels.counter.desk import Desk, acting, empty, with_person
from yika.channels.counter.operation import Operation
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.cards import actions as cards
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.organizations import actions, queries
from yika.domain.organizations.rules import (
    MandateView,
    OrganizationView,
    UnknownMandate,
    UnknownOrganization,
    UnknownUser,
    UserView,
)
from yika.domain.organizations.rules.standing import ROLE_WORDS
from yika.domain.organizations.rules.terms import WORDS_MAX
from yika.domain.people import queries as people
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may
from yika.kit.errors import Fault, Invalid, gettext_noop

LONGEST = 60
NOBODY = gettext_noop("Nobody was found. Type the whole phone number, e-mail address or full name.")
SEVERAL = gettext_noop("Several people were found. Type a phone number or an e-mail address.")
WHO = Ask(
    "who",
    AskKind.TEXT,
    gettext_noop("Phone, e-mail or full name of the person"),
    gettext_noop("He has an account here. Who acts for an organization has proven who he is."),
    max_length=254,
)
FOR_WHAT = Ask(
    "words",
    AskKind.TEXT,
    gettext_noop("What he uses the card for"),
    gettext_noop("Such as: fuel, on working days. He reads it."),
    required=False,
    max_length=WORDS_MAX,
)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Those of this issuer, by a part of the name or the code."""
    desk, now = empty(request), visitor(request).now
    check_may(desk.by, Right.PEOPLE_SEARCH, desk.by.issuer)
    text = request.GET.get("text", "")[:LONGEST]
    found = queries.find_organizations(text, by=desk.by, now=now)
    context = screen.context(request, desk, doing=operations.ORGANIZATIONS, found=found, text=text)
    return render(request, "counter/names/organizations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, holder: str) -> HttpResponse:
    """One more, with the person who stands here as the one responsible for it."""
    desk = with_person(request, holder)

    def act(given: Given) -> HttpResponse:
        made = actions.register_organization(
            name=given.get("name", ""),
            code=given.get("code", ""),
            language="zh-hans",
            responsible=holder,
            letter=letter_given(request),
            **acting(request),
        )
        return _done(desk, made, operations.NEW_ORGANIZATION)

    sheet = Sheet(operations.NEW_ORGANIZATION, asks=[NAME, CODE, *LETTER], act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, holder: str) -> HttpResponse:
    """A letter for somebody, or a newer one."""
    desk = with_person(request, holder)
    house = _house(desk)

    def act(given: Given) -> HttpResponse:
        actions.give_mandate(
            organization=house.id,
            person=_person(given, desk.by),
            role=given.get("role", ""),
            letter=letter_given(request),
            **acting(request),
        )
        return done(desk, operations.TAKE_LETTER)

    sheet = Sheet(operations.TAKE_LETTER, asks=[WHO, ROLE, *LETTER], act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, holder: str, mandate_id: str) -> HttpResponse:
    """Somebody no longer acts for it."""
    desk = with_person(request, holder)
    found = next((one for one in _house(desk).mandates if one.id == mandate_id), None)
    if found is None:
        raise UnknownMandate

    def line(_given: Given) -> str:
        words = _("{person} can do nothing more for {organization}, from now on.")
        return words.format(person=found.masked_name, organization=_house(desk).name)

    def act(_given: Given) -> HttpResponse:
        actions.end_mandate(mandate=mandate_id, **acting(request))
        return done(desk, operations.END_LETTER)

    return sheet_page(request, desk, Sheet(operations.END_LETTER, line=line, act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def user(request: HttpRequest, holder: str) -> HttpResponse:
    """Who uses one of its cards, and what for."""
    desk = with_person(request, holder)
    _house(desk)
    known = {card.id: screen.named(card) for card in desk.cards}
    which = Ask(
        "card",
        AskKind.CHOICE,
        gettext_noop("Card"),
        choices=tuple(Choice(card, words, literal=True) for card, words in known.items()),
        value=next(iter(known), ""),
    )

    def act(given: Given) -> HttpResponse:
        if given.get("card") not in known:
            raise Invalid([Fault("card", "", gettext_noop("Choose one of the cards."))])
        cards.name_user(
            card=given["card"],
            person=_person(given, desk.by),
            words=given.get("words", ""),
            **acting(request),
        )
        return done(desk, operations.NAME_USER)

    sheet = Sheet(operations.NAME_USER, asks=[which, WHO, FOR_WHAT], act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def user_end(request: HttpRequest, holder: str, user_id: str) -> HttpResponse:
    """He uses it no longer."""
    desk = with_person(request, holder)
    users = queries.users_at(_house(desk).id, by=desk.by)
    found = next((one for one in users if one.id == user_id), None)
    if found is None:
        raise UnknownUser

    def line(_given: Given) -> str:
        return _("{person} uses the card no longer.").format(person=found.masked_name)

    def act(_given: Given) -> HttpResponse:
        actions.end_user(user=user_id, **acting(request))
        return done(desk, operations.END_USER)

    return sheet_page(request, desk, Sheet(operations.END_USER, line=line, act=act))


def shown(desk: Desk) -> dict[str, Any]:
    """Who acts for the organization at hand, and who uses its cards; nothing for a person."""
    if desk.organization is None:
        return {}
    tails = {card.id: screen.named(card) for card in desk.cards}
    users = queries.users_at(desk.organization.id, by=desk.by)
    return {
        "mandates": [_mandate(one) for one in desk.organization.mandates],
        "users": [_user(one, tails) for one in users],
        "may_end": desk.by.may(Right.PEOPLE_REGISTER, desk.by.issuer),
        "may_end_use": desk.by.may(Right.CARDS_HAND_OUT, desk.by.issuer),
    }


def _mandate(one: MandateView) -> dict[str, object]:
    return {"view": one, "role": _(ROLE_WORDS[one.role])}


def _user(one: UserView, tails: dict[str, str]) -> dict[str, object]:
    return {"view": one, "card": tails.get(one.card, "")}


def _house(desk: Desk) -> OrganizationView:
    if desk.organization is None:
        raise UnknownOrganization
    return desk.organization


def _done(desk: Desk, made: OrganizationView, operation: Operation) -> HttpResponse:
    return done(Desk(by=desk.by, person=people.seen_holder(made.id, desk.by)), operation)


def _person(given: Given, by: Actor) -> str:
    """The one person that was typed; several are asked for more exactly."""
    text = given.get("who", "").strip()
    found = people.search_holders(by, text) if text else []
    people_only = [one for one in found if not queries.is_organization(one.id)]
    if len(people_only) != 1:
        raise Invalid([Fault("who", "", SEVERAL if people_only else NOBODY)])
    return people_only[0].id
