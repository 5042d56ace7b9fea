"""Questions others may ask about organizations, and who acts for one."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from yika.domain.identity import queries as identity
from yika.domain.identity.rules.review.policy import Moment
from yika.domain.issuers import queries as issuers
from yika.domain.organizations.models import CardUser, Mandate, Organization
from yika.domain.organizations.rules import refusals
from yika.domain.organizations.rules.standing import Act, Role, check_act
from yika.domain.organizations.rules.terms import is_good
from yika.domain.organizations.rules.views import (
    ActingView,
    MandateView,
    OrganizationView,
    UserView,
)
from yika.domain.people.queries import name_for
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import WORKER, Actor, ActorKind, check_may
from yika.products.tables.real_name import RealName

FOUND_MAX = 50
NOBODY = UUID(int=0)


def today(issuer: str, now: datetime) -> date:
    """The day it is where the issuer is."""
    return now.astimezone(ZoneInfo(issuers.issuer(issuer).zone)).date()


def organization(organization: str, *, by: Actor, now: datetime) -> OrganizationView:
    """One organization, for staff of its issuer and whoever acts for it."""
    return organization_view(reached(organization, by=by), now=now)


def reached(organization: str, *, by: Actor) -> Organization:
    """The row, for staff of its issuer and whoever acts for it."""
    row = Organization.objects.filter(pk=key("hld", organization)).first()
    if row is None or not _exists_for(row, by):
        raise refusals.UnknownOrganization
    if by.kind in {ActorKind.STAFF, ActorKind.API_KEY}:
        check_may(by, Right.PEOPLE_SEARCH, row.issuer)
    return row


def find_organizations(text: str, *, by: Actor, now: datetime) -> list[OrganizationView]:
    """Those of the actor's issuer with this in name or code, the newest first; all without it."""
    check_may(by, Right.PEOPLE_SEARCH, by.issuer)
    text = " ".join(text.split())
    rows = Organization.objects.filter(issuer=by.issuer)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(code=text.upper().replace(" ", "")))
    return [organization_view(row, now=now) for row in rows.order_by("-id")[:FOUND_MAX]]


def is_organization(holder: str) -> bool:
    """Whether this holder is an organization and no person."""
    return Organization.objects.filter(pk=key("hld", holder)).exists()


def organizations_of(person: Actor, *, now: datetime) -> list[ActingView]:
    """Those that somebody acts for by a letter, also one that is not good today."""
    rows = Mandate.objects.filter(person=key("hld", person.id), ended_at=None)
    found = rows.select_related("organization").order_by("organization__name", "id")
    return [_acting(row, now) for row in found if person.kind is ActorKind.HOLDER]


def cards_used_by(person: Actor) -> list[UserView]:
    """The cards of organizations that somebody uses, the oldest first."""
    rows = CardUser.objects.filter(person=key("hld", person.id), ended_at=None)
    found = rows.select_related("organization").order_by("id")
    return [user_view(row) for row in found if person.kind is ActorKind.HOLDER]


def busy_people(issuer: str, people: Collection[UUID]) -> frozenset[UUID]:
    """Those of these people who act for an organization of the issuer, or use a card of one."""
    there = {"organization__issuer": issuer, "person__in": people, "ended_at": None}
    acting = Mandate.objects.filter(**there).values_list("person", flat=True)
    using = CardUser.objects.filter(**there).values_list("person", flat=True)
    return frozenset([*acting, *using])


def users_of(card: str, *, by: Actor) -> list[UserView]:
    """Who uses a card, for staff of its issuer and whoever acts for the organization."""
    rows = CardUser.objects.filter(card=key("card", card), ended_at=None).order_by("id")
    return [
        user_view(row)
        for row in rows.select_related("organization")
        if _exists_for(row.organization, by)
    ]


def users_at(organization: str, *, by: Actor) -> list[UserView]:
    """All who use cards of an organization, the longest first; for who may know of it."""
    rows = reached(organization, by=by).users.filter(ended_at=None).order_by("id")
    return [user_view(row) for row in rows.select_related("organization")]


def acting_for(person: Actor, organization: str, *, now: datetime) -> Actor:
    """The organization as an actor, in the hands of somebody with a letter that is good today.

    What is done with it is its own doing; the journal keeps who did it besides. Refused while
    the issuer does not know who he is.
    """
    return _behalf(_mandate(person, organization, now=now).organization, person)


def acting_on(person: Actor, card: str, act: Act) -> Actor:
    """The same for one act on one card, in the hands of somebody who uses it."""
    used = _use(person, card)
    if used is None:
        raise refusals.UnknownOrganization
    check_act(Role.USER, act)
    return _behalf(used.organization, person)


def check_for(by: Actor, organization: Organization, act: Act, *, now: datetime) -> None:
    """Refuse somebody acting for an organization what is not for him to do."""
    him = replace(by, id=by.person, person="")
    row = _mandate(him, by.id, now=now)
    if row.organization_id != organization.pk:
        raise refusals.UnknownOrganization
    check_act(Role(row.role), act)


def is_enough(
    real_name: RealName | None, holder: str, issuer: str, *, moment: Moment, now: datetime
) -> bool:
    """As for a person; an organization is known as firmly as its responsible person is."""
    person = _answers_for(holder, now=now) or holder
    return identity.is_enough(real_name, person, issuer, moment=moment, now=now)


def known_among(
    holders: Collection[UUID], issuer: str, *, level: int, now: datetime
) -> frozenset[UUID]:
    """Those whom the issuer knows at this level or above, organizations among them as above."""
    rows = Mandate.objects.filter(organization__in=holders, ended_at=None)
    day = today(issuer, now)
    answers = {
        row.organization_id: row.person
        for row in rows.filter(role=Role.RESPONSIBLE.value)
        if is_good(row.since, row.until, today=day)
    }
    people = {answers.get(one, one) for one in holders}
    known = identity.known_among(people, issuer, level=level, now=now)
    return frozenset(one for one in holders if answers.get(one, one) in known)


def responsible_among(holders: Collection[UUID]) -> dict[UUID, UUID]:
    """The responsible person of each organization among these holders, were his letter over too."""
    rows = Mandate.objects.filter(organization__in=holders, ended_at=None)
    rows = rows.filter(role=Role.RESPONSIBLE.value)
    return dict(rows.values_list("organization_id", "person"))


def answered_for(person: str, issuer: str, *, now: datetime) -> frozenset[UUID]:
    """The organizations of an issuer that somebody is responsible for by a letter good today."""
    rows = Mandate.objects.filter(person=key("hld", person), ended_at=None)
    rows = rows.filter(role=Role.RESPONSIBLE.value, organization__issuer=issuer)
    day = today(issuer, now)
    good = (row for row in rows if is_good(row.since, row.until, today=day))
    return frozenset(row.organization_id for row in good)


def organization_view(row: Organization, *, now: datetime) -> OrganizationView:
    """The row as a value, the responsible person first."""
    day = today(row.issuer, now)
    rows = row.mandates.filter(ended_at=None).order_by("id")
    first = sorted(rows, key=lambda one: one.role != Role.RESPONSIBLE.value)
    return OrganizationView(
        id=str(row),
        issuer=row.issuer,
        name=row.name,
        code=row.code,
        registered_at=row.registered_at,
        mandates=tuple(_mandate_view(one, day) for one in first),
    )


def user_view(row: CardUser) -> UserView:
    """The row as a value."""
    person = ids.show("hld", row.person)
    return UserView(
        id=str(row),
        organization=str(row.organization),
        organization_name=row.organization.name,
        card=ids.show("card", row.card),
        person=person,
        masked_name=_masked(person),
        words=row.told_words(),
        since=row.since,
    )


def key(prefix: str, shown: str) -> UUID:
    """The key behind a public id; that of nobody for anything that is none."""
    try:
        return ids.read(prefix, shown)
    except ValueError:
        return NOBODY


def _exists_for(row: Organization, by: Actor) -> bool:
    if by.kind is ActorKind.HOLDER:
        own = row.mandates.filter(person=key("hld", by.person), ended_at=None)
        return by.id == str(row) and own.exists()
    return by.kind is not ActorKind.DEVICE and by.sees(row.issuer)


def _mandate(person: Actor, organization: str, *, now: datetime) -> Mandate:
    """His mandate, good today, of a person the issuer knows."""
    rows = Mandate.objects.select_related("organization")
    row = rows.filter(
        organization=key("hld", organization), person=key("hld", person.id), ended_at=None
    ).first()
    if row is None or person.kind is not ActorKind.HOLDER:
        raise refusals.UnknownOrganization
    issuer = row.organization.issuer
    if not is_good(row.since, row.until, today=today(issuer, now)):
        raise refusals.LetterOver
    if identity.level_of(person.id, issuer, now=now) < 1:
        raise refusals.PersonNotProven
    return row


def _use(person: Actor, card: str) -> CardUser | None:
    rows = CardUser.objects.select_related("organization")
    wanted = {"card": key("card", card), "person": key("hld", person.id), "ended_at": None}
    return rows.filter(**wanted).first() if person.kind is ActorKind.HOLDER else None


def _behalf(row: Organization, person: Actor) -> Actor:
    return replace(person, id=str(row), person=person.id)


def _answers_for(holder: str, *, now: datetime) -> str:
    """The responsible person of an organization whose letter is good; empty for all others."""
    rows = Mandate.objects.filter(organization=key("hld", holder), ended_at=None)
    row = rows.filter(role=Role.RESPONSIBLE.value).select_related("organization").first()
    if row is None or not is_good(row.since, row.until, today=today(row.organization.issuer, now)):
        return ""
    return ids.show("hld", row.person)


def _acting(row: Mandate, now: datetime) -> ActingView:
    house = row.organization
    return ActingView(
        organization=str(house),
        issuer=house.issuer,
        name=house.name,
        role=Role(row.role),
        until=row.until,
        good=is_good(row.since, row.until, today=today(house.issuer, now)),
    )


def _mandate_view(row: Mandate, day: date) -> MandateView:
    person = ids.show("hld", row.person)
    return MandateView(
        id=str(row),
        person=person,
        masked_name=_masked(person),
        role=Role(row.role),
        since=row.since,
        until=row.until,
        good=is_good(row.since, row.until, today=day),
    )


def _masked(person: str) -> str:
    """How a person is called before anybody but himself."""
    return name_for(person, WORKER)
