"""Holders as values: whole for themselves, masked for everybody else."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from yika.domain.people.models import Contact, Holder
from yika.domain.people.queries.contacts import contact_view, masked_contact
from yika.domain.people.reach import reached
from yika.domain.people.rules import UnknownHolder, masked_name
from yika.domain.people.rules.contacts import Kind
from yika.domain.people.rules.holders import Field
from yika.domain.people.rules.secrets import About
from yika.domain.people.rules.sign_ins import is_old
from yika.domain.people.rules.views import HolderView, MaskedContact, MaskedHolder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


def holder(holder: str, *, now: datetime) -> HolderView:
    """A holder as he sees himself. For his own pages only: nobody else is asked for here."""
    return holder_view(_row(holder), now=now)


def seen_holder(holder: str, by: Actor) -> MaskedHolder:
    """A holder, masked, for staff of an issuer he has dealt with; UnknownHolder for others."""
    return masked_holder(reached(holder, by=by))


def name_for(holder: str, by: Actor) -> str:
    """How to call a holder before this actor: by his name before himself, masked before others.

    Empty when there is none to be known.
    """
    try:
        name = reached(holder, by=by).told("name")
    except UnknownHolder:
        return ""
    return name if by.kind is ActorKind.HOLDER else masked_name(name)


def about(holder: str) -> About:
    """What of this person must not stand in his PIN or password; card and document add theirs."""
    row = _row(holder)
    contacts = _live(row)
    return About(
        name=row.told("name"),
        born_on=_born_on(row),
        phones=tuple(_values(contacts, Kind.PHONE)),
        emails=tuple(_values(contacts, Kind.EMAIL)),
    )


def holder_view(row: Holder, *, now: datetime) -> HolderView:
    """The row as its holder sees it."""
    name, login = row.told("name"), row.login
    contacts = [one for one in _live(row) if not one.has_left(now)]
    return HolderView(
        id=str(row),
        name=name,
        masked_name=masked_name(name),
        language=row.language,
        phrase=row.told("phrase"),
        born_on=_born_on(row),
        contacts=tuple(contact_view(one, now=now) for one in contacts),
        has_password=login is not None and login.has_usable_password(),
        passkeys=login.passkeys.filter(removed_at=None).count() if login else 0,
        old_secret=login is not None and is_old(login.password_set_at, now),
    )


def masked_holder(row: Holder) -> MaskedHolder:
    """The row as staff see it."""
    contacts = [masked_contact(one) for one in _by_weight(_live(row))]
    return MaskedHolder(
        id=str(row),
        masked_name=masked_name(row.told("name")),
        masked_phone=_first(contacts, Kind.PHONE),
        masked_email=_first(contacts, Kind.EMAIL),
        language=row.language,
        contacts=tuple(contacts),
    )


def revealed(row: Holder, field: Field) -> str:
    """What stands masked in `masked_holder`, whole; empty when nothing is on record."""
    if field in {Field.NAME, Field.BORN_ON}:
        return row.told(field)
    if field is Field.CARDS:
        return ""
    return next(_values(_by_weight(_live(row)), Kind(field)), "")


def _row(holder: str) -> Holder:
    try:
        return Holder.objects.select_related("login").get(pk=ids.read("hld", holder))
    except (ValueError, Holder.DoesNotExist) as error:
        raise UnknownHolder from error


def _live(row: Holder) -> list[Contact]:
    # Sorted here, so that a search can fetch the contacts of all it found at once.
    return sorted(
        (one for one in row.contacts.all() if one.removed_at is None), key=lambda one: one.id
    )


def _by_weight(contacts: Iterable[Contact]) -> list[Contact]:
    """Those that stay before those that leave, proven ones before others, the newest first."""
    newest = sorted(contacts, key=lambda one: one.id, reverse=True)
    return sorted(newest, key=lambda one: (one.leaves_at is not None, one.proven_at is None))


def _values(contacts: Iterable[Contact], kind: Kind) -> Iterator[str]:
    return (one.told("value") for one in contacts if one.kind == kind)


def _first(contacts: Iterable[MaskedContact], kind: Kind) -> str:
    return next((one.masked for one in contacts if one.kind is kind), "")


def _born_on(row: Holder) -> date | None:
    text = row.told("born_on")
    return date.fromisoformat(text) if text else None
