"""Lets an issuer know a holder who deals with it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people.models import Acquaintance, Holder
from yika.domain.people.rules import UnknownHolder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


@transaction.atomic
def acquaint(*, holder: str, issuer: str, by: Actor, now: datetime, request_id: str) -> None:
    """Let the staff of an issuer find a holder, masked, from now on. Safe to repeat.

    A holder does so by beginning something there. Others do it for their own issuer, once the
    person has shown them who he is, by a code or in person.
    """
    row = _holder(holder)
    if row is None or not _may(holder, issuer, by):
        raise UnknownHolder
    if Acquaintance.objects.filter(holder=row, issuer=issuer).exists():
        return

    try:
        with transaction.atomic():
            Acquaintance.objects.create(holder=row, issuer=issuer, since=now)
    except IntegrityError:
        return  # two errands of his began at once
    record(
        "people.acquainted",
        subject=holder,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
    )


def _holder(holder: str) -> Holder | None:
    try:
        return Holder.objects.filter(pk=ids.read("hld", holder)).first()
    except ValueError:
        return None


def _may(holder: str, issuer: str, by: Actor) -> bool:
    return by.id == holder if by.kind is ActorKind.HOLDER else by.sees(issuer)
