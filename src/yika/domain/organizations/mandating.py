"""What registering an organization and taking a letter for it have in common."""

from dataclasses import dataclass
from datetime import datetime

from yika.domain.identity import queries as identity
from yika.domain.identity.rules.review.refusals import PictureHopeless
from yika.domain.journal.actions import schedule
from yika.domain.organizations import queries
from yika.domain.organizations.models import Mandate, Organization
from yika.domain.organizations.rules import refusals
from yika.domain.organizations.rules.standing import Role
from yika.domain.organizations.rules.terms import Letter, check_days, kept_until
from yika.domain.people.queries import find_holder_of_login, seen_holder
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import keep_file_until, seal_file
from yika.domain.vault.rules.files import FileDestroyed
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.pictures import clean, judge

FOLLOW = "organizations.follow_letter"
"""Due work by which others learn that somebody answers for an organization from now on."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who acts for or upon an organization, when, and by which request."""

    by: Actor
    now: datetime
    request_id: str


def check_takes(by: Actor, person: str) -> None:
    """Refuse who may not take a letter, and the one it is for."""
    if by.kind is not ActorKind.STAFF:
        raise refusals.InPerson
    check_may(by, Right.PEOPLE_REGISTER, by.issuer)
    if find_holder_of_login(by.id) == person:
        raise refusals.OwnLetter


def legible(letter: Letter) -> Letter:
    """The letter with nothing of its file but the pixels; refused when nothing can be read."""
    picture = clean(letter.content)
    judgement = judge(picture)
    if judgement.hopeless:
        raise PictureHopeless(fault=str(judgement.hopeless.fault))
    return Letter(picture.jpeg, letter.since, letter.until)


def let_act(row: Organization, person: str, role: Role, letter: Letter, *, visit: Visit) -> Mandate:
    """Keep a mandate in the caller's transaction, in place of an older one of this person."""
    by, now = visit.by, visit.now
    found = seen_holder(person, by)
    if queries.is_organization(found.id) or identity.level_of(found.id, row.issuer, now=now) < 1:
        raise refusals.PersonNotProven
    check_days(letter.since, letter.until, today=queries.today(row.issuer, now))

    for old in row.mandates.filter(ended_at=None):
        same = ids.show("hld", old.person) == found.id
        if same or role.value == old.role == Role.RESPONSIBLE.value:
            end(old, by=by, now=now)
    mandate = Mandate(
        organization=row,
        person=ids.read("hld", found.id),
        role=role.value,
        since=letter.since,
        until=letter.until,
        given_at=now,
        given_by=by.id,
        ended_by="",
        created_by_request=ids.request_key(visit.request_id),
    )
    last = kept_until(letter.until)
    mandate.file = seal_file(letter.content, where=mandate.where, now=now, purge_after=last)
    mandate.save(force_insert=True)
    if role is Role.RESPONSIBLE:
        schedule(kind=FOLLOW, key=str(row), due_at=now)
    return mandate


def end(mandate: Mandate, *, by: Actor, now: datetime) -> None:
    """Nobody acts by it any more; its letter is kept for a while."""
    mandate.ended_at, mandate.ended_by = now, by.person or by.id
    mandate.save(update_fields=["ended_at", "ended_by"])
    last = min(kept_until(now.date()), kept_until(mandate.until))
    try:
        keep_file_until(mandate.file, purge_after=last)
    except FileDestroyed:
        return


def hold(organization: str, *, by: Actor) -> Organization:
    """The organization, held until the transaction ends, for whoever may know of it."""
    row = queries.reached(organization, by=by)
    return Organization.objects.select_for_update(no_key=True).get(pk=row.pk)
