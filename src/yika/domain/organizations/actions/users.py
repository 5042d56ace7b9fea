"""Names who uses a card of an organization; `cards` asks for it and vouches for the card."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.organizations.mandating import Visit, hold
from yika.domain.organizations.models import CardUser, Organization
from yika.domain.organizations.queries import check_for, is_organization, key, user_view
from yika.domain.organizations.rules import refusals
from yika.domain.organizations.rules.standing import Act
from yika.domain.organizations.rules.terms import normal_words
from yika.domain.organizations.rules.views import UserView
from yika.domain.people.queries import seen_holder
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import WORKER, Actor, ActorKind, check_may


@transaction.atomic
def add_user(
    *,
    organization: str,
    card: str,
    person: str,
    words: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> UserView:
    """Let a person use a card; who uses it already is told new words. Safe to repeat.

    He is known here by his own account, whose id he tells; an organization finds nobody by name.
    """
    words = normal_words(words)
    if not is_organization(organization):
        raise refusals.CardOfAPerson
    row = _held(organization, by, now)
    seen_holder(person, by if by.kind is not ActorKind.HOLDER else WORKER)
    request = ids.request_key(request_id)
    wanted = {"card": ids.read("card", card), "person": ids.read("hld", person)}
    if seen := CardUser.objects.filter(created_by_request=request).first():
        if (seen.card, seen.person) != (wanted["card"], wanted["person"]):
            raise refusals.OrganizationRequestReused
        return user_view(seen)

    old = CardUser.objects.filter(**wanted, ended_at=None).first()
    if old is not None:
        _end(old, by, now)
    user = CardUser(
        organization=row,
        **wanted,
        since=now,
        named_by=by.person or by.id,
        ended_by="",
        created_by_request=request,
    )
    user.keep_words(words)
    user.save(force_insert=True)
    _note("organization.user_named", user, Visit(by, now, request_id))
    return user_view(user)


@transaction.atomic
def end_user(*, user: str, by: Actor, now: datetime, request_id: str) -> None:
    """He uses the card no longer. Safe to repeat."""
    found = CardUser.objects.filter(pk=key("user", user)).first()
    if found is None:
        raise refusals.UnknownUser
    row = _held(ids.show("hld", found.organization_id), by, now)
    found = row.users.get(pk=found.pk)
    if found.ended_at is not None:
        return

    _end(found, by, now)
    _note("organization.user_ended", found, Visit(by, now, request_id))


def forget_uses(*, person: str, by: Actor, now: datetime, request_id: str) -> int:
    """Somebody who is forgotten uses no card of others any more, in the caller's transaction."""
    found = CardUser.objects.filter(person=ids.read("hld", person), ended_at=None)
    open_uses = list(found.select_related("organization").order_by("id"))
    for user in open_uses:
        _end(user, by, now)
        _note("organization.user_ended", user, Visit(by, now, f"{request_id}:{user}"))
    return len(open_uses)


def _held(organization: str, by: Actor, now: datetime) -> Organization:
    row = hold(organization, by=by)
    if by.kind is ActorKind.HOLDER:
        check_for(by, row, Act.NAME_USERS, now=now)
    else:
        check_may(by, Right.CARDS_HAND_OUT, row.issuer)
    return row


def _end(user: CardUser, by: Actor, now: datetime) -> None:
    user.ended_at, user.ended_by = now, by.person or by.id
    user.keep_words("")
    user.save(update_fields=["ended_at", "ended_by", "words"])


def _note(event: str, user: CardUser, visit: Visit) -> None:
    record(
        event,
        subject=str(user.organization),
        issuer=user.organization.issuer,
        by=visit.by,
        now=visit.now,
        request_id=visit.request_id,
        facts={"card": ids.show("card", user.card), "holder": ids.show("hld", user.person)},
    )
